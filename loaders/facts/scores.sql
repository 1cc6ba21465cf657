-- Grain: one row per index, year, board, unit and criterion; criterion 'total' is the final score.
-- Source: src.unit_scores.
-- rank is the competition rank (1, 2, 2, 4) of the ranked units by score. Where fewer than two of them have a score (a
-- table of ranks alone, one unit's own line), the reported rank stands. Units said not to be ranked have none.
-- ranked: how many units have a place here; null where only one line of the board is known.
-- A decision without a date counts from the last day of its year.
create or replace view fact.scores as
with dated as (
    select
        s.*,
        b.is_sample,
        b.loaded_at,
        coalesce(b.reported_on, b.period_end, make_date(s.index_year, 12, 31)) as reported_on,
        coalesce(s.is_ranked, true) as takes_part
    from src.unit_scores s
    join log.standing b on b.batch_id = s.batch_id
),
lines as (
    -- A unit's own line and the whole board may both stand: the later one speaks.
    select * from dated
    where reported_on <= coalesce(cast(getvariable('as_of') as date), date 'infinity')
    qualify row_number() over (
        partition by index_name, index_year, board, unit_id, criterion
        order by reported_on desc, loaded_at desc, batch_id desc, row_number
    ) = 1
),
counted as (
    select
        *,
        count(score) filter (where takes_part) over same_board as scored,
        count(coalesce(score, reported_rank)) filter (where takes_part) over same_board as placed,
        rank() over (
            partition by index_name, index_year, board, criterion, takes_part order by score desc nulls last
        ) as place
    from lines
    window same_board as (partition by index_name, index_year, board, criterion)
),
ranked as (
    select
        *,
        case
            when not takes_part then null
            when scored < 2 then reported_rank
            when score is not null then place
        end as rank
    from counted
),
compared as (
    select
        *,
        -- The next higher score, however many share it.
        case when rank is not null then min(score) over (
            partition by index_name, index_year, board, criterion, takes_part
            order by score groups between 1 following and 1 following
        ) - score end as gap_to_next,
        lag(rank) over (partition by index_name, board, unit_id, criterion order by index_year) as earlier_rank
    from ranked
)
select
    c.index_name as "index",
    c.index_year as year,
    c.board,
    c.unit_id as unit,
    u.district,
    u.level,
    c.criterion,
    c.parent_criterion,
    c.weight,
    c.max_score,
    c.score,
    c.self_score,
    c.takes_part as is_ranked,
    c.reported_rank,
    c.rank,
    c.earlier_rank,
    c.earlier_rank - c.rank as rank_change,
    c.gap_to_next,
    case when c.scored >= 2 then c.scored when c.placed >= 2 then c.placed end as ranked,
    c.evidence,
    c.cell,
    c.reported_on,
    c.batch_id,
    c.sheet,
    c.row_number,
    c.is_sample
from compared c
left join fact.units u on u.unit = c.unit_id
