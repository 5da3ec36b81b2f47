"""Addresses of sources round trip; words of reports and figures."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pandas as pd
from streamlit.testing.v1 import AppTest

from cchc.catalog.indicators import load_indicators
from cchc.ui.sources import figure_rows
from cchc.ui.tables import MOST_ROWS, source_address, with_sources


def test_the_address_of_a_number_round_trips():
    agency = "20/Sở Văn hóa, Thể thao và Du lịch"
    address = source_address(agency, "on_time_rate", "2024-01-01", "2024-03-31")
    split = urlsplit(address)
    assert split.path == "/nguon"
    assert parse_qs(split.query)["so"] == [f"{agency};on_time_rate;2024-01-01;2024-03-31"]


def test_every_row_of_a_table_leads_to_its_source():
    frame = pd.DataFrame(
        [{"agency": "48", "from": date(2013, 1, 1), "to": date(2013, 12, 31), "basis": "stated"}]
    )
    row = with_sources(frame, load_indicators().get("pci")).iloc[0]
    assert row["source"] == "/nguon?so=48%3Bpci%3B2013-01-01%3B2013-12-31"
    assert row["basis_text"] == "nêu"


def test_figures_are_words():
    figures = pd.DataFrame(
        [
            {"agency": "68", "level": "commune_all", "from": date(2019, 12, 1),
             "to": date(2020, 2, 29), "indicator": "dossiers_resolved", "value": 261896.0,
             "approx": None, "place": "resolved", "row": 5, "breakdown": None},
            {"agency": "68", "level": "province_total", "from": date(2020, 1, 1),
             "to": date(2020, 12, 31), "indicator": "on_time_rate", "value": 97.0,
             "approx": "at_least", "place": "câu 12", "row": None, "breakdown": None},
        ]
    )  # fmt: skip
    count, rate = figure_rows(figures).to_dict("records")
    assert count["said"].replace("\xa0", " ") == "261.896 hồ sơ"
    assert count["where"] == "dòng 5, resolved"
    assert count["level_name"] == "các xã"
    assert rate["said"].replace("\xa0", " ") == "ít nhất 97,0 %"
    assert rate["where"] == "câu 12"


def long_table():
    import pandas as pd

    from cchc.ui.tables import show_table

    show_table(pd.DataFrame({"n": range(250)}), {"n": "Số"}, alt="Bảng dài", key="long")


def test_a_long_table_says_how_much_of_it_is_shown():
    screen = AppTest.from_function(long_table).run()
    assert len(screen.dataframe[0].value) == MOST_ROWS == 200
    assert screen.caption[0].value.startswith("200 dòng đầu trên 250.")
