-- Grain: one row per unit, month and scored part, as fact.index_766_groups, of the newest reports. Source:
-- fact.index_766_groups. A table, made once at every publish.
create or replace table fact.index_766_months as
from fact.index_766_groups
order by period_end, unit
