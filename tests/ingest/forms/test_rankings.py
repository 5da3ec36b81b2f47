"""Rankings by any index: years side by side, indices side by side, the index named anywhere."""

import pytest

from cchc.catalog.catalog import load_catalog
from cchc.catalog.index_names import IndexNames, Meant
from cchc.catalog.published import load_published
from cchc.ingest.reading import read_report
from cchc.ingest.remembered import RememberedHeadings

CATALOG = load_catalog()


def read(text, name="bang.csv", **choices):
    [draft] = read_report(text.encode(), name, CATALOG, **choices)
    return draft


def figures(draft):
    """(agency, indicator, year) -> value."""
    rows = draft.figures.to_pylist()
    return {(f["agency"], f["indicator"], f["from"].year): f["value"] for f in rows}


def rules(draft):
    return [f.rule for f in draft.findings if f.severity != "note"]


def test_scores_of_years_side_by_side():
    draft = read("Tỉnh,2019,2020\nHà Nội,68.80,66.93\nĐà Nẵng,70.15,\n", "pci_nhieu_nam.csv")
    assert figures(draft) == {
        ("01", "pci", 2019): 68.8, ("01", "pci", 2020): 66.93, ("48", "pci", 2019): 70.15,
    }  # fmt: skip
    assert draft.is_clean


def test_score_and_rank_of_each_year_below_its_year():
    draft = read(
        "PAPI 2021 - 2022\nTT;Tỉnh, thành phố;Năm 2021;;Năm 2022;\n"
        ";;Điểm;Hạng;Điểm;Hạng\n1;Hà Nội;44,5;3/63;43,9;hạng 5\n"
    )
    assert figures(draft) == {
        ("01", "papi", 2021): 44.5, ("01", "papi_rank", 2021): 3,
        ("01", "papi", 2022): 43.9, ("01", "papi_rank", 2022): 5,
    }  # fmt: skip
    ranks = [f for f in draft.figures.to_pylist() if f["indicator"] == "papi_rank"]
    assert [(f["value"], f["of"]) for f in ranks] == [(3, 63), (5, None)]


def test_two_indices_side_by_side():
    draft = read(
        "Năm 2022\nĐịa phương;PAR INDEX;;SIPAS;\n;Chỉ số (%);Xếp hạng;Chỉ số (%);Xếp hạng\n"
        "Hà Nội;89,58;3;81,04;30\n"
    )
    assert figures(draft) == {
        ("01", "par_index", 2022): 89.58, ("01", "par_index_rank", 2022): 3,
        ("01", "sipas_rate", 2022): 81.04, ("01", "sipas_rank", 2022): 30,
    }  # fmt: skip


def test_whole_numbers_below_years_are_ranks_only_where_the_title_says_so():
    table = "Tỉnh;2019;2020\nHà Nội;9;9\nĐà Nẵng;5;5\n"
    named = read(f"Thứ hạng PCI của các tỉnh\n{table}")
    assert figures(named)[("48", "pci_rank", 2020)] == 5
    open_one = read(f"PCI của các tỉnh\n{table}")
    assert not len(open_one.figures)
    assert rules(open_one)


def test_a_name_is_of_the_unit_of_its_year():
    draft = read("DTI cấp tỉnh\nTỉnh;DTI 2024;DTI 2025\nBắc Ninh;0,70;0,75\nHà Nam;0,61;\n")
    assert set(figures(draft)) == {
        ("27", "dti", 2024), ("24.20250701", "dti", 2025), ("35", "dti", 2024),
    }  # fmt: skip


def test_regions_and_means_are_no_provinces():
    draft = read(
        "PCI năm 2020\nTT;Tỉnh, thành phố;Điểm;Hạng\nI;Đồng bằng sông Hồng;;\n1;Hà Nội;66,9;2\n"
        "II;Tây Nguyên;;\n2;Lâm Đồng;65,1;3\nIII;Duyên hải miền Trung;;\n3;Đà Nẵng;70,1;1\n"
        ";Trung bình;67,4;\nNguồn: VCCI;;;\n"
    )
    assert {agency for agency, _, _ in figures(draft)} == {"01", "68", "48"}
    assert draft.is_clean


def test_the_first_ten_of_a_ranking_are_not_all():
    names = ("Quảng Ninh", "Hải Phòng", "Bắc Giang")
    rows = "".join(f"{n};{name};{75 - n},5;{n}\n" for n, name in enumerate(names, 1))
    draft = read(f"PCI năm 2022\nTT;Tỉnh;Điểm;Hạng\n{rows}")
    assert draft.figures["of"].to_pylist() == [None] * 6
    assert draft.is_clean


def test_a_component_of_an_index_is_not_the_index():
    draft = read("Chỉ số thành phần Gia nhập thị trường (PCI) năm 2020\nTỉnh;Điểm\nHà Nội;7,1\n")
    assert draft.refused


def test_a_column_that_may_be_the_final_score_is_asked_about():
    draft = read(
        "DDCI năm 2023 tỉnh Lạng Sơn\nTT;Đơn vị;Điểm;Điểm điều chỉnh;Xếp hạng\n"
        "1;Huyện Cao Lộc;70,1;71,2;1\n2;Huyện Bình Gia;68,0;68,0;2\n"
    )
    assert "unknown_heading" in rules(draft)


