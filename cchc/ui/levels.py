"""What part of a unit a figure is of, in words."""

LEVEL_NAMES = {
    "country": "cả nước", "ministry": "bộ, ngành", "region": "vùng", "province_total": "toàn tỉnh",
    "province": "cấp tỉnh", "department_all": "các sở, ngành", "department": "một sở, ngành",
    "district_all": "các huyện", "district_total": "toàn huyện", "district": "cấp huyện",
    "below_province": "huyện và xã", "commune_all": "các xã", "commune": "cấp xã",
}  # fmt: skip
