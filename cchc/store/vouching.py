"""Who may vouch, and for what: not over news, where asked not alone, and never without words.

An office that wants two people for every report sets CCHC_TWO_PEOPLE=1: then who brought a report
in cannot be who makes its figures current, however it is asked. A process with CCHC_READ_ONLY=1
decides nothing at all: `serve --read-only`, for a link that many have.
"""

import os

import pyarrow as pa

from cchc.errors import StoreError
from cchc.store.reading import Reader
from cchc.store.reading import rows as as_rows
from cchc.store.records import ReportRow
from cchc.vietnamese import fold, moment_text

DEMAND = "CCHC_TWO_PEOPLE"
READ_ONLY = "CCHC_READ_ONLY"
DECIDED = """
SELECT id, file, confirmed_by, confirmed_at, withdrawn_by, withdrawn_at, withdrawn_seq FROM report
WHERE (confirmed_seq > $seen OR (withdrawn_seq > $seen AND confirmed_seq IS NOT NULL))
  AND id <> $own
ORDER BY greatest(confirmed_seq, withdrawn_seq) DESC
"""
SHARES = """
SELECT 1 FROM figure WHERE report_id = $report
  AND agency IN (SELECT unnest($agencies)) AND indicator IN (SELECT unnest($indicators))
  AND "from" IN (SELECT unnest($starts)) AND "to" IN (SELECT unnest($ends)) LIMIT 1
"""


class OvertakenError(StoreError):
    """Between seeing and deciding somebody else decided about the same agency and period."""


def require_words(text: str, what: str) -> str:
    """The text without spaces around it; refuses one that says nothing."""
    if not text.strip():
        raise StoreError(f"Hãy ghi {what}.")
    return text.strip()


def is_read_only() -> bool:
    """Whether this process only reads, whatever the folder allows."""
    return os.environ.get(READ_ONLY) == "1"


def require_writable() -> None:
    """Refuses every decision where this process only reads."""
    if is_read_only():
        raise StoreError("Bảng theo dõi này chỉ để xem: không ghi được gì vào kho từ đây.")


def two_people_are_needed() -> bool:
    """Whether this office wants a second person for every report."""
    return os.environ.get(DEMAND) == "1"


def require_second_person(report: ReportRow, who: str) -> None:
    """Refuses that a person confirms what the same person brought in, where the office asks."""
    if two_people_are_needed() and fold(who) == fold(report.who):
        raise StoreError(
            f"Báo cáo số {report.id} do {report.who} nhập; đơn vị yêu cầu người thứ hai xác nhận."
        )


def require_unchanged(reader: Reader, figures: pa.Table, *, seen: int, own: int = 0) -> None:
    """Refuses where a report about the same came or went after version `seen`."""
    if reader.folder.pointer().version == seen:
        return
    for decided in reader.ask(DECIDED, {"seen": seen, "own": own}, as_rows):
        if reader.ask(SHARES, {"report": decided["id"], **_about(figures)}, as_rows):
            raise OvertakenError(_overtaken(decided, seen))


def _about(figures: pa.Table) -> dict[str, list]:
    """Whose figures they are, which and for when."""
    columns = {"agencies": "agency", "indicators": "indicator", "starts": "from", "ends": "to"}
    return {name: figures[column].unique().to_pylist() for name, column in columns.items()}


def _overtaken(decided: dict, seen: int) -> str:
    """Which report it was, who decided and when."""
    is_gone = (decided["withdrawn_seq"] or 0) > seen
    done = "rút" if is_gone else "xác nhận"
    who = decided["withdrawn_by" if is_gone else "confirmed_by"]
    moment = decided["withdrawn_at" if is_gone else "confirmed_at"]
    return (
        f"Trong lúc xem, báo cáo số {decided['id']} «{decided['file']}» cùng đơn vị, cùng kỳ đã "
        f"được {who} {done} lúc {moment_text(moment)}. Hãy xem lại phần khác với kho rồi xác nhận."
    )
