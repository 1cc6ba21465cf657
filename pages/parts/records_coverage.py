"""Stations and villages as the newest reports say them, with the places they stand at. Frames for the coverage screen.

Distances and what follows from them are worked out over whole frames (`nearness`); here the rows are only fetched.
"""

from __future__ import annotations

from datetime import date

import duckdb
import pandas as pd

from pages.parts.records import _ask

DISTANCES = ("far_4g_metres", "far_commune_metres", "surroundings_metres", "new_station_metres")


def stations(con: duckdb.DuckDBPyConnection, as_of: date | None = None) -> pd.DataFrame:
    """One row per station of the newest lists: station_code, station_name, operator, unit (commune), district,
    technology (in words: 2G, 3G), has_2g … has_5g (null: not said), is_active, status, on_air_on, is_shared (null: not
    said), longitude, latitude (null: not known), reported_on, batch_id, sheet, row_number, is_sample."""
    # In words: a hundred thousand lists take half a second to come out of the cache.
    return _ask(
        con,
        """
        select station_code, station_name, operator, unit, district, array_to_string(technology, ', ') as technology,
               has_2g, has_3g, has_4g, has_5g, is_active, status, on_air_on, is_shared, longitude, latitude,
               reported_on, batch_id, sheet, row_number, is_sample
        from fact.stations
        order by operator, station_code
        """,
        as_of=as_of,
    )


def villages(con: duckdb.DuckDBPyConnection, as_of: date | None = None) -> pd.DataFrame:
    """One row per village of the newest lists: village_name, unit (commune), district, technology (list), signal
    (good | weak | none), has_any_signal, has_broadband, has_4g (null: not said), is_white_zone, is_weak, households,
    population, has_grid_power, cause, planned_on, longitude, latitude (null: not known), point_longitude,
    point_latitude (of its commune, to stand in), reported_on, batch_id, sheet, row_number, is_sample."""
    return _ask(
        con,
        """
        select v.village_name, v.unit, v.district, v.technology, v.status as signal, v.has_any_signal, v.has_broadband,
               v.has_4g, v.is_white_zone, v.is_weak, v.households, v.population, v.has_grid_power, v.cause,
               v.planned_on, v.longitude, v.latitude, u.longitude as point_longitude, u.latitude as point_latitude,
               v.reported_on, v.batch_id, v.sheet, v.row_number, v.is_sample
        from fact.villages v
        left join ref.units u on u.unit_id = v.unit
        order by v.district, v.unit, v.village_name
        """,
        as_of=as_of,
    )


def sites(con: duckdb.DuckDBPyConnection, as_of: date | None = None) -> pd.DataFrame:
    """One row per active station of the newest lists, by batch_id, sheet and row_number: site_id (the place that it
    stands at), operators_here (how many operators stand there)."""
    return _ask(con, "select batch_id, sheet, row_number, site_id, operators_here from fact.sites", as_of=as_of)


def distances(con: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """The distances that an officer sets, in metres, by their names in settings.csv."""
    row = _ask(con, f"select {', '.join(DISTANCES)} from fact.settings").iloc[0]
    return {name: int(row[name]) for name in DISTANCES}
