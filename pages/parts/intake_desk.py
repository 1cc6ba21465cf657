"""What the intake page knows between two clicks: the waiting files tried once, and what was last published. [st]

A trial belongs to one visitor and one state of the inbox: a new file, a name or a form decided, a load elsewhere, and
it is made anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

import loaders
from loaders import BadFile, desk
from pages.parts import ask, intake
from pages.parts.words import later, say

BUILDING = later("Dựng bản số liệu mới")
TRIED, LAST, UPLOADS, TOLD = "intake_tried", "intake_last", "intake_uploads", "intake_told"


@dataclass(frozen=True)
class Tried:
    """What loading the waiting files would do. paths: checksum of a file -> where it lies in the inbox."""

    reports: list[Any] = field(default_factory=list)
    names: list[Any] = field(default_factory=list)
    effect: pd.DataFrame = field(default_factory=pd.DataFrame)
    paths: dict[str, Path] = field(default_factory=dict)

    def of(self, sha256: str) -> list[Any]:
        """The reports of one file, one for each source in it."""
        return [report for report in self.reports if report.sha256 == sha256]


def tried() -> Tried:
    """The waiting files as a load would take them; progress is shown while they are read."""
    state = desk.inbox_state()
    kept = st.session_state.get(TRIED)
    if kept and kept[0] == state:
        found: Tried = kept[1]
        return found
    waiting = desk.waiting()
    found = _try(waiting) if waiting else Tried()
    st.session_state[TRIED] = (state, found)
    return found


def _try(waiting: Sequence[desk.Waiting]) -> Tried:
    paths = [one.path for one in waiting]
    with showing_progress(say("Đang đọc và kiểm tra")) as told, loaders.trial(paths, progress=told) as done:
        sources = {report.source for report in done.report.files if report.source}
        before = intake.figures(ask.connection(), sources) if ask.is_current() else {}
        after = intake.figures(done.con, sources)
        places = {sha256: one.path for one in waiting for sha256 in one.checksums}
        reports = [report for report in done.report.files if report.outcome != "unchanged"]
        return Tried(reports, list(done.names), intake.effect(before, after), places)


@contextmanager
def showing_progress(title: str) -> Iterator[Callable[[str, int, int], None]]:
    """A bar that names the file being read; gone at the end."""
    place = st.empty()
    bar = place.progress(0.0, f"{title}…")

    def told(name: str, done: int, total: int) -> None:
        what = say(BUILDING) if done == total else name
        bar.progress(done / max(total, 1), f"{title}: {what} ({min(done + 1, total)}/{total})")

    try:
        yield told
    finally:
        place.empty()


# --- what a person does ------------------------------------------------------------------------------------------


def receive() -> None:
    """In the uploader's callback: what was dropped goes to the inbox, the uploader is emptied."""
    for uploaded in st.session_state.get(uploads_key()) or ():
        desk.put(uploaded.name, uploaded.getvalue())
    st.session_state[UPLOADS] = st.session_state.get(UPLOADS, 0) + 1


def uploads_key() -> str:
    """A new key empties the uploader."""
    return f"intake_upload_{st.session_state.get(UPLOADS, 0)}"


def publish(paths: Sequence[Path]) -> None:
    """Load the files, keep the report for the eye, and draw the page anew."""
    with showing_progress(say("Đang nạp và công bố")) as told:
        done = safely(lambda: loaders.load(list(paths), progress=told))
    if done is not None:
        st.session_state[LAST] = done
        st.session_state.pop(TRIED, None)
    st.rerun()


def safely(work: Callable[[], Any]) -> Any:
    """The result; None where it can't be done, which is then said at the top of the page."""
    try:
        return work()
    except BadFile as bad:
        st.session_state[TOLD] = f"{bad.message[:1].upper()}{bad.message[1:]}: {bad.fix}."
    except OSError as trouble:
        reason = trouble.strerror or str(trouble)
        st.session_state[TOLD] = say("Không đọc hoặc ghi được trên đĩa: {reason}", reason=reason)
    return None


def said() -> str | None:
    """What could not be done at the last click; said once."""
    told = st.session_state.pop(TOLD, None)
    return str(told) if told else None
