"""What the session of this run holds, read and set by the shortest way.

`st.session_state` counts each use of itself, and with each looks whether the run is to end: of a
rerun that asks a hundred times a sixth. A run that is outrun ends at the next thing it draws.
"""

from typing import Any

from streamlit.runtime.state import get_session_state


def held(name: str, default: Any = None) -> Any:
    """As `st.session_state.get(name, default)`."""
    session = get_session_state()
    with session._lock:
        try:
            return session._state[name]
        except KeyError:
            return default


def hold(name: str, value: Any) -> None:
    """As `st.session_state[name] = value`."""
    get_session_state()[name] = value
