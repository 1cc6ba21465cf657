"""A figure or a frame → the words that say what it shows. No screen: the nightly briefing uses them too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from metrics import METRICS, Figure, Metric
from pages.parts import words
from pages.parts.style import day, measured, month, vn
from pages.parts.words import later, say

# --- lines under figures and charts ---------------------------------------------------------------------


def sources_of(metric_id: str) -> tuple[str, ...]:
    return words.sources_of(METRICS[metric_id])


def as_of(figure: Figure) -> str:
    """The data's own date, and how many of the senders are in."""
    if figure.period_start and figure.period_end:
        when = say("Kỳ {month}", month=month(figure.period_end))
    else:
        when = say("Đến {day}", day=day(figure.as_of))
    if figure.expected:
        when += " · " + say("{reported}/{expected} đơn vị", reported=vn(figure.reported), expected=vn(figure.expected))
    return when


def value(figure: Figure) -> str:
    """The value with its unit: 97,8 %; 1.283 trạm; – where there is none."""
    said = measured(figure.value, figure.measured_in)
    if figure.value is None or figure.measured_in == "%":
        return said
    return f"{said} {say(figure.measured_in, count=said)}"


def parts(figure: Figure) -> str:
    """A share with its two counts, for the card's help; empty for a plain count."""
    if figure.out_of is None or figure.count is None:
        return ""
    return say("{count} trên {out_of}", count=vn(figure.count), out_of=vn(figure.out_of))


def source_line(metric_id: str, figure: Figure | None = None, is_sample: bool = False) -> str:
    """Where the figures come from, to which day, from how many senders; shown under every chart and table."""
    said = [say("Nguồn: {sources}", sources="; ".join(words.source(name) for name in sources_of(metric_id)))]
    if figure is not None:
        said.append(say("số liệu đến {day}", day=day(figure.as_of)))
        if figure.expected:
            said.append(say("{a}/{b} đơn vị đã gửi", a=vn(figure.reported), b=vn(figure.expected)))
    if is_sample or (figure is not None and figure.is_sample):
        said.append(say("số liệu minh họa"))
    return " · ".join(said)


# --- frames ---------------------------------------------------------------------------------------------


def over_time(frame: pd.DataFrame, metric_id: str) -> str:
    """From the first month with data to the last, and how many months between are missing."""
    metric = METRICS[metric_id]
    known = frame[frame["value"].notna()]
    if known.empty:
        return say("Chưa tháng nào có số liệu.")
    first, last = known.iloc[0], known.iloc[-1]
    value = measured(last["value"], metric.measured_in)
    if len(known) == 1:
        return say("Chỉ tháng {month} có số liệu: {value}.", month=month(last["month_end"]), value=value)
    decimals = 1 if metric.measured_in == "%" else 0
    change = round(last["value"] - first["value"], decimals)
    unit = say("điểm") if metric.measured_in == "%" else say(metric.measured_in, count=vn(abs(change), decimals))
    turn = say("tăng") if change > 0 else say("giảm")
    said = say(
        "Từ {a} ({m1}) đến {b} ({m2}): ",
        a=measured(first["value"], metric.measured_in),
        m1=month(first["month_end"]),
        b=value,
        m2=month(last["month_end"]),
    )
    said += f"{turn} {vn(abs(change), decimals)} {unit}" if change else say("không đổi")
    inside = frame[(frame["month_end"] > first["month_end"]) & (frame["month_end"] < last["month_end"])]
    gaps = int(inside["value"].isna().sum())
    return said + (say("; {count} tháng giữa chừng chưa có số liệu.", count=vn(gaps)) if gaps else ".")


def places(frame: pd.DataFrame) -> str:
    """Newest place per index. frame: index, year, value; one row per index and year."""
    said = []
    newest_first = frame.sort_values("year").groupby("index", sort=False)["year"].max().sort_values(ascending=False)
    for index in newest_first.index:
        ranks = frame[frame["index"] == index].sort_values("year")
        last = ranks.iloc[-1]
        text = say("{index} {year}: hạng {rank}", index=index, year=int(last["year"]), rank=vn(last["value"]))
        if len(ranks) > 1:
            before = ranks.iloc[-2]
            up = int(before["value"] - last["value"])
            turn = say("lên") if up > 0 else say("xuống")
            moved = f"{turn} {vn(abs(up))} {say('bậc')}" if up else say("không đổi")
            text += " (" + say("{moved} so với {year}", moved=moved, year=int(before["year"])) + ")"
        said.append(text)
    return " · ".join(said)


