-- Grain: one row per procedure on the list in force, unit, channel and month. Source: fact.procedure_sums,
-- fact.procedures. What fact.dossier_services says of single dossiers, added up by month.
create or replace view fact.dossier_service_sums as
select
    s.* exclude (is_sample),
    p.field,
    p.service_level,
    p.is_online,
    s.is_sample or p.is_sample as is_sample
from fact.procedure_sums s
join fact.procedures p on p.procedure_code = s.procedure_code
