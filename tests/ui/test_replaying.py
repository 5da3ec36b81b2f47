"""What is drawn once is sent again as it was, wherever it stands, and its widgets live on."""

from collections import Counter

import pytest
from streamlit.testing.v1 import AppTest

from cchc.ui import replaying

DRAWN = Counter()  # how often a drawing was really made


@pytest.fixture(autouse=True)
def _nothing_is_kept():
    DRAWN.clear()
    replaying._drawings.clear()


def sections():
    """Two sentences in a container of their own, below a warning where the session has one."""
    import streamlit as st

    from cchc.ui.replaying import draw_or_replay
    from tests.ui.test_replaying import DRAWN

    def draw():
        DRAWN["section"] += 1
        with st.container():
            st.markdown("một")
            st.markdown("hai")

    if st.session_state.get("warned"):
        st.warning("trên")
    draw_or_replay("phần", draw)
    st.markdown("sau")


def texts(app: AppTest) -> list[str]:
    return [one.value for one in app.markdown]


def test_a_section_is_drawn_once_and_shown_to_every_reader():
    first, second = AppTest.from_function(sections).run(), AppTest.from_function(sections).run()
    assert texts(first) == texts(first.run()) == texts(second) == ["một", "hai", "sau"]
    assert DRAWN["section"] == 1


def test_what_stands_above_moves_it_down_and_covers_nothing():
    AppTest.from_function(sections).run()
    app = AppTest.from_function(sections)
    app.session_state["warned"] = True
    app.run()
    assert [one.value for one in app.warning] == ["trên"]
    assert texts(app) == ["một", "hai", "sau"]
    assert list(app.main.children) == [0, 1, 2]
    assert DRAWN["section"] == 1


def choices():
    """A choice whose value the script sets, as the address does, and what is chosen."""
    import streamlit as st

    from cchc.ui.replaying import draw_or_replay
    from tests.ui.test_replaying import DRAWN

    def picked():
        st.session_state["code"] = st.session_state["_code"]

    def draw():
        DRAWN[code] += 1
        st.text_input("Chọn", key="_code", on_change=picked)

    code = st.session_state.get("code", "a")
    st.session_state["_code"] = code
    draw_or_replay(f"chọn {code}", draw)
    st.markdown(st.session_state["_code"])


def test_a_widget_that_is_replayed_answers_and_calls_back():
    for _ in range(2):  # the second reader is sent what was drawn for the first
        app = AppTest.from_function(choices).run().run()
        assert app.text_input[0].value == "a"
        app.text_input[0].set_value("c").run()
        assert app.session_state["code"] == "c"
        assert texts(app.run()) == ["c"]
        app.text_input[0].set_value("b").run()
        assert (app.text_input[0].value, texts(app)) == ("b", ["b"])
    assert DRAWN == {"a": 1, "b": 1, "c": 1}


def test_each_reader_keeps_a_choice_of_their_own():
    one, other = AppTest.from_function(choices).run(), AppTest.from_function(choices).run()
    one.text_input[0].set_value("c").run()
    assert (texts(one.run()), texts(other.run())) == (["c"], ["a"])


def bound():
    """A choice that stands in the address."""
    import streamlit as st

    from cchc.ui.replaying import draw_or_replay
    from tests.ui.test_replaying import DRAWN

    def draw():
        DRAWN["bound"] += 1
        st.selectbox("Năm", [2023, 2024], index=None, key="tu", bind="query-params")

    draw_or_replay("năm", draw)


def test_what_one_address_is_corrected_to_is_told_to_no_other_reader():
    in_vain = AppTest.from_function(bound)
    in_vain.query_params["tu"] = "1066"
    in_vain.run()
    AppTest.from_function(bound).run()
    assert DRAWN["bound"] == 2
    AppTest.from_function(bound).run()
    assert DRAWN["bound"] == 2
    [kept] = replaying._drawings.values()
    assert {message.WhichOneof("type") for message in kept.messages} == {"delta"}


def told():
    """A choice whose words do not say its value: what the session sets must reach the browser."""
    import streamlit as st

    from cchc.ui.replaying import draw_or_replay
    from tests.ui.test_replaying import DRAWN

    def draw():
        DRAWN["told"] += 1
        st.text_input("Năm", key="tu")

    if st.session_state.get("lead"):
        st.session_state["tu"] = st.session_state.pop("lead")
    draw_or_replay("năm", draw)


