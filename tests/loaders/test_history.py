"""A report against what stands: what must be asked about, what must stay unsaid. Files in order, the last answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest

from loaders import check, load, open_warehouse, warehouse
from loaders.compare import history
from loaders.compare.thresholds import Thresholds, thresholds
from loaders.reading import read_file
from loaders.report import Issue
from loaders.store.batches import add
from loaders.store.scopes import batches
from tests.workbook import RECEIVED_AT, Line, csv_file, places, xlsx

File = tuple[str, bytes]
SAMPLE = "DỮ LIỆU MINH HỌA: tệp tự sinh, không phải số liệu thật; nhận lúc 05/06/2024 08:00"


def after(*files: File, limits: Thresholds | None = None) -> list[Issue]:
    """What comparison says of the last file, when the others were loaded before it in that order."""
    con = duckdb.connect()
    con.execute("set TimeZone = 'Asia/Ho_Chi_Minh'")
    warehouse.create(con)
    said: list[Issue] = []
    for number, (name, data) in enumerate(files):
        at = RECEIVED_AT + timedelta(minutes=number)
        readings, file = read_file(name, data, places(), at)
        said = []
        for reading in readings:
            assert not reading.is_fatal, reading.all_issues
            made = batches(reading, file, name, at, "")
            said += history.compare(con, reading, made, limits or Thresholds())
            add(con, made)
    con.close()
    assert {issue.level for issue in said} <= {"warning"}
    return said


def rules(*files: File, limits: Thresholds | None = None) -> list[str]:
    return [issue.rule for issue in after(*files, limits=limits)]


# --- files ----------------------------------------------------------------------------------------------------


def bts(day: str, stations: Sequence[Line], operator: str = "Viettel", title: str = "", sample: bool = False) -> File:
    """stations: code, longitude, latitude, 2G, 4G, status."""
    head: list[Line] = [[SAMPLE]] if sample else []
    head += [[f"DANH SÁCH TRẠM BTS CỦA {operator.upper()} {title}"], [f"Số liệu tính đến ngày {day}"]]
    headings = ["STT", "Mã trạm", "Xã", "Huyện", "Kinh độ", "Vĩ độ", "2G", "4G", "Trạng thái"]
    rows: list[Line] = [
        [number, code, "Xã Tràng Đà", "TP Tuyên Quang", *rest] for number, (code, *rest) in enumerate(stations, 1)
    ]
    return f"bts {operator} {day.replace('/', '-')}.xlsx", xlsx([*head, headings, *rows])


def site(code: str, has_4g: str | None = "x", status: str = "Đang hoạt động", latitude: float = 21.85) -> Line:
    return [code, 105.21, latitude, "x", has_4g, status]


def villages(day: str, rows: Sequence[Line]) -> File:
    """rows: village, commune, households, population, 3G, 4G, signal; of the city."""
    headings = ["STT", "Thôn", "Xã", "Số hộ", "Dân số", "3G", "4G", "Tình trạng sóng"]
    head: list[Line] = [["BÁO CÁO PHỦ SÓNG THÔN, BẢN THÀNH PHỐ TUYÊN QUANG"], [f"Tính đến ngày {day}"], headings]
    return f"thon {day.replace('/', '-')}.csv", csv_file([*head, *([n, *row] for n, row in enumerate(rows, 1))])


def village(
    name: str, people: int = 400, commune: str = "Xã Tràng Đà", four: str | None = "x", signal: str = "Tốt"
) -> Line:
    return [name, commune, 100, people, four, four, signal]


def procedures(day: str, levels: dict[str, str]) -> File:
    rows: list[Line] = [["Mã TTHC", "Tên TTHC", "Mức độ", "Ngày cập nhật"]]
    rows += [[code, f"Thủ tục {code}", level, day] for code, level in levels.items()]
    return f"tthc {day.replace('/', '-')}.xlsx", xlsx(rows)


def tasks(day: str, rows: Sequence[Line], title: str = "NHIỆM VỤ ĐỀ ÁN 06 NĂM 2024") -> File:
    """rows: number, title, day done."""
    head: list[Line] = [[title], [f"Tính đến ngày {day}"]]
    head += [["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn", "Ngày hoàn thành"]]
    body: list[Line] = [[no, text, "Công an tỉnh", "30/12/2024", done] for no, text, done in rows]
    return f"nv {day.replace('/', '-')}.xlsx", xlsx([*head, *body])


FORM = [
    "STT", "Lĩnh vực", "Tổng số tiếp nhận", "Trực tuyến", "Trực tiếp", "Từ kỳ trước", "Tổng số đã giải quyết",
    "Trước hạn", "Đúng hạn", "Trễ hạn", "Tổng số đang giải quyết", "Trong hạn", "Đang giải quyết quá hạn",
]  # fmt: skip


def form(month: str, rows: Sequence[Line], unit: str = "Sở Tư pháp") -> File:
    """Form II.06a. rows: field, received online, carried over, resolved late, pending; the rest follows."""
    body: list[Line] = [
        [n, field, new + over, new, 0, over, new + over - left, new + over - left - late, 0, late, left, left, 0]
        for n, (field, new, over, late, left) in enumerate(rows, 1)
    ]
    head: list[Line] = [[f"Đơn vị báo cáo: {unit}"], [f"Kỳ báo cáo: Tháng {month}"], FORM]
    return f"II06a {unit} {month.replace('/', '-')}.xlsx", xlsx([*head, *body])


def dossiers(day: str, received: Sequence[str], closed: str | None = None, unit: str = "Sở Tư pháp") -> File:
    """One dossier for each day of receipt, all closed on the same day in time."""
    headings = ["Mã hồ sơ", "Mã TTHC", "Đơn vị", "Kênh", "Ngày tiếp nhận", "Hạn trả", "Ngày trả kết quả", "Trạng thái"]
    rows: list[Line] = [
        [f"H{n:05d}", "1.000001.H60", unit, "Trực tuyến", on, "30/12/2024", closed, "Đã trả kết quả" if closed else "4"]
        for n, on in enumerate(received, 1)
    ]
    return f"hs {day.replace('/', '-')}.xlsx", xlsx([[f"Danh sách hồ sơ tính đến ngày {day}"], headings, *rows])


def scores(year: int, points: dict[str, float]) -> File:
    rows: list[Line] = [
        [f"KẾT QUẢ XẾP HẠNG CHUYỂN ĐỔI SỐ CÁC HUYỆN, THÀNH PHỐ NĂM {year}"],
        ["STT", "Huyện, thành phố", "Tổng điểm"],
    ]
    return f"xh {year}.xlsx", xlsx([*rows, *([n, *row] for n, row in enumerate(points.items(), 1))])


def indicator(day: str, values: dict[str, int]) -> File:
    rows: list[Line] = [[f"KẾT QUẢ CHỈ TIÊU, số liệu đến ngày {day}"], ["STT", "Chỉ tiêu", "Đơn vị", "Kết quả"]]
    rows += [[n, "Tài khoản VNeID đã kích hoạt", unit, value] for n, (unit, value) in enumerate(values.items(), 1)]
    return f"ct {day.replace('/', '-')}.xlsx", xlsx(rows)


# --- 1 · what only grows ---------------------------------------------------------------------------------------

FIVE = [site(f"T{n}") for n in range(1, 6)]


def test_fewer_stations_and_4g_than_a_month_before_are_said_with_both_figures():
    april, may = bts("30/04/2024", FIVE), bts("31/05/2024", [site("T1", None), site("T2"), site("T3"), site("T4")])
    fewer, gone = after(april, may)
    assert (fewer.rule, fewer.sheet, fewer.cell) == ("fewer_than_before", "Sheet1", None)
    for part in (
        "trạm từ 5 còn 4",
        "trạm có 4G từ 5 còn 3",
        "ngày 30/4/2024",
        "bts Viettel 30-04-2024.xlsx",
        "Viettel",
    ):
        assert part in fewer.message
    assert "5G" not in fewer.message  # neither file has a column for it
    assert gone.rule == "rows_vanished"
    assert "“T5”" in gone.message


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (bts("30/04/2024", FIVE), bts("31/05/2024", [*FIVE, site("T6")])),
        # said to be stopped, with the row still there
        (bts("30/04/2024", FIVE), bts("31/05/2024", [*FIVE[:4], site("T5", status="Dừng hoạt động")])),
        # a row that was refused is not a row that vanished
        (bts("30/04/2024", FIVE), bts("31/05/2024", [*FIVE[:4], site("T5", latitude=99.0)])),
        # another operator
        (bts("30/04/2024", FIVE), bts("31/05/2024", FIVE[:2], operator="VNPT")),
        # a later report is no measure for an earlier one
        (bts("31/05/2024", FIVE), bts("30/04/2024", FIVE[:3])),
        # a stopped station may leave the list
        (bts("30/04/2024", [*FIVE, site("T9", status="Đã tháo dỡ")]), bts("31/05/2024", [*FIVE, site("T7")])),
    ],
)
def test_no_word_where_the_smaller_number_is_explained(before, now):
    assert rules(before, now) == []


def test_a_correction_is_held_against_the_month_before_and_not_against_what_it_replaces():
    april, may = bts("30/04/2024", FIVE), bts("31/05/2024", [*FIVE, site("T6"), site("T7")])
    corrected = bts("31/05/2024", [*FIVE, site("T6")])
    assert rules(april, may, corrected) == []
    assert rules(april, may, bts("31/05/2024", FIVE[:4])) == ["fewer_than_before", "rows_vanished"]


def test_samples_are_held_against_samples_alone():
    sample = bts("30/04/2024", FIVE, sample=True)
    assert rules(sample, bts("31/05/2024", FIVE[:2])) == []
    assert rules(sample, bts("31/05/2024", FIVE[:4], sample=True)) == ["fewer_than_before", "rows_vanished"]


def test_villages_that_lost_their_signal():
    before = villages("30/04/2024", [village("Thôn 1"), village("Thôn 2"), village("Thôn 3")])
    lost = villages("31/05/2024", [village("Thôn 1"), village("Thôn 2"), village("Thôn 3", four=None, signal="Không")])
    (issue,) = after(before, lost)
    assert issue.rule == "fewer_than_before"
    assert "thôn có sóng từ 3 còn 2; thôn có băng rộng từ 3 còn 2" in issue.message
    assert rules(before, villages("31/05/2024", [village("Thôn 1"), village("thôn  2."), village("THÔN 3")])) == []


def test_tasks_done_and_procedures_online_do_not_become_fewer():
    april = tasks("30/04/2024", [(1, "Việc A", "10/04/2024"), (2, "Việc B", "11/04/2024"), (3, "Việc C", None)])
    may = tasks("31/05/2024", [(1, "Việc A", "10/04/2024"), (2, "Việc B", None), (3, "Việc C", None)])
    (issue,) = after(april, may)
    assert "nhiệm vụ đã hoàn thành từ 2 còn 1" in issue.message
    other_plan = tasks("31/05/2024", [(1, "Việc X", None)], "NHIỆM VỤ CHUYỂN ĐỔI SỐ NĂM 2024")
    assert rules(april, other_plan) == []


def test_a_level_that_goes_down_is_named_at_its_cell():
    before = procedures("30/04/2024", {"1.1.H60": "Toàn trình", "1.2.H60": "Một phần", "1.3.H60": "Một phần"})
    now = procedures("31/05/2024", {"1.1.H60": "Một phần", "1.2.H60": "Toàn trình", "1.3.H60": "Một phần"})
    (issue,) = after(before, now)
    assert (issue.rule, issue.cell, issue.column, issue.value) == ("jump", "C2", "Mức độ", "Một phần")
    assert "từ toàn trình thành một phần" in issue.message
    (fewer, *_) = after(
        before, procedures("31/05/2024", {"1.1.H60": "Còn lại", "1.2.H60": "Một phần", "1.3.H60": "Một phần"})
    )
    assert "trực tuyến từ 3 còn 2; thủ tục toàn trình từ 1 còn 0" in fewer.message
    # Once more a month later: the list of April was replaced by then, and is still its history.
    assert rules(before, now, procedures("31/05/2024", {"1.1.H60": "4", "1.2.H60": "Một phần", "1.3.H60": "3"})) == []


# --- 2 · out of proportion -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("april", "may", "said"),
    [
        (100, 501, ["jump"]),
        (100, 500, []),
        (500, 99, ["jump"]),
        (9, 49, []),  # small numbers may leap
        (9, 50, ["jump"]),
    ],
)
def test_dossiers_of_a_field_out_of_proportion(april, may, said):
    before, now = form("4/2024", [("Hộ tịch", april, 0, 0, 0)]), form("5/2024", [("Hộ tịch", may, 0, 0, 0)])
    assert rules(before, now) == said
    if said:
        (issue,) = after(before, now)
        assert (issue.cell, issue.value) == ("C4", str(may))
        assert f"từ {april} thành {may} so với báo cáo ngày 30/4/2024" in issue.message


def test_a_year_is_not_held_against_a_month_and_other_units_not_against_each_other():
    april = form("4/2024", [("Hộ tịch", 100, 0, 0, 0)])
    year = form("5/2024", [("Hộ tịch", 900, 0, 0, 0)])
    yearly = (year[0], xlsx([["Đơn vị báo cáo: Sở Tư pháp"], ["Kỳ báo cáo: Năm 2024"], FORM,
        [1, "Hộ tịch", 1200, 1200, 0, 0, 1200, 1200, 0, 0, 0, 0, 0]]))  # fmt: skip
    assert rules(april, yearly) == []
    assert rules(april, form("5/2024", [("Hộ tịch", 900, 0, 0, 0)], unit="Sở Nội vụ")) == []


def test_the_limits_are_the_officers(tmp_path):
    april, may = form("4/2024", [("Hộ tịch", 100, 0, 0, 0)]), form("5/2024", [("Hộ tịch", 300, 0, 0, 0)])
    assert rules(april, may) == []
    (tmp_path / "settings.csv").write_text("name,value,note\njump_times,2,\nmoved_metres,nhiều,\n", encoding="utf-8")
    limits = thresholds(tmp_path)
    assert (limits.jump_times, limits.moved_metres) == (2, 1000)
    assert rules(april, may, limits=limits) == ["jump"]
    assert thresholds(tmp_path / "none") == Thresholds()


@pytest.mark.parametrize(("people", "said"), [(600, []), (601, ["jump"]), (199, ["jump"]), (200, [])])
def test_a_village_does_not_grow_by_half(people, said):
    before = villages("30/04/2024", [village("Thôn 1"), village("Thôn 2")])
    issues = after(before, villages("31/05/2024", [village("Thôn 1"), village("Thôn 2", people)]))
    assert [issue.rule for issue in issues] == said
    assert [(issue.row, issue.cell, issue.column) for issue in issues] == [(5, None, "Dân số")] * len(said)


# A degree of latitude is 111,2 km.
@pytest.mark.parametrize(("latitude", "said"), [(21.8585, []), (21.8595, ["jump"])])
def test_a_station_does_not_move_by_more_than_a_kilometre(latitude, said):
    issues = after(bts("30/04/2024", FIVE), bts("31/05/2024", [*FIVE[:4], site("T5", latitude=latitude)]))
    assert [(issue.rule, issue.cell) for issue in issues] == [(rule, "F8") for rule in said]
    assert all("cách 1,1 km" in issue.message for issue in issues)


def test_where_most_values_leap_one_warning_says_so():
    before = villages("30/04/2024", [village(f"Thôn {n}", 300) for n in range(8)])
    (issue,) = after(before, villages("31/05/2024", [village(f"Thôn {n}", 3000) for n in range(8)]))
    assert issue.rule == "changed_throughout"
    assert "dân số của 8 trong 8 dòng" in issue.message


def test_of_many_leaps_twenty_are_named_and_the_rest_counted():
    before = villages("30/04/2024", [village(f"Thôn {n}", 300) for n in range(60)])
    now = villages("31/05/2024", [village(f"Thôn {n}", 3000 if n < 25 else 300) for n in range(60)])
    issues = after(before, now)
    assert [issue.rule for issue in issues] == ["jump"] * 21
    assert "còn 5 chỗ nữa" in issues[-1].message


DISTRICTS = {"Huyện Na Hang": 400.0, "Huyện Lâm Bình": 410.0, "Huyện Yên Sơn": 420.0, "Huyện Hàm Yên": 430.0}


def test_a_total_score_that_changed_by_a_third_of_the_highest():
    now = DISTRICTS | {"Huyện Na Hang": 270.0}
    (issue,) = after(scores(2022, DISTRICTS), scores(2023, now))
    assert (issue.rule, issue.cell) == ("jump", "C3")
    assert "từ 400 thành 270" in issue.message
    assert rules(scores(2022, DISTRICTS), scores(2023, DISTRICTS | {"Huyện Na Hang": 290.0})) == []
    # 4.000 was typed for 400 and questioned last year.
    assert (
        rules(scores(2022, DISTRICTS | {"Huyện Na Hang": 4000.0}), scores(2023, DISTRICTS | {"Huyện Na Hang": 401.0}))
        == []
    )


def test_an_indicator_starts_again_in_january():
    december = indicator("31/12/2023", {"Huyện Na Hang": 9000})
    assert rules(december, indicator("31/01/2024", {"Huyện Na Hang": 700})) == []
    assert rules(indicator("31/01/2024", {"Huyện Na Hang": 700}), indicator("29/02/2024", {"Huyện Na Hang": 100})) == [
        "jump"
    ]


# --- 3 · carried over ------------------------------------------------------------------------------------------


def test_what_is_carried_over_is_what_was_left():
    april = form("4/2024", [("Hộ tịch", 100, 0, 0, 12), ("Công chứng", 80, 0, 0, 5)])
    may = form("5/2024", [("Hộ tịch", 100, 10, 0, 8), ("Công chứng", 80, 5, 0, 5)])
    (issue,) = after(april, may)
    assert (issue.rule, issue.cell, issue.value) == ("carried_over_differs", "F4", "10")
    assert "ghi 10" in issue.message
    assert "còn 12 hồ sơ" in issue.message
    assert "ngày 30/4/2024" in issue.message


def test_only_the_month_just_before_is_carried_over():
    march = form("3/2024", [("Hộ tịch", 100, 0, 0, 12)])
    assert rules(march, form("5/2024", [("Hộ tịch", 110, 10, 0, 8)])) == []


# --- 4 · rows that vanished ------------------------------------------------------------------------------------


def test_vanished_villages_are_counted_with_five_names_and_the_communes_left_out():
    there = [village(f"Thôn {n}", commune="Xã Tràng Đà") for n in range(1, 4)]
    gone = [village(f"Tổ {n}", commune="Phường Tân Quang") for n in range(1, 8)]
    issue = after(villages("30/04/2024", [*there, *gone]), villages("31/05/2024", there))[-1]
    assert issue.rule == "rows_vanished"
    assert "thiếu 7 thôn, bản, tổ dân phố" in issue.message
    assert "“Tổ 1”, “Tổ 2”, “Tổ 3”, “Tổ 4”, “Tổ 5” …" in issue.message
    assert "không còn dòng nào của 1 xã, phường: Phường Tân Quang" in issue.message


def test_a_task_is_still_there_under_a_new_number_or_a_new_wording():
    april = tasks("30/04/2024", [(1, "Việc A", None), (2, "Việc B", None), (3, "Việc C", None)])
    assert rules(april, tasks("31/05/2024", [(1, "Việc A mới", None), (5, "Việc B", None), (3, "Việc C", None)])) == []
    (issue,) = after(april, tasks("31/05/2024", [(1, "Việc A", None), (3, "Việc C", None), (4, "Việc D", None)]))
    assert (issue.rule, "thiếu 1 nhiệm vụ" in issue.message, "“Việc B”" in issue.message) == (
        "rows_vanished",
        True,
        True,
    )


def test_a_procedure_or_two_may_be_abolished_a_tenth_not():
    before = {f"1.{n:03d}.H60": "Cung cấp thông tin" for n in range(20)}
    assert rules(procedures("30/04/2024", before), procedures("31/05/2024", dict(list(before.items())[2:]))) == []
    said = rules(procedures("30/04/2024", before), procedures("31/05/2024", dict(list(before.items())[3:])))
    assert said == ["rows_vanished"]


def test_a_list_of_one_district_is_held_against_that_district_of_the_whole_list():
    whole = bts("30/04/2024", FIVE)
    part = bts("31/05/2024", [*FIVE[:4], site("T6")], title="TRÊN ĐỊA BÀN THÀNH PHỐ TUYÊN QUANG")
    (issue,) = after(whole, part)
    assert (issue.rule, "“T5”" in issue.message) == ("rows_vanished", True)
    head = [["DANH SÁCH TRẠM BTS CỦA VIETTEL TRÊN ĐỊA BÀN HUYỆN NA HANG"], ["Số liệu tính đến ngày 31/05/2024"]]
    headings = ["STT", "Mã trạm", "Xã", "Huyện", "Kinh độ", "Vĩ độ"]
    elsewhere = xlsx([*head, headings, [1, "N1", "Xã Đà Vị", "Huyện Na Hang", 105.4, 22.3]])
    assert rules(whole, ("na hang.xlsx", elsewhere)) == []


# --- 5 · copied forward ----------------------------------------------------------------------------------------


def test_the_same_figures_under_a_new_date_are_said_once():
    april = form("4/2024", [("Hộ tịch", 100, 7, 0, 7), ("Công chứng", 80, 5, 0, 5)])
    (issue,) = after(april, form("5/2024", [("Hộ tịch", 100, 7, 0, 7), ("Công chứng", 80, 5, 0, 5)]))
    assert issue.rule == "same_as_before"
    assert "cả 2 dòng giống hệt báo cáo ngày 30/4/2024" in issue.message
    assert rules(april, form("5/2024", [("Hộ tịch", 101, 7, 0, 7), ("Công chứng", 80, 5, 0, 5)])) == []
    values = {"Huyện Na Hang": 900, "Huyện Yên Sơn": 800, "Huyện Lâm Bình": 700}
    assert rules(indicator("30/04/2024", values), indicator("31/05/2024", values)) == ["same_as_before"]
    assert rules(indicator("30/04/2024", values), indicator("31/05/2024", values | {"Huyện Yên Sơn": 801})) == []


def test_villages_may_stand_still():
    same = [village(f"Thôn {n}") for n in range(6)]
    assert rules(villages("30/04/2024", same), villages("31/05/2024", same)) == []


# --- 6 · form II.06a and the detail export ----------------------------------------------------------------------

MAY = [f"{1 + n % 28:02d}/05/2024" for n in range(200)]


def test_the_form_and_the_export_tell_different_numbers_whichever_comes_last():
    may = form("5/2024", [("Hộ tịch", 150, 0, 0, 0), ("Công chứng", 100, 0, 0, 0)])
    export = dossiers("31/05/2024", MAY, "31/05/2024")
    for order in ((may, export), (export, may)):
        (issue,) = after(*order)
        assert issue.rule == "sources_differ"
        assert "Sở Tư pháp, tháng 5/2024: tiếp nhận 250 theo biểu II.06a, 200 theo tệp chi tiết hồ sơ" in issue.message
        assert "đã giải quyết 250 theo biểu II.06a, 200 theo" in issue.message
        assert "quá hạn" not in issue.message


@pytest.mark.parametrize(
    ("may", "export"),
    [
        (form("5/2024", [("Hộ tịch", 205, 0, 0, 0)]), dossiers("31/05/2024", MAY, "31/05/2024")),  # five apart
        (form("5/2024", [("Hộ tịch", 900, 0, 0, 0)]), dossiers("31/05/2024", MAY, "31/05/2024")),  # a week's export
        (form("5/2024", [("Hộ tịch", 250, 0, 0, 0)]), dossiers("24/05/2024", MAY[:20], "24/05/2024")),  # before the end
        (form("5/2024", [("Hộ tịch", 250, 0, 0, 0)]), dossiers("31/05/2024", MAY, "31/05/2024", "Sở Nội vụ")),
        (form("4/2024", [("Hộ tịch", 250, 0, 0, 0)]), dossiers("31/05/2024", MAY, "31/05/2024")),
    ],
)
def test_no_word_where_the_two_sources_agree_or_tell_of_other_things(may, export):
    assert rules(may, export) == rules(export, may) == []


def test_a_dossier_of_two_exports_counts_once_by_its_newest_report():
    may = form("5/2024", [("Hộ tịch", 200, 0, 0, 0)])
    assert rules(dossiers("30/05/2024", MAY), may, dossiers("31/05/2024", MAY, "31/05/2024")) == []


def stated(number: int, unit: str, day: str = "31/05/2024") -> File:
    title = f"Số liệu tính đến ngày {day}"
    return "so_tram.xlsx", xlsx([[title], ["Chỉ tiêu", "Đơn vị", "Giá trị"], ["Tổng số trạm BTS", unit, number]])


TWO, ONE = bts("31/05/2024", [site("A"), site("B")]), bts("31/05/2024", [site("N")], operator="VNPT")


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ([TWO, stated(5, "Viettel")], "chỉ tiêu ghi 5, danh sách trạm có 2"),
        ([stated(5, "Viettel"), TWO], "chỉ tiêu ghi 5, danh sách trạm có 2"),
        ([TWO, stated(2, "Viettel")], None),
        ([TWO, ONE, stated(4, "Tỉnh Tuyên Quang")], "chỉ tiêu ghi 4, danh sách trạm có 3"),
        ([TWO, ONE, stated(3, "Tỉnh Tuyên Quang")], None),
        # VNPT sent in April alone: the province's total of May is not held against half of the lists.
        ([bts("30/04/2024", [site("N")], operator="VNPT"), TWO, stated(9, "Tỉnh Tuyên Quang")], None),
        # Two stations, one of them on air: either number may be meant.
        ([bts("31/05/2024", [site("A"), site("B", status="Dừng")]), stated(1, "Viettel")], None),
        ([TWO, stated(5, "Viettel", "30/04/2024")], None),
    ],
)
def test_a_stated_number_of_stations_is_held_against_the_lists_of_its_month(files: list[File], said: str | None):
    found = [issue.message for issue in after(*files) if issue.rule == "sources_differ"]
    assert len(found) == (said is not None)
    assert all(str(said) in message for message in found)


# --- through load and check ------------------------------------------------------------------------------------


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Path, Path]]:
    paths = []
    for name, data in (bts("30/04/2024", FIVE), bts("31/05/2024", FIVE[:4])):
        (tmp_path / name).write_bytes(data)
        paths.append(tmp_path / name)
    yield paths[0], paths[1]


def test_load_says_it_in_the_report_and_in_the_log_and_keeps_the_rows(tmp_path, two):
    report = load(two, data=tmp_path / "d")
    assert [entry.outcome for entry in report.files] == ["loaded", "loaded"]
    assert [issue.rule for entry in report.files for issue in entry.issues] == ["fewer_than_before", "rows_vanished"]
    assert (report.files[1].rows_loaded, report.exit_status) == (4, 0)
    con = open_warehouse(tmp_path / "d")
    logged = con.execute("select batch_id, level, rule from log.issues order by all").fetchall()
    con.close()
    assert logged == [(2, "warning", "fewer_than_before"), (2, "warning", "rows_vanished")]


def test_check_compares_with_the_warehouse_in_force_and_with_nothing_where_there_is_none(tmp_path, two):
    april, may = two
    assert [issue.rule for entry in check([may], data=tmp_path / "d").files for issue in entry.issues] == []
    load([april], data=tmp_path / "d")
    (entry,) = check([may], data=tmp_path / "d").files
    assert [issue.rule for issue in entry.issues] == ["fewer_than_before", "rows_vanished"]
    assert entry.outcome == "loaded"
