"""A view taken as blocks shows what the screen shows: the page's own code answers."""

from pathlib import Path

import pandas as pd
import pytest

from cchc.catalog.catalog import load_catalog
from cchc.errors import CchcError
from cchc.exports.view import Drawing, Table, Tiles, Words
from cchc.indicators.ranking import ranking
from cchc.indicators.standings import Scope as Standing
from cchc.ingest.samples import load_samples
from cchc.store.versions import Store
from cchc.ui.taking.running import blocks_of

PCI = "xep-hang?chi_so=pci&nam=2013&so_voi=2012"


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("taking") / "store"
    load_samples(Store(folder), load_catalog())
    return folder


@pytest.fixture
def served(folder, monkeypatch) -> Store:
    monkeypatch.setenv("CCHC_STORE", str(folder))
    return Store(folder)


def block(view, kind):
    return next(one for one in view.blocks if isinstance(one, kind))


def test_the_table_of_a_view_has_the_numbers_of_the_store(served):
    tables = [one for one in blocks_of(PCI).blocks if isinstance(one, Table)]
    table = next(one for one in tables if one.title.startswith("Bảng xếp hạng"))
    asked = ranking(
        served, load_catalog(), "pci", 2013, against=2012, scope=Standing(level="province")
    )
    assert list(table.rows["score"]) == list(asked["score"])
    assert list(table.rows["rank"]) == list(asked["rank"])
    assert table.columns["score"] == "Điểm"
    assert table.decimals["score"] == 2


def test_a_view_says_its_choices_its_version_and_a_link_that_is_pinned(served):
    view = blocks_of(PCI, site="http://may-chu:8501/")
    assert view.title == "Xếp hạng"
    assert "Chỉ số: PCI" in view.scope
    assert "Năm: 2013" in view.scope
    assert view.version == served.version
    assert view.link == f"http://may-chu:8501/{PCI}&luc={served.version}"


def test_the_pinned_view_is_the_view(served):
    now = blocks_of(PCI)
    pinned = blocks_of(now.address)
    pd.testing.assert_frame_equal(block(now, Table).rows, block(pinned, Table).rows)
    assert [b.title for b in now.blocks] == [b.title for b in pinned.blocks]
    assert block(now, Drawing).chart.figure == block(pinned, Drawing).chart.figure


def test_choices_of_the_frame_reach_the_page(served):
    scope = blocks_of("xep-hang?chi_so=pci&nam=2013&dv=48").scope
    assert scope.startswith("Thành phố Đà Nẵng")


def test_tiles_and_sentences_are_taken_in_plain_words(served):
    tiles = block(blocks_of("tong-quan"), Tiles)
    assert tiles.title == "Việt Nam"
    assert tiles.tiles[0].value == "86,98\N{NO-BREAK SPACE}%"
    words = block(blocks_of("cach-tinh"), Words)
    assert words.title == "Quy tắc chung"
    assert words.lines[0].startswith("Tỷ lệ là tổng chia tổng ở mọi cấp")


def test_a_page_that_stops_itself_ends_there(served):
    view = blocks_of("don-vi")
    assert [type(one) for one in view.blocks] == [Words]


def test_a_view_defines_the_indicators_that_it_shows(served):
    defined = {one.code: one for one in blocks_of("dung-han").definitions}
    assert "Hồ sơ đã giải quyết × 100" in defined["on_time_rate"].formula
    assert defined["on_time_rate"].legal_basis


def test_an_address_without_a_page_is_refused(served):
    with pytest.raises(CchcError, match="khong-co"):
        blocks_of("khong-co?nam=2013")
