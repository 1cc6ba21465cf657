"""Dossiers received by month, beside the same months of the year before. [st]"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from metrics import Query
from pages.parts import ask, blocks, dossiers
from pages.parts.blocks import Field
from pages.parts.service_question import Asked, nothing
from pages.parts.services import charts_coming, coming
from pages.parts.services.unit_months import months
from pages.parts.style import month, vn
from pages.parts.words import say

RECEIVED, DETAIL = "dossiers_received", "dossiers_input_digitised_share"  # the second one's denominator


def show(asked: Asked, newest: date) -> None:
    """Dossiers received by month, this year's over last year's: by the form, else by the export. newest: the
    day of the newest figure, where no month is asked for."""
    last = asked.period.end or newest
    ends = months(last, 2 * coming.YEAR)
    for metric_id in (RECEIVED, DETAIL):
        if not asked.knows(metric_id):
            continue
        query = replace(asked.query(), start=ends[0].replace(day=1), end=ends[-1])
        by_month = ask.by(metric_id, ("month",), query)
        values = by_month["value"] if metric_id == RECEIVED else by_month["out_of"]
        if values.notna().any():
            break
    else:
        nothing("dossier_counts", say("hồ sơ tiếp nhận từng tháng"), asked.said)
        return
    frame = coming.workload(by_month.assign(value=values), ends)
    now = asked.figure(metric_id, _month_of(asked, last))
    blocks.chart(
        say("Hồ sơ tiếp nhận từng tháng, {whom}", whom=asked.said or say("toàn tỉnh")),
        charts_coming.workload(frame, blocks.colours()),
        frame,
        {
            "month_end": Field(say("Tháng"), month),
            "value": Field(say("Tiếp nhận"), vn),
            "before": Field(say("Cùng tháng năm trước"), vn),
        },
        sentence=coming.workload_sentence(frame),
        source=dossiers.source_line(metric_id, now, bool(frame["is_sample"].any())),
        name="tiep-nhan-theo-thang",
        behind=asked.behind(metric_id),
    )


def _month_of(asked: Asked, last: date) -> Query:
    return replace(asked.query(), start=last.replace(day=1), end=last)
