"""A pinned view shows the same for ever: each page, before and after every figure changed."""

import json
from hashlib import sha256
from pathlib import Path

import pyarrow.compute as pc
import pytest

from cchc.catalog.catalog import load_catalog
from cchc.exports.view import Block, Drawing, Table
from cchc.figures import FIGURE_SCHEMA, Draft
from cchc.ingest.samples import load_samples
from cchc.store.versions import Store
from cchc.ui.taking.running import blocks_of

ALL_FIGURES = "SELECT * EXCLUDE (report_id) FROM current_figure"
VIEWS = (
    "tong-quan",
    "tong-quan?dv=48",
    "dung-han",
    "truc-tuyen",
    "xep-hang?chi_so=pci&nam=2013",
    "xep-hang?chi_so=papi",
    "don-vi?dv=48",
    "ban-do",
    "chi-tieu",
)


def told(block: Block) -> str:
    """All that a block shows, as text to compare."""
    if isinstance(block, Table):
        return block.title + block.rows[list(block.columns)].to_csv()
    if isinstance(block, Drawing):
        figure = json.dumps(block.chart.figure, default=str, ensure_ascii=False)
        return "\n".join((block.title, *block.chart.notes, block.source, figure))
    return repr(block)


def shown(address: str, version: int | None = None) -> list[str]:
    return [told(block) for block in blocks_of(address, version=version).blocks]


def send_everything_again(store: Store) -> None:
    """A later report in which every figure is a little lower."""
    figures = store.query_arrow(ALL_FIGURES).select(FIGURE_SCHEMA.names).cast(FIGURE_SCHEMA)
    lower = pc.multiply(figures["value"], 0.97)
    at = figures.column_names.index("value")
    draft = Draft(
        file="lại.csv", sha256=sha256(b"x").hexdigest(),
        rows_read=len(figures), rows_accepted=len(figures),
        figures=figures.set_column(at, figures.schema.field("value"), lower),
    )  # fmt: skip
    store.save(draft, b"x", who="An")


@pytest.fixture(scope="module")
def changed(tmp_path_factory) -> tuple[Path, int, dict[str, list[str]]]:
    """A store whose every figure changed after its views were looked at."""
    folder = tmp_path_factory.mktemp("pinned") / "store"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CCHC_STORE", str(folder))
        store = Store(folder)
        load_samples(store, load_catalog())
        version = store.data_version
        before = {address: shown(address) for address in VIEWS}
        send_everything_again(store)
        return folder, version, before


@pytest.mark.parametrize("address", VIEWS)
def test_a_pinned_view_is_the_view_as_it_was(changed, monkeypatch, address):
    folder, version, before = changed
    monkeypatch.setenv("CCHC_STORE", str(folder))
    assert before[address]
    assert shown(address, version) == before[address]
    assert shown(address) != before[address]
