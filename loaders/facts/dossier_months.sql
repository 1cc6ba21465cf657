-- Grain: one row per group of dossiers, as fact.dossier_groups, of the newest reports. Source: fact.dossier_groups. A
-- table, made once at every publish: ten million dossiers are some hundred thousand groups, and a figure of whole
-- months adds those up instead.
create or replace table fact.dossier_months as
from fact.dossier_groups
order by received_on, unit
