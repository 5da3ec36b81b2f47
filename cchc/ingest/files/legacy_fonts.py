"""Vietnamese typed for the fonts of the 1990s: TCVN3 (ABC, .VnTime) and VNI (VNI-Times).

Both put Vietnamese letters on the codes of West European ones, so the bytes say nothing of it and
text reads "TiÕp nhËn" or "Tieáp nhaän". TCVN3 has one code a letter and no accented capitals
(the font .VnTimeH only draws them); VNI writes the vowel, then its marks as a second character.
"""

import re
import unicodedata
from functools import partial

from cchc.ingest.files.vietnamese_syllables import share_of_syllables

_TCVN3 = dict(
    zip(
        "¡¢£¤¥¦§¨©ª«¬\xad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)
_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT = "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"
_HAT, _BREVE, _HORN = "\u0302", "\u0306", "\u031b"
_VNI_MARKS = {
    "ù": _ACUTE, "ø": _GRAVE, "û": _HOOK, "õ": _TILDE, "ï": _DOT,
    "â": _HAT, "á": _HAT + _ACUTE, "à": _HAT + _GRAVE, "å": _HAT + _HOOK, "ã": _HAT + _TILDE,
    "ä": _HAT + _DOT,
    "ê": _BREVE, "é": _BREVE + _ACUTE, "è": _BREVE + _GRAVE, "ú": _BREVE + _HOOK,
    "ü": _BREVE + _TILDE, "ë": _BREVE + _DOT,
}  # fmt: skip
_VNI_LETTERS = {
    "ñ": "đ",
    "ô": "o" + _HORN,
    "ö": "u" + _HORN,
    "æ": "i" + _HOOK,
    "ó": "i" + _TILDE,
    "ò": "i" + _DOT,
    "î": "y" + _DOT,
}
_VNI_MARKS |= {mark.upper(): marks for mark, marks in _VNI_MARKS.items()}
_VNI_LETTERS |= {letter.upper(): plain.upper() for letter, plain in _VNI_LETTERS.items()}
_VNI_PAIR = re.compile(f"([AEOUYaeouyÔÖôö]?)([{''.join(_VNI_MARKS)}])|[{''.join(_VNI_LETTERS)}]")
_FIELD = re.compile(r'[^,;\t|"\r\n]+')
_CAPITALS_OF_A_HEADING = 3  # fewer prove nothing: "Hà" begins with a capital as well

SURE_SHARE = (
    0.8  # of the marked words must be syllables once converted; wrong tables stay below 0.5
)
WRONG_SHARE = 0.6  # and fewer than these while they are not


def from_tcvn3(text: str) -> str:
    """Text of a TCVN3 font in Unicode; a field all in capitals gets its accented capitals back."""
    return _FIELD.sub(_field_from_tcvn3, text)


def _field_from_tcvn3(found: re.Match) -> str:
    field = found[0]
    ascii_letters = [c for c in field if c.isascii() and c.isalpha()]
    converted = "".join(_TCVN3.get(c, c) for c in field)
    in_capitals = len(ascii_letters) >= _CAPITALS_OF_A_HEADING and all(
        map(str.isupper, ascii_letters)
    )
    return converted.upper() if in_capitals else converted


def from_vni(text: str) -> str:
    """Text of a VNI font in Unicode."""
    return unicodedata.normalize("NFC", _VNI_PAIR.sub(_letter_from_vni, text))


def _letter_from_vni(found: re.Match) -> str:
    letter = found[0]
    if len(letter) == 1:
        return _VNI_LETTERS.get(letter, letter)
    base = _VNI_LETTERS.get(found[1], found[1])
    return base + _VNI_MARKS[found[2]]


CONVERTERS = {"TCVN3 (ABC)": from_tcvn3, "VNI": from_vni}


def legacy_font_of(text: str) -> str | None:
    """ "TCVN3 (ABC)" or "VNI" where a text makes Vietnamese words only that way, else None."""
    if text.isascii() or share_of_syllables(text) >= WRONG_SHARE:
        return None
    shares = {font: share_of_syllables(convert(text)) for font, convert in CONVERTERS.items()}
    best = max(shares, key=partial(dict.__getitem__, shares))
    return best if shares[best] >= SURE_SHARE else None
