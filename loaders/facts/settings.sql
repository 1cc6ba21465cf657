-- Grain: one row per warehouse: the numbers that an officer sets. Source: ref.settings.
-- A line that is missing, or holds no whole number of days, leaves the default.
create or replace view fact.settings as
select
    coalesce(max(try_cast(trim(value) as integer)) filter (where name = 'due_soon_days'), 30) as due_soon_days
from ref.settings
