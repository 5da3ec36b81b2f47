"""Renews the pictures of the README and of docs/: python -m tests.pages.pictures."""

from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from cchc.catalog.catalog import load_catalog
from cchc.ingest.samples import load_samples
from cchc.store.versions import Store
from tests.pages.browsing import DESK, PHONE, Visitor
from tests.pages.served import ROOT, chromium, dashboard

FOLDER = ROOT / "docs" / "pictures"
PCI = "/xep-hang?nam=2013&so_voi=2012&dv=48%3B46.20250701%3B28"
# Picture → address, window, whether dark.
PICTURES = {
    "tong-quan": ("/tong-quan", DESK, False),
    "dung-han": ("/dung-han", DESK, False),
    "xep-hang": (PCI, DESK, False),
    "xep-hang-toi": (PCI, DESK, True),
    "xep-hang-dien-thoai": (PCI, PHONE, False),
    "nguon": ("/nguon?so=48%3Bpci%3B2013-01-01%3B2013-12-31", DESK, False),
    "kiem-tra": ("/kiem-tra", DESK, False),
}


def keep(picture: bytes, file: Path) -> None:
    """With 256 colours: a third of the size, and the eye sees the same."""
    Image.open(BytesIO(picture)).convert("RGB").quantize(256).save(file, optimize=True)


def take_all() -> None:
    """Every picture, from the published samples."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        load_samples(Store(store), load_catalog())
        with dashboard(store) as base, chromium() as browser:
            for name, (path, size, dark) in PICTURES.items():
                reader = Visitor(browser, base, size=size, dark=dark)
                reader.go(path)
                keep(reader.page.screenshot(), FOLDER / f"{name}.png")
                reader.page.close()


if __name__ == "__main__":
    take_all()
