"""One commune of the coverage screen: all its villages and stations, each row with its file and cell. [st]"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import streamlit as st

from metrics import Figure
from pages.parts import ask, blocks, coverage, sentences, trace
from pages.parts.blocks import Field
from pages.parts.cards import Behind
from pages.parts.coverage_blocks import MOST_ROWS, VILLAGES, Asked, source
from pages.parts.style import day, vn
from pages.parts.words import say

VILLAGES_OF, STATIONS_OF = "thon-cua-xa", "tram-cua-xa"


def villages(asked: Asked, figures: Mapping[str, Figure]) -> None:
    """Every village of the commune, those without broadband first; a click on a row opens its cell."""
    behind = Behind("villages_total", asked.of("villages_total"))
    frame = coverage.villages_of(ask.rows_behind(behind.metric_id, behind.query, MOST_ROWS))
    title = say("{commune}: các thôn", commune=ask.unit(asked.commune))
    if frame.empty:
        blocks.nothing_from(VILLAGES, title)
        return
    fields = {
        "village_name": Field(say("Thôn"), width=120),
        "state": Field(say("Băng rộng"), width=80),
        "technology": Field(say("Công nghệ"), width=92),
        "population": Field(say("Dân số"), vn, 60),
        "power": Field(say("Điện lưới"), width=70),
        "file_name": Field(say("Tệp"), width=250),
        "cell": Field(say("Ô"), width=46),
    }
    with st.container(gap="xxsmall"):
        blocks.section(title, coverage.villages_of_sentence(frame))
        blocks.listing(
            frame,
            fields,
            name=VILLAGES_OF,
            title=title,
            source=source("villages_total", figures["villages_broadband_share"]),
            at_most=8,
            behind=behind,
            drill=partial(trace.show, VILLAGES_OF, behind),
        )


def stations(asked: Asked, figures: Mapping[str, Figure]) -> None:
    """Every active station of the commune; a click on a row opens its cell."""
    behind = Behind("stations_active", asked.of("stations_active"))
    rows = ask.rows_behind(behind.metric_id, behind.query, MOST_ROWS)
    title = say("{commune}: các trạm", commune=ask.unit(asked.commune))
    if rows.empty:
        blocks.section(title, say("Không có trạm đang hoạt động nào trong lựa chọn này."))
        return
    frame = coverage.stations_of(rows)
    fields = {
        "station_code": Field(say("Mã trạm"), width=128),
        "operator": Field(say("Nhà mạng"), width=78),
        "technology": Field(say("Công nghệ"), width=96),
        "cell": Field(say("Ô"), width=58),
    }
    filed = fields | {"on_air_on": Field(say("Phát sóng"), day), "file_name": Field(say("Tệp"))}
    blocks.section(title, say("{count} trạm đang hoạt động · Nguồn: trạm BTS", count=vn(len(frame))))
    blocks.listing(
        frame,
        fields,
        name=STATIONS_OF,
        title=title,
        source=sentences.as_of(figures["stations_active"]),
        at_most=9,
        behind=behind,
        drill=partial(trace.show, STATIONS_OF, behind),
        filed=filed,
    )
