"""What is said about coverage: districts, villages without broadband and why. Frames in, frames and words out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

import pandas as pd

from metrics import Figure
from pages.parts import map_classes, words
from pages.parts.map_classes import Scale
from pages.parts.style import NO_VALUE, day, is_missing, measured, pct, vn
from pages.parts.words import later, say

FIGURES = ("villages_broadband_share", "stations_per_10k_people", "stations_4g_share", "people_without_broadband")
SOON_DAYS = 30
HEADS = {
    map_classes.WEAK: later("Sóng yếu:"),
    map_classes.NO_BROADBAND: later("Chưa có băng rộng di động:"),
    map_classes.NONE: later("Chưa có sóng:"),
}
# What the figures by place are called in the table under the map.
COLUMNS = {
    "villages_without_broadband": "villages",
    "villages_broadband_share": "broadband",
    "people_without_broadband": "people",
    "stations_active": "stations",
    "stations_4g_share": "with_4g",
}


def by_place(figures: dict[str, pd.DataFrame], name: str, said: Callable[[str], str]) -> pd.DataFrame:
    """One row per place, the most villages without broadband first: place, name, villages, broadband (%), people,
    stations, with_4g (%), is_sample. figures: metric id → metrics.by(…, name); null where a place has no data."""
    frame = pd.DataFrame({name: sorted({place for one in figures.values() for place in one[name]})})
    samples = pd.Series(False, index=frame.index)
    for metric_id, column in COLUMNS.items():
        found = figures[metric_id].set_index(name)
        frame[column] = frame[name].map(found["value"]).astype("float64")
        samples |= frame[name].map(found["is_sample"]).eq(True)
    frame["is_sample"] = samples
    frame = frame.rename(columns={name: "place"})
    frame["name"] = [said(place) for place in frame["place"]]
    order = ["villages", "broadband", "people", "name"]
    return frame.sort_values(order, ascending=[False, True, False, True], na_position="last", ignore_index=True)


def with_trend(frame: pd.DataFrame, months: pd.DataFrame, name: str) -> pd.DataFrame:
    """With trend: the place's values since the last month without data, the newest last; a small line has no room to
    show a gap and must not join over it. frame: as by_place; months: metrics.over_time(…, name)."""
    lines: dict[str, list[float]] = {}
    for place, value in months.sort_values("month_end")[[name, "value"]].itertuples(index=False):
        lines[place] = [] if is_missing(value) else [*lines.get(place, []), float(value)]
    return frame.assign(trend=[lines.get(place, []) for place in frame["place"]])


def limits(frame: pd.DataFrame) -> tuple[float, float]:
    """The lowest value of all trends and 100 %, so that all lines are on one scale. frame: as with_trend."""
    values = [value for line in frame["trend"] for value in line]
    return (min(values, default=0.0) - 0.5, 100.5)  # else a line at 100 % lies on the cell's border


def with_whole(frame: pd.DataFrame, figures: Mapping[str, Figure], name: str) -> pd.DataFrame:
    """With the whole as the first row, place null. frame: as by_place; figures: by metric id, of the same query."""
    first = {column: figures[metric_id].value for metric_id, column in COLUMNS.items()}
    first |= {"name": name, "place": None, "is_sample": bool(frame["is_sample"].any())}
    whole = pd.DataFrame([first]).astype(dict.fromkeys(COLUMNS.values(), "float64"))
    return pd.concat([whole, frame], ignore_index=True)


def operators_sentence(share: Figure) -> str:
    """What is counted, and how much of it has 4G against the aim. share: of stations_4g_share."""
    said = say("Trạm đang hoạt động; một trạm phát nhiều công nghệ")
    if share.value is None:
        return said
    aim = f" ({say('mục tiêu {target}', target=measured(share.target, '%').replace(',0', ''))})" if share.target else ""
    return said + " · " + say("{share} có 4G", share=pct(share.value)) + aim


def places_sentence(frame: pd.DataFrame) -> str:
    """Where most of the villages without broadband are. frame: as by_place."""
    total = frame["villages"].sum()
    if frame["villages"].isna().all():
        return say("Chưa có danh sách thôn; chỉ có số trạm.")
    if not total:
        return say("Mọi thôn đều có băng rộng di động.")
    worst, people = frame.iloc[0], frame["people"].sum(min_count=1)
    said = say("{all} thôn chưa có băng rộng", all=vn(total))
    said += "" if is_missing(people) else ", " + say("{n} người", n=vn(people))
    return said + " · " + say("nhiều nhất: {name}, {count} thôn", name=worst["name"], count=vn(worst["villages"]))


# --- villages --------------------------------------------------------------------------------------------


def villages(rows: pd.DataFrame, places: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """Villages without broadband, the plan longest overdue first, then those without a plan, then by date; within, the
    most people first. rows: metrics.rows_behind("villages_without_broadband"); places: records.places. Adds
    commune_name, district_name, plan (state in words), power, and where the village has no point its commune's
    (is_placed false)."""
    frame = rows[rows["counted"].astype(bool)].copy() if len(rows) else rows.copy()
    known = places.set_index("unit")
    for column, key in (("commune_name", "unit"), ("district_name", "district")):
        frame[column] = [_named(known, unit) for unit in frame[key]]
    due = pd.to_datetime(frame["planned_on"])
    frame["plan"] = [plan(None if is_missing(one) else one.date(), as_of) for one in due]
    frame["power"] = [_power(one) for one in frame["has_grid_power"]]
    frame["is_placed"] = frame["longitude"].notna() & frame["latitude"].notna()
    for column in ("longitude", "latitude"):
        points = frame["unit"].map(known[column])
        frame[column] = frame[column].astype("float64").where(frame["is_placed"], points)
    frame["turn"] = [_turn(one, as_of) for one in due]
    frame["due"] = due.where(frame["turn"].ne(1))
    frame = frame.sort_values(
        ["turn", "due", "population"], ascending=[True, True, False], na_position="last", ignore_index=True
    )
    return frame.drop(columns=["turn", "due"])


def _power(has_grid_power: object) -> str:
    return NO_VALUE if is_missing(has_grid_power) else say("có") if has_grid_power else say("chưa")


def _named(known: pd.DataFrame, unit: object) -> str:
    return str(known.at[unit, "short_name"]) if unit in known.index else str(unit or NO_VALUE)


def _turn(planned_on: pd.Timestamp, as_of: date) -> int:
    """0 overdue, 1 without a plan, 2 still in time."""
    return 1 if pd.isna(planned_on) else 0 if planned_on.date() < as_of else 2


def plan(planned_on: date | None, as_of: date) -> str:
    """The state of a plan by its date: glyph and word."""
    if planned_on is None:
        return say("◌ chưa có hạn")
    days = (planned_on - as_of).days
    if days < 0:
        return say("! quá hạn {days} ngày", days=vn(-days))
    return say("◔ sắp đến hạn") if days <= SOON_DAYS else say("▶ trong hạn")


def villages_sentence(frame: pd.DataFrame, as_of: date) -> str:
    """How many villages and people, how many plans are overdue or missing. frame: as villages."""
    due = pd.to_datetime(frame["planned_on"])
    people = (
        say("chưa có số dân") if frame["population"].isna().all() else say("{n} người", n=vn(frame["population"].sum()))
    )
    return say(
        "{count} thôn, {people} · {late} kế hoạch quá hạn · {none} thôn chưa có ngày phủ sóng · "
        "{power} thôn chưa có điện lưới",
        count=vn(len(frame)), people=people, late=vn((due < pd.Timestamp(as_of)).sum()), none=vn(due.isna().sum()),
        power=vn(frame["has_grid_power"].eq(False).sum()),
    )  # fmt: skip


def village_marks(frame: pd.DataFrame, kind: str = map_classes.NO_BROADBAND) -> pd.DataFrame:
    """One mark per spot, because villages without a point share their commune's: longitude, latitude, said, line (the
    place in `frame` of the spot's first village), kind. frame: as villages, those of one kind of map_classes.MARKED."""
    marks = []
    numbered = frame.assign(line=range(len(frame)))
    spots = numbered.dropna(subset=["longitude", "latitude"]).groupby(["longitude", "latitude"], sort=False)
    for (longitude, latitude), rows in spots:
        said = [say(HEADS[kind])]
        said += [
            f"{one.village_name}, {one.commune_name} ({vn(one.population)} {say('người')})" for one in rows.itertuples()
        ]
        if not rows["is_placed"].all():
            said.append(say("Vẽ ở điểm trung tâm xã: thôn chưa có tọa độ"))
        said.append(say("Bấm để xem dòng trong tệp gốc"))
        first = int(rows["line"].iloc[0])
        marks.append(
            {"longitude": longitude, "latitude": latitude, "said": "\n".join(said), "line": first, "kind": kind}
        )
    return pd.DataFrame(marks, columns=["longitude", "latitude", "said", "line", "kind"])


