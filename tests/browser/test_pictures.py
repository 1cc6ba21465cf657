"""Pages as they looked when somebody last said "so it should be"; see pictures.py for how to accept new ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Server
from tests.browser.pictures import MOST_SHARE, STORED, assert_as_stored, difference, store, taken
from tests.browser.visits import PAGES, show_drawn, visited
from tests.pages import warehouses

pytestmark = pytest.mark.browser

# Address → name of its picture. All over the installation made by hand, whose days stand still.
PICTURED = {
    "": "overview",
    "phu-song": "coverage",
    "dich-vu-cong": "services",
    "de-an-06": "project06",
    "xep-hang": "rankings",
    "nap-tep": "intake",
    "chat-luong": "data_quality",
    "dinh-nghia": "definitions",
}


@pytest.fixture(scope="session")
def hand_made(server: Server, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> str:
    return visited(server(warehouses.hand_made(tmp_path_factory.mktemp("pictured"))), browser)


@pytest.mark.parametrize(("path", "name"), PICTURED.items())
def test_page_looks_as_stored(page: Page, hand_made: str, path: str, name: str) -> None:
    show_drawn(page, f"{hand_made}/{path}", PAGES[path])
    assert_as_stored(name, lambda: taken(page))


def test_no_picture_is_stored_that_nothing_is_compared_with() -> None:
    assert {path.stem for path in STORED.glob("*")} == set(PICTURED.values())
    assert [path.name for path in STORED.glob("*") if path.stat().st_size > 60_000] == []


# --- the comparison itself -----------------------------------------------------------------------------------------


def drawn(*, cards: int = 4, strip: str = "#FFF3D1", move: float = 0, value: str = "98,0 %") -> Image.Image:
    """A page of half the size: a strip over number cards; move: by how much of a pixel its letters are shifted."""
    large = Image.new("RGB", (2880, 1800), "#FFFFFF")
    pen = ImageDraw.Draw(large)
    pen.rectangle((400, 200, 2800, 280), fill=strip)
    for left in range(400, 400 + 600 * cards, 600):
        pen.rectangle((left, 320, left + 560, 620), outline="#D3DCE6", width=4)
        for line, size in ((340, 48), (400, 90), (540, 40)):
            pen.text((left + 30 + 4 * move, line), f"Trạm {value}", fill="#17222E", font_size=size)
    return large.resize((720, 450), Image.Resampling.BOX)


@pytest.mark.parametrize(
    ("now", "same"),
    [
        ({}, True),
        ({"move": 0.5}, True),  # letters set half a pixel further, as another machine may do
        ({"cards": 3}, False),
        ({"strip": "#FCE5E1"}, False),  # amber turned red: the palest colours that carry a meaning
        ({"strip": "#FFFFFF"}, False),
        ({"value": "–"}, False),
    ],
)
def test_difference_sees_what_a_person_would_see(tmp_path: Path, now: dict, same: bool) -> None:
    store(drawn(), tmp_path / "page.png")
    share, where = difference(Image.open(tmp_path / "page.png").convert("RGB"), drawn(**now))
    assert (share <= MOST_SHARE) is same, share
    assert same or where.getbbox()


def test_difference_says_where(tmp_path: Path) -> None:
    share, where = difference(drawn(), drawn(cards=3))
    left, top, right, bottom = where.getbbox() or (0, 0, 0, 0)
    assert (left > 540, top > 70, right < 700, bottom < 165) == (True, True, True, True)
    assert 0 < share < 0.1


def test_a_change_fails_writes_both_pictures_and_can_be_accepted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.browser.pictures.STORED", tmp_path / "stored")
    monkeypatch.setattr("tests.browser.pictures.FOUND", tmp_path / "found")
    monkeypatch.setattr("tests.browser.pictures.ROOT", tmp_path)
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    monkeypatch.delenv("ACCEPT_PICTURES", raising=False)
    with pytest.raises(pytest.fail.Exception, match=r"no picture “page” is stored.*ACCEPT_PICTURES=1"):
        assert_as_stored("page", drawn)
    monkeypatch.setenv("ACCEPT_PICTURES", "1")
    with pytest.raises(pytest.skip.Exception, match=r"stored as stored.page\.png"):
        assert_as_stored("page", drawn)
    monkeypatch.delenv("ACCEPT_PICTURES")
    slow = iter([drawn(cards=0), drawn(cards=2), drawn()])
    assert_as_stored("page", lambda: next(slow))
    with pytest.raises(pytest.fail.Exception, match=r"“page” differs .* in \d+\.\d% of its pixels"):
        assert_as_stored("page", lambda: drawn(cards=2), patience=0)
    written = Image.open(tmp_path / "found" / "page.png").convert("RGB")
    assert ImageChops.difference(written, drawn(cards=2)).getbbox() is None
    assert (tmp_path / "found" / "page_difference.png").stat().st_size > 0
