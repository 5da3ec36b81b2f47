"""The registry of indicators: complete, consistent, and exact about what is wrong in its file."""

from pathlib import Path

import pytest

from cchc.catalog.indicators import bare_name, load_indicators
from cchc.catalog.loading import REFERENCE
from cchc.errors import BadReferenceError, UnknownCodeError

SHARED = Path(__file__).parents[3] / "shared"
CODE_FILES = [SHARED / "indicators.txt", SHARED / "forms" / "codes.txt"]
INDICES = ["par_index", "sipas", "papi", "pci", "ddci", "dti", "cchc_index", "egov_index"]
INDICATORS = load_indicators()
RATES = [one for one in INDICATORS if one.kind == "rate" and one.numerator]


def fixed_codes() -> list[tuple[str, str]]:
    """Code and tier of every code that is fixed from outside."""
    lines = [line for file in CODE_FILES if file.exists() for line in file.open(encoding="utf-8")]
    return [tuple(line.split("|")[:2]) for line in lines if "|" in line]


@pytest.mark.skipif(not fixed_codes(), reason="danh sách mã cố định không có ở đây")
def test_every_fixed_code_is_there_with_its_tier():
    missing = [code for code, _ in fixed_codes() if code not in INDICATORS]
    differing = [code for code, tier in fixed_codes() if INDICATORS.get(code).tier != tier]
    assert (missing, differing) == ([], [])


@pytest.mark.parametrize("code", [*INDICES, "service_index_766"])
def test_every_index_has_its_rank_and_both_point_at_each_other(code):
    index = INDICATORS.get(code)
    rank = INDICATORS.get(index.rank)
    assert (rank.score, rank.kind, rank.better) == (index.code, "rank", "lower")
    assert INDICATORS.get(f"{code}_rank") is rank


def test_percent_indices_are_percent_and_the_others_points():
    units = {code: INDICATORS.get(code).unit for code in INDICES}
    assert {code for code, unit in units.items() if unit == "%"} == {"par_index", "sipas"}
    assert set(units.values()) == {"%", "điểm"}


def test_the_components_of_766_have_the_maxima_of_the_decision():
    index = INDICATORS.get("service_index_766")
    maxima = [INDICATORS.get(code).max for code in index.components]
    assert maxima == [18, 20, 12, 10, 18, 22]
    assert sum(maxima) == index.max == 100


@pytest.mark.parametrize("rate", RATES, ids=lambda rate: rate.code)
def test_a_rate_is_a_count_over_counts_and_is_shown_in_percent(rate):
    parts = [INDICATORS.get(code) for code in (rate.numerator, *rate.denominators)]
    assert all(part.is_counted for part in parts)
    assert (rate.unit, rate.factor) == ("%", 100)


@pytest.mark.parametrize(
    ("code", "numerator", "denominators"),
    [
        ("on_time_rate", "dossiers_on_time",
         ("dossiers_resolved", "dossiers_due", "dossiers_received")),
        ("online_rate", "online_dossiers", ("dossiers_received_new", "dossiers_received")),
        ("online_payment_rate", "online_payment_dossiers", ("dossiers_with_fee",)),
        ("digitisation_rate", "digitised_dossiers", ("dossiers_received",)),
        ("procedure_days_cut_rate", "procedure_days_cut", ("procedure_days_before",)),
        ("tasks_done_rate", "tasks_done", ("tasks_assigned",)),
    ],
)  # fmt: skip
def test_formulas_of_the_domain(code, numerator, denominators):
    rate = INDICATORS.get(code)
    assert (rate.numerator, rate.denominators) == (numerator, denominators)


def test_what_may_be_added_up():
    assert ("dossiers_early", "dossiers_exactly_on_time") in INDICATORS.get(
        "dossiers_on_time"
    ).sum_of
    assert INDICATORS.get("dossiers_received_new").sum_of[0] == (
        "dossiers_received",
        "-dossiers_carried_over",
    )
    carried = INDICATORS.get("dossiers_carried_over")
    assert (carried.kind, carried.at) == ("stock", "start")
    assert INDICATORS.get("dossiers_received").carries == carried.code
    assert INDICATORS.get("dossiers_in_progress").kind == "stock"


def test_par_index_breaks_where_its_criteria_changed():
    versions = INDICATORS.get("par_index").versions
    assert [method.from_year for method in versions] == [2012, 2016, 2022, 2024]
    assert versions[-1].starts.isoformat() == "2024-01-01"


