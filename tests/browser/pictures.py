"""Pictures of pages: taken, kept small beside the tests, and compared so that letters may differ by a hair.

A picture that differs is written with the stored one and the difference to test-results/pictures/. Where the change is
meant, this stores the new ones, to be looked at and committed:

    ACCEPT_PICTURES=1 make test ARGS=tests/browser/test_pictures.py
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageChops, ImageFilter
from playwright.sync_api import Page

from tests.conftest import ROOT

STORED = Path(__file__).parent / "pictures"
FOUND = ROOT / "test-results" / "pictures"
SIZE = (720, 450)  # half of 1440×900: words can still be read
COLOURS = 64
# Drawn by the graphics card, so never the same on two machines.
UNSTABLE = '[data-testid="stDeckGlJsonChart"]'
# Two browsers set the edges of the same letters differently; averaged over a few pixels that is gone, while the
# palest change of a colour (green to red behind a badge: 29 of 255) remains.
BLUR, STEP, MOST_SHARE = 4, 12, 0.01
HOW_TO_ACCEPT = "ACCEPT_PICTURES=1 make test ARGS=tests/browser/test_pictures.py"


def taken(page: Page) -> Image.Image:
    """The window as it is now, maps masked, at half its size."""
    shot = page.screenshot(animations="disabled", caret="hide", mask=[page.locator(UNSTABLE)], mask_color="#808080")
    return Image.open(BytesIO(shot)).convert("RGB").resize(SIZE, Image.Resampling.BOX)


def difference(one: Image.Image, other: Image.Image) -> tuple[float, Image.Image]:
    """(share of the pixels that differ, a picture that has them in white)."""
    blurred = [picture.filter(ImageFilter.BoxBlur(BLUR)) for picture in (one, other)]
    differs = np.asarray(ImageChops.difference(*blurred)).max(axis=2) > STEP
    return float(differs.mean()), Image.fromarray(differs)


def assert_as_stored(name: str, take: Callable[[], Image.Image], patience: float = 15) -> None:
    """Fails where it differs from the stored one for so many seconds: a busy machine draws late.

    Where new pictures are to be accepted, it is stored as soon as nothing moves any more.
    """
    stored = STORED / f"{name}.png"
    if os.environ.get("ACCEPT_PICTURES"):
        STORED.mkdir(exist_ok=True)
        store(settled(take), stored)
        pytest.skip(f"stored as {stored.relative_to(ROOT)}: look at it before you commit it")
    FOUND.mkdir(parents=True, exist_ok=True)
    if not stored.exists():
        settled(take).save(FOUND / f"{name}.png")
        pytest.fail(f"no picture “{name}” is stored; the page is in {FOUND / name}.png. To accept: {HOW_TO_ACCEPT}")
    before, give_up_at = Image.open(stored).convert("RGB"), time.monotonic() + patience
    while (differs := difference(before, picture := take()))[0] > MOST_SHARE and time.monotonic() < give_up_at:
        time.sleep(0.5)
    share, where = differs
    if share > MOST_SHARE:
        picture.save(FOUND / f"{name}.png")
        where.save(FOUND / f"{name}_difference.png")
        pytest.fail(
            f"“{name}” differs from tests/browser/pictures/{name}.png in {share:.1%} of its pixels (at most "
            f"{MOST_SHARE:.0%}), inside {where.getbbox()} of {SIZE[0]}×{SIZE[1]}. Found: {FOUND / name}.png and "
            f"{name}_difference.png beside it. If the change is meant: {HOW_TO_ACCEPT}"
        )


def settled(take: Callable[[], Image.Image]) -> Image.Image:
    """The first picture that is still true two seconds later; after half a minute the last one."""
    picture = take()
    for _ in range(15):
        time.sleep(2)
        earlier, picture = picture, take()
        if not ImageChops.difference(earlier, picture).getbbox():
            break
    return picture


def store(picture: Image.Image, path: Path) -> None:
    few = picture.quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(path, optimize=True)
