"""Screen text. Vietnamese stands where it is used; other languages come from words/<language>.po (gettext catalogues).

`python -m tests.catalogue` prints the texts that en.po lacks and those that nobody says any more; with --write it
enters the first (to be filled in) and drops the second. A text without a translation is shown in Vietnamese.

In every language stay as they are: numbers and dates (1.283; 31/05/2024), so that a picture of the screen can't be
misread; and the agencies' own words: names of units, task titles, obstacles, remarks of the loaders on a file, the
prose about each figure's legal basis.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from string import Formatter
from typing import Any

from babel.messages.pofile import read_po

from loaders import SOURCES
from metrics import SOURCES_OF, Metric

FOLDER = Path(__file__).with_suffix("")
VIETNAMESE = "vi"

_language: ContextVar[str] = ContextVar("language", default=VIETNAMESE)


def use(language: str) -> None:
    """Speak that language from here on, in this session's run; Vietnamese where there is no catalogue for it."""
    _language.set(language if (FOLDER / f"{language}.po").is_file() else VIETNAMESE)


def language() -> str:
    """The language in use."""
    return _language.get()


def say(text: str, /, **values: Any) -> str:
    """The text in the language in use, its {names} filled in.

    Where the language tells one from many, the first {name} decides; in a bare unit of measure, `count`.
    """
    forms = _catalogue(_language.get()).get(text, (text,))
    translated = forms[0] if len(forms) == 1 or _is_one(text, values) else forms[-1]
    return translated.format(**values) if values else translated


def _is_one(text: str, values: Mapping[str, Any]) -> bool:
    deciding = next((name for _, name, _, _ in Formatter().parse(text) if name), "count")
    return str(values.get(deciding)) == "1"


def later(text: str) -> str:
    """Marks a text for the catalogue that is said somewhere else."""
    return text


@lru_cache
def _catalogue(language: str) -> Mapping[str, tuple[str, ...]]:
    """Text → its translation, or two: for one and for many."""
    path = FOLDER / f"{language}.po"
    if language == VIETNAMESE or not path.is_file():
        return {}
    found: dict[str, tuple[str, ...]] = {}
    with path.open("rb") as file:
        for message in read_po(file):
            text = message.id if isinstance(message.id, str) else message.id[0]
            forms = (message.string,) if isinstance(message.string, str) else tuple(message.string)
            if text and all(forms):
                found[text] = forms
    return found


# --- names of things ---------------------------------------------------------------------------------------

NAMES: dict[str, dict[str, str]] = {
    "board": {
        "province": later("Tỉnh, thành phố"),
        "department": later("Sở, ban, ngành"),
        "district": later("Huyện, thành phố"),
        "commune": later("Xã, phường, thị trấn"),
    },
    "level": {
        "province": later("cấp tỉnh"),
        "district": later("cấp huyện"),
        "commune": later("cấp xã"),
    },
    "service_level": {
        "full": later("Toàn trình"),
        "partial": later("Một phần"),
        "information": later("Chỉ cung cấp thông tin"),
    },
    "severity": {
        "fatal": later("Từ chối tệp"),
        "error": later("Từ chối dòng"),
        "warning": later("Cảnh báo"),
    },
    "plan": {
        "de_an_06": later("Đề án 06"),
        "chuyen_doi_so": later("Kế hoạch CĐS"),
        "other": later("Kế hoạch khác"),
    },
    # What a form's columns of few words became; a task's status has words of its own in tasks.py.
    "value": {
        "active": later("đang hoạt động"),
        "building": later("đang xây dựng"),
        "stopped": later("đã dừng"),
        "outage": later("mất liên lạc"),
        "good": later("sóng tốt"),
        "weak": later("sóng yếu"),
        "none": later("không có sóng"),
        "online": later("trực tuyến"),
        "direct": later("trực tiếp"),
        "postal": later("bưu chính"),
    },
    "topic": {
        "coverage": later("Phủ sóng"),
        "services": later("Dịch vụ công"),
        "tasks": later("Nhiệm vụ"),
        "rankings": later("Xếp hạng"),
        "data": later("Số liệu"),
    },
    "breakdown": {
        "unit": later("đơn vị"),
        "district": later("huyện"),
        "level": later("cấp"),
        "month": later("tháng"),
        "operator": later("nhà mạng"),
        "technology": later("công nghệ"),
        "field": later("lĩnh vực"),
        "service_level": later("mức dịch vụ"),
        "channel": later("cách nộp"),
        "plan": later("kế hoạch"),
        "lead_unit": later("cơ quan chủ trì"),
        "group": later("nhóm"),
        "status": later("trạng thái"),
        "index": later("bộ chỉ số"),
        "year": later("năm"),
        "board": later("bảng"),
        "criterion": later("tiêu chí"),
        "source": later("nguồn"),
    },
}
MONTHS = (
    *(later("T1"), later("T2"), later("T3"), later("T4"), later("T5"), later("T6")),
    *(later("T7"), later("T8"), later("T9"), later("T10"), later("T11"), later("T12")),
)
PLAN_OF_YEAR = {
    "de_an_06": later("Đề án 06 năm {year}"),
    "chuyen_doi_so": later("Kế hoạch CĐS {year}"),
    "other": later("Kế hoạch khác {year}"),
}
TOPIC_OF_SOURCE = {
    "bts_stations": "coverage",
    "village_coverage": "coverage",
    "procedures": "services",
    "dossier_counts": "services",
    "dossiers": "services",
    "tasks": "tasks",
    "unit_scores": "rankings",
}


def named(kind: str, code: str) -> str:
    """The word on screen for a code; the code itself where nobody has named it yet."""
    return say(NAMES[kind].get(code, code))


def month_names() -> list[str]:
    """T1 … T12, Jan … Dec: the months on an axis that has no room for 05/2024."""
    return [say(name) for name in MONTHS]


def sources_of(metric: Metric) -> tuple[str, ...]:
    """The sources under the metric, the one that dates it first; empty where it is about all of them."""
    return SOURCES_OF.get(metric.fact, (metric.fact,))


def topic(metric: Metric) -> str:
    """The topic that the metric's first source belongs to; what is counted over all sources is about the data."""
    sources = sources_of(metric)
    return TOPIC_OF_SOURCE[sources[0]] if sources else "data"


def scope(text: str) -> str:
    """`level=district` of targets.csv → cấp huyện."""
    name, _, value = text.partition("=")
    return named(name, value) if name in NAMES else value or text


def plan(code: str) -> str:
    """`de_an_06:2024` → Đề án 06 năm 2024."""
    name, _, year = code.partition(":")
    return say(PLAN_OF_YEAR.get(name, name), year=year) if year else named("plan", name)


def title(metric: Metric) -> str:
    """The metric's title in the language in use."""
    return metric.title if _language.get() == VIETNAMESE else metric.title_en


def source(name: str) -> str:
    """The source's title: what an officer calls that export."""
    return say(SOURCES[name].title) if name in SOURCES else name


def sender(name: str) -> str:
    """Who sends that source."""
    return say(SOURCES[name].agency) if name in SOURCES else name
