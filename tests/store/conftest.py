"""A store in a folder of its own."""

from pathlib import Path

import pytest

from cchc.store.versions import Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty store; its folder does not exist yet."""
    return Store(tmp_path / "store")