@pytest.mark.parametrize("name", ["PAPI.csv", "ket_qua_papi_2015-2016.csv"])
def test_a_table_of_rows_is_of_the_index_that_its_file_names(name):
    draft = read("Năm,Tỉnh,Điểm,Xếp hạng\n2015,Hà Nội,33.2,40\n2016,Hà Nội,34.1,38\n", name)
    assert figures(draft)[("01", "papi", 2016)] == 34.1
    assert figures(draft)[("01", "papi_rank", 2015)] == 40


def test_a_table_of_rows_that_names_no_index_is_asked_about():
    text = "Năm,Tỉnh,Điểm,Xếp hạng\n2015,Hà Nội,33.2,40\n"
    assert rules(read(text)) == ["unknown_index"]
    assert set(figures(read(text, index="papi"))) == {
        ("01", "papi", 2015), ("01", "papi_rank", 2015),
    }  # fmt: skip


def test_a_chosen_index_is_remembered_for_the_next_file_of_the_name(tmp_path):
    text = "UBND tỉnh Lạng Sơn\nXếp hạng năm {}\nTT;Đơn vị;Điểm;Hạng\n1;Huyện Cao Lộc;70,1;1\n"
    remembered = RememberedHeadings(tmp_path)
    assert read(text.format(2022), "xep_hang_2022.csv", remembered=remembered).refused
    remembered.remember_index("20", "xep_hang_2022.csv", None, "ddci")
    again = read(text.format(2023), "xep_hang_2023.csv", remembered=remembered)
    assert set(figures(again)) == {("183", "ddci", 2023), ("183", "ddci_rank", 2023)}
    assert "remembered_index" in {f.rule for f in again.findings}
    assert read(text.format(2023), "bang_khac.csv", remembered=remembered).refused
    assert remembered.recall("20") == {}


NAMES = IndexNames(CATALOG.indicators, load_published().index_names)


@pytest.mark.parametrize(
    ("title", "local", "national"),
    [
        ("Kết quả xếp hạng DDCI năm 2023 của tỉnh Lạng Sơn", "ddci", "ddci"),
        ("CHỈ SỐ CẢI CÁCH HÀNH CHÍNH CỦA CÁC TỈNH, THÀNH PHỐ", "par_index", "par_index"),
        ("Xếp hạng cải cách hành chính các xã", "cchc_index", "cchc_index"),
        ("BANG XEP HANG CHI SO CAI CACH HANH CHINH", "cchc_index", "par_index"),
        ("Provincial Competitiveness Index 2020", "pci", "pci"),
    ],
)
def test_a_title_mentions_an_index(title, local, national):
    assert NAMES.mentioned(title) == {Meant(local, national)}


@pytest.mark.parametrize("title", ["Ban chỉ đạo chuyển đổi số tỉnh", "Tình hình giải quyết TTHC"])
def test_a_title_that_mentions_none(title):
    assert NAMES.mentioned(title) == set()


def test_names_of_provinces_without_accents_are_those_provinces():
    draft = read("Province,Score,Rank\nHanoi,66.93,9\nBa Ria - Vung Tau,64.2,21\n", "PCI_2020.csv")
    assert {agency for agency, _, _ in figures(draft)} == {"01", "77"}
    assert draft.is_clean


def test_tables_beside_each_other_are_read_apart():
    drafts = read_report(
        b"PCI 2019\nTT;T\xe1\xbb\x89nh;PCI;;TT;T\xe1\xbb\x89nh;PCI\n"
        + "1;Quảng Ninh;73,4;;3;Bến Tre;69,34\n2;Đồng Tháp;72,1;;4;Bắc Ninh;70,79\n".encode(),
        "pci.csv", CATALOG,
    )  # fmt: skip
    found = {key[0]: value for draft in drafts for key, value in figures(draft).items()}
    assert found == {"22": 73.4, "87": 72.1, "83": 69.34, "27": 70.79}


def test_indices_of_one_province_year_by_year():
    rows = "CÁC CHỈ SỐ CỦA TỈNH LẠNG SƠN\nNăm;PCI;Hạng PCI;PAPI\n2020;63,5;29;41,1\n2021;63,9;36;\n"
    assert figures(read(rows)) == {
        ("20", "pci", 2020): 63.5, ("20", "pci_rank", 2020): 29, ("20", "papi", 2020): 41.1,
        ("20", "pci", 2021): 63.9, ("20", "pci_rank", 2021): 36,
    }  # fmt: skip


def test_years_of_indices_of_one_province_side_by_side():
    draft = read(
        "CÁC CHỈ SỐ CỦA TỈNH LẠNG SƠN\nTT;Chỉ số;2020;2021\n1;PCI;63,5;63,9\n2;Hạng PCI;29;36\n"
        "3;PAR INDEX;80,1;\n"
    )
    assert figures(draft) == {
        ("20", "pci", 2020): 63.5, ("20", "pci", 2021): 63.9, ("20", "pci_rank", 2020): 29,
        ("20", "pci_rank", 2021): 36, ("20", "par_index", 2020): 80.1,
    }  # fmt: skip


