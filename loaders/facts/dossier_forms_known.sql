-- Grain: one row per unit, field and period of form II.06a/VPCP/KSTT that counted at known_at, which counts now where
-- nothing is asked. Source: src.dossier_counts, log.standing.
-- told_by: from this day on the period is told in parts; null where no shorter period of the unit lies inside it.
create or replace view fact.dossier_forms_known as
with forms as (
    select s.*, b.is_sample
    from src.dossier_counts s
    join log.standing b on b.batch_id = s.batch_id
),
told_in_parts as (
    select whole.unit_id, whole.period_start, whole.period_end, min(part.period_end) as told_by
    from (select distinct unit_id, period_start, period_end from forms) whole
    join (select distinct unit_id, period_start, period_end from forms) part
        on part.unit_id = whole.unit_id
        and part.period_start >= whole.period_start
        and part.period_end <= whole.period_end
        and (part.period_start > whole.period_start or part.period_end < whole.period_end)
    group by all
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
    f.pending_total as pending,
    f.pending_in_time,
    f.pending_overdue,
    f.period_end as reported_on,
    f.batch_id,
    f.sheet,
    f.row_number,
    f.is_sample,
    t.told_by
from forms f
left join told_in_parts t using (unit_id, period_start, period_end)
left join fact.units u on u.unit = f.unit_id
