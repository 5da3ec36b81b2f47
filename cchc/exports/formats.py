"""The forms in which views are taken away: what each is called, holds and how it is made."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module

from cchc.exports.view import View
from cchc.languages import later

OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True, kw_only=True)
class Format:
    """One form; its maker is imported when it is used, for the libraries are heavy."""

    code: str
    ending: str
    name: str
    says: str
    mime: str
    maker: str  # module:function

    def make(self, views: Sequence[View], *, title: str, notes: Sequence[str] = ()) -> bytes:
        """The file with the views in their order; `notes`: a sentence for each view."""
        module, _, function = self.maker.partition(":")
        make: Callable[..., bytes] = getattr(import_module(f"cchc.exports.{module}"), function)
        return make(views, title=title, notes=notes)


FORMATS = (
    Format(
        code="pptx", ending="pptx", name=later("Trình chiếu (PPTX)"),
        says=later("mỗi hình một trang, biểu đồ sửa được trong PowerPoint"),
        mime=f"{OFFICE}.presentationml.presentation", maker="slides:presentation",
    ),
    Format(
        code="docx", ending="docx", name=later("Phụ lục văn bản (DOCX)"),
        says=later("đúng thể thức, có đoạn văn sẵn, bảng và biểu đồ sửa được trong Word"),
        mime=f"{OFFICE}.wordprocessingml.document", maker="document:document",
    ),
    Format(
        code="xlsx", ending="xlsx", name=later("Bảng tính (XLSX)"),
        says=later("mỗi bảng, mỗi hình một trang tính, kèm nguồn từng số và định nghĩa"),
        mime=f"{OFFICE}.spreadsheetml.sheet", maker="workbook:workbook",
    ),
    Format(
        code="pdf", ending="pdf", name=later("Bản in (PDF)"),
        says=later("hình và bảng để in, đọc được khi in đen trắng"),
        mime="application/pdf", maker="paper:pdf",
    ),
    Format(
        code="png", ending="zip", name=later("Ảnh (PNG)"),
        says=later("mỗi hình một ảnh, có nguồn ở chân ảnh"),
        mime="application/zip", maker="paper:pictures",
    ),
    Format(
        code="csv", ending="csv", name=later("Bảng chữ cho Excel (CSV)"),
        says=later("dấu chấm phẩy, dấu phẩy thập phân, mở thẳng bằng Excel tiếng Việt"),
        mime="text/csv", maker="separated:for_excel",
    ),
    Format(
        code="may", ending="zip", name=later("Bảng chữ cho máy (CSV)"),
        says=later("dấu phẩy, dấu chấm thập phân, ngày theo ISO 8601"),
        mime="application/zip", maker="separated:for_programs",
    ),
)  # fmt: skip
