-- Grain: one row per unit, field and period of form II.06a/VPCP/KSTT, each day told once. Source: fact.dossier_forms,
-- where known_at asks for an earlier state fact.dossier_forms_known.
-- Months count; a quarter, half-year or year counts only where the unit sent no shorter period inside it.
-- received leaves out the dossiers carried over; it is null where the form gives neither online nor direct ones.
-- Withdrawn and returned dossiers are resolved on time: the form's rule.
create or replace view fact.dossier_counts as
with forms as (
    from fact.dossier_forms where getvariable('known_at') is null
    union all
    from fact.dossier_forms_known where getvariable('known_at') is not null
),
asked as (
    select coalesce(cast(getvariable('as_of') as date), date 'infinity') as as_of
)
select f.* exclude (told_by, pending, pending_in_time, pending_overdue)
from forms f, asked
where f.period_end <= asked.as_of and (f.told_by is null or f.told_by > asked.as_of)
