"""A report of the illustrative province among real ones, told by the names that nobody else has."""

from cchc.catalog.agencies import load_agencies
from cchc.catalog.illustrative import FOLDER
from cchc.figures import Draft, Finding


def made_up_findings(draft: Draft) -> list[Finding]:
    """The error that says so, where nothing in a report is known but such names are in it."""
    strangers = {finding.agency for finding in draft.findings if finding.rule == "unknown_agency"}
    if len(draft.figures) or not strangers:
        return []
    agencies = load_agencies(FOLDER)
    if not strangers & {agency.name for agency in agencies if agency.level != "country"}:
        return []
    [*_, province] = agencies.valid_on(None, level="province")
    message = (
        f"Báo cáo này là của {province.name}, tỉnh minh họa không có thật, nên không nhập vào kho "
        "số liệu thật. Muốn xem thử, hãy dùng kho riêng: python -m cchc sample --illustrative."
    )
    return [Finding(rule="made_up", severity="error", message=message)]
