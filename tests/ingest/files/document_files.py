"""Small documents made on the spot: Word, PDF with text, PDF of a scan."""

import io

from docx import Document as WordDocument


def word(*blocks: str | list[list[str]]) -> bytes:
    """A .docx of paragraphs and, for lists of rows, tables."""
    made = WordDocument()
    for block in blocks:
        if isinstance(block, str):
            made.add_paragraph(block)
            continue
        table = made.add_table(rows=len(block), cols=len(block[0]))
        for row, texts in zip(table.rows, block, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def pdf(*pages: list[str]) -> bytes:
    """A PDF with the lines of each page in a font that maps its codes to Unicode."""
    letters = sorted({letter for page in pages for line in page for letter in line})
    codes = {letter: n for n, letter in enumerate(letters, 1)}
    objects = ["", "", _font(), _to_unicode(codes), _described()]
    kids = []
    for page in pages:
        shown = " T* ".join(f"<{''.join(f'{codes[c]:04x}' for c in line)}> Tj" for line in page)
        content = f"BT /F1 12 Tf 14 TL 50 780 Td {shown} ET"
        objects.append(_stream(content))
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents "
            f"{len(objects)} 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[0] = "<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    return _file(objects)


def _font() -> str:
    return (
        "<< /Type /Font /Subtype /Type0 /BaseFont /Times /Encoding /Identity-H "
        "/DescendantFonts [5 0 R] /ToUnicode 4 0 R >>"
    )


def _described() -> str:
    return (
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Times /DW 600 "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
    )


def _to_unicode(codes: dict[str, int]) -> str:
    rows = "\n".join(f"<{code:04x}> <{ord(letter):04x}>" for letter, code in codes.items())
    return _stream(
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{rows}\nendbfchar\nendcmap end end"
    )


def _stream(content: str) -> str:
    return f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"


def _file(objects: list[str]) -> bytes:
    parts, places = ["%PDF-1.4\n"], []
    for number, text in enumerate(objects, 1):
        places.append(sum(map(len, parts)))
        parts.append(f"{number} 0 obj\n{text}\nendobj\n")
    start = sum(map(len, parts))
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    parts.append(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}")
    parts.append(f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF")
    return "".join(parts).encode("ascii")
