-- Grain: one row per report of stations, villages or tasks that still speaks: the newest whole list of each series, and
-- the newest list of each part that came after it. A sender who is late speaks through the last report there is.
-- series is the scope without its date and without `part`, the district or lead unit whose rows alone the file holds
-- (null: the file is the sender's whole list).
-- retold: the parts of a whole list that a later list of that part tells anew; rows of those parts are left out.
create or replace view fact.newest as
with reports as (
    select
        batch_id,
        source,
        reported_on,
        loaded_at,
        is_sample,
        trim(regexp_replace(scope, '(reported_on|title_district|list_unit_id)=[^;]*(; )?', '', 'g'), '; ') as series,
        nullif(regexp_extract(scope, '(title_district|list_unit_id)=([^;]*)', 2), '') as part
    from log.standing
    where
        source in ('bts_stations', 'village_coverage', 'tasks')
        and reported_on <= coalesce(cast(getvariable('as_of') as date), date 'infinity')
),
turns as (
    select
        *,
        row_number() over (partition by source, series order by reported_on, loaded_at, batch_id) as turn
    from reports
),
latest as (
    select
        *,
        turn = max(turn) over (partition by source, series, part) as is_latest,
        coalesce(max(turn) filter (where part is null) over (partition by source, series), 0) as whole_turn
    from turns
),
speaking as (
    select * from latest where is_latest and turn >= whole_turn
),
retold as (
    select source, series, list(part) as parts
    from speaking
    where part is not null
    group by source, series
)
select
    s.batch_id,
    s.source,
    s.series,
    s.part,
    s.reported_on,
    s.loaded_at,
    s.is_sample,
    case when s.part is null then coalesce(r.parts, []) else [] end as retold
from speaking s
left join retold r on r.source = s.source and r.series = s.series
