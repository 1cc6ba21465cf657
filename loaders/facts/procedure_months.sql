-- Grain: one row per procedure, unit, channel and month, as fact.procedure_groups, of the newest reports. Source:
-- fact.procedure_groups. A table, made once at every publish.
create or replace table fact.procedure_months as
from fact.procedure_groups
order by received_on, procedure_code
