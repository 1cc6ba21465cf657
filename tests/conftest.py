"""What tests of every folder share."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real agency files, kept beside the checkout because they are not ours to publish."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("no folder “shared” beside the checkout: the real files are not on this machine")
    return folder


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """The folder that `make` fills once for a whole run, whichever worker asks first. Tests only read it."""
    base = factory.getbasetemp()
    # A worker's own folder lies in the run's.
    run = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, made = run / f"once-{name}", run / f"once-{name}.made"
    with FileLock(run / f"once-{name}.lock"):
        if not made.exists():
            # What a failed attempt left behind is no start.
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            made.touch()
    return folder
