-- Grain: one row per dossier, as its newest report says. Source: src.dossiers. A table, made anew at every publish:
-- a million dossiers are sorted out here once, and not again for every figure. fact.dossiers reads it where neither
-- as_of nor known_at asks for an earlier state.
create or replace table fact.dossiers_newest as
select
    s.dossier_code,
    s.procedure_code,
    s.unit_id,
    u.district,
    u.level,
    s.channel,
    s.received_on,
    s.due_on,
    s.closed_on,
    cast(s.status_code as tinyint) as status_code,
    s.has_fee,
    s.paid_online,
    s.input_digitised,
    s.result_digitised,
    b.reported_on,
    s.batch_id,
    s.sheet,
    s.row_number,
    b.is_sample
from src.dossiers s
join log.batches b on b.batch_id = s.batch_id and b.replaced_at is null
left join fact.units u on u.unit = s.unit_id
qualify row_number() over (
    partition by s.dossier_code order by b.reported_on desc, b.loaded_at desc, b.batch_id desc, s.row_number desc
) = 1
order by s.received_on
