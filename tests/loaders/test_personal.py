"""What is about a person stays in the archive: no table, remark, journal or screen has it."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from loaders import SOURCES, check, excerpt, load, open_warehouse
from loaders.personal import hidden, masked
from loaders.shapes.headings import Heading, match
from tests.workbook import answer, csv_file, of, xlsx

SHOWN = {
    # identity numbers
    "079123456789": "079•••••••••",
    "CCCD: 079123456789.": "CCCD: 079•••••••••.",
    "079 123 456 789": "079•••••••••",
    "CMND 012345678": "CMND 012••••••",
    "số chứng minh nhân dân là 123456789": "số chứng minh nhân dân là 123••••••",
    # telephones
    "0912345678": "091•••••••",
    "gọi 0912 345 678 nhé": "gọi 091••••••• nhé",
    "0912.34.56.78": "091•••••••",
    "+84 912 345 678": "091•••••••",
    "84912345678": "091•••••••",
    "0912345678/0987654321": "091•••••••/098•••••••",
    "(0207) 3822 123": "020••••••••",
    "0207.3822.123": "020••••••••",
    "024 3825 1234": "024••••••••",
    # without their nought: alone in the cell, or said to be one
    "25123456789": "251••••••••",
    "125190001234": "125•••••••••",
    "SĐT: 912345678": "SĐT: 912••••••",
    "liên hệ số 912345678": "liên hệ số 912••••••",
    # mail
    "gửi lan.nt@gmail.com nhé": "gửi •••@••• nhé",
    # neither
    "mã 912345678": "mã 912345678",
    "125000000000": "125000000000",
    "5@3": "5@3",
    "ngày 05/06/2024": "ngày 05/06/2024",
    "05.06.2024 12": "05.06.2024 12",
    "000.00.12.H60-240501-0001": "000.00.12.H60-240501-0001",
    "1.012753.H60": "1.012753.H60",
    "0.912345678": "0.912345678",
    "x079123456789": "x079123456789",
    "500000000 đồng": "500000000 đồng",
    "500.000.000": "500.000.000",
    "01/02/2024 - 03/04/2024": "01/02/2024 - 03/04/2024",
    "Kế hoạch 24/KH-UBND ngày 07/02/2025": "Kế hoạch 24/KH-UBND ngày 07/02/2025",
    "năm 2024, 2025": "năm 2024, 2025",
    "": "",
}


@pytest.mark.parametrize("text", SHOWN)
def test_only_numbers_of_people_are_masked(text: str) -> None:
    assert masked(text) == SHOWN[text]
    assert masked(masked(text)) == SHOWN[text]


PEOPLE = [
    *("Họ tên", "Họ và tên", "Họ và tên người nộp", "HỌ TÊN NGƯỜI NỘP HỒ SƠ", "Ho va ten", "Người nộp", "Chủ hồ sơ"),
    *("Số CCCD", "Số CMND", "Số CCCD/CMND", "Số CMND/CCCD", "Số định danh", "Số định danh cá nhân", "CCCD (người nộp)"),
    *("Số điện thoại", "Điện thoại", "SĐT", "SDT", "Số điện thoại người nộp", "Email", "E-mail", "Thư điện tử"),
    *("Địa chỉ người nộp", "Địa chỉ thường trú", "Hộ khẩu thường trú", "Ngày sinh", "Năm sinh", "Giới tính"),
]


@pytest.mark.parametrize("name", SOURCES)
def test_headings_of_personal_data_are_passed_over_in_every_source(name: str) -> None:
    headings = [Heading(index, (text,), (False,)) for index, text in enumerate(PEOPLE)]
    fields, unknown = match(headings, SOURCES[name])
    assert [heading.text for heading in unknown] == []
    assert fields == {}


def test_a_heading_that_the_contract_wants_is_the_contracts() -> None:
    rows = [
        ["Viettel đến ngày 31/5/2024"],
        ["Mã trạm", "Xã", "Huyện", "Địa chỉ", "Kinh độ", "Vĩ độ", "Người liên hệ"],
        ["A", "Năng Khả", "Na Hang", "Thôn 3", "105,4", "22,3", "Nguyễn Văn A"],
    ]
    found = answer("bts.xlsx", xlsx(rows))
    assert found.column("address") == ["Thôn 3"]
    assert found.said == []


OBSTACLES = ["Mã", "Nội dung", "Cơ quan nêu", "Lĩnh vực", "Cấp thẩm quyền", "3 chủ động", "Trạng thái", "Đề xuất"]


def obstacle(number: str, title: str, proposal: object = None) -> list[object]:
    return [number, title, "Sở Y tế", "Nhân lực", "Tỉnh", "Báo cáo", "Mới", proposal]


def test_a_number_in_free_text_is_masked_and_said_once_for_the_column() -> None:
    rows = [
        ["Sở Y tế: số liệu đến ngày 31/5/2024"],
        OBSTACLES,
        obstacle("0912345678", "Thiếu người"),
        obstacle("VM2", "Liên hệ ông A, 0912 345 678", "Bổ sung"),
        obstacle("VM3", "Công dân có CCCD 079123456789 phản ánh"),
    ]
    found = answer("vm.xlsx", xlsx(rows))
    assert found.column("title") == [
        "Thiếu người",
        "Liên hệ ông A, 091•••••••",
        "Công dân có CCCD 079••••••••• phản ánh",
    ]
    # The key is a code, whatever it looks like.
    assert found.column("obstacle_no") == ["0912345678", "VM2", "VM3"]
    (issue,) = found.issues
    assert (issue.level, issue.rule, issue.cell, issue.row) == ("warning", "personal_data", "B4", 4)
    assert issue.column == "Nội dung"
    assert issue.value == "Liên hệ ông A, 091•••••••"
    assert "2 ô" in issue.message
    assert "che" in issue.message


def test_numbers_typed_as_numbers_are_masked_where_anything_may_be_typed() -> None:
    cells = [912345678, 912345678.0, "912345678", 8190001234, 2073822123, 500_000_000, 45, 1.5, True, None]
    kept, found = hidden(cells)
    assert kept[:5] == ["912••••••", "912••••••", "912••••••", "819•••••••", "207•••••••"]
    assert kept[5:] == cells[5:]
    assert found == [0, 1, 2, 3, 4]


def test_each_sheet_and_column_is_said_once_with_the_line_in_a_csv() -> None:
    lines = [["Sở Y tế: số liệu đến ngày 31/5/2024"], OBSTACLES]
    lines += [obstacle(f"VM{n}", "gọi 0912345678", "hoặc 0987654321") for n in range(50)]
    found = answer("vm.csv", csv_file(lines))
    assert [(issue.cell, issue.row, issue.column) for issue in found.issues] == [
        (None, 3, "Nội dung"),
        (None, 3, "Đề xuất"),
    ]


def test_a_remark_about_another_cell_does_not_repeat_the_number() -> None:
    # The sender slipped by one column: the telephone stands where the agency belongs.
    rows = [["Sở Y tế: đến ngày 31/5/2024"], OBSTACLES, obstacle("VM1", "Việc"), obstacle("VM2", "Việc khác")]
    rows[3][2] = "Nguyễn Văn A 0912345678"
    rows[3][3] = "079123456789"
    found = answer("vm.xlsx", xlsx(rows))
    assert {issue.rule for issue in found.issues} == {"unknown_unit", "unknown_word"}
    said = json.dumps([vars(issue) for issue in found.issues], ensure_ascii=False)
    assert "0912345678" not in said
    assert "079123456789" not in said
    assert of(found.issues, "error")[0].value == "Nguyễn Văn A 091•••••••"


def test_evidence_of_scores_is_masked_too() -> None:
    rows = [
        ["Sở Y tế tự chấm bộ chỉ số chuyển đổi số năm 2023"],
        ["Tiêu chí", "Điểm tối đa", "Điểm tự chấm", "Tài liệu kiểm chứng"],
        ["Nhận thức số", 10, 8, "hỏi chị B 0912345678"],
        ["Thể chế số", 10, 9, "Kế hoạch 24"],
    ]
    found = answer("cds.xlsx", xlsx(rows))
    assert "0912345678" not in repr(found.rows)
    assert [issue.rule for issue in found.issues] == ["personal_data"]


HEADS = ["Mã hồ sơ", "Mã TTHC", "Đơn vị xử lý", "Hình thức nộp", "Ngày tiếp nhận", "Trạng thái"]
FIRST = ["079123456789", "1.1", "Sở Y tế", "Trực tuyến", "02/05/2024", "Đang xử lý"]
SECOND = ["B", "1.1", "Sở Y tế", "Trực tuyến", "31/02/2024", "Đang xử lý"]
DOSSIERS = [
    ["Số liệu đến ngày 31/5/2024"],
    [*HEADS, "Họ và tên", "Số CCCD", "Địa chỉ", "Lĩnh vực"],
    [*FIRST, "Trần Thị Bưởi", "025123456789", "12 phố Lan", "Y tế"],
    [*SECOND, "Lê Văn Ổi", "025987654321", "Thôn Xa", "Y tế"],
]
PRIVATE = ("Bưởi", "Ổi", "025123456789", "025987654321", "phố Lan", "Thôn Xa")


def test_nothing_personal_leaves_the_archive(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "hoso.xlsx"
    path.write_bytes(xlsx(DOSSIERS))
    report = load([path], data=tmp_path / "d")
    assert report.files[0].outcome == "partly_loaded"
    said = json.dumps(report.as_json(), ensure_ascii=False, default=str)
    journal = (tmp_path / "d" / "journal" / "journal.jsonl").read_text(encoding="utf-8")
    con = open_warehouse(tmp_path / "d")
    tables = con.execute("select table_schema, table_name from information_schema.tables").fetchall()
    stored = "".join(repr(con.execute(f'select * from {s}."{t}"').fetchall()) for s, t in tables if s != "ref")
    con.close()
    for private in PRIVATE:
        assert private not in said + journal + stored
    # The dossier's own code is no identity number, however much it looks like one.
    assert "079123456789" in stored


def test_the_rows_shown_on_screen_hide_columns_of_people(tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "abc").write_bytes(xlsx(DOSSIERS))
    found = excerpt("abc", "hoso.xlsx", "Sheet1", 3, data=tmp_path)
    assert found.texts[1][6:] == ["Họ và tên", "Số CCCD", "Địa chỉ", "Lĩnh vực"]
    assert found.texts[2] == [
        *("079123456789", "1.1", "Sở Y tế", "Trực tuyến", "02/05/2024", "Đang xử lý", "•••", "•••", "•••", "Y tế"),
    ]


def test_a_file_without_headings_is_refused_without_repeating_numbers(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(csv_file([["Mã hồ sơ", "Trạng thái", "0912345678", "079123456789"], ["1", "2", "3", "4"]]))
    said = json.dumps(check([path], data=tmp_path / "d").as_json(), ensure_ascii=False)
    assert "refused" in said
    assert "0912345678" not in said
    assert "079123456789" not in said


def test_a_long_column_is_looked_through_in_no_time() -> None:
    # Agencies' columns repeat; processor time, for other tests run beside this one.
    texts = [f"Thôn {number % 20_000}, xã Năng Khả, ngày 05/06/2024" for number in range(1_000_000)]
    start = time.process_time()
    cells, found = hidden(texts)
    # A tenth of a second on a free machine; reading each cell by itself takes more than ten.
    assert time.process_time() - start < 2
    assert (cells, found) == (texts, [])
