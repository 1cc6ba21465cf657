"""The way back from a figure: what was counted, in which files, and the very cell as its sender typed it. [st]"""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from loaders import BadFile, Excerpt
from metrics import METRICS, Metric
from pages.parts import ask, sentences, trace_columns, words
from pages.parts.cards import Behind
from pages.parts.sentences import sources_of
from pages.parts.style import MARK, vn
from pages.parts.tables import downloads, hold, table
from pages.parts.words import say

AT_MOST = 5000  # rows fetched: every station, village and procedure; a year of dossiers opens quickly
WIDE = 5  # columns that fit beside each other
OPENED, CLOSED, LINE = "rows", "rows_closed", "rows_line"  # in the URL; what was closed; the row whose cell is shown
CELL_MARK = "background-color: rgba(224, 161, 0, 0.35); font-weight: 700"


def source_line(text: str, place: str, behind: Behind | None = None) -> None:
    """Where a figure comes from; with `behind`, a button that opens its rows. place: tells two on a page apart."""
    if behind is None:
        st.caption(f":material/database: {text}", width="content")
    else:
        opener(f":material/database: {text}", place, behind)


def opener(label: str, place: str, behind: Behind) -> None:
    """A quiet button that opens the rows; a link that names it opens them at once."""
    key = f"{place}_{behind.name}"
    help_ = say("Xem các dòng, tệp và ô của số liệu này")
    said = f":small[:gray[{label}]]"
    st.button(said, key=f"trace_{key}", type="tertiary", help=help_, wrap=True, on_click=partial(_open, key))
    # A run that was under way when the dialog was closed still carries the old address.
    if st.query_params.get(OPENED) == key and st.session_state.get(CLOSED) != key:
        _dialog(behind)


def show(place: str, behind: Behind, row: pd.Series) -> None:
    """In a callback: at the next run, open what stands at that place, at that row (its batch, sheet and number)."""
    _open(f"{place}_{behind.name}")
    hold()
    rows = ask.rows_behind(behind.metric_id, behind.query, AT_MOST)
    same = [rows[name].eq(row[name]) for name in ("batch_id", "sheet", "row_number")]
    found = [line for line, is_same in enumerate(same[0] & same[1] & same[2]) if is_same]
    st.session_state[LINE] = found[0] if found else 0


def _open(key: str) -> None:
    st.query_params[OPENED] = key
    st.session_state.pop(CLOSED, None)
    st.session_state.pop(LINE, None)


def _close() -> None:
    st.session_state[CLOSED] = st.query_params.pop(OPENED, None)
    st.session_state.pop(LINE, None)


def open_rows(behind: Behind) -> None:
    """The rows at once: for a row of a table that was clicked before this run."""
    _dialog(behind)


def _dialog(behind: Behind) -> None:
    title = behind.title or words.title(METRICS[behind.metric_id])
    st.dialog(title, width="large", icon=":material/manage_search:", on_dismiss=_close)(_rows)(behind)


def _rows(behind: Behind) -> None:
    metric = METRICS[behind.metric_id]
    _figures(behind, metric)
    frame = ask.rows_behind(metric.id, behind.query, AT_MOST)
    if frame.empty:
        st.caption(say("Không có dòng nào: chưa đơn vị nào gửi số liệu này trong kỳ đã chọn."))
        return
    fields = trace_columns.of(frame, metric)
    shown = readable(frame)
    st.caption(_counted(shown, metric))
    table(shown, fields, at_most=7, key="trace_rows", drill=_pick, stays=True)
    line = f"{words.source(sources_of(metric.id)[0])}" if sources_of(metric.id) else say("Mọi nguồn")
    downloads(shown, fields, f"dong-goc-{metric.id}", words.title(metric), say("Nguồn: {sources}", sources=line))
    chosen = min(st.session_state.get(LINE, 0), len(frame) - 1)
    row = frame.iloc[chosen]
    if pd.notna(row["batch_id"]) and pd.notna(row["row_number"]):
        cell(int(row["batch_id"]), str(row["sheet"] or ""), int(row["row_number"]), row["cell"])


def _figures(behind: Behind, metric: Metric) -> None:
    """Value, parts and day of each group, then what the metric means."""
    for figure in ask.figures(metric.id, (), behind.query):
        if figure.value is None:
            continue
        said = [one for one in (sentences.parts(figure), sentences.as_of(figure)) if one]
        st.markdown(f"**{sentences.value(figure)}** · {' · '.join(said)}")
    meaning = ask.prose().get(metric.id, {}).get(f"meaning_{words.language()}")
    if meaning:
        st.caption(meaning)


