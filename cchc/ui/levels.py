"""What part of a unit a figure is of, in words."""

from cchc.languages import later, say

LEVEL_NAMES = {
    "country": later("cả nước"),
    "ministry": later("bộ, ngành"),
    "region": later("vùng"),
    "province_total": later("toàn tỉnh"),
    "province": later("cấp tỉnh"),
    "department_all": later("các sở, ngành"),
    "department": later("một sở, ngành"),
    "district_all": later("các huyện"),
    "district_total": later("toàn huyện"),
    "district": later("cấp huyện"),
    "below_province": later("huyện và xã"),
    "commune_all": later("các xã"),
    "commune": later("cấp xã"),
}


def level_name(level: str) -> str:
    """The part in words; empty for one that has none."""
    return say(LEVEL_NAMES.get(level, ""))
