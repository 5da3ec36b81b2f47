"""What must hold in the lists of agencies; whoever edits them is told the line and the remedy."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache

from cchc.agencies import AGENCY_LEVELS, CODE_WIDTHS, COUNTRY, Agency, Lineage
from cchc.catalog.loading import Source
from cchc.errors import BadReferenceError
from cchc.figures import LEVELS
from cchc.naming.wording import Wording

LISTED_LEVELS = ("country", "region", "province", "district", "commune")
PARENT_LEVELS = {
    "country": (None,),
    "region": ("country",),
    "province": ("country",),
    "district": ("province",),
    "commune": ("district", "province"),
}
MUST_GO_ON = ("province", "commune")  # districts were abolished and went into nothing
DAY = timedelta(days=1)


def check_agency(agency: Agency, file: str, line: int) -> None:
    """One row by itself: its level, code, id, name and dates."""
    if agency.level not in LISTED_LEVELS:
        problem, remedy = f"cấp «{agency.level}» lạ", f"dùng {', '.join(LISTED_LEVELS)}"
        raise BadReferenceError(file, line, problem, remedy)
    width = CODE_WIDTHS.get(agency.level)
    if width and not (agency.code and agency.code.isdecimal() and len(agency.code) == width):
        problem = f"mã «{agency.code or ''}» của {agency.name} không đủ {width} chữ số"
        raise BadReferenceError(file, line, problem, "ghi cả các số 0 ở đầu")
    if agency.id != _id_due(agency):
        problem = f"id «{agency.id}» không theo quy tắc"
        raise BadReferenceError(file, line, problem, f"ghi {_id_due(agency)}")
    if width and not agency.name.startswith(f"{agency.type} "):
        problem = f"tên «{agency.name}» không bắt đầu bằng loại «{agency.type}»"
        raise BadReferenceError(file, line, problem, "ghi tên đầy đủ, ví dụ Xã Tân Thành")
    if agency.valid_from and agency.valid_to and agency.valid_from > agency.valid_to:
        problem = f"valid_from {agency.valid_from} sau valid_to {agency.valid_to}"
        raise BadReferenceError(file, line, problem, "sửa một trong hai ngày")


def _id_due(agency: Agency) -> str:
    """The id by the rule: the code, with the first day where it is known."""
    if agency.level == "country":
        return COUNTRY
    if agency.level == "region":
        return f"{COUNTRY}/{agency.name}"
    return f"{agency.code}.{_stamp(agency.valid_from)}" if agency.valid_from else agency.code


@cache
def _stamp(day: date) -> str:
    return f"{day:%Y%m%d}"


def check_parents(agencies: dict[str, Agency], file: str, lines: dict[str, int]) -> None:
    """All rows together: parents exist and overlap, no code names two agencies at a time."""
    by_code = defaultdict(list)
    for agency in agencies.values():
        parent = agencies.get(agency.parent)
        if agency.parent and parent is None:
            problem = f"không có đơn vị cha «{agency.parent}»"
            raise BadReferenceError(file, lines[agency.id], problem, "sửa cột parent")
        if (parent and parent.level) not in PARENT_LEVELS[agency.level]:
            problem = f"đơn vị cha «{agency.parent or ''}» không đúng cấp"
            raise BadReferenceError(file, lines[agency.id], problem, "sửa cột parent")
        if parent and not parent.overlaps(agency):
            problem = f"{agency.name} và đơn vị cha {parent.name} không cùng thời gian"
            remedy = "ghi đơn vị cha đang có vào ngày đầu của đơn vị này"
            raise BadReferenceError(file, lines[agency.id], problem, remedy)
        if agency.code:
            _check_alone(agency, by_code[agency.level, agency.code], file, lines)


def _check_alone(agency: Agency, others: list[Agency], file: str, lines: dict[str, int]) -> None:
    """No other agency of the code exists at the same time; the agency joins the others."""
    for other in others:
        if agency.overlaps(other):
            problem = f"mã {agency.code} cùng lúc là {other.name} (dòng {lines[other.id]})"
            remedy = "điền valid_to cho đơn vị trước, valid_from cho đơn vị sau"
            raise BadReferenceError(file, lines[agency.id], problem, remedy)
    others.append(agency)


def check_lineage(step: Lineage, agencies: dict[str, Agency], file: str, line: int) -> None:
    """The old one ends the day before, the new one exists on the day."""
    old, new = agencies[step.old], agencies[step.new]
    if not new.holds_on(step.date):
        problem = f"{new.name} ({step.new}) không có vào ngày {step.date}"
        raise BadReferenceError(file, line, problem, "sửa ngày hoặc mã đơn vị mới")
    ends_then = old.valid_to == step.date - DAY
    if not ends_then and (step.whole or not old.holds_on(step.date)):
        problem = f"{old.name} ({step.old}) không kết thúc vào ngày {step.date - DAY}"
        raise BadReferenceError(file, line, problem, "sửa ngày, hoặc valid_to của đơn vị cũ")


def check_successors(agencies: dict[str, Agency], lineage: Iterable[Lineage], file: str) -> None:
    """Whoever ended went somewhere: once and whole, or in parts."""
    steps = defaultdict(list)
    for step in lineage:
        steps[step.old].append(step)
    for agency in agencies.values():
        ways = steps.get(agency.id, [])
        if not ways and agency.valid_to and agency.level in MUST_GO_ON:
            problem = f"{agency.name} ({agency.id}) đã kết thúc mà không có đơn vị kế tục"
            raise BadReferenceError(file, None, problem, f"thêm dòng bắt đầu bằng {agency.id}")
        if len(ways) > 1 and any(step.whole for step in ways):
            problem = f"{agency.name} ({agency.id}) vào {len(ways)} đơn vị mà whole là true"
            raise BadReferenceError(file, None, problem, "ghi whole là false ở các dòng đó")


def check_scopes(wording: Wording, source: Source) -> None:
    """Scope phrases speak of levels and scopes that exist."""
    for nth, scope in enumerate(wording.scopes):
        if not set(scope.at) <= set(AGENCY_LEVELS) or not set(scope.at.values()) <= set(LEVELS):
            problem, remedy = f"at = {dict(scope.at)} lạ", f"dùng các cấp {', '.join(LEVELS)}"
            raise source.error("scope", "at", problem, remedy, nth=nth)