def test_what_was_drawn_for_another_value_is_not_sent():
    AppTest.from_function(told).run()
    app = AppTest.from_function(told).run()
    assert DRAWN["told"] == 1
    app.session_state["lead"] = "2025"
    app.run()
    assert DRAWN["told"] == 2
    assert app.text_input[0].proto.set_value
    assert app.text_input[0].value == app.text_input[0].proto.value == "2025"


def failing():
    """A section that fails the first time."""
    from cchc.ui.replaying import draw_or_replay
    from tests.ui.test_replaying import DRAWN

    def draw():
        import streamlit as st

        DRAWN["failing"] += 1
        st.markdown("nửa")
        if DRAWN["failing"] == 1:
            raise ValueError("đứt giữa chừng")
        st.markdown("trọn")

    draw_or_replay("lỗi", draw)


def test_what_broke_off_is_not_kept():
    app = AppTest.from_function(failing).run()
    assert len(app.exception) == 1
    assert texts(app.run()) == texts(app.run()) == ["nửa", "trọn"]
    assert DRAWN["failing"] == 2


def boxes():
    """A box that asks to be filled only while it is open."""
    import streamlit as st

    from cchc.ui.replaying import open_box

    box = open_box(st.expander, "Thêm", key="box")
    if box:
        box.markdown("bên trong")


def test_a_box_is_filled_while_it_is_open():
    app = AppTest.from_function(boxes).run()
    assert texts(app) == []
    app.session_state["box"] = True
    assert texts(app.run()) == ["bên trong"]
    app.session_state["box"] = False
    assert texts(app.run()) == []


def rooms():
    """A container and two columns, filled with what the session says, below a warning or not."""
    import streamlit as st

    from cchc.ui.replaying import open_room

    if st.session_state.get("warned"):
        st.warning("trên")
    with open_room(st.container, horizontal=True, key="phòng"):
        st.markdown(st.session_state.get("said", "một"))
        with open_room(st.container):
            st.markdown("trong cùng")
    left, right = open_room(st.columns, [3, 2], gap="large")
    right.markdown("phải")
    with left:
        st.text_input("Chọn", key="trái")
        st.markdown(st.session_state["trái"])
    st.markdown("sau")


def head():
    """A title with a room beside it and words beneath; what the session says goes into the room."""
    import streamlit as st

    from cchc.ui.replaying import open_room

    def draw(title: str):
        with st.container(), st.container(horizontal=True):
            st.title(title)
            tools = st.container(key="tools")
        st.caption("dưới")
        return tools

    if st.session_state.get("warned"):
        st.warning("trên")
    with open_room(draw, "Tên"):
        st.markdown(st.session_state.get("said", "một"))
    st.markdown("sau")


def tree(node) -> list:
    """What stands in what, as a browser is told: kinds of blocks, and words."""
    if not hasattr(node, "children"):
        return [node.type, getattr(node, "value", "")]
    inner = [tree(node.children[place]) for place in sorted(node.children)]
    return [node.type, str(getattr(node, "proto", "")), inner]


def test_a_room_is_opened_as_it_was_and_filled_anew():
    first = AppTest.from_function(rooms).run()
    kept, drawn = len(replaying._drawings), tree(first.main)
    second = AppTest.from_function(rooms)
    second.session_state["said"] = "khác"
    second.run()
    assert len(replaying._drawings) == kept == 3
    assert texts(first) == ["một", "trong cùng", "", "phải", "sau"]
    assert texts(second) == ["khác", "trong cùng", "", "phải", "sau"]
    assert tree(first.run().main) == tree(AppTest.from_function(rooms).run().main) == drawn


def test_the_innermost_room_is_filled_with_what_each_reader_says():
    def run(**said) -> list:
        app = AppTest.from_function(head)
        for name, value in said.items():
            app.session_state[name] = value
        return tree(app.run().main)[2]

    drawn, again = run(), run()
    assert again == drawn
    assert "khác" in str(drawn).replace("một", "khác") == str(run(said="khác"))
    assert run(warned=True) == [["warning", "trên"], *drawn]
    assert len(replaying._drawings) == 1


def test_a_room_further_down_holds_what_it_held():
    AppTest.from_function(rooms).run()
    app = AppTest.from_function(rooms)
    app.session_state["warned"] = True
    app.run()
    assert [one.value for one in app.warning] == ["trên"]
    assert sorted(app.main.children) == [0, 1, 2, 3]
    app.text_input[0].set_value("giá trị").run()
    assert texts(app) == ["một", "trong cùng", "giá trị", "phải", "sau"]
