-- Grain: one row per unit, field and period of form II.06a/VPCP/KSTT that any sender reported and nobody replaced, as
-- fact.dossier_forms_known. Source: fact.dossier_forms_known. A table, made once at every publish: every figure of
-- dossiers reads it.
create or replace table fact.dossier_forms as
from fact.dossier_forms_known
order by period_end, unit
