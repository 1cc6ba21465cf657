"""SQL of the comparison with earlier reports: a few statements for all rows of a file at once.

Relations of one comparison: `history_pairs` (place, batch_id, part: the report before each new batch), `history_new`
(place, nth, the stored fields: the new rows; nth: index in their batch) and `history_rows` (place, is_new, nth,
known_by, digest, the stored fields asked for: the rows of both; known_by: the key as one text; digest: of all values).
"""

from __future__ import annotations

import re

from loaders.contract import History, Jump, Source

# What of a scope says when: the rest, without the part, says whose report it is.
DATES = ("reported_on", "period_start", "period_end", "index_year")
# Not compared where a report is held for a copy of the one before: they differ from period to period by themselves.
ITS_OWN = (*DATES, "cell")
NAMED = 5  # vanished rows named in a warning
LISTED = 20  # cells of one kind named one by one

# What `how` of a Jump means; {0} is the field, n the new row, o the one before; $name a limit of Thresholds.
BREACHES = {
    "times": "greatest(n.{0}, o.{0}) >= $jump_least and greatest(n.{0}, o.{0}) > $jump_times * least(n.{0}, o.{0})",
    # Counted from January on: the first report of a year is lower by right.
    "times_in_year": "greatest(n.{0}, o.{0}) >= $jump_least "
    "and greatest(n.{0}, o.{0}) > $jump_times * least(n.{0}, o.{0}) "
    "and (n.{0} > o.{0} or year(n.period_end) = year(o.period_end))",
    "people": "greatest(n.{0}, o.{0}) >= $people_least and abs(n.{0} - o.{0}) * 100 > $people_change_percent * o.{0}",
    # A total that was questioned as an outlier last year is no measure for this year's.
    "score": "n.criterion = 'total' and o.{0} <= 5 * median(o.{0}) over (partition by n.place, n.criterion) "
    "and abs(n.{0} - o.{0}) * 100 > $score_change_percent * "
    "coalesce(n.max_score, max(greatest(n.{0}, o.{0})) over (partition by n.place, n.criterion))",
    "moved": "{1} > $moved_metres",
    "lower": "list_position(['information', 'partial', 'full'], n.{0}) "
    "< list_position(['information', 'partial', 'full'], o.{0})",
}
# Metres on the sphere.
DISTANCE = (
    "2 * 6371008 * asin(sqrt(pow(sin(radians(n.latitude - o.latitude) / 2), 2) "
    "+ cos(radians(n.latitude)) * cos(radians(o.latitude)) * pow(sin(radians(n.longitude - o.longitude) / 2), 2)))"
)


def plain_text(expression: str) -> str:
    """The text without accents, signs and double spaces: "Thôn Bản  Ba." and "thôn bản ba" are one name."""
    bare = f"replace(strip_accents(lower({expression})), 'đ', 'd')"
    return rf"trim(regexp_replace({bare}, '[^a-z0-9.]+', ' ', 'g'), ' .')"


def reports(source: Source) -> str:
    """batch_id, sender, scope, file_name, dated, period_start of the reports that a new one may follow, oldest first.
    $source, $is_sample, $senders.

    A list that is sent whole is replaced by the next one; then the replaced ones are its history.
    """
    stands = "and replaced_at is null" if source.replaces else ""
    return f"""
        select
            batch_id, sender, scope, file_name,
            case
                when period_end is not null then period_end
                when reported_on is not null then reported_on
                else cast(received_at at time zone 'Asia/Ho_Chi_Minh' as date)
            end as dated,
            period_start
        from log.batches
        where
            source = $source and is_sample = $is_sample {stands}
            and (sender is null or list_contains($senders, sender))
        order by dated, loaded_at, batch_id
    """


def rows(source: Source, history: History) -> str:
    """The rows of the new reports (`history_new`: place, nth, the fields) and of those before, for what follows."""
    fields = ", ".join(f"r.{name}" for name in _asked_for(source, history))
    values = ", ".join(f"r.{name}" for name, _ in source.stored() if name not in ITS_OWN)
    ids = {column.field for column in source.columns if column.kind.places}
    keys = (f"r.{name}" if name in ids else plain_text(f"r.{name}") for name in history.key)
    known_by = " || '|' || ".join(f"coalesce({key}, '')" for key in keys)
    of_part = f"where p.part is null or p.part = r.{history.parts[1]}" if history.parts else ""
    return f"""
        create or replace temp table history_rows as
        select r.place, true as is_new, r.nth, {known_by} as known_by, hash({values}) as digest, {fields}
        from history_new r
        union all
        select p.place, false, null, {known_by}, hash({values}), {fields}
        from src.{source.name} r
        join history_pairs p on p.batch_id = r.batch_id
        {of_part}
    """


