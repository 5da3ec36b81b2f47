"""Tidy tables in many shapes, read into figures."""

import io
from datetime import date

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from cchc.catalog.catalog import load_catalog
from cchc.ingest.files.workbooks import read_grid
from cchc.ingest.reading import read_report
from cchc.ingest.tidy import reading as tidy
from cchc.ingest.tidy.blocks import blocks_of
from cchc.ingest.tidy.headings import find_header
from cchc.ingest.tidy.rows import Block
from cchc.ingest.tidy.table import Places
from tests.ingest.tidy.tidy_tables import figures, only, read_table, rules, year_2023

ENGLISH = """index_name,year,province,unit_name,score,rank,of_n,source_url,note
PAR INDEX,2023,Quảng Ninh,Quảng Ninh,92.18,1,63,https://a.vn/1,
PAR INDEX,2023,Hải Phòng,Hải Phòng,91.87,2,63,https://a.vn/1,bản công bố
"""
SCORES = [
    ("22", "par_index", 92.18, None), ("22", "par_index_rank", 1.0, 63),
    ("31", "par_index", 91.87, None), ("31", "par_index_rank", 2.0, 63),
]  # fmt: skip
KEY = ("agency", "indicator", "value", "of")


def test_a_row_of_an_index_gives_its_score_and_its_rank():
    draft = read_table(ENGLISH)
    assert sorted(figures(draft, *KEY)) == sorted(SCORES)
    assert set(figures(draft, "from", "to", "level")) == {
        (date(2023, 1, 1), date(2023, 12, 31), "province")
    }
    assert (draft.form, draft.rows_read, draft.rows_rejected) == ("tidy_index", 2, 0)
    assert draft.is_clean


@pytest.mark.parametrize(
    "text",
    [
        "Year,Province,PAR INDEX score,Rank\n"
        "2023,Quang Ninh,92.18,1/63\n2023,Haiphong,91.87,2/63\n",
        "Thứ hạng;Tỉnh, thành phố;Chỉ số PAR INDEX (%);Năm;Tổng số\n"
        "1;Quảng Ninh;92,18;2023;63\n2;Hải Phòng;91,87;2023;63\n",
        "province,year,par_index_score,par_index_rank,of\n"
        "Quảng Ninh,2023,92.18,1,63\nHải Phòng,2023,91.87,2,63\n",
    ],
)
def test_the_heading_of_the_scores_may_name_the_index(text):
    draft = read_table(text)
    assert sorted(figures(draft, *KEY)) == sorted(SCORES)
    assert rules(draft, "doubt") == []
    swapped = read_table(text.replace("91,87", "99,87").replace("91.87", "99.87"))
    assert "rank_mismatch" in rules(swapped, "doubt")


def test_years_side_by_side_are_not_taken_for_one():
    text = "Tỉnh,Năm,PCI 2019,PCI 2020\nQuảng Ninh,2021,73.4,75.09\n"
    assert figures(read_table(text), *KEY) == []


def test_every_figure_keeps_its_line_its_column_its_source_and_its_note():
    draft = read_table(ENGLISH)
    places = {row[:2]: row[2:] for row in figures(draft, "row", "place", "source", "quote")}
    assert places[2, "score"] == ("https://a.vn/1", None)
    assert places[3, "rank"] == ("https://a.vn/1", "bản công bố")


