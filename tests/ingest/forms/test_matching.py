import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.catalog.catalog import load_catalog
from cchc.catalog.vocabulary import load_vocabulary
from cchc.ingest.files.grid import Grid
from cchc.ingest.forms.headings import header_at, is_numbering
from cchc.ingest.forms.matching import best_match

WORDS = load_vocabulary()
FORMS = load_catalog().forms


def grid(*lines, **options):
    rows = [[cell or None for cell in line.split("|")] for line in lines]
    width = max(map(len, rows))
    return Grid(name="S", cells=[row + [None] * (width - len(row)) for row in rows], **options)


def headings(*lines, **options):
    return [heading.text for heading in header_at(grid(*lines, **options), 0, WORDS).headings]


def test_levels_are_joined_under_merged_cells():
    lines = ("STT|Đơn vị|Đã giải quyết||Tồn cuối", "||Tổng số|Đúng hạn|")
    merged = ((0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3), (0, 4, 1, 4))
    expected = ["STT", "Đơn vị", "Đã giải quyết > Tổng số", "Đã giải quyết > Đúng hạn", "Tồn cuối"]
    assert headings(*lines, merged=merged) == expected
    assert headings(*lines) == expected


def test_three_levels_where_merging_was_lost():
    found = headings("TT|Đơn vị|Nhận||||Ra|", "||Tổng|Trong đó||Kỳ trước|Tổng|", "|||A|B|||")
    assert found[2:6] == [
        "Nhận > Tổng",
        "Nhận > Trong đó > A",
        "Nhận > Trong đó > B",
        "Nhận > Kỳ trước",
    ]


def test_a_year_alone_heads_a_column():
    lines = [["TT", "Đơn vị", "Xếp hạng", None], [None, None, 2024, 2023.0], [1, "Sở Y tế", 1, 2]]
    header = header_at(Grid(name="S", cells=lines), 0, WORDS)
    assert [h.text for h in header.headings][2:] == ["Xếp hạng > 2024", "Xếp hạng > 2023"]
    assert header.last == 1


def test_numbering_rows_belong_to_the_header():
    header = header_at(
        grid("TT|Đơn vị|Nhận|Ra", "(1)|(2)|(3)=(4)+(5)|(4)", "1|Sở Y tế|3|4"), 0, WORDS
    )
    assert header.last == 1


@pytest.mark.parametrize(
    ("cells", "numbering"),
    [
        (["(1)", "(2)", "(3)=(4)+(5)+(6)", "(4)"], True),
        (["A", "B", 1, 2.0, 3], True),
        ([None, "(1)", "(2)", "(3)"], True),
        ([1, "Đất đai", 2, 3], False),
        ([1, 5, 4, 1], False),
        ([None, None, 1], False),
    ],
)
def test_rows_of_column_numbers(cells, numbering):
    assert is_numbering(cells) is numbering


