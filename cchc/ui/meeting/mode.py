"""Meeting mode, a state of the frame: a slide is the view's own page under a bar.

`hop=7.3` in the address says that slide 3 of agenda 7 is on the screen, so a reload comes back to
it. Place 0 is the opening, the one after the last slide the closing; both stand on the page Họp.
Every slide is answered from the agenda's version, whatever the address says.
"""

from dataclasses import dataclass
from datetime import date

from cchc.errors import CchcError
from cchc.languages import say
from cchc.store.records import AgendaRow, Slide
from cchc.ui import cached
from cchc.ui.address import MEETING, carried, go_to, parsed, view_on_screen
from cchc.ui.held import held, hold
from cchc.ui.meeting import recording
from cchc.vietnamese import date_text

PAGE, PIN, UNITS = "hop", "luc", "dv"


@dataclass(frozen=True, kw_only=True)
class Presenting:
    """An agenda and which place of it is on the screen."""

    agenda: AgendaRow
    place: int

    @property
    def slide(self) -> Slide | None:
        """The slide on the screen; None at the opening and the closing."""
        return self.agenda.slides[self.place - 1] if 0 < self.place < self.last else None

    @property
    def last(self) -> int:
        """The place of the closing."""
        return len(self.agenda.slides) + 1

    @property
    def title(self) -> str:
        """What is on the screen, in words."""
        if self.slide:
            return self.slide.title
        return say("Mở đầu") if self.place == 0 else say("Kết luận cuộc họp")

    @property
    def code(self) -> str:
        """As it stands in the address."""
        return f"{self.agenda.id}.{self.place}"

    def view(self, place: int) -> tuple[str, dict[str, str]]:
        """Page and choices of a place."""
        there = Presenting(agenda=self.agenda, place=min(max(place, 0), self.last))
        page, choices = parsed(there.slide.address) if there.slide else (PAGE, {})
        return page, choices | {MEETING: there.code, PIN: str(self.agenda.version)}

    @property
    def has_strayed(self) -> bool:
        """Whether the screen shows other than the slide: another unit, or a page it linked to."""
        page, choices = self.view(self.place)
        del choices[MEETING]
        return (page, choices) != view_on_screen()


def settle() -> None:
    """Finds out what the address presents; the frame says so before it asks for the scope."""
    code, shown, refused = carried(MEETING, is_kept=False), None, ""
    try:
        shown = _read(code) if code else None
    except CchcError as error:
        refused = str(error)
    hold("presenting", shown)
    hold("refused meeting", refused)
    if shown:
        hold(PIN, str(shown.agenda.version))


def presenting() -> Presenting | None:
    """What is presented in this run."""
    return held("presenting")


def refusal() -> str:
    """Why the address could not be presented; "" where it could or did not ask."""
    return held("refused meeting", "")


def _read(code: str) -> Presenting:
    agenda, _, place = code.partition(".")
    if not (_is_number(agenda) and _is_number(place)):
        raise CchcError(say("Địa chỉ trình bày «{code}» không đọc được.", code=code))
    found = Presenting(agenda=cached.store().meetings.agenda(int(agenda)), place=int(place))
    if found.place > found.last:
        raise CchcError(say("Cuộc họp này không có trang trình bày số {n}.", n=place))
    return found


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10


def begin(agenda: AgendaRow) -> None:
    """Opens the presentation; a callback."""
    recording.begin(agenda)
    turn(Presenting(agenda=agenda, place=0), 0)


def turn(shown: Presenting, place: int) -> None:
    """Leads to another place; a callback."""
    go_to(*shown.view(place))


def look_at(shown: Presenting, unit: str) -> None:
    """Keeps the slide and changes whose figures it shows; from the ends to the unit's page."""
    page, choices = view_on_screen() if shown.slide else ("don-vi", {})
    pinned = {MEETING: shown.code, PIN: str(shown.agenda.version)}
    go_to(page, choices | pinned | {UNITS: unit})


def end(shown: Presenting, who: str) -> None:
    """Closes the presentation and keeps the record of it; a callback."""
    recording.end(shown.agenda.id, who)
    go_to(PAGE, {"xem": "cuoc-hop", "cuoc_hop": str(shown.agenda.id)})


def version_words(agenda: AgendaRow) -> str:
    """ "Bản số liệu 12, đến 30/9/2025"; and whether the store has newer figures."""
    last = cached.kept(last_day, agenda.version, as_of=agenda.version)
    said = say("Bản số liệu {n}, đến {day}", n=agenda.version, day=date_text(last))
    if cached.version() <= agenda.version:
        return said
    return say("{said}. Kho đã có bản {n} mới hơn.", said=said, n=cached.version())


def last_day(version: int) -> date | None:
    """The last day that figures of a version speak of."""
    there = cached.holdings(as_of=version)
    return None if there.empty else there["last"].max()
