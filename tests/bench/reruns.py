"""What a rerun of a page costs the server, on the illustrative province.

Warm: the page was asked before, as after every click of a reader. CPU is held against an empty
page of an empty application with Streamlit's collection after each run off. Sessions send what a
browser sends, without a pause, or as readers do: a page every five seconds.
"""

import asyncio
import statistics
import tempfile
from contextlib import AsyncExitStack
from pathlib import Path
from time import perf_counter

from tests.bench.empty import empty_app
from tests.bench.measure import Line
from tests.bench.session import Answer, Server, Session, serving

PAGES = {
    "tong-quan": "Tổng quan",
    "dung-han": "Đúng hạn",
    "truc-tuyen": "Trực tuyến",
    "xep-hang": "Xếp hạng",
    "don-vi": "Đơn vị",
    "nguon": "Nguồn số liệu",
    "kiem-tra": "Kiểm tra",
    "cach-tinh": "Cách tính",
}
WARM_UP, RERUNS, ROUNDS = 3, 60, 3
CROWD, THINK, BROWSING = 100, 5.0, 8  # readers, seconds between their pages, pages each
SOAK, EARLY = 10_000, 1_000


def measure(store: Path) -> list[Line]:
    """Lines for every page, for ten sessions at once, a crowd that browses, and a long day."""
    ours = ("-m", "cchc", "--store", str(store), "serve", "--port", "{port}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with serving(*empty_app(folder), folder=folder) as empty, serving(*ours) as server:
            lines = [_page(server, empty, page) for page in PAGES]
            lines.append(asyncio.run(_at_once(server)))
            lines += asyncio.run(_crowd(server))
            lines.append(asyncio.run(_soak(server)))
    return lines


def _page(server: Server, empty: Server, page: str) -> Line:
    """The CPU of one page's rerun over the empty page's, the least of rounds taken in turn."""
    costs = [(asyncio.run(_cpu(server, page)), asyncio.run(_cpu(empty, ""))) for _ in range(ROUNDS)]
    ours, floor = (min(cost) for cost in zip(*costs, strict=True))
    return Line(
        what=f"Chạy lại trang {PAGES[page]}: CPU ({1000 * ours:.1f} ms)",
        against=f"trang trống, không dọn rác sau mỗi lần chạy ({1000 * floor:.1f} ms)",
        ratio=ours / floor,
        hold=3,
    )


async def _cpu(server: Server, page: str) -> float:
    """CPU seconds of the server for one rerun."""
    async with Session(server.port) as session:
        for _ in range(WARM_UP):
            await session.run(page)
        began = server.cpu
        for _ in range(RERUNS):
            await session.run(page)
        return (server.cpu - began) / RERUNS


async def _at_once(server: Server, sessions: int = 10) -> Line:
    """Ten readers who never pause, each on a page of its own."""
    began = perf_counter()
    answers = await _many(server, sessions, RERUNS)
    per_second = len(answers) / (perf_counter() - began)
    return Line(
        what=f"{sessions} phiên cùng lúc, không nghỉ (lỗi: {_failed(answers)})",
        against="số lần chạy lại trang mỗi giây",
        ratio=per_second,
        hold=100,
        unit="lần/s",
        at_least=True,
    )


async def _crowd(server: Server) -> list[Line]:
    """A hundred readers, a page every five seconds: errors, and how long one in twenty waits."""
    answers = await _many(server, CROWD, BROWSING, think=THINK)
    slow = statistics.quantiles([answer.seconds for answer in answers], n=20)[-1]
    who = f"{CROWD} phiên, mỗi phiên 5 giây một trang"
    return [
        Line(what=who, against="số lần lỗi", ratio=_failed(answers), hold=0, unit="lỗi"),
        Line(what=who, against="95 % số lần trả lời trong", ratio=1000 * slow, hold=500, unit="ms"),
    ]


async def _soak(server: Server) -> Line:
    """Memory after ten thousand reruns over that after one thousand."""
    await _many(server, 10, EARLY // 10)
    early = server.memory
    await _many(server, 10, (SOAK - EARLY) // 10)
    late = server.memory
    return Line(
        what=f"Bộ nhớ sau {SOAK} lần chạy lại ({late:.0f} MB)",
        against=f"sau {EARLY} lần ({early:.0f} MB)",
        ratio=late / early,
        hold=1.05,
    )


async def _many(server: Server, readers: int, pages: int, think: float = 0) -> list[Answer]:
    """Every answer of some readers; with time to think they do not all click at once."""
    async with AsyncExitStack() as open_sessions:
        sessions = [
            await open_sessions.enter_async_context(Session(server.port)) for _ in range(readers)
        ]
        found = await asyncio.gather(
            *(
                _read(session, place, pages, think, delay=think * place / readers)
                for place, session in enumerate(sessions)
            )
        )
    return [answer for answers in found for answer in answers]


async def _read(session: Session, place: int, pages: int, think: float, delay: float) -> list:
    """One reader goes from page to page, beginning at another than the others."""
    await asyncio.sleep(delay)
    answers, addresses = [], list(PAGES)
    for step in range(pages):
        answers.append(await session.run(addresses[(place + step) % len(addresses)]))
        await asyncio.sleep(max(0.0, think - answers[-1].seconds))
    return answers


def _failed(answers: list[Answer]) -> int:
    return sum(answer.failed for answer in answers)