def _asked_for(source: Source, history: History) -> list[str]:
    """The stored fields that the statements below name: each column more makes the copy slower."""
    texts = [history.alive, *history.key, history.named, *(f"{stock.where} {stock.field}" for stock in history.grows)]
    texts += [BREACHES[jump.how].format(jump.field, DISTANCE) for jump in history.jumps]
    texts += ["period_start period_end", *history.carries] if history.carries else []
    said = set(re.findall(r"\w+", " ".join(texts)))
    return [name for name, _ in source.stored() if name in said]


def summary(history: History) -> str:
    """place, is_new, rows, digests of all values, of the keys, of what may leap and of what is carried (new: over, old:
    left), then of each stock: rows alive, rows no longer alive; null: not said. Equal digests spare the closer look.
    """
    counted = []
    for number, stock in enumerate(history.grows):
        said = f"count({stock.field}) > 0" if stock.field else "true"
        alive = f"count(*) filter (where ({stock.where}) and ({history.alive}))"
        counted += [
            f"case when {said} then {alive} end as alive_{number}",
            f"count(*) filter (where ({stock.where}) and not ({history.alive})) as gone_{number}",
        ]
    leaping = ", ".join(["known_by", *(jump.field for jump in history.jumps)])
    carried = "known_by, case when is_new then {} else {} end".format(*history.carries) if history.carries else "0"
    hashes = ("digest", *(f"hash({of})" for of in ("known_by", leaping, carried)))
    digests = (f"sum(cast({of} as hugeint))" for of in hashes)
    return f"select place, is_new, count(*), {', '.join([*digests, *counted])} from history_rows group by place, is_new"


def vanished(history: History) -> str:
    """place, how many rows, the first names, the communes without any row now. $refused: names in refused rows.

    No row where no more than history.may_vanish percent of the rows before are gone. A task is there where its number
    or its title is; the other lists know their rows by their key.
    """
    named_by = plain_text(f"o.{history.named}")
    refused = f"list_transform($refused, lambda name: {plain_text('name')})"
    new_names = f"select {named_by} from history_rows o where is_new and {history.named} is not null"
    titled = "" if history.named in history.key else f"and {named_by} not in ({new_names})"
    commune = "commune_id" if "commune_id" in history.key else "cast(null as varchar)"
    return f"""
        with vanished as (
            select o.place, o.{history.named} as name, {commune} as commune_id
            from history_rows o
            anti join (select place, known_by from history_rows where is_new) n using (place, known_by)
            where
                not o.is_new and ({history.alive})
                and not coalesce(list_contains({refused}, {named_by}), false)
                {titled}
        ),
        told as (
            select distinct place, {commune} as commune_id, true as is_told from history_rows where is_new
        )
        select
            v.place, count(*), list(v.name order by v.name)[:{NAMED}],
            coalesce(list(distinct v.commune_id) filter (where v.commune_id is not null and t.is_told is null), [])
        from vanished v
        left join told t on t.place = v.place and t.commune_id = v.commune_id
        group by v.place
        having count(*) * 100
            > {history.may_vanish} * (select count(*) from history_rows o where o.place = v.place and not o.is_new)
        order by v.place
    """


def leaps(jump: Jump) -> str:
    """place, nth, new value, value before, distance in metres, rows compared, rows that leap; the first LISTED."""
    breach = BREACHES[jump.how].format(jump.field, DISTANCE)
    return f"""
        with compared as (
            select
                n.place, n.nth, n.{jump.field} as now, o.{jump.field} as before,
                {DISTANCE if jump.how == "moved" else "null"} as metres, coalesce({breach}, false) as breach
            from history_rows n
            join history_rows o on o.place = n.place and o.known_by = n.known_by
            where n.is_new and not o.is_new and n.{jump.field} is not null and o.{jump.field} is not null
        )
        select place, nth, now, before, metres, compared, leaping
        from (
            select
                *, count(*) over () as compared, count(*) filter (where breach) over () as leaping,
                row_number() over (partition by breach order by place, nth) as turn
            from compared
        )
        where breach and turn <= {LISTED}
        order by place, nth
    """


def carried(field: str, before: str) -> str:
    """place, nth, what is carried over, what the period left that ended the day before; where the two differ."""
    return f"""
        select n.place, n.nth, n.{field}, o.{before}
        from history_rows n
        join history_rows o
            on o.place = n.place and o.known_by = n.known_by and o.period_end = n.period_start - interval 1 day
        where n.is_new and not o.is_new and n.{field} <> o.{before}
        order by n.place, n.nth
    """
