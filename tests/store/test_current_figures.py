"""Whatever is saved, confirmed and withdrawn: current is what a plain list of rules says."""

from hypothesis import given, settings
from hypothesis import strategies as st

from cchc.store import database, doctor
from cchc.store.applying import Material, apply
from cchc.store.coding import coded
from cchc.store.journal import Entry
from tests.store.samples import figure, report

KEYS = ("a", "b", "c")
REPORT = st.lists(st.tuples(st.sampled_from(KEYS), st.integers(0, 3)), max_size=4)
ACTION = st.one_of(
    st.tuples(st.just("save"), REPORT, st.booleans()),
    st.tuples(st.just("confirm"), st.integers(0, 7)),
    st.tuples(st.just("withdraw"), st.integers(0, 7)),
)
CURRENT = "SELECT indicator, value FROM current_figure ORDER BY ALL"
AS_OF = "SELECT indicator, value FROM figures_as_of($seq) ORDER BY ALL"


class Rules:
    """The current figures from the whole history, as slowly and plainly as can be."""

    def __init__(self):
        self.figures, self.confirmed, self.status = {}, [], {}

    def save(self, seq: int, figures: list, confirm: bool) -> None:
        self.figures[seq], self.status[seq] = figures, "draft"
        if confirm:
            self.confirm(seq)

    def confirm(self, report_id: int) -> None:
        self.confirmed.append(report_id)
        self.status[report_id] = "confirmed"

    def withdraw(self, report_id: int) -> None:
        self.confirmed = [one for one in self.confirmed if one != report_id]
        self.status[report_id] = "withdrawn"

    def current(self) -> list[tuple[str, float]]:
        """Later confirmations over earlier ones; within a report the first of a key."""
        found = {}
        for report_id in self.confirmed:
            found |= dict(reversed(self.figures[report_id]))
        return sorted(found.items())


def imported(seq: int, figures: list, confirm: bool) -> tuple[Entry, Material]:
    draft = report(*(figure(value, key, row=n) for n, (key, value) in enumerate(figures)))
    described = {"file": "x", "sha256": "", "sheet": None, "form": None, "agency": None}
    described |= {"start": None, "end": None}
    described |= {f"rows_{name}": 0 for name in ("read", "accepted", "rejected")}
    body = {"report": described, "figures": "", "findings": "", "catalog": {}, "choices": {}}
    material = Material(originals=None, coded=coded(draft.figures), findings=[])
    return entry(seq, "import", body | {"confirmed": confirm}), material


def entry(seq: int, action: str, body: dict) -> Entry:
    return Entry(seq=seq, at="2025-01-01T00:00:00+00:00", who="An", action=action, body=body)


def decided(rules: Rules, seq: int, action: tuple) -> tuple[Entry, Material | None] | None:
    """The entry of an action that the store would allow, with the rules told of it."""
    name, *what = action
    if name == "save":
        rules.save(seq, *what)
        return imported(seq, *what)
    candidates = [r for r, s in rules.status.items() if s == "draft" or name != "confirm"]
    candidates = [r for r in candidates if rules.status[r] != "withdrawn"]
    if not candidates:
        return None
    chosen = candidates[what[0] % len(candidates)]
    getattr(rules, name)(chosen)
    body = {"report": chosen} | ({"why": "sai"} if name == "withdraw" else {})
    return entry(seq, name, body), None


@given(st.lists(ACTION, max_size=8))
@settings(max_examples=25, deadline=None)
def test_current_and_as_of_follow_the_rules(actions):
    rules, history = Rules(), []
    with database.open_empty() as connection:
        for action in actions:
            made = decided(rules, len(history) + 1, action)
            if made is None:
                continue
            apply(connection, *made)
            history.append(rules.current())
            assert database.run(connection, CURRENT) == history[-1]
        for seq, expected in enumerate(history, 1):
            assert database.run(connection, AS_OF, seq=seq) == expected
        assert database.run(connection, doctor.RECOMPUTED) == [(True,)]
