"""Blank forms to download, fill in and drop again."""

from io import BytesIO

import streamlit as st

from cchc.catalog.form import Form
from cchc.errors import CchcError
from cchc.ingest.choosing import chosen_agency
from cchc.ingest.forms.templates import write_template
from cchc.languages import say
from cchc.periods import parse_period
from cchc.ui import cached
from cchc.ui.replaying import open_box

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def ask_template() -> None:
    """One form, for an agency and a period if they are said."""
    box = open_box(st.expander, say("Tải mẫu biểu để điền"), key="templates")
    if not box:
        return
    with box:
        forms = {form.id: form for form in cached.reference().forms}
        chosen = st.selectbox(
            say("Mẫu"), list(forms), format_func=lambda code: forms[code].name, key="template-form"
        )
        agency = st.text_input(say("Đơn vị ghi sẵn"), key="template-agency").strip()
        period = st.text_input(
            say("Kỳ ghi sẵn"), key="template-period", placeholder=say("Quý III/2026")
        )
        try:
            data = template_bytes(forms[chosen], agency=agency, period=period.strip())
        except CchcError as error:
            st.warning(str(error))
            return
        st.download_button(
            say("Tải mẫu (.xlsx)"), data, f"mau_{chosen.replace('/', '-')}.xlsx", XLSX,
            key="template", on_click="ignore",
        )  # fmt: skip


def template_bytes(form: Form, *, agency: str = "", period: str = "") -> bytes:
    """The blank sheet of a form; CchcError where agency or period cannot be understood."""
    catalog = cached.reference()
    days = parse_period(period, calendar=form.calendar) if period else None
    found = chosen_agency(agency or None, catalog, on=days and days.end)
    name = catalog.agencies.get(found).name if found else ""
    file = BytesIO()
    write_template(form, file, agency=name, period=days)
    return file.getvalue()
