"""The coverage screen's map: drawn, explained, clicked, and taken along as a file. [st]"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from loaders import reference_folder
from metrics import METRICS, Figure
from pages.parts import ask, blocks, coverage, exports, map_classes, map_picture, maps, sentences, trace, words
from pages.parts.blocks import Field
from pages.parts.cards import Behind
from pages.parts.commune_blocks import STATIONS_OF
from pages.parts.coverage_blocks import MOST_ROWS, WITHOUT, WITHOUT_LIST, Asked, go_to, places_of
from pages.parts.style import is_missing, measured
from pages.parts.tables import downloads, table
from pages.parts.words import say

TURN = "map_turn"
PLACES = {"stations": STATIONS_OF, "villages": WITHOUT_LIST}  # layer → the listing whose rows a mark opens


def map_of(asked: Asked, places: pd.DataFrame, now: Figure, newest: date) -> None:
    """Title, sentence, legend, map, what kind of shapes these are, source, table twin. now: the figure's whole."""
    metric, colours = METRICS[asked.figure], blocks.colours()
    land = maps.land(places, reference_folder(), now.as_of or newest)
    names = dict(places[places["kind"] == "district"][["unit", "short_name"]].to_numpy())
    # All communes are painted and the chosen district stands out: alone it would not say where it lies.
    found = ask.by(metric.id, ("unit",), asked.everywhere(metric.id))
    values = coverage.map_values(places_of(places, "commune"), found, asked.district, ask.unit)
    rows = {one: ask.rows_behind(one, asked.around(one), MOST_ROWS) for one in ("stations_active", WITHOUT)}
    villages = coverage.villages(rows[WITHOUT], places, newest)
    home = {one.unit: None if is_missing(one.district) else one.district for one in places.itertuples()}
    marks = (coverage.station_marks(rows["stations_active"], ask.unit), coverage.village_marks(villages))

    title = say("{figure} theo xã", figure=words.title(metric))
    sentence = coverage.map_sentence(values, metric, lambda value: map_classes.valued(value, metric))
    blocks.section(title, blocks.plain(sentence))
    st.html(map_classes.legend(metric, colours))
    deck = maps.deck(land, values, metric, *marks, names, colours, asked.district, asked.commune)
    # A name of its own after every click: the same spot can be clicked again, and nothing stays dimmed.
    key = f"map_{st.session_state.get(TURN, 0)}"
    st.pydeck_chart(
        deck,
        height=maps.HEIGHT,
        key=key,
        alt=f"{title}. {sentence}",
        on_select=partial(_clicked, key, asked, {"stations": rows["stations_active"], "villages": villages}, home),
        selection_mode="single-object",
    )
    said = [land.note, say("Điểm trạm không thể hiện vùng phủ."), sentences.source_line(metric.id) + "."]
    said += [say("Số liệu minh họa.")] if now.is_sample else []
    st.caption(blocks.plain(" ".join(said)))

    def picture(lines: list[str]) -> bytes:
        drawing = map_picture.drawing(land, values, metric, *marks, names, colours, asked.district)
        said = [sentence, *lines, map_classes.way(colours), land.note]
        return exports.picture(drawing, title, said, colours)

    _footer(asked, now, values, title, picture)


def _footer(asked: Asked, now: Figure, values: pd.DataFrame, title: str, picture: Callable[[list[str]], bytes]) -> None:
    metric = METRICS[asked.figure]
    fields = {
        "name": Field(say("Xã, phường, thị trấn"), width=190),
        "value": Field(say("Giá trị"), lambda value: measured(value, metric.measured_in)),
    }
    is_sample = bool(values["is_sample"].any())
    source = sentences.source_line(metric.id, now, is_sample)
    name = f"ban-do-{metric.id}"
    above = exports.said_above("", source, is_sample)
    with (
        blocks.footer(sentences.as_of(now), name, Behind(metric.id, asked.of(metric.id))),
        st.popover(say("Bảng số liệu"), icon=":material/table_rows:", type="tertiary", width="content"),
    ):
        listed = coverage.map_table(values, metric.better)
        table(listed, fields, at_most=14, key="map_table", drill=lambda row: go_to(asked.district, str(row["unit"])))
        downloads(listed, fields, name, title, source, partial(picture, above))


def _clicked(key: str, asked: Asked, rows: dict[str, pd.DataFrame], home: dict[str, str | None]) -> None:
    """A commune: the page narrows to it. A mark: to its commune, and its row in the file opens."""
    objects = st.session_state[key]["selection"]["objects"]
    for layer, [first, *_] in objects.items():
        if layer == "communes":
            go_to(home[first["unit"]], first["unit"])
        elif layer in rows:
            row = rows[layer].iloc[int(first["line"])]
            go_to(home.get(row["unit"]), row["unit"])
            metric_id = "stations_active" if layer == "stations" else WITHOUT
            trace.show(PLACES[layer], Behind(metric_id, asked.within(row["unit"]).of(metric_id)), row)
    st.session_state[TURN] = st.session_state.get(TURN, 0) + 1
