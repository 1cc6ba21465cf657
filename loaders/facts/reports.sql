-- Grain: one row per report expected by the day asked for (as_of; else the newest report of any source), in or not.
-- Source: fact.expected, log.batches. A yearly report is expected from its due day on, others from their period's end.
-- received_at is the first arrival: a correction does not make a report late. is_on_time is null while a report is
-- neither in nor due; the clock is known_at, else the last arrival of anything, so that figures do not change by night.
-- Task lists are told apart by their plan: the police answer for Đề án 06. Where one sender alone is expected, a
-- report that names nobody is his.
create or replace view fact.reports as
with asked as (
    select
        coalesce(cast(getvariable('as_of') as date), max(reported_on)) as last_day,
        coalesce(cast(getvariable('known_at') as timestamptz), max(received_at)) as clock
    from fact.batches
),
expected as (
    select
        e.*,
        asked.clock,
        e.period_end = max(e.period_end) over (partition by e.source) as is_newest,
        count(*) over (partition by e.source, e.period_end) as senders
    from fact.expected e, asked
    where case e.rhythm when 'yearly' then e.due_on else e.period_end end <= asked.last_day
),
arrived as (
    -- Corrected reports count for their day of arrival; samples only while they stand.
    select
        b.batch_id,
        b.source,
        b.sender,
        starts_with(b.scope, 'plan=de_an_06;') as is_project06,
        coalesce(b.period_end, b.reported_on) as covers,
        b.received_at,
        coalesce(b.reported_on, b.period_end) as reported_on,
        b.is_sample,
        not b.is_sample or b.replaced_at is null or b.replaced_at > asked.clock as counts
    from log.batches b, asked
    where b.loaded_at <= coalesce(cast(getvariable('known_at') as timestamptz), timestamptz 'infinity')
)
select
    e.source,
    e.unit,
    any_value(u.district) as district,
    any_value(u.level) as level,
    e.rhythm,
    e.period_start,
    e.period_end,
    e.due_at,
    e.is_newest,
    min(a.received_at) as received_at,
    count(a.batch_id) > 0 as is_received,
    case
        when count(a.batch_id) > 0 then min(a.received_at) <= e.due_at
        when e.due_at < e.clock then false
    end as is_on_time,
    max(a.reported_on) as reported_on,
    arg_min(a.batch_id, a.received_at) as batch_id,
    cast(null as varchar) as sheet,
    cast(null as bigint) as row_number,
    coalesce(bool_or(a.is_sample), false) as is_sample
from expected e
left join arrived a
    on a.source = e.source
    and a.covers between e.period_start and e.period_end
    and a.counts
    and case
        when e.senders = 1 then true
        when e.source = 'tasks' then a.is_project06 = (e.unit = 'cong-an-tinh')
        else a.sender = e.unit
    end
left join fact.units u on u.unit = e.unit
group by e.source, e.unit, e.rhythm, e.period_start, e.period_end, e.due_at, e.is_newest, e.clock
