-- Grain: one row per online procedure (used_on null), and one more for each day on which it got an online dossier.
-- Source: fact.procedures, fact.procedure_days (of earlier states: fact.dossiers). So procedures that nobody used are counted among all. Empty while no dossier
-- is known: no report is not 0 %. reported_on is the dossiers' day, null in the rows that stand for no dossier.
create or replace view fact.procedure_use as
with online as (
    select procedure_code, procedure_name, field, unit, level, service_level, batch_id, sheet, row_number, is_sample
    from fact.procedures
    where is_online and exists (from fact.batches where source = 'dossiers')
),
used as (
    from fact.procedure_days
    where
        getvariable('known_at') is null
        and (getvariable('as_of') is null or coalesce(getvariable('as_of_is_newest'), false))
    union all
    select procedure_code, received_on, max(reported_on) as reported_on, bool_or(is_sample) as is_sample
    from fact.dossiers
    where
        channel = 'online'
        and is_received
        and not (
            getvariable('known_at') is null
            and (getvariable('as_of') is null or coalesce(getvariable('as_of_is_newest'), false))
        )
    group by procedure_code, received_on
)
select
    o.procedure_code,
    o.procedure_name,
    o.field,
    o.unit,
    o.level,
    o.service_level,
    cast(null as date) as used_on,
    cast(null as date) as reported_on,
    o.batch_id,
    o.sheet,
    o.row_number,
    o.is_sample
from online o
union all
select
    o.procedure_code,
    o.procedure_name,
    o.field,
    o.unit,
    o.level,
    o.service_level,
    u.received_on as used_on,
    u.reported_on,
    o.batch_id,
    o.sheet,
    o.row_number,
    o.is_sample or u.is_sample as is_sample
from online o
join used u on u.procedure_code = o.procedure_code
