"""What several tests stand on: the repository's root, and third-party texts where at hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

pytest_plugins = ["tests.archive_fixtures"]


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Callable[[str], Path]:
    """A finder of third-party material beside the repository; the test is skipped without it.

    Those texts belong to others, so they are judged where they lie and never committed.
    """

    def find(name: str) -> Path:
        path = ROOT.parent / "shared" / name
        if not path.exists():
            pytest.skip(f"third-party text, not part of the repository: ../shared/{name}")
        return path

    return find
