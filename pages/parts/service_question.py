"""What the services screen is asked: a period, and what of the province; how it is narrowed and widened again. [st]"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd
import streamlit as st

from metrics import METRICS, Figure, Query
from pages.parts import ask, blocks, dossiers, filters, words
from pages.parts.cards import Behind
from pages.parts.units import link
from pages.parts.words import say

FILTERS = ("level", "unit", "field")
OF_EXPORT, EVER = "dossiers_input_digitised_share", date(2000, 1, 1)  # which units are in the detail export
OF_DETAIL = "dossiers_input_digitised_share"  # its denominator is every dossier of the export
OF_AGENCIES = ("dossiers_overdue", "procedures_total")  # together they know every agency


@dataclass(frozen=True)
class Asked:
    """What the page is asked about: a period, and the level, the agency and the field it is narrowed to, if any."""

    period: Query
    level: str | None = None
    agency: str | None = None
    field: str | None = None

    def query(self, *without: str) -> Query:
        """The question, but for the names left out of it."""
        where = {"level": self.level, "unit": self.agency, "field": self.field}
        return replace(self.period, where={k: one for k, one in where.items() if one and k not in without})

    @property
    def said(self) -> str:
        """cấp huyện, Na Hang; empty where the whole province is meant."""
        level = words.named("level", self.level) if self.level else ""
        return ", ".join(one for one in (level, ask.unit(self.agency), self.field) if one)

    def knows(self, metric_id: str) -> bool:
        """Whether the metric can be narrowed so: a dossier of the detail export has no field."""
        return not self.field or "field" in ask.breakdowns(METRICS[metric_id])

    def figure(self, metric_id: str, query: Query | None = None) -> Figure:
        """The figure; how many have sent is known of the whole province only."""
        query = query or self.query()
        if not self.knows(metric_id):
            where = {name: one for name, one in query.where.items() if name != "field"}
            return dossiers.without_value(ask.figure(metric_id, replace(query, where=where)))
        now = ask.figure(metric_id, query)
        return replace(now, reported=None, expected=None) if query.where else now

    def over_time(
        self, metric_id: str, last: date, names: Sequence[str] = (), without: Sequence[str] = ()
    ) -> pd.DataFrame:
        """Twelve months of it; the months themselves say the period."""
        return ask.over_time(metric_id, last, query=Query(where=self.query(*without).where), names=tuple(names))

    def behind(self, metric_id: str) -> Behind:
        return Behind(metric_id, self.query())


def in_month(asked: Asked, latest: date) -> tuple[Figure, Asked, date]:
    """(dossiers received, what is asked in the month of that form, its last day). The detail export is weekly: it is
    asked about the same month as the form. latest: the day of the newest report of anything."""
    period, received = asked.period, asked.figure("dossiers_received")
    start, end = received.period_start or period.start, received.period_end or period.end
    return received, replace(asked, period=replace(period, start=start, end=end)), end or latest


def is_sample(received: Figure, month: Asked) -> bool:
    """Whether anything of it is invented: a commune has dossiers in the export, and no form of its own."""
    return received.is_sample or month.figure(OF_DETAIL).is_sample


def level_of(asked: Asked) -> str | None:
    """The level that the asked unit is of, by its own reports; None where it has sent none."""
    asked_of = (*OF_AGENCIES, OF_EXPORT)  # communes stand in the export alone
    found = [one for metric_id in asked_of for one in ask.by(metric_id, ("level",), asked.query())["level"] if one]
    return str(found[0]) if found else None


def nothing(source: str, what: str, filters_said: str) -> None:
    """What is missing: because of the filters, which one button takes away, or because the source has sent nothing."""
    if not filters_said:
        blocks.nothing_from(source, what)
        return
    blocks.empty(
        say("Không có số liệu khớp bộ lọc: {what}", what=what),
        say("Đang lọc: {filters}. Bỏ bộ lọc để xem toàn tỉnh.", filters=filters_said),
    )
    st.button(say("Bỏ bộ lọc"), icon=":material/filter_alt_off:", key=f"unfilter_{what}", on_click=_unfilter)


def _unfilter() -> None:
    for name in FILTERS:
        filters.pick(name, None)


def agencies(asked: Asked) -> list[str]:
    """Those that have dossiers or procedures there, by name; and the unit that is picked, if it has any dossier."""
    found = {one for metric_id in OF_AGENCIES for one in ask.by(metric_id, ("unit",), asked.query())["unit"] if one}
    picked = filters.asked("unit", filters.EVERYTHING)
    # Communes send no form and have no procedures of their own: they are picked by a click on their dossiers.
    if picked != filters.EVERYTHING and picked not in found:
        ever = replace(asked.query(), start=EVER, end=asked.period.end)
        found |= {picked} & set(ask.by(OF_EXPORT, ("unit",), ever)["unit"])
    return sorted(found, key=ask.unit)


def narrowed(asked: Asked) -> str | None:
    """The line that says what the page is narrowed to, with the way back; the field that is picked in it.

    Nothing is shown of the whole province.
    """
    is_of_field = filters.asked("field", filters.EVERYTHING) != filters.EVERYTHING
    offers_fields = asked.agency or is_of_field
    fields = ask.by("dossiers_received", ("field",), asked.query())["field"].tolist() if offers_fields else []
    if not (asked.said or fields):
        st.query_params.pop("field", None)
        return None
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="strip_calm_narrowed"):
        st.button(
            say("Toàn tỉnh"), icon=":material/arrow_back:", type="tertiary", key="to_province", on_click=_unfilter
        )
        if asked.said:
            st.markdown(f"**{blocks.plain(asked.said[:1].upper() + asked.said[1:])}**", width="content")
        link.to_page(asked.agency)
        if not fields:
            return None
        return filters.only("field", say("Lĩnh vực"), sorted(fields), str, say("Mọi lĩnh vực"), width=280)
