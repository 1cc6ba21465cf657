"""The data-quality screen: who has sent, what was refused, what goes back to whom, counted by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from loaders import SOURCES, facts, open_warehouse
from loaders.store import journal
from pages.parts import charts_senders, records_quality, remarks, senders
from pages.parts.style import DARK, LIGHT
from tests.pages import warehouses
from tests.pages.conftest import Screen
from tests.pages.test_screens import assert_sound, card, frame, texts

# Beside warehouses.BATCHES: a form of two units in two sheets, each a batch of its own; the remarks hang on the first.
FORM = (
    (101, "dossier_counts", "so-y-te", "SYT", 2, 0),
    (102, "dossier_counts", "so-tai-chinh", "STC", 3, 1),
)
REMARKS = (
    (101, "error", "impossible_day", "STC", "C9", 9, "31/06/2024"),
    (101, "warning", "broken_identity", "SYT", "C7", 7, "12"),
    (101, "warning", "sheet_not_recognised", "Ghi chú", None, None, ""),
)
REFUSED = {
    "kind": "refused",
    "at": "2024-06-06T09:00:00+07:00",
    "file": "bao_cao.xlsx",
    "sha256": "f00",
    "source": "bts_stations",
    "scopes": ["operator=VNPT; reported_on=2024-05-31"],
    "received_at": "2024-06-06T09:00:00+07:00",
    "is_sample": False,
    "issues": [
        {"level": "fatal", "rule": "no_good_rows", "sheet": "", "cell": None, "row": None, "column": "", "value": "",
         "message": "không dòng nào dùng được", "fix": "sửa các ô nêu dưới đây rồi gửi lại"},
        {"level": "error", "rule": "unknown_unit", "sheet": "BTS", "cell": "D5", "row": 5, "column": "Xã", "value": "X",
         "message": "không có đơn vị tên “X”", "fix": "sửa theo tên trong danh mục"},
    ],
    "more_issues": 3,
}  # fmt: skip


@pytest.fixture
def form(desk: Path) -> Path:
    """The installation made by hand, and the form of two units."""
    return warehouses.altered(desk, "form of two units", _with_form)


def _with_form(con: duckdb.DuckDBPyConnection) -> None:
    for number, source, unit, sheet, read, refused in FORM:
        con.execute(
            "insert into log.batches values (?, ?, ?, ?, 'bieu_06a.xlsx', 'two', null, '2024-05-01', '2024-05-31', "
            "'2024-06-04 08:00:00+07', '2024-06-04 08:00:00+07', null, ?, ?, ?, false)",
            [number, source, f"unit_id={unit}; period_end=2024-05-31", unit, read, read - refused, refused],
        )
        con.execute("insert into log.columns values (?, ?, 'field', 'Lĩnh vực', 'B')", [number, sheet])
    for batch_id, level, rule, sheet, cell, row, value in REMARKS:
        con.execute(
            "insert into log.issues values (?, ?, ?, ?, ?, ?, 'Cột', ?, 'sai', null, null, 'sửa lại')",
            [batch_id, level, rule, sheet, cell, row, value],
        )
    facts.create(con)


# --- twelve periods --------------------------------------------------------------------------------------------


def test_state_of_each_sender_and_month(form: Path) -> None:
    cells = senders.cells(records_quality.deliveries(open_warehouse(form)))
    # May is due on 5/6 at 17:00, April on 6/5 (the 5th is a Sunday). The clock is the last arrival, 6/6 at 8:00.
    found = {(row.row, f"{row.month:%m/%Y}"): row.state for row in cells.itertuples()}
    # Nothing came for a month before April; the scores of 2023 were due on 31/5/2024 and came on 24/5.
    assert {month for _, month in found} == {"12/2023", "04/2024", "05/2024"}
    expected = {
        ("so-thong-tin-va-truyen-thong", "12/2023"): "on_time",
        ("viettel", "04/2024"): "on_time",  # 3/5
        ("viettel", "05/2024"): "refused",  # 3/6, one row of four refused
        ("vnpt", "04/2024"): "on_time",
        ("vnpt", "05/2024"): "missing",
        ("so-tu-phap", "04/2024"): "missing",
        ("so-tu-phap", "05/2024"): "late",  # 6/6 at 8:00
        ("so-y-te", "05/2024"): "on_time",
        ("so-tai-chinh", "05/2024"): "refused",
        ("huyen-na-hang", "05/2024"): "missing",  # villages came on 4/6, form II.06a did not
    }
    assert {key: found[key] for key in expected} == expected
    (said,) = cells[cells["row"].eq("huyen-na-hang") & cells["month"].eq(pd.Timestamp("2024-05-31"))]["said"]
    assert said.split(";\n") == [
        "Tình hình giải quyết hồ sơ (Biểu II.06a): ✚ chưa gửi, hạn 05/06/2024",
        "Phủ sóng thôn, bản, tổ dân phố: ● nhận 04/06/2024",
    ]


def test_report_that_is_not_due_yet_is_neither_missing_nor_late(desk: Path) -> None:
    deliveries = records_quality.deliveries(open_warehouse(desk), date(2024, 6, 30))
    june = deliveries[deliveries["period_end"] == pd.Timestamp("2024-06-30")]
    assert {senders.delivered(row) for row in june.itertuples()} == {"waiting"}


def test_correction_without_a_refusal_takes_the_mark_away(desk: Path) -> None:
    con = duckdb.connect(str(desk / "warehouse" / warehouses.NAME))
    con.execute("update log.batches set replaced_at = '2024-06-05 10:00:00+07' where batch_id = 3")
    con.execute(
        "insert into log.batches values (90, 'bts_stations', 'operator=Viettel; reported_on=2024-05-31', 'viettel', "
        "'sua.xlsx', 'sua', '2024-05-31', null, null, '2024-06-05 10:00:00+07', '2024-06-05 10:00:00+07', null, 4, 4, "
        "0, false)"
    )
    con.close()
    cells = senders.cells(records_quality.deliveries(open_warehouse(desk)))
    states = dict(zip(zip(cells["row"], cells["month"].dt.month, strict=True), cells["state"], strict=True))
    assert states["viettel", 5] == "on_time"  # it first came on 3/6


def cell(row: str, month: int, state: str) -> dict[str, object]:
    day = pd.Timestamp(2024, month, 1) + pd.offsets.MonthEnd(0)
    return {"row": row, "name": row.upper(), "month": day, "state": state, "said": "", "is_sample": False}


CELLS = pd.DataFrame(
    [
        *(cell("a", month, "on_time") for month in (3, 4, 5)),
        *(cell("b", month, state) for month, state in ((3, "late"), (4, "late"), (5, "refused"))),
        *(cell("c", month, state) for month, state in ((3, "missing"), (4, "on_time"), (5, "waiting"))),
        *(cell("d", month, state) for month, state in ((4, "missing"), (5, "late"))),
    ]
)


def test_senders_stand_worst_first() -> None:
    rows = senders.ranked(CELLS)
    # Missing before late: d has both.
    assert rows[["row", "missing", "late", "refused", "is_trouble"]].to_numpy().tolist() == [
        ["d", 1, 1, 0, True],
        ["c", 1, 0, 0, True],
        ["b", 0, 2, 1, True],
        ["a", 0, 0, 0, False],
    ]
    assert senders.sentence(rows, 2, 3) == (
        "3/4 đơn vị từng thiếu, trễ hoặc có dòng bị từ chối trong 3 kỳ; hiện 2 đơn vị nặng nhất"
    )
    assert senders.sentence(rows[rows["name"] == "A"], 1, 3) == (
        "Không đơn vị nào thiếu, trễ hay có dòng bị từ chối trong 3 kỳ"
    )
    assert senders.sentence_of_one(CELLS[CELLS["row"] == "b"]) == (
        "Trong 3 kỳ: 2 báo cáo gửi trễ, 1 báo cáo có dòng bị từ chối"
    )


def test_table_of_the_matrix_has_a_column_per_month() -> None:
    twin = senders.twin(CELLS, senders.ranked(CELLS))
    assert list(twin.columns) == ["name", "03/2024", "04/2024", "05/2024", "is_sample"]
    assert twin.iloc[0, :4].fillna("").tolist() == ["D", "", "✚ Chưa gửi", "▲ Gửi trễ"]


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_states_differ_by_shape_and_the_hollow_one_by_its_fill(colours) -> None:  # type: ignore[no-untyped-def]
    rows = senders.ranked(CELLS)
    months = list(pd.date_range(end="2024-05-31", periods=12, freq="ME"))
    spec = charts_senders.matrix(CELLS, rows, months, colours).to_dict()
    shape, fill = (spec["encoding"][name]["scale"] for name in ("shape", "fill"))
    assert dict(zip(shape["domain"], shape["range"], strict=True)) == {
        "Đúng hạn": "circle",
        "Chưa đến hạn": "circle",
        "Gửi trễ": "triangle-up",
        "Có dòng bị từ chối": "square",
        "Chưa gửi": "cross",
    }
    assert dict(zip(fill["domain"], fill["range"], strict=True))["Chưa đến hạn"] == "transparent"
    assert len(spec["encoding"]["x"]["scale"]["domain"]) == 12
    assert spec["encoding"]["y"]["scale"]["domain"] == ["D", "C", "B", "A"]
    assert (spec["height"] - charts_senders.HEAD - 3 * charts_senders.LINE) / 4 >= 26
    assert [param["select"]["fields"] for param in spec["params"]] == [["row"]]


# --- what goes back ----------------------------------------------------------------------------------------------


def test_remark_goes_to_the_unit_whose_sheet_it_is_in(form: Path) -> None:
    issues = records_quality.issues(open_warehouse(form))
    own = issues[issues["file_name"] == "bieu_06a.xlsx"].fillna({"unit": "?"})
    assert own[["rule", "unit", "batch_id"]].to_numpy().tolist() == [
        ["impossible_day", "so-tai-chinh", 102],
        # The sheet without a table is nobody's: the file is of two units.
        ["sheet_not_recognised", "?", 101],
        ["broken_identity", "so-y-te", 101],
    ]
    told = remarks.told(issues)
    assert told[told["rule"] == "sheet_not_recognised"]["sender"].tolist() == [SOURCES["dossier_counts"].agency]


def remark(sender: str, rule: str, level: str = "error", cell: str = "A1", source: str = "tasks") -> dict[str, object]:
    texts = {"file_name": "a.xlsx", "sheet": "S", "value": "x", "message": "sai", "fix": "sửa", "column_heading": ""}
    spot = {"cell": cell, "row_number": 1.0, "reported_on": pd.Timestamp("2024-05-31"), "batch_id": 1}
    whose = {"unit": sender, "sender": sender, "source": source, "is_sample": False}
    return {"level": level, "rule": rule, **texts, **spot, **whose}


FOUND = remarks.told(
    pd.DataFrame(
        [
            *(remark("A", "unknown_unit", "warning", f"B{row}") for row in range(5)),
            remark("B", "unknown_unit", cell="C7"),
            *(remark("B", "impossible_day", cell=f"D{row}") for row in (4, 5, 6)),
            *(remark("C", "broken_identity", "warning", f"E{row}") for row in (1, 2)),
            remark("C", "outlier", "warning"),
            remark("C", "sample_retired", "warning"),
            remark("C", "a_rule_of_later_days", "warning"),
        ]
    )
)


def test_kinds_are_counted_worst_first() -> None:
    # Kinds that cost a row stand before larger ones that cost none; what is odd is asked about, not sent back.
    assert list(remarks.counts(remarks.wrong(FOUND)).items()) == [
        ("unit", 6),
        ("day", 3),
        ("identity", 2),
        ("other", 1),
    ]


def test_one_line_per_sender_and_rule_with_the_first_cell() -> None:
    groups = remarks.groups(remarks.wrong(FOUND))
    assert groups[["sender", "rule", "count", "place"]].to_numpy().tolist() == [
        ["B", "impossible_day", 3, "S!D4"],
        ["B", "unknown_unit", 1, "S!C7"],
        ["A", "unknown_unit", 5, "S!B0"],
        ["C", "broken_identity", 2, "S!E1"],
        ["C", "a_rule_of_later_days", 1, "S!A1"],
    ]
    assert remarks.of_group(FOUND, groups["key"][0])["cell"].tolist() == ["D4", "D5", "D6"]
    assert remarks.groups(FOUND[:0]).empty


def test_sentence_counts_the_cells_that_cost_a_row() -> None:
    assert remarks.sentence(remarks.wrong(FOUND)) == "4 ô làm dòng bị từ chối, của 1 đơn vị; 8 điểm khác vẫn dùng được"
    assert remarks.sentence(FOUND[FOUND["rule"] == "broken_identity"]) == (
        "Không dòng nào bị từ chối; 2 điểm chỉ cần sửa ở kỳ sau"
    )


def test_every_rule_in_the_samples_has_a_kind(sample_home: Path) -> None:
    issues = records_quality.issues(open_warehouse(sample_home))
    assert {rule for rule in issues["rule"] if remarks.kind(rule) == "other"} - set(remarks.PLAIN_NOTES) == set()


# --- kept, but odd -----------------------------------------------------------------------------------------------


def score(**changed: object) -> dict[str, object]:
    row = {"rule": "outlier", "unit": "u", "index_name": "CĐS tỉnh", "year": 2022, "board": "department",
           "criterion": "total", "score": 3331.01, "reported_rank": 1, "rank": 1, "usual": 284.44, "lowest": 231.15,
           "highest": 326.52, "earlier": None, "batch_id": 1, "sheet": "S", "cell": "I9", "row_number": 9,
           "is_sample": False}  # fmt: skip
    return row | changed


TASK = {"lead_unit": "u", "task_no": "9", "plan": "de_an_06:2024", "reported_status": "Đã hoàn thành",
        "status": "overdue", "due_on": pd.Timestamp("2024-03-31"), "batch_id": 1, "sheet": "S", "cell": "J4",
        "row_number": 4, "is_sample": False}  # fmt: skip


@pytest.mark.parametrize(
    ("scores", "tasks", "said"),
    [
        (
            [score()],
            [],
            ["Điểm, CĐS tỉnh 2022", "3.331,01", "284,44 (giữa bảng)", "Nghi thừa chữ số: 331,01?"],
        ),
        # 900 without any one digit is not among 231 to 326; of the year before more is known than of the board
        (
            [score(score=900.0, earlier=318.4, usual=300.0)],
            [],
            ["Điểm, CĐS tỉnh 2022", "900,00", "318,40 (năm trước)", "Gấp 3,0 lần điểm giữa của bảng"],
        ),
        (
            [score(rule="rank_differs", reported_rank=3, rank=5)],
            [],
            ["Điểm, CĐS tỉnh 2022", "3", "hạng 5 theo điểm", "Hạng ghi và điểm không khớp"],
        ),
        (
            [],
            [TASK],
            ["NV 9 · Đề án 06 năm 2024", "Đã hoàn thành", "hạn 31/03/2024", "Báo cáo không ghi quá hạn"],
        ),
    ],
)
def test_odd_value_says_what_it_is_compared_with(scores, tasks, said) -> None:  # type: ignore[no-untyped-def]
    names = list(score())
    found = remarks.odd(pd.DataFrame(scores, columns=names), pd.DataFrame(tasks, columns=list(TASK)), str.upper)
    assert found[["about", "value", "against", "sign"]].to_numpy().tolist() == [said]
    assert found["sender"].tolist() == ["U"]


def test_odd_score_stands_beside_its_board_and_the_year_before(desk: Path) -> None:
    con = duckdb.connect(str(desk / "warehouse" / warehouses.NAME))
    con.execute("update src.unit_scores set cell = 'C3' where batch_id = 9 and unit_id = 'huyen-yen-son'")
    con.execute(
        "insert into log.issues values (9, 'warning', 'outlier', 'Sheet1', 'C3', 3, 'total', '508,17', '', null, null, "
        "'')"
    )
    con.execute(
        "insert into log.batches values (90, 'unit_scores', 'index_name=CĐS tỉnh; index_year=2022; board=district', "
        "null, 'truoc.xlsx', 'truoc', '2022-12-31', null, null, '2023-05-01 08:00:00+07', '2023-05-01 08:00:00+07', "
        "null, 1, 1, 0, false)"
    )
    names = "batch_id, sheet, row_number, index_name, index_year, board, unit_id, criterion, score"
    con.execute(f"insert into src.unit_scores ({names}) values (90, 'S', 2, 'CĐS tỉnh', 2022, 'district', "
                "'huyen-yen-son', 'total', 400)")  # fmt: skip
    con.close()
    odd = records_quality.odd_scores(open_warehouse(desk))
    # The other one of the board is Na Hang with 434,21.
    assert odd[["unit", "score", "rank", "usual", "earlier"]].to_numpy().tolist() == [
        ["huyen-yen-son", 508.17, 1, 434.21, 400.0]
    ]


# --- the page ------------------------------------------------------------------------------------------------


def test_page_counts_reports_rows_and_remarks(screen: Screen, desk: Path) -> None:
    test = screen("data_quality", desk)
    assert_sound(test)
    assert card(test, "Dòng được nhận")[0] == "19"  # 1+1+4+4+1+3+1+3+2 read, one of them refused
    assert card(test, "Dòng bị từ chối") == ("1", "1 dòng")
    assert card(test, "Ô cần xác nhận") == ("1", "vẫn dùng")
    issues = frame(test, "message")
    assert issues[["level", "place", "value"]].to_numpy().tolist() == [
        ["error", "BTS!F17", "12,5"],
        ["warning", "NV DA06!E13", "Sở X"],
    ]
    # Form II.06a of Sở Tư pháp came on 6/6 at 8:00, due on 5/6 at 17:00.
    late = frame(test, "due_at")
    states = dict(zip(late["unit_name"], late["state"], strict=True))
    assert states["Sở Tư pháp"] == "▲ đã gửi, trễ 1 ngày"
    assert states["MobiFone"] == "✚ chưa gửi, trễ 1 ngày"
    assert "Tệp bị từ chối nguyên tệp" not in texts(test)


def test_page_shows_one_source_kind_or_level_when_asked(screen: Screen, desk: Path) -> None:
    assert frame(screen("data_quality", desk, source="tasks"), "message")["place"].tolist() == ["NV DA06!E13"]
    assert frame(screen("data_quality", desk, kind="place"), "message")["place"].tolist() == ["BTS!F17"]
    test = screen("data_quality", desk, source="tasks", severity="error")
    assert "Không có điểm nào khớp bộ lọc" in texts(test)


def test_one_sender_and_the_way_back(screen: Screen, desk: Path) -> None:
    test = screen("data_quality", desk, sender="viettel")
    assert_sound(test)
    assert card(test, "Báo cáo đã gửi")[0] == "1/1"
    assert card(test, "Dòng được nhận")[0] == "4"  # one of April, four of May without the one refused
    assert "Trong 2 kỳ: 1 báo cáo có dòng bị từ chối" in texts(test)
    assert frame(test, "message")["place"].tolist() == ["BTS!F17"]
    test.button(key="all_senders").click().run()
    assert "sender" not in test.query_params
    assert len(frame(test, "message")) == 2


def test_remark_opens_its_file_or_says_why_it_can_not(screen: Screen, desk: Path) -> None:
    test = screen("data_quality", desk)
    test.session_state["remark"] = (3, "BTS", 17, "F17")  # what a click on its row leaves
    assert_sound(test.run())
    assert "kho lưu không còn tệp gốc bts_stations_3.xlsx" in texts(test)
    assert "kho lưu" not in texts(test.run())


def test_group_opens_into_its_cells_and_closes(screen: Screen, desk: Path) -> None:
    test = screen("data_quality", desk)
    test.button(key="group_1").click().run()
    assert test.query_params["group"] == "cong-an-tinh|tasks|unknown_unit"
    assert "Công an tỉnh · Tên đơn vị" in texts(test)
    assert frame(test, "message")["place"].tolist() == ["NV DA06!E13"]
    test.button(key="all_groups").click().run()
    assert "group" not in test.query_params
    assert test.button(key="group_1").label.startswith(":small[Công an tỉnh")


def test_lines_beyond_the_worst_three_are_one_click_away(screen: Screen, form: Path) -> None:
    # By hand: Viettel's coordinate, the three remarks on the form of two units, the police's supporting unit.
    test = screen("data_quality", form)
    assert len([button for button in test.button if button.key.startswith("group_")]) == 3
    assert test.button(key="more_groups").label == "Xem cả 5 nhóm"
    test.button(key="more_groups").click().run()
    assert len([button for button in test.button if button.key.startswith("group_")]) == 5
    test.button(key="more_groups").click().run()
    assert "groups" not in test.query_params


def test_file_refused_whole_is_listed_until_it_is_sent_right(screen: Screen, desk: Path) -> None:
    journal.append(desk / "journal", REFUSED)
    test = screen("data_quality", desk)
    assert_sound(test)
    assert "Tệp bị từ chối nguyên tệp (1)" in texts(test)
    assert test.table[0].value.replace(r"\\", "", regex=True).to_numpy().tolist() == [
        [
            "**bao_cao.xlsx**",
            "06/06/2024, 09:00",
            "Trạm BTS",
            "Không dòng nào dùng được; BTS!D5: không có đơn vị tên “X” và 3 điểm nữa",
            "Sửa theo tên trong danh mục",
        ]
    ]
    # An older line about the same file would be cleared by Viettel's report of 3/6; its last version counts.
    cleared = {"at": "2024-06-01T09:00:00+07:00", "scopes": ["operator=Viettel; reported_on=2024-05-31"]}
    journal.append(desk / "journal", REFUSED | cleared)
    assert "Tệp bị từ chối nguyên tệp" not in texts(test.run())


def test_file_refused_at_the_very_first_load_is_listed(screen: Screen, tmp_path: Path) -> None:
    journal.append(tmp_path / "journal", REFUSED)
    test = screen("data_quality", tmp_path)
    assert [error.value for error in test.exception] == []
    assert "Tệp bị từ chối nguyên tệp (1)" in texts(test)
