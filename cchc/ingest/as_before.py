"""What to say where a report is read as somebody explained an earlier one of its sender."""

from cchc.agencies import COUNTRY
from cchc.figures import Finding


def headings_as_before(headings: list[str]) -> Finding:
    """That headings were read so."""
    said = "; ".join(f"«{heading}»" for heading in headings)
    return Finding(
        rule="remembered_headings",
        severity="note",
        message=f"Hiểu {said} theo cách đã chọn cho báo cáo trước của đơn vị này; nếu mẫu đã đổi, "
        "hãy sửa cách hiểu cột.",
    )


def index_as_before(name: str, sender: str | None) -> Finding:
    """That an index was remembered; of a sender whom nothing names it is asked again."""
    return Finding(
        rule="remembered_index",
        severity="doubt" if sender in (None, COUNTRY) else "note",
        message=f"Hiểu bảng xếp hạng là {name} theo cách đã chọn cho tệp trước cùng tên; nếu không "
        "phải, hãy chọn lại chỉ số.",
    )
