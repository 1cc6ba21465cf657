"""A small table written into any of the messes that agencies make comes back row for row, and nothing is said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.workbook import Page, answer, xlsx

QUIET = settings(
    max_examples=25, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)
COMMUNES = {"Sinh Long": "Na Hang", "Đà Vị": "Na Hang", "Bình An": "Lâm Bình", "Thổ Bình": "Lâm Bình"}
IDS = {"Sinh Long": "xa-sinh-long", "Đà Vị": "xa-da-vi", "Bình An": "xa-binh-an", "Thổ Bình": "xa-tho-binh"}
DISTRICTS = {"Na Hang": "huyen-na-hang", "Lâm Bình": "huyen-lam-binh"}
STATION_HEADS = {
    "code": ("Mã trạm", "MÃ BTS", "ID trạm", "ma_tram", "Số hiệu\ntrạm"),
    "commune": ("Xã", "Xã, phường, thị trấn", "Tên xã/TT", "XA"),
    "district": ("Huyện", "Huyện, thành phố", "Quận/huyện"),
    "height": ("Chiều cao cột (m)", "Độ cao anten", "Chiều cao"),
}
LEAVES = ["Tổng số", "Trực tuyến", "Trực tiếp", "Kỳ trước", "Tổng số", "Trước hạn", "Đúng hạn", "Quá hạn"]
LEAVES += ["Tổng số", "Trong hạn", "Quá hạn"]
GROUPS = [*["Số hồ sơ tiếp nhận"] * 4, *["Đã giải quyết"] * 4, *["Đang giải quyết"] * 3]
COUNTS = ("received_total", "received_online", "received_direct", "carried_over", "resolved_total", "resolved_early")
COUNTS += ("resolved_on_time", "resolved_late", "pending_total", "pending_in_time", "pending_overdue")
FIELDS = ("Hộ tịch", "Công chứng", "Đất đai", "Luật sư", "Chứng thực")


@dataclass(frozen=True)
class Mess:
    """What surrounds the table: blank rows above and columns before it, lines over and under it."""

    above: int
    before: int
    numbers: str
    blank_after_headings: bool
    total: str
    total_on_top: bool
    tail: tuple[str, ...]
    prepared: int
    hidden: bool


messes = st.builds(
    Mess,
    above=st.integers(0, 3),
    before=st.integers(0, 2),
    numbers=st.sampled_from(["", "plain", "text", "float", "(n)"]),
    blank_after_headings=st.booleans(),
    total=st.sampled_from(["", "Tổng cộng", "TỔNG SỐ", "Cộng", "Toàn tỉnh", "Tổng (I+II)"]),
    total_on_top=st.booleans(),
    tail=st.sampled_from([(), ("note",), ("signature",), ("note", "blank", "signature")]),
    prepared=st.integers(0, 2),
    hidden=st.booleans(),
)
TAILS: dict[str, list[list[Any]]] = {
    "note": [["Ghi chú: số liệu sơ bộ"]],
    "blank": [[]],
    "signature": [
        [None, None, "Tuyên Quang, ngày 5 tháng 6 năm 2024"],
        ["Người lập biểu", None, "KT. GIÁM ĐỐC"],
        ["Trần Thị B", None, "Nguyễn Văn A"],
    ],
}


def numbered(width: int, how: str) -> list[list[Any]]:
    """The row of column numbers."""
    numbers = range(1, width + 1)
    rows: dict[str, list[Any]] = {
        "plain": list(numbers),
        "text": [str(n) for n in numbers],
        "float": [float(n) for n in numbers],
        "(n)": [f"({n})" for n in numbers],
    }
    return [rows[how]] if how else []


def workbook(mess: Mess, title: list[str], heads: list[list[Any]], body: list[list[Any]], total: list[Any]) -> bytes:
    """The table in its mess. total: the row that states the sum, its label in the second column."""
    width = max(map(len, heads))
    lines = [*heads, *numbered(width, mess.numbers)]
    lines += [[]] if mess.blank_after_headings else []
    lines += [total] if mess.total and mess.total_on_top else []
    lines += body
    lines += [total] if mess.total and not mess.total_on_top else []
    lines += [[900 + n] for n in range(mess.prepared)]
    lines += [line for part in mess.tail for line in TAILS[part]]
    rows = [[]] * mess.above + [[line] for line in title] + [[]] + lines
    pages = [Page([[None] * mess.before + row if row else [] for row in rows])]
    pages += [Page([*heads, *body], name="Nháp", is_hidden=True)] if mess.hidden else []
    return xlsx(*pages)


@QUIET
@given(mess=messes, data=st.data())
def test_stations_come_back_from_any_mess(mess: Mess, data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.sampled_from(list(COMMUNES)), min_size=1, max_size=6))
    heights = data.draw(st.lists(st.integers(12, 60), min_size=len(chosen), max_size=len(chosen)))
    stations = [(f"TQ{n:03}", commune, height) for n, (commune, height) in enumerate(zip(chosen, heights, strict=True))]
    in_groups = data.draw(st.booleans())
    order = data.draw(st.permutations(["code", "height"] if in_groups else list(STATION_HEADS)))
    strange = data.draw(st.booleans())
    heads = ["STT", *(data.draw(st.sampled_from(STATION_HEADS[name])) for name in order)] + ["Băng tần"] * strange
    body: list[list[Any]] = []
    if in_groups:
        stations.sort(key=lambda station: list(COMMUNES).index(station[1]))
    last: tuple[str | None, str | None] = None, None
    for number, (code, commune, height) in enumerate(stations, 1):
        district = COMMUNES[commune]
        if in_groups and district != last[0]:
            body.append(["A" if district == "Na Hang" else "B", f"HUYỆN {district.upper()}"])
        if in_groups and commune != last[1]:
            body.append(["I", f"Xã {commune}"])
        last = district, commune
        cells = {"code": code, "commune": commune, "district": district, "height": height}
        body.append([number, *(cells[name] for name in order)])
    title = ["VIETTEL TUYÊN QUANG", "DANH SÁCH TRẠM BTS", "Số liệu tính đến ngày 31/5/2024"]
    found = answer("bts.xlsx", workbook(mess, title, [heads], body, [mess.total]))
    got = [(r["station_code"], r["commune_id"], r["district_id"], r["mast_height_m"]) for r in found.rows]
    assert got == [
        (code, f"{IDS[commune]}.{DISTRICTS[COMMUNES[commune]]}", DISTRICTS[COMMUNES[commune]], float(height))
        for code, commune, height in stations
    ]
    assert {rule for _, rule, _ in found.said} == ({"unknown_heading"} if strange else set())
    assert {(row["operator"], row["reported_on"].isoformat()) for row in found.rows} == {("Viettel", "2024-05-31")}


def counted(parts: list[int]) -> list[int]:
    """The eleven counts of a row that adds up. parts: online, direct, carried over, early, on time, late, overdue."""
    online, direct, carried, early, on_time, late, overdue = parts
    received, resolved = online + direct + carried + early + on_time + late + overdue, early + on_time + late
    pending = received - resolved
    tiers = [received, received - direct - carried, direct, carried], [resolved, early, on_time, late]
    return [*tiers[0], *tiers[1], pending, pending - overdue, overdue]


@QUIET
@given(mess=messes, data=st.data())
def test_dossier_counts_come_back_from_any_mess(mess: Mess, data: st.DataObject) -> None:
    one = st.lists(st.integers(0, 400), min_size=7, max_size=7).map(counted)
    names = data.draw(st.lists(st.sampled_from(FIELDS), min_size=1, max_size=4, unique=True))
    units = data.draw(st.lists(st.sampled_from(["Sở Tư pháp", "Sở Y tế"]), min_size=1, max_size=2, unique=True))
    rows = [(unit, name, data.draw(one)) for unit in units for name in names]
    shape = data.draw(st.sampled_from(["column", "groups", "groups with sums"]))
    flat = data.draw(st.booleans())
    lead = ["STT", "Đơn vị", "Lĩnh vực"] if shape == "column" else ["STT", "Lĩnh vực"]
    joined = [f"{group} - {leaf}" for group, leaf in zip(GROUPS, LEAVES, strict=True)]
    blanks: list[Any] = [None] * len(lead)
    spread = [text if n == 0 or GROUPS[n - 1] != text else None for n, text in enumerate(GROUPS)]
    heads = [[*lead, *joined]] if flat else [[*lead, *spread], [*blanks, *LEAVES]]
    body: list[list[Any]] = []
    for number, (unit, name, counts) in enumerate(rows, 1):
        if shape != "column" and name == names[0]:
            own = [[c for u, _, c in rows if u == unit]]
            sums = [sum(column) for column in zip(*own[0], strict=True)] if shape == "groups with sums" else []
            body.append(["I" if unit == units[0] else "II", unit, *sums])
        body.append([number, unit, name, *counts] if shape == "column" else [number, name, *counts])
    total = [None, mess.total, *([None] if shape == "column" else [])]
    total += [sum(column) for column in zip(*(counts for _, _, counts in rows), strict=True)]
    data_file = workbook(mess, ["BÁO CÁO", "(Từ ngày 01/05/2024 đến ngày 31/05/2024)"], heads, body, total)
    found = answer("06a.xlsx", data_file)
    ids = {"Sở Tư pháp": "so-tu-phap", "Sở Y tế": "so-y-te"}
    got = [(r["unit_id"], r["field"], [r[name] for name in COUNTS]) for r in found.rows]
    assert got == [(ids[unit], name, counts) for unit, name, counts in rows]
    assert found.said == []
    spans = {(row["period_start"].isoformat(), row["period_end"].isoformat()) for row in found.rows}
    assert spans == {("2024-05-01", "2024-05-31")}
