-- Grain: one row per unit and field of the newest form II.06a that the unit sent. Source: fact.dossier_forms, where
-- known_at asks for an earlier state fact.dossier_forms_known.
-- Of two forms that end on the same day the shorter period speaks; what is pending on that day is the same in both.
create or replace view fact.dossier_backlog as
with forms as (
    from fact.dossier_forms where getvariable('known_at') is null
    union all
    from fact.dossier_forms_known where getvariable('known_at') is not null
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
from forms
where period_end <= coalesce(cast(getvariable('as_of') as date), date 'infinity')
qualify dense_rank() over (partition by unit order by period_end desc, period_start desc) = 1
