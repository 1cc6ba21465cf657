-- Grain: one row per group of dossiers that are alike in everything a figure or a screen divides by, with how many they
-- are (`dossiers`). Source: fact.dossiers.
-- received_on, closed_on: the first day of their month, for figures of whole months. due_on: of open dossiers only, the
-- day itself. late_days: of resolved ones that were late, the age in words of days ('1-3', '4-7', '8-30', '31+').
create or replace view fact.dossier_groups as
select
    unit,
    district,
    level,
    channel,
    status_code,
    is_received,
    is_resolved,
    is_open,
    on_time_766,
    cast(date_trunc('month', received_on) as date) as received_on,
    cast(date_trunc('month', closed_on) as date) as closed_on,
    case when is_open then due_on end as due_on,
    case
        when not is_resolved or closed_on is null or due_on is null or closed_on <= due_on then null
        when closed_on - due_on <= 3 then '1-3'
        when closed_on - due_on <= 7 then '4-7'
        when closed_on - due_on <= 30 then '8-30'
        else '31+'
    end as late_days,
    has_fee,
    paid_online,
    input_digitised,
    result_digitised,
    is_sample,
    max(reported_on) as reported_on,
    count(*) as dossiers
from fact.dossiers
group by all
