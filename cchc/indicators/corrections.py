"""The log of corrections: what was revised, mended, answered or withdrawn, by whom and why."""

import json
from collections.abc import Iterator

import pandas as pd

from cchc.indicators.cards import ANSWERS
from cchc.languages import later, say
from cchc.store.versions import Store

COLUMNS = ("moment", "what", "report_id", "file", "said", "who")
DECISIONS = """
SELECT a.recorded_at AS moment, a.action, a.report_id, r.file, a.who, a.body, f.message
FROM audit a JOIN report r ON r.id = a.report_id
LEFT JOIN finding f ON a.action = 'answer' AND f.report_id = a.report_id
     AND f.n = json_extract(a.body, '$.n')::INTEGER
WHERE a.action IN ('withdraw', 'answer')
"""
CHANGES = """
SELECT r.confirmed_at AS moment, f.rule, r.id AS report_id, r.file, r.confirmed_by AS who, f.message
FROM finding f JOIN report r ON r.id = f.report_id
WHERE f.rule IN ('revised', 'edited') AND r.confirmed_at IS NOT NULL
"""
CHANGED = {"revised": later("Số mới thay số cũ"), "edited": later("Sửa ô khi nhập")}


def corrections(store: Store) -> pd.DataFrame:
    """One row per correction, the newest first: COLUMNS; `moment` is UTC without a zone."""
    if not store.version:
        return pd.DataFrame(columns=COLUMNS)
    rows = [*_decisions(store), *_changes(store)]
    found = pd.DataFrame(rows, columns=COLUMNS)
    return found.sort_values("moment", ascending=False, kind="stable", ignore_index=True)


def _decisions(store: Store) -> Iterator[tuple]:
    for row in store.query(DECISIONS).to_dict("records"):
        body = json.loads(row["body"])
        if row["action"] == "withdraw":
            what, said = say("Rút báo cáo"), body["why"]
        else:
            what = say(ANSWERS.get(body["answer"], body["answer"]))
            said = f"{body['reason']} ({row['message']})"
        yield row["moment"], what, row["report_id"], row["file"], said, row["who"]


def _changes(store: Store) -> Iterator[tuple]:
    for row in store.query(CHANGES).to_dict("records"):
        what = say(CHANGED[row["rule"]])
        yield row["moment"], what, row["report_id"], row["file"], row["message"], row["who"]
