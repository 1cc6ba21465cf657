"""The lists of the view "two sources": numbers that differ, both numbers of every unit, units of one source. [st]"""

from __future__ import annotations

from datetime import date

import pandas as pd

from pages.parts import ask, blocks
from pages.parts.services import sources_dialog, two_sources
from pages.parts.services.sources_dialog import Opened
from pages.parts.services.two_sources import AGREES, DIFFERS, FORM_ONLY, MEASURES, TITLES, WHOLE
from pages.parts.style import MINUS, NO_VALUE, month, pct, vn
from pages.parts.tables import Field
from pages.parts.words import later, say

ROWS = 12


def apart(listed: pd.DataFrame, of_month: pd.Series, source: str, chosen: date) -> None:
    """The numbers that differ, the largest gap first, each with both files."""
    if listed.empty:
        said = say("Không số nào của các đơn vị có ở cả hai nguồn lệch quá giới hạn.")
        blocks.empty(
            say("Không có chênh lệch") if of_month["why"] == WHOLE else say("Tháng này chưa kết luận"),
            said if of_month["why"] == WHOLE else two_sources.why_not(of_month),
        )
        return
    shown = listed.assign(
        name=[ask.unit(unit) for unit in listed["unit"]],
        said_what=[say(TITLES[what]) for what in listed["what"]],
        said=[two_sources.difference(row, ask.unit(row["unit"])) for _, row in listed.iterrows()],
        form_place=_form_places(listed),
    )
    fields = {
        "name": Field(say("Cơ quan"), width=112),
        "said_what": Field(say("Con số"), width=132),
        "form": Field(say("Biểu II.06a"), vn, 86),
        "detail": Field(say("Tệp chi tiết"), vn, 86),
        "apart": Field(say("Chênh"), _signed, 64, say("Tệp chi tiết trừ Biểu II.06a")),
        "percent": Field(say("Tỷ lệ"), pct, 62, say("Trên số lớn hơn")),
        "form_file": Field(say("Tệp của biểu"), width=236),
        "form_place": Field(say("Trang, dòng"), width=136),
        "detail_file": Field(say("Tệp chi tiết mới nhất"), width=224, help=say("Bấm vào dòng để xem mọi tệp, từng ô")),
    }
    blocks.listing(
        shown,
        fields,
        name="lech-hai-nguon",
        title=say("Biểu II.06a và tệp chi tiết lệch nhau, tháng {month}", month=month(chosen)),
        source=source,
        at_most=ROWS,
        drill=_open_difference,
        filed=fields | {"said": Field(say("Chênh lệch"))},
    )


def pairs(pairs: pd.DataFrame, source: str, chosen: date) -> None:
    """Both numbers of every unit, whether they agree or not; a click opens the number of received ones."""
    if pairs.empty:
        blocks.empty(say("Chưa đơn vị nào có ở cả hai nguồn"), say("Xem “Chỉ một nguồn” để biết đơn vị nào thiếu gì."))
        return
    headings = {
        "received": (later("Tiếp nhận · biểu"), later("Tiếp nhận · tệp"), 112),
        "online": (later("Trực tuyến · biểu"), later("Trực tuyến · tệp"), 116),
        "resolved": (later("Giải quyết · biểu"), later("Giải quyết · tệp"), 114),
        "late": (later("Quá hạn · biểu"), later("Quá hạn · tệp"), 104),
    }
    fields = {"name": Field(say("Cơ quan"), width=130), "verdict": Field(say("Kết quả"), width=92)}
    for what in MEASURES:
        form, detail, width = headings[what]
        fields |= {f"form_{what}": Field(say(form), vn, width), f"detail_{what}": Field(say(detail), vn, width)}
    verdicts = {DIFFERS: f"≠ {say('lệch')}", AGREES: f"✓ {say('khớp')}"}
    shown = pairs.assign(
        name=[ask.unit(unit) for unit in pairs["unit"]],
        verdict=[verdicts.get(state, f"– {say('chưa so')}") for state in pairs["state"]],
        what="received",
        form=pairs["form_received"],
        detail=pairs["detail_received"],
    )
    blocks.listing(
        shown,
        fields,
        name="hai-so",
        title=say("Biểu II.06a và tệp chi tiết, tháng {month}", month=month(chosen)),
        source=source,
        at_most=ROWS,
        drill=_open_pair,
        mark=lambda row: row["state"] == DIFFERS,
        filed=fields | {"form_file": Field(say("Tệp của biểu")), "detail_file": Field(say("Tệp chi tiết mới nhất"))},
    )


