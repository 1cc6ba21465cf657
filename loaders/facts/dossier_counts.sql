-- Grain: one row per unit, field and period of form II.06a/VPCP/KSTT, each day told once. Source: src.dossier_counts.
-- Months count; a quarter, half-year or year counts only where the unit sent no shorter period inside it.
-- received leaves out the dossiers carried over; it is null where the form gives neither online nor direct ones.
-- Withdrawn and returned dossiers are resolved on time: the form's rule.
create or replace view fact.dossier_counts as
with forms as (
    select s.*, b.is_sample
    from src.dossier_counts s
    join log.standing b on b.batch_id = s.batch_id
    where s.period_end <= coalesce(cast(getvariable('as_of') as date), date 'infinity')
),
periods as (
    select distinct unit_id, period_start, period_end from forms
),
told_in_parts as (
    select distinct whole.unit_id, whole.period_start, whole.period_end
    from periods whole
    join periods part
        on part.unit_id = whole.unit_id
        and part.period_start >= whole.period_start
        and part.period_end <= whole.period_end
        and (part.period_start > whole.period_start or part.period_end < whole.period_end)
)
select
    f.unit_id as unit,
    u.district,
    u.level,
    f.field,
    f.period_start,
    f.period_end,
    f.received_online,
    f.received_direct,
    case
        when f.received_online is not null or f.received_direct is not null
            then coalesce(f.received_online, 0) + coalesce(f.received_direct, 0)
    end as received,
    f.carried_over,
    f.resolved_total as resolved,
    case
        when f.resolved_early is not null or f.resolved_on_time is not null
            then coalesce(f.resolved_early, 0) + coalesce(f.resolved_on_time, 0)
        else f.resolved_total - f.resolved_late
    end as resolved_in_time,
    f.resolved_late,
    f.period_end as reported_on,
    f.batch_id,
    f.sheet,
    f.row_number,
    f.is_sample
from forms f
anti join told_in_parts t using (unit_id, period_start, period_end)
left join fact.units u on u.unit = f.unit_id
