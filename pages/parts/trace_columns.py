"""Which columns of a fact help to judge a figure, and how they are headed. No screen."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pandas as pd

from loaders import SOURCES
from metrics import Metric
from pages.parts import words
from pages.parts.style import day, pct, vn
from pages.parts.tables import Field
from pages.parts.words import say

WHO = ("unit", "lead_unit", "operator", "source")
WHAT = ("task_no", "task_title", "village_name", "station_code", "procedure_name", "dossier_code", "criterion", "field")
AT_MOST = 7  # columns beside file and cell
MARKS = ("has_", "is_", "paid_", "input_", "result_", "on_time_")


def of(frame: pd.DataFrame, metric: Metric) -> dict[str, Field]:
    """Those of the fact's columns that are filled: what a row is about, what decides, who, what is counted, others."""
    known = _known(metric)
    filled = [name for name in known if name in frame and frame[name].notna().any()]
    if "lead_unit" in filled and "unit" in filled:
        filled.remove("unit")  # of a task they are the same
    fields = {"said": Field(say("Đếm"), width=50)} if metric.out_of and "count(*)" in metric.count else {}
    fields |= {name: known[name] for name in filled[:AT_MOST]}
    return fields | {"file_name": Field(say("Tệp"), width=200), "place": Field(say("Trang và ô"), width=120)}


def _known(metric: Metric) -> dict[str, Field]:
    own = {
        column.field: Field(column.headings[0].replace(" > ", " › "), width=130)
        for name in words.sources_of(metric)
        for column in SOURCES[name].columns
        if column.stored
    }
    fields = {name: _formatted(name, field) for name, field in (own | _named()).items()}
    # A form's own total may be left out of the fact under its name; what the figure adds up is always there.
    counted = re.findall(r"[a-z_]\w*", f"{metric.count} {metric.out_of or ''}")
    order = [*WHAT, metric.cell_of, *WHO, *counted, *own]
    return {name: fields[name] for name in dict.fromkeys(order) if name in fields}


def _named() -> dict[str, Field]:
    """The facts' own columns, and those of the forms that are known by a shorter name."""
    return {
        "unit": Field(say("Đơn vị"), width=130),
        "lead_unit": Field(say("Chủ trì"), width=130),
        "task_no": Field(say("STT"), width=50),
        "task_title": Field(say("Nhiệm vụ"), width=260),
        "criterion": Field(say("Tiêu chí"), lambda name: say("Tổng điểm") if name == "total" else str(name), 130),
        "operator": Field(say("Nhà mạng"), width=90),
        "source": Field(say("Nguồn"), _source, 150),
        "score": Field(say("Điểm"), lambda value: vn(_number(value), 2), 70),
        "rank": Field(say("Hạng"), lambda value: vn(_number(value)), 60),
        "ranked": Field(say("Số đơn vị xếp hạng"), lambda value: vn(_number(value)), 90),
        "received": Field(say("Tiếp nhận trong kỳ"), width=90),
        "resolved": Field(say("Đã giải quyết"), width=90),
        "resolved_in_time": Field(say("Trước hạn và đúng hạn"), width=90),
        "resolved_late": Field(say("Trễ hạn"), width=80),
        "pending": Field(say("Đang giải quyết"), width=90),
        "pending_overdue": Field(say("Đang giải quyết, quá hạn"), width=90),
        "is_active": Field(say("Đang hoạt động"), width=80),
        "has_broadband": Field(say("Có băng rộng"), width=80),
        "has_any_signal": Field(say("Có sóng"), width=70),
        "is_weak": Field(say("Sóng yếu"), width=70),
        "is_overdue": Field(say("Quá hạn"), width=70),
        "is_done": Field(say("Hoàn thành"), width=80),
        "on_time_766": Field(say("Đúng hạn (766)"), width=90),
        "service_level": Field(say("Mức dịch vụ"), lambda code: words.named("service_level", str(code)), 110),
        "done": Field(say("Đạt"), lambda value: vn(_number(value)), 70),
        "total": Field(say("Trên tổng"), lambda value: vn(_number(value)), 80),
        "target": Field(say("Mốc"), lambda value: pct(_number(value), 0), 65),
        "max_points": Field(say("Điểm tối đa"), lambda value: vn(_number(value), 1), 85),
        "rows_read": Field(say("Dòng đọc"), width=80),
        "rows_refused": Field(say("Từ chối"), width=80),
    }


def _source(name: object) -> str:
    return words.source(str(name))


def _number(value: object) -> float | None:
    return None if pd.isna(value) else float(str(value))


def _formatted(name: str, field: Field) -> Field:
    return Field(field.heading, field.said or _said(name), field.width, field.help)


def _said(name: str) -> Callable[[Any], str]:
    if name.endswith(("_on", "_start", "_end")):
        return day
    if name in ("status", "channel", "signal"):
        return lambda value: words.named("value", str(value))
    return lambda value: vn(value, 0 if float(value).is_integer() else 2) if isinstance(value, float) else str(value)


def is_mark(name: str) -> bool:
    """Whether a column of that name is true or false."""
    return name.startswith(MARKS)


def yes_no(value: object) -> str | None:
    """A mark as a word; None where the form says nothing."""
    return None if pd.isna(value) else say("có") if value else say("không")
