"""The dashboard's frame: settings of the page, style, navigation. Screens are in pages/."""

import json
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

from pages.parts import frame, style
from pages.parts.words import say

STATIC = Path(__file__).parent / "pages" / "parts" / "static"

# To the first visitor of a fresh server Streamlit takes pages/ for its own kind of folder, looks the address up among
# the files' names and says "Page not found" to every link. Switched off, and the same address opened again.
if PagesManager.uses_pages_directory:
    PagesManager.uses_pages_directory = False
    address = f"{st.context.url}?{urlencode(st.query_params.to_dict())}"
    asked = json.dumps(address).replace("<", "\\u003c")  # an address may not end the script
    st.html(f"<script>window.location.replace({asked})</script>", unsafe_allow_javascript=True)

frame.speak()
# A picture of our own: Streamlit fetches the emoji and Material icons of the browser's tab from other hosts.
st.set_page_config(
    page_title=say("IOC Tuyên Quang"), page_icon=str(STATIC / "icon.png"), layout="wide", initial_sidebar_state=232
)
st.html(style.CSS)
st.logo(str(STATIC / "logo.png"), size="large", icon_image=str(STATIC / "icon.png"))

page = st.navigation(
    {
        say("Điều hành"): [
            st.Page("pages/overview.py", title=say("Tổng quan"), icon=":material/dashboard:", default=True),
        ],
        say("Chuyên đề"): [
            st.Page("pages/coverage.py", title=say("Phủ sóng BTS"), icon=":material/cell_tower:", url_path="phu-song"),
            st.Page(
                "pages/services.py", title=say("Dịch vụ công"), icon=":material/how_to_reg:", url_path="dich-vu-cong"
            ),
            st.Page("pages/project06.py", title=say("Đề án 06"), icon=":material/checklist:", url_path="de-an-06"),
            st.Page("pages/rankings.py", title=say("Xếp hạng"), icon=":material/leaderboard:", url_path="xep-hang"),
            st.Page("pages/unit.py", title=say("Đơn vị"), icon=":material/apartment:", url_path="don-vi"),
        ],
        say("Số liệu"): [
            st.Page("pages/intake.py", title=say("Nạp tệp"), icon=":material/upload_file:", url_path="nap-tep"),
            st.Page(
                "pages/data_quality.py",
                title=say("Chất lượng số liệu"),
                icon=":material/fact_check:",
                url_path="chat-luong",
            ),
            st.Page(
                "pages/definitions.py", title=say("Định nghĩa"), icon=":material/menu_book:", url_path="dinh-nghia"
            ),
        ],
    }
)
frame.switches()
page.run()
