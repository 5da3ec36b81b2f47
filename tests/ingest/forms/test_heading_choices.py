"""What every heading is taken for, and what somebody says instead."""

from cchc.catalog.catalog import load_catalog
from cchc.ingest.forms.heading_choices import explained, heading_choices, meanings
from cchc.ingest.reading import FileReading, read_report
from cchc.ingest.tidy.heading_choices import tidy_choices

TABLE = """Đơn vị báo cáo: UBND tỉnh Lạng Sơn
Từ ngày 15/6/2024 đến ngày 14/9/2024
STT;Đơn vị;Tổng;Tiếp nhận;Kỳ trước chuyển qua;Hồ sơ đã giải quyết;;;;Hồ sơ đang giải quyết;;
;;;;;Số hồ sơ;Sớm;Đúng;Xong muộn;Số hồ sơ;Chưa đến hạn;Đã quá hạn
1;Huyện Bình Gia;10;9;1;8;5;3;0;2;2;0
"""
LATE = "Hồ sơ đã giải quyết > Xong muộn"


def choices(text: str = TABLE):
    (table,) = FileReading(data=text.encode(), name="a.csv", catalog=load_catalog()).nearest
    return heading_choices(table)


def test_every_heading_is_shown_with_a_value_and_what_it_is_taken_for():
    found = {choice.text: choice for choice in choices()}
    assert (found["Đơn vị"].sample, found["Đơn vị"].target) == ("Huyện Bình Gia", "agency")
    assert found["Hồ sơ đã giải quyết > Sớm"].target == "dossiers_early"
    assert (found[LATE].target, found[LATE].is_sure) == (None, False)


def test_what_was_not_changed_and_was_sure_needs_no_explanation():
    found = choices()
    assert explained(found, [c.target for c in found]) == ()


def test_what_somebody_chooses_is_read_so():
    found = choices()
    chosen = ["dossiers_overdue" if c.text == LATE else c.target for c in found]
    mapping = explained(found, chosen)
    assert mapping == ((LATE, "dossiers_overdue"),)
    (draft,) = read_report(TABLE.encode(), "a.csv", load_catalog(), mapping=dict(mapping))
    assert "dossiers_overdue" in draft.figures["indicator"].to_pylist()


def test_a_column_can_be_left_out():
    found = choices()
    chosen = ["" if c.target == "dossiers_early" else c.target for c in found]
    mapping = explained(found, chosen)
    (draft,) = read_report(TABLE.encode(), "a.csv", load_catalog(), mapping=dict(mapping))
    assert "dossiers_early" not in draft.figures["indicator"].to_pylist()


def test_every_meaning_has_words_of_its_own():
    catalog = load_catalog()
    for form in (None, *catalog.forms):
        words = meanings(catalog, form)
        assert len(set(words.values())) == len(words)
        assert {one.code for one in catalog.indicators.all} <= {c.partition("/")[0] for c in words}


def test_a_table_that_is_like_no_form_offers_nothing_to_explain():
    assert FileReading(data=b"x;y\n1;2\n", name="a.csv", catalog=load_catalog()).nearest == []


ROWS = """Tên chỉ số;Niên độ;Địa phương;Kết quả chung cuộc;Vị trí
PAR INDEX;2023;Hải Phòng;91,87;2
PAR INDEX;2023;Quảng Ninh;92,18;1
"""


def test_the_headings_of_a_table_of_rows_are_shown_too():
    grid = FileReading(data=ROWS.encode(), name="a.csv", catalog=load_catalog()).workbook.sheets[0]
    found = {c.text: c for c in tidy_choices(grid, load_catalog()).headings}
    assert (found["Địa phương"].target, found["Địa phương"].sample) == ("agency", "Hải Phòng")
    assert (found["Kết quả chung cuộc"].target, found["Niên độ"].target) == (None, None)
    assert found["Kết quả chung cuộc"].sample == "91,87"


def test_a_table_of_rows_is_read_as_its_headings_are_explained():
    mapping = {"Niên độ": "year", "Kết quả chung cuộc": "score", "Vị trí": ""}
    (draft,) = read_report(ROWS.encode(), "a.csv", load_catalog(), mapping=mapping)
    figures = draft.figures.select(["indicator", "value"]).to_pylist()
    assert figures == [
        {"indicator": "par_index", "value": 91.87},
        {"indicator": "par_index", "value": 92.18},
    ]
    assert draft.is_clean


def test_ranks_beside_numbers_nobody_understands_wait_for_a_person():
    text = ROWS.replace("Niên độ", "Năm")
    (draft,) = read_report(text.encode(), "a.csv", load_catalog())
    (finding,) = [f for f in draft.findings if f.rule == "unknown_column"]
    assert finding.severity == "doubt"
    words_only = text.replace("91,87", "tốt").replace("92,18", "tốt")
    (draft,) = read_report(words_only.encode(), "a.csv", load_catalog())
    (finding,) = [f for f in draft.findings if f.rule == "unknown_column"]
    assert finding.severity == "note"
