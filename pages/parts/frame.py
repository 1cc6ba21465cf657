"""What stands around every page: the language, light or dark. Both are in the address: a link keeps them. [st]"""

from __future__ import annotations

import streamlit as st
from altair.utils import schemapi

from pages.parts import filters, words
from pages.parts.words import later, say

LANGUAGES = {words.VIETNAMESE: "Tiếng Việt", "en": "English"}  # each in its own language
CHOSEN = "chosen_look"
LOOKS = {"light": later("Sáng"), "dark": later("Tối")}
# Streamlit takes light or dark from an address only while it starts, and only under this name of its own.
START_ANEW = """<script>
const there = new URL(window.location);
there.searchParams.set("theme", "{look}");
there.searchParams.set("embed_options", "{look}_theme");
if (there.href !== window.location.href) window.location.replace(there);
</script>"""

# Every piece of a chart is checked against the whole grammar when it is made: the tests do that, a reader would wait.
schemapi.disable_debug_mode()


def speak() -> None:
    """Speak the language that is asked for; before anything is said."""
    words.use(filters.asked("lang", words.VIETNAMESE))


def switches() -> None:
    """Under the navigation: the language, and light or dark."""
    with st.sidebar:
        filters.switch("lang", "Ngôn ngữ · Language", list(LANGUAGES), LANGUAGES.__getitem__, bare=True)
        _look()


def _look() -> None:
    """Light or dark. Until somebody chooses, or a link does, the browser decides and the address says nothing."""
    shown = st.context.theme.type or "light"
    chosen = st.session_state.get(CHOSEN) or st.query_params.get("theme")
    chosen = chosen if chosen in LOOKS else None
    st.session_state["look"] = chosen or shown
    st.segmented_control(
        say("Sáng hay tối"),
        list(LOOKS),
        format_func=lambda one: say(LOOKS[one]),
        key="look",
        required=True,
        label_visibility="collapsed",
        on_change=_choose,
    )
    if chosen:
        st.session_state[CHOSEN] = st.query_params["theme"] = chosen
        if chosen != shown:
            st.html(START_ANEW.format(look=chosen), unsafe_allow_javascript=True)


def _choose() -> None:
    st.session_state[CHOSEN] = st.session_state["look"]