@pytest.mark.parametrize(
    ("text", "level", "note"),
    [
        ("Đúng hạn (Bao gồm cả hồ sơ trả lại)", "Đúng hạn", "Bao gồm cả hồ sơ trả lại"),
        ("Đúng hạn, không tính hồ sơ rút", "Đúng hạn", "không tính hồ sơ rút"),
        ("Tổng số (3)=(4)+(5)", "Tổng số", None),
        ("Lũy kế (từ 15/12/2023 đến 14/9/2024)", "Lũy kế", "từ 15/12/2023 đến 14/9/2024"),
        ("Quá hạn (đã có thư xin lỗi)", "Quá hạn (đã có thư xin lỗi)", None),
        ("Tỷ lệ (%)", "Tỷ lệ (%)", None),
    ],
)
def test_what_a_heading_includes_is_told_apart_from_what_it_is(text, level, note):
    heading = header_at(grid(f"TT|Đơn vị|{text}|Khác"), 0, WORDS).headings[2]
    assert heading.text == level
    assert heading.notes == ((note,) if note else ())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hồ sơ đã giải quyết > Trễ", "Số lượng hồ sơ đã giải quyết > Quá hạn"),
        ("Tiếp nhận > Trong kỳ > Trực tuyến", "Số hồ sơ nhận giải quyết > Trong đó > Trực tuyến"),
        ("Kết quả giải quyết > Đúng hạn", "Đã giải quyết > Trả đúng thời hạn"),
        ("Chưa giải quyết > Chưa đến hạn", "Đang giải quyết > Trong hạn"),
    ],
)
def test_headings_of_one_meaning(one, other):
    assert WORDS.meaning(one) == WORDS.meaning(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Đã giải quyết > Đúng hạn", "Đang giải quyết > Đúng hạn"),
        ("Trước hạn", "Trước và đúng hạn"),
        ("Có số hóa TPHS", "Chưa số hóa TPHS"),
        ("Tỷ lệ trực tuyến (%)", "Số mới tiếp nhận trực tuyến"),
        ("Quá hạn (đã có thư xin lỗi)", "Quá hạn (chưa có thư xin lỗi)"),
        ("Hồ sơ trực tuyến", "Hồ sơ liên thông"),
    ],
)
def test_headings_of_different_meaning(one, other):
    assert WORDS.meaning(one) != WORDS.meaning(other)


def match(*lines, **options):
    return best_match(header_at(grid(*lines), 0, WORDS), FORMS, WORDS, **options)


D = "STT|Đơn vị|Tổng|Tiếp nhận|Kỳ trước chuyển qua|Hồ sơ đã giải quyết|||"


def test_a_near_miss_says_what_is_missing():
    found = match(D, "|||||Số hồ sơ|Sớm|Đúng|Trễ")
    assert found.form.id == "D"
    assert not found.is_sure
    assert "thiếu cột «Tồn cuối»" in found.reasons


def test_tables_that_are_no_form_match_none():
    assert match("STT|Mã|Tên đơn vị") is None
    assert match("STT|Đơn vị|Diện tích|Dân số|Mật độ") is None


def test_a_form_that_its_title_alone_names_is_not_sure_without_it():
    lines = ("TT|Đơn vị|Điểm tự chấm|Điểm thẩm định|Chỉ số (%)|Xếp hạng",)
    assert match(*lines, said="Kết quả chỉ số CCHC năm 2023").is_sure
    assert not match(*lines).is_sure


def test_a_rank_beside_counts_is_of_no_index():
    units = "TT|Đơn vị|Tiếp nhận|Đã giải quyết|Trước hạn|Đúng hạn|Quá hạn|Đang giải quyết|Xếp hạng"
    found = match(units, floor=0.2)
    assert "cchc_rank" not in {p.column.indicator for p in found.proposals if p.column}


def test_explained_headings_count_as_known():
    lines = (D, "|||||Số hồ sơ|Sớm|Đúng|Xong muộn màng")
    before = match(*lines)
    after = match(*lines, corrections={"Hồ sơ đã giải quyết > Xong muộn màng": "dossiers_overdue"})
    assert before.proposals[-1].column is None or not before.proposals[-1].is_read
    assert after.proposals[-1].column.heading == "Hồ sơ đã giải quyết > Trễ"
    assert after.score > before.score


@given(st.lists(st.lists(st.one_of(st.none(), st.text(max_size=12), st.integers()),
                         min_size=4, max_size=6), min_size=1, max_size=5))  # fmt: skip
def test_any_cells_can_be_searched_for_headings(rows):
    width = max(map(len, rows))
    cells = [row + [None] * (width - len(row)) for row in rows]
    sheet = Grid(name="S", cells=cells)
    for row in range(len(cells)):
        header = header_at(sheet, row, WORDS)
        if header:
            assert row <= header.last < len(cells)
            assert best_match(header, FORMS, WORDS) is None or header.headings
