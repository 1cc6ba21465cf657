-- Grain: one row per unit, month and scored part of the index of Decision 766 for which there are data: how many were
-- done of how many, the target in percent and the most points of the part as they were in force that month. Source:
-- fact.dossier_sums, fact.dossier_service_sums, fact.procedure_sums, fact.procedures; ref.index_766 for the weights. A
-- part that no report carries has no row: it is said, never guessed. done is null where no report of the group fills
-- the column. criterion: the part's name. batch_id: the newest export that the row is counted from. What is closed
-- counts in the month of its closing, all else in that of its receipt. A procedure with a fee counts once per unit that
-- received a dossier of it.

-- An installation with lists of its own may be older than these two: then nothing is scored.
create table if not exists ref.index_766 (
    part varchar, "group" varchar, group_name_vi varchar, name_vi varchar, max_points varchar, target double,
    ratio varchar, is_computable varchar, origin varchar, needs varchar, valid_from date, valid_to date
);
create table if not exists ref.index_766_bands (name_vi varchar, least varchar, origin varchar);

create or replace view fact.index_766_groups as
with exports as (
    select reported_on, max(batch_id) as batch_id
    from fact.batches
    where source = 'dossiers'
    group by reported_on
),
received as (
    select
        unit,
        district,
        level,
        received_on as month,
        sum(dossiers) as dossiers,
        sum(dossiers) filter (where has_fee) as with_fee,
        count(has_fee) > 0 as says_fee,
        case when count(paid_online) > 0
            then coalesce(sum(dossiers) filter (where has_fee and paid_online), 0) end as paid_online,
        case when count(input_digitised) > 0
            then coalesce(sum(dossiers) filter (where input_digitised), 0) end as input_digitised,
        max(reported_on) as reported_on,
        bool_or(is_sample) as is_sample
    from fact.dossier_sums
    where is_received
    group by all
),
closed as (
    select
        unit,
        district,
        level,
        closed_on as month,
        sum(dossiers) filter (where status_code in (7, 9, 10)) as processed,
        coalesce(sum(dossiers) filter (where status_code in (7, 9, 10) and on_time_766), 0) as on_time,
        sum(dossiers) filter (where is_resolved) as resolved,
        case when count(result_digitised) > 0
            then coalesce(sum(dossiers) filter (where is_resolved and result_digitised), 0) end as result_digitised,
        max(reported_on) as reported_on,
        bool_or(is_sample) as is_sample
    from fact.dossier_sums
    where closed_on is not null
    group by all
),
fees as (
    select
        s.unit,
        s.district,
        s.level,
        s.received_on as month,
        s.procedure_code,
        p.has_fee,
        sum(s.with_fee) as with_fee,
        sum(s.paid_online) as paid_online,
        max(s.reported_on) as reported_on,
        bool_or(s.is_sample or p.is_sample) as is_sample
    from fact.procedure_sums s
    join fact.procedures p on p.procedure_code = s.procedure_code
    where s.is_received
    group by all
),
ratios as (
    select 'on_time' as ratio, unit, district, level, month, on_time as done, processed as total, reported_on, is_sample
    from closed
    union all
    select
        'online', unit, district, level, received_on, coalesce(sum(dossiers) filter (where channel = 'online'), 0),
        sum(dossiers), max(reported_on), bool_or(is_sample)
    from fact.dossier_service_sums
    where is_received and is_online
    group by unit, district, level, received_on
    union all
    select 'input_digitised', unit, district, level, month, input_digitised, dossiers, reported_on, is_sample
    from received
    union all
    select 'result_digitised', unit, district, level, month, result_digitised, resolved, reported_on, is_sample
    from closed
    union all
    select 'paid_online', unit, district, level, month, paid_online, with_fee, reported_on, is_sample
    from received
    union all
    -- Where no report says which dossier has a fee, none is known to lack it.
    select
        'procedures_with_fee', f.unit, f.district, f.level, f.month,
        case when bool_or(r.says_fee) then count(*) filter (where f.with_fee > 0) end, count(*), max(f.reported_on),
        bool_or(f.is_sample)
    from fees f
    join received r on r.unit = f.unit and r.month = f.month
    where f.has_fee
    group by f.unit, f.district, f.level, f.month
    union all
    select
        'procedures_paid_online', unit, district, level, month,
        case when count(paid_online) > 0 then count(*) filter (where paid_online > 0) end, count(*), max(reported_on),
        bool_or(is_sample)
    from fees
    where with_fee > 0
    group by unit, district, level, month
)
select
    r.unit,
    r.district,
    r.level,
    w."group",
    w.part,
    w.name_vi as criterion,
    r.ratio,
    r.month as period_start,
    last_day(r.month) as period_end,
    r.done,
    r.total,
    w.target,
    try_cast(w.max_points as double) as max_points,
    r.reported_on,
    b.batch_id,
    cast(null as varchar) as sheet,
    cast(null as bigint) as row_number,
    r.is_sample
from ratios r
left join exports b on b.reported_on = r.reported_on
join ref.index_766 w
    on w.ratio = r.ratio
    and coalesce(w.valid_from, date '-infinity') <= last_day(r.month)
    and coalesce(w.valid_to, date 'infinity') > last_day(r.month)
where r.total > 0
