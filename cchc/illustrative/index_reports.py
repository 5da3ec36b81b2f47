"""The yearly index table: every block ranked apart, best first, beside the rank of last year."""

from collections.abc import Iterable, Iterator, Mapping

from cchc.illustrative.lines import Cells, Line, Report, under_headings
from cchc.illustrative.offices import Office
from cchc.illustrative.province import Province
from cchc.illustrative.scores import Score, scores
from cchc.periods import Period

INDEX = "index"
BLOCKS = {"department": "KHỐI SỞ, BAN, NGÀNH", "district": "KHỐI HUYỆN, THỊ XÃ, THÀNH PHỐ"}
WARDS, COMMUNES = "KHỐI PHƯỜNG", "KHỐI XÃ, ĐẶC KHU"
ORDER = (*BLOCKS.values(), WARDS, COMMUNES)

Ranks = Mapping[str, int]  # by office


def index_reports(province: Province, years: Iterable[Period]) -> Iterator[Report]:
    """The tables of the years, each with the ranks of the table before where units stayed."""
    before: Ranks = {}
    for year in years:
        ranked = _ranked(province, year)
        yield _report(province, year, ranked, before)
        before = {office.id: score.rank for _, office, score in ranked}


def _ranked(province: Province, year: Period) -> list[tuple[str, Office, Score]]:
    """Block, office and score, best first within each block."""
    found = []
    for block, offices in _blocks(province, year).items():
        worked = {office: province.worked(office, year) for office in offices}
        of_block = scores(worked, year.year, province.story)
        best_first = sorted(offices, key=lambda office: of_block[office.id].rank)
        found += [(block, office, of_block[office.id]) for office in best_first]
    return found


def _blocks(province: Province, year: Period) -> dict[str, list[Office]]:
    """Who is ranked against whom: those at work on the last day; communes since the break."""
    last_day = Period(year.end.replace(day=1), year.end)
    is_new = year.end >= province.story.break_on
    levels = ("department", "commune") if is_new else ("department", "district")
    offices = province.at_work(last_day, *levels)
    blocks = {block: [o for o in offices if _block(o) == block] for block in ORDER}
    return {block: members for block, members in blocks.items() if members}


def _block(office: Office) -> str:
    if office.level == "commune":
        return WARDS if office.name.startswith("Phường") else COMMUNES
    return BLOCKS[office.level]


def _report(
    province: Province, year: Period, ranked: list[tuple[str, Office, Score]], before: Ranks
) -> Report:
    here = province.id_on(year)
    lines = [
        Line(
            name=office.name,
            agency=office.id,
            level=office.level,
            section=block,
            cells=_cells(score, before.get(office.id)),
        )
        for block, office, score in ranked
    ]
    return Report(
        form=INDEX,
        period=year,
        agency=here,
        sender=f"UBND {province.agencies.get(here).name}",
        lines=tuple(under_headings(lines)),
    )


def _cells(score: Score, before: int | None) -> Cells:
    """Points, the index in percent, ranks of this year and the last, places gained."""
    found: dict[tuple[str, int], float | str] = {
        ("index_self_score", 0): score.self_score,
        ("index_verified_score", 0): score.verified,
        ("index_survey_score", 0): score.survey,
        ("index_total_score", 0): score.total,
        ("cchc_index", 0): score.total,
        ("cchc_rank", 0): score.rank,
    }
    if before is not None:
        found["cchc_rank", -1] = before
        found["cchc_rank_change", 0] = f"{before - score.rank:+d}"
    return found
