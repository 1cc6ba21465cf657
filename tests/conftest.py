"""What tests of every folder share."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real agency files, kept beside the checkout because they are not ours to publish."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("no folder “shared” beside the checkout: the real files are not on this machine")
    return folder
