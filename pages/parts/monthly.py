"""A chosen figure over twelve months: chart, table and downloads, the same on every page that has one. [st]"""

from __future__ import annotations

import pandas as pd
from streamlit.delta_generator import DeltaGenerator

from metrics import METRICS, Figure
from pages.parts import blocks, charts, sentences
from pages.parts.cards import Behind
from pages.parts.style import measured, month, vn
from pages.parts.tables import Field
from pages.parts.words import say


def over_time(
    now: Figure, frame: pd.DataFrame, title: str, source: str, behind: Behind, *, height: int, heading: DeltaGenerator
) -> None:
    """now: the newest value and its target; frame: as metrics.over_time; heading: beside the picker."""
    metric = METRICS[now.id]
    parts = {"count": Field(say("Số đếm"), vn), "out_of": Field(say("Trên tổng"), vn)} if metric.out_of else {}
    blocks.chart(
        title,
        charts.over_time(frame, metric.measured_in, now.target, blocks.colours(), height=height),
        frame,
        {
            "month_end": Field(say("Tháng"), month),
            "value": Field(
                say("Giá trị ({unit})", unit=say(metric.measured_in)),
                lambda value: measured(value, metric.measured_in),
            ),
            **parts,
            "reported": Field(say("Đơn vị đã gửi"), vn),
            "expected": Field(say("Đơn vị phải gửi"), vn),
        },
        sentence=sentences.over_time(frame, metric.id),
        source=source,
        name=metric.id,
        heading=heading,
        behind=behind,
    )