@pytest.mark.parametrize(
    "text",
    [
        "Chỉ số;Năm;Đơn vị;Điểm;Xếp hạng;Tổng số;Nguồn\n"
        "PAR INDEX;2023;Quảng Ninh;92,18;1;63;https://a.vn/1\n"
        "PAR INDEX;2023;TP. Hải Phòng;91,87;2;63;https://a.vn/1\n",
        "Thứ hạng\tĐịa phương\tNăm\tĐIỂM SỐ\tTên chỉ số\tSố đơn vị\n"
        "1\tTỉnh Quảng Ninh\t2023\t92,18\tPar-index\t63\n"
        "2\thải phòng\t2023\t91,87\tPar-index\t63\n",
        "Chỉ số,Kỳ,Tỉnh,Điểm (%),Hạng\n"
        'PAR INDEX,Năm 2023,Quảng Ninh,"92,18",1/63\n'
        'PAR INDEX,Năm 2023,Hải Phòng,"91,87",2/63\n',
        "index_name,year,unit_level,unit_name,score,rank,of_n\n"
        "PAR INDEX (provinces),2023,province,Quảng Ninh,92.18,1,63 tỉnh\n"
        "PAR INDEX (provinces),2023,province,Hải Phòng,91.87,2,/63\n",
    ],
    ids=["semicolons and commas", "tabs, another order", "province only, 1/63", "63 tỉnh"],
)
def test_headings_delimiters_marks_and_order_do_not_matter(text):
    assert sorted(figures(read_table(text), *KEY)) == sorted(SCORES)


def test_a_workbook_with_a_title_above_and_a_signature_below():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "PAR"
    sheet.append(["KẾT QUẢ CHỈ SỐ CẢI CÁCH HÀNH CHÍNH"])
    sheet.append([])
    sheet.append(["STT", "Chỉ số", "Năm", "Đơn vị", "Điểm", "Xếp hạng", "Tổng số"])
    sheet.append([1, "PAR INDEX", 2023, "Quảng Ninh", 92.18, 1, 63])
    sheet.append([2, "PAR INDEX", 2023, "Hải Phòng", 91.87, 2, 63])
    sheet.append([None, None, None, "Tổng cộng", 184.05, None, None])
    sheet.append([None, None, None, "Người lập biểu"])
    file = io.BytesIO()
    book.save(file)
    draft = read_table(file.getvalue(), name="par.xlsx")
    assert sorted(figures(draft, *KEY)) == sorted(SCORES)
    assert ("PAR!E", 4) in figures(draft, "place", "row")
    assert rules(draft) == ["total_row"]


def test_thousandths_of_a_workbook_are_not_thousands():
    book = openpyxl.Workbook()
    book.active.append(["Chỉ số", "Năm", "Đơn vị", "Điểm"])
    book.active.append(["PCI", 2010, "Hà Nội", 55.731])
    book.active.append(["PCI", 2010, "Đà Nẵng", 69.771])
    file = io.BytesIO()
    book.save(file)
    assert figures(read_table(file.getvalue(), name="pci.xlsx"), "value") == [(55.731,), (69.771,)]


def test_a_day_a_quarter_and_a_period_in_words():
    text = (
        "Chỉ số,Kỳ,Tại ngày,Đơn vị,Điểm\n"
        "QĐ 766,2024-Q2,,Quảng Nam,80.5\n"
        "QĐ 766,,2024-10-28,Quảng Nam,82.8\n"
        "QĐ 766,Tháng 8/2024,,Quảng Nam,80.1\n"
    )
    assert figures(read_table(text), "from", "to") == [
        (date(2024, 4, 1), date(2024, 6, 30)),
        (date(2024, 10, 28), date(2024, 10, 28)),
        (date(2024, 8, 1), date(2024, 8, 31)),
    ]


def test_a_period_cell_may_hold_the_block_that_is_ranked_apart():
    text = (
        "index_name,year,period,unit_level,province,unit_name,score,rank,of_n\n"
        "Commune CCHC index (provincial),2025,wards,commune,Hải Phòng,Phường Hồng Bàng,95.8,1,45\n"
        "Commune CCHC index (provincial),2025,communes and special zones,commune,Hải Phòng,"
        "Đặc khu Cát Hải,94.15,1,68\n"
        "Commune CCHC index (provincial),2023,Huyện Cẩm Giàng,commune,Hải Dương,"
        "Xã Cao An,89.769,1,17\n"
    )
    draft = read_table(text)
    assert figures(draft, "agency", "indicator", "breakdown")[::2] == [
        ("11311.20250701", "cchc_index", "phường"),
        ("11914.20250701", "cchc_index", "xã, đặc khu"),
        ("10927", "cchc_index", "Huyện Cẩm Giàng"),
    ]
    assert rules(draft) == []


