"""The reports over time: reminders, rows month by month, columns that changed, files and their withdrawal, reasons."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from loaders import acknowledge, load, open_warehouse, rebuild, warehouse_name, withdraw
from pages.parts import charts_reports, history_blocks, records_files, records_quality, reminders, report_history
from pages.parts.acknowledge import told_to_loaders
from tests.pages import warehouses
from tests.pages.conftest import Screen
from tests.pages.test_screens import assert_sound, card, frame, texts
from tests.workbook import xlsx

HEADINGS = ["Mã trạm", "Xã", "Huyện", "Kinh độ", "Vĩ độ", "4G"]


def put(folder: Path, name: str, day: str, headings: list[str], *codes: str, operator: str = "Viettel") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    rows = [[code, "Năng Khả", "Na Hang", 105.39, 22.35, "x", "y"][: len(headings)] for code in codes]
    path = folder / name
    path.write_bytes(xlsx([[f"Danh sách trạm {operator} đến ngày {day}"], headings, *rows]))
    return path


@pytest.fixture(scope="module")
def loaded_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home, inbox = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("in")
    other = ["MA TRAM", "Tên xã", "Huyện", "Kinh độ", "Vĩ độ", "4G", "Chủ nhà trạm"]
    for path in (
        put(inbox, "thang4.xlsx", "30/4/2024", HEADINGS, "A", "B"),
        put(inbox, "thang5.xlsx", "31/5/2024", other, "A", "B", "C"),
        put(inbox, "thang5_sua.xlsx", "31/5/2024", other, "A", "B", "C", "D"),
    ):
        load([path], data=home)
    return home


@pytest.fixture
def loaded(loaded_once: Path, tmp_path: Path) -> Path:
    """April's list, May's with two other headings and one that the form doesn't have, and May's correction."""
    return Path(shutil.copytree(loaded_once, tmp_path / "home"))


def read(home: Path, question: object, *arguments: object) -> pd.DataFrame:
    con = open_warehouse(home)
    try:
        return question(con, *arguments)  # type: ignore[operator]
    finally:
        con.close()


# --- reminders -----------------------------------------------------------------------------------------------------

OWED = pd.DataFrame(
    [
        {
            "unit": "huyen-x",
            "unit_name": "X",
            "full_name": "Huyện X",
            "kind": "district",
            "source": "village_coverage",
            "rhythm": "monthly",
            "period_start": pd.Timestamp("2024-05-01"),
            "period_end": pd.Timestamp("2024-05-31"),
            "due_at": pd.Timestamp("2024-06-05 17:00"),
            "received_at": pd.NaT,
            "is_received": False,
            "is_newest": True,
            "days_late": 9,
        }
    ]
)


def test_letter_names_every_report_its_day_and_its_form() -> None:
    yearly = OWED.assign(
        source="unit_scores", rhythm="yearly", period_end=pd.Timestamp("2023-12-31"), days_late=14, is_received=True
    )
    yearly = yearly.assign(due_at=pd.Timestamp("2024-05-31 17:00"), received_at=pd.Timestamp("2024-06-14 08:00"))
    assert reminders.letter(pd.concat([OWED, yearly])).splitlines() == [
        "Kính gửi: UBND huyện X",
        "",
        "Trung tâm điều hành thông minh (IOC) tỉnh chưa nhận được 1 báo cáo đã quá hạn của Quý cơ quan:",
        "1. Phủ sóng thôn, bản, tổ dân phố, kỳ tháng 05/2024: hạn 17:00 ngày 05/06/2024, quá hạn 9 ngày; tệp mẫu "
        "mau_village_coverage.xlsx.",
        "",
        "1 báo cáo đã nhận nhưng gửi sau hạn, đề nghị các kỳ sau gửi đúng hạn:",
        "1. Điểm và xếp hạng, kỳ năm 2023: hạn 31/05/2024, nhận ngày 14/06/2024, trễ 14 ngày.",
        "",
        "Đề nghị gửi đủ các báo cáo trên, mỗi kỳ một tệp theo đúng mẫu (không đổi tên cột), về: …, trước ngày …. Kỳ "
        "nào không phát sinh số liệu, đề nghị trả lời bằng văn bản.",
        "Nhận mẫu hoặc cần giải đáp, liên hệ: … (họ tên, điện thoại, thư điện tử).",
        "Trân trọng cảm ơn sự phối hợp của Quý cơ quan.",
    ]
    assert "Đề nghị gửi đủ" not in reminders.letter(yearly), "what came is not asked for again"


def test_one_file_of_letters_opens_in_windows() -> None:
    two = pd.concat([OWED, OWED.assign(unit="so-y", full_name="Sở Y", kind="department")])
    data = reminders.together(list(reminders.letters(two).values()))
    assert data.startswith(b"\xef\xbb\xbf")
    text = data.decode("utf-8-sig")
    assert text.count("Kính gửi: ") == 2 and "Kính gửi: Sở Y\r\n" in text


def test_a_sender_owes_what_is_late_now_and_what_never_came(desk: Path) -> None:
    owed = read(desk, records_files.owed)
    found = {(row.unit, row.source, f"{row.period_end:%m/%Y}"): row for row in owed.itertuples()}
    # Form II.06a of Sở Tư pháp: May's came on 6/6 at 8:00 (due 5/6 at 17:00), April's (due 6/5, a Monday) never.
    may, april = (found["so-tu-phap", "dossier_counts", month] for month in ("05/2024", "04/2024"))
    assert (may.is_received, may.days_late, april.is_received, april.days_late) == (True, 1, False, 31)
    assert ("viettel", "bts_stations", "05/2024") not in found, "it came in time"
    assert not [key for key in found if key[2] == "03/2024"], "nobody was watched before the first report"


def test_letter_of_the_chosen_sender_is_one_click_away(screen: Screen, desk: Path) -> None:
    test = screen("data_quality", desk, sender="so-tu-phap")
    assert test.button("remind").label == "Văn bản nhắc (2 báo cáo)"
    test.button("remind").click().run()
    assert_sound(test)
    (letter,) = [code.value for code in test.code]
    assert letter.startswith("Kính gửi: Sở Tư pháp\n") and "kỳ tháng 04/2024" in letter and "kỳ tháng 05/2024" in letter
    assert [code.value for code in test.run().code] == [], "it is opened once"
    assert [one.key for one in screen("data_quality", desk, sender="viettel").button if one.key == "remind"] == []


def test_letters_of_all_who_are_late_are_one_file(screen: Screen, desk: Path) -> None:
    test = screen("data_quality", desk)
    late = frame(test, "due_at")["unit_name"].nunique()
    labels = [one.label for one in test.get("download_button")]
    assert f"Tải văn bản nhắc ({late} đơn vị)" in labels


# --- rows over time --------------------------------------------------------------------------------------------------


def test_a_month_without_a_file_is_blank_and_not_nought(desk: Path) -> None:
    months = report_history.months(read(desk, records_files.months, None, "viettel", None), date(2024, 5, 31))
    assert len(months) == 12
    assert months["rows_kept"].isna().sum() == 10
    # April: one row; May: four, one of them refused.
    assert months.iloc[-2:][["rows_kept", "rows_refused", "refused_share"]].to_numpy().tolist() == [
        [1, 0, 0],
        [3, 1, 25],
    ]
    assert report_history.months_said(months) == (
        "4 dòng được nhận trong 12 tháng; 1 dòng bị từ chối (20,0\u00a0%), tỷ lệ cao nhất kỳ 05/2024: 25,0\u00a0%; "
        "10 tháng không có tệp"
    )
    spec = charts_reports.rows(months).to_dict()
    values = next(iter(spec["datasets"].values()))
    assert [row["label"] for row in values][-2:] == ["", "✖ 1 · 25,0\u00a0%"]
    assert values[0]["kept"] is None and len(spec["layer"][0]["encoding"]["x"]["scale"]["domain"]) == 12


def test_a_small_share_is_not_nothing() -> None:
    shares = [report_history.share(one) for one in (0.0, 0.0043, 0.02, 12.34)]
    assert shares == [f"{text}\u00a0%" for text in ("0,0", "0,004", "0,02", "12,3")]


def test_rows_over_time_on_screen(screen: Screen, desk: Path) -> None:
    test = screen("data_quality", desk, view="time", of="village_coverage")
    assert_sound(test)
    assert "4 dòng được nhận trong 12 tháng; không dòng nào bị từ chối; 11 tháng không có tệp" in texts(test)
    assert "Lỗi cần trả lại đơn vị" not in texts(test)


# --- columns ------------------------------------------------------------------------------------------------------


def test_columns_new_renamed_and_lost(loaded: Path, tmp_path: Path) -> None:
    def changes() -> list[list[str]]:
        frame = report_history.changed(read(loaded, records_files.columns))
        return frame[["what", "before", "after", "file_name", "earlier_name"]].to_numpy().tolist()

    # Written without accents "Mã trạm" is no other heading; what was corrected no longer counts.
    assert changes() == [
        ["renamed", "Xã", "Tên xã", "thang5_sua.xlsx", "thang4.xlsx"],
        ["new", "–", "Chủ nhà trạm", "thang5_sua.xlsx", "thang4.xlsx"],
    ]
    load([put(tmp_path / "in", "thang6.xlsx", "30/6/2024", HEADINGS[:5], "A", "B", "C", "D")], data=loaded)
    assert changes()[:2] == [
        ["lost", "4G", "–", "thang6.xlsx", "thang5_sua.xlsx"],
        ["renamed", "Tên xã", "Xã", "thang6.xlsx", "thang5_sua.xlsx"],
    ]
    assert report_history.changed_said(report_history.changed(read(loaded, records_files.columns))) == (
        "1 cột bị mất, 2 cột đổi tên, 1 cột mới"
    )


@pytest.mark.parametrize(
    ("before", "now", "is_same"),
    [
        ("Tên  xã/phường", "TEN XA, PHUONG", True),
        ("Kết quả tháng 4/2024", "Kết quả tháng 5/2024", True),
        ("Luỹ kế đến 30/4/2024", "Lũy kế đến 31/5/2024", True),
        ("Trạm 3G", "Trạm 4G", False),
        ("Tiêu chí 1", "Tiêu chí 2", False),
    ],
)
def test_spellings_and_dates_make_no_other_heading(before: str, now: str, is_same: bool) -> None:
    assert (report_history.same(before) == report_history.same(now)) is is_same


def heading(batch: int, sender: str, is_new: bool, field: str | None, text: str) -> dict[str, object]:
    said = {"source": "tasks", "unit": sender, "sender": sender, "sha256": "f2", "earlier_sha256": "f1"}
    files = {"file_name": "2.xlsx", "earlier_name": "1.xlsx", "dated": pd.Timestamp("2024-05-31"), "is_sample": False}
    return {"batch_id": batch, "is_new": is_new, "field": field, "heading": text, **said, **files}


def test_a_change_in_a_file_of_many_units_is_told_once() -> None:
    rows = []
    for batch, sender in enumerate("ABCD"):
        rows += [heading(batch, sender, False, "f", "Cũ"), heading(batch, sender, True, "f", "Mới")]
        # A column that only now is understood was there before.
        rows += [heading(batch, sender, False, None, "Ghi"), heading(batch, sender, True, "g", "Ghi")]
    found = report_history.changed(pd.DataFrame(rows))
    assert found[["sender", "what", "before", "after"]].to_numpy().tolist() == [["4 đơn vị", "renamed", "Cũ", "Mới"]]


def test_columns_on_screen(screen: Screen, loaded: Path, desk: Path) -> None:
    test = screen("data_quality", loaded, view="columns")
    assert_sound(test)
    assert frame(test, "earlier_name")["said"].tolist() == ["Đổi tên", "Cột mới"]
    assert "Không cột nào thay đổi" in texts(screen("data_quality", desk, view="columns"))


# --- files --------------------------------------------------------------------------------------------------------


def states(home: Path) -> dict[str, str]:
    found = report_history.files(read(home, records_files.files, "bts_stations"))
    return dict(zip(found["file_name"], found["said"], strict=True))


def test_how_every_file_stands_and_what_its_withdrawal_brings_back(loaded: Path) -> None:
    assert states(loaded) == {
        "thang5_sua.xlsx": "● đang dùng",
        "thang5.xlsx": "○ đã thay bằng thang5_sua.xlsx",
        "thang4.xlsx": "● đang dùng",
    }
    found = report_history.files(read(loaded, records_files.files, "bts_stations")).set_index("file_name")
    assert found.loc["thang5_sua.xlsx", ["rows_read", "rows_kept", "rows_refused", "period", "who"]].tolist() == [
        *(4, 4, 0),
        *("31/05/2024", "Viettel"),
    ]
    for name, returns in (("thang5_sua.xlsx", ["thang5.xlsx"]), ("thang5.xlsx", []), ("thang4.xlsx", [])):
        sha256 = found.loc[name, "sha256"]
        foretold = read(loaded, records_files.returning, sha256, "bts_stations")["file_name"].tolist()
        assert foretold == returns
        if not states(loaded)[name].startswith("●"):
            continue
        withdraw(sha256, "bts_stations", data=loaded)
        now = states(loaded)
        assert now[name] == "✕ đã rút"
        assert [one for one in returns if now[one] != "● đang dùng"] == []
    assert states(loaded)["thang4.xlsx"] == "✕ đã rút"


def test_sample_files_return_with_the_last_real_one(tmp_path: Path) -> None:
    home = warehouses.hand_made(tmp_path / "home", is_sample=True)
    load([put(tmp_path, "thuc.xlsx", "31/5/2024", HEADINGS, "A")], data=home)
    found = report_history.files(read(home, records_files.files, "bts_stations"))
    assert found.loc[found["is_sample"], "said"].unique().tolist() == ["○ đã thay bằng thuc.xlsx"]
    (sha256,) = found.loc[~found["is_sample"], "sha256"]
    back = read(home, records_files.returning, sha256, "bts_stations")
    assert sorted(back["file_name"]) == sorted(found.loc[found["is_sample"], "file_name"])
    withdraw(sha256, "bts_stations", data=home)
    now = report_history.files(read(home, records_files.files, "bts_stations"))
    assert now.loc[now["is_sample"], "said"].unique().tolist() == ["● đang dùng"]


def test_withdrawal_says_what_happens() -> None:
    file = pd.Series({"rows_kept": 1234})
    none = pd.DataFrame({"file_name": [], "is_sample": []})
    assert "1.234 dòng của tệp này không còn được tính" in history_blocks.consequence(file, none)
    assert "thành chưa có số liệu" in history_blocks.consequence(file, none)
    one = pd.DataFrame({"file_name": ["a.xlsx"], "is_sample": [False]})
    assert "Được tính lại: **a.xlsx**." in history_blocks.consequence(file, one)


def opened(screen: Screen, home: Path, name: str) -> AppTest:
    found = read(home, records_files.files, "bts_stations").set_index("file_name")
    sha256 = found.loc[name, "sha256"]
    return screen("data_quality", home, view="files", history="bts_stations", file=sha256[: history_blocks.SHORT])


def test_a_file_is_opened_withdrawn_and_brought_back(screen: Screen, loaded: Path) -> None:
    test = opened(screen, loaded, "thang5_sua.xlsx")
    assert_sound(test)
    assert frame(test, "message")["column_heading"].tolist() == ["Chủ nhà trạm"]
    assert "4 dòng của tệp này không còn được tính vào số nào. Được tính lại: **thang5.xlsx**." in texts(test)
    assert card(test, "Dòng được nhận")[0] == "6"
    test.button("withdraw").click().run()
    assert_sound(test)
    assert "Đã rút tệp thang5_sua.xlsx" in texts(test)
    assert states(loaded)["thang5.xlsx"] == "● đang dùng"
    assert card(test, "Dòng được nhận")[0] == "5"
    assert [one.key for one in test.button if one.key == "withdraw"] == [], "it counts no longer"
    test.button("undo_withdrawal").click().run()
    assert states(loaded)["thang5_sua.xlsx"] == "● đang dùng"
    assert "Đã rút tệp" not in texts(test)


def test_a_withdrawal_that_fails_says_why(screen: Screen, loaded: Path) -> None:
    test = opened(screen, loaded, "thang5_sua.xlsx")
    sha256 = read(loaded, records_files.files, "bts_stations").set_index("file_name").loc["thang5_sua.xlsx", "sha256"]
    withdraw(sha256, "bts_stations", data=loaded)  # by somebody else, in the meantime
    test.button("withdraw").click().run()
    assert [error.value for error in test.exception] == []
    assert any("không còn được tính" in error.value for error in test.error)


def test_history_of_the_installation_made_by_hand(screen: Screen, desk: Path) -> None:
    test = screen("data_quality", desk, view="files", history="procedures")
    assert_sound(test)
    assert "Chưa có tệp nào của nguồn này" in texts(test)
    test = screen("data_quality", desk, view="files", history="bts_stations", sender="viettel")
    assert frame(test, "received_at")["file_name"].tolist() == ["bts_stations_3.xlsx", "bts_stations_1.xlsx"]


# --- acknowledged -------------------------------------------------------------------------------------------------


def waiting(home: Path) -> int:
    return int(read(home, records_quality.issues)["acknowledged_at"].isna().sum())


def test_remarks_go_to_the_loaders_as_they_know_them(loaded: Path) -> None:
    issues = read(loaded, records_quality.issues)
    (told,) = told_to_loaders(issues)
    assert (told["rule"], told["source"], told["cell"]) == ("unknown_heading", "bts_stations", "G2")
    acknowledge([told], "cột này là tên gọi của nhà trạm", data=loaded)
    assert waiting(loaded) == 0
    rebuild(data=loaded)
    assert read(loaded, records_quality.issues)["reason"].tolist() == ["cột này là tên gọi của nhà trạm"]


def test_a_warning_is_acknowledged_with_a_reason(screen: Screen, loaded: Path) -> None:
    test = screen("data_quality", loaded)
    assert card(test, "Ô cần xác nhận")[0] == "1"
    before = warehouse_name(loaded)
    test.button("acknowledge").click().run()
    assert any("Chưa ghi lý do" in error.value for error in test.error)
    assert warehouse_name(loaded) == before
    test.text_area("acknowledge_reason").set_value("đã gọi Viettel").run()
    test.segmented_control("view").set_value("time").run()
    test.segmented_control("view").set_value("now").run()
    assert test.text_area("acknowledge_reason").value == "đã gọi Viettel", "it outlives a look at another view"
    test.button("acknowledge").click().run()
    assert_sound(test)
    assert waiting(loaded) == 0
    assert card(test, "Ô cần xác nhận") == ("0", "không có")
    assert "Không có điểm nào cần sửa" in texts(test)
    test.segmented_control("acknowledged").set_value("done").run()
    assert frame(test, "reason")["reason"].tolist() == ["đã gọi Viettel"]
    assert test.query_params["acknowledged"] == ["done"] or test.query_params["acknowledged"] == "done"


def test_some_warnings_of_a_kind_are_acknowledged(screen: Screen, desk: Path) -> None:
    con = duckdb.connect(str(desk / "warehouse" / warehouses.NAME))
    for row in (14, 15):
        con.execute(
            "insert into log.issues values (6, 'warning', 'unknown_unit', 'NV DA06', ?, ?, 'Phối hợp', 'Sở Y', 'sai', "
            "null, null, 'sửa')",
            [f"E{row}", row],
        )
    con.close()
    test = screen("data_quality", desk)
    test.segmented_control("acknowledge_how").set_value("single").run()
    (cells,) = [one for one in test.multiselect if str(one.key).startswith("acknowledge_")]
    assert len(cells.options) == 3
    assert test.button("acknowledge").disabled, "nothing is chosen yet"
    assert "E14" in cells.options[1]
    cells.select(2).run()  # by its number among all remarks, of which the coordinate of Viettel is the first
    test.text_area("acknowledge_reason").set_value("đúng tên").run()
    test.button("acknowledge").click().run()
    assert_sound(test)
    issues = read(desk, records_quality.issues)
    assert issues.loc[issues["reason"].notna(), "cell"].tolist() == ["E14"]
