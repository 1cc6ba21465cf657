-- Grain: one row per batch that stood at known_at and whose report is not after as_of.
-- Source: log.standing, log.issues.
-- reported_on is the report's own date; a file that says none (procedures) counts from the day it came in.
create or replace view fact.batches as
with standing as (
    select
        *,
        coalesce(reported_on, period_end, cast(received_at at time zone 'Asia/Ho_Chi_Minh' as date)) as dated
    from log.standing
),
mismatched as (
    select batch_id, count(*) as totals_mismatched
    from log.issues
    where rule = 'total_differs'
    group by batch_id
)
select
    b.batch_id,
    b.source,
    b.sender as unit,
    u.district,
    u.level,
    b.file_name,
    b.dated as reported_on,
    b.received_at,
    b.loaded_at,
    b.rows_read,
    b.rows_loaded,
    b.rows_refused,
    coalesce(m.totals_mismatched, 0) as totals_mismatched,
    b.is_sample,
    cast(null as varchar) as sheet,
    cast(null as bigint) as row_number
from standing b
left join fact.units u on u.unit = b.sender
left join mismatched m on m.batch_id = b.batch_id
where b.dated <= coalesce(cast(getvariable('as_of') as date), date 'infinity')
