"""What a view shows, collected instead of drawn while `cchc.ui.taking.running` runs its page.

On the screen there is no collection, and everything is drawn as ever.
"""

from contextvars import ContextVar
from dataclasses import dataclass, field

from cchc.exports.text import plain
from cchc.exports.view import Block, Table, Tile, Tiles, Words

_current: ContextVar["Collection | None"] = ContextVar("collection", default=None)


@dataclass(kw_only=True)
class Collection:
    """Grows while a page runs; `heading` waits for the block that it stands over."""

    title: str = ""
    scope: str = ""
    as_of: str = ""
    caveat: str = ""
    choices: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    heading: str = ""

    def add(self, block: Block) -> None:
        """A block after those there are; a table or tiles without a title take the heading."""
        self.blocks.append(block)
        self.heading = ""

    def say(self, text: str) -> None:
        """A sentence, beside the sentences before it where they stand under one heading."""
        lines = tuple(line for line in map(plain, text.splitlines()) if line)
        last = self.blocks[-1] if self.blocks else None
        if isinstance(last, Words) and not self.heading:
            self.blocks[-1] = Words(title=last.title, lines=last.lines + lines)
        elif lines:
            self.add(Words(title=self.heading, lines=lines))

    def show(self, tile: Tile) -> None:
        """A number, beside the numbers before it where they stand under one heading."""
        last = self.blocks[-1] if self.blocks else None
        if isinstance(last, Tiles) and not self.heading:
            self.blocks[-1] = Tiles(title=last.title, tiles=(*last.tiles, tile))
        else:
            self.add(Tiles(title=self.heading, tiles=(tile,)))

    def tabulate(self, table: Table) -> None:
        """A table under the heading it stands under, else under its own words."""
        self.add(Table(**(vars(table) | {"title": self.heading or table.title})))


def collecting() -> Collection | None:
    """The collection of this run; None where a reader looks at the screen."""
    return _current.get()


def begin() -> Collection:
    """From here on this thread collects."""
    collection = Collection()
    _current.set(collection)
    return collection
