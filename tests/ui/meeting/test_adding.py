"""What is clicked before the page is drawn again is done with what was chosen by then."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from cchc.store.records import Slide
from cchc.store.versions import Store
from cchc.ui import cached

SLIDES = (Slide(title="Hạng", address="xep-hang?nam=2013"),)


@pytest.fixture
def store(tmp_path, monkeypatch) -> Store:
    """The store of this dashboard, with two meetings that were planned."""
    monkeypatch.setenv("CCHC_STORE", str(tmp_path / "store"))
    for day, title in ((7, "Giao ban"), (8, "Chuyên đề")):
        cached.store().meetings.add(title, date(2025, 10, day), 7, SLIDES, "An")
    return cached.store()


def sharing():
    """The page «Đúng hạn», of one province, to be added to a meeting."""
    from cchc.ui.meeting.adding import ask_agenda
    from cchc.ui.signing import ask_name

    ask_name("share")
    ask_agenda("Đúng hạn", "dung-han?dv=20&luc=7")


def views():
    """A meeting with the kept views that may come next."""
    from cchc.ui import cached
    from cchc.ui.meeting.agendas import _ask_slide

    _ask_slide(cached.store().meetings.agendas()[0])


def test_a_page_goes_to_the_meeting_of_the_moment_by_who_signed_at_that_moment(store):
    app = AppTest.from_function(sharing).run()
    assert app.selectbox(key="share-agenda").value == 2  # the latest one
    app.text_input(key="name-share").set_value("Bình")
    app.selectbox(key="share-agenda").set_value(1)
    app.button(key="share-add").click().run()
    slides = {agenda.title: agenda.slides for agenda in store.meetings.agendas()}
    added = [slide.address for slide in slides["Giao ban"]]
    assert added == ["xep-hang?nam=2013", "dung-han?dv=20"]
    assert slides["Chuyên đề"] == SLIDES
    assert store.meetings.agenda(1).changed_by == "Bình"
    said = "Đã thêm vào «Giao ban». Xem ở trang Họp."
    assert [app.caption[0].value, app.run().caption[0].value] == [said, said]


def test_the_next_slide_is_the_view_of_the_moment(store):
    for title, address in (("Tổng quan", ""), ("Bản đồ", "ban-do?nam=2013")):
        store.views.keep(title, address, "An")
    app = AppTest.from_function(views).run()
    earlier = min(view.id for view in store.views.all())
    app.selectbox(key="slide-view").set_value(earlier)
    app.button(key="slide-add").click().run()
    latest = cached.store().meetings.agendas()[0]
    assert [slide.title for slide in latest.slides] == ["Hạng", "Tổng quan"]