def test_components_and_the_national_average_of_the_service_index():
    text = (
        "index_name,as_of,province,score,rank,of_n,Thanh toán trực tuyến,national_average\n"
        "QD766 service index,2024-10-28,Quảng Nam,82.8,13,63,9.6,77.3\n"
        "QD766 service index,2024-10-28,Hải Phòng,90.1,2,63,10,77.3\n"
    )
    values = figures(read_table(text), "agency", "level", "indicator", "value")
    assert ("49", "province", "service_index_766_online_payment", 9.6) in values
    assert values.count(("VN", "country", "service_index_766", 77.3)) == 1


def test_averages_of_the_country_and_of_regions():
    text = (
        "index_name,year,unit_name,score\n"
        "PAR INDEX,2023,national average (63),86.98\n"
        "PAR INDEX,2023,region: Đồng bằng sông Hồng,88.33\n"
        "PAR INDEX,2022,region: Tây Nguyên,\n"
    )
    assert figures(read_table(text), "agency", "level", "value") == [
        ("VN", "country", 86.98),
        ("VN/Đồng bằng sông Hồng", "region", 88.33),
    ]


DOSSIERS = """province,unit_level,unit_name,period,received,resolved,on_time,late,pending,\
on_time_rate_pct_published,rate_denominator,note
Lâm Đồng,province (all levels),Tỉnh Lâm Đồng,2020-Q1 (1 Dec 2019 - 29 Feb 2020),100,80,76,4,20,\
95.00,resolved,
Lâm Đồng,district level total,"Cấp huyện (12 huyện, thành phố)",2020-Q1,60,50,48,2,10,\
80.00,received,
Bình Dương,commune level total,Huyện Phú Giáo: cấp xã,2020,9,9,9,0,0,,,
TP. Hồ Chí Minh,commune,Xã Phú Giáo (commune authority only),2025-Q3,10,10,9,1,0,90.0,resolved,
"""


def test_counts_rates_and_whose_dossiers_they_count():
    draft = read_table(DOSSIERS)
    assert draft.form == "tidy_dossiers"
    received = [row for row in draft.figures.to_pylist() if row["indicator"] == "dossiers_received"]
    assert [(r["agency"], r["level"], r["breakdown"], r["value"]) for r in received] == [
        ("68", "province_total", None, 100.0),
        ("68", "district_all", None, 60.0),
        ("722", "commune_all", None, 9.0),
        ("25858.20250701", "commune", "Thuộc thẩm quyền cấp xã", 10.0),
    ]
    assert (received[0]["from"], received[0]["to"]) == (date(2019, 12, 1), date(2020, 2, 29))
    assert received[1]["quote"] == "Cấp huyện (12 huyện, thành phố)"
    rates = [row for row in draft.figures.to_pylist() if row["indicator"] == "on_time_rate"]
    assert [(rate["value"], rate["denominator"]) for rate in rates] == [
        (95.0, "dossiers_resolved"), (80.0, "dossiers_received"), (90.0, "dossiers_resolved"),
    ]  # fmt: skip
    assert rules(draft) == []


def test_on_time_beside_early_leaves_the_early_ones_out():
    alone = read_table("Đơn vị,Kỳ,Tiếp nhận,Đúng hạn\nTỉnh Sơn La,Quý I/2024,9,8\n")
    beside = read_table("Đơn vị,Kỳ,Tiếp nhận,Trước hạn,Đúng hạn\nTỉnh Sơn La,Quý I/2024,9,6,2\n")
    assert ("dossiers_on_time", 8.0) in figures(alone, "indicator", "value")
    assert ("dossiers_exactly_on_time", 2.0) in figures(beside, "indicator", "value")


