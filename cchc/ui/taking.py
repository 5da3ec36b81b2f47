"""Any view taken as blocks: the dashboard runs it as it would for a reader, and nothing is drawn.

A run has a session of its own that begins at the view's address, so the page answers from its
parameters as it does for whoever opens the link; what it shows goes to the collection.
"""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

from streamlit.runtime.fragment import MemoryFragmentStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import (
    RerunException,
    ScriptRunContext,
    StopException,
    add_script_run_ctx,
)
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.runtime.scriptrunner_utils.script_requests import (
    ScriptRequests,
    ScriptRequestType,
)
from streamlit.runtime.state import SafeSessionState, SessionState

from cchc.errors import CchcError
from cchc.exports.view import Tile, View
from cchc.languages import say
from cchc.ui import cached
from cchc.ui.collection import Collection, begin

APP = Path(__file__).parents[2] / "app.py"
SCRIPTS = ScriptCache()
PIN = "luc"
STOP = ScriptRequestType.STOP


def blocks_of(address: str, *, version: int | None = None, site: str = "") -> View:
    """What the view at `address` ("xep-hang?chi_so=pci&nam=2013") shows, as blocks.

    `version`: the data version to show, where it is no longer the current one; `site`: where the
    dashboard is served, for the link. The link is pinned, so that it shows the same for ever.
    """
    page, _, query = address.strip("/").partition("?")
    choices = dict(parse_qsl(query))
    current = cached.store().version
    if version and version != current:
        choices.setdefault(PIN, str(version))
    with ThreadPoolExecutor(max_workers=1) as apart:  # its thread has no session yet
        collection = apart.submit(_run, page, urlencode(choices)).result()
    known = int(choices[PIN]) if choices.get(PIN, "").isdecimal() else current
    pinned = f"{page}?{urlencode(choices | {PIN: str(known)})}"
    return View(
        title=collection.title,
        scope=" · ".join(part for part in (collection.scope, *collection.choices) if part),
        as_of=collection.as_of,
        version=known,
        address=pinned,
        link=f"{site.rstrip('/')}/{pinned}",
        blocks=tuple(collection.blocks),
    )


def _run(page: str, query: str) -> Collection:
    """Runs the dashboard at one page until it ends or stops itself."""
    collection, requests = begin(), ScriptRequests()
    context = _context(page, requests, collection)
    add_script_run_ctx(ctx=context)
    context.reset(query_string=query)
    code = SCRIPTS.get_bytecode(str(APP))
    try:
        exec(code, {"__name__": "__main__", "__file__": str(APP)})  # noqa: S102 (our own app.py)
    except StopException:
        pass
    except RerunException as elsewhere:
        raise CchcError(say("Không có trang «{page}».", page=page)) from elsewhere
    return collection


def _context(page: str, requests: ScriptRequests, collection: Collection) -> ScriptRunContext:
    """A session of its own at `page`; what it would send to a browser is heard here."""
    pages = PagesManager(str(APP), SCRIPTS)
    pages.set_script_intent("", page)

    def hear(message) -> None:
        asked = requests.on_scriptrunner_yield()
        if asked:  # the page stopped itself, or sent the reader elsewhere
            raise StopException if asked.type == STOP else RerunException(asked.rerun_data)
        if collection.title and message.WhichOneof("type") == "delta":
            _note(message.delta.new_element, collection)

    return ScriptRunContext(
        session_id="taking",
        _enqueue=hear,
        query_string="",
        session_state=SafeSessionState(SessionState(), lambda: None),
        uploaded_file_mgr=MemoryUploadedFileManager("/taking"),
        main_script_path=str(APP),
        user_info={},
        fragment_storage=MemoryFragmentStorage(),
        pages_manager=pages,
        script_requests=requests,
    )


def _note(element, collection: Collection) -> None:
    """Headings, sentences and single numbers that a page shows by itself."""
    kind = element.WhichOneof("type")
    if kind == "heading":
        collection.heading = element.heading.body
    elif kind == "markdown":
        collection.say(element.markdown.body)
    elif kind == "alert":
        collection.say(f"{element.alert.title}\n{element.alert.body}")
    elif kind == "metric":
        metric = element.metric
        lines = (metric.delta,) if metric.delta else ()
        collection.show(Tile(label=metric.label, value=metric.body, lines=lines))
