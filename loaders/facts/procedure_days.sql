-- Grain: one row per procedure and day on which it got an online dossier. Source: fact.dossiers_newest. A table, made
-- once at every publish: whether a service is in use is asked for every figure of it.
create or replace table fact.procedure_days as
select procedure_code, received_on, max(reported_on) as reported_on, bool_or(is_sample) as is_sample
from fact.dossiers_newest
where channel = 'online' and coalesce(status_code not in (1, 3), true)
group by procedure_code, received_on