def place_of(frame: pd.DataFrame, unit: str) -> str:
    """Tuyên Quang: hạng 48/63, and how far behind the next. frame: as ask.board."""
    names = frame[frame["unit"] == unit]["unit_name"]
    return f"{names.iloc[0]}: {place(frame, unit)}" if len(names) else say("Tỉnh không có trong bảng này")


def place(frame: pd.DataFrame, unit: str) -> str:
    """The same without the name, of a unit that the board lists."""
    found = frame[frame["unit"] == unit].iloc[0]
    if pd.isna(found["rank"]):
        return say("không xếp hạng")
    ranked = int(frame["rank"].notna().sum())
    said = say("hạng {rank}/{all}", rank=vn(found["rank"]), all=vn(ranked))
    above = frame[frame["rank"] < found["rank"]]
    if above.empty:
        return said
    next_up = above[above["rank"] == above["rank"].max()].iloc[-1]["unit_name"]
    if pd.isna(found["gap"]):
        return said + say(", ngay sau {above}", above=next_up)
    return said + say(", kém {above} {gap} điểm", above=next_up, gap=vn(found["gap"], 2))


def board(frame: pd.DataFrame) -> str:
    """How many units are ranked, and who is last. frame: rank, score, unit_name, best first."""
    ranked = frame[frame["rank"].notna()]
    if ranked.empty:
        return say("Chưa có đơn vị nào được xếp hạng.")
    said = say("{count} đơn vị", count=vn(len(ranked)))
    last = ranked[ranked["rank"] == ranked["rank"].max()]
    if len(ranked) > 1 and pd.notna(last.iloc[0]["score"]):
        names = f" {say('và')} ".join(last["unit_name"])
        said += " · " + say("cuối bảng: {unit} {score}", unit=names, score=vn(last.iloc[0]["score"], 2))
    return said


# --- definitions ------------------------------------------------------------------------------------------

PROSE = {
    "legal_basis": later("Căn cứ"),
    "owner": later("Đơn vị chịu trách nhiệm"),
    "origin": later("Nguồn"),
    "checked": later("Kiểm tra thế nào"),
    "accuracy": later("Độ chính xác"),
    "limits": later("Giới hạn"),
    "compensation": later("Cách bù"),
}


def definition(
    metric: Metric, prose: Mapping[str, str], targets: pd.DataFrame, breakdowns: Sequence[str]
) -> pd.DataFrame:
    """One metric in two columns, question and answer. prose: its row of indicators.csv; the rest is the metric."""
    meaning = "meaning_vi" if words.language() == words.VIETNAMESE else "meaning_en"
    said = {
        say("Ý nghĩa"): prose.get(meaning, ""),
        say("Đếm"): _code(metric.count),
        say("Trên tổng"): _code(metric.out_of) if metric.out_of else say("không chia: bản thân số đếm là giá trị"),
        say("Chỉ tính"): _code(metric.only) if metric.only != "true" else "",
        say("Tính từ"): "; ".join(words.source(name) for name in sources_of(metric.id)) or say("nhật ký nạp số liệu"),
        say("Đơn vị tính"): say(metric.measured_in),
        say("Loại"): say("thời kỳ: cộng những gì xảy ra trong kỳ")
        if metric.dated_by
        else say("thời điểm: theo báo cáo mới nhất"),
        say("Tốt khi"): {"high": say("cao"), "low": say("thấp")}.get(metric.better, ""),
        say("Chia được theo"): ", ".join(words.named("breakdown", name) for name in breakdowns),
        say("Chỉ có nghĩa trong"): ", ".join(words.named("breakdown", name) for name in metric.scoped_by),
        say("Mục tiêu"): _targets(metric, targets),
    } | {say(heading): prose.get(column, "") for column, heading in PROSE.items()}
    return pd.DataFrame([(f"**{heading}**", text) for heading, text in said.items() if text], columns=["", " "])


def _code(sql: str) -> str:
    return f"`{sql}`"


def _targets(metric: Metric, targets: pd.DataFrame) -> str:
    rows = targets[targets["metric_id"] == metric.id] if len(targets) else targets
    return "; ".join(
        f"{measured(row.target, metric.measured_in)}"
        + (f" ({words.scope(row.scope)})" if isinstance(row.scope, str) and row.scope else "")
        + say(", từ {day}: {origin}", day=day(row.valid_from), origin=row.origin)
        for row in rows.itertuples()
    )
