"""Whether a word could be Vietnamese: onset, rhyme and tone, as the spelling allows them.

This is how a wrong guess at an encoding gives itself away: read with the wrong table, hardly a
word is a possible syllable.
"""

import re
import unicodedata

_ONSETS = """
ngh ng nh gh gi kh ch ph th tr qu b c d đ g h k l m n p r s t v x
"""
_RHYMES = """
a ac ach ai am an ang anh ao ap at au ay ă ăc ăm ăn ăng ăp ăt â âc âm ân âng âp ât âu ây
e ec em en eng eo ep et ê êch êm ên ênh êp êt êu êng
i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu iê
o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on
ong oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
u ua uân uâng uât uây uc ue uê uêch uên uênh ui um un ung uôc uôi uôm uôn uông uôt up ut uơ uy uya
uych uyên uyêt uyn uynh uyp uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
y yêm yên yêng yêt yêu ya uô uâ uă uơn
"""
_SYLLABLE = re.compile(
    f"(?:{'|'.join(_ONSETS.split())})?"
    f"(?:{'|'.join(sorted(_RHYMES.split(), key=len, reverse=True))})"
)
_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_TONE_OVER_CONSONANT = re.compile("[b-df-hj-np-tv-xz][\u0300\u0301\u0303\u0309\u0323]")
_STOPPED = re.compile("(?:c|ch|p|t)$")  # such rhymes carry only sắc or nặng, or are typed bare
_SHARP_OR_HEAVY = {"\u0301", "\u0323"}
WORD = re.compile(r"[^\W\d_]+")


def is_syllable(word: str) -> bool:
    """Whether one word, in any case, is a possible Vietnamese syllable."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    tones = [mark for mark in decomposed if mark in _TONES]
    plain = unicodedata.normalize("NFC", "".join(m for m in decomposed if m not in _TONES))
    if len(tones) > 1 or _TONE_OVER_CONSONANT.search(decomposed) or not _SYLLABLE.fullmatch(plain):
        return False
    return not (tones and _STOPPED.search(plain) and tones[0] not in _SHARP_OR_HEAVY)


def marked_words(text: str) -> list[str]:
    """The words that carry a letter beyond ASCII, each spelling once."""
    return [word for word in set(WORD.findall(text)) if not word.isascii()]


def share_of_syllables(text: str) -> float:
    """Share of the marked words of a text that are possible syllables; 0 where there are none."""
    words = marked_words(unicodedata.normalize("NFC", text))
    return sum(map(is_syllable, words)) / len(words) if words else 0.0
