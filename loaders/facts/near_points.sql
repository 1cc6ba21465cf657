-- Grain: one row per ordered pair of points that are one site: within 50 m, or what settings.csv says.
-- Source: src.bts_stations, all reports; fact.settings.
-- A table: what is near what does not depend on the day asked for, which stations stand there does.
create or replace table fact.near_points as
with site as (
    -- Cells of a hundred-thousandth of a degree for each metre (0,0005 degrees for 50 m) are wider than the distance both
    -- ways as far north as Vietnam reaches.
    select site_metres, site_metres / 100000.0 as cell from fact.settings
),
points as (
    select distinct
        longitude,
        latitude,
        cast(floor(longitude / site.cell) as bigint) as cell_x,
        cast(floor(latitude / site.cell) as bigint) as cell_y
    from src.bts_stations, site
    where longitude is not null and latitude is not null
),
around as (
    select p.*, p.cell_x + dx.step as near_x, p.cell_y + dy.step as near_y
    from points p, (values (-1), (0), (1)) dx(step), (values (-1), (0), (1)) dy(step)
)
select
    a.longitude,
    a.latitude,
    b.longitude as near_longitude,
    b.latitude as near_latitude
from around a
join points b on b.cell_x = a.near_x and b.cell_y = a.near_y
where
    (b.longitude <> a.longitude or b.latitude <> a.latitude)
    -- Distance on a sphere, half a per cent from the ellipsoid: a quarter of a metre at 50 m.
    and 2 * 6371008.8 * asin(sqrt(
        power(sin(radians(b.latitude - a.latitude) / 2), 2)
        + cos(radians(a.latitude)) * cos(radians(b.latitude)) * power(sin(radians(b.longitude - a.longitude) / 2), 2)
    )) <= (select site_metres from site)
