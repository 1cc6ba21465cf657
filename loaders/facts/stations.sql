-- Grain: one row per station of one operator, from the operator's newest report. Source: src.bts_stations.
-- unit is the commune. technology lists what the station is known to have; has_5g and the others are null where the
-- operator's file says nothing about that technology.
create or replace view fact.stations as
select
    s.station_code,
    s.station_name,
    s.operator,
    s.commune_id as unit,
    coalesce(s.district_id, u.district) as district,
    list_filter(
        [
            case when s.has_2g then '2G' end,
            case when s.has_3g then '3G' end,
            case when s.has_4g then '4G' end,
            case when s.has_5g then '5G' end
        ],
        lambda technology: technology is not null
    ) as technology,
    s.has_2g,
    s.has_3g,
    s.has_4g,
    s.has_5g,
    s.is_shared,
    s.status,
    s.status = 'active' as is_active,
    s.on_air_on,
    s.station_class,
    s.mast_height_m,
    s.address,
    s.longitude,
    s.latitude,
    b.reported_on,
    s.batch_id,
    s.sheet,
    s.row_number,
    b.is_sample
from src.bts_stations s
join fact.newest b on b.batch_id = s.batch_id and b.source = 'bts_stations'
left join fact.units u on u.unit = s.commune_id
where not coalesce(list_contains(b.retold, coalesce(s.district_id, u.district)), false)
