"""Colours, the charts' theme, the one block of CSS, and how numbers and dates are written in Vietnamese."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, datetime

import altair as alt

NO_VALUE = "–"
MINUS = "\u2212"
NO_BREAK = "\u00a0"


# --- colours (the same as in .streamlit/config.toml; charts can't read that) --------------------------------


@dataclass(frozen=True)
class Palette:
    """One mode's colours. series: at most four hues a chart, focus first; labels: the same for text.

    shares: the first, the second and the rest of a whole; on_shares: the text on them.
    """

    ground: str
    ink: str
    ink_2: str
    line: str
    grid: str
    gap: str
    ok: str
    warn: str
    late: str
    run: str
    none: str
    series: tuple[str, ...]
    labels: tuple[str, ...]
    shares: tuple[str, str, str]
    on_shares: tuple[str, str, str]


LIGHT = Palette(
    ground="#FFFFFF",
    ink="#17222E",
    ink_2="#4A5866",
    line="#D3DCE6",
    grid="#E3E9EF",
    gap="#EBEFF3",
    ok="#0B7A6F",
    warn="#C27C00",
    late="#B42318",
    run="#5C93C6",
    none="#A3AFBB",
    series=("#14528F", "#5FA8D3", "#C98A1B", "#7B8794"),
    labels=("#14528F", "#2B73A0", "#8A5A00", "#4A5866"),
    shares=("#14528F", "#87B0D6", "#E1E7ED"),
    on_shares=("#FFFFFF", "#17222E", "#17222E"),
)
DARK = Palette(
    ground="#0B1A2B",
    ink="#F2F6FA",
    ink_2="#B9C6D2",
    line="#2D445C",
    grid="#22384F",
    gap="#1A2F45",
    ok="#6FDCCB",
    warn="#FFC857",
    late="#FF9C8B",
    run="#7DB7EC",
    none="#B9C6D2",
    series=("#7DB7EC", "#5FD0BE", "#E6B450", "#B9C6D2"),
    labels=("#A5D0F7", "#6FDCCB", "#FFD166", "#B9C6D2"),
    shares=("#7DB7EC", "#3578B5", "#1D3E60"),
    on_shares=("#0B1A2B", "#FFFFFF", "#F2F6FA"),
)

# Sides of the page have no theme option, containers can't be tinted, and captions are below AA at Streamlit's own 0.6.
CSS = """<style>
.stMainBlockContainer { padding-left: 2.2rem; padding-right: 2.2rem; }
[class*="st-key-strip_warn"] { background: rgba(224, 161, 0, 0.10); border-color: rgba(224, 161, 0, 0.55); }
[class*="st-key-strip_calm"] { background: rgba(20, 82, 143, 0.05); }
[class*="st-key-strip_"] { padding: 0.35rem 0.9rem; min-height: 2.3rem; }
/* A line that opens the rows behind it is a line, not a button's height; the same for a point that opens its page
   and for a task that opens. */
[class*="st-key-trace_"] button, [class*="st-key-point_"] button, [class*="st-key-open_"] button {
  min-height: 0; padding: 0; text-align: left;
}
[class*="st-key-trace_"] button p { text-decoration: underline dotted 1px; text-underline-offset: 3px; }
[class*="st-key-point_"] button p { font-size: 1rem; font-weight: 400; }
/* A long source line wraps; else it would push the buttons beside it out of sight. */
[class*="st-key-trace_"] { flex-shrink: 1; }
/* Streamlit's own downloads know neither the mark of invented figures nor the source line; the pages have their own. */
[data-testid="stElementToolbarButton"]:has([aria-label^="Download as"], [aria-label^="Copy Vega"],
[aria-label^="Show data"]) { display: none; }
/* 0.78 left a badge inside a caption at 4.39:1, under AA; measured again with 0.84. */
[data-testid="stCaptionContainer"] { opacity: 0.84; }
</style>"""

MARK = "background-color: rgba(20, 82, 143, 0.12); font-weight: 650"


# --- charts ----------------------------------------------------------------------------------------------

LOCALE = {
    "number": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", NO_BREAK + "đ"], "minus": MINUS},
    "time": {
        "dateTime": "%d/%m/%Y %H:%M",
        "date": "%d/%m/%Y",
        "time": "%H:%M",
        "periods": ["SA", "CH"],
        "days": ["Chủ nhật", "Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy"],
        "shortDays": ["CN", "T2", "T3", "T4", "T5", "T6", "T7"],
        "months": [f"Tháng {number}" for number in range(1, 13)],
        "shortMonths": [f"T{number}" for number in range(1, 13)],
    },
}


@alt.theme.register("ioc", enable=True)
def theme() -> alt.theme.ThemeConfig:
    """What all charts share; colours that differ between light and dark are in the charts."""
    axis = {"domain": False, "ticks": False, "labelFontSize": 13, "titleFontSize": 13, "labelPadding": 6}
    return alt.theme.ThemeConfig(
        config={
            "locale": LOCALE,
            "padding": {"left": 4, "right": 4, "top": 8, "bottom": 4},
            "view": {"stroke": None},
            "axis": axis,
            "axisX": {"grid": False, "labelAngle": 0},
            "text": {"fontSize": 13},
            "legend": {"orient": "top", "labelFontSize": 13, "title": None},
        }
    )


# --- numbers and dates ---------------------------------------------------------------------------------


def is_missing(value: object) -> bool:
    """None, NaN and pandas' NaT and NA: all of them are "no data"."""
    return value is None or str(value) in ("nan", "NaT", "<NA>")


def vn(value: float | None, decimals: int = 0) -> str:
    """1283 → 1.283; 407.64 with two decimals → 407,64; no data → –."""
    if value is None or is_missing(value):
        return NO_VALUE
    # Half away from zero, as on paper; Python's own rounding would write 0,125 as 0,12.
    scaled = math.floor(abs(float(value)) * 10**decimals + 0.5 + 1e-9) / 10**decimals
    text = f"{scaled:,.{decimals}f}".translate(str.maketrans(",.", ".,"))
    return MINUS + text if value < 0 and scaled else text


def two_decimals(value: float | None) -> str:
    """Scores: 407,64."""
    return vn(value, 2)


def pct(value: float | None, decimals: int = 1) -> str:
    """97.81 → 97,8 % with a no-break space; no data → –."""
    text = vn(value, decimals)
    return text if text == NO_VALUE else f"{text}{NO_BREAK}%"


def measured(value: float | None, measured_in: str) -> str:
    """The value as it is said: 97,8 %; 1.283; 407,64 for points; 7,4 for what is per something."""
    if measured_in == "%":
        return pct(value)
    return vn(value, 2 if measured_in == "điểm" else 1 if "/" in measured_in else 0)


def day(value: date | datetime | None) -> str:
    """31/05/2024; no date → –."""
    return NO_VALUE if value is None or is_missing(value) else f"{value:%d/%m/%Y}"


def moment(value: datetime | None) -> str:
    """31/05/2024, 17:00; no date → –."""
    return NO_VALUE if value is None or is_missing(value) else f"{value:%d/%m/%Y, %H:%M}"


def month(value: date | None) -> str:
    """05/2024; no date → –."""
    return NO_VALUE if value is None or is_missing(value) else f"{value:%m/%Y}"


def places(change: float | None) -> str:
    """A change of rank: ▲ 2, ▼ 1, – 0; none known → empty."""
    if change is None or is_missing(change):
        return ""
    return f"{'▲' if change > 0 else '▼' if change < 0 else NO_VALUE} {vn(abs(change))}"
