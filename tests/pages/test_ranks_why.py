"""A chairman's walk: which commune fell most, and why? Within three clicks, and by a link."""

from datetime import date

import pytest

from cchc.catalog.catalog import load_catalog
from cchc.store.versions import Store
from tests.indicators.conftest import figure, keep
from tests.pages.served import dashboard

LANG_SON = "20"
FIRST = (date(2026, 1, 1), date(2026, 3, 31))
SECOND = (date(2026, 4, 1), date(2026, 6, 30))
RESOLVED = 20_000  # so many that chance alone does not move a rank so far
# On time of 1.000: the first one gains four and loses its lead to three others.
COMMUNES = [(980, 984), (975, 990), (970, 988), (965, 986), (960, 961), (955, 956)]
WARDS = [(900, 905), (910, 915)]
WHY = "{} tăng 0,4 điểm % nhưng tụt 3 bậc vì 3 đơn vị tăng nhiều hơn: {}, {}, {}"


def quarters(unit: str, counts: tuple[int, int]) -> list:
    """The two quarters of one unit."""
    return [
        figure(unit, code, value, span, level="commune")
        for on_time, span in zip(counts, (FIRST, SECOND), strict=True)
        for code, value in (
            ("dossiers_on_time", on_time * RESOLVED // 1000),
            ("dossiers_resolved", RESOLVED),
        )
    ]


@pytest.fixture(scope="module")
def ranked(tmp_path_factory):
    """Communes and wards of Lạng Sơn over two quarters, with an index of one year."""
    agencies = load_catalog().agencies
    units = agencies.valid_on(SECOND[1], level="commune", within=LANG_SON)
    communes = [unit for unit in units if unit.type == "Xã"][: len(COMMUNES)]
    wards = [unit for unit in units if unit.type == "Phường"][: len(WARDS)]
    year = (date(2026, 1, 1), date(2026, 12, 31))
    index = [
        figure(unit.id, code, value, year, level="commune", breakdown="xã, đặc khu", of=of)
        for place, unit in enumerate(communes, start=1)
        for code, value, of in (("cchc_index", 90 - place, None), ("cchc_rank", place, 6))
    ]
    rates = zip([*communes, *wards], [*COMMUNES, *WARDS], strict=True)
    folder = tmp_path_factory.mktemp("ranked") / "store"
    keep(
        Store(folder), *index, *(row for unit, counts in rates for row in quarters(unit.id, counts))
    )
    with dashboard(folder) as base:
        yield base, [unit.name for unit in communes]


def test_which_commune_fell_most_and_why(ranked, visit):
    base, names = ranked
    reader = visit(base, "/tong-quan")
    reader.turn_to("Xếp hạng")
    assert reader.findings[0] == WHY.format(*names[:4])
    assert "Các đơn vị khác tăng, giảm" in reader.page.locator(".js-plotly-plot").first.inner_text()
    assert "▼ 3 bậc" in reader.text
    assert "Xã Ba Sơn thêm 40 hồ sơ giải quyết trước và đúng hạn là bằng hạng 3" in reader.findings
    assert "Hạng 4/6, có thể từ" in reader.text
    assert reader.complaints == []


def test_who_rose_most_is_one_choice_away_and_in_the_link(ranked, visit):
    base, names = ranked
    reader = visit(base, "/xep-hang")
    rose = f"Lên nhiều nhất: {names[1]} (▲\N{NO-BREAK SPACE}1\N{NO-BREAK SPACE}bậc)"
    reader.choose("Giải thích hạng của", rose, address="vi_sao=len")
    assert reader.findings[0].startswith(f"{names[1]} tăng 1,5 điểm % và lên 1 bậc, vượt 1 đơn vị")
    assert visit(base, reader.address).findings == reader.findings


def test_an_index_of_one_year_leads_to_a_rate_of_several_quarters(ranked, visit):
    base, names = ranked
    reader = visit(base, "/xep-hang?chi_so=cchc_index")
    assert any("chưa có kỳ trước để so" in alert for alert in reader.alerts())
    reader.page.get_by_role("button", name="Tỷ lệ đúng hạn", exact=True).click()
    reader.waits_for_address("chi_so=on_time_rate")
    assert reader.findings[0] == WHY.format(*names[:4])


def test_wards_are_a_block_of_their_own(ranked, visit):
    base, _ = ranked
    reader = visit(base, "/xep-hang?khoi=phuong")
    assert reader.chosen("Khối") == "Phường"
    assert "hạng 1/2" in reader.text.lower()
