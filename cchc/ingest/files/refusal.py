"""What the reader says about a file, and how it stops reading one it must not or cannot read."""

from collections.abc import Sequence

from cchc.errors import CchcError
from cchc.figures import Finding


class RefusedError(CchcError):
    """The file cannot be read as it is; carries the finding that says why and what to do."""

    def __init__(self, *findings: Finding):
        super().__init__(" ".join(finding.message for finding in findings))
        self.findings = findings


def refuse(rule: str, message: str, *, where: str | None = None) -> RefusedError:
    """A refusal with one finding, ready to be raised."""
    return RefusedError(
        Finding(rule=rule, severity="error", message=_sentence(message), where=where)
    )


def doubt(rule: str, message: str, *, where: str | None = None, stated=None, expected=None):
    """A finding that somebody should look at before the table is trusted."""
    return Finding(
        rule=rule,
        severity="doubt",
        message=_sentence(message),
        where=where,
        stated=stated,
        expected=expected,
    )


def note(rule: str, message: str, *, where: str | None = None) -> Finding:
    """A finding worth knowing: what the reader did, and that nothing was lost by it."""
    return Finding(rule=rule, severity="note", message=_sentence(message), where=where)


def _sentence(message: str) -> str:
    """The message with a capital, where it begins with a place and not with a sheet's name."""
    is_place = message.startswith(("dòng ", "cột "))
    return message[:1].upper() + message[1:] if is_place else message


def listed(things: Sequence[str], *, most: int = 5, of: str = "dòng") -> str:
    """A few of many places or names, and how many more: "Sheet1, dòng 9, 12 và 3 dòng nữa"."""
    shown = [str(things[number]) for number in range(min(most, len(things)))]
    head, word, _ = shown[0].rpartition("dòng ")
    if word and all(place.startswith(head + word) for place in shown):
        shown[1:] = [place.removeprefix(head + word) for place in shown[1:]]
    more = f" và {len(things) - most} {of} nữa" if len(things) > most else ""
    return ", ".join(shown) + more
