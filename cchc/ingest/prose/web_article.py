"""The article of a web page: its densest block of text, without menus and counters."""

import re
from dataclasses import dataclass

from lxml import etree, html

from cchc.ingest.files.refusal import refuse
from cchc.ingest.prose.furniture import page_words

_BLOCKS = {
    "p", "div", "li", "br", "h1", "h2", "h3", "h4", "h5", "h6", "td", "tr", "section", "article",
    "blockquote",
}  # fmt: skip
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*>")
_ENOUGH = 0.5  # share of the text of the page below which a block is not yet the article


@dataclass(frozen=True)
class Article:
    """Lines of the article, the page's title, date and address lines, and its tables' HTML."""

    lines: tuple[str, ...]
    heads: tuple[str, ...]
    html: str
    has_tables: bool


def article_of(text: str) -> Article:
    """The article of an HTML page."""
    tree = _parsed(text)
    heads = _heads(tree)
    _drop_furniture(tree)
    body = tree.find("body") if tree.find("body") is not None else tree
    article = _article(body)
    tables = [t for t in article.iter("table") if _is_data(t)]
    markup = "".join(etree.tostring(t, encoding="unicode", with_tail=False) for t in tables)
    for table in tables:
        _remove(table)
    return Article(tuple(_lines(article)), heads, markup, bool(tables))


def _parsed(text: str):
    """The page as a tree; nothing it names is ever fetched."""
    parser = html.HTMLParser(no_network=True, huge_tree=False)
    try:
        return html.document_fromstring(_DECLARATION.sub("", text), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        message = "Trang web hỏng: hãy mở bằng trình duyệt rồi chép chữ của bài vào ô dán."
        raise refuse("E_BAD_DOCUMENT", message) from None


def _heads(tree) -> tuple[str, ...]:
    """Title, canonical address and date of publication, as the page declares them."""
    found = []
    title = tree.findtext(".//title")
    found += [f"source: {link.get('href')}" for link in tree.iter("link")
              if link.get("rel") == "canonical" and link.get("href")]  # fmt: skip
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or "").lower()
        value = meta.get("content") or ""
        if name == "og:url":
            found.append(f"source: {value}")
        if "published_time" in name and (day := re.match(r"(\d{4})-(\d\d)-(\d\d)", value)):
            found.append(f"Ngày đăng: {day[3]}/{day[2]}/{day[1]}")
    return tuple(([title.strip()] if title else []) + found)


def _drop_furniture(tree) -> None:
    words = page_words().html
    tags, names = set(words["tags"]), words["names"]
    for element in list(tree.iter()):
        if not isinstance(element.tag, str):
            _remove(element)
            continue
        label = " ".join((element.get("class") or "", element.get("id") or "")).lower()
        parts = set(re.split(r"[\s_-]+", label))
        hidden = "display:none" in (element.get("style") or "").replace(" ", "").lower()
        if (
            element.tag in tags
            or hidden
            or parts & set(names)
            and element.tag not in ("body", "html")
        ):
            _remove(element)


def _remove(element) -> None:
    """Take an element out, keeping the text behind it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _article(body):
    """The smallest block that still holds most of the running text."""
    whole = _weight(body)
    best = body
    while True:
        child = max((c for c in best if isinstance(c.tag, str)), key=_weight, default=None)
        if child is None or _weight(child) < _ENOUGH * whole or child.tag in ("p", "table", "span"):
            return best
        best = child


def _weight(element) -> int:
    """Letters of the paragraphs in it; short pieces are links and labels."""
    return sum(len(text) for text in _lines(element) if len(text) > 60)


def _lines(element) -> list[str]:
    """Text of the element, one line per block."""
    pieces: list[str] = []

    def walk(node) -> None:
        if not isinstance(node.tag, str):
            return
        is_block = node.tag in _BLOCKS
        if is_block:
            pieces.append("\n")
        pieces.append(re.sub(r"\s+", " ", node.text or ""))
        for child in node:
            walk(child)
            pieces.append(re.sub(r"\s+", " ", child.tail or ""))
        if is_block:
            pieces.append("\n")

    walk(element)
    return [line.strip() for line in "".join(pieces).split("\n") if line.strip()]


def _is_data(table) -> bool:
    """Whether a table holds data and not the layout of the page."""
    rows = [row for row in table.iter("tr") if row.getparent() is not None]
    numbers = sum(bool(re.search(r"\d", "".join(cell.itertext()))) for cell in table.iter("td"))
    return (
        len(rows) > 2
        and numbers > 5
        and table.find(".//table") is None
        and table.find(".//p//p") is None
    )
