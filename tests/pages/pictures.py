"""Renews the pictures of README and docs: python -m tests.pages.pictures [illustrative store].

The README's are of the published samples; the manual's are of the illustrative province, whose
store is built where there is none.
"""

import sys
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from cchc.catalog.catalog import load_catalog
from cchc.illustrative.building import build_store
from cchc.ingest.samples import load_samples
from cchc.store.versions import Store
from tests.pages.browsing import DESK, PHONE, Visitor
from tests.pages.served import ROOT, chromium, dashboard

FOLDER = ROOT / "docs" / "pictures"
DEMO = ROOT / "data" / "demo"
PCI = "/xep-hang?nam=2013&so_voi=2012&dv=48%3B46.20250701%3B28"
# Picture → address, window, whether dark.
SAMPLES = {
    "tong-quan": ("/tong-quan", DESK, False),
    "dung-han": ("/dung-han", DESK, False),
    "xep-hang": (PCI, DESK, False),
    "xep-hang-toi": (PCI, DESK, True),
    "xep-hang-dien-thoai": (PCI, PHONE, False),
    "nguon": ("/nguon?so=48%3Bpci%3B2013-01-01%3B2013-12-31", DESK, False),
    "kiem-tra": ("/kiem-tra", DESK, False),
}
MANUAL = {
    "hd-tong-quan": ("/tong-quan", DESK, False),
    "hd-dung-han": ("/dung-han", DESK, False),
    "hd-xep-hang": ("/xep-hang", DESK, False),
    "hd-chi-tieu": ("/chi-tieu", DESK, False),
    "hd-nhap-bao-cao": ("/nhap-bao-cao", DESK, False),
    "hd-kiem-tra": ("/kiem-tra", DESK, False),
    "hd-hien-thi": ("/dung-han", DESK, False),
}
OPENED = {"hd-hien-thi": "Hiển thị"}  # what is pressed before the picture is taken


def keep(picture: bytes, file: Path) -> None:
    """With 256 colours: a third of the size, and the eye sees the same."""
    Image.open(BytesIO(picture)).convert("RGB").quantize(256).save(file, optimize=True)


def take(store: Path, pictures: Mapping[str, tuple], folder: Path = FOLDER) -> None:
    """Pictures of one store."""
    folder.mkdir(parents=True, exist_ok=True)
    with dashboard(store) as base, chromium() as browser:
        for name, (path, size, dark) in pictures.items():
            reader = Visitor(browser, base, size=size, dark=dark)
            reader.go(path)
            if name in OPENED:
                reader.page.get_by_text(OPENED[name], exact=True).click()
            keep(reader.page.screenshot(), folder / f"{name}.png")
            reader.page.close()


def take_samples() -> None:
    """The pictures of the README, from the published samples."""
    with TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        load_samples(Store(store), load_catalog())
        take(store, SAMPLES)


def take_manual(store: Path) -> None:
    """The pictures of the manual, from the illustrative province."""
    if not Store(store).version:
        build_store(store, store.with_name("files"))
    take(store, MANUAL)


if __name__ == "__main__":
    take_samples()
    take_manual(Path(sys.argv[1]) if len(sys.argv) > 1 else DEMO / "store")
