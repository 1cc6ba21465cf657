-- Grain: one row per unit and field of the newest form II.06a that the unit sent. Source: src.dossier_counts.
-- Of two forms that end on the same day the shorter period speaks; what is pending on that day is the same in both.
create or replace view fact.dossier_backlog as
with forms as (
    select
        s.*,
        b.is_sample,
        dense_rank() over (partition by s.unit_id order by s.period_end desc, s.period_start desc) as age
    from src.dossier_counts s
    join log.standing b on b.batch_id = s.batch_id
    where s.period_end <= coalesce(cast(getvariable('as_of') as date), date 'infinity')
)
select
    f.unit_id as unit,
    u.district,
    u.level,
    f.field,
    f.pending_total as pending,
    f.pending_in_time,
    f.pending_overdue,
    f.period_start,
    f.period_end,
    f.period_end as reported_on,
    f.batch_id,
    f.sheet,
    f.row_number,
    f.is_sample
from forms f
left join fact.units u on u.unit = f.unit_id
where f.age = 1
