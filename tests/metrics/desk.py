"""A warehouse made by hand: the real empty tables, rows as tables in the tests, the real facts over them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb

from loaders import facts, warehouse

DISTRICTS = ("huyen-na-hang", "huyen-yen-son", "huyen-son-duong")
COMMUNES = {"xa-da-vi": "huyen-na-hang", "xa-nang-kha": "huyen-na-hang", "xa-kim-quan": "huyen-yen-son"}
DEPARTMENTS = ("so-tu-phap", "so-y-te", "so-tai-chinh", "so-thong-tin-va-truyen-thong")
SENDER = {"Viettel": "viettel", "VNPT": "vnpt", "MobiFone": "mobifone"}
DATES = ("reported_on", "period_start", "period_end")


class Desk:
    """Puts reports into a warehouse as the loaders would. Each report is one batch."""

    def __init__(self, path: Path | str = ":memory:") -> None:
        self.con = duckdb.connect(str(path))
        warehouse.create(self.con)
        self._units()
        self.con.execute(
            """
            create table ref.calendar (source varchar, sender_id varchar, rhythm varchar, due_day bigint,
                due_month_day varchar, due_hour bigint, valid_from date, valid_to date, note varchar);
            create table ref.holidays (day date, name varchar, kind varchar, set_each_year varchar, note varchar);
            create table ref.targets (metric_id varchar, scope varchar, target double, valid_from date, origin varchar);
            create table ref.settings (name varchar, value varchar, note varchar);
            create table ref.index_766 (part varchar, "group" varchar, group_name_vi varchar, name_vi varchar,
                max_points varchar, target double, ratio varchar, is_computable varchar, origin varchar, needs varchar,
                valid_from date, valid_to date);
            """
        )
        self.batches = 0

    def _units(self) -> None:
        self.con.execute(
            """
            create table ref.units (unit_id varchar, name varchar, short_name varchar, kind varchar, parent_id varchar,
                gso_code varchar, valid_from date, valid_to date, longitude double, latitude double)
            """
        )
        kinds = {
            "tinh-tuyen-quang": ("province", None),
            "tinh-ha-giang": ("province", None),
            "cong-an-tinh": ("agency", None),
        }
        kinds |= dict.fromkeys(DEPARTMENTS, ("department", "tinh-tuyen-quang"))
        kinds |= dict.fromkeys(DISTRICTS, ("district", "tinh-tuyen-quang"))
        kinds |= {unit: ("commune", district) for unit, district in COMMUNES.items()}
        kinds |= dict.fromkeys(SENDER.values(), ("operator", None))
        for unit, (kind, parent) in kinds.items():
            self.con.execute("insert into ref.units (unit_id, kind, parent_id) values (?, ?, ?)", [unit, kind, parent])

    def report(
        self,
        source: str,
        scope: dict[str, Any],
        columns: str,
        *lines: Sequence[Any],
        sender: str | None = None,
        received_at: str | None = None,
        loaded_at: str | None = None,
        is_sample: bool = False,
        refused: int = 0,
    ) -> int:
        """One batch; returns its id. Scope's days are the batch's; rows get those fields of the scope that they lack.

        Times: loaded when received, received the day after the report's day, unless said otherwise.
        """
        self.batches += 1
        days = {name: day(scope.get(name)) for name in DATES}
        dated = days["reported_on"] or days["period_end"] or date(2024, 5, 31)
        received = received_at or f"{dated + timedelta(days=1)} 08:00:00+07"
        text = "; ".join(f"{name}={value}" for name, value in scope.items() if value is not None)
        self.con.execute(
            "insert into log.batches values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, null, ?, ?, ?, ?)",
            [self.batches, source, text, sender, f"{source}_{self.batches}.xlsx", f"sha{self.batches}", *days.values(),
             received, loaded_at or received, len(lines) + refused, len(lines), refused, is_sample],
        )  # fmt: skip
        stored = [row[0] for row in self.con.execute(f"describe src.{source}").fetchall()]
        names = columns.split()
        for number, line in enumerate(lines, 5):
            known = {"batch_id": self.batches, "sheet": "Sheet1", "row_number": number}
            known |= {name: value for name, value in scope.items() if name in stored}
            known |= dict(zip(names, line, strict=True))
            marks = ", ".join("?" * len(known))
            fields = ", ".join(f'"{name}"' for name in known)
            self.con.execute(f"insert into src.{source} ({fields}) values ({marks})", list(known.values()))
        return self.batches

    def replaced(self, batch: int, at: str) -> None:
        """That batch no longer stands from that moment on."""
        self.con.execute("update log.batches set replaced_at = ? where batch_id = ?", [at, batch])

    def expects(self, source: str, sender: str, rhythm: str = "monthly", **columns: Any) -> None:
        """One line of calendar.csv: by the 5th, 17:00, from January 2024 on, unless said otherwise."""
        line = {"source": source, "sender_id": sender, "rhythm": rhythm, "due_day": 5, "due_hour": 17}
        line |= {"valid_from": date(2024, 1, 1)} | columns
        fields = ", ".join(line)
        self.con.execute(
            f"insert into ref.calendar ({fields}) values ({', '.join('?' * len(line))})", list(line.values())
        )

    def weighs(self, *lines: tuple[str, str, float, float | None, str | None], **columns: Any) -> None:
        """Parts of the index of Decision 766: part, group, most points, target (%), ratio; columns: those of all."""
        for line in lines:
            named = dict(zip(("part", "group", "max_points", "target", "ratio"), line, strict=True)) | columns
            named |= {"name_vi": line[0]}
            fields = ", ".join(f'"{name}"' for name in named)
            self.con.execute(
                f"insert into ref.index_766 ({fields}) values ({', '.join('?' * len(named))})", list(named.values())
            )

    def publish(self) -> duckdb.DuckDBPyConnection:
        """The facts over what was reported so far."""
        facts.create(self.con)
        return self.con


def day(text: str | date | None) -> date | None:
    """The day that the text says."""
    return date.fromisoformat(text) if isinstance(text, str) else text


def moment(text: str) -> datetime:
    """The moment that the text says, in the province's time."""
    return datetime.fromisoformat(text + ":00+07:00")
