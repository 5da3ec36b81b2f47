"""Agencies with the names they go by: what a printed name means, and what somebody types."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from cchc.agencies import Agencies, Agency, Lineage
from cchc.naming.answers import Question, Resolution
from cchc.naming.matching import Matcher
from cchc.naming.search import Search
from cchc.naming.wording import Alias, Wording

if TYPE_CHECKING:
    import pyarrow as pa


class NamedAgencies(Agencies):
    """Every agency that data/reference knows, by name too."""

    def __init__(
        self,
        agencies: Iterable[Agency],
        *,
        wording: Wording,
        aliases: Iterable[Alias] = (),
        lineage: Iterable[Lineage] = (),
        regions: dict[str, str] | None = None,
    ):
        super().__init__(agencies, lineage=lineage, regions=regions)
        self.wording, self.aliases = wording, tuple(aliases)

    def resolve(
        self,
        name: str,
        *,
        within: str | None = None,
        on: date | None = None,
        level: str | None = None,
    ) -> Resolution:
        """The one agency a name means, or those it could mean with the reason; never a guess."""
        return self._matcher.resolve(Question(name=name, within=within, on=on, level=level))

    def find(
        self,
        text: str,
        *,
        on: date | None = None,
        level: str | None = None,
        within: str | None = None,
        limit: int = 20,
    ) -> list[Agency]:
        """Agencies for what somebody types into a picker, without accents if they like."""
        inside = None if within is None else {a.id for a in self.descendants(within, on)}
        return self._search.find(text, on=on, level=level, inside=inside, limit=limit)

    @cached_property
    def _matcher(self) -> Matcher:
        return Matcher(self, self.aliases, self.wording)

    @cached_property
    def _search(self) -> Search:
        return Search(self, self.aliases, self.wording)

    def rows(self) -> dict[str, "pa.Table"]:
        """The tables agency, agency_alias and agency_lineage, columns as in the store."""
        return self._tables

    @cached_property
    def _tables(self) -> dict[str, "pa.Table"]:
        return {
            "agency": _table(Agency, list(self)),
            "agency_alias": _table(Alias, self.aliases),
            "agency_lineage": _table(Lineage, self._lineage),
        }


def _table(kind: type, rows: Sequence) -> "pa.Table":
    import pyarrow as pa

    types = {"valid_from": pa.date32(), "valid_to": pa.date32(), "date": pa.date32()}
    types |= {"whole": pa.bool_()}
    columns = zip(*rows, strict=True) if rows else [()] * len(kind._fields)
    arrays = [
        pa.array(column, type=types.get(name, pa.string()))
        for name, column in zip(kind._fields, columns, strict=True)
    ]
    return pa.Table.from_arrays(arrays, names=kind._fields)
