"""Headings read by hand: which source a sheet is of, where its headings stand, what each column means. [st]"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from loaders import SOURCES, BadFile, desk
from pages.parts import blocks, intake_desk, words
from pages.parts.words import say

BESIDE = 4  # pickers side by side


def by_hand(path: Path, name: str, sheet: Any) -> None:
    """Opened where nothing was recognised; else offered for a sheet some of whose columns are not used."""
    if sheet.tables and not any(table.unknown for table in sheet.tables):
        return
    known = sheet.tables[0] if sheet.tables else None
    title = say("Chọn ý nghĩa các cột không dùng") if known else say("Đọc trang này bằng tay")
    with st.expander(f":material/edit_note: {title}", expanded=known is None):
        st.caption(
            say(
                "Chọn loại số liệu, dòng tiêu đề và ý nghĩa từng cột. Cách đọc được ghi nhớ: tệp sau có cùng tiêu đề "
                "sẽ được đọc như vậy."
            )
        )
        place = f"{name}_{sheet.name}"
        with st.container(horizontal=True, vertical_alignment="bottom"):
            names = list(SOURCES)
            source = st.selectbox(
                say("Loại số liệu"),
                names,
                index=names.index(known.source if known else sheet.guess or names[0]),
                format_func=words.source,
                key=f"form_source_{place}",
                width=320,
            )
            first, last = _rows(sheet, known, place)
        try:
            seen = desk.block(path, name, sheet.name, (first, last), source)
        except BadFile as bad:
            st.warning(f"{bad.message[:1].upper()}{bad.message[1:]}. {bad.fix[:1].upper()}{bad.fix[1:]}.")
            return
        chosen = _columns(seen, source, f"{place}_{source}_{first}_{last}")
        missing = [label(source, one) for one in seen.needed if one not in chosen]
        if missing and not SOURCES[source].unfold:
            st.caption(say("Còn thiếu cột bắt buộc: {names}", names=", ".join(missing)))
        if st.button(say("Ghi nhớ cách đọc này"), icon=":material/save:", key=f"form_save_{place}"):
            _save(path, name, sheet.name, (first, last), source, chosen)


def _rows(sheet: Any, known: Any, place: str) -> tuple[int, int]:
    first, last = (known.first, known.last) if known else sheet.block or (sheet.row_numbers[0], sheet.row_numbers[0])
    low, high = sheet.row_numbers[0], sheet.row_numbers[-1]
    first = st.number_input(say("Tiêu đề từ dòng"), low, high, first, key=f"form_first_{place}", width=130)
    last = st.number_input(say("đến dòng"), first, high, max(last, first), key=f"form_last_{place}_{first}", width=130)
    return int(first), int(last)


def label(source: str, name: str) -> str:
    """A field by the first heading that the contract knows; a star where it must be there."""
    column = SOURCES[source].column(name)
    return column.headings[0].rstrip(" *") + ("" if column.optional else " *")


def _columns(seen: desk.BlockSeen, source: str, place: str) -> dict[str, str]:
    """Field -> column letter, as a person leaves the pickers: one under each heading of the file."""
    fields = [column.field for column in SOURCES[source].columns]
    suggested = {letter: name for name, letter in seen.suggested.items()}
    found: dict[str, str] = {}
    columns = st.columns(BESIDE, gap="small")
    for number, (letter, heading) in enumerate(seen.headings.items()):
        meaning = columns[number % BESIDE].selectbox(
            f"{letter} · {blocks.plain(heading)}",
            fields,
            index=fields.index(suggested[letter]) if letter in suggested else None,
            format_func=partial(label, source),
            key=f"form_{letter}_{place}",
            placeholder=say("không nạp"),
        )
        if meaning in found:
            st.caption(say("Hai cột cùng một ý nghĩa: {name}. Cột đầu được dùng.", name=label(source, meaning)))
        elif meaning:
            found[meaning] = letter
    return found


def _save(path: Path, name: str, sheet: str, rows: tuple[int, int], source: str, chosen: dict[str, str]) -> None:
    def work() -> bool:
        desk.remember_form(path, name, sheet, rows, source, chosen)
        return True

    if intake_desk.safely(work):
        st.toast(say("Đã ghi nhớ cách đọc"), icon=":material/save:")
    st.rerun()
