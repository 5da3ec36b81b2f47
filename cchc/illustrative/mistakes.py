"""Numbers made wrong on purpose, as the story says, so that it is seen what the checks find."""

from dataclasses import replace

from cchc.illustrative.lines import Line, Report
from cchc.illustrative.story import Planted, Story


def with_mistakes(report: Report, story: Story) -> Report:
    """The report with the mistakes that the story plants in it."""
    for planted in story.planted:
        if planted.file == report.form and planted.month == report.period.start:
            lines = tuple(_mistaken(line, planted) for line in report.lines)
            report = replace(report, lines=lines)
    return report


def _mistaken(line: Line, planted: Planted) -> Line:
    if line.agency != planted.agency or (planted.indicator, 0) not in line.cells:
        return line
    place = (planted.indicator, 0)
    return replace(line, cells={**line.cells, place: line.cells[place] + planted.add})
