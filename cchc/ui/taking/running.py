"""Any view taken as blocks: the dashboard runs it as it would for a reader, and nothing is drawn.

A run has a session of its own that begins at the view's address, so the page answers from its
parameters as it does for whoever opens the link; what it shows goes to the collection.
"""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

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
from cchc.exports.view import Block, Definition, Table, Tile, View, words_of
from cchc.languages import language, say
from cchc.ui import cached
from cchc.ui.address import address_of, parsed
from cchc.ui.choices import current_scope
from cchc.ui.language import NAME as LANGUAGE
from cchc.ui.methodology import definition
from cchc.ui.taking.collection import Collection, begin
from cchc.ui.taking.places import places_in
from cchc.vietnamese import VIETNAM

APP = Path(__file__).parents[3] / "app.py"
SCRIPTS = ScriptCache()
PIN = "luc"
STOP = ScriptRequestType.STOP


def blocks_of(
    address: str, *, version: int | None = None, site: str = "", with_places: bool = False
) -> View:
    """What the view at `address` ("xep-hang?chi_so=pci&nam=2013") shows, as blocks.

    `version`: the data version to show, where it is no longer the current one; `site`: where the
    dashboard is served, for the link. The link is pinned, so that it shows the same for ever.
    Words are in the language of the caller; `with_places`: also where each number stands.
    """
    page, choices = parsed(address)
    current = cached.store().version
    if version and version != current:
        choices = {PIN: str(version)} | choices
    asked = address_of("", choices | {LANGUAGE: language()}).lstrip("?")
    with ThreadPoolExecutor(max_workers=1) as apart:  # its thread has no session yet
        collection, definitions, places = apart.submit(_run, page, asked, with_places).result()
    known = int(choices[PIN]) if choices.get(PIN, "").isdecimal() else current
    pinned = address_of(page, choices | {PIN: str(known)})
    return View(
        title=collection.title,
        scope=" · ".join(part for part in (collection.scope, *collection.choices) if part),
        as_of=collection.as_of,
        version=known,
        address=pinned,
        link=f"{site.rstrip('/')}/{pinned}",
        blocks=tuple(collection.blocks),
        definitions=definitions,
        places=places,
        caveat=collection.caveat,
        made_on=datetime.now(VIETNAM).date(),
    )


def _run(page: str, query: str, with_places: bool) -> tuple[Collection, tuple, tuple]:
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
    blocks = collection.blocks
    places = places_in(blocks, current_scope().as_of) if with_places else ()
    return collection, tuple(definitions_in(blocks)), places


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


def definitions_in(blocks: Iterable[Block]) -> list[Definition]:
    """The indicators that the blocks name or whose numbers they hold, in the registry's order."""
    blocks = list(blocks)
    text = " ".join(map(words_of, blocks))
    codes = {code for block in blocks if isinstance(block, Table) for code in _codes(block)}
    known = list(cached.catalog().indicators)
    named = set()
    for indicator in sorted(known, key=lambda one: -len(one.name)):
        if indicator.name in text:  # the longest first: a name may stand within another
            named.add(indicator.code)
            text = text.replace(indicator.name, "")
    return [definition(one) for one in known if one.code in codes | named]


def _codes(table: Table) -> set[str]:
    """The indicators in a table's ways to the source."""
    links = table.rows["source"].dropna() if "source" in table.rows else []
    keys = (parsed(link)[1].get("so", "").split(";") for link in set(links) if "so=" in str(link))
    return {key[1] for key in keys if len(key) == 4}
