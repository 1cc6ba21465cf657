"""The way of a procedure, from the list to the digitised result: seven steps and what stays behind at each. Pure."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from pages.parts.dossiers import SMALL
from pages.parts.style import is_missing, pct, vn
from pages.parts.words import later, say

PROCEDURES, DOSSIERS = "procedures", "dossiers"


@dataclass(frozen=True)
class Step:
    """One step: what it counts, out of what, and what stays behind. part, whole: columns added up over procedures."""

    id: str
    title: str
    grain: str
    part: str
    whole: str
    behind: str
    listed: str


# Only procedures that are online can have online dossiers, so the steps of dossiers begin with those procedures' own.
STEPS = (
    Step("listed", later("Có trong danh mục"), PROCEDURES, "is_listed", "is_listed", "", later("thủ tục")),
    Step(
        "online",
        later("Có dịch vụ công trực tuyến"),
        PROCEDURES,
        "is_online",
        "is_listed",
        later("chưa có dịch vụ công trực tuyến"),
        later("Thủ tục chưa có dịch vụ công trực tuyến"),
    ),
    Step(
        "used",
        later("Có hồ sơ trực tuyến"),
        PROCEDURES,
        "is_used",
        "is_online",
        later("có dịch vụ mà không có hồ sơ trực tuyến"),
        later("Thủ tục có dịch vụ, chưa có hồ sơ trực tuyến"),
    ),
    Step(
        "sent",
        later("Nộp trực tuyến"),
        DOSSIERS,
        "sent",
        "eligible",
        later("nộp trực tiếp hoặc qua bưu chính"),
        later("Thủ tục có nhiều hồ sơ chưa nộp trực tuyến"),
    ),
    Step(
        "in_time",
        later("Giải quyết đúng hạn"),
        DOSSIERS,
        "in_time",
        "resolved",
        later("giải quyết quá hạn"),
        later("Thủ tục có nhiều hồ sơ giải quyết quá hạn"),
    ),
    Step(
        "paid",
        later("Thanh toán trực tuyến"),
        DOSSIERS,
        "paid",
        "with_fee",
        later("có phí, chưa thanh toán trực tuyến"),
        later("Thủ tục có nhiều hồ sơ chưa thanh toán trực tuyến"),
    ),
    Step(
        "digitised",
        later("Số hóa kết quả"),
        DOSSIERS,
        "digitised",
        "with_result",
        later("chưa số hóa kết quả"),
        later("Thủ tục có nhiều kết quả chưa số hóa"),
    ),
)
BY_ID = {step.id: step for step in STEPS}


def counted(frame: pd.DataFrame) -> pd.DataFrame:
    """records_way.procedure_ways with the columns that the steps add up; null where no report says anything there."""
    online = frame["is_online"].eq(True)
    said_paid = frame["paid_online"].notna()
    said_digitised = frame["result_digitised"].notna()
    return frame.assign(
        is_listed=1,
        is_online=online.astype(int),
        is_used=(online & frame["online"].gt(0)).astype(int),
        eligible=frame["dossiers"].where(online, 0),
        sent=frame["online"].where(online, 0),
        in_time=frame["resolved"] - frame["resolved_late"],
        # Out of those of which a report says whether it was so: no heading is not 0.
        with_fee=frame["with_fee"].where(said_paid, 0).fillna(0),
        paid=frame["paid_online"].fillna(0),
        with_result=frame["resolved"].where(said_digitised, 0),
        digitised=frame["result_digitised"].fillna(0),
    )


def steps(frame: pd.DataFrame) -> pd.DataFrame:
    """One row per step, in order: id, title, grain, count, out_of, share (percent; null where there is nothing to
    divide by), left (how many stay behind). frame: as counted()."""
    rows = []
    for step in STEPS:
        count, out_of = int(frame[step.part].sum()), int(frame[step.whole].sum())
        share = 100 * count / out_of if out_of else None
        rows.append((step.id, say(step.title), step.grain, count, out_of, share, out_of - count))
    found = pd.DataFrame(rows, columns=["id", "title", "grain", "count", "out_of", "share", "left"])
    return found.astype({"share": "float64"})


def behind(frame: pd.DataFrame, step_id: str) -> pd.DataFrame:
    """The procedures at which something stays behind at that step, the most first; of the first step all of them.

    Adds left, count, out_of, share (percent; null where out_of is 0). frame: as counted().
    """
    step = BY_ID[step_id]
    count, out_of = frame[step.part], frame[step.whole]
    found = frame.assign(count=count, out_of=out_of, left=out_of - count)
    found["share"] = 100 * found["count"] / found["out_of"].where(found["out_of"] > 0)
    if step.id != "listed":
        found = found[found["left"] > 0]
    # Procedures without dossiers come by name; among the others those that hold most back.
    return found.sort_values(["left", "dossiers", "procedure_code"], ascending=[False, False, True], ignore_index=True)


def said(row: pd.Series) -> str:
    """1.268/1.826 thủ tục, 69,4 %; of few dossiers the count alone."""
    unit = say("thủ tục") if row["grain"] == PROCEDURES else say("hồ sơ")
    if not row["out_of"]:
        return say("chưa có số liệu")
    count = f"{vn(row['count'])}/{vn(row['out_of'])} {unit}"
    if row["grain"] == DOSSIERS and row["out_of"] < SMALL:
        return count
    return f"{count}, {pct(row['share'])}"


def sentence(frame: pd.DataFrame) -> str:
    """Where most is lost, of procedures and of dossiers. frame: as steps()."""
    found = []
    for grain in (PROCEDURES, DOSSIERS):
        some = frame[frame["grain"].eq(grain) & frame["left"].gt(0) & frame["share"].notna()]
        if len(some):
            worst = some.loc[some["left"].idxmax()]
            unit = say("thủ tục") if grain == PROCEDURES else say("hồ sơ")
            found.append(f"{vn(worst['left'])} {unit} {say(BY_ID[worst['id']].behind)}")
    if not found:
        return say("Không còn gì dừng lại ở các bước có số liệu.")
    return say("Dừng lại nhiều nhất: {steps}.", steps="; ".join(found))


def essential(frame: pd.DataFrame) -> pd.DataFrame | None:
    """The essential services of Project 06; None where the list of procedures says nothing about them."""
    if not frame["is_essential"].notna().any():
        return None
    return frame[frame["is_essential"].eq(True)].reset_index(drop=True)


def essential_listed(frame: pd.DataFrame, step_id: str) -> pd.DataFrame:
    """All of them with is_behind, those at which something stays behind at that step first, then those that nobody
    uses; at the first step nothing stays behind. frame: as counted(), of essential ones."""
    left = [] if step_id == "listed" else list(behind(frame, step_id)["procedure_code"])
    turn = frame["procedure_code"].map({code: place for place, code in enumerate(left)})
    order = frame.assign(is_behind=turn.notna(), turn=turn.fillna(len(left)))
    order = order.sort_values(["turn", "is_used", "sent", "procedure_name"], ignore_index=True)
    return order.drop(columns="turn")


def essential_sentence(frame: pd.DataFrame) -> str:
    """How many are marked, how many are full services, how many nobody used online. frame: as counted()."""
    full = int(frame["service_level"].eq("full").sum())
    unused = int((frame["is_online"].eq(1) & frame["is_used"].eq(0)).sum())
    return say(
        "Danh mục đánh dấu {count} dịch vụ công thiết yếu (Đề án 06 có 25 + 28); {full} toàn trình; {unused} chưa có "
        "hồ sơ trực tuyến trong kỳ.",
        count=vn(len(frame)),
        full=vn(full),
        unused=vn(unused),
    )


def share_text(value: float) -> str:
    """97,8 %, or – where there is nothing to divide by."""
    return pct(None if is_missing(value) else value)