@pytest.mark.parametrize("one", INDICATORS, ids=lambda one: one.code)
def test_everything_a_reader_sees_is_said(one):
    said = (one.name, one.name_en, one.short, one.topic, one.unit, one.unit_en, one.legal_basis)
    assert all(text.strip() for text in said)
    assert len(one.short) <= 26
    assert one.name[0].isupper()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("PAR INDEX", "par_index"),
        ("Par-index", "par_index"),
        ("SIPAS", "sipas_rate"),
        ("MIC e-government application index", "egov_index"),
        ("District CCHC/PAR index (provincial)", "cchc_index"),
        ("Commune CCHC index (provincial)", "cchc_index"),
        ("District DTI (provincial)", "dti_local"),
        ("Commune satisfaction index (provincial)", "satisfaction_rate"),
        ("QD766 service index", "service_index_766"),
        ("satisfaction_18", "service_index_766_satisfaction"),
        ("chỉ số cchc", "cchc_index"),
        ("Tỷ lệ số hoá hồ sơ", "digitisation_rate"),
        ("tỷ lệ  ĐÚNG HẠN (%)", "on_time_rate"),
        ("on_time_rate", "on_time_rate"),
    ],
)
def test_names_as_printed_in_files(text, code):
    assert INDICATORS.named(text).code == code


def test_what_is_no_name_is_nobody():
    assert INDICATORS.named("Ghi chú") is None
    assert INDICATORS.named("Ti le dung han") is None


def test_no_name_has_two_owners():
    owners: dict[str, set[str]] = {}
    for one in INDICATORS:
        for name in (one.name, one.name_en, *one.aliases):
            owners.setdefault(bare_name(name), set()).add(one.code)
    assert [name for name, codes in owners.items() if len(codes) > 1] == []


def test_a_code_that_is_not_there_is_answered_with_what_was_meant():
    with pytest.raises(UnknownCodeError, match="Có phải ý bạn là: on_time_rate"):
        INDICATORS.get("ontime_rate")
    with pytest.raises(UnknownCodeError, match="pci"):
        INDICATORS.get("Chỉ số PCI")


def changed(folder: Path, old: str, new: str) -> str:
    """Puts a copy of the registry with one change into the folder, and returns its text."""
    for name in ("units.toml", "legal_bases.toml"):
        (folder / name).write_text((REFERENCE / name).read_text("utf-8"), "utf-8")
    text = (REFERENCE / "indicators.toml").read_text("utf-8")
    assert old in text
    text = text.replace(old, new, 1)
    (folder / "indicators.toml").write_text(text, "utf-8")
    return text


PCI = 'kind = "score"\nrank = "pci_rank"'


@pytest.mark.parametrize(
    ("old", "new", "where", "problem"),
    [
        (PCI, 'kind = "skore"\nrank = "pci_rank"', 'kind = "skore"', "kind = 'skore'"),
        (PCI, 'kind = "score"\nrank = "pci_rang"', 'rank = "pci_rang"', "không có chỉ tiêu pci_r"),
        (PCI, 'kind = "score"\nrank = "dti_rank"', None, "không phải thứ hạng của pci"),
        (PCI, 'kind = "score"\nrang = "pci_rank"', "rang = ", "khóa lạ «rang»"),
        (PCI, 'kind = "score"\nrank = 7', "rank = 7", "rank = 7"),
        (PCI, 'kind = score\nrank = "pci_rank"', "kind = score", "không đọc được TOML"),
        ('numerator = "tasks_done"', 'numerator = "pci"', 'numerator = "pci"', "không phải số đếm"),
        ('score = "dossiers_suspended"\n', "", "[suspended_rank]", "phải chỉ vào điểm số"),
        ('of_change = "ddci"', 'of_change = "ddcj"', '"ddcj"', "không có chỉ tiêu ddcj"),
        ('aliases = ["DDCI", ', 'aliases = ["P-C-I", ', '"P-C-I"', "đã là của pci"),
        ('unit = "phiếu"', 'unit = "tờ"', 'unit = "tờ"', "không có đơn vị tính"),
        ('legal_basis = "papi"\nversions', 'legal_basis = "x"\nversions', '"x"', "căn cứ 'x'"),
        ("{ from_year = 2016,", "{ from_year = 2026,", None, "không theo thứ tự năm"),
        ('"-procedure_days_after"]', '"-procedures_cut"]', None, "đơn vị tính khác"),
        ("max = 18\nlegal_basis", "max = 19\nlegal_basis", None, "điểm tối đa"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_line(tmp_path, old, new, where, problem):
    text = changed(tmp_path, old, new)
    with pytest.raises(BadReferenceError, match=problem) as raised:
        load_indicators(tmp_path)
    error = raised.value
    assert (error.file, "Cách sửa: " in str(error)) == ("indicators.toml", True)
    assert error.line is not None
    if where:
        assert where in text.splitlines()[error.line - 1]


def test_a_missing_file_is_said_so(tmp_path):
    with pytest.raises(BadReferenceError, match="không có tệp này"):
        load_indicators(tmp_path)