# --- one commune -------------------------------------------------------------------------------------------


def villages_of(rows: pd.DataFrame) -> pd.DataFrame:
    """All villages of a commune, those without broadband first, then the most people: with technology (words), state
    and power. rows: metrics.rows_behind("villages_total")."""
    has = rows["has_broadband"].map({True: 2, False: 0}).fillna(1)
    frame = rows.assign(
        state=["✓ " + say("có") if turn == 2 else NO_VALUE if turn == 1 else "! " + say("chưa có") for turn in has],
        technology=[", ".join(one) or say("không có sóng") for one in rows["technology"]],
        power=[_power(one) for one in rows["has_grid_power"]],
        turn=has,
    )
    order = ["turn", "population", "village_name"]
    frame = frame.sort_values(order, ascending=[True, False, True], na_position="last", ignore_index=True)
    return frame.drop(columns=["turn"])


def villages_of_sentence(frame: pd.DataFrame) -> str:
    """How many villages, how many of them without broadband. frame: as villages_of."""
    without = int(frame["has_broadband"].eq(False).sum())
    return say("{all} thôn, {count} thôn chưa có băng rộng di động", all=vn(len(frame)), count=vn(without))


def stations_of(rows: pd.DataFrame) -> pd.DataFrame:
    """Active stations by operator and code, technology in words. rows: metrics.rows_behind("stations_active")."""
    frame = rows.assign(technology=[", ".join(one) for one in rows["technology"]])
    return frame.sort_values(["operator", "station_code"], ignore_index=True)


