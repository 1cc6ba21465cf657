"""The page of one unit, and its place among its peers."""

from __future__ import annotations

from pathlib import Path

import pytest

from metrics import Figure
from pages.parts.units import peers
from tests.pages.conftest import Screen
from tests.pages.test_screens import assert_sound, card, texts


def figure(unit: str, value: float | None, out_of: float | None = 100, id_: str = "dossiers_online_share") -> Figure:
    share = id_.endswith("share")
    return Figure(id_, "", value, value, out_of if share else None, "%" if share else "hồ sơ",
                  None, None, None, None, None, 80.0 if share else None, False, {"unit": unit})  # fmt: skip


SHARES = [figure("a", 90), figure("b", 70), figure("c", 70), figure("d", 10), figure("e", 100, 3), figure("f", None)]


@pytest.mark.parametrize(("unit", "place"), [("a", 1), ("b", 2), ("c", 2), ("d", 4)])
def test_ties_share_a_place_and_few_dossiers_have_none(unit, place):
    # e has three dossiers, f has not said: four can be compared, in the middle 70 %.
    assert peers.place("dossiers_online_share", SHARES, unit) == peers.Place(place, 4, 70)


@pytest.mark.parametrize("unit", ["e", "f", "x"])
def test_who_cannot_be_compared_has_no_place(unit):
    assert peers.place("dossiers_online_share", SHARES, unit) is None


def test_of_what_should_be_low_the_lowest_is_first():
    overdue = [figure("a", 0, id_="dossiers_overdue"), figure("b", 3, id_="dossiers_overdue")]
    assert peers.place("dossiers_overdue", overdue, "a") == peers.Place(1, 2, 1.5)


def test_what_is_neither_good_nor_bad_has_no_place():
    received = [figure("a", 5, id_="dossiers_received"), figure("b", 3, id_="dossiers_received")]
    assert peers.place("dossiers_received", received, "a") is None


def test_the_table_says_counts_of_few_dossiers_and_in_which_half_it_stands():
    own = {"dossiers_online_share": figure("e", 100, 3)}
    shown = peers.shown(peers.table(own, {"dossiers_online_share": SHARES}, "e"))
    assert list(shown[["own", "standing", "middle"]].iloc[0]) == ["100/3 hồ sơ", "dưới 30 hồ sơ", "–"]
    first = peers.table({"dossiers_online_share": SHARES[0]}, {"dossiers_online_share": SHARES}, "a")
    assert peers.sentence(first, "các sở").startswith("So với các sở: 1/1 chỉ số ở nửa trên.")


def test_a_unit_s_page_shows_its_own_figures(screen: Screen, office: Path):
    test = screen("unit", office, unit="so-tu-phap")
    assert_sound(test)
    # Sở Tư pháp's form of May: 40 online, 60 direct, 49 of 50 on time; 80 received in April.
    assert card(test, "Hồ sơ tiếp nhận trong kỳ") == ("100 hồ sơ", "20")
    assert card(test, "Tỷ lệ hồ sơ trực tuyến")[0].replace("\u00a0", " ") == "40,0 %"
    assert "Vị trí trong các sở, ngành" in texts(test)


def test_without_a_unit_all_are_listed(screen: Screen, office: Path):
    test = screen("unit", office)
    assert_sound(test)
    assert "Chọn một đơn vị (3)" in texts(test)


def test_a_unit_chosen_on_another_page_leads_here(screen: Screen, office: Path):
    test = screen("services", office, unit="so-tu-phap")
    links = [one.proto.label for one in test.get("page_link")]
    assert "Trang của Sở Tư pháp" in links
