"""What people decide among themselves does to the tables: kept views, agendas, what they agreed.

After one of these every figure is what it was. `Views` and `Meetings` make the decisions.
"""

import json
from typing import Any

import duckdb

from cchc.store.database import run
from cchc.store.journal import Entry

KEEP_VIEW = """
INSERT INTO view (id, title, address, who, kept_at, code, version)
VALUES ($seq, $title, $address, $who, $moment, $code, $version)
"""
RENAME_VIEW = "UPDATE view SET title = $title WHERE id = $view"
DROP_VIEW = "UPDATE view SET dropped_at = $moment, dropped_by = $who WHERE id = $view"
ADD_AGENDA = """
INSERT INTO agenda
VALUES ($seq, coalesce($series, $seq), $title, $date::DATE, $version, $slides, $seq, $who, $moment,
        NULL)
"""
CHANGE_AGENDA = """
UPDATE agenda SET title = $title, date = $date::DATE, version = $version, slides = $slides,
                  changed_seq = $seq, changed_by = $who, changed_at = $moment
WHERE id = $agenda
"""
DROP_AGENDA = "UPDATE agenda SET dropped_at = $moment WHERE id = $agenda"
ADD_DECISION = """
INSERT INTO decision (id, agenda, slide, address, text, owner, due, who, noted_at)
VALUES ($seq, $agenda, $slide, $address, $text, $owner, $due::DATE, $who, $moment)
"""
SETTLE_DECISION = """
UPDATE decision SET outcome = $outcome, done_by = CASE WHEN $is_done THEN $who END,
                    done_at = CASE WHEN $is_done THEN $moment::TIMESTAMP END
WHERE id = $decision
"""
ADD_SHOWING = "INSERT INTO showing VALUES ($seq, $agenda, $version, $who, $moment, $slides)"


def _keep_view(connection: duckdb.DuckDBPyConnection, entry: Entry, _) -> None:
    body = {"code": None, "version": None} | entry.body  # the first views had neither
    run(connection, KEEP_VIEW, seq=entry.seq, who=entry.who, moment=entry.moment, **body)


def _rename_view(connection: duckdb.DuckDBPyConnection, entry: Entry, _) -> None:
    run(connection, RENAME_VIEW, **entry.body)


def _drop_view(connection: duckdb.DuckDBPyConnection, entry: Entry, _) -> None:
    run(connection, DROP_VIEW, who=entry.who, moment=entry.moment, **entry.body)


def _add_agenda(connection: duckdb.DuckDBPyConnection, entry: Entry, _) -> None:
    run(connection, ADD_AGENDA, **_fields(entry))


def _change_agenda(connection: duckdb.DuckDBPyConnection, entry: Entry, _) -> None:
    run(connection, CHANGE_AGENDA, **_fields(entry))


def _drop_agenda(connection: duckdb.DuckDBPyConnection, entry: Entry, _) -> None:
    run(connection, DROP_AGENDA, moment=entry.moment, **entry.body)


def _add_decision(connection: duckdb.DuckDBPyConnection, entry: Entry, _) -> None:
    run(connection, ADD_DECISION, **_fields(entry))


def _settle_decision(connection: duckdb.DuckDBPyConnection, entry: Entry, _) -> None:
    fields = _fields(entry)
    fields.pop("seq")
    run(connection, SETTLE_DECISION, **fields)


def _add_showing(connection: duckdb.DuckDBPyConnection, entry: Entry, _) -> None:
    run(connection, ADD_SHOWING, **_fields(entry))


def _fields(entry: Entry) -> dict[str, Any]:
    """Number, person and moment of an entry with its body; slides as the column holds them."""
    fields = {"seq": entry.seq, "who": entry.who, "moment": entry.moment, **entry.body}
    if "slides" in fields:
        fields["slides"] = json.dumps(fields["slides"], ensure_ascii=False, sort_keys=True)
    return fields


ACTIONS = {
    "keep_view": _keep_view,
    "rename_view": _rename_view,
    "drop_view": _drop_view,
    "add_agenda": _add_agenda,
    "change_agenda": _change_agenda,
    "drop_agenda": _drop_agenda,
    "add_decision": _add_decision,
    "settle_decision": _settle_decision,
    "add_showing": _add_showing,
}
