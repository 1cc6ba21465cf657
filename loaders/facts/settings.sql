-- Grain: one row per warehouse: the numbers that an officer sets. Source: ref.settings.
-- A line that is missing, or holds no whole number, leaves the default.
create or replace view fact.settings as
with stated as (
    select name, try_cast(trim(value) as integer) as number from ref.settings
)
select
    coalesce(max(number) filter (where name = 'due_soon_days'), 30) as due_soon_days,
    -- Stations not farther apart than this are one site.
    coalesce(max(number) filter (where name = 'site_metres'), 50) as site_metres,
    -- Distances that a doubt, a neighbour and a new station are measured by; none of them is coverage.
    coalesce(max(number) filter (where name = 'far_4g_metres'), 5000) as far_4g_metres,
    coalesce(max(number) filter (where name = 'far_commune_metres'), 15000) as far_commune_metres,
    coalesce(max(number) filter (where name = 'surroundings_metres'), 5000) as surroundings_metres,
    coalesce(max(number) filter (where name = 'new_station_metres'), 3000) as new_station_metres
from stated