@pytest.mark.parametrize(
    ("row", "rule", "words"),
    [
        ("PAR INDEX,2023,Quảng Ninh,8o.5,1,63", "unreadable_number", ["Dòng 2", "«Điểm»", "8o.5"]),
        ("PAR INDEX,2023,Quảng Ninh,80.5,0,63", "impossible_number", ["Dòng 2", "«Hạng»", "«0»"]),
        ("PAR INDEX,2023,Quảng Ninh,80.5,1.5,63", "unreadable_number", ["số nguyên", "«1.5»"]),
        ("PAR INDEX,2023,Quảng Nnh,80.5,1,63", "unknown_agency", ["Dòng 2", "«Quảng Nnh»"]),
        ("PAR INDX,2023,Quảng Ninh,80.5,1,63", "unknown_indicator", ["«PAR INDX»"]),
        (",2023,Quảng Ninh,80.5,1,63", "unknown_indicator", ["không nêu chỉ số"]),
        ("PAR INDEX,hai ngàn,Quảng Ninh,80.5,1,63", "no_period", ["«Năm»", "hai ngàn"]),
        ("PAR INDEX,,Quảng Ninh,80.5,1,63", "no_period", ["--period"]),
    ],
)
def test_a_row_that_cannot_be_read_is_rejected_whole_with_the_remedy(row, rule, words):
    header = "Chỉ số,Năm,Đơn vị,Điểm,Hạng,Tổng số\n"
    draft = read_table(f"{header}{row}\nPAR INDEX,2023,Sơn La,85.1,2,63\n")
    assert figures(draft, "agency", "value") == [("14", 85.1), ("14", 2.0)]
    assert (draft.rows_read, draft.rows_accepted, draft.rows_rejected) == (2, 1, 1)
    finding = only(draft, rule)
    assert finding.severity == "error"
    assert all(word in finding.message for word in words)
    assert "Hãy" in finding.message or "Có phải" in finding.message


def test_a_given_period_stands_in_where_a_row_has_none():
    text = "Chỉ số,Kỳ,Đơn vị,Điểm\nPAR INDEX,undated snapshot,Sơn La,85.1\n"
    assert read_table(text).refused
    draft = read_table(text, period=year_2023())
    assert figures(draft, "from", "value") == [(date(2023, 1, 1), 85.1)]


def test_a_number_alone_is_of_what_its_heading_says():
    text = "Chỉ số,Năm,Tuần,Đơn vị,Điểm\nChỉ số 766,2026,3,Sơn La,85.1\n"
    assert figures(read_table(text), "from", "to") == [(date(2026, 1, 12), date(2026, 1, 18))]
    text = "Chỉ số,Năm,Quý,Đơn vị,Điểm\nChỉ số 766,2024,II,Sơn La,85.1\n"
    assert figures(read_table(text), "from", "to") == [(date(2024, 4, 1), date(2024, 6, 30))]


def test_indices_side_by_side_with_their_ranks():
    draft = read_table("Tỉnh,Năm,PAR INDEX,Hạng PAR INDEX,PAPI\nLong An,2023,85.67,30/63,43.2\n")
    assert draft.form == "tidy_index"
    assert sorted(figures(draft, "indicator", "value", "of")) == [
        ("papi", 43.2, None), ("par_index", 85.67, None), ("par_index_rank", 30.0, 63),
    ]  # fmt: skip


def test_one_index_under_two_names_is_one():
    draft = read_table(
        "Chỉ số,Năm,Tỉnh,Điểm,Hạng\nPAR INDEX,2023,Sơn La,85.1,9\nChỉ số CCHC,2023,Sơn La,85.1,9\n"
    )
    assert rules(draft) == ["duplicate_row"]


@pytest.mark.parametrize(("of", "agency"), [(63, "10"), (34, "15.20250701")])
def test_how_many_were_ranked_may_stand_beside_the_rank(of, agency):
    draft = read_table(f"Chỉ số,Năm,Tỉnh,Hạng\nPCI,2025,Lào Cai,9/{of}\n")
    assert figures(draft, "agency", "of") == [(agency, of)]
    assert rules(draft) == []


