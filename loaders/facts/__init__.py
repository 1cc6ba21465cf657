"""The facts: one SQL file per grain, named as the view in schema `fact` that it makes. Metrics read nothing else.

Two connection variables bend every fact: `as_of` (the last reports not after that day) and `known_at` (what
had been loaded by that time). Both unset: the newest of everything.
"""

import hashlib
import re
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import duckdb

FOLDER = Path(__file__).parent
FACTS: tuple[str, ...] = tuple(sorted(path.stem for path in FOLDER.glob("*.sql")))


def in_order() -> list[str]:
    """The facts' names, each after those that its SQL reads; graphlib.CycleError where two need each other."""
    code = {name: re.sub("--.*", "", _sql(name)) for name in FACTS}
    needs = {name: set(re.findall(r"\bfact\.(\w+)", code[name])) & set(FACTS) - {name} for name in FACTS}
    return list(TopologicalSorter(needs).static_order())


def create(con: duckdb.DuckDBPyConnection) -> None:
    """Make all facts over `src`, `ref` and `log`; to be run at the end of every publish, for some are tables.

    The schema is emptied first: a fact that no longer exists, or is no view any more, would stand in the way.
    """
    con.execute("drop schema if exists fact cascade; create schema fact")
    for name in in_order():
        con.execute(_sql(name))
    con.execute(f"comment on table log.batches is '{made_by()}'")


@cache
def made_by() -> str:
    """Tells the facts of one version of the program from those of another."""
    return hashlib.sha256("".join(_sql(name) for name in FACTS).encode()).hexdigest()[:16]


def is_current(con: duckdb.DuckDBPyConnection) -> bool:
    """Whether the warehouse's facts are those that this version of the program would make."""
    found = con.execute("select comment from duckdb_tables() where schema_name = 'log' and table_name = 'batches'")
    row = found.fetchone()
    return row is not None and row[0] == made_by()


def _sql(name: str) -> str:
    return (FOLDER / f"{name}.sql").read_text(encoding="utf-8")
