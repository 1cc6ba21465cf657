"""The queue of unit names that no list knows: each with the three nearest, one click makes it another name. [st]"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import streamlit as st

import loaders
from loaders import desk
from pages.parts import ask, blocks, intake_desk
from pages.parts.style import vn
from pages.parts.words import say

MOST = 8
QUEUE = "intake_queue"
Waits = tuple[str | None, Any]


def found(tried_names: Sequence[Any]) -> list[Waits]:
    """Names of the waiting files, then those of files published already: (its checksum, None while it waits; name)."""
    waiting = [(None, one) for one in tried_names]
    standing = [(sha256, one) for sha256, names in _in_force() for one in names]
    seen: set[tuple[str, str | None]] = set()
    names = []
    for sha256, one in [*waiting, *standing]:
        if (one.name, one.within) not in seen:
            seen.add((one.name, one.within))
            names.append((sha256, one))
    return names


def queue(names: Sequence[Waits]) -> None:
    """The names, each with the units that it may mean; nothing where there are none."""
    if not names:
        return
    blocks.section(
        say("Tên đơn vị chưa nhận ra ({count})", count=vn(len(names))),
        say("Chọn đơn vị đúng: tên này được ghi nhớ là tên gọi khác của đơn vị đó, mọi tệp sau đều đọc được"),
    )
    whole = st.session_state.get(QUEUE, False)
    for number, (sha256, one) in enumerate(names if whole else names[:MOST]):
        _line(number, sha256, one)
    if len(names) > MOST:
        st.button(
            say("Thu gọn") if whole else say("Xem cả {count} tên", count=vn(len(names))),
            key="queue_all",
            type="tertiary",
            on_click=partial(st.session_state.__setitem__, QUEUE, not whole),
        )


def _in_force() -> list[tuple[str, list[Any]]]:
    """Read again only when the warehouse or a decision changed."""
    state = (ask.warehouse(), desk.inbox_state()[-1])
    kept = st.session_state.get("intake_in_force")
    if not kept or kept[0] != state:
        kept = (state, desk.names_in_force())
        st.session_state["intake_in_force"] = kept
    found: list[tuple[str, list[Any]]] = kept[1]
    return found


def _line(number: int, sha256: str | None, one: Any) -> None:
    within = say(" trong {district}", district=ask.unit(one.within)) if one.within else ""
    place = f"{one.sheet}!{one.cell}" if one.cell else say("dòng {number}", number=vn(one.row or 0))
    st.markdown(
        f"**“{blocks.plain(one.name)}”**{blocks.plain(within)} "
        f":small[:gray[· {blocks.plain(one.file)} · {blocks.plain(place)} · {say('{count} ô', count=vn(one.count))}]]"
    )
    choices = desk.unit_choices(one.kinds)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        for unit in one.nearest:
            st.button(
                choices.get(unit, unit),
                key=f"alias_{number}_{unit}",
                icon=":material/check:",
                on_click=partial(_decide, sha256, one, unit),
            )
        with st.popover(say("Đơn vị khác…")):
            chosen = st.selectbox(
                say("Đơn vị"),
                list(choices),
                index=None,
                format_func=choices.__getitem__,
                key=f"alias_other_{number}",
                placeholder=say("Gõ để tìm"),
            )
            st.button(
                say("Ghi nhớ"),
                key=f"alias_save_{number}",
                disabled=chosen is None,
                on_click=partial(_decide, sha256, one, chosen),
            )


def _decide(sha256: str | None, one: Any, unit: str) -> None:
    """The name means that unit from now on; a published file that has it is read again."""

    def work() -> bool:
        loaders.name_unit(one.name, unit, one.within)
        if sha256:
            loaders.load_again([sha256])
        return True

    if intake_desk.safely(work):
        st.toast(say("Đã ghi nhớ: “{name}” là {unit}", name=one.name, unit=ask.unit(unit)), icon=":material/check:")
