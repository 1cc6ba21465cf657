-- Grain: one row per procedure of the newest list not after as_of. Source: src.procedures.
-- Each list is the whole list, so a later one replaces it; an as_of before that still asks for the earlier one, hence
-- log.batches and not log.standing. A list that says no date counts from the day it came in, and stands in for
-- earlier days where no dated list reaches back so far.
-- level holds every level that does the procedure: it counts in each, and once in the total.
create or replace view fact.procedures as
with asked as (
    select
        coalesce(cast(getvariable('as_of') as date), date 'infinity') as as_of,
        coalesce(cast(getvariable('known_at') as timestamptz), timestamptz 'infinity') as known_at
),
lists as (
    select
        b.batch_id,
        b.loaded_at,
        b.is_sample,
        b.reported_on as stated_on,
        coalesce(b.reported_on, cast(b.received_at at time zone 'Asia/Ho_Chi_Minh' as date)) as reported_on
    from log.batches b, asked
    where b.source = 'procedures' and b.loaded_at <= asked.known_at
),
newest as (
    select l.batch_id, l.reported_on, l.is_sample
    from lists l, asked
    where
        (l.reported_on <= asked.as_of or l.stated_on is null)
        -- The first real list retires the sample for good.
        and not (l.is_sample and exists (from lists r where not r.is_sample))
    order by l.reported_on <= asked.as_of desc, l.reported_on desc, l.loaded_at desc, l.batch_id desc
    limit 1
)
select
    s.procedure_code,
    s.procedure_name,
    s.field,
    s.agency_id as unit,
    list_filter(
        [
            case when s.at_province then 'province' end,
            case when s.at_district then 'district' end,
            case when s.at_commune then 'commune' end
        ],
        lambda level: level is not null
    ) as level,
    s.service_level,
    s.service_level in ('full', 'partial') as is_online,
    s.has_fee,
    s.has_online_payment,
    s.is_essential,
    n.reported_on,
    s.batch_id,
    s.sheet,
    s.row_number,
    n.is_sample
from src.procedures s
join newest n on n.batch_id = s.batch_id
