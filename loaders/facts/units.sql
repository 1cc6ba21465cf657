-- Grain: one row per unit of ref.units. What a unit says about the rows that name it; a table,
-- because nearly every fact joins it.
-- level is null for operators and others; district is null for what serves the whole province, and since
-- 1/7/2025 for communes too, because there are no districts any more.
create or replace table fact.units as
select
    u.unit_id as unit,
    u.name as unit_name,
    u.kind,
    case
        when u.kind in ('province', 'department', 'agency') then 'province'
        when u.kind in ('district', 'commune') then u.kind
    end as level,
    case u.kind when 'district' then u.unit_id when 'commune' then parent.unit_id end as district
from ref.units u
left join ref.units parent on parent.unit_id = u.parent_id and parent.kind = 'district'
