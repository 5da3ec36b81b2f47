from datetime import date
from pathlib import Path

import pytest

from cchc.catalog.forms import FOLDER, check_codes, load_forms, parse_form, read_form
from cchc.errors import BadReferenceError

SMALL = """
id = "X"
kind = "grid"
name = "Biểu thử"
rows = "agency"

[[column]]
heading = "Đơn vị"
role = "agency"

[[column]]
heading = "Số hồ sơ đã giải quyết > Tổng số"
indicator = "dossiers_resolved"

[[check]]
rule = "at_most"
indicator = "dossiers_resolved"
terms = ["dossiers_on_time"]
"""


def test_a_form_is_read_from_its_toml():
    form = parse_form(SMALL, file="x.toml")
    assert (form.id, form.rows, form.scope) == ("X", "agency", "total")
    assert [c.heading for c in form.values] == ["Số hồ sơ đã giải quyết > Tổng số"]
    assert form.checks[0].terms == ("dossiers_on_time",)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda p: p.stem)
def test_every_form_of_the_project_is_sound(path: Path):
    form = read_form(path)
    headed = {c.indicator for c in form.columns} | {c.alone for c in form.columns}
    headed |= {row.indicator for row in form.items}
    for check in form.checks:
        assert check.indicator in headed, f"{check} speaks of no column"


def test_forms_have_different_ids():
    forms = load_forms()
    assert len({form.id for form in forms}) == len(forms) >= 13


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ('kind = "grid"', 'kind = "bảng"', 3, "kind = 'bảng'"),
        ('kind = "grid"\n', "", None, "thiếu kind"),
        ('name = "Biểu thử"', 'nam = "Biểu thử"', 4, "khóa lạ «nam»"),
        ('role = "agency"', 'role = "unitt"', 9, "unitt"),
        ('role = "agency"\n', "", 7, "Đơn vị"),
        ('heading = "Đơn vị"', "heading = 5", 8, "heading = 5"),
        ('heading = "Đơn vị"\n', "", 7, "thiếu heading"),
        ('rule = "at_most"', 'rule = "sums"', 16, "rule = 'sums'"),
        ('terms = ["dossiers_on_time"]', "", 16, "thiếu terms"),
        ('rows = "agency"', 'rows = "agency', 5, "TOML"),
        ('heading = "Đơn vị"', 'heading = "Số hồ sơ đã giải quyết > Tổng số"', 11, "hai lần"),
    ],
)
def test_a_bad_form_is_refused_with_its_file_line_and_remedy(old, new, line, said):
    text = SMALL.replace(old, new)
    assert text != SMALL
    with pytest.raises(BadReferenceError) as caught:
        parse_form(text, file="x.toml")
    assert caught.value.file == "x.toml"
    assert caught.value.line == line
    assert said in caught.value.problem
    assert "Cách sửa" in str(caught.value)


def test_two_files_cannot_have_one_id(tmp_path):
    for name in ("a.toml", "b.toml"):
        (tmp_path / name).write_text(SMALL, "utf-8")
    with pytest.raises(BadReferenceError, match=r"b\.toml.*a\.toml"):
        load_forms(tmp_path)


def test_an_unknown_indicator_is_named():
    form = parse_form(SMALL, file="x.toml")
    with pytest.raises(BadReferenceError, match="dossiers_on_time"):
        check_codes([form], ["dossiers_resolved"])


def test_the_columns_of_the_district_level_end_with_it():
    form = next(form for form in load_forms() if form.id == "II.07b")
    before, after = form.on(date(2025, 6, 30)), form.on(date(2025, 7, 1))
    assert len(before.columns) - len(after.columns) == 3
    assert all(c.breakdown != "Cấp huyện" for c in after.columns)
