from cchc.catalog.catalog import load_catalog
from cchc.ingest.reading import read_report
from cchc.ingest.remembered import RememberedHeadings

TABLE = """Đơn vị báo cáo: UBND tỉnh Lạng Sơn
Từ ngày 15/6/2024 đến ngày 14/9/2024
STT;Đơn vị;Tổng;Tiếp nhận;Kỳ trước chuyển qua;Hồ sơ đã giải quyết;;;;Hồ sơ đang giải quyết;;
;;;;;Số hồ sơ;Sớm;Đúng;Xong muộn;Số hồ sơ;Chưa đến hạn;Đã quá hạn
1;Huyện Bình Gia;10;9;1;8;5;3;0;2;2;0
"""


def codes(remembered):
    [draft] = read_report(TABLE.encode(), "a.csv", load_catalog(), remembered=remembered)
    return set(draft.figures["indicator"].to_pylist())


def test_an_explanation_is_kept_for_its_sender(tmp_path):
    remembered = RememberedHeadings(tmp_path / "store")
    assert "dossiers_overdue" not in codes(remembered)
    remembered.remember("20", {"Hồ sơ đã giải quyết > Xong muộn": "dossiers_overdue"})
    assert "dossiers_overdue" in codes(remembered)
    assert remembered.recall("14") == {}


def test_later_explanations_replace_earlier_ones(tmp_path):
    remembered = RememberedHeadings(tmp_path)
    remembered.remember("20", {"Cột A": "dossiers_overdue", "Cột B": ""})
    remembered.remember("20", {"cột  a": "dossiers_returned"})
    assert remembered.recall("20") == {"cột a": "dossiers_returned", "cột b": ""}
