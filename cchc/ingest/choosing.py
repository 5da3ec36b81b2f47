"""What a person chose about a report, in words or codes, as the catalog knows it."""

from datetime import date
from itertools import combinations

from cchc.catalog.catalog import Catalog
from cchc.errors import CchcError
from cchc.naming.answers import Resolution
from cchc.periods import Period, parse_period
from cchc.vietnamese import fold


def chosen_agency(name: str | None, catalog: Catalog, *, on: date | None = None) -> str | None:
    """The id of an agency given by name or id; CchcError says whom it may mean.

    Of one territory through its renamings any id will do; of several, `on` says which.
    """
    if name is None or name in catalog.agencies:
        return name
    found = _resolved(name, catalog, on)
    if found.agency:
        return found.agency.id
    if len({catalog.agencies.series(agency.id) for agency in found.candidates}) == 1:
        return found.candidates[-1].id
    near = "; ".join(f"{catalog.agencies.label(a.id)} ({a.id})" for a in found.candidates[:5])
    hint = f" Có phải: {near}? Hãy ghi mã trong ngoặc." if near else ""
    raise CchcError(f"Không rõ đơn vị «{name}».{hint}")


def agencies_named(name: str, catalog: Catalog) -> tuple[str, ...]:
    """The agencies a question by name is about: those that bore it one after another."""
    candidates = _resolved(name, catalog, None).candidates
    bearers = {(agency.level, fold(agency.short)) for agency in candidates}
    in_turn = all(not a.overlaps(b) for a, b in combinations(candidates, 2))
    if len(candidates) > 1 and len(bearers) == 1 and in_turn and name not in catalog.agencies:
        return tuple(agency.id for agency in candidates)
    return (chosen_agency(name, catalog),)


def _resolved(name: str, catalog: Catalog, on: date | None) -> Resolution:
    """What a name means; a bare one that could be a province and less is the province's."""
    found = catalog.agencies.resolve(name, on=on)
    if found.agency:
        return found
    province = catalog.agencies.resolve(name, on=on, level="province")
    return province if province.agency or province.candidates else found


def chosen_period(text: str | None) -> Period | None:
    """The period given in words; UnreadablePeriodError where nobody understands it."""
    return None if text is None else parse_period(text)


def chosen_index(code: str | None, catalog: Catalog) -> str | None:
    """The code of an index that units are ranked by; CchcError lists them where it is none."""
    ranked = [one for one in catalog.indicators if one.rank and one.kind == "score"]
    if code is not None and code not in {one.code for one in ranked}:
        known = ", ".join(f"{one.code} ({one.short})" for one in ranked)
        raise CchcError(f"Không có chỉ số xếp hạng «{code}». Các chỉ số: {known}.")
    return code


def chosen_form(form: str | None, catalog: Catalog) -> str | None:
    """The id of a known form; CchcError lists them where there is none of that id."""
    if form is not None and catalog.form(form) is None:
        known = ", ".join(sorted(one.id for one in catalog.forms))
        raise CchcError(f"Không có biểu «{form}». Các biểu: {known}.")
    return form
