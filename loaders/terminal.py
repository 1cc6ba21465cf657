"""Questions and answers in a terminal: what `python -m metrics` reads and prints, without knowing any metric."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, NoReturn

from rich.console import Console
from rich.table import Table


class Parser(argparse.ArgumentParser):
    """Wrong use ends with exit status 3 and a sentence."""

    def error(self, message: str) -> NoReturn:
        say(f"Dùng sai: {message}. Xem cách dùng: {self.prog} --help")
        raise SystemExit(3)


# What moves the cursor, colours, hides or turns text: a cell or a file's name may hold it, a terminal would obey it.
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def visible(text: str) -> str:
    """The text as a terminal may print it: each control sign as "�", line breaks and tabs as they are."""
    return CONTROLS.sub("�", text)


def say(text: str) -> None:
    """A sentence for the person at the keyboard; never on standard output, which belongs to the answer."""
    print(text, file=sys.stderr)


def question(words: Sequence[str] | None, breakdowns: Iterable[str]) -> argparse.Namespace:
    """id, as_of, known_at, start, end, by, where (name -> values), data, json. SystemExit(3) for wrong use."""
    parser = Parser(prog="python -m metrics", description="Các chỉ số của trung tâm, tính từ số liệu đã nạp.")
    day = _reader(date.fromisoformat, "2024-05-31")
    moment = _reader(datetime.fromisoformat, "2024-05-31T17:00:00+07:00")
    pair = _reader(_pair, "TÊN=GIÁ TRỊ")
    parser.add_argument("id", nargs="*", metavar="ID", help="mã chỉ số; không ghi thì tính tất cả")
    parser.add_argument("--as-of", type=day, metavar="NGÀY", help="theo báo cáo cuối cùng không sau ngày này")
    parser.add_argument("--known-at", type=moment, metavar="LÚC", help="như đã biết vào lúc đó")
    parser.add_argument("--from", dest="start", type=day, metavar="NGÀY", help="ngày đầu của kỳ")
    parser.add_argument("--to", dest="end", type=day, metavar="NGÀY", help="ngày cuối của kỳ")
    parser.add_argument("--by", action="append", default=[], metavar="TÊN", help="chia theo: " + ", ".join(breakdowns))
    parser.add_argument(
        "--where", action="append", default=[], type=pair, metavar="TÊN=GIÁ TRỊ", help="chỉ tính phần này"
    )
    parser.add_argument("--data", type=Path, metavar="THƯ MỤC", help="thư mục số liệu (hoặc biến IOC_DATA)")
    parser.add_argument("--json", action="store_true", help="in một tài liệu JSON")
    asked = parser.parse_args(words)
    asked.where = {name: [value for other, value in asked.where if other == name] for name, _ in asked.where}
    return asked


def _reader(read: Callable[[str], Any], form: str) -> Callable[[str], Any]:
    def one(text: str) -> Any:
        try:
            return read(text)
        except ValueError:
            raise argparse.ArgumentTypeError(f"“{text}” không viết dạng {form}") from None

    return one


def _pair(text: str) -> tuple[str, str]:
    name, value = text.split("=", 1)
    return name, value


def number(value: float | None, measured_in: str = "") -> str:
    """As the screens write it: 1.283; 97,8 %; 407,64; – for no data."""
    if value is None:
        return "–"
    digits = 1 if measured_in == "%" else 0 if float(value).is_integer() else 2
    text = f"{value:,.{digits}f}".translate(str.maketrans(",.-", ".,−"))
    return f"{text}\u00a0{measured_in}" if measured_in else text


def print_json(figures: Sequence[Mapping[str, Any]]) -> None:
    """One document; days as 2024-05-31."""
    print(json.dumps(figures, ensure_ascii=False, indent=1, default=str))


def show(figures: Iterable[Mapping[str, Any]]) -> None:
    """The figures, with the fields that --json has, as a table; a pipe gets wide lines."""
    table = Table("Chỉ số", "Chia theo", "Giá trị", "Số đếm", "Trên", "Số liệu đến", "Đã gửi", "Chỉ tiêu", "", box=None)
    for figure in figures:
        table.add_row(
            figure["title"],
            ", ".join(str(value) for value in (figure["by"] or {}).values()),
            number(figure["value"], figure["measured_in"]),
            number(figure["count"]),
            number(figure["out_of"]),
            f"{figure['as_of']:%d/%m/%Y}" if figure["as_of"] else "–",
            f"{figure['reported']}/{figure['expected']}" if figure["expected"] else "–",
            number(figure["target"], figure["measured_in"]),
            "số liệu minh họa" if figure["is_sample"] else "",
        )
    Console(highlight=False, width=None if sys.stdout.isatty() else 180).print(table)
