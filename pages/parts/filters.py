"""Pickers. Their state is in the URL, named as on the command line: a link shows what its sender saw."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import date, timedelta

import pandas as pd
import streamlit as st

from metrics import Query
from pages.parts.sought import matches, plain
from pages.parts.words import say

__all__ = [
    "asked",
    "choose",
    "earlier_month",
    "index_year",
    "matches",
    "month",
    "only",
    "pick",
    "plain",
    "search",
    "step",
    "switch",
]

EVERYTHING = "all"
KEPT = ("month", "lang")  # chosen once for all pages: going to another page empties the address


def month(newest: date | None, first: date | None = None) -> Query:
    """The month that the page is about: "newest" asks for each figure's newest report, another one for its end.

    first: as far back as there are reports; a year at least is offered.
    """
    if newest is None:
        return Query()
    ends = [newest.replace(day=monthrange(newest.year, newest.month)[1])]
    while len(ends) < 12 or (first is not None and ends[-1].replace(day=1) > first):
        earlier = ends[-1].replace(day=1)
        year, number = (earlier.year, earlier.month - 1) if earlier.month > 1 else (earlier.year - 1, 12)
        ends.append(date(year, number, monthrange(year, number)[1]))
    texts = {"newest": say("Kỳ mới nhất")} | {
        f"{end:%Y-%m}": say("Kỳ {month}", month=f"{end:%m/%Y}") for end in ends[1:]
    }
    chosen = choose("month", say("Kỳ"), list(texts), texts.__getitem__, width=150, bare=True)
    if chosen in (None, "newest"):
        return Query()
    end = next(end for end in ends if f"{end:%Y-%m}" == chosen)
    return Query(as_of=end, start=end.replace(day=1), end=end)


def earlier_month(key: str, label: str, last: date, many: int = 12) -> date | None:
    """The end of one of so many months before that of `last`; None where nothing is to be compared with."""
    ends = [last.replace(day=1) - timedelta(days=1)]
    while len(ends) < many:
        ends.append(ends[-1].replace(day=1) - timedelta(days=1))
    names = {f"{one:%Y-%m}": one for one in ends}
    chosen = only(
        key, label, list(names), lambda one: say("So với {month}", month=f"{names[one]:%m/%Y}"),
        say("Không so sánh"), width=155,
    )  # fmt: skip
    return names[chosen] if chosen else None


def choose(
    key: str,
    label: str,
    options: Sequence[str],
    said: Callable[[str], str] = str,
    *,
    width: int = 200,
    bare: bool = False,
) -> str | None:
    """One of many, in the URL under `key`; None where there is nothing to choose from. bare: the label is not shown."""
    if not options:
        return None
    _from_url(key, options)
    visible = "collapsed" if bare else "visible"
    chosen = st.selectbox(label, options, format_func=said, key=key, width=width, label_visibility=visible)
    return _to_url(key, chosen, options)


def only(
    key: str, label: str, options: Sequence[str], said: Callable[[str], str], everything: str, *, width: int = 200
) -> str | None:
    """One of the options, in the URL under `key`; None where all of them are meant, which is said `everything`."""
    chosen = choose(
        key,
        label,
        [EVERYTHING, *options],
        lambda name: everything if name == EVERYTHING else said(name),
        width=width,
        bare=True,
    )
    return None if chosen == EVERYTHING else chosen


def switch(
    key: str,
    label: str,
    options: Sequence[str],
    said: Callable[[str], str] = str,
    *,
    bare: bool = False,
    wraps: bool = False,
    unasked: str | None = None,
) -> str | None:
    """One of a few side by side, in the URL under `key`; None where there is nothing to choose from.

    wraps: into a second line, where there are many. unasked: shown where nothing is asked for, if not the first.
    """
    if not options:
        return None
    _from_url(key, options, unasked)
    visible = "collapsed" if bare else "visible"
    chosen = st.segmented_control(
        label, options, format_func=said, key=key, required=True, label_visibility=visible, wrap=wraps or None
    )
    return _to_url(key, chosen, options, unasked)


def step(
    key: str, label: str, options: Sequence[str], unasked: str, said: Callable[[str], str] = str, *, width: int = 200
) -> str:
    """One of a row of values that have an order, on a slider; in the URL under `key` unless it is `unasked`."""
    wanted = asked(key, unasked)
    st.session_state[key] = wanted if wanted in options else unasked
    chosen = st.select_slider(label, options, format_func=said, key=key, width=width)
    return _to_url(key, str(chosen), [unasked])


def asked(key: str, unasked: str) -> str:
    """What is chosen now: in the picker, by the address, on the page before; `unasked` where nothing is."""
    kept = st.session_state.get(f"kept_{key}") or unasked
    return str(st.session_state.get(key) or st.query_params.get(key) or kept)


def pick(key: str, value: str | None) -> None:
    """Set a picker for the next run, from a click on a row or a mark; None goes back to all."""
    st.session_state[key] = EVERYTHING if value is None else value


# Streamlit's own binding writes the text on screen into the URL: that changes with the language and every new wording.
def _from_url(key: str, options: Sequence[str], unasked: str | None = None) -> None:
    """Before the picker: what the URL asks for at the first run; the first option where the choice is gone."""
    first = unasked or options[0]
    wanted = asked(key, first)
    st.session_state[key] = wanted if wanted in options else first


def _to_url(key: str, chosen: str, options: Sequence[str], unasked: str | None = None) -> str:
    """After the picker: the choice stands in the URL, unless it is what the page shows unasked."""
    if key in KEPT:
        st.session_state[f"kept_{key}"] = chosen
    if chosen != (unasked or options[0]):
        st.query_params[key] = chosen
    elif key in st.query_params:
        del st.query_params[key]
    return chosen


def search(key: str, label: str, placeholder: str) -> str:
    """Words to look for, in the URL under `key`."""
    return st.text_input(
        label,
        key=key,
        placeholder=placeholder,
        icon=":material/search:",
        type="search",
        live=True,
        bind="query-params",
        label_visibility="collapsed",
    )  # fmt: skip


def index_year(boards: pd.DataFrame) -> tuple[str, str] | None:
    """An index and a year that have a whole board. boards: index, year; None where there is none."""
    if boards.empty:
        return None
    newest = boards.sort_values(["year", "index"], ascending=[False, True])
    index = choose("index", say("Bộ chỉ số"), list(dict.fromkeys(newest["index"])), width=110, bare=True)
    years = [str(year) for year in newest[newest["index"] == index]["year"].drop_duplicates()]
    year = choose("year", say("Năm"), years, width=95, bare=True)
    return (index, year) if index and year else None
