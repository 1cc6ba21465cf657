-- Grain: one row per unit, month and scored part, as fact.index_766_groups. Source: fact.index_766_months where neither
-- as_of nor known_at asks for an earlier state, else fact.index_766_groups. Beside it what makes points of such rows.

-- The parts of the rows that a question is about, each added up before anything is divided; of weights that changed
-- inside the period the newest.
create or replace macro fact.sums_766(part, period_end, done, total, target, max_points) as
    list_transform(
        list_distinct(list(part)),
        lambda each: list_reduce(
            list_filter(
                list({
                    'part': part, 'day': period_end, 'done': cast(done as double),
                    'total': cast(total as double), 'target': target, 'most': max_points
                } order by period_end),
                lambda one: one.part = each
            ),
            lambda so_far, one: {
                'part': one.part, 'day': one.day,
                'done': case when so_far.done is not null or one.done is not null
                    then coalesce(so_far.done, 0) + coalesce(one.done, 0) end,
                'total': so_far.total + one.total, 'target': one.target, 'most': one.most
            }
        )
    );

-- Points in proportion up to the target, and the most that the same parts can give; null without data.
create or replace macro fact.points_766(part, period_end, done, total, target, max_points) as
    list_sum([
        one.most * least(100 * one.done / one.total / one.target, 1)
        for one in fact.sums_766(part, period_end, done, total, target, max_points)
        if one.total > 0 and one.done is not null
    ]);
create or replace macro fact.most_766(part, period_end, done, total, target, max_points) as
    list_sum([
        one.most
        for one in fact.sums_766(part, period_end, done, total, target, max_points)
        if one.total > 0 and one.done is not null
    ]);

create or replace view fact.index_766 as
from fact.index_766_months
where
    getvariable('known_at') is null
    and (getvariable('as_of') is null or coalesce(getvariable('as_of_is_newest'), false))
union all
from fact.index_766_groups
where
    not (
        getvariable('known_at') is null
        and (getvariable('as_of') is null or coalesce(getvariable('as_of_is_newest'), false))
    )
