"""The screens in English: every text has its translation, and none goes to the screen without say()."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from pages.parts import words
from tests import catalogue
from tests.conftest import ROOT
from tests.pages import warehouses
from tests.pages.test_screens import PAGES, assert_sound, card

REFRESH = "python -m tests.catalogue --write, then fill in pages/parts/words/en.po"
NAMES = ("Tuyên Quang",)
LANGUAGES = ("Tiếng Việt", "Ngôn ngữ · Language")  # the switch says them in every language
PARTING, MARKDOWN = " ,;:", ">#*+-|"
# What is data or a pattern, not a text on screen: file → how the text begins → why it stays.
DATA = {
    "pages/parts/boundaries.py": {
        "^(phường|xã|thị trấn": "kinds of unit, as a boundary file writes them",
        "\u0300\u0301": "the tones, which a boundary file may set on another letter",
    },
    "pages/parts/sought.py": {"đ": "a letter without its stroke, for the search"},
    "pages/parts/ranking_blocks.py": {", TP Tuyên Quang": "how the names of its wards end"},
    "pages/parts/project06/indicators.py": {"\\b(quá hạn|trễ hạn": "what is meant to fall, by the names of indicators"},
    "pages/parts/project06/records_moved.py": {",\n        wordings as (": "letters without their strokes, to compare"},
    "pages/parts/records.py": {"\n        select u.unit_id, case": "names of units are shortened as the agencies do"},
    "pages/parts/style.py": {
        "điểm": "the unit of measure in metrics.py",
        "đ": "Vega's sign of currency; no chart shows one",
        "Tháng ": "Vega's names of months; charts use numbers or words.month_names()",
        "Chủ nhật": "Vega's names of weekdays; no chart shows one",
        "Thứ ": "the same",
    },
    "pages/parts/boards.py": {"CĐS tỉnh": "the name of an index in the data"},
    "pages/parts/frame.py": dict.fromkeys(LANGUAGES, "said so in every language"),
}  # fmt: skip


@pytest.fixture
def english() -> Iterator[None]:
    words.use("en")
    yield
    words.use(words.VIETNAMESE)


# --- the catalogue -----------------------------------------------------------------------------------------


def test_every_text_has_an_english_one() -> None:
    assert catalogue.missing() == {}, REFRESH


def test_nothing_is_translated_that_nobody_says() -> None:
    assert catalogue.unused() == [], REFRESH


def test_english_fills_in_what_the_vietnamese_does() -> None:
    wrong = [
        (text, form)
        for text, forms in catalogue.translations().items()
        for form in forms
        if form and catalogue.placeholders(form) != catalogue.placeholders(text)
    ]
    assert wrong == []


def test_part_of_a_text_is_a_part_in_english_too() -> None:
    """A space at its beginning, or a comma; a space at its end."""
    wrong = [
        (text, form)
        for text, forms in catalogue.translations().items()
        for form in forms
        if form and (text[0] in PARTING, text[-1] == " ") != (form[0] in PARTING, form[-1] == " ")
    ]
    assert wrong == []


def test_english_is_no_markdown_where_the_vietnamese_is_none() -> None:
    """“> 30 days” at the beginning of a line would become a quotation."""
    forms = [(text, form) for text, forms in catalogue.translations().items() for form in forms if form]
    assert [form for text, form in forms if form[0] in MARKDOWN and form[0] != text[0]] == []


def test_english_has_vietnamese_letters_in_names_alone() -> None:
    wrong = [form for forms in catalogue.translations().values() for form in forms if left_over(form, NAMES)]
    assert wrong == []


def left_over(text: str, names: tuple[str, ...]) -> bool:
    """Whether there is Vietnamese in it beside those names; a sentence may begin with one."""
    text = text.casefold()
    for name in names:
        text = text.replace(name.casefold(), "")
    return catalogue.is_vietnamese(text)


# --- how it is said ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "values", "said"),
    [
        ("Quá hạn", {}, "Overdue"),
        ("{count} bậc", {"count": "1"}, "1 place"),
        ("{count} bậc", {"count": "56"}, "56 places"),
        ("{count} bậc", {"count": "1.001"}, "1.001 places"),
        ("{n} người", {"n": 1}, "1 person"),  # a number as well as its text
        ("trạm", {"count": "1"}, "station"),  # a bare unit of measure
        ("trạm", {}, "stations"),
        ("Đề án 06 năm {year}", {"year": "2024"}, "Project 06 in 2024"),
        ("Sở Tư pháp", {}, "Sở Tư pháp"),  # what the catalogue doesn't have stays as it is
    ],
)
def test_say_in_english(english: None, text: str, values: dict[str, object], said: str) -> None:
    assert words.say(text, **values) == said


def test_vietnamese_knows_no_plural() -> None:
    assert words.say("{count} bậc", count="1") == "1 bậc"
    assert words.month_names()[::11] == ["T1", "T12"]


def test_months_in_english(english: None) -> None:
    assert words.month_names()[::11] == ["Jan", "Dec"]


def test_language_without_a_catalogue_is_vietnamese() -> None:
    words.use("fr")
    assert words.language() == words.VIETNAMESE


# --- what escapes the catalogue ------------------------------------------------------------------------------


def test_no_text_on_screen_without_say() -> None:
    found = [
        f"{name}:{line}: {text!r}"
        for name, code in catalogue.screens().items()
        for line, text in catalogue.unsaid(code)
        if not text.startswith(tuple(DATA.get(name, ())))
    ]
    assert found == []


def test_every_exception_is_still_needed() -> None:
    there = {name: [text for _, text in catalogue.unsaid(code)] for name, code in catalogue.screens().items()}
    unneeded = [
        (name, start)
        for name, starts in DATA.items()
        for start in starts
        if not any(text.startswith(start) for text in there.get(name, []))
    ]
    assert unneeded == []


def test_no_text_is_put_together_before_it_is_said() -> None:
    screens = catalogue.screens().items()
    assert [f"{name}:{line}: {text}" for name, code in screens for line, text in catalogue.put_together(code)] == []


def test_no_text_keeps_the_language_of_the_first_who_asked() -> None:
    found = [
        f"{name}:{line}: {text}"
        for name, code in catalogue.screens().items()
        for line, text in catalogue.frozen(code, is_script="/parts/" not in name)
    ]
    assert found == []


def test_no_chart_writes_the_vietnamese_t_before_a_month() -> None:
    """Vega's expressions are code in a text: words.month_names() has the months."""
    assert [name for name, code in catalogue.screens().items() if "'T' +" in code] == []


