"""Why a name was not taken for an agency, in sentences that say what to do."""

from typing import TYPE_CHECKING

from cchc.vietnamese import date_text

if TYPE_CHECKING:
    from cchc.agencies import Agencies, Agency
    from cchc.naming.matching import Question

SHOWN = 5  # agencies named in one sentence


def unknown(agencies: "Agencies", asked: "Question", near: "tuple[Agency, ...]") -> str:
    """No such name; those that agree without accents are offered."""
    sentence = f"Không có đơn vị «{asked.name.strip()}»{_frame(agencies, asked)}."
    if near:
        return f"{sentence} Bỏ dấu thì giống: {_listed(agencies, near)}. Hãy chọn đúng đơn vị."
    return f"{sentence} Hãy kiểm tra chính tả hoặc thêm tên gọi khác vào agency_aliases.csv."


def elsewhere(agencies: "Agencies", asked: "Question", found: "list[Agency]") -> str:
    """The name exists, but not in the place or at the level asked for."""
    sentence = f"Không có đơn vị «{asked.name.strip()}»{_frame(agencies, asked)}"
    known = f"; tên này có ở: {_listed(agencies, found)}" if found else ""
    return f"{sentence}{known}. Hãy kiểm tra tên và đơn vị báo cáo."


def not_then(asked: "Question", found: "tuple[Agency, ...]") -> str:
    """The agency did not exist on the day asked for."""
    spans = "; ".join(_span(agency) for agency in found[:SHOWN])
    return f"Ngày {date_text(asked.on)} không có «{asked.name.strip()}» ({spans})."


def ambiguous(agencies: "Agencies", asked: "Question", found: "tuple[Agency, ...]") -> str:
    """Several fit; says what would tell them apart."""
    sentence = f"«{asked.name.strip()}» có thể là: {_listed(agencies, found)}."
    first = found[0]
    if not all(agency.overlaps(first) for agency in found[1:]):
        return f"{sentence} Hãy cho biết thời điểm: địa giới các đơn vị này khác nhau."
    if len({agency.type for agency in found}) > 1:
        return f"{sentence} Hãy ghi rõ loại đơn vị (xã, phường, huyện, thành phố…)."
    return f"{sentence} Hãy ghi rõ thuộc huyện hoặc tỉnh nào."


def _frame(agencies: "Agencies", asked: "Question") -> str:
    place = f" trong {agencies.label(asked.within)}" if asked.within else ""
    level = {"province": " cấp tỉnh", "district": " cấp huyện", "commune": " cấp xã"}
    return level.get(asked.level or "", "") + place


def _listed(agencies: "Agencies", found) -> str:
    shown = [agencies.label(agency.id) for agency in found[:SHOWN]]
    return "; ".join(shown) + ("; …" if len(found) > SHOWN else "")


def _span(agency: "Agency") -> str:
    since = f"từ {date_text(agency.valid_from)} " if agency.valid_from else ""
    until = f"đến {date_text(agency.valid_to)}" if agency.valid_to else "đến nay"
    return f"{agency.name}: {since}{until}"
