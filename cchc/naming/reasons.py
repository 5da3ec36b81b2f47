"""Why a name was not taken for an agency, in sentences that say what to do."""

from cchc.agencies import Agencies, Agency
from cchc.naming.answers import Question
from cchc.vietnamese import date_text

SHOWN = 5  # agencies named in one sentence
_LEVEL = {"province": " cấp tỉnh", "district": " cấp huyện", "commune": " cấp xã"}


def unknown(agencies: Agencies, asked: Question, near: tuple[Agency, ...]) -> str:
    """No such name; those spelled nearly so are offered."""
    sentence = _missing(agencies, asked)
    if near:
        return f"{sentence}; gần giống: {_listed(agencies, near)}. Hãy chọn đúng đơn vị."
    return f"{sentence}. Hãy kiểm tra chính tả, hoặc thêm tên gọi khác vào agency_aliases.csv."


def elsewhere(agencies: Agencies, asked: Question, found: list[Agency]) -> str:
    """The name exists, but not in the place or at the level asked for."""
    sentence = _missing(agencies, asked)
    known = f"; tên này có ở: {_listed(agencies, found)}" if found else ""
    if found and asked.on and not any(agency.holds_on(asked.on) for agency in found):
        known = f"; {'; '.join(_span(agencies, agency) for agency in found[:SHOWN])}"
    return f"{sentence}{known}. Hãy kiểm tra tên và đơn vị báo cáo."


def frame_not_then(agencies: Agencies, asked: Question) -> str:
    """The agency in which the name is looked for did not exist on the day."""
    frame = agencies.get(asked.within)
    return (
        f"Ngày {date_text(asked.on)} không có {frame.name} này ({_span(agencies, frame)}); "
        f"không tìm «{asked.name.strip()}» trong đó được. Hãy kiểm tra kỳ và đơn vị báo cáo."
    )


def not_then(agencies: Agencies, asked: Question, found: tuple[Agency, ...]) -> str:
    """The agency did not exist on the day asked for."""
    spans = "; ".join(_span(agencies, agency) for agency in found[:SHOWN])
    return f"Ngày {date_text(asked.on)} không có «{asked.name.strip()}» ({spans})."


def ambiguous(agencies: Agencies, asked: Question, found: tuple[Agency, ...]) -> str:
    """Several fit; says what would tell them apart."""
    sentence = f"«{asked.name.strip()}» có thể là: {_listed(agencies, found)}."
    if not all(agency.overlaps(found[0]) for agency in found[1:]):
        return f"{sentence} Hãy cho biết thời điểm: địa giới các đơn vị này khác nhau."
    if len({agency.type for agency in found}) > 1:
        return f"{sentence} Hãy ghi rõ loại đơn vị (xã, phường, huyện, thành phố…)."
    return f"{sentence} Hãy ghi rõ thuộc huyện hoặc tỉnh nào."


def whose(asked: Question) -> str:
    """A scope or a department without the agency it belongs to."""
    return f"«{asked.name.strip()}» là của đơn vị nào? Hãy cho biết đơn vị báo cáo."


def _missing(agencies: Agencies, asked: Question) -> str:
    """ "Trong Tỉnh Lạng Sơn không có đơn vị cấp huyện tên «…»"."""
    named = f"đơn vị{_LEVEL.get(asked.level or '', '')} tên «{asked.name.strip()}»"
    return (
        f"Trong {agencies.label(asked.within)} không có {named}"
        if asked.within
        else f"Không có {named}"
    )


def _listed(agencies: Agencies, found) -> str:
    shown = [agencies.label(agency.id) for agency in found[:SHOWN]]
    return "; ".join(shown) + ("; …" if len(found) > SHOWN else "")


def _span(agencies: Agencies, agency: Agency) -> str:
    """ "Xã Tân Thành: đến 30/06/2025, sau đó thuộc Xã Phú Bình"."""
    since = f"từ {date_text(agency.valid_from)} " if agency.valid_from else ""
    until = f"đến {date_text(agency.valid_to)}" if agency.valid_to else "đến nay"
    heirs = [agencies.get(line.new).name for line in agencies.successors(agency.id)]
    then = f", sau đó thuộc {', '.join(heirs)}" if heirs and agency.valid_to else ""
    return f"{agency.name}: {since}{until}{then}"
