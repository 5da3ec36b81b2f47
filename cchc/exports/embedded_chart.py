"""A native, editable chart within a Word document.

python-docx has none; the chart part that python-pptx makes is the same in both, with its workbook.
"""

from io import BytesIO

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from pptx import Presentation
from pptx.util import Emu

from cchc.charts.chart import Chart
from cchc.exports.figures import pages
from cchc.exports.paper import picture_alone
from cchc.exports.picture import is_picture
from cchc.exports.plot import Bars
from cchc.exports.slide_chart import add_bars, add_plot
from cchc.exports.text import clean

ROWS = 18  # of a chart on one page
HEIGHT = 0.5  # of its width
INLINE = (
    '<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<wp:inline><wp:extent cx="{width}" cy="{height}"/>'
    '<wp:docPr id="{number}" name="Hình {number}"/>'
    '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
    '<c:chart r:id="{link}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
)


def add_chart(paper, chart: Chart) -> None:
    """The chart in a paragraph of its own, as wide as the page; many rows on several pages."""
    section = paper.sections[-1]
    width = section.page_width - section.left_margin - section.right_margin
    if is_picture(chart.figure):
        paper.add_picture(BytesIO(picture_alone(chart.figure)), width=width)
        return
    for page in pages(chart.figure, ROWS):
        for panel in page:
            share = panel.span[1] - panel.span[0]
            _embed(paper, panel.drawn, width, int(width * HEIGHT * share), clean(chart.alt))


def _embed(paper, drawn, width: int, height: int, alt: str) -> None:
    slide = Presentation()
    slide = slide.slides.add_slide(slide.slide_layouts[6])
    box = (Emu(0), Emu(0), Emu(width), Emu(height))
    (add_bars if isinstance(drawn, Bars) else add_plot)(slide, drawn, box, alt=alt)
    made = slide.shapes[0].chart.part
    package = paper.part.package
    number = 1 + sum(part.content_type == CONTENT_TYPE.DML_CHART for part in package.iter_parts())
    book = _part(package, f"/word/embeddings/chart{number}.xlsx", CONTENT_TYPE.SML_SHEET,
                 made.chart_workbook.xlsx_part.blob)  # fmt: skip
    part = _part(package, f"/word/charts/chart{number}.xml", CONTENT_TYPE.DML_CHART, made.blob)
    part.rels.add_relationship(RELATIONSHIP_TYPE.PACKAGE, book, _link_of(made))
    link = paper.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
    drawing = parse_xml(INLINE.format(width=width, height=height, number=number, link=link))
    drawing.find(f".//{qn('wp:docPr')}").set("descr", alt)
    paper.add_paragraph().add_run()._r.append(drawing)


def _part(package, name: str, kind: str, blob: bytes) -> Part:
    return Part(PackURI(name), kind, blob, package)


def _link_of(made) -> str:
    """Under which name the chart knows its workbook."""
    return made._element.xpath("c:externalData/@r:id")[0]
