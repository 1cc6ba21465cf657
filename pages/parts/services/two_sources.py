"""Form II.06a against the detail export by unit and month: which agree, how far the others lie apart, who sent one
alone. Frames in, frames and sentences out.

The limits are those of the loaders' own comparison, read from settings.csv.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from pages.parts.style import NO_VALUE, is_missing, month, pct, vn
from pages.parts.words import later, say

MEASURES = ("received", "online", "resolved", "late")
TITLES = {
    "received": later("Tiếp nhận trong kỳ"),
    "online": later("Tiếp nhận trực tuyến"),
    "resolved": later("Đã giải quyết"),
    "late": later("Giải quyết quá hạn"),
}
# What a unit's month is.
AGREES, DIFFERS, FORM_ONLY, DETAIL_ONLY, OPEN = "agrees", "differs", "form_only", "detail_only", "open"
# Why a month is not compared; WHOLE: it is.
WHOLE, EARLY, PARTIAL, ONE_SIDED = "whole", "early", "partial", "one_sided"
WAITS = {EARLY: later("chưa đủ ngày"), ONE_SIDED: later("chỉ một nguồn"), PARTIAL: later("tệp chưa đủ")}


@dataclass(frozen=True)
class Limits:
    """Two numbers differ when they lie more than `least` dossiers and more than `percent` of the larger one apart. A
    month is compared from `whole_percent` on: the export's share of the form's dossiers."""

    percent: int
    least: int
    whole_percent: int

    def apart(self, form: pd.Series, detail: pd.Series) -> pd.Series:
        """Whether they differ; False where one is not known."""
        gap = (form - detail).abs()
        return gap.gt(self.least) & (gap * 100).gt(self.percent * np.maximum(form, detail))


def compared(told: pd.DataFrame, limits: Limits) -> pd.DataFrame:
    """The same rows with `why` (of the month: WHOLE, EARLY, PARTIAL, ONE_SIDED) and `state` (of the unit's month).
    told: records_sources.told_twice. OPEN: both are there, but the month is not compared, or the form is blank."""
    both = told["form_received"].notna() & told["detail_received"].notna()
    sums = told[both].groupby("month_start")[["form_received", "detail_received"]].sum()
    is_whole = sums["detail_received"] * 100 >= limits.whole_percent * sums["form_received"]
    whole = told["month_start"].map(is_whole)  # null: no unit has both
    why = np.select([~told["reached"].astype(bool), whole.isna(), whole.eq(True)], [EARLY, ONE_SIDED, WHOLE], PARTIAL)
    has_form, has_detail = told["form_file"].notna(), told["detail_received"].notna()
    known = told[[f"form_{what}" for what in MEASURES]].notna().any(axis=1)
    differs = pd.Series(False, index=told.index)
    for what in MEASURES:
        differs |= limits.apart(told[f"form_{what}"], told[f"detail_{what}"])
    state = np.select(
        [~has_detail, ~has_form, (why != WHOLE) | ~known, differs], [FORM_ONLY, DETAIL_ONLY, OPEN, DIFFERS], AGREES
    )
    return told.assign(why=why, state=state)


def differences(rows: pd.DataFrame, limits: Limits) -> pd.DataFrame:
    """One row per unit, month and number that differs, the largest gap first: the unit's columns, what, form, detail,
    apart (the export's less the form's), percent (of the larger one). rows: as compared."""
    found = []
    for what in MEASURES:
        form, detail = rows[f"form_{what}"], rows[f"detail_{what}"]
        is_apart = limits.apart(form, detail) & rows["state"].eq(DIFFERS)
        gap = (detail - form)[is_apart]
        larger = np.maximum(form, detail)[is_apart]
        found.append(
            rows[is_apart].assign(
                what=what, form=form[is_apart], detail=detail[is_apart], apart=gap, percent=100 * gap.abs() / larger
            )
        )
    listed = pd.concat(found)
    order = listed.assign(size=listed["apart"].abs()).sort_values(["size", "unit"], ascending=[False, True])
    return order.drop(columns="size").reset_index(drop=True)


def pairs(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per unit that both sources tell of, its eight numbers side by side, the most dossiers first."""
    both = rows[rows["state"].isin([AGREES, DIFFERS, OPEN])]
    return both.sort_values(["form_received", "unit"], ascending=[False, True], ignore_index=True)


def months(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per month, the newest first: month_start, month_end, why, agrees, differs, both (compared units),
    form_only, missing (units whose form is asked for and not there, though the export has dossiers), share (the
    export's part of the form's dossiers, in percent, over the units that both tell of; null without any)."""
    found = []
    for (start, end), group in rows.groupby(["month_start", "month_end"]):
        count = group["state"].value_counts()
        both = group[group["form_received"].notna() & group["detail_received"].notna()]
        told = both["form_received"].sum()
        missing = group["state"].eq(DETAIL_ONLY) & group["is_expected"].astype(bool)
        found.append(
            {
                "month_start": start,
                "month_end": end,
                # The whole month may be compared where none of these units can.
                "why": ONE_SIDED if both.empty and group["why"].iloc[0] != EARLY else group["why"].iloc[0],
                "agrees": int(count.get(AGREES, 0)),
                "differs": int(count.get(DIFFERS, 0)),
                "both": int(count.get(AGREES, 0) + count.get(DIFFERS, 0)),
                "form_only": int(count.get(FORM_ONLY, 0)),
                "missing": int(missing.sum()),
                "share": 100 * both["detail_received"].sum() / told if told else None,
                "is_sample": bool(group["is_sample"].any()),
            }
        )
    columns = ["month_start", "month_end", "why", "agrees", "differs", "both", "form_only", "missing", "share"]
    frame = pd.DataFrame(found, columns=[*columns, "is_sample"])
    return frame.sort_values("month_start", ascending=False, ignore_index=True).astype({"share": "float64"})


def by_month(rows: pd.DataFrame, limits: Limits) -> pd.DataFrame:
    """One row per month and unit that in any of the months differs or lacks one source, those that differ most often
    first: unit, month_start, month_end, state, numbers (how many differ), is_sample. rows: as compared."""
    owes = rows["state"].eq(FORM_ONLY) | (rows["state"].eq(DETAIL_ONLY) & rows["is_expected"].astype(bool))
    is_odd = (rows["state"].eq(DIFFERS) | owes) & rows["why"].eq(WHOLE)
    order = rows[is_odd].assign(differs=rows["state"].eq(DIFFERS)).groupby("unit")["differs"].agg(["sum", "size"])
    order = order.sort_values(["sum", "size"], ascending=False)
    numbers = sum(limits.apart(rows[f"form_{what}"], rows[f"detail_{what}"]).astype(int) for what in MEASURES)
    cells = rows.assign(numbers=numbers)[rows["unit"].isin(order.index)]
    cells = cells.assign(turn=cells["unit"].map(list(order.index).index)).sort_values(["turn", "month_start"])
    columns = ["unit", "month_start", "month_end", "state", "numbers", "is_sample"]
    return cells[columns].reset_index(drop=True)


# --- in words --------------------------------------------------------------------------------------------------


def summary(of_month: pd.Series, listed: int) -> str:
    """Tháng 05/2024: 41/44 đơn vị khớp; 3 đơn vị lệch ở 5 số. of_month: its row of months(); listed: how many
    numbers differ."""
    if of_month["why"] != WHOLE:
        return why_not(of_month)
    said = say(
        "Tháng {month}: {agrees}/{both} đơn vị khớp",
        month=month(of_month["month_end"]),
        agrees=vn(of_month["agrees"]),
        both=vn(of_month["both"]),
    )
    if not listed:
        return said + "."
    return said + say("; {units} đơn vị lệch ở {count} số.", units=vn(of_month["differs"]), count=vn(listed))


def why_not(of_month: pd.Series) -> str:
    """Why a month is not compared."""
    when = month(of_month["month_end"])
    if of_month["why"] == EARLY:
        return say("Chưa so được tháng {month}: tệp chi tiết chưa tới ngày cuối tháng.", month=when)
    if of_month["why"] == ONE_SIDED:
        return say("Chưa so được tháng {month}: không đơn vị nào có số ở cả hai nguồn.", month=when)
    return say(
        "Không so được tháng {month}: tệp chi tiết chỉ có {share} số hồ sơ tiếp nhận của Biểu II.06a.",
        month=when,
        share=pct(of_month["share"]),
    )


def state(of_month: pd.Series) -> str:
    """A month's result in two words."""
    if of_month["why"] == WHOLE:
        return f"{vn(of_month['agrees'])}/{vn(of_month['both'])}"
    return say(WAITS[of_month["why"]])


def limits_said(limits: Limits) -> str:
    """What counts as a difference, and from when on a month is compared."""
    return say(
        "Lệch: hai số cách nhau quá {least} hồ sơ và quá {percent} số lớn hơn. Chỉ so tháng mà tệp chi tiết có ít nhất "
        "{whole} số hồ sơ của biểu. Các giới hạn đặt trong settings.csv.",
        least=vn(limits.least),
        percent=pct(limits.percent, 0),
        whole=pct(limits.whole_percent, 0),
    )


def difference(row: pd.Series, unit: str) -> str:
    """One difference as a sentence."""
    more = say("nhiều hơn") if row["apart"] > 0 else say("ít hơn")
    return say(
        "{unit}, tháng {month}, {what}: {form} theo Biểu II.06a, {detail} theo tệp chi tiết; tệp chi tiết {more} "
        "{apart} hồ sơ ({percent}).",
        unit=unit,
        month=month(row["month_end"]),
        what=say(TITLES[row["what"]]).lower(),
        form=vn(row["form"]),
        detail=vn(row["detail"]),
        more=more,
        apart=vn(abs(row["apart"])),
        percent=pct(row["percent"]),
    )


def place(sheet: object, first: object, last: object) -> str:
    """Where rows stand in a file: STP, dòng 15–19; dòng 40 of a file without sheets."""
    if is_missing(first):
        return NO_VALUE
    numbers = [vn(float(str(one))) for one in dict.fromkeys([first, last])]
    rows = say("dòng {rows}", rows="–".join(numbers))
    return f"{sheet}, {rows}" if isinstance(sheet, str) and sheet else rows
