"""All that a page tells in numbers: its words, the hovers and marks of its charts, its tables."""

import re

from tests.pages.browsing import Visitor

WIDE = (2400, 3000)  # pixels: every column and most rows of a table are in sight
OPEN = "for (const one of document.querySelectorAll('details:not([open]) > summary')) one.click()"
# The numbers along an axis are no figures; the words of a hover stand where its mark is.
READ = r"""
() => {
  const main = document.querySelector('[data-testid=stMain]')
  const shown = value => typeof value === 'number' ? value.toLocaleString('vi-VN') : value ?? ''
  const filled = (template, point) => template.replace(/%\{(\w+)(?:\[(\d+)\])?(?::([^}]*))?\}/g,
    (_, name, n, format) => {
      const value = n === undefined ? point[name] : point[name][n]
      const decimals = /\.(\d)f/.exec(format ?? '')?.[1]
      return decimals === undefined ? shown(value) : value.toLocaleString('vi-VN',
        {minimumFractionDigits: +decimals, maximumFractionDigits: +decimals})
    })
  const of = (values, i) => Array.isArray(values) ? values[i] : values
  const hovers = trace => [...(trace.x ?? [])].map((x, i) => {
    const point = {x, y: trace.y[i], text: of(trace.text, i), customdata: of(trace.customdata, i)}
    const template = of(trace.hovertemplate, i)
    return x === null || trace.hoverinfo === 'skip' ? '' :
      template ? filled(template, point) : of(trace.hovertext, i) ?? of(trace.text, i) ?? ''
  })
  const plots = [...main.querySelectorAll('.js-plotly-plot')]
  const charts = plots.map(plot => ({
    hovers: plot.data.flatMap(hovers),
    marks: plot.data.map(trace => [[...(trace.x ?? [])], [...(trace.y ?? [])]]),
  }))
  const alts = [...main.querySelectorAll('.stPlotlyChart')]
    .map(one => one.closest('[aria-label]') ?? one.querySelector('[aria-label]'))
    .map(one => one?.getAttribute('aria-label') ?? '')
  for (const tick of main.querySelectorAll('.xtick, .ytick')) tick.remove()
  return {text: main.innerText, alts, charts}
}
"""
CELLS = r"""
(table) => [...table.querySelectorAll('table[role=grid] tr')].map(row =>
  [row.getAttribute('aria-rowindex'), [...row.children].map(cell => cell.textContent)])
"""
TAGS = re.compile(r"<extra>.*?</extra>|</?[bi]>")


class Screen:
    """One page as somebody reads it who opens every fold and points at every mark.

    `words`: all texts, hovers and alternative texts; `marks`: of each chart the places of each
    trace, two lists of numbers; `tables`: of each its rows as lists of cells.
    """

    def __init__(self, reader: Visitor):
        reader.page.evaluate(OPEN)
        reader.settle()
        self.tables = [_rows(reader, table) for table in _tables(reader)]
        read = reader.page.evaluate(READ)
        hovers = [hover for chart in read["charts"] for hover in chart["hovers"]]
        texts = [read["text"], *read["alts"], *map(_plain, dict.fromkeys(hovers))]
        self.words = "\n".join(texts).replace("\xa0", " ")
        self.marks = [[_numbers(trace) for trace in chart["marks"]] for chart in read["charts"]]


def _tables(reader: Visitor):
    return reader.page.locator('[data-testid=stMain] [data-testid="stDataFrame"]').all()


def _rows(reader: Visitor, table) -> list[list[str]]:
    """All rows beneath the heading: those out of sight are rolled into it."""
    count = int(table.locator("table[role=grid]").get_attribute("aria-rowcount"))
    rows: dict[str, list[str]] = {}
    for turn in range(20):
        rows |= dict(table.evaluate(CELLS))
        if len(rows) >= count:
            break
        table.locator(".dvn-scroller").evaluate("(e, n) => e.scrollTop = n * 200", turn + 1)
        reader.page.wait_for_timeout(150)
    return [cells for _, cells in sorted(rows.items(), key=lambda row: int(row[0]))][1:]


def _plain(hover: str) -> str:
    return TAGS.sub("", hover.replace("<br>", "\n"))


def _numbers(trace: list[list]) -> list[list[float]]:
    """What is drawn along either axis; days and gaps are no figures."""
    return [[round(v, 2) for v in axis if isinstance(v, int | float)] for axis in trace]