# --- causes ------------------------------------------------------------------------------------------------


def causes(frame: pd.DataFrame) -> pd.DataFrame:
    """One row per cause, the most villages first: cause, villages, people (null: not said), is_sample.

    frame: as villages. Numbers are left out of the words: "cách trạm 3,7 km" and "cách trạm 5 km" are one cause.
    """
    named = frame.assign(cause=[cause(one) for one in frame["cause"]])
    groups = named.groupby("cause", as_index=False)
    found = groups.agg(
        villages=("village_name", "size"),
        people=("population", lambda people: people.sum(min_count=1)),
        is_sample=("is_sample", "any"),
    )
    return found.sort_values(["villages", "people"], ascending=False, ignore_index=True)


def cause(text: object) -> str:
    """A cause as it is counted: its first letter large, its numbers left out."""
    words = "" if is_missing(text) else " ".join(str(text).split()).strip(" .;")
    if not words:
        return say("Chưa nêu nguyên nhân")
    words = re.sub(r"\d+([.,]\d+)?", "…", words)
    return words[0].upper() + words[1:]


def causes_sentence(frame: pd.DataFrame) -> str:
    """The commonest cause and its part of the whole. frame: as causes."""
    if frame.empty:
        return say("Không có thôn nào.")
    first, total = frame.iloc[0], frame["villages"].sum()
    share = pct(100 * first["villages"] / total)
    return say(
        "Nhiều nhất: {cause}, {count} thôn ({share})", cause=first["cause"], count=vn(first["villages"]), share=share
    )


# --- the map -------------------------------------------------------------------------------------------------


def map_values(
    communes: pd.DataFrame, figures: pd.DataFrame, district: str | None, said: Callable[[str], str]
) -> pd.DataFrame:
    """Every commune of the map: unit, name, value (null: no data), is_in (of the district chosen), is_sample."""
    found = figures.set_index("unit")
    frame = communes[["unit", "district"]].reset_index(drop=True)
    frame["name"] = [said(unit) for unit in frame["unit"]]
    frame["value"] = frame["unit"].map(found["value"]).astype("float64")
    frame["is_in"] = [district is None or one == district for one in frame["district"]]
    frame["is_sample"] = frame["unit"].map(found["is_sample"]).eq(True)
    return frame


def map_changes(values: pd.DataFrame, then: pd.DataFrame) -> pd.DataFrame:
    """The same with value as the change since then; null where either is not known. then: metrics.by of that month."""
    before = values["unit"].map(then.set_index("unit")["value"]).astype("float64")
    was_sample = values["unit"].map(then.set_index("unit")["is_sample"]).eq(True)
    return values.assign(value=values["value"] - before, is_sample=values["is_sample"] | was_sample)


def map_table(values: pd.DataFrame, better: str) -> pd.DataFrame:
    """The map's table twin, worst first, of the district chosen. values: as map_values."""
    inside = values[values["is_in"]]
    return inside.sort_values(["value", "name"], ascending=[better == "high", True], ignore_index=True)


def map_sentence(values: pd.DataFrame, scale: Scale) -> str:
    """The worst commune, of a change how many are better and worse, and how many have no data. values: as map_values,
    or map_changes."""
    metric = scale.metric
    table = map_table(values, metric.better)
    known = table[table["value"].notna()]
    if known.empty:
        return say("Chưa xã nào có số liệu về {figure}.", figure=words.title(metric))
    missing = len(table) - len(known)
    end = say(" · {count} xã chưa có số liệu", count=vn(missing)) if missing else ""
    first = known.iloc[0]
    if not scale.is_change:
        return say("Kém nhất: {name}, {value}", name=first["name"], value=scale.said(first["value"])) + end
    places = known["value"].map(lambda value: map_classes.class_of(value, scale.breaks))
    low, high = int(places.lt(2).sum()), int(places.gt(2).sum())
    better, worse = (high, low) if metric.better == "high" else (low, high)
    said = say("{better} xã tốt lên, {worse} xã kém đi", better=vn(better), worse=vn(worse))
    if worse:
        said += " · " + say("kém đi nhiều nhất: {name}, {value}", name=first["name"], value=scale.said(first["value"]))
    return said + end


def planned(value: object) -> str:
    """The planned day as it is written in the list."""
    return NO_VALUE if is_missing(value) else day(pd.Timestamp(str(value)))
