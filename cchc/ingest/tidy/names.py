"""What a row calls its agency, and what that was taken for."""

from dataclasses import dataclass, replace

from cchc.figures import Severity


@dataclass(frozen=True, kw_only=True)
class RowName:
    """What a row says about its agency, as printed; `of` is how many were ranked."""

    unit: str | None = None
    province: str | None = None
    level: str | None = None
    code: str | None = None
    block: str | None = None
    breakdown: str | None = None
    rest: str | None = None  # what the period cell says besides the period
    of: int | None = None


@dataclass(frozen=True, kw_only=True)
class Problem:
    """What is wrong or doubtful about a name: a finding that lacks only its place."""

    rule: str
    severity: Severity
    role: str
    printed: str | None
    message: str
    expected: str | None = None


@dataclass(frozen=True, kw_only=True)
class Named:
    """The agency of a row, or None with the problem; `printed` where the name says more."""

    agency: str | None = None
    level: str | None = None
    breakdown: str | None = None
    printed: str | None = None
    problems: tuple[Problem, ...] = ()

    def with_problem(self, *problems: Problem) -> "Named":
        """The same with more problems."""
        return replace(self, problems=self.problems + problems)


def problem(rule: str, severity: Severity, role: str, printed: str | None, message: str) -> Problem:
    return Problem(rule=rule, severity=severity, role=role, printed=printed, message=message)
