"""Screen text. Vietnamese stands where it is used; other languages come from words/<language>.po (gettext catalogues).

Extract with Babel: `pybabel extract -k say -k later`. A text without a translation is shown in Vietnamese.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
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


def say(text: str, **values: Any) -> str:
    """The text in the language in use, its {names} filled in."""
    translated = _catalogue(_language.get()).get(text) or text
    return translated.format(**values) if values else translated


def later(text: str) -> str:
    """Marks a text for the catalogue that is said somewhere else."""
    return text


@lru_cache
def _catalogue(language: str) -> Mapping[str, str]:
    path = FOLDER / f"{language}.po"
    if language == VIETNAMESE or not path.is_file():
        return {}
    with path.open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file) if message.id}


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
    return say("{plan} năm {year}", plan=named("plan", name), year=year) if year else named("plan", name)


def title(metric: Metric) -> str:
    """The metric's title in the language in use."""
    return metric.title if _language.get() == VIETNAMESE else metric.title_en


def source(name: str) -> str:
    """The source's title: what an officer calls that export."""
    return say(SOURCES[name].title) if name in SOURCES else name


def sender(name: str) -> str:
    """Who sends that source."""
    return say(SOURCES[name].agency) if name in SOURCES else name
