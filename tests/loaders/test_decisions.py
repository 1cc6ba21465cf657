"""What people decide on screen: a name, a form, a reason, a file taken back. Each holds, and outlives a rebuild."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from loaders import (
    BadFile,
    acknowledge,
    desk,
    load,
    load_again,
    name_unit,
    open_warehouse,
    rebuild,
    trial,
    undo,
    warehouse_name,
    withdraw,
)
from tests.workbook import xlsx

HEADINGS = ["Mã trạm", "Xã", "Huyện", "Kinh độ", "Vĩ độ", "4G"]


def stations(*codes: str, commune: str = "Năng Khả", day: str = "31/5/2024", operator: str = "Viettel") -> bytes:
    rows = [[code, commune, "Na Hang", 105.39, 22.35, "x"] for code in codes]
    return xlsx([[f"Danh sách trạm {operator} đến ngày {day}"], HEADINGS, *rows])


def put(folder: Path, name: str, data: bytes) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(data)
    return path


def ask(data: Path, sql: str) -> list[tuple[object, ...]]:
    con = open_warehouse(data)
    try:
        return con.execute(sql).fetchall()
    finally:
        con.close()


def codes(data: Path) -> list[object]:
    found = ask(data, "select station_code from src.bts_stations join log.standing using (batch_id) order by all")
    return [code for (code,) in found]


def sha256(data: Path, file: str) -> str:
    return str(ask(data, f"select sha256 from log.batches where file_name = '{file}' order by batch_id limit 1")[0][0])


# --- names -------------------------------------------------------------------------------------------------------


def test_a_name_given_on_screen_is_read_from_then_on_and_its_file_can_be_read_again(tmp_path: Path) -> None:
    data = tmp_path / "d"
    rows = [["A", "Năng Khả", "Na Hang"], ["B", "Nẫng Khá", "Na Hang"], ["C", "Nẫng Khá", "Na Hang"]]
    path = put(tmp_path, "a.xlsx", xlsx([["Viettel, đến 31/5/2024"], HEADINGS[:3], *rows]))
    load([path], data=data)
    assert codes(data) == ["A"]
    ((checksum, names),) = desk.names_in_force(data)
    assert [(one.name, one.within, one.count, one.cell) for one in names] == [("Nẫng Khá", "huyen-na-hang", 2, "B4")]
    assert names[0].nearest[0] == "xa-nang-kha.huyen-na-hang"
    assert "commune" in names[0].kinds
    name_unit("Nẫng Khá", "xa-nang-kha.huyen-na-hang", "huyen-na-hang", data)
    report = load_again([checksum], data=data)
    assert [(entry.outcome, entry.rows_loaded) for entry in report.files] == [("loaded", 3)]
    assert codes(data) == ["A", "B", "C"]
    assert desk.names_in_force(data) == []
    shutil.rmtree(data / "warehouse")
    rebuild(data=data)
    assert codes(data) == ["A", "B", "C"]


@pytest.mark.parametrize(
    ("alias", "unit", "within"),
    [("", "huyen-na-hang", None), ("X", "huyen-khong-co", None), ("X", "huyen-na-hang", "khong-co")],
)
def test_a_name_needs_a_unit_of_the_lists(tmp_path: Path, alias: str, unit: str, within: str | None) -> None:
    with pytest.raises(BadFile):
        name_unit(alias, unit, within, tmp_path)
    assert not (tmp_path / "journal").exists()


# --- forms -------------------------------------------------------------------------------------------------------

ODD = [
    ["Đơn vị: Viettel Tuyên Quang. Số liệu đến 31/5/2024"],
    ["Ký hiệu vị trí", "Nơi đặt", "Trực thuộc", "Họ tên chủ nhà", "Ghi chép"],
    ["V1", "Năng Khả", "Na Hang", "Bàn Văn A", "tốt"],
    ["V2", "Yên Hoa", "Na Hang", "Bàn Văn B", "tốt"],
]
CHOSEN = {"station_code": "A", "commune_id": "B", "district_id": "C"}


def test_headings_read_by_hand_are_known_again_in_the_next_report(tmp_path: Path) -> None:
    data = tmp_path / "d"
    path = desk.put("v.xlsx", xlsx(ODD), data)
    refused = load([path], data=data)
    assert [entry.outcome for entry in refused.files] == ["refused"]
    (sheet,) = desk.inspect(path, "v.xlsx", [], data)
    assert (sheet.tables, sheet.block, sheet.guess) == ([], (2, 2), "bts_stations")
    assert sheet.texts[2] == ["V1", "Năng Khả", "Na Hang", "•••", "tốt"]
    seen = desk.block(path, "v.xlsx", "Sheet1", (2, 2), "bts_stations")
    assert seen.headings == {"A": "Ký hiệu vị trí", "B": "Nơi đặt", "C": "Trực thuộc", "E": "Ghi chép"}
    assert {"station_code", "commune_id", "district_id"} >= set(seen.needed) >= {"station_code"}
    desk.remember_form(path, "v.xlsx", "Sheet1", (2, 2), "bts_stations", CHOSEN, data)
    assert load([path], data=data).files[0].rows_loaded == 2
    june = [["Viettel Tuyên Quang, đến 30/6/2024"], [], ODD[1], ["V3", "Yên Hoa", "Na Hang", "Bàn Văn C", "x"]]
    report = load([put(tmp_path, "june.xlsx", xlsx(june))], data=data)
    assert [(entry.source, entry.outcome) for entry in report.files] == [("bts_stations", "loaded")]
    kept = "select station_code, commune_id from src.bts_stations order by all"
    assert ask(data, kept) == [
        ("V1", "xa-nang-kha.huyen-na-hang"),
        ("V2", "xa-yen-hoa.huyen-na-hang"),
        ("V3", "xa-yen-hoa.huyen-na-hang"),
    ]
    rebuild(data=data)
    assert len(ask(data, kept)) == 3


@pytest.mark.parametrize(
    "chosen",
    [
        {"district_id": "C"},  # the code must be there
        {**CHOSEN, "address": "A"},  # one column twice
        {**CHOSEN, "address": "D"},  # a person's name
        {**CHOSEN, "no_such_field": "E"},
        {},
    ],
)
def test_a_form_that_cannot_be_is_refused_in_words(tmp_path: Path, chosen: dict[str, str]) -> None:
    path = desk.put("v.xlsx", xlsx(ODD), tmp_path)
    with pytest.raises(BadFile) as refused:
        desk.remember_form(path, "v.xlsx", "Sheet1", (2, 2), "bts_stations", chosen, tmp_path)
    assert str(refused.value) and refused.value.fix
    assert not (tmp_path / "journal").exists()


def test_what_a_sheet_shows_hides_people_and_marks_what_is_hidden(tmp_path: Path) -> None:
    path = desk.put("v.xlsx", stations("A", "B"), tmp_path)
    (sheet,) = desk.inspect(path, "v.xlsx", [], tmp_path)
    (table,) = sheet.tables
    assert (table.source, table.first, table.last, table.rows) == ("bts_stations", 2, 2, 2)
    assert table.columns["has_4g"] == "F" and table.headings["A"] == "Mã trạm"
    assert sheet.texts[2][:3] == ["A", "Năng Khả", "Na Hang"] and sheet.row_numbers == [1, 2, 3, 4]
    odd = desk.put("odd.xlsx", xlsx(ODD), tmp_path)
    desk.remember_form(odd, "odd.xlsx", "Sheet1", (2, 2), "bts_stations", CHOSEN, tmp_path)
    (sheet,) = desk.inspect(odd, "odd.xlsx", [], tmp_path)
    assert sheet.texts[2] == ["V1", "Năng Khả", "Na Hang", "•••", "tốt"]


# --- a file taken back -------------------------------------------------------------------------------------------


def test_a_file_taken_back_gives_way_to_what_it_had_replaced(tmp_path: Path) -> None:
    data = tmp_path / "d"
    load([put(tmp_path, "first.xlsx", stations("A", "B"))], data=data)
    load([put(data / "inbox", "second.xlsx", stations("C"))], data=data)
    before = str(ask(data, "select max(loaded_at) from log.batches")[0][0])
    assert codes(data) == ["C"]
    withdraw(sha256(data, "second.xlsx"), "bts_stations", data=data)
    assert codes(data) == ["A", "B"]
    assert not (data / "inbox" / "second.xlsx").exists()
    con = open_warehouse(data)
    con.execute("set variable known_at = ?::timestamptz", [before])
    then = con.execute("select station_code from src.bts_stations join log.standing using (batch_id)").fetchall()
    con.close()
    assert then == [("C",)], "what was known then stays known"
    shutil.rmtree(data / "warehouse")
    rebuild(data=data)
    assert codes(data) == ["A", "B"]
    with pytest.raises(BadFile):
        withdraw(sha256(data, "second.xlsx"), "bts_stations", data=data)
    withdraw(sha256(data, "first.xlsx"), "bts_stations", data=data)
    assert codes(data) == []


def test_a_chain_of_corrections_is_taken_back_one_by_one(tmp_path: Path) -> None:
    data = tmp_path / "d"
    for name, code in (("1.xlsx", "A"), ("2.xlsx", "B"), ("3.xlsx", "C")):
        load([put(tmp_path, name, stations(code))], data=data)
    seen = []
    for name in ("3.xlsx", "2.xlsx", "1.xlsx"):
        withdraw(sha256(data, name), "bts_stations", data=data)
        seen.append(codes(data))
    assert seen == [["B"], ["A"], []]
    load([tmp_path / "2.xlsx"], data=data)
    assert codes(data) == ["B"]


def test_other_files_of_the_same_load_stay(tmp_path: Path) -> None:
    data = tmp_path / "d"
    load([put(tmp_path, "old.xlsx", stations("A"))], data=data)
    two = [put(tmp_path, "new.xlsx", stations("B")), put(tmp_path, "vnpt.xlsx", stations("N", operator="VNPT"))]
    load(two, data=data)
    withdraw(sha256(data, "new.xlsx"), "bts_stations", data=data)
    assert codes(data) == ["A", "N"]


def test_demonstration_figures_return_with_the_last_real_file(tmp_path: Path) -> None:
    data = tmp_path / "d"
    said = "DỮ LIỆU MINH HỌA: tệp tự sinh, không phải số liệu thật; nhận lúc 05/06/2024 08:00"
    sample = xlsx([[said], ["Viettel, đến 31/5/2024"], HEADINGS[:3], ["S", "Năng Khả", "Na Hang"]])
    load([put(tmp_path, "sample.xlsx", sample)], data=data)
    load([put(tmp_path, "a.xlsx", stations("A")), put(tmp_path, "b.xlsx", stations("B", operator="VNPT"))], data=data)
    withdraw(sha256(data, "a.xlsx"), "bts_stations", data=data)
    assert codes(data) == ["B"]
    withdraw(sha256(data, "b.xlsx"), "bts_stations", data=data)
    assert codes(data) == ["S"]


# --- reasons -----------------------------------------------------------------------------------------------------


def remark(data: Path) -> dict[str, object]:
    names = ("sha256", "source", "rule", "sheet", "cell", "row_number")
    rows = ask(
        data,
        "select b.sha256, b.source, i.rule, i.sheet, i.cell, i.row_number from log.issues i join log.batches b "
        "using (batch_id) where i.level = 'warning' and i.rule = 'missing_coordinates'",
    )
    return dict(zip(names, rows[0], strict=True))


def test_a_reason_stays_beside_its_warning(tmp_path: Path) -> None:
    data = tmp_path / "d"
    rows = [["A", "Năng Khả", "Na Hang", None, None, "x"], ["B", "Năng Khả", "Na Hang", None, None, "x"]]
    load([put(tmp_path, "a.xlsx", xlsx([["Viettel, đến 31/5/2024"], HEADINGS, *rows]))], data=data)
    with pytest.raises(BadFile):
        acknowledge([remark(data)], "   ", data=data)
    acknowledge([remark(data)], "trạm chưa đo tọa độ, Viettel hẹn tháng 6", data=data)
    told = "select row_number, reason from log.issues where rule = 'missing_coordinates' order by row_number"
    expected = [(3, "trạm chưa đo tọa độ, Viettel hẹn tháng 6"), (4, None)]
    assert ask(data, told) == expected
    load([put(tmp_path, "b.xlsx", stations("N", operator="VNPT"))], data=data)
    assert ask(data, told) == expected
    rebuild(data=data)
    assert ask(data, told) == expected
    undo(data)
    undo(data)
    undo(data)
    assert [reason for _, reason in ask(data, told)] == [None, None]


# --- a trial -----------------------------------------------------------------------------------------------------


def test_a_trial_shows_what_would_be_and_changes_nothing(tmp_path: Path) -> None:
    data = tmp_path / "d"
    load([put(tmp_path, "a.xlsx", stations("A"))], data=data)
    name, lines = warehouse_name(data), (data / "journal" / "journal.jsonl").read_text()
    path = desk.put("b.xlsx", stations("A", "B", commune="Năng Kh"), data)
    bad = desk.put("c.xlsx", b"PK\x03\x04", data)
    with trial([path, bad], data=data) as tried:
        assert [entry.outcome for entry in tried.report.files] == ["refused", "refused"]
        assert [one.name for one in tried.names] == ["Năng Kh"]
    path = desk.put("b.xlsx", stations("A", "B"), data)
    assert path.name == "b (2).xlsx", "other bytes under the same name are another file"
    with trial([path], data=data) as tried:
        assert tried.con.execute("select count(*) from fact.stations").fetchone() == (2,)
    assert (warehouse_name(data), (data / "journal" / "journal.jsonl").read_text()) == (name, lines)
    assert codes(data) == ["A"]
    assert not (data / "outbox").exists()


def test_the_inbox_shows_what_would_change_something(tmp_path: Path) -> None:
    data = tmp_path / "d"
    assert desk.waiting(data) == []
    path = desk.put("../../v:1?.xlsx", stations("A"), data)
    assert path.parent == data / "inbox" and path.name == ".._.._v_1_.xlsx".strip(". ")
    (data / "inbox" / "README.md").write_text("về thư mục này")
    first = desk.inbox_state(data)
    assert [(one.path, len(one.checksums)) for one in desk.waiting(data)] == [(path, 1)]
    desk.put("ghi chú.txt", "Kính gửi Trung tâm".encode(), data)
    assert [one.path.name for one in desk.waiting(data)] == [path.name, "ghi chú.txt"], "a note is shown, and refused"
    desk.remove(data / "inbox" / "ghi chú.txt", data)
    load(data=data)
    assert desk.waiting(data) == []
    assert desk.inbox_state(data) != first
    with pytest.raises(BadFile):
        desk.remove(tmp_path / "elsewhere.xlsx", data)
    desk.remove(path, data)
    assert not path.exists()
