-- Grain: one row per procedure, unit, channel and month, as fact.procedure_groups. Source: fact.procedure_months where
-- neither as_of nor known_at asks for an earlier state, else fact.procedure_groups.
create or replace view fact.procedure_sums as
from fact.procedure_months
where
    getvariable('known_at') is null
    and (getvariable('as_of') is null or coalesce(getvariable('as_of_is_newest'), false))
union all
from fact.procedure_groups
where
    not (
        getvariable('known_at') is null
        and (getvariable('as_of') is null or coalesce(getvariable('as_of_is_newest'), false))
    )
