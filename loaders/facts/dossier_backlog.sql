-- Grain: one row per unit and field of the newest form II.06a that the unit sent. Source: fact.dossier_forms, where
-- known_at asks for an earlier state fact.dossier_forms_known.
-- Of two forms that end on the same day the shorter period speaks; what is pending on that day is the same in both.
create or replace view fact.dossier_backlog as
with forms as (
    from fact.dossier_forms where getvariable('known_at') is null
    union all
    from fact.dossier_forms_known where getvariable('known_at') is not null
),
up_to as (
    from forms where period_end <= coalesce(cast(getvariable('as_of') as date), date 'infinity')
),
newest as (
    select unit, max((period_end, period_start)) as period from up_to group by unit
)
select
    unit,
    district,
    level,
    field,
    pending,
    pending_in_time,
    pending_overdue,
    period_start,
    period_end,
    reported_on,
    batch_id,
    sheet,
    row_number,
    is_sample
from up_to
semi join newest on newest.unit = up_to.unit and newest.period = (up_to.period_end, up_to.period_start)
