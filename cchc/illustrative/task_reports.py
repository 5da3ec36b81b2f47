"""Tasks that the province gave its offices in a quarter, by how they stand."""

from collections import Counter

from cchc.illustrative.lines import TOTAL, Line, Report, cells, under_headings
from cchc.illustrative.offices import Office, generator
from cchc.illustrative.province import Province
from cchc.illustrative.units_reports import NEW_COMMUNES, SECTIONS
from cchc.periods import Period

TASKS = "tasks"
GIVEN = {"department": 24, "commune": 11}  # in a quarter, on average
EARLY, WAITING = 0.35, 0.12  # of what is done, and of what was given
TIMES_LATER = 2.2  # a task is late more often than a dossier
NEVER_DONE = 0.4  # of what is late


def task_report(province: Province, quarter: Period) -> Report:
    """One line for every department and commune."""
    here = province.id_on(quarter)
    offices = province.at_work(quarter, *GIVEN)
    counts = [_counts(province, office, quarter) for office in offices]
    lines = [_line(office, each) for office, each in zip(offices, counts, strict=True)]
    whole = sum(map(Counter, counts), Counter())
    total = Line(name=TOTAL, agency=here, level="province_total", cells=cells(whole))
    return Report(
        form=TASKS,
        period=quarter,
        agency=here,
        sender=f"UBND {province.agencies.get(here).name}",
        lines=(*under_headings(lines), total),
    )


def _line(office: Office, counts: dict[str, int]) -> Line:
    return Line(
        name=office.name,
        agency=office.id,
        level=office.level,
        section=SECTIONS.get(office.level, NEW_COMMUNES),
        cells=cells(counts),
    )


def _counts(province: Province, office: Office, quarter: Period) -> dict[str, int]:
    """Every task in one of five states."""
    random = generator(province.story, office.id, TASKS, quarter.label)
    given = max(1, int(random.poisson(GIVEN[office.level])))
    waiting = int(random.binomial(given, WAITING))
    late = int(random.binomial(given - waiting, min(0.5, TIMES_LATER * office.late)))
    overdue = int(random.binomial(late, NEVER_DONE))
    kept = given - waiting - late
    early = int(random.binomial(kept, EARLY))
    return {
        "tasks_assigned": given,
        "tasks_done": kept + late - overdue,
        "tasks_done_early": early,
        "tasks_done_exactly_on_time": kept - early,
        "tasks_done_late": late - overdue,
        "tasks_in_progress": waiting,
        "tasks_overdue": overdue,
    }
