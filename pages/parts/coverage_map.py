"""The coverage screen's map: drawn, explained, clicked, and taken along as a file. [st]"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from loaders import reference_folder
from metrics import METRICS, Figure
from pages.parts import (
    ask,
    blocks,
    coverage,
    coverage_rows,
    exports,
    map_classes,
    map_picture,
    maps,
    remark_list,
    sentences,
    station_marks,
    trace,
    white_zones,
    words,
)
from pages.parts.blocks import Field
from pages.parts.cards import Behind
from pages.parts.commune_blocks import STATIONS_OF
from pages.parts.coverage_blocks import MOST_ROWS, WITHOUT, WITHOUT_LIST, Asked, go_to, places_of
from pages.parts.map_classes import MARKED, NO_BROADBAND, Scale
from pages.parts.style import is_missing, month
from pages.parts.tables import downloads, table
from pages.parts.words import say

TURN = "map_turn"
# Layer → the listing whose rows a mark opens; of other villages the cell opens by itself.
PLACES = {"stations": STATIONS_OF, f"villages_{NO_BROADBAND}": WITHOUT_LIST}


def map_of(asked: Asked, places: pd.DataFrame, now: Figure, newest: date) -> None:
    """Title, sentence, legend, map, what kind of shapes these are, source, table twin. now: the figure's whole."""
    metric, colours = METRICS[asked.figure], blocks.colours()
    land = maps.land(places, reference_folder(), now.as_of or newest)
    names = dict(places[places["kind"] == "district"][["unit", "short_name"]].to_numpy())
    values, scale = _values(asked, places)
    rows = _rows(asked, places, newest)
    villages = [coverage.village_marks(rows[f"villages_{kind}"], kind) for kind in MARKED]
    marks = (station_marks.marks(rows["stations"], ask.unit), pd.concat(villages, ignore_index=True))

    title = say("{figure} theo xã", figure=words.title(metric))
    title += ", " + say("thay đổi so với {month}", month=month(asked.since)) if asked.since else ""
    sentence = coverage.map_sentence(values, scale)
    blocks.section(title, blocks.plain(sentence))
    st.html(map_classes.legend(scale, colours, {NO_BROADBAND, *marks[1]["kind"]}))
    deck = maps.deck(land, values, scale, *marks, names, colours, asked.district, asked.commune)
    # A name of its own after every click: the same spot can be clicked again, and nothing stays dimmed.
    key = f"map_{st.session_state.get(TURN, 0)}"
    home = {one.unit: None if is_missing(one.district) else one.district for one in places.itertuples()}
    st.pydeck_chart(
        deck,
        height=maps.HEIGHT,
        key=key,
        alt=f"{title}. {sentence}",
        on_select=partial(_clicked, key, asked, rows, home),
        selection_mode="single-object",
    )
    remark_list.show_cell()
    said = [land.note, say("Điểm trạm không thể hiện vùng phủ."), *station_marks.drawn(rows["stations"], marks[0])]
    said += [sentences.source_line(metric.id) + "."] + ([say("Số liệu minh họa.")] if now.is_sample else [])
    st.caption(blocks.plain(" ".join(said)))

    def picture(lines: list[str]) -> bytes:
        drawing = map_picture.drawing(land, values, scale, *marks, names, colours, asked.district)
        said = [sentence, *lines, map_classes.way(scale, colours), land.note]
        return exports.picture(drawing, title, said, colours)

    _footer(asked, now, values, scale, title, picture)


def _values(asked: Asked, places: pd.DataFrame) -> tuple[pd.DataFrame, Scale]:
    """Every commune's figure, or its change since the month chosen, and the classes that it is painted in."""
    metric = METRICS[asked.figure]
    # All communes are painted and the chosen district stands out: alone it would not say where it lies.
    found = ask.by(metric.id, ("unit",), asked.everywhere(metric.id))
    values = coverage.map_values(places_of(places, "commune"), found, asked.district, ask.unit)
    if not asked.since:
        return values, map_classes.scale(metric)
    then = ask.by(metric.id, ("unit",), asked.then(metric.id))
    return coverage.map_changes(values, then), map_classes.change(metric)


def _rows(asked: Asked, places: pd.DataFrame, newest: date) -> dict[str, pd.DataFrame]:
    """Layer → the rows that its marks stand for, of the district asked for, else of the province."""
    listed = white_zones.inside(ask.villages(asked.month.as_of), asked.district, None).assign(counted=True)
    rows = {
        f"villages_{kind}": coverage.villages(white_zones.of_kind(listed, kind), places, newest)
        for kind in (map_classes.WEAK, map_classes.NONE)
    }
    without = ask.rows_behind(WITHOUT, asked.around(WITHOUT), MOST_ROWS)
    rows[f"villages_{NO_BROADBAND}"] = coverage.villages(without, places, newest)
    stations = coverage_rows.present(asked)
    here = stations["district"].eq(asked.district) if asked.district else stations["unit"].notna()
    return rows | {"stations": stations[here].reset_index(drop=True)}


def _footer(
    asked: Asked,
    now: Figure,
    values: pd.DataFrame,
    scale: Scale,
    title: str,
    picture: Callable[[list[str]], bytes],
) -> None:
    metric = METRICS[asked.figure]
    fields = {
        "name": Field(say("Xã, phường, thị trấn"), width=190),
        "value": Field(say("Thay đổi") if scale.is_change else say("Giá trị"), scale.brief),
    }
    is_sample = bool(values["is_sample"].any())
    source = sentences.source_line(metric.id, now, is_sample)
    name = f"ban-do-{metric.id}" + (f"-tu-{asked.since:%Y-%m}" if asked.since else "")
    above = exports.said_above("", source, is_sample)
    with (
        blocks.footer(sentences.as_of(now), name, Behind(metric.id, asked.of(metric.id))),
        st.popover(say("Bảng số liệu"), icon=":material/table_rows:", type="tertiary", width="content"),
    ):
        listed = coverage.map_table(values, metric.better)
        table(listed, fields, at_most=14, key="map_table", drill=lambda row: go_to(asked.district, str(row["unit"])))
        downloads(listed, fields, name, title, source, partial(picture, above))


def _clicked(key: str, asked: Asked, rows: dict[str, pd.DataFrame], home: dict[str, str | None]) -> None:
    """A commune, a group of stations: the page narrows to it. A mark: to its commune, and its row in the file opens."""
    objects = st.session_state[key]["selection"]["objects"]
    for layer, [first, *_] in objects.items():
        if layer == "communes" or first.get("many", 1) > 1:
            go_to(home[first["unit"]], first["unit"])
        elif layer in rows:
            row = rows[layer].iloc[int(first["line"])]
            go_to(home.get(row["unit"]), row["unit"])
            if layer in PLACES:
                metric_id = "stations_active" if layer == "stations" else WITHOUT
                trace.show(PLACES[layer], Behind(metric_id, asked.within(row["unit"]).of(metric_id)), row)
            else:
                remark_list.remember(row if "cell" in row else pd.concat([row, pd.Series({"cell": None})]))
    st.session_state[TURN] = st.session_state.get(TURN, 0) + 1
