"""Short names of units for marks and lines, with whose dossiers are counted where it matters."""

import pandas as pd

from cchc.agencies import Agencies

# Whose dossiers, where the name of the unit does not say it.
LEVEL_WORDS = {
    "province": "cấp tỉnh",
    "department_all": "các sở, ngành",
    "district_all": "các huyện",
    "below_province": "huyện và xã",
    "commune_all": "các xã",
    "district_total": "toàn huyện",
}
# The level at which a unit stands for the whole of itself.
WHOLE = {"province": "province_total", "district": "district", "commune": "commune"}


def with_short_names(
    frame: pd.DataFrame, agencies: Agencies, *, by_level: bool = False
) -> pd.DataFrame:
    """Adds `short`; `by_level` names the level too. Two units of one name keep their full label."""
    names = {agency: agencies.get(agency).short for agency in set(frame["agency"])}
    pairs = frame[["agency", "series"]].drop_duplicates("series")
    alike = pairs["agency"].map(names).duplicated(keep=False)
    ambiguous = set(pairs.loc[alike, "agency"])
    shorts = [
        agencies.label(agency) if agency in ambiguous else _name(agencies, agency, names)
        for agency in frame["agency"]
    ]
    if by_level:
        levels = [agencies.get(agency).level for agency in frame["agency"]]
        shorts = [
            _at_level(short, own, counted)
            for short, own, counted in zip(shorts, levels, frame["level"], strict=True)
        ]
    return frame.assign(short=shorts)


def _name(agencies: Agencies, agency: str, names: dict[str, str]) -> str:
    """Provinces by bare name; below them the kind and the province belong to the name."""
    is_plain = agencies.get(agency).level in ("province", "country", "region")
    return names[agency] if is_plain else agencies.label(agency)


def _at_level(short: str, own: str, counted: str) -> str:
    words = LEVEL_WORDS.get(counted)
    return short if not words or WHOLE.get(own) == counted else f"{short} · {words}"
