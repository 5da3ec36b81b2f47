"""What each kind of journal entry does to the tables: the same when decided and when replayed.

That is why a store rebuilt from originals and journal answers as the first one did.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import duckdb
import pyarrow as pa

from cchc.errors import StoreError
from cchc.figures import Finding
from cchc.store import archive, personal
from cchc.store.coding import Coded, coded
from cchc.store.database import run
from cchc.store.figuring import add_figures, settle
from cchc.store.journal import Entry
from cchc.store.originals import Originals
from cchc.store.records import Difference

CATALOG_TABLES = ("agency", "agency_alias", "agency_lineage")

FINDING_COLUMNS = pa.schema(
    [
        ("n", pa.int32()),
        ("rule", pa.string()),
        ("severity", pa.string()),
        ("message", pa.string()),
        ("agency", pa.string()),
        ("where", pa.string()),
        ("stated", pa.string()),
        ("expected", pa.string()),
        ("indicator", pa.string()),
    ]
)
REPORT = """
INSERT INTO report BY NAME
SELECT $id AS id, $file AS file, $sha256 AS sha256, $sheet AS sheet, $form AS form,
       $agency AS agency, $start::DATE AS "from", $end::DATE AS "to", $who AS who,
       $moment AS recorded_at, 'draft' AS status,
       $rows_read AS rows_read, $rows_accepted AS rows_accepted, $rows_rejected AS rows_rejected,
       $count AS figures, $errors AS errors, $doubts AS doubts, $notes AS notes,
       $figures AS figures_sha256, $findings AS findings_sha256, $choices AS choices
"""
CONFIRM = """
UPDATE report SET status = 'confirmed', confirmed_seq = $seq, confirmed_at = $moment,
                  confirmed_by = $who
WHERE id = $report
"""
WITHDRAW = """
UPDATE report SET status = 'withdrawn', withdrawn_seq = $seq, withdrawn_at = $moment,
                  withdrawn_by = $who, withdrawn_why = $why