def test_a_move_beside_a_rank_is_left_out_and_told():
    draft = read_table("Chỉ số,Năm,Tỉnh,Hạng\nPCI,2023,Sơn La,12 (↑3)\n")
    assert figures(draft, "indicator", "value") == [("pci_rank", 12.0)]
    assert only(draft, "rank_move_left_out").severity == "note"


def test_a_period_and_a_year_that_disagree_are_a_doubt():
    draft = read_table("Chỉ số,Năm,Kỳ,Đơn vị,Điểm\nPAR INDEX,2022,Quý I/2023,Sơn La,85.1\n")
    assert only(draft, "period_conflict").severity == "doubt"
    assert figures(draft, "from") == [(date(2023, 1, 1),)]


def test_columns_that_nobody_knows_are_named_and_not_stored():
    draft = read_table("Chỉ số,Năm,Đơn vị,Điểm,Cột lạ\nPAR INDEX,2023,Sơn La,85.1,7\n")
    assert "«Cột lạ»" in only(draft, "unknown_column").message
    assert figures(draft, "value") == [(85.1,)]


def test_one_key_twice_with_another_value_is_a_doubt_and_both_are_kept():
    text = (
        "Chỉ số,Năm,Đơn vị,Điểm,Hạng\n"
        "PAR INDEX,2023,Sơn La,85.1,9\n"
        "PAR INDEX,2023,Sơn La,85.2,9\n"
        "PAR INDEX,2023,Tỉnh Sơn La,85.1,9\n"
    )
    draft = read_table(text)
    conflict = only(draft, "conflict")
    assert (conflict.severity, conflict.stated, conflict.expected) == ("doubt", 85.2, 85.1)
    assert figures(draft, "row", "value") == [(2, 85.1), (2, 9.0), (3, 85.2)]
    assert "dòng 2" in only(draft, "duplicate_row").message


def test_two_rows_of_one_key_may_complete_each_other():
    text = "Chỉ số,Năm,Đơn vị,Điểm,Hạng\nPAR INDEX,2023,Sơn La,85.1,\nPAR INDEX,2023,Sơn La,,13\n"
    draft = read_table(text)
    assert figures(draft, "row", "value") == [(2, 85.1), (3, 13.0)]
    assert rules(draft) == []


def test_scores_beyond_or_far_below_their_scale():
    draft = read_table(
        "Chỉ số,Năm,Đơn vị,Điểm\nPAR INDEX,2023,Sơn La,851\nPAR INDEX,2023,Lai Châu,0.85\n"
    )
    assert only(draft, "out_of_range").expected == 100
    assert only(draft, "scale_differs").stated == 0.85


@pytest.mark.parametrize(
    ("year", "rule"),
    [(2023, None), (2011, "before_index"), (1925, "odd_period"), (2052, "odd_period")],
)
def test_a_year_that_cannot_be_right_is_a_doubt(year, rule):
    draft = read_table(f"Chỉ số,Năm,Đơn vị,Điểm\nPAR INDEX,{year},Sơn La,85.1\n")
    assert rules(draft) == ([rule] if rule else [])
    assert rule is None or only(draft, rule).where == "dòng 2, cột «Năm»"


def test_scores_below_nothing():
    draft = read_table("Chỉ số,Năm,Đơn vị,Điểm\nPAPI,2023,Sơn La,-41.2\n")
    assert (only(draft, "out_of_range").stated, only(draft, "out_of_range").expected) == (-41.2, 0)


def test_notes_of_those_who_copied_the_figures_are_findings():
    draft = read_table(
        "Chỉ số,Năm,Đơn vị,Điểm,Ghi chú\n"
        "PAR INDEX,2023,Hải Phòng,91.87,CONFLICT: bản khác ghi 91.81\n"
        "PAR INDEX,2020,Hải Phòng,90,order only\nPAR INDEX,2020,Sơn La,89,order only\n"
    )
    assert only(draft, "source_conflict").severity == "doubt"
    assert "và 1 dòng khác" in only(draft, "rank_assumed").message


