"""Tải về: what is on the screen, or a whole agenda, as files. Made when somebody asks for one."""

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from cchc.exports.formats import FORMATS, Format
from cchc.exports.text import file_name
from cchc.languages import language, say, speaking
from cchc.ui import cached
from cchc.ui.address import address_of, view_on_screen
from cchc.ui.choices import current_scope
from cchc.ui.links.sharing import site
from cchc.ui.replaying import open_box

OF_THE_FRAME = {"dv", "tu", "den", "buoc", "nhin", "luc"}


def show_downloads(title: str) -> None:
    """The button in the head; what it holds is drawn when it is opened."""
    popover = open_box(st.popover, say("Tải về"), key="download")
    if popover:
        with popover:
            page, choices = view_on_screen()
            st.markdown(say("Đúng những gì đang xem, kèm phạm vi, định nghĩa, nguồn và đường dẫn."))
            offer(
                [address_of(page, choices)],
                version=current_scope().as_of or cached.version(),
                title=title,
                key="screen",
                name=_name(page, choices),
            )


def _name(page: str, choices: Mapping[str, str]) -> str:
    """ "xep-hang-pci-2013": the page and its own choices; units are codes nobody reads."""
    own = [code for name, code in choices.items() if name not in OF_THE_FRAME]
    return file_name(page, *own, ending="")


def offer(
    addresses: Sequence[str],
    *,
    version: int,
    title: str,
    key: str,
    name: str = "",
    notes: Sequence[str] = (),
) -> None:
    """A button for each form of the views at `addresses`, all of one data version.

    `notes`: a sentence for each view; `name`: how the files are called, else by the title.
    """
    for form in FORMATS:
        st.download_button(
            f"**{say(form.name)}**: {say(form.says)}",
            partial(
                _made, form, tuple(addresses), version, title, tuple(notes), site(), language()
            ),
            file_name=file_name(name or title, ending=form.ending),
            mime=form.mime,
            key=f"download-{key}-{form.code}",
            on_click="ignore",
            type="tertiary",
        )


def _made(
    form: Format,
    addresses: tuple[str, ...],
    version: int,
    title: str,
    notes: tuple[str, ...],
    served_at: str,
    reads: str,
) -> bytes:
    """The file; runs in a thread of its own, while the page stays alive."""
    from cchc.ui.taking.running import blocks_of  # and with it the pages: only who downloads pays

    with speaking(reads):
        has_places = form.code == "xlsx"
        views = [
            blocks_of(address, version=version, site=served_at, with_places=has_places)
            for address in addresses
        ]
        return form.make(views, title=title, notes=notes)
