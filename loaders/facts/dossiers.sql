-- Grain: one row per dossier, as its newest report not after as_of says; absence from later reports removes nothing.
-- Source: fact.dossiers_newest where that is what is asked for, else src.dossiers. Variables are known when a query is
-- planned, so the branch that is not asked for costs nothing. as_of_is_newest: set by who knows that no report of
-- dossiers is later than as_of.
-- status 1 (only registered) and 3 (not accepted) are no received dossiers. A dossier is overdue while it is open and
-- past due on as_of, else on the day of the newest report; one without a due date is on time.
-- on_time_766: closed not after its due date; withdrawn (7) is processed on time; null where not processed.
-- dossiers: 1, so that a figure is the same sum here and over fact.dossier_sums.
-- procedure_level: full, partial or information, by the list of procedures in force; null for an unknown procedure.
create or replace view fact.dossiers as
with chosen as (
    select
        dossier_code, procedure_code, unit_id, district, level, channel, received_on, due_on, closed_on, status_code,
        has_fee, paid_online, input_digitised, result_digitised, reported_on, batch_id, sheet, row_number, is_sample
    from fact.dossiers_newest
    where
        getvariable('known_at') is null
        and (getvariable('as_of') is null or coalesce(getvariable('as_of_is_newest'), false))
    union all
    (
        select
            s.dossier_code, s.procedure_code, s.unit_id, u.district, u.level, s.channel, s.received_on, s.due_on,
            s.closed_on, cast(s.status_code as tinyint), s.has_fee, s.paid_online, s.input_digitised,
            s.result_digitised, b.reported_on, s.batch_id, s.sheet, s.row_number, b.is_sample
        from src.dossiers s
        join log.standing b on b.batch_id = s.batch_id
        left join fact.units u on u.unit = s.unit_id
        where
            not (
                getvariable('known_at') is null
                and (getvariable('as_of') is null or coalesce(getvariable('as_of_is_newest'), false))
            )
            and b.reported_on <= coalesce(cast(getvariable('as_of') as date), date 'infinity')
        qualify row_number() over (
            partition by s.dossier_code
            order by b.reported_on desc, b.loaded_at desc, b.batch_id desc, s.row_number desc
        ) = 1
    )
),
judged as (
    select max(reported_on) as newest_on from fact.batches where source = 'dossiers'
)
select
    c.dossier_code,
    c.procedure_code,
    c.unit_id as unit,
    c.district,
    c.level,
    c.channel,
    c.received_on,
    c.due_on,
    c.closed_on,
    c.status_code,
    coalesce(c.status_code not in (1, 3), true) as is_received,
    c.status_code in (9, 10) as is_resolved,
    case
        when c.status_code = 7 then true
        when c.status_code in (9, 10) and c.closed_on is not null then coalesce(c.closed_on <= c.due_on, true)
    end as on_time_766,
    c.status_code in (2, 4, 5, 6, 8) as is_open,
    c.status_code in (2, 4) and coalesce(c.due_on < j.judged_on, false) as is_overdue,
    case when c.status_code in (2, 4, 5, 6, 8) then date_diff('day', c.received_on, j.judged_on) end as age_days,
    c.has_fee,
    c.paid_online,
    c.input_digitised,
    c.result_digitised,
    c.reported_on,
    c.batch_id,
    c.sheet,
    c.row_number,
    c.is_sample,
    1 as dossiers
from chosen c
cross join (select coalesce(cast(getvariable('as_of') as date), newest_on) as judged_on from judged) j