def test_a_rate_printed_with_a_zero_was_measured_to_that_place():
    rows = "Đơn vị,Kỳ,Tiếp nhận,Trước và đúng hạn,Tỷ lệ đúng hạn (%),Mẫu số\n"
    printed = read_table(rows + "Tỉnh Sơn La,2024,338,309,91.0,tiếp nhận\n")
    rounded = read_table(rows + "Tỉnh Sơn La,2024,338,309,91,tiếp nhận\n")
    assert only(printed, "rate_mismatch").expected == 91.42
    assert rules(rounded) == []


def test_somebody_elses_recomputation_is_compared_and_never_stored():
    text = (
        "unit_name,period,received,on_time,on_time_rate,rate_denominator,"
        "recomputed_on_time_pct,agrees\n"
        "Tỉnh Sơn La,2024,200,190,95,received,94.00,yes\n"
        "Tỉnh Lai Châu,2024,200,190,90,received,95.00,yes\n"
    )
    draft = read_table(text)
    assert only(draft, "recomputed_mismatch").expected == 95.0
    assert only(draft, "agreement_differs").stated == 90.0
    assert only(draft, "rate_mismatch").stated == 90.0
    assert 94.0 not in {value for (value,) in figures(draft, "value")}


def test_a_total_of_a_province_is_held_against_its_levels():
    rows = "unit_name,province,unit_level,period,received\n"
    levels = (
        "Tỉnh Lâm Đồng,Lâm Đồng,province (all levels),2024,100\n"
        "Cấp tỉnh,Lâm Đồng,provincial departments,2024,20\n"
        "Cấp huyện,Lâm Đồng,district level total,2024,30\n"
    )
    right = read_table(f"{rows}{levels}Cấp xã,Lâm Đồng,commune level total,2024,50\n")
    wrong = read_table(f"{rows}{levels}Cấp xã,Lâm Đồng,commune level total,2024,52\n")
    assert rules(right) == []
    finding = only(wrong, "total_mismatch")
    assert (finding.stated, finding.expected) == (100.0, 102.0)


def test_a_table_of_another_kind_is_no_match():
    catalog = load_catalog()
    for text in ("STT,Họ tên,Ghi chú\n1,An,\n", "Đơn vị,Năm\nSơn La,2024\n", "chỉ một câu\n"):
        assert tidy.match(read_grid(text.encode(), "a.csv"), catalog) == 0
    assert tidy.match(read_grid(ENGLISH.encode(), "a.csv"), catalog) == 1


def test_reading_in_blocks_gives_what_reading_at_once_gives():
    catalog = load_catalog()
    sheet = read_grid(DOSSIERS.encode(), "a.csv").sheets[0]
    header = find_header(sheet.cells, catalog)
    (whole,) = blocks_of(sheet, header)
    for size in (1, 2, 3):
        blocks = [
            Block(
                columns={at: column[n : n + size] for at, column in whole.columns.items()},
                lines=whole.lines[n : n + size],
            )
            for n in range(0, len(whole.lines), size)
        ]
        read = tidy.read_blocks(blocks, header, catalog, places=Places())
        rows = sorted(read.figures.to_pylist(), key=lambda r: (r["row"], r["place"]))
        at_once = read_table(DOSSIERS).figures.to_pylist()
        assert rows == sorted(at_once, key=lambda r: (r["row"], r["place"]))
        assert (read.rows_read, read.rows_rejected) == (4, 0)


HEADINGS = {
    "index": ("Chỉ số", "index_name", "Tên chỉ số"),
    "year": ("Năm", "year", "Năm đánh giá"),
    "agency": ("Đơn vị", "unit_name", "Địa phương"),
    "score": ("Điểm", "score", "Điểm số"),
    "rank": ("Xếp hạng", "rank", "Thứ hạng"),
    "of": ("Tổng số", "of_n", "Số đơn vị"),
}
PROVINCES = {"14": "Sơn La", "12": "Tỉnh Lai Châu", "48": "TP. Đà Nẵng", "22": "QUẢNG NINH"}


