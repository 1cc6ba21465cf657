"""A map's colours: five classes with fixed limits, and the legend that says which way is worse. No screen.

A figure is painted as it stands or as its change since another month.
"""

from __future__ import annotations

import html
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from metrics import Metric
from pages.parts.style import DARK, LIGHT, NO_BREAK, Palette, is_missing, measured, vn
from pages.parts.words import later, say

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
# A change, from much worse to much better: two hues, because it has a middle. Orange is no alarm, as red would be.
CHANGES = {
    LIGHT: ("#B65A12", "#F1C79B", "#EEF1F4", "#A9CBE8", "#2E6FAE"),
    DARK: ("#E09A55", "#8A5A2E", "#22303F", "#2A5B8A", "#4C97DA"),
}
# Less than the first is no change in what is shown; from the second on it is a large one.
CHANGED = {
    "villages_broadband_share": (0.05, 5),
    "stations_per_10k_people": (0.05, 2),
    "stations_4g_share": (0.05, 5),
    "people_without_broadband": (0.5, 250),
}
# Villages that are marked: kind → (the middle, its edge, the least and the largest radius in pixels). A village of two
# kinds has both marks, one around the other.
WEAK, NO_BROADBAND, NONE = "weak", "no_broadband", "none"
MARKED = {WEAK: later("thôn sóng yếu"), NO_BROADBAND: later("thôn chưa có băng rộng"), NONE: later("thôn chưa có sóng")}


@dataclass(frozen=True)
class Scale:
    """What the classes of a figure are: where 2 to 5 begin, what 1 to 5 hold in words, and whether they are a change.
    better: high or low, whichever way the figure counts."""

    metric: Metric
    breaks: tuple[float, ...]
    limits: tuple[str, ...]
    is_change: bool = False

    def fills(self, colours: Palette) -> tuple[str, ...]:
        """The colours of classes 0 to 4."""
        if self.is_change:
            return CHANGES[colours] if self.metric.better == "high" else CHANGES[colours][::-1]
        return RAMPS[colours] if self.metric.better == "low" else RAMPS[colours][::-1]

    def said(self, value: float | None) -> str:
        """The value with its unit, in words."""
        if is_missing(value):
            return say("chưa có số liệu")
        unit, text = self.metric.measured_in, measured(value, self.metric.measured_in)
        if self.is_change:
            text = vn(value, 1 if unit == "%" or "/" in unit else 0)
            sign = "+" if value and value > 0 and text.strip("0,") else ""
            return f"{sign}{text} {say('điểm') if unit == '%' else say(unit, count=text)}"
        return text if unit == "%" else f"{text} {say(unit, count=text)}"

    def brief(self, value: object) -> str:
        """The value as a table writes it, its unit in the heading."""
        number = float(str(value))
        return self.said(number) if self.is_change else measured(number, self.metric.measured_in)


def scale(metric: Metric) -> Scale:
    """A figure as it stands."""
    return Scale(metric, BREAKS[metric.id], tuple(_limits(metric)))


def change(metric: Metric) -> Scale:
    """A figure's change since another month."""
    small, large = CHANGED[metric.id]
    said = (f"< −{vn(large)}", say("giảm"), "0", say("tăng"), f"≥ +{vn(large)}")
    return Scale(metric, (-large, -small, small, large), said, is_change=True)


def class_of(value: float | None, breaks: Sequence[float]) -> int | None:
    """0 to 4; None without data, which is not the lowest class."""
    return None if is_missing(value) else sum(value >= start for start in breaks)  # type: ignore[operator]


def _limits(metric: Metric) -> list[str]:
    """What classes 0 to 4 hold, in words: < 80 %, 80–<90, …, 100 %."""
    breaks = BREAKS[metric.id]
    share = metric.measured_in == "%"
    unit = NO_BREAK + "%" if share else ""
    said = [f"< {vn(breaks[0])}{unit}" if breaks[0] > 1 else "0"]
    said += [f"{vn(start)}–<{vn(end)}" for start, end in pairwise(breaks)]
    # Nothing is above 100 %: the last class of a share is that value alone.
    return [*said, f"{vn(breaks[-1])}{unit}" if share else f"≥ {vn(breaks[-1])}"]


def way(scale: Scale, colours: Palette) -> str:
    """Which end of the ramp is the worse one."""
    if scale.is_change:
        return say("Cam là kém đi, xanh là tốt lên")
    return say("Ô sáng hơn là kém hơn") if colours == DARK else say("Ô đậm hơn là kém hơn")


def mark(kind: str, colours: Palette) -> tuple[str | None, str, tuple[float, float]]:
    """(middle, edge, least and largest radius in pixels) of a kind of villages; no middle where one sees through."""
    return {
        WEAK: (None, colours.warn, (8.5, 11.5)),
        NO_BROADBAND: ("#FFFFFF", colours.late, (5.0, 8.0)),
        NONE: (colours.late, "#FFFFFF", (5.0, 8.0)),
    }[kind]


def legend(scale: Scale, colours: Palette, kinds: Collection[str] = (NO_BROADBAND,)) -> str:
    """HTML: the classes as one bar with their limits written in it; the marks and which way is worse. kinds: those of
    MARKED that there are."""
    fills = [*zip(scale.fills(colours), scale.limits, strict=True)]
    fills.append((colours.none, html.escape(say("chưa gửi"))))
    cell = "flex:1 1 auto;padding:.1rem .2rem;text-align:center;white-space:nowrap"
    bar = "".join(
        f'<span style="{cell};background:{fill};color:{ink_on(fill)}">{html.escape(text, quote=False)}</span>'
        for fill, text in fills
    )
    marks = [f'<span style="color:{STATION[colours]}">●</span> {html.escape(say("trạm"))}']
    for kind, name in MARKED.items():
        if kind in kinds:
            middle, edge, _ = mark(kind, colours)
            ring = "display:inline-block;vertical-align:-.05em;width:.85em;height:.85em;border-radius:50%"
            edge = middle if kind == NONE else edge
            ring = f'<span style="{ring};border:2px solid {edge};background:{middle or "none"}"></span>'
            marks.append(f"{ring} {html.escape(say(name))}")
    marks.append(html.escape(way(scale, colours)))
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