WHERE id = $report
"""
ANSWER = """
UPDATE finding SET answer = $answer, reason = $reason, answered_by = $who, answered_at = $moment
WHERE report_id = $report AND n = $n
"""
AUDIT = "INSERT INTO audit VALUES ($seq, $moment, $who, $action, $report, $body, $hash)"


@dataclass(kw_only=True)
class Material:
    """The files an entry speaks of: in memory when it is decided, from the originals later."""

    originals: Originals
    coded: Coded | None = None
    findings: Sequence[Finding] | None = None
    catalog: dict[str, pa.Table] = field(default_factory=dict)

    def figures_of(self, body: dict[str, Any]) -> Coded:
        """The coded figures of an import."""
        return self.coded or coded(archive.table_from(self.originals.read(body["figures"])))

    def findings_of(self, body: dict[str, Any]) -> Sequence[Finding]:
        """The findings of an import."""
        if self.findings is not None:
            return self.findings
        return archive.findings_from(self.originals.read(body["findings"]))

    def table(self, name: str, sha256: str) -> pa.Table:
        """A table of the catalogue."""
        if name in self.catalog:
            return self.catalog[name]
        return archive.table_from(self.originals.read(sha256))


def apply(
    connection: duckdb.DuckDBPyConnection, entry: Entry, material: Material
) -> Difference | None:
    """Do what the entry says; of an import, what it changes in the current figures."""
    action = ACTIONS.get(entry.action)
    if action is None:
        raise StoreError(f"Nhật ký có việc «{entry.action}» mà bản phần mềm này chưa biết.")
    result = action(connection, entry, material)
    _keep_audit(connection, entry)
    return result


def _import(connection: duckdb.DuckDBPyConnection, entry: Entry, material: Material) -> Difference:
    body = entry.body
    for name, sha256 in body["catalog"].items():
        _take_catalog(connection, name, sha256, material.table(name, sha256))
    rows = material.figures_of(body)
    difference = add_figures(
        connection,
        entry.seq,
        rows,
        is_known=body["confirmed"],
        rejected=body["report"]["rows_rejected"],
    )
    findings = material.findings_of(body)
    _add_report(connection, entry, len(rows.figures), findings)
    _add_findings(connection, entry.seq, findings)
    if body["confirmed"]:
        _note_confirmed(connection, entry, entry.seq)
    return difference


def _add_report(
    connection: duckdb.DuckDBPyConnection, entry: Entry, count: int, findings: Sequence[Finding]
) -> None:
    body, severities = entry.body, [finding.severity for finding in findings]
    run(
        connection,
        REPORT,
        id=entry.seq,
        who=entry.who,
        moment=entry.moment,
        count=count,
        errors=severities.count("error"),
        doubts=severities.count("doubt"),
        notes=severities.count("note"),
        figures=body["figures"],
        findings=body["findings"],
        choices=json.dumps(body["choices"], ensure_ascii=False, sort_keys=True),
        **body["report"],
    )


def _add_findings(
    connection: duckdb.DuckDBPyConnection, report: int, findings: Sequence[Finding]
) -> None:
    if not findings:
        return
    rows = [_finding_row(n, finding) for n, finding in enumerate(findings, 1)]
    connection.register("incoming", pa.Table.from_pylist(rows, schema=FINDING_COLUMNS))
    sql = "INSERT INTO finding BY NAME SELECT $report AS report_id, * FROM incoming"
    run(connection, sql, report=report)
    connection.unregister("incoming")


def _finding_row(n: int, finding: Finding) -> dict[str, Any]:
    fields = vars(finding) | {"n": n}
    for name in ("stated", "expected"):
        if fields[name] is not None:
            fields[name] = json.dumps(fields[name], ensure_ascii=False, default=float)
    return fields


def _take_catalog(
    connection: duckdb.DuckDBPyConnection, name: str, sha256: str, rows: pa.Table
) -> None:
    """Replace a table of the catalogue; its name is one of ours, never a user's text."""
    if name not in CATALOG_TABLES:
        raise StoreError(f"Kho không có bảng danh mục «{name}».")
    connection.register("incoming", rows)
    run(connection, f"DELETE FROM {name}")  # noqa: S608
    run(connection, f"INSERT INTO {name} BY NAME SELECT * FROM incoming")  # noqa: S608
    connection.unregister("incoming")
    run(connection, "DELETE FROM catalog_state WHERE name = $name", name=name)
    run(connection, "INSERT INTO catalog_state VALUES ($name, $sha)", name=name, sha=sha256)


def _confirm(connection: duckdb.DuckDBPyConnection, entry: Entry, _: Material) -> None:
    report = entry.body["report"]
    _note_confirmed(connection, entry, report)
    settle(connection, report, is_known=True)


def _note_confirmed(connection: duckdb.DuckDBPyConnection, entry: Entry, report: int) -> None:
    who, moment = entry.who, entry.moment
    run(connection, CONFIRM, report=report, seq=entry.seq, moment=moment, who=who)


def _withdraw(connection: duckdb.DuckDBPyConnection, entry: Entry, _: Material) -> None:
    fields = {"seq": entry.seq, "moment": entry.moment, "who": entry.who}
    run(connection, WITHDRAW, **fields, **entry.body)
    settle(connection, entry.body["report"], is_known=False)


def _answer(connection: duckdb.DuckDBPyConnection, entry: Entry, _: Material) -> None:
    run(connection, ANSWER, who=entry.who, moment=entry.moment, **entry.body)


def _only_noted(connection: duckdb.DuckDBPyConnection, entry: Entry, _: Material) -> None:
    """A rebuild or a restore changes no table but the audit."""


def _keep_audit(connection: duckdb.DuckDBPyConnection, entry: Entry) -> None:
    report = entry.seq if entry.action == "import" else entry.body.get("report")
    run(
        connection,
        AUDIT,
        seq=entry.seq,
        moment=entry.moment,
        who=entry.who,
        action=entry.action,
        report=report,
        body=json.dumps(entry.body, ensure_ascii=False, sort_keys=True),
        hash=entry.hash,
    )


ACTIONS = {
    "import": _import,
    "confirm": _confirm,
    "withdraw": _withdraw,
    "answer": _answer,
    "rebuild": _only_noted,
    "restore": _only_noted,
    **personal.ACTIONS,
}
