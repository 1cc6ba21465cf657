"""A map's colours: five classes with fixed limits, and the legend that says which way is worse. No screen."""

from __future__ import annotations

import html
from collections.abc import Sequence
from itertools import pairwise

from metrics import Metric
from pages.parts.style import DARK, LIGHT, Palette, is_missing, measured
from pages.parts.words import say

RAMPS = {
    LIGHT: ("#EEF4FA", "#CBDDEE", "#96BADB", "#5A90C2", "#235F98"),
    DARK: ("#16293F", "#1D3E60", "#27598A", "#3578B5", "#4C97DA"),
}
# Where classes 2 to 5 begin. Fixed, so that a colour means the same in every month and district.
# The ramp's strong end is the worse one, whichever way the figure counts: it draws the eye, and dots show on the rest.
BREAKS = {
    "villages_broadband_share": (80, 90, 95, 100),
    "stations_per_10k_people": (10, 15, 20, 25),
    "stations_4g_share": (80, 90, 95, 100),
    "people_without_broadband": (1, 250, 500, 1000),
}


def class_of(value: float | None, breaks: Sequence[float]) -> int | None:
    """0 to 4; None without data, which is not the lowest class."""
    return None if is_missing(value) else sum(value >= start for start in breaks)  # type: ignore[operator]


def valued(value: float | None, metric: Metric) -> str:
    """The value with its unit, in words."""
    if is_missing(value):
        return say("chưa có số liệu")
    text = measured(value, metric.measured_in)
    return text if metric.measured_in == "%" else f"{text} {say(metric.measured_in)}"


def ramp_of(better: str, colours: Palette) -> tuple[str, ...]:
    """The colours of classes 0 to 4."""
    return RAMPS[colours] if better == "low" else RAMPS[colours][::-1]


def legend(metric: Metric, colours: Palette) -> str:
    """HTML: five classes with their limits, "no data", which way is worse, and what the marks are."""
    breaks, ramp = BREAKS[metric.id], ramp_of(metric.better, colours)
    unit = "\u00a0%" if metric.measured_in == "%" else ""
    said = [f"&lt; {breaks[0]}{unit}" if breaks[0] > 1 else "0"]
    said += [f"{start}–&lt; {end}{unit}" for start, end in pairwise(breaks)]
    said.append(f"{breaks[-1]}{unit}" if metric.measured_in == "%" else f"≥ {breaks[-1]:,}".replace(",", "."))
    box = "display:inline-block;width:.95em;height:.95em;vertical-align:-.1em;border:1px solid {line};background:{fill}"
    items = [
        f'<span style="{box.format(line=colours.line, fill=fill)}"></span> {text}'
        for fill, text in [*zip(ramp, said, strict=True), (colours.none, html.escape(say("chưa có số liệu")))]
    ]
    items.append(f'<span style="color:{colours.series[0]}">●</span> {html.escape(say("trạm"))}')
    ring = f"width:.85em;height:.85em;border:2px solid {colours.late};border-radius:50%;background:#fff"
    without = html.escape(say("thôn chưa có băng rộng"))
    items.append(f'<span style="display:inline-block;vertical-align:-.05em;{ring}"></span> {without}')
    worse = say("Ô sáng hơn là kém hơn") if colours == DARK else say("Ô đậm hơn là kém hơn")
    row = " ".join(f'<span style="white-space:nowrap">{item}</span>' for item in items)
    style = f"display:flex;flex-wrap:wrap;gap:.2rem .8rem;font-size:.87rem;color:{colours.ink_2}"
    return f'<div style="{style}">{row}<span>{html.escape(worse)}</span></div>'
