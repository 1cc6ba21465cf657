"""Templates: what an agency fills in comes back as it was typed, and the example row is nobody's data."""

from __future__ import annotations

import io
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from loaders import SOURCES
from loaders.commands import main
from loaders.contract import BadCell
from loaders.shapes.headings import heading_key
from loaders.shapes.lines import EXAMPLE
from loaders.workbooks.template_cells import EXAMPLES
from loaders.workbooks.templates import LISTS, write_template
from tests.workbook import Answer, answer, places, xlsx

# Per source: the title lines that the agency writes (cell -> text), two rows under the template's headings, and the
# values that stand in the warehouse afterwards.
FILLED: dict[str, tuple[dict[str, str], list[dict[str, object]], list[dict[str, object]]]] = {
    "bts_stations": (
        {"A1": "Đơn vị: Viettel", "A3": "Số liệu tính đến ngày 31/05/2024"},
        [
            {
                "Mã trạm": "007",
                "Tên trạm": "Năng Khả 1",
                "Doanh nghiệp": "Viettel",
                "Xã, phường, thị trấn": "Xã Năng Khả",
                "Huyện, thành phố": "Huyện Na Hang",
                "Địa chỉ": "Thôn 1/5",
                "Kinh độ": "105,4012",
                "Vĩ độ": "22,3045",
                "2G": "x",
                "4G": "x",
                "Loại trạm": "1",
                "Chiều cao cột": 42.5,
                "Dùng chung": "không",
                "Ngày phát sóng": datetime(2021, 3, 4),
                "Trạng thái": "Đang hoạt động",
            },
            {
                "Mã trạm": "TQG0124",
                "Doanh nghiệp": "Viettel",
                "Xã, phường, thị trấn": "Xã Năng Khả",
                "Huyện, thành phố": "Huyện Na Hang",
                "Kinh độ": 105.41,
                "Vĩ độ": 22.31,
                "4G": "x",
                "Dùng chung": "x",
                "Trạng thái": "Dừng",
            },
        ],
        [
            {
                "station_code": "007",
                "station_name": "Năng Khả 1",
                "operator": "Viettel",
                "commune_id": "xa-nang-kha.huyen-na-hang",
                "address": "Thôn 1/5",
                "longitude": 105.4012,
                "latitude": 22.3045,
                "has_2g": True,
                "has_4g": True,
                "station_class": "1",
                "mast_height_m": 42.5,
                "is_shared": False,
                "on_air_on": date(2021, 3, 4),
                "status": "active",
                "reported_on": date(2024, 5, 31),
            },
            {"station_code": "TQG0124", "has_2g": False, "is_shared": True, "on_air_on": None, "status": "stopped"},
        ],
    ),
    "village_coverage": (
        {"A1": "Đơn vị: UBND huyện Na Hang", "A3": "Số liệu tính đến ngày 31/05/2024"},
        [
            {
                "Thôn, bản, tổ dân phố": "Nà Mu",
                "Xã, phường, thị trấn": "Xã Năng Khả",
                "Huyện, thành phố": "Huyện Na Hang",
                "Số hộ": 40,
                "Dân số": 1283,
                "3G": "x",
                "4G": "x",
                "Tình trạng sóng": "Tốt",
                "Điện lưới": "x",
            },
            {
                "Thôn, bản, tổ dân phố": "Nà Chang",
                "Xã, phường, thị trấn": "Xã Năng Khả",
                "Huyện, thành phố": "Huyện Na Hang",
                "Số hộ": 12,
                "Dân số": 51,
                "Tình trạng sóng": "Không",
                "Điện lưới": "không",
                "Nguyên nhân": "Khuất núi",
                "Dự kiến phủ sóng": "Quý III/2024",
                "Kinh độ": 105.4,
                "Vĩ độ": 22.3,
            },
        ],
        [
            {
                "village_name": "Nà Mu",
                "commune_id": "xa-nang-kha.huyen-na-hang",
                "district_id": "huyen-na-hang",
                "households": 40,
                "population": 1283,
                "has_3g": True,
                "has_4g": True,
                "signal": "good",
                "has_grid_power": True,
            },
            {
                "village_name": "Nà Chang",
                "has_4g": False,
                "signal": "none",
                "has_grid_power": False,
                "cause": "Khuất núi",
                "planned_on": date(2024, 9, 30),
                "longitude": 105.4,
            },
        ],
    ),
    "procedures": (
        {"A1": "Đơn vị: Văn phòng UBND tỉnh", "A3": "Cập nhật đến ngày 15/05/2024"},
        [
            {
                "Mã TTHC": "1.000010",
                "Tên TTHC": "Khai sinh",
                "Lĩnh vực": "Hộ tịch",
                "Cơ quan thực hiện": "Sở Tư pháp",
                "Cấp xã": "x",
                "Mức độ cung cấp": "Toàn trình",
                "Thiết yếu": "x",
            },
            {
                "Mã TTHC": "1.000002.H60",
                "Tên TTHC": "Cấp giấy phép",
                "Lĩnh vực": "Y tế",
                "Cơ quan thực hiện": "Sở Y tế",
                "Cấp tỉnh": "x",
                "Mức độ cung cấp": "Một phần",
                "Phí, lệ phí": "x",
                "Thanh toán trực tuyến": "x",
            },
        ],
        [
            {
                "procedure_code": "1.000010",
                "procedure_name": "Khai sinh",
                "field": "Hộ tịch",
                "agency_id": "so-tu-phap",
                "at_commune": True,
                "at_province": False,
                "service_level": "full",
                "is_essential": True,
                "reported_on": date(2024, 5, 15),
            },
            {"procedure_code": "1.000002.H60", "service_level": "partial", "has_online_payment": True},
        ],
    ),
    "dossier_counts": (
        {"A1": "Đơn vị: Sở Y tế", "A3": "(Từ ngày 01/05/2024 đến ngày 31/05/2024)"},
        [
            {
                "Đơn vị": "Sở Y tế",
                "Lĩnh vực, công việc giải quyết theo cấp": "Dược",
                "Tiếp nhận > Tổng số": 1283,
                "Tiếp nhận > Trực tuyến": 1000,
                "Tiếp nhận > Trực tiếp, dịch vụ bưu chính": 281,
                "Tiếp nhận > Từ kỳ trước": 2,
                "Đã giải quyết > Tổng số": 1280,
                "Đã giải quyết > Trước hạn": 1200,
                "Đã giải quyết > Đúng hạn": 79,
                "Đã giải quyết > Quá hạn": 1,
                "Đang giải quyết > Tổng số": 3,
                "Đang giải quyết > Trong hạn": 3,
                "Đang giải quyết > Quá hạn": 0,
            },
            {
                "Đơn vị": "Sở Y tế",
                "Lĩnh vực, công việc giải quyết theo cấp": "Khám bệnh, chữa bệnh",
                "Tiếp nhận > Tổng số": 0,
                "Tiếp nhận > Trực tuyến": 0,
                "Tiếp nhận > Trực tiếp, dịch vụ bưu chính": 0,
                "Tiếp nhận > Từ kỳ trước": 0,
                "Đã giải quyết > Tổng số": 0,
                "Đã giải quyết > Trước hạn": 0,
                "Đã giải quyết > Đúng hạn": 0,
                "Đã giải quyết > Quá hạn": 0,
                "Đang giải quyết > Tổng số": 0,
                "Đang giải quyết > Trong hạn": 0,
                "Đang giải quyết > Quá hạn": 0,
            },
        ],
        [
            {
                "unit_id": "so-y-te",
                "field": "Dược",
                "period_start": date(2024, 5, 1),
                "period_end": date(2024, 5, 31),
                "received_total": 1283,
                "received_online": 1000,
                "received_direct": 281,
                "carried_over": 2,
                "resolved_total": 1280,
                "resolved_early": 1200,
                "resolved_on_time": 79,
                "resolved_late": 1,
                "pending_total": 3,
                "pending_in_time": 3,
                "pending_overdue": 0,
            },
            {"field": "Khám bệnh, chữa bệnh", "received_total": 0, "pending_overdue": 0},
        ],
    ),
    "dossiers": (
        {"A1": "Đơn vị: Trung tâm Phục vụ hành chính công", "A3": "Số liệu tính đến ngày 31/05/2024"},
        [
            {
                "Mã hồ sơ": "000012",
                "Mã TTHC": "1.000010",
                "Đơn vị xử lý": "Sở Y tế",
                "Hình thức nộp": "Trực tuyến",
                "Ngày tiếp nhận": datetime(2024, 5, 6),
                "Ngày hẹn trả": datetime(2024, 5, 20),
                "Ngày trả kết quả": datetime(2024, 5, 17),
                "Trạng thái": "Đã trả kết quả",
                "Có phí": "x",
                "Thanh toán trực tuyến": "x",
                "Số hóa hồ sơ": "x",
                "Số hóa kết quả": "x",
            },
            {
                "Mã hồ sơ": "000013",
                "Mã TTHC": "1.000010",
                "Đơn vị xử lý": "Sở Y tế",
                "Hình thức nộp": "Bưu chính",
                "Ngày tiếp nhận": "07/05/2024",
                "Trạng thái": "Đang xử lý",
            },
        ],
        [
            {
                "dossier_code": "000012",
                "procedure_code": "1.000010",
                "unit_id": "so-y-te",
                "channel": "online",
                "received_on": date(2024, 5, 6),
                "due_on": date(2024, 5, 20),
                "closed_on": date(2024, 5, 17),
                "status_code": 10,
                "has_fee": True,
                "paid_online": True,
                "input_digitised": True,
                "result_digitised": True,
            },
            {
                "dossier_code": "000013",
                "channel": "postal",
                "received_on": date(2024, 5, 7),
                "closed_on": None,
                "status_code": 4,
                "has_fee": False,
            },
        ],
    ),
    "tasks": (
        {"A1": "Kế hoạch: chuyển đổi số, năm 2024", "A3": "Số liệu tính đến ngày 31/05/2024"},
        [
            {
                "STT": "1.10",
                "Nhiệm vụ": "Kết nối dữ liệu dân cư",
                "Nhóm nhiệm vụ": "Dữ liệu",
                "Căn cứ": "Kế hoạch 24/KH-UBND",
                "Cơ quan chủ trì": "Công an tỉnh",
                "Cơ quan phối hợp": "Sở Tư pháp; Sở Y tế",
                "Thời hạn": datetime(2024, 6, 30),
                "Sản phẩm": "Báo cáo",
                "Trạng thái": "Đang thực hiện",
                "Tỷ lệ hoàn thành": 50,
                "Khó khăn, vướng mắc": "Thiếu kinh phí",
                "Đề xuất, kiến nghị": "Bố trí kinh phí",
                "Ghi chú": "Theo dõi",
            },
            {
                "STT": "1.11",
                "Nhiệm vụ": "Tập huấn",
                "Cơ quan chủ trì": "Sở Y tế",
                "Thời hạn": "Quý I/2024",
                "Trạng thái": "Hoàn thành",
                "Tỷ lệ hoàn thành": 100,
                "Ngày hoàn thành": datetime(2024, 3, 28),
            },
        ],
        [
            {
                "plan": "chuyen_doi_so",
                "plan_year": 2024,
                "task_no": "1.10",
                "task_title": "Kết nối dữ liệu dân cư",
                "task_group": "Dữ liệu",
                "basis": "Kế hoạch 24/KH-UBND",
                "lead_unit_id": "cong-an-tinh",
                "supporting_unit_ids": ["so-tu-phap", "so-y-te"],
                "due_text": "30/06/2024",
                "due_on": date(2024, 6, 30),
                "product": "Báo cáo",
                "reported_status": "Đang thực hiện",
                "percent_done": 50,
                "obstacle": "Thiếu kinh phí",
                "proposal": "Bố trí kinh phí",
                "note": "Theo dõi",
                "reported_on": date(2024, 5, 31),
            },
            {
                "task_no": "1.11",
                "due_on": date(2024, 3, 31),
                "percent_done": 100,
                "completed_on": date(2024, 3, 28),
            },
        ],
    ),
    "unit_scores": (
        {"A1": "Đơn vị ban hành: UBND tỉnh", "A3": "Kết quả chuyển đổi số các sở, ban, ngành, năm 2023"},
        [
            {"Đơn vị": "Sở Y tế", "Tổng điểm": 407.64, "Thứ hạng": 2, "Điểm tự đánh giá": 420},
            {"Đơn vị": "Sở Tư pháp", "Tổng điểm": 512.5, "Thứ hạng": 1, "Điểm tự đánh giá": 515.25},
        ],
        [
            {
                "index_name": "CĐS tỉnh",
                "index_year": 2023,
                "board": "department",
                "unit_id": "so-y-te",
                "criterion": "total",
                "score": 407.64,
                "reported_rank": 2,
                "self_score": 420,
                "is_ranked": True,
            },
            {"unit_id": "so-tu-phap", "score": 512.5, "reported_rank": 1, "self_score": 515.25},
        ],
    ),
    "indicator_values": (
        {"A1": "Đơn vị: Công an tỉnh", "A3": "Số liệu tính đến ngày 31/05/2024"},
        [
            {
                "Mã chỉ tiêu": "the_cccd",
                "Chỉ tiêu": "Cấp thẻ căn cước",
                "Đơn vị": "Huyện Na Hang",
                "Kết quả": 95.25,
                "Mục tiêu": 98,
                "Đơn vị tính": "%",
            },
            {
                "Mã chỉ tiêu": "the_cccd",
                "Chỉ tiêu": "Cấp thẻ căn cước",
                "Đơn vị": "Huyện Hàm Yên",
                "Kết quả": 97,
                "Mục tiêu": 98,
                "Đơn vị tính": "%",
            },
        ],
        [
            {
                "indicator": "the_cccd",
                "indicator_name": "Cấp thẻ căn cước",
                "unit_id": "huyen-na-hang",
                "value": 95.25,
                "target": 98,
                "measured_in": "%",
                "period_end": date(2024, 5, 31),
            },
            {"unit_id": "huyen-ham-yen", "value": 97},
        ],
    ),
    "obstacles": (
        {"A1": "Đơn vị: Sở Y tế", "A3": "Số liệu tính đến ngày 31/05/2024"},
        [
            {
                "Mã": "007",
                "Nội dung": "Thiếu người",
                "Cơ quan nêu": "Sở Y tế",
                "Lĩnh vực": "Nhân lực",
                "Cấp thẩm quyền": "Tỉnh",
                "3 chủ động": "Báo cáo",
                "Ngày nêu": datetime(2024, 4, 12),
                "Thời hạn": datetime(2024, 7, 15),
                "Trạng thái": "Đang giải quyết",
                "Đề xuất": "Bổ sung biên chế",
                "Kế hoạch": "Đề án 06",
                "Nhiệm vụ số": "1.10",
            },
            {
                "Mã": "008",
                "Nội dung": "Chưa có định mức",
                "Cơ quan nêu": "Sở Y tế",
                "Lĩnh vực": "Kinh phí",
                "Cấp thẩm quyền": "Trung ương",
                "3 chủ động": "Phối hợp",
                "Trạng thái": "Mới",
            },
        ],
        [
            {
                "obstacle_no": "007",
                "title": "Thiếu người",
                "raised_by_id": "so-y-te",
                "kind": "staff",
                "deciding_level": "province",
                "initiative": "escalate",
                "raised_on": date(2024, 4, 12),
                "due_on": date(2024, 7, 15),
                "state": "in_progress",
                "proposal": "Bổ sung biên chế",
                "plan": "de_an_06",
                "task_no": "1.10",
            },
            {"obstacle_no": "008", "kind": "funding", "deciding_level": "central", "state": "new", "due_on": None},
        ],
    ),
}


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The template of every source, with the units of the day that the rows above are of."""
    folder = tmp_path_factory.mktemp("mau")
    return {name: write_template(name, folder / f"{name}.xlsx", on=date(2024, 5, 31)).read_bytes() for name in SOURCES}


def filled(template: bytes, title: dict[str, str], rows: list[dict[str, object]], at: int = 1) -> bytes:
    """The template with title lines and rows as an agency writes them. at: lines below the example."""
    book = load_workbook(io.BytesIO(template))
    sheet = book["Mẫu"]
    for address, text in title.items():
        sheet[address] = text
    columns = columns_of(sheet)
    for down, cells in enumerate(rows):
        for heading, value in cells.items():
            cell = sheet.cell(example_row(sheet) + at + down, columns[path_key(heading)], value)
            # A cell typed into has the format of its column; Excel itself formats a day in a column without one.
            if (form := sheet.column_dimensions[cell.column_letter].number_format) != "General":
                cell.number_format = form
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def path_key(path: str) -> str:
    return " > ".join(heading_key(part) for part in path.split(" > "))


def example_row(sheet: Worksheet) -> int:
    """The row of the example: the first below the frozen headings."""
    return int(str(sheet.freeze_panes)[1:])


def columns_of(sheet: Worksheet) -> dict[str, int]:
    """Heading path -> column number, merged cells filled in."""
    merged = {
        (row, column): sheet.cell(area.min_row, area.min_col).value
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row, area.max_row + 1)
        for column in range(area.min_col, area.max_col + 1)
    }
    found = {}
    for column in range(1, sheet.max_column + 1):
        cells = [merged.get((row, column), sheet.cell(row, column).value) for row in range(5, example_row(sheet))]
        found[path_key(" > ".join(dict.fromkeys(str(cell) for cell in cells if cell)))] = column
    return found


def picked(found: Answer, expected: list[dict[str, object]]) -> list[dict[str, Any]]:
    return [{name: row[name] for name in wanted} for row, wanted in zip(found.rows, expected, strict=True)]


@pytest.mark.parametrize("name", SOURCES)
def test_what_is_typed_into_a_template_is_what_is_loaded(name: str, templates: dict[str, bytes]) -> None:
    title, rows, expected = FILLED[name]
    found = answer(f"{name}.xlsx", filled(templates[name], title, rows))
    assert found.source == name
    assert [(issue.rule, issue.message) for issue in found.issues] == []
    assert picked(found, expected) == expected


@pytest.mark.parametrize("name", SOURCES)
def test_the_rows_asked_for_above_reach_every_column_of_the_template(name: str, templates: dict[str, bytes]) -> None:
    # A column of a template that no row of the table fills would be one that nobody tried.
    columns = set(columns_of(load_workbook(io.BytesIO(templates[name]))["Mẫu"])) - {"stt"}
    tried = {path_key(heading) for row in FILLED[name][1] for heading in row} - {"stt"}
    untried = {"bts_stations": {"3g", "5g"}, "village_coverage": {"2g", "5g"}, "procedures": {"cấp huyện"}} | {
        "dossiers": {"huyện"},
        "unit_scores": {"huyện", "ghi chú"},
    }
    assert columns - tried == untried.get(name, set())


@pytest.mark.parametrize("name", SOURCES)
def test_an_untouched_template_holds_no_row(name: str, templates: dict[str, bytes]) -> None:
    found = answer(f"{name}.xlsx", templates[name])
    assert found.read == 0
    assert found.rows == []


EXAMPLE_MOVED = {
    "left at the end of the list": lambda rows: [*rows[1:], rows[0]],
    "retyped without accents and dash": lambda rows: [["Vi du - xoa dong nay", *rows[0][1:]], *rows[1:]],
    "typed in capitals": lambda rows: [[EXAMPLE.upper(), *rows[0][1:]], *rows[1:]],
}


@pytest.mark.parametrize("move", EXAMPLE_MOVED.values(), ids=EXAMPLE_MOVED)
def test_the_example_is_no_data_wherever_it_is_left(move: Any) -> None:
    head = ["STT", "Mã trạm", "Xã", "Huyện", "Kinh độ", "Vĩ độ"]
    rows = [
        [EXAMPLE, "MAU", "Năng Khả", "Na Hang", "1", "1"],
        [1, "A", "Năng Khả", "Na Hang", "105,4", "22,3"],
        [2, "B", "Năng Khả", "Na Hang", "105,4", "22,3"],
        [3, "C", "Năng Khả", "Na Hang", "105,4", "22,3"],
    ]
    found = answer("bts.xlsx", xlsx([["Viettel đến ngày 31/5/2024"], head, *move(rows)]))
    assert found.column("station_code") == ["A", "B", "C"]
    assert found.said == []


def test_a_row_that_only_begins_with_the_word_example_is_data() -> None:
    head = ["Mã", "Nội dung", "Cơ quan nêu", "Lĩnh vực", "Cấp thẩm quyền", "3 chủ động", "Trạng thái"]
    row = ["Ví dụ 1", "Ví dụ về vướng mắc", "Sở Y tế", "Nhân lực", "Tỉnh", "Báo cáo", "Mới"]
    found = answer("vm.xlsx", xlsx([["Sở Y tế: đến ngày 31/5/2024"], head, row]))
    assert found.column("obstacle_no") == ["Ví dụ 1"]


# --- what the workbook itself offers ------------------------------------------------------------------------------


def checks_of(sheet: Worksheet) -> dict[str, Any]:
    """Heading path -> the data validation on its column."""
    names = {column: path for path, column in columns_of(sheet).items()}
    return {names[next(iter(found.sqref.ranges)).min_col]: found for found in sheet.data_validations.dataValidation}


def choices(book: Any, check: Any) -> list[str]:
    """The words behind a drop-down list."""
    sheet, area = check.formula1.split("!")
    return [row[0].value for row in book[sheet.strip("'")][area.replace("$", "")]]


def test_drop_down_lists_offer_the_units_of_the_day_and_the_words_of_the_contract(
    templates: dict[str, bytes], tmp_path: Path
) -> None:
    book = load_workbook(io.BytesIO(templates["bts_stations"]))
    checks = checks_of(book["Mẫu"])
    communes = choices(book, checks["xã phường thị trấn"])
    assert "Xã Năng Khả" in communes
    assert len(choices(book, checks["huyện thành phố"])) == 7
    assert choices(book, checks["trạng thái"]) == ["Đang hoạt động", "Đang xây dựng", "Dừng", "Mất điện"]
    assert choices(book, checks["4g"]) == ["x", "không"]
    assert book[LISTS].sheet_state == "veryHidden"
    # Since 01/07/2025 there are no districts: nothing is offered, every name may be typed.
    later = load_workbook(write_template("bts_stations", tmp_path / "m.xlsx", on=date(2025, 7, 1)))
    assert len(choices(later, checks_of(later["Mẫu"])["xã phường thị trấn"])) == 124
    assert "huyện thành phố" not in checks_of(later["Mẫu"])


@pytest.mark.parametrize("name", SOURCES)
def test_every_word_offered_is_a_word_that_is_read(name: str, templates: dict[str, bytes]) -> None:
    book = load_workbook(io.BytesIO(templates[name]))
    checks = checks_of(book["Mẫu"])
    lists = {path: choices(book, check) for path, check in checks.items() if check.type == "list"}
    assert lists
    unread = []
    for column in SOURCES[name].columns:
        for word in lists.get(path_key(column.headings[0]), []):
            if column.kind.places:
                try:
                    places().find(word, column.kind.places, date(2024, 5, 31))
                except BadCell as bad:
                    # Communes of two districts share a name; the district's column tells them apart.
                    unread += [word] * (bad.rule != "ambiguous_unit")
            elif column.kind.one(word, {}) is None or not isinstance(column.kind.one(word, {}), str | bool):
                unread.append(word)
    assert unread == []


def test_days_numbers_and_codes_have_their_format_and_a_vietnamese_message(templates: dict[str, bytes]) -> None:
    sheet = load_workbook(io.BytesIO(templates["dossiers"]))["Mẫu"]
    columns, checks = columns_of(sheet), checks_of(sheet)
    letters = {path: sheet.cell(1, at).column_letter for path, at in columns.items()}
    formats = {path: sheet.column_dimensions[letter].number_format for path, letter in letters.items()}
    assert formats["ngày tiếp nhận"] == "dd/mm/yyyy"
    assert (formats["mã hồ sơ"], formats["mã tthc"]) == ("@", "@")
    check = checks["ngày tiếp nhận"]
    assert (check.type, check.formula1, check.formula2) == ("date", "DATE(1990,1,1)", "DATE(2100,12,31)")
    assert "ngày/tháng/năm" in check.error
    counts = load_workbook(io.BytesIO(templates["dossier_counts"]))["Mẫu"]
    whole = checks_of(counts)[path_key("Tiếp nhận > Tổng số")]
    assert (whole.type, whole.formula1, whole.errorStyle) == ("whole", "0", "stop")
    assert "số nguyên" in whole.error


@pytest.mark.parametrize("name", SOURCES)
def test_a_template_is_ready_to_print_and_explains_each_column(name: str, templates: dict[str, bytes]) -> None:
    book = load_workbook(io.BytesIO(templates[name]))
    sheet = book["Mẫu"]
    assert [page.title for page in book.worksheets if page.sheet_state == "visible"] == ["Mẫu"]
    setup = sheet.page_setup
    assert (setup.paperSize, setup.orientation, setup.fitToWidth, setup.fitToHeight) == (9, "landscape", 1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    last = example_row(sheet) - 1
    assert sheet.print_title_rows == f"$5:${last}"
    noted = {cell.column for row in sheet.iter_rows(5, last) for cell in row if cell.comment}
    assert noted == set(columns_of(sheet).values())
    # Excel refuses a file whose messages are longer.
    for check in sheet.data_validations.dataValidation:
        assert len(check.error) <= 255
        assert len(check.errorTitle) <= 32


def test_examples_are_given_for_fields_that_exist() -> None:
    fields = {column.field for source in SOURCES.values() for column in source.columns}
    assert set(EXAMPLES) <= fields


def test_the_command_writes_where_it_is_told(tmp_path: Path) -> None:
    out = tmp_path / "mau" / "nhiem_vu.xlsx"
    assert main(["template", "tasks", "--out", str(out), "--data", str(tmp_path)]) == 0
    assert load_workbook(out)["Mẫu"]["A2"].value == "DANH SÁCH NHIỆM VỤ"
