-- Grain: one row per active station or village, so that stations can be set against the people who live there.
-- Source: fact.stations, fact.villages. Villages count only once stations are known at all: no report is not 0.
create or replace view fact.station_density as
select
    'station' as thing,
    station_code as code,
    unit,
    district,
    cast(null as bigint) as population,
    reported_on,
    batch_id,
    sheet,
    row_number,
    is_sample
from fact.stations
where is_active
union all
select
    'village' as thing,
    village_name as code,
    unit,
    district,
    population,
    reported_on,
    batch_id,
    sheet,
    row_number,
    is_sample
from fact.villages
where exists (from fact.batches where source = 'bts_stations')
