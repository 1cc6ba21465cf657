"""Communes where an operator has no station of its own. [st]"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from metrics import Figure
from pages.parts import ask, blocks, coverage_blocks, operators
from pages.parts.blocks import Field
from pages.parts.coverage_blocks import Asked, go_to, places_of
from pages.parts.coverage_rows import inside
from pages.parts.style import is_missing, vn
from pages.parts.words import say

LIST = "xa-vang-nha-mang"


def show(stations: pd.DataFrame, order: Sequence[str], asked: Asked, places: pd.DataFrame, now: Figure) -> None:
    """The list, of the operator asked for, else of all; a click narrows the page to the commune. order: operators."""
    communes = [asked.commune] if asked.commune else list(places_of(places, "commune", asked.district)["unit"])
    found = operators.absent(stations, inside(ask.villages(asked.month.as_of), asked), communes, list(order))
    if asked.operator:
        found = found[found["operator"].eq(asked.operator)].reset_index(drop=True)
    title = say("Xã chưa có trạm của nhà mạng")
    title += f": {asked.operator}" if asked.operator else ""
    with st.container(gap="xxsmall"):
        blocks.section(title, blocks.plain(operators.absent_sentence(found)))
        if found.empty:
            return
        short = dict(places[["unit", "short_name"]].to_numpy())
        home = dict(places[["unit", "district"]].to_numpy())
        rows = found.assign(
            commune_name=found["unit"].map(short),
            district_name=[short.get(home.get(unit), vn(None)) for unit in found["unit"]],
        )
        fields = {
            "operator": Field(say("Nhà mạng chưa có trạm"), width=170),
            "commune_name": Field(say("Xã"), width=170),
            "district_name": Field(say("Huyện"), width=150),
            "people": Field(say("Dân số"), vn, 90, say("Dân số của các thôn trong danh sách mới nhất")),
            "villages": Field(say("Thôn"), vn, 70),
            "present": Field(say("Trạm của nhà mạng khác"), vn, 180, say("Trạm đang hoạt động của các nhà mạng khác")),
            "others": Field(say("Nhà mạng đang có trạm"), _named, 250),
        }
        blocks.listing(
            rows, fields, name=f"{LIST}-{asked.operator or 'tat-ca'}", title=title,
            source=f"{coverage_blocks.source('stations_active', now)} · {say('bấm vào một hàng để xem xã')}",
            at_most=8, drill=lambda row: go_to(_district(home, row), str(row["unit"])),
        )  # fmt: skip


def _named(operators_: object) -> str:
    return str(operators_) or say("không có")


def _district(home: dict[str, str | None], row: pd.Series) -> str | None:
    district = home.get(str(row["unit"]))
    return None if is_missing(district) else district