@given(
    order=st.permutations(list(HEADINGS)),
    wording=st.integers(0, 2),
    marks=st.sampled_from([(",", "."), (";", ","), ("\t", ","), (";", ".")]),
    scores=st.lists(st.integers(1, 10_000), min_size=4, max_size=4, unique=True),
    year=st.integers(2012, 2024),
)
def test_any_order_wording_delimiter_and_decimal_mark(order, wording, marks, scores, year):
    delimiter, mark = marks
    best_first = sorted(scores, reverse=True)
    lines = [delimiter.join(HEADINGS[role][wording] for role in order)]
    for province, score in zip(PROVINCES.values(), scores, strict=True):
        cells = {
            "index": "PAR INDEX", "year": str(year), "agency": province, "of": "63",
            "score": f"{score / 100:.2f}".replace(".", mark),
            "rank": str(best_first.index(score) + 1),
        }  # fmt: skip
        lines.append(delimiter.join(cells[role] for role in order))
    draft = read_table("\n".join(lines) + "\n")
    found = {(r["agency"], r["indicator"]): r["value"] for r in draft.figures.to_pylist()}
    assert found == {
        (agency, indicator): value
        for agency, score in zip(PROVINCES, scores, strict=True)
        for indicator, value in (
            ("par_index", score / 100),
            ("par_index_rank", float(best_first.index(score) + 1)),
        )
    }
    on_small_scale = ["scale_differs"] if max(scores) <= 200 else []
    assert rules(draft, "error") + rules(draft, "doubt") == on_small_scale


@given(st.lists(st.lists(st.text(max_size=12), min_size=6, max_size=6), min_size=1, max_size=8))
def test_whatever_stands_in_the_cells_every_row_is_taken_or_rejected(rows):
    book = openpyxl.Workbook()
    book.active.append([wordings[0] for wordings in HEADINGS.values()])
    for row in rows:
        book.active.append([ILLEGAL_CHARACTERS_RE.sub("", cell) for cell in row])
    file = io.BytesIO()
    book.save(file)
    draft = read_table(file.getvalue(), name="la.xlsx")
    assert draft.rows_read == draft.rows_accepted + draft.rows_rejected
    taken = {row["row"] for row in draft.figures.to_pylist()}
    assert len(taken) <= draft.rows_accepted
    assert draft.refused == (not taken)


def test_numbers_that_nobody_understands_beside_counts_are_asked_about():
    head = "Đơn vị,Kỳ,Tiếp nhận,Đã giải quyết,{}\n"
    row = "Tỉnh Lạng Sơn,Quý I/2024,100,90,7\n"
    late = read_report((head.format("Trong đó: Trễ hẹn") + row).encode(), "a.csv", load_catalog())
    assert 7.0 in late[0].figures["value"].to_pylist()
    strange = read_report((head.format("Xyz") + row).encode(), "a.csv", load_catalog())
    assert "unknown_column" in {f.rule for f in strange[0].findings if f.severity == "doubt"}


def test_a_header_of_two_rows_is_no_tidy_table():
    text = (
        "Đơn vị,Kỳ,Tiếp nhận,,Đã giải quyết,\n,,Tổng số,Trực tuyến,Tổng số,Trước hạn\n"
        "Tỉnh Lạng Sơn,2024,100,60,90,50\n"
    )
    drafts = read_report(text.encode(), "a.csv", load_catalog())
    assert all(draft.form != "tidy_dossiers" for draft in drafts)


def test_a_province_may_stand_in_the_column_of_units_beside_its_level():
    text = "Địa phương,Kỳ,Cấp,Đã giải quyết\nTỉnh Lâm Đồng,2021,toàn tỉnh,118000\n"
    [draft] = read_report(text.encode(), "a.csv", load_catalog())
    assert figures(draft, "agency", "level", "value") == [("68", "province_total", 118000.0)]
