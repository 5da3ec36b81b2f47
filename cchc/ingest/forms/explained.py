"""A heading as somebody has explained it."""

from cchc.catalog.form import ROLES, Column


def explained_column(heading: str, target: str) -> Column:
    """The column of an explanation: a code, code/breakdown, a role, or "" to leave it out."""
    if not target or target in ROLES:
        return Column(heading=heading, role=target or "ignored")
    code, _, breakdown = target.partition("/")
    return Column(heading=heading, indicator=code, breakdown=breakdown or None)