@pytest.mark.parametrize(
    ("check", "code", "found"),
    [
        (catalogue.unsaid, 'st.title("Tổng quan")', ["Tổng quan"]),
        (catalogue.unsaid, 'st.title(f"Đến {day}")', ["Đến "]),
        (catalogue.unsaid, 'st.title(say("Tổng quan"))\nNAMES = {"a": later("Xã")}', []),
        (catalogue.unsaid, 'st.title(words.say("Tổng quan"))', []),
        (catalogue.unsaid, 'say("{a} xã", a="Hồng Sơn")', ["Hồng Sơn"]),
        (catalogue.unsaid, '"""Đề án 06."""\n\ndef f():\n    """Số liệu."""', []),
        (catalogue.unsaid, 'st.title("café, naïve")', ["café, naïve"]),  # an acute is a tone: better one too many
        (catalogue.unsaid, 'st.title("Overview × 2 – 1 ≤ 3")', []),
        (catalogue.put_together, 'say(f"Đến {day}")', ["f'Đến {day}'"]),
        (catalogue.put_together, 'say("Đến " + day)', ["'Đến ' + day"]),
        (catalogue.put_together, "say('a' if x else 'b')", ["'a' if x else 'b'"]),
        (catalogue.put_together, 'say("Đến {day}", day=f"{x}")\nsay(one.word)\nsay(N[k].get(c, c))', []),
        (catalogue.frozen, 'TITLE = say("Xã")', ["'Xã'"]),
        (catalogue.frozen, 'TITLE = later("Xã")\nf = lambda: say("Xã")', []),
        (catalogue.frozen, 'def title():\n    return say("Xã")', []),
        (catalogue.frozen, '@lru_cache(maxsize=8)\ndef title():\n    return say("Xã")', ["'Xã'"]),
        (catalogue.frozen, '@lru_cache\ndef title(language):\n    return say("Xã")', []),
        (catalogue.frozen, '@st.cache_data(ttl=1)\ndef title():\n    return later("Xã")', []),
    ],
)  # fmt: skip
def test_escaped_texts_are_found(check: Callable[[str], list[tuple[int, str]]], code: str, found: list[str]) -> None:
    assert [text for _, text in check(code)] == found


