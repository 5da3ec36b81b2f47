"""One reader with a browser of their own, who notes every complaint and every foreign request."""

from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe

STILL = 200  # milliseconds without a change; a click is answered sooner, and changes at once
# The script has run, nothing is left over from before, and every chart has its picture (charts load
# when needed).
DRAWN = """
document.querySelector('[data-testid="stApp"][data-test-script-state="notRunning"]') &&
!document.querySelector('[data-stale=true], [data-testid$=Skeleton]') &&
[...document.querySelectorAll('.stPlotlyChart')].every(chart => chart.querySelector('.main-svg'))
"""
DESK, PHONE = (1440, 900), (390, 844)
# On a deep link Streamlit asks first whether it is served under that path; the 404 is its answer.
PROBES = ("/_stcore/health", "/_stcore/host-config")


class Visitor:
    """A page of the shared browser: a session of its own; only what was downloaded is shared.

    A tab that somebody has left still has the page's program: a new one takes twice as long.
    """

    def __init__(
        self, context, base: str, *, size: tuple[int, int] = DESK, dark: bool = False, tab=None
    ):
        self.base = base
        self.page = tab or context.new_page()
        self.page.set_viewport_size({"width": size[0], "height": size[1]})
        self.page.emulate_media(color_scheme="dark" if dark else "light")
        self.complaints: list[str] = []
        self.foreign: list[str] = []
        self._is_taught = False
        self._listeners = {
            "console": self._listen, "pageerror": self._complain,
            "request": self._watch, "websocket": self._watch,
        }  # fmt: skip
        for event, listener in self._listeners.items():
            self.page.on(event, listener)

    def teach(self, script: str) -> None:
        """Runs a script before each page from now on: nobody else may have this tab."""
        self.page.add_init_script(script)
        self._is_taught = True

    def leave(self):
        """The tab for another reader; None where it is not as a new one."""
        for event, listener in self._listeners.items():
            self.page.remove_listener(event, listener)
        if self._is_taught:
            self.page.close()
            return None
        self.page.evaluate("sessionStorage.clear()")
        self.page.goto("about:blank")
        return self.page

    def _complain(self, error) -> None:
        self.complaints.append(str(error))

    def _listen(self, message) -> None:
        is_probe = urlsplit(message.location.get("url", "")).path.endswith(PROBES)
        if message.type == "error" and not is_probe:
            self.complaints.append(message.text)

    def _watch(self, request) -> None:
        host = urlsplit(request.url)
        is_ours = host.netloc == urlsplit(self.base).netloc or host.scheme in ("data", "blob")
        if not is_ours:
            self.foreign.append(request.url)

    def go(self, path: str) -> None:
        """Opens an address of the dashboard and waits until it is drawn."""
        self.page.goto(self.base + path if path.startswith("/") else path)
        self.settle()

    def settle(self) -> None:
        """Until the script has run and what it drew stands still."""
        self.page.evaluate("lastChange = performance.now()")  # what was just done may take a while
        is_still = f"!isAsked && performance.now() - lastChange > {STILL}"
        self.page.wait_for_function(f"{is_still} && {DRAWN}", timeout=60_000)

    @property
    def address(self) -> str:
        """What a person would copy."""
        return self.page.url

    @property
    def title(self) -> str:
        """The one first-level heading."""
        headings = self.page.locator("h1")
        assert headings.count() == 1
        return headings.inner_text()

    @property
    def findings(self) -> list[str]:
        """The headings of the page beneath its title."""
        texts = self.page.locator('[data-testid="stMain"] h3').all_inner_texts()
        return [text.replace("\xa0", " ") for text in texts]

    @property
    def text(self) -> str:
        """All that is to be read beside the sidebar."""
        return self.page.locator('[data-testid="stMain"]').inner_text().replace("\xa0", " ")

    def alerts(self) -> list[str]:
        """Notices, warnings and errors on the page."""
        return self.page.locator('[data-testid="stAlert"]').all_inner_texts()

    def open_list(self, label: str) -> None:
        """Opens a select box; first into sight, because a list closes when the page scrolls."""
        box = self.page.get_by_role("combobox", name=label, exact=True)
        box.scroll_into_view_if_needed()
        self.page.wait_for_timeout(200)
        box.click()

    def choose(self, label: str, option: str, *, address: str) -> None:
        """Picks an option of a select box by what is seen, and waits for the address to say it."""
        self.open_list(label)
        self.page.get_by_role("option", name=option, exact=True).click()
        self.waits_for_address(address)

    def chosen(self, label: str) -> str:
        """What a select box shows."""
        return self.page.get_by_role("combobox", name=label, exact=True).input_value()

    def add_agency(self, typed: str, name: str) -> None:
        """Types into the search of the sidebar and takes the first match of that name."""
        box = self.page.get_by_placeholder("Gõ tên, không dấu cũng được")
        box.press_sequentially(typed, delay=15)
        self.page.get_by_role("button", name=f"+ {name}").first.click()
        self.waits_for_address("dv=")

    def waits_for(self, text: str) -> None:
        """Until a text is to be read on the page; what a click does may take its time."""
        self.page.wait_for_function(
            "text => document.querySelector('[data-testid=stMain]').innerText"
            ".replaceAll('\\u00a0', ' ').includes(text)",
            arg=text,
            timeout=30_000,
        )
        self.settle()

    def waits_for_address(self, part: str) -> None:
        """Until the address says what was chosen."""
        self.page.wait_for_url(lambda url: part in url, timeout=30_000)
        self.settle()

    def turn_to(self, page: str) -> None:
        """Goes to another page by the menu."""
        self.page.get_by_role("link", name=page, exact=True).click()
        self.page.wait_for_function(
            "title => document.querySelector('h1')?.innerText === title", arg=page, timeout=30_000
        )
        self.settle()

    def barriers(self) -> list[str]:
        """What axe calls serious or critical: the rule and the first place of it."""
        found = Axe().run(self.page).response["violations"]
        serious = [one for one in found if one["impact"] in ("serious", "critical")]
        return [f"{one['id']}: {one['nodes'][0]['html']}" for one in serious]

    def resize(self, size: tuple[int, int]) -> None:
        """Another window: a phone after a desk."""
        self.page.set_viewport_size({"width": size[0], "height": size[1]})
        self.page.wait_for_timeout(300)

    def overflow(self) -> int:
        """Pixels by which the page is wider than the window."""
        return self.page.evaluate(
            "Math.max(document.documentElement.scrollWidth - innerWidth,"
            " ...[...document.querySelectorAll('[data-testid=stMain]')]"
            ".map(e => e.scrollWidth - e.clientWidth))"
        )