def alone(alone: pd.DataFrame, source: str, chosen: date) -> None:
    """The units that one source alone tells of: those that owe a form first."""
    if alone.empty:
        blocks.empty(say("Mọi đơn vị đều có ở cả hai nguồn"), say("Không đơn vị nào chỉ gửi một trong hai."))
        return
    has_form = alone["state"].eq(FORM_ONLY)
    owes = ~has_form & alone["is_expected"].astype(bool)
    said = [
        say("có biểu, tệp chi tiết không có hồ sơ nào")
        if form
        else say("thiếu Biểu II.06a phải gửi")
        if owed
        else say("không phải gửi biểu riêng")
        for form, owed in zip(has_form, owes, strict=True)
    ]
    received = alone["form_received"].where(has_form, alone["detail_received"])
    shown = alone.assign(
        name=[ask.unit(unit) for unit in alone["unit"]],
        there=[say("Biểu II.06a") if form else say("Tệp chi tiết") for form in has_form],
        said=said,
        received=received,
        file_name=alone["form_file"].where(has_form, alone["detail_file"]),
        place=[place if form else NO_VALUE for form, place in zip(has_form, _form_places(alone), strict=True)],
        turn=[0 if owed else 1 if form else 2 for form, owed in zip(has_form, owes, strict=True)],
        what="received",
        form=alone["form_received"],
        detail=alone["detail_received"],
    ).sort_values(["turn", "received"], ascending=[True, False])
    fields = {
        "name": Field(say("Cơ quan"), width=190),
        "there": Field(say("Có ở"), width=105),
        "said": Field(say("Thiếu gì"), width=250),
        "received": Field(say("Tiếp nhận"), vn, 85),
        "file_name": Field(say("Tệp"), width=250),
        "place": Field(say("Trang, dòng"), width=150),
    }
    blocks.listing(
        shown,
        fields,
        name="chi-mot-nguon",
        title=say("Đơn vị chỉ có ở một nguồn, tháng {month}", month=month(chosen)),
        source=source,
        at_most=ROWS,
        drill=_open_pair,
        mark=lambda row: row["turn"] == 0,
    )


# --- in words, and opened ----------------------------------------------------------------------------------------


def _form_places(rows: pd.DataFrame) -> list[str]:
    return [two_sources.place(row.form_sheet, row.first_row, row.last_row) for row in rows.itertuples()]


def _signed(value: object) -> str:
    gap = float(str(value))
    return f"{'+' if gap > 0 else MINUS if gap < 0 else ''}{vn(abs(gap))}"


def _open_difference(row: pd.Series) -> None:
    _open(row, str(row["said"]))


def _open_pair(row: pd.Series) -> None:
    """The number of received dossiers, whatever the two say."""
    said = say(
        "{unit}, tháng {month}, tiếp nhận trong kỳ: {form} theo Biểu II.06a, {detail} theo tệp chi tiết.",
        unit=str(row["name"]),
        month=month(row["month_end"]),
        form=vn(row["form"]),
        detail=vn(row["detail"]),
    )
    _open(row, said)


def _open(row: pd.Series, said: str) -> None:
    opened = Opened(
        title=say("Hai số, hai tệp"),
        said=said,
        unit=str(row["unit"]),
        start=row["month_start"].date(),
        end=row["month_end"].date(),
        what=str(row["what"]),
    )
    sources_dialog.remember(opened)