def _counted(frame: pd.DataFrame, metric: Metric) -> str:
    is_cut = len(frame) == AT_MOST
    many = say("{count} dòng đầu", count=vn(AT_MOST)) if is_cut else say("{count} dòng", count=vn(len(frame)))
    if frame["row_number"].isna().all():
        return f"{many}."
    # Sums add up what the rows say; only counts, of all the rows, can say how many were counted.
    if is_cut or metric.out_of is None or "count(*)" not in metric.count:
        return say("{many}. Bấm vào một dòng để xem ô trong tệp gốc.", many=many)
    within = int(frame["counted"].sum())
    return say(
        "{many} trong mẫu số, {count} dòng được đếm ở tử số. Bấm vào một dòng để xem ô trong tệp gốc.",
        many=many,
        count=vn(within),
    )


def _pick(row: pd.Series) -> None:
    st.session_state[LINE] = int(row["line"])


def readable(frame: pd.DataFrame) -> pd.DataFrame:
    """With line (its number), said (✓ where counted), place (sheet and cell), units by their names, marks in words."""
    names = {name: frame[name].map(ask.unit) for name in ("unit", "lead_unit", "district") if name in frame}
    # A grid draws a tick box for true and false, whatever a column's format says.
    names |= {name: frame[name].map(trace_columns.yes_no) for name in frame if trace_columns.is_mark(name)}
    return frame.assign(
        line=range(len(frame)),
        said=["✓" if counted else "" for counted in frame["counted"]],
        place=[_place(row) for row in frame[["sheet", "cell", "row_number"]].itertuples()],
        **names,
    )


def _place(row: object) -> str:
    sheet, cell_, number = row.sheet, row.cell, row.row_number  # type: ignore[attr-defined]
    if pd.isna(number):
        return ""
    # Without a name there are no sheets, and so no letters of columns: a CSV.
    if not sheet:
        return say("dòng {number}", number=vn(number))
    return f"{sheet}!{cell_}" if isinstance(cell_, str) and cell_ else f"{sheet}!{int(number)}"


# --- the cell ---------------------------------------------------------------------------------------------


def open_cell(batch_id: int, sheet: str, row_number: int, cell_: str | None, title: str) -> None:
    """A dialog with the excerpt alone: for a remark, whose row was perhaps refused."""
    st.dialog(title, width="large", icon=":material/manage_search:")(cell)(batch_id, sheet, row_number, cell_)


def cell(batch_id: int, sheet: str, row_number: int, cell_: str | None, key: str = "trace_cell") -> None:
    """The rows around that one as the sender sees them; the row and the cell stand out. key: tells two apart."""
    try:
        file_name, headings, found = ask.excerpt(batch_id, sheet, row_number)
    except BadFile as bad:
        st.caption(f":material/warning: {bad.message}; {bad.fix}.")
        return
    where = say("trang {sheet}, ", sheet=sheet) if sheet else ""
    spot = say("ô {cell}", cell=cell_) if cell_ and sheet else say("dòng {number}", number=vn(row_number))
    st.markdown(say("**Trong tệp gốc** {file}: {where}{spot}", file=f"`{file_name}`", where=where, spot=spot))
    letter = cell_.rstrip("0123456789") if isinstance(cell_, str) else ""
    frame, marks = grid(found, headings, row_number, letter)
    st.dataframe(frame.style.apply(lambda _: marks, axis=None), height="content", row_height=28, key=key)


def grid(found: Excerpt, headings: dict[str, str], row_number: int, letter: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """(the excerpt with sheet row numbers and `E · heading` columns, CSS per cell).

    Of a wide sheet only the first three columns and those from shortly before the cell: it must be in sight.
    """
    names = [f"{one} · {headings[one]}" if one in headings else one for one in found.letters]
    frame = pd.DataFrame(found.texts, columns=names, index=[vn(number) for number in found.row_numbers])
    place = found.letters.index(letter) if letter in found.letters else 0
    if place > WIDE:
        frame = frame[[*names[:3], *names[place - 2 :]]]
    marks = pd.DataFrame("", index=frame.index, columns=frame.columns)
    marks.loc[vn(row_number)] = MARK
    if letter in found.letters:
        marks.loc[vn(row_number), names[found.letters.index(letter)]] = CELL_MARK
    return frame, marks
