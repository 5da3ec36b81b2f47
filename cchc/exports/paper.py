"""Views as pages and pictures, drawn by matplotlib: no browser, no office program, no network.

A page is composed as a slide is: where we are, the finding, its measure, the chart or table, its
notes, and the footer. Lines differ by dash and mark, so that they are told apart in grey.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from textwrap import wrap
from zipfile import ZIP_STORED, ZipFile

from matplotlib import rc_context
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from cchc.charts.theme import FAINT, INK, MAIN, SAME
from cchc.exports.cells import text_of
from cchc.exports.colours import PAPER
from cchc.exports.figures import pages
from cchc.exports.footer import footer, in_short
from cchc.exports.paper_chart import draw_panels
from cchc.exports.paper_picture import draw_picture
from cchc.exports.picture import is_picture
from cchc.exports.text import clean, file_name
from cchc.exports.view import Drawing, Table, Tiles, View, Words
from cchc.languages import say
from cchc.vietnamese import number

SIZE = (13.333, 7.5)  # inches
DOTS = 120  # per inch of a picture
BOX = (0.04, 0.19, 0.92, 0.585)  # left, bottom, width, height of what a page shows
ROWS, TABLE_ROWS, LINES = 12, 18, 18
MOST_PAGES = 12  # of one table
LOOK = {"font.family": "DejaVu Sans", "axes.unicode_minus": True, "pdf.fonttype": 42}


def pdf(views: Sequence[View], *, title: str, notes: Sequence[str] = ()) -> bytes:
    """All blocks of the views, a page each; long tables on several."""
    file = BytesIO()
    with rc_context(LOOK), PdfPages(file, metadata={"Title": clean(title)}) as book:
        for figure, _ in _pages(views, notes):
            book.savefig(figure)
    return file.getvalue()


def pictures(views: Sequence[View], *, title: str, notes: Sequence[str] = ()) -> bytes:
    """A picture for each chart, in one archive."""
    file = BytesIO()
    with rc_context(LOOK), ZipFile(file, "w", ZIP_STORED) as archive:
        for place, (figure, name) in enumerate(_pages(_seen(views), notes), 1):
            picture = BytesIO()
            FigureCanvasAgg(figure).print_png(picture)
            archive.writestr(f"{place:02d}-{file_name(name, ending='png')}", picture.getvalue())
    return file.getvalue()


def picture_alone(figure: dict) -> bytes:
    """A map as a picture by itself, for where a file can hold no shapes."""
    with rc_context(LOOK):
        drawn, file = Figure(figsize=(10, 5.2), dpi=DOTS), BytesIO()
        draw_picture(drawn, figure, (0.01, 0.01, 0.98, 0.98))
        FigureCanvasAgg(drawn).print_png(file)
    return file.getvalue()


def _seen(views: Sequence[View]) -> list[View]:
    """The views without what is read rather than seen; one of tables and words only stays."""
    seen = [[one for one in view.blocks if isinstance(one, Drawing | Tiles)] for view in views]
    return [replace(v, blocks=tuple(b or v.blocks)) for v, b in zip(views, seen, strict=True)]


def _pages(views: Sequence[View], notes: Sequence[str]) -> Iterator[tuple[Figure, str]]:
    for place, view in enumerate(views):
        note = notes[place] if place < len(notes) else ""
        for block, lines in view.told:
            said = [note, *lines] if note else list(lines)
            for figure in DRAW[type(block)](view, block, said):
                yield figure, block.title or view.title


def _page(view: View, block, said: Sequence[str], *, title: str, subtitle: str = "") -> Figure:
    """What stands around: above the title where we are, at the foot what belongs to it."""
    figure = Figure(figsize=SIZE, dpi=DOTS)
    where = clean(f"{view.title} · {view.scope}", most=150)
    _write(figure, 0.98, where, 10, colour=SAME, most=160, rows=1)
    lines = _write(figure, 0.945, title, 18, colour=MAIN, most=84, weight="bold")
    _write(figure, 0.93 - 0.048 * lines, subtitle, 12, most=140)
    notes = [*said, *(block.chart.notes if isinstance(block, Drawing) else ())]
    _write(figure, 0.155, " ".join(notes), 9.5, most=165, rows=3)
    foot = "\n".join(in_short(footer(view, block), view))
    _write(figure, 0.085, foot, 7.5, colour=SAME, most=200, rows=5)
    return figure


def _write(
    figure, y: float, text: str, size: float, *, colour=INK, most: int, rows=2, **more
) -> int:
    """Lines from a height downwards; gives how many."""
    lines = [line for part in clean(text, most=1500).splitlines() for line in wrap(part, most)]
    figure.text(0.04, y, _plain("\n".join(lines[:rows])), fontsize=size, color=PAPER[colour],
                va="top", **more)  # fmt: skip
    return min(len(lines), rows)


def _plain(text: str) -> str:
    """matplotlib takes what stands between dollar signs for mathematics."""
    return text.replace("$", r"\$")


def _drawing(view: View, block: Drawing, said: list[str]) -> Iterator[Figure]:
    chart = block.chart
    if is_picture(chart.figure):
        figure = _page(view, block, said, title=block.title, subtitle=chart.subtitle)
        draw_picture(figure, chart.figure, BOX)
        yield figure
        return
    parts = pages(chart.figure, ROWS)
    for place, page in enumerate(parts, 1):
        part = f" ({place}/{len(parts)})" if len(parts) > 1 else ""
        figure = _page(view, block, said, title=block.title + part, subtitle=chart.subtitle)
        draw_panels(figure, page, BOX)
        yield figure


def _table(view: View, block: Table, said: list[str]) -> Iterator[Figure]:
    """All rows, so many on a page, up to a number of pages that somebody would print."""
    fields = [field for field in block.columns if field != "source"]
    shown = block.rows.head(TABLE_ROWS * MOST_PAGES)
    cells = [
        [
            clean(text_of(v, block.decimals.get(f)), most=60)
            for f, v in zip(fields, row, strict=True)
        ]
        for row in shown[fields].itertuples(index=False)
    ]
    heads = [clean(block.columns[field], most=40) for field in fields]
    sizes = [max(len(text) for text in column) + 2 for column in zip(heads, *cells, strict=True)]
    more = len(block.rows) - len(cells)
    rest = say("Còn {n} dòng nữa trong tệp Excel.", n=number(more, 0)) if more else ""
    for start in range(0, max(len(cells), 1), TABLE_ROWS):
        figure = _page(view, block, [*said, rest], title=block.title)
        _grid(figure, heads, cells[start : start + TABLE_ROWS], sizes,
              [field in block.decimals for field in fields])  # fmt: skip
        yield figure


def _cell(value, decimals: int | None) -> str:
    return clean(text_of(value, decimals), most=60)


def _grid(figure, heads: list[str], rows: list[list[str]], sizes: list[int], numeric: list) -> None:
    """Cells as single texts over rules: a table of matplotlib takes four times as long."""
    left, bottom, width, height = BOX
    size, step = min(10.5, 1450 / sum(sizes)), height / (TABLE_ROWS + 1)
    ends = [left + width * sum(sizes[: place + 1]) / sum(sizes) for place in range(len(sizes))]
    for line, cells in enumerate([heads, *rows]):
        y = bottom + height - step * (line + 0.5)
        weight = "bold" if line == 0 else "normal"
        for place, text in enumerate(cells):
            start = ends[place - 1] if place else left
            x, side = (ends[place] - 0.006, "right") if numeric[place] else (start, "left")
            figure.text(x, y, _plain(text), fontsize=size, ha=side, va="center", weight=weight)
        y -= step / 2
        figure.add_artist(Line2D([left, left + width], [y, y], color=PAPER[FAINT], linewidth=0.8))


def _tiles(view: View, block: Tiles, said: list[str]) -> Iterator[Figure]:
    for start in range(0, len(block.tiles), 12):
        figure = _page(view, block, said, title=block.title or view.title)
        for place, tile in enumerate(block.tiles[start : start + 12]):
            row, column = divmod(place, 4)
            _card(figure, tile, 0.04 + 0.235 * column, 0.76 - 0.2 * row)
        yield figure


def _card(figure, tile, x: float, y: float) -> None:
    label, value = clean(tile.label, most=40), clean(tile.value, most=24)
    figure.text(x, y, _plain(label), fontsize=10, color=PAPER[SAME])
    figure.text(x, y - 0.055, _plain(value), fontsize=20, weight="bold", color=PAPER[MAIN])
    lines = [part for line in tile.lines for part in wrap(clean(line), 40)][:4]
    figure.text(x, y - 0.075, _plain("\n".join(lines)), fontsize=8.5, va="top")


def _words(view: View, block: Words, said: list[str]) -> Iterator[Figure]:
    lines = [part for line in [*said, *block.lines] for part in wrap(clean(line, most=2000), 120)]
    for start in range(0, len(lines), LINES):
        figure = _page(view, block, [], title=block.title or view.title)
        _write(figure, 0.8, "\n".join(lines[start : start + LINES]), 12.5, most=140, rows=LINES,
               linespacing=1.6)  # fmt: skip
        yield figure


DRAW = {Drawing: _drawing, Table: _table, Tiles: _tiles, Words: _words}
