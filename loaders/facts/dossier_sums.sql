-- Grain: one row per group of dossiers, as fact.dossier_groups; beside its columns is_overdue, judged on as_of, else on
-- the day of the newest report. Source: fact.dossier_months where neither as_of nor known_at asks for an earlier state,
-- else fact.dossier_groups.
create or replace view fact.dossier_sums as
with chosen as (
    from fact.dossier_months
    where
        getvariable('known_at') is null
        and (getvariable('as_of') is null or coalesce(getvariable('as_of_is_newest'), false))
    union all
    from fact.dossier_groups
    where
        not (
            getvariable('known_at') is null
            and (getvariable('as_of') is null or coalesce(getvariable('as_of_is_newest'), false))
        )
),
judged as (
    select max(reported_on) as newest_on from fact.batches where source = 'dossiers'
)
select
    c.*,
    c.status_code in (2, 4)
        and coalesce(c.due_on < coalesce(cast(getvariable('as_of') as date), j.newest_on), false) as is_overdue
from chosen c
cross join judged j
