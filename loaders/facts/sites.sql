-- Grain: one row per active station, with the place (site_id) that it stands at.
-- Source: fact.stations, fact.near_points.
-- Stations within 50 m (see settings.csv) are one place, also through a third one between them. A station without coordinates is a
-- place of its own: it stands somewhere, and nothing says that it shares.
-- A place on a commune's border belongs to the commune of its first station, so that communes add up.
create or replace view fact.sites as
with recursive active as materialized (
    select
        station_code, station_name, operator, unit, district, technology, longitude, latitude,
        reported_on, batch_id, sheet, row_number, is_sample
    from fact.stations
    where is_active
),
points as materialized (
    select longitude, latitude, row_number() over (order by longitude, latitude) as point
    from (select distinct longitude, latitude from active where longitude is not null and latitude is not null)
),
near as materialized (
    select a.point, b.point as neighbour
    from fact.near_points n
    join points a on a.longitude = n.longitude and a.latitude = n.latitude
    join points b on b.longitude = n.near_longitude and b.latitude = n.near_latitude
),
places(point, place) using key (point) as (
    -- Each point takes the lowest number among its neighbours' until nothing changes.
    select point, point from points
    union
    select n.neighbour, min(f.place)
    from places f
    join near n on n.point = f.point
    join recurring.places known on known.point = n.neighbour
    where f.place < known.place
    group by n.neighbour
),
placed as materialized (
    select s.*, coalesce('p' || f.place, 's' || s.operator || '/' || s.station_code) as site_id
    from active s
    left join points p on p.longitude = s.longitude and p.latitude = s.latitude
    left join places f on f.point = p.point
),
sites as (
    select
        site_id,
        count(distinct operator) as operators_here,
        arg_min(unit, operator || '/' || station_code) as unit,
        arg_min(district, operator || '/' || station_code) as district
    from placed
    group by site_id
)
select
    p.site_id,
    p.station_code,
    p.station_name,
    p.operator,
    s.operators_here,
    s.unit,
    s.district,
    p.technology,
    p.longitude,
    p.latitude,
    p.reported_on,
    p.batch_id,
    p.sheet,
    p.row_number,
    p.is_sample
from placed p
join sites s on s.site_id = p.site_id
