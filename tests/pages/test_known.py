"""A figure shown is the figure in the store: every number of every page against a table by hand."""

import re
import tomllib

import pytest

from tests.pages.known.taking_in import KNOWN
from tests.pages.screen import WIDE, Screen

SCREENS = tomllib.loads((KNOWN / "screens.toml").read_text("utf-8"))["screen"]
# No figures: days, hours, periods, years, files, data versions, and how often pages were opened.
NAMES = re.compile(
    r"\d{1,2}/\d{1,2}/\d{4}(?: \d{2}:\d{2})?|\b[IV]+/\d{4}\b|\b20[12]\d\b"
    r"|\b[\w-]+\.csv\b|\bbản \d+\b|95 % \(Wilson\)"
    r"|Lượt truy cập: hôm nay \d+, tất cả \d+"
)
LINK_OR_HOUR = re.compile(r"(?:/|https?:).*|\d{2}/\d{2}/\d{4} \d{2}:\d{2}")


@pytest.mark.parametrize("expected", SCREENS, ids=[one["address"] for one in SCREENS])
def test_the_screen_shows_these_numbers_and_no_others(known, visit, expected):
    reader = visit(known, expected["address"], size=WIDE)
    screen = Screen(reader)
    missing, left = held_against(screen.words, expected["said"])
    assert missing == []
    assert left == []
    assert [[told(row) for row in table] for table in screen.tables] == [
        [Row(row) for row in table] for table in expected["tables"]
    ]
    if "charts" in expected:  # a map draws places, not figures
        assert screen.marks == expected["charts"]
    assert reader.complaints == []


def held_against(words: str, said: list[str]) -> tuple[list[str], list[str]]:
    """What should stand there and does not; the lines with numbers that nothing expected holds."""
    missing = []
    for text in sorted(said, key=len, reverse=True):
        words, count = re.subn(rf"(?<![\d,.]){re.escape(text)}(?!\d|[.,]\d)", "…", words)
        missing += [] if count else [text]
    left = [line for line in words.splitlines() if re.search(r"\d", NAMES.sub("", line))]
    return missing, left


def told(cells: list[str]) -> list[str]:
    """A row of a table without links and hours."""
    cells = [cell.replace("\xa0", " ").strip() for cell in cells]
    return [cell for cell in cells if not LINK_OR_HOUR.fullmatch(cell)]


class Row(list):
    """A row written by hand: a number equals the one that rounds to it."""

    def __init__(self, text: str):
        super().__init__(part.strip() for part in text.split("|"))

    def __eq__(self, cells: object) -> bool:
        return len(self) == len(cells) and all(map(_is_shown, self, cells))

    __hash__ = None


def _is_shown(hand: str, cell: str) -> bool:
    if not re.fullmatch(r"-?\d+(\.\d+)?", cell):
        return hand == cell
    whole, _, decimals = hand.replace(".", "").replace("−", "-").partition(",")
    if not whole.lstrip("-").isdecimal():
        return False
    return abs(float(cell) - float(f"{whole}.{decimals}")) <= 0.5 * 10.0 ** -len(decimals)


def test_a_number_too_many_and_a_number_too_few_are_told():
    words = "Tỷ lệ 96,0 % (quý II/2025)\nHạng 2/3\n48/50"
    assert held_against(words, ["Tỷ lệ 96,0 %", "Hạng 2/3", "48/50"]) == ([], [])
    assert held_against(words, ["Tỷ lệ 6,0 %", "Hạng 2/3", "8/50"]) == (
        ["Tỷ lệ 6,0 %", "8/50"],
        ["Tỷ lệ 96,0 % (quý II/2025)", "48/50"],
    )
    assert Row("Xã A | 91,34 | −5") == ["Xã A", "91.3356", "-5"]
    assert Row("Xã A | 91,34 | −5") != ["Xã A", "91.346", "-5"]
