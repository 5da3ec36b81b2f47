"""Everything of data/reference together, loaded once and checked against each other."""

from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path

from cchc.catalog.agencies import load_agencies
from cchc.catalog.calendars import Calendars, load_calendars
from cchc.catalog.events import Events, load_events
from cchc.catalog.form import Form
from cchc.catalog.forms import check_codes, load_forms, read_form
from cchc.catalog.indicators import Indicators, load_indicators
from cchc.catalog.loading import REFERENCE
from cchc.catalog.targets import ActTarget, load_targets
from cchc.naming.named import NamedAgencies


@dataclass(frozen=True, kw_only=True, eq=False)
class Catalog:
    """The reference data that readers, questions and screens look things up in."""

    agencies: NamedAgencies
    indicators: Indicators
    calendars: Calendars
    events: Events
    folder: Path
    targets: tuple[ActTarget, ...] = ()

    @property
    def forms(self) -> tuple[Form, ...]:
        """The forms in use; read when first asked for, which no page does that shows figures."""
        return _load_forms(self.folder)

    def form(self, form_id: str) -> Form | None:
        """The form of an id; None where there is none."""
        return next((form for form in self.forms if form.id == form_id), None)

    def form_name(self, form_id: str) -> str:
        """What a form is called; of an unknown one its id. A page that only names reports reads no
        form but theirs."""
        return _form_name(self.folder, form_id)

    @cached_property
    def in_english(self) -> "Catalog":
        """The same with the English names of indicators, units and events; agencies keep theirs."""
        return replace(self, indicators=self.indicators.in_english, events=self.events.in_english)


@cache
def load_catalog(folder: Path = REFERENCE, *, agencies: Path | None = None) -> Catalog:
    """The catalog of a folder, its agencies from another if one is named.

    BadReferenceError says which file and line is wrong.
    """
    return Catalog(
        agencies=load_agencies(agencies or folder),
        indicators=load_indicators(folder),
        calendars=load_calendars(folder),
        events=load_events(folder),
        folder=folder,
        targets=load_targets(folder, agencies=agencies),
    )


@cache
def _form_name(folder: Path, form_id: str) -> str:
    own = folder / "forms" / f"{form_id.replace('/', '_')}.toml"
    form = read_form(own) if own.is_file() else None
    if form is None or form.id != form_id:
        form = next((one for one in _load_forms(folder) if one.id == form_id), None)
    return form.name if form else form_id


@cache
def _load_forms(folder: Path) -> tuple[Form, ...]:
    forms = load_forms(folder / "forms")
    check_codes(forms, load_catalog(folder).indicators.codes)
    return forms
