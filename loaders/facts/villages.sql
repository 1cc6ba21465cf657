-- Grain: one row per village (thôn, bản, tổ dân phố), from its district's newest list. Source: src.village_coverage.
-- unit is the commune. greatest() passes over nulls: a list without a 5G column still says whether there is broadband;
-- has_broadband is null only where the list names none of the three technologies.
create or replace view fact.villages as
select
    s.village_name,
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
    s.signal as status,
    coalesce(greatest(s.has_2g, s.has_3g, s.has_4g, s.has_5g), s.signal <> 'none') as has_any_signal,
    greatest(s.has_3g, s.has_4g, s.has_5g) as has_broadband,
    greatest(s.has_4g, s.has_5g) as has_4g,
    s.signal = 'none' as is_white_zone,
    s.signal = 'weak' as is_weak,
    s.households,
    s.population,
    s.has_grid_power,
    s.cause,
    s.planned_on,
    s.longitude,
    s.latitude,
    b.reported_on,
    s.batch_id,
    s.sheet,
    s.row_number,
    b.is_sample
from src.village_coverage s
join fact.newest b on b.batch_id = s.batch_id and b.source = 'village_coverage'
left join fact.units u on u.unit = s.commune_id