def test_the_title_before_a_table_of_a_page_names_its_index():
    page = (
        "<html><head><meta charset='utf-8'></head><body><h3>Chỉ số PAPI năm 2023</h3><table>"
        "<tr><th>TT</th><th>Tỉnh</th><th>Điểm</th></tr>"
        "<tr><td>1</td><td>Hà Nội</td><td>43,5</td></tr>"
        "</table></body></html>"
    )
    assert figures(read(page, "bang.xls")) == {("01", "papi", 2023): 43.5}


def test_a_rank_is_of_the_score_it_stands_behind():
    draft = read("Năm 2022\nTỉnh;PCI;Hạng;PAPI;Hạng\nHà Nội;66,7;20;43,9;25\n")
    assert figures(draft) == {
        ("01", "pci", 2022): 66.7, ("01", "pci_rank", 2022): 20,
        ("01", "papi", 2022): 43.9, ("01", "papi_rank", 2022): 25,
    }  # fmt: skip


def test_quarters_of_an_index_side_by_side():
    draft = read("Chỉ số 766 các tỉnh\nTỉnh;Quý I/2025;Quý II/2025\nHà Nội;70,5;71,5\n")
    found = {(f["value"], f["from"].month, f["to"].month) for f in draft.figures.to_pylist()}
    assert found == {(70.5, 1, 3), (71.5, 4, 6)}


def test_ministries_are_ranked_by_the_national_index():
    draft = read(
        "Chỉ số CCHC năm 2023 của các bộ, cơ quan ngang bộ (công bố ngày 17/4/2024)\n"
        "TT;Bộ, cơ quan;Chỉ số (%);Xếp hạng\n1;Bộ Tư pháp;89,95;1\n2;Bộ Tài chính;89,8;2\n"
    )
    assert {(code, year) for _, code, year in figures(draft)} == {
        ("par_index", 2023), ("par_index_rank", 2023),
    }  # fmt: skip
    assert draft.is_clean


def test_an_index_and_a_unit_in_the_rows_and_years_in_the_columns():
    draft = read("Chỉ số,Tỉnh,2021,2022\nPCI,Hà Nội,68.6,66.7\nPAPI,Hà Nội,42.1,\n")
    assert figures(draft) == {
        ("01", "pci", 2021): 68.6, ("01", "pci", 2022): 66.7, ("01", "papi", 2021): 42.1,
    }  # fmt: skip


def test_a_title_owns_no_rows_that_have_names_of_their_own():
    draft = read(
        "UBND tỉnh Lạng Sơn, năm 2024\nTT;Tên;Tháng 1;\n;;Tiếp nhận;Đã giải quyết\n"
        "1;Huyện Cao Lộc;10;9\n"
    )
    assert not len(draft.figures)


TABLE = "TT;Tỉnh;Điểm;Hạng\n1;Hà Nội;66,7;20\n2;Đà Nẵng;68,5;9\n"


@pytest.mark.parametrize(
    "title",
    [
        "Chi phí thời gian - PCI 2020", "Chỉ số Chính quyền số (DTI) năm 2022",
        "Mục tiêu PCI năm 2025 của các tỉnh", "Ước thực hiện PAPI 2024",
        "Khảo sát PCI 2023: tỷ lệ doanh nghiệp hài lòng", "PCI và PAPI năm 2022",
    ],
)  # fmt: skip
def test_a_title_that_tells_of_less_than_the_index_names_none(title):
    draft = read(f"{title}\n{TABLE}")
    assert not len(draft.figures)
    assert "unknown_index" in rules(draft)


@pytest.mark.parametrize("title", ["PCI năm 2022 và năm 2023", "PCI giai đoạn 2019 - 2022", "PCI"])
def test_one_column_under_a_title_of_no_single_year_is_of_none(title):
    draft = read(f"{title}\n{TABLE}")
    assert not len(draft.figures)
    assert "missing_period" in rules(draft)


def test_a_score_that_is_only_expected_is_no_result():
    draft = read("PCI các tỉnh\nTỉnh;PCI 2022;PCI 2023 (dự kiến)\nHà Nội;66,7;67,0\n")
    assert figures(draft) == {("01", "pci", 2022): 66.7}
    assert "unknown_heading" in rules(draft)


def test_a_goal_that_its_heading_tells_apart_leaves_the_results_in_force():
    draft = read("PAR INDEX 2024, mục tiêu 2025\nTỉnh;Kết quả 2024;Mục tiêu 2025\nHà Nội;86,1;88\n")
    assert figures(draft) == {("01", "par_index", 2024): 86.1}


@pytest.mark.parametrize(("title", "score"), [("PAR INDEX 2021", "0,918"), ("PCI 2021", "667")])
def test_a_score_on_another_scale_is_asked_about(title, score):
    assert "scale_differs" in rules(read(f"{title}\nTỉnh;Điểm\nHà Nội;{score}\n"))
