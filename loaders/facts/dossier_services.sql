-- Grain: one row per dossier of a procedure on the list in force. Source: fact.dossiers, fact.procedures.
-- reported_on is the dossiers' day; the list of procedures only sorts them: it says which dossiers could have come
-- online. Dossiers of procedures that it does not name are left out.
create or replace view fact.dossier_services as
select
    d.dossier_code,
    d.procedure_code,
    d.unit,
    d.district,
    d.level,
    d.channel,
    p.field,
    p.service_level,
    p.is_online,
    d.received_on,
    d.is_received,
    d.status_code,
    d.reported_on,
    d.batch_id,
    d.sheet,
    d.row_number,
    d.is_sample or p.is_sample as is_sample,
    1 as dossiers
from fact.dossiers d
join fact.procedures p on p.procedure_code = d.procedure_code