# --- a screen in English ---------------------------------------------------------------------------------------


def shown(test: AppTest) -> list[str]:
    """What the product says on a screen, but for the rows of tables and the marks of charts: those are data."""
    said = [*test.title, *test.header, *test.subheader, *test.caption, *test.markdown, *test.metric, *test.selectbox]
    said += [
        *test.text_input,
        *test.expander,
        *test.button,
        *test.info,
        *test.get("download_button"),
        *test.get("page_link"),
    ]
    texts = [str(getattr(one, name, "") or "") for one in said for name in ("label", "value", "delta", "help")]
    choices = [*(one for one in test.selectbox if one.key != "task"), *test.get("button_group")]  # titles of tasks
    texts += [option for one in choices for option in one.options]
    texts += [heading for table in test.dataframe for heading in headings(table.proto.columns)]
    return texts + [settings(chart.proto.spec) for chart in test.get("arrow_vega_lite_chart")]


def headings(columns: str) -> list[str]:
    """Of a table, from the settings of its columns."""
    return [str(one["label"]) for one in json.loads(columns or "{}").values() if one.get("label")]


def settings(spec: str) -> str:
    """A chart without Vega's names of months, which it doesn't use."""
    return json.dumps({name: part for name, part in json.loads(spec).items() if name != "config"}, ensure_ascii=False)


@pytest.fixture
def english_screen(english: None, monkeypatch: pytest.MonkeyPatch, desk: Path) -> Callable[[str], AppTest]:
    """A page over the installation made by hand, opened in English."""
    st.cache_data.clear()
    st.cache_resource.clear()
    monkeypatch.setenv("IOC_DATA", str(desk))

    def show(page: str) -> AppTest:
        test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        test.query_params["lang"] = "en"
        if page != "overview":
            test.run()
            test.switch_page(f"pages/{page}.py")
            test.query_params["lang"] = "en"
        return test.run()

    return show


def test_overview_in_english(english_screen: Callable[[str], AppTest]) -> None:
    test = english_screen("overview")
    assert_sound(test)
    assert [title.value for title in test.title] == ["Overview"]
    assert "Digital transformation and Project 06 in Tuyên Quang province" in shown(test)
    assert card(test, "Dossiers received online") == ("40,0\u00a0%", "40,0 points short")  # numbers stay as they are
    assert card(test, "Project 06 in 2024: done") == ("1/2 tasks", "1 overdue")
    assert card(test, "DTI rank in 2022") == ("2/3", "56 places")


@pytest.mark.parametrize("page", PAGES)
def test_page_in_english_says_nothing_in_vietnamese(
    english_screen: Callable[[str], AppTest], desk: Path, page: str
) -> None:
    test = english_screen(page)
    assert_sound(test)
    with duckdb.connect(str(desk / "warehouse" / warehouses.NAME), read_only=True) as con:
        units = con.execute("select unnest([name, short_name]) from ref.units").fetchall()
        # Titles only as the lists dress them: one is “Quá hạn”, which the product says too.
        dressed = "unnest(['**' || task_title || '**', ':small[' || task_title])"
        tasks = con.execute(f"select {dressed} from src.tasks").fetchall()
        remarks = con.execute("select unnest([value, message, fix]) from log.issues").fetchall()
    names = {name for (name,) in [*units, *tasks, *remarks] if name} | {*NAMES, *LANGUAGES}
    longest_first = tuple(sorted(names, key=len, reverse=True))
    assert [text for text in shown(test) if left_over(text, longest_first)] == []
