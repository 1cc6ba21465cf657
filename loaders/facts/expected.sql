-- Grain: one row per report that ref.calendar expects: source, sender, period. Source: ref.calendar, ref.holidays.
-- A table, unfolded at publish until two years after the newest report; fact.reports cuts it off at the day asked for.
-- Weeks end on Sunday. A deadline on a weekend or holiday moves to the next working day (Civil Code 2015, article 148).
-- What is sent "on change" is never expected.
create or replace table fact.expected as
with horizon as (
    select coalesce(max(coalesce(period_end, reported_on)), date '2024-12-31') + 731 as last_day from log.batches
),
listed as (
    select
        c.source,
        c.sender_id as unit,
        c.rhythm,
        c.valid_from,
        c.valid_to,
        try_cast(c.due_day as integer) as due_day,
        c.due_month_day,
        coalesce(try_cast(c.due_hour as integer), 24) as due_hour,
        horizon.last_day
    from ref.calendar c, horizon
    where c.rhythm in ('weekly', 'monthly', 'yearly')
),
months as (
    select *, unnest(generate_series(date_trunc('month', valid_from), last_day, interval 1 month)) as starts
    from listed where rhythm = 'monthly'
),
weeks as (
    select *, unnest(generate_series(date_trunc('week', valid_from), last_day, interval 7 day)) as starts
    from listed where rhythm = 'weekly'
),
years as (
    -- The year before is reported in the sender's first year: scores come out in spring.
    select
        *,
        unnest(generate_series(date_trunc('year', valid_from) - interval 1 year, last_day, interval 1 year)) as starts
    from listed where rhythm = 'yearly'
),
periods as (
    select * exclude (starts, last_day), cast(starts as date) as period_start,
        cast(last_day(starts) as date) as period_end,
        cast(starts + interval 1 month as date) + coalesce(due_day, 1) - 1 as due_on
    from months
    union all
    select * exclude (starts, last_day), cast(starts as date), cast(starts as date) + 6,
        cast(starts as date) + 6 + coalesce(due_day, 1)
    from weeks
    union all
    select * exclude (starts, last_day), cast(starts as date), make_date(year(starts), 12, 31),
        cast(concat(year(starts) + 1, '-', coalesce(due_month_day, '01-31')) as date)
    from years
),
days as (
    select
        cast(d.day as date) as day,
        min(cast(d.day as date)) filter (
            where case h.kind when 'working_saturday' then true else isodow(d.day) < 6 and h.kind is null end
        ) over (
            order by d.day rows between current row and unbounded following
        ) as working_day
    from (
        select unnest(generate_series(min(due_on), max(due_on) + 30, interval 1 day)) as day
        from periods
    ) d
    left join (select cast(day as date) as day, min(kind) as kind from ref.holidays group by all) h
        on h.day = cast(d.day as date)
)
select
    p.source,
    p.unit,
    p.rhythm,
    p.period_start,
    p.period_end,
    d.working_day as due_on,
    (d.working_day + to_hours(p.due_hour)) at time zone 'Asia/Ho_Chi_Minh' as due_at
from periods p
join days d on d.day = p.due_on
where
    (p.valid_to is null or case p.rhythm when 'yearly' then p.due_on else p.period_end end < p.valid_to)
    and case p.rhythm when 'yearly' then p.due_on else p.period_end end >= p.valid_from
