import csv
from dataclasses import replace
from io import BytesIO, StringIO
from zipfile import ZipFile

from cchc.exports.separated import for_excel, for_programs
from tests.exports.views import view


def test_excel_in_a_vietnamese_windows_reads_it():
    made = for_excel([view()], title="Giao ban")
    assert made.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(StringIO(made.decode("utf-8-sig")), delimiter=";"))
    assert rows[1] == ["Đơn vị", "Tỷ lệ (%)", "Tử số", "Nguồn"]
    assert rows[2] == ["Lạng Sơn", "98,8063", "635593", "/nguon?so=20"]
    assert rows[3][0].startswith("'=cmd")
    assert rows[4] == ["Huế", "", "", "/nguon?so=46"]
    assert any("http://may-chu/dung-han?luc=8" in cell for row in rows for cell in row)


def test_programs_read_a_table_and_people_what_it_is():
    archive = ZipFile(BytesIO(for_programs([view()], title="Giao ban")))
    assert archive.namelist() == ["01-bang-so-lieu.csv", "doc-truoc.txt"]
    rows = list(csv.DictReader(StringIO(archive.read("01-bang-so-lieu.csv").decode())))
    assert float(rows[0]["Tỷ lệ (%)"]) == 98.8063
    assert "Đúng hạn ÷ Đã giải quyết" in archive.read("doc-truoc.txt").decode()


def test_a_view_without_tables_gives_what_its_charts_draw():
    charts = tuple(block for block in view().blocks if hasattr(block, "chart"))
    made = for_excel([replace(view(), blocks=charts)], title="Giao ban").decode("utf-8-sig")
    assert "Lạng Sơn;2024;95,25" in made
    assert "Lạng Sơn;12;1200" in made
