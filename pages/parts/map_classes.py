"""A map's colours: five classes with fixed limits, and the legend that says which way is worse. No screen."""

from __future__ import annotations

import html
from collections.abc import Sequence
from itertools import pairwise

from metrics import Metric
from pages.parts.style import DARK, LIGHT, NO_BREAK, Palette, is_missing, measured, vn
from pages.parts.words import say

RAMPS = {
    LIGHT: ("#EEF4FA", "#CBDDEE", "#96BADB", "#5A90C2", "#235F98"),
    DARK: ("#16293F", "#1D3E60", "#27598A", "#3578B5", "#4C97DA"),
}
# Dots that can be seen on every class: deeper than the deepest blue, paler than the palest.
STATION = {LIGHT: "#0C2D52", DARK: "#F2F6FA"}
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
    return text if metric.measured_in == "%" else f"{text} {say(metric.measured_in, count=text)}"


def ramp_of(better: str, colours: Palette) -> tuple[str, ...]:
    """The colours of classes 0 to 4."""
    return RAMPS[colours] if better == "low" else RAMPS[colours][::-1]


def limits(metric: Metric) -> list[str]:
    """What classes 0 to 4 hold, in words: < 80 %, 80–<90, …, 100 %."""
    breaks = BREAKS[metric.id]
    share = metric.measured_in == "%"
    unit = NO_BREAK + "%" if share else ""
    said = [f"< {vn(breaks[0])}{unit}" if breaks[0] > 1 else "0"]
    said += [f"{vn(start)}–<{vn(end)}" for start, end in pairwise(breaks)]
    # Nothing is above 100 %: the last class of a share is that value alone.
    return [*said, f"{vn(breaks[-1])}{unit}" if share else f"≥ {vn(breaks[-1])}"]


def way(colours: Palette) -> str:
    """Which end of the ramp is the worse one."""
    return say("Ô sáng hơn là kém hơn") if colours == DARK else say("Ô đậm hơn là kém hơn")


def legend(metric: Metric, colours: Palette) -> str:
    """HTML in two lines: the classes as one bar with their limits written in it; the marks and which way is worse."""
    fills = [*zip(ramp_of(metric.better, colours), limits(metric), strict=True)]
    fills.append((colours.none, html.escape(say("chưa gửi"))))
    cell = "flex:1 1 auto;padding:.1rem .2rem;text-align:center;white-space:nowrap"
    bar = "".join(
        f'<span style="{cell};background:{fill};color:{ink_on(fill)}">{html.escape(text, quote=False)}</span>'
        for fill, text in fills
    )
    dot = f'<span style="color:{STATION[colours]}">●</span>'
    ring = f"display:inline-block;vertical-align:-.05em;width:.85em;height:.85em;border:2px solid {colours.late}"
    ring = f'<span style="{ring};border-radius:50%;background:#fff"></span>'
    marks = [
        f"{dot} {html.escape(say('trạm'))}",
        f"{ring} {html.escape(say('thôn chưa có băng rộng'))}",
        html.escape(way(colours)),
    ]
    row = "".join(f'<span style="white-space:nowrap">{one}</span>' for one in marks)
    frame = f"display:flex;border:1px solid {colours.line};border-radius:4px;overflow:hidden;line-height:1.35"
    below = f"display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 .8rem;color:{colours.ink_2}"
    return (
        f'<div style="font-size:.87rem"><div style="{frame}">{bar}</div>'
        f'<div style="{below};padding-top:.2rem">{row}</div></div>'
    )


def ink_on(fill: str) -> str:
    """The letters that can be read on that ground."""
    red, green, blue = (int(fill[place : place + 2], 16) for place in (1, 3, 5))
    return LIGHT.ink if 0.299 * red + 0.587 * green + 0.114 * blue > 125 else "#FFFFFF"
