-- Grain: one row per procedure, unit, channel and month, with how many dossiers were received (`dossiers`) and how many
-- of them were resolved, late, paid online, digitised. Source: fact.dossiers. received_on: the first day of the month.
-- with_fee: those with a fee. A count of a column that no report of the group fills is null.
create or replace view fact.procedure_groups as
select
    procedure_code,
    unit,
    district,
    level,
    channel,
    cast(date_trunc('month', received_on) as date) as received_on,
    is_received,
    is_sample,
    max(reported_on) as reported_on,
    count(*) as dossiers,
    count(*) filter (where is_resolved) as resolved,
    count(*) filter (where is_resolved and not on_time_766) as resolved_late,
    count(*) filter (where has_fee) as with_fee,
    case when count(paid_online) > 0 then count(*) filter (where has_fee and paid_online) end as paid_online,
    case when count(result_digitised) > 0
        then count(*) filter (where is_resolved and result_digitised) end as result_digitised
from fact.dossiers
where is_received
group by all
