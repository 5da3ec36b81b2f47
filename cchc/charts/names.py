"""Short names of units for marks and lines, with whose dossiers are counted where it matters."""

import pandas as pd

from cchc.agencies import Agencies
from cchc.languages import later, say

# Whose dossiers, where the name of the unit does not say it.
LEVEL_WORDS = {
    "province": later("cấp tỉnh"),
    "department_all": later("các sở, ngành"),
    "district_all": later("các huyện"),
    "below_province": later("huyện và xã"),
    "commune_all": later("các xã"),
    "district_total": later("toàn huyện"),
}
# The level at which a unit stands for the whole of itself.
WHOLE = {"province": "province_total", "district": "district", "commune": "commune"}


def with_short_names(
    frame: pd.DataFrame, agencies: Agencies, *, by_level: bool = False
) -> pd.DataFrame:
    """Adds `short`; `by_level` names the level too. Two units of one name keep their full label.

    Where all lie in one province, its name tells none of them apart and is left out.
    """
    names = {agency: agencies.get(agency).short for agency in set(frame["agency"])}
    pairs = frame[["agency", "series"]].drop_duplicates("series")
    alike = pairs["agency"].map(names).duplicated(keep=False)
    ambiguous = set(pairs.loc[alike, "agency"])
    home = _only_province(agencies, names)
    shown = {
        agency: agencies.label(agency) if agency in ambiguous else _name(agencies, agency, names)
        for agency in names
    }
    shorts = [_within(shown[agency], home) for agency in frame["agency"]]
    if by_level:
        levels = [agencies.get(agency).level for agency in frame["agency"]]
        shorts = [
            _at_level(short, own, counted)
            for short, own, counted in zip(shorts, levels, frame["level"], strict=True)
        ]
    return frame.assign(short=shorts)


def _only_province(agencies: Agencies, names: dict[str, str]) -> str:
    """The province that all of several units lie in, "" where there is more than one."""
    provinces = {agencies.province_of(agency) for agency in names}
    homes = {agencies.series(p)[-1] if p else None for p in provinces}
    home = homes.pop() if len(homes) == 1 and len(names) > 1 else None
    return agencies.get(home).short if home else ""


def _within(label: str, home: str) -> str:
    """ "Xã Vân Sa (Ngân Giang)" is "Xã Vân Sa" among units of Ngân Giang only."""
    if not home:
        return label
    return label.removesuffix(f" ({home})").replace(f", {home})", ")")


def _name(agencies: Agencies, agency: str, names: dict[str, str]) -> str:
    """Provinces by bare name; below them the kind and the province belong to the name."""
    is_plain = agencies.get(agency).level in ("province", "country", "region")
    return names[agency] if is_plain else agencies.label(agency)


def _at_level(short: str, own: str, counted: str) -> str:
    words = say(LEVEL_WORDS.get(counted, ""))
    return short if not words or WHOLE.get(own) == counted else f"{short} · {words}"
