"""Views that somebody kept: a title, an address, and a code that can be read aloud.

A view is never taken away, only dropped: whoever comes with its code is told by whom and when.
"""

import secrets
from typing import Any

from cchc.errors import UnknownCodeError
from cchc.store.reading import Reader, rows
from cchc.store.records import ViewRow
from cchc.store.vouching import require_words
from cchc.store.writing import Writer

# None of these looks or sounds like another, in Vietnamese and on paper.
ALPHABET = "AHKMRTXY23456789"
LENGTH = 6

VIEWS = "FROM view ORDER BY id"


def read_code(text: str) -> str:
    """What was typed as a code is written: "k7m 2tx" as "K7M-2TX"; other text as it stands."""
    bare = "".join(text.upper().replace("-", "").split())
    return f"{bare[:3]}-{bare[3:]}" if len(bare) == LENGTH else bare


def _new_code(taken: set[str]) -> str:
    while True:
        code = read_code("".join(secrets.choice(ALPHABET) for _ in range(LENGTH)))
        if code not in taken:
            return code


class Views:
    """The kept views of one store."""

    def __init__(self, writer: Writer, reader: Reader):
        self._writer, self._reader = writer, reader

    def all(self) -> list[ViewRow]:
        """Every view, those that were dropped included, oldest first."""
        return [ViewRow.of(row) for row in self._reader.ask(VIEWS, {}, rows)]

    def by_code(self, text: str) -> ViewRow:
        """The view of a code as somebody types it, dropped or not."""
        code = read_code(text)
        for view in self.all():
            if view.code == code:
                return view
        raise UnknownCodeError("góc nhìn có mã", text)

    def keep(self, title: str, address: str, who: str, *, version: int | None = None) -> ViewRow:
        """Keep an address; `version` is whose figures its maker saw."""
        with self._writer.turn():
            body = {
                "title": require_words(title, "tên góc nhìn"),
                "address": address,
                "code": _new_code({view.code for view in self.all()}),
                "version": version,
            }
            seq, _ = self._writer.commit("keep_view", who=who, body=body)
        return self._one(seq)

    def rename(self, view_id: int, title: str, who: str) -> None:
        """Another title; code and address stay."""
        self._change("rename_view", view_id, who, title=require_words(title, "tên góc nhìn"))

    def drop(self, view_id: int, who: str) -> None:
        """Revoke a view: its code leads nowhere from now on, and says so."""
        self._change("drop_view", view_id, who)

    def _change(self, action: str, view_id: int, who: str, **body: Any) -> None:
        with self._writer.turn():
            view = self._one(view_id)
            if view.dropped_at:
                raise UnknownCodeError("góc nhìn đã lưu số", str(view_id))
            self._writer.commit(action, who=who, body={"view": view_id, **body})

    def _one(self, view_id: int) -> ViewRow:
        for view in self.all():
            if view.id == view_id:
                return view
        raise UnknownCodeError("góc nhìn đã lưu số", str(view_id))
