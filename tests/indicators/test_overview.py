"""Headlines of an agency, and from a number to where it stands."""

from datetime import date

from cchc.indicators.overview import overview
from cchc.indicators.places import places
from cchc.periods import of_kind
from tests.indicators.conftest import YEAR, figure, keep

LAST_YEAR = (date(2023, 1, 1), date(2023, 12, 31))


def test_a_headline_says_what_changed_against_the_same_period_before(store, catalog):
    keep(
        store,
        figure("22", "par_index", 92.18, LAST_YEAR, level="province"),
        figure("22", "par_index_rank", 1, LAST_YEAR, level="province", of=63),
        figure("22", "sipas_rate", 90.61, LAST_YEAR, level="province"),
        figure("22", "sipas_rate", 91.61, YEAR, level="province"),
        figure("22", "sipas_rank", 3, LAST_YEAR, level="province", of=63),
        figure("22", "sipas_rank", 1, YEAR, level="province", of=63),
    )
    headlines = {h.indicator: h for h in overview(store, catalog, agency="22")}
    par, sipas = headlines["par_index"], headlines["sipas_rate"]
    assert (par.before, par.change, par.verdict, par.rank, par.of) == (None, None, None, 1, 63)
    assert (round(sipas.change, 2), sipas.verdict, sipas.rank_change) == (1.0, "few", 2)
    assert (sipas.period, sipas.period_before) == ("Năm 2024", "Năm 2023")


def test_what_clearly_got_worse_comes_first_and_two_values_are_no_verdict(store, catalog):
    months = [of_kind("month", 2023 + n // 12, n % 12 + 1) for n in range(20)]
    shares = [90, 92] * 6 + [88] * 8
    keep(
        store,
        figure("22", "sipas_rate", 91, LAST_YEAR, level="province"),
        figure("22", "sipas_rate", 80, YEAR, level="province"),
        *(
            figure("22", "online_rate", share, (month.start, month.end), level="province")
            for month, share in zip(months, shares, strict=True)
        ),
        figure("22", "on_time_rate", 99, YEAR, level="province"),
    )
    found = [(h.indicator, h.verdict) for h in overview(store, catalog, agency="22")]
    assert found == [("online_rate", "worse"), ("on_time_rate", None), ("sipas_rate", "few")]


def test_an_agency_without_figures_has_no_headlines(store, catalog):
    assert overview(store, catalog, agency="22") == []


def test_every_vintage_of_a_number_leads_to_its_place(store, catalog):
    first = figure("22", "sipas_rate", 90, YEAR, level="province", row=4, place="score")
    second = figure("22", "sipas_rate", 91, YEAR, level="province", row=9, place="Sheet1!F")
    keep(store, first)
    keep(store, second, name="ban_sua.xlsx")
    found = places(store, agency="22", codes=["sipas_rate"], start=YEAR[0], end=YEAR[1])
    assert found["value"].tolist() == [91, 90]
    assert found["where"].tolist() == ["Sheet1!F9", "dòng 4, cột score"]
    assert found["file"].tolist() == ["ban_sua.xlsx", "bao_cao.csv"]
