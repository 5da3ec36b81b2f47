"""What stands beneath everything that is taken away: filters, definition, source, version, link."""

from cchc.exports.text import clean
from cchc.exports.view import Block, Drawing, View
from cchc.languages import say
from cchc.vietnamese import date_text

MOST_DEFINED = 2  # of one block, where there is little room


def footer(view: View, block: Block | None = None) -> list[str]:
    """The lines, each a sentence; with a block, of its indicators and its source."""
    return [line for line in (*_about(view, block), *_from(view, block)) if line]


def _about(view: View, block: Block | None) -> list[str]:
    found = view.definitions_of(block) if block else list(view.definitions)
    said = [defined(one) for one in found[:MOST_DEFINED]] if block else []
    return [view.caveat, say("Phạm vi: {scope}.", scope=clean(view.scope)), *said]


def defined(one) -> str:
    """ "Tỷ lệ …: A ÷ B × 100 (Quyết định …)." in one sentence."""
    basis = f" ({clean(one.legal_basis, most=160)})" if one.legal_basis else ""
    return f"{one.name}: {clean(one.formula or one.note or one.nature, most=320)}{basis}."


def _from(view: View, block: Block | None) -> list[str]:
    source = block.source if isinstance(block, Drawing) else ""
    made = say("Lập ngày {day}", day=date_text(view.made_on))
    version = say("bản số liệu {n}", n=view.version)
    as_of = view.as_of if str(view.version) in view.as_of else f"{view.as_of}, {version}"
    return [clean(source), f"{as_of}. {made}. {view.link}"]


def in_short(lines: list[str], view: View) -> list[str]:
    """The lines in two: the caveat, and all the rest, for where there is little room."""
    rest = " ".join(line for line in lines if line != view.caveat)
    return [line for line in (view.caveat, rest) if line]
