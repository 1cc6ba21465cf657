"""Headings in words that no list foresees: read where words and cells agree, left alone where they are in doubt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from loaders.shapes.guesses import guess
from loaders.shapes.headings import Heading
from loaders.sources import SOURCES
from tests.workbook import answers, places, xlsx

Cells = Sequence[object]
DAYS = [date(2023, 4, 3), date(2022, 9, 12), date(2021, 1, 30), date(2020, 6, 6)]
STATES = ["Đang hoạt động", "Tạm dừng", "Đang hoạt động", "Mất điện"]
OFFICES = ["Sở Y tế", "Sở Tư pháp", "Sở Y tế; Sở Nội vụ", "Sở Y tế"]
SIGNALS = ["Sóng yếu", "Tốt", "Không có sóng", "Tốt"]
STATION = {"station_code": 90, "commune_id": 91, "longitude_cell": 92, "latitude_cell": 93, "operator": 94}
VILLAGE = {"village_name": 90, "commune_id": 91, "district_id": 92}
TASK = {"task_title": 90, "lead_unit_id": 91, "due_text": 92}
DOSSIER = {"dossier_code": 90, "procedure_code": 91, "unit_id": 92, "channel": 93, "received_on": 94}


def guessed(source: str, known: dict[str, int], **columns: Cells) -> dict[str, str]:
    """Field -> the heading that it is guessed from. columns: "_" stands for a blank of the heading."""
    headings = [Heading(at, (name.replace("_", " "),), (False,)) for at, name in enumerate(columns)]
    rows = [list(row) for row in zip(*columns.values(), strict=True)]
    found = guess(SOURCES[source], known, headings, rows, places())
    return {name: headings[index].text for name, index in found.items()}


@pytest.mark.parametrize(
    ("source", "known", "heading", "cells", "field"),
    [
        ("bts_stations", STATION, "Thời_điểm_bắt_đầu_phát", DAYS, "on_air_on"),
        ("bts_stations", STATION, "Tình_hình_trạm_đến_nay", STATES, "status"),
        ("bts_stations", STATION, "Cột_anten_cao", [42.0, 36.0, 45.0, 18.0], "mast_height_m"),
        ("bts_stations", STATION, "Phân_hạng_trạm", ["Loại 1", "Loại 2", "Loại 2", "Loại 1"], "station_class"),
        ("bts_stations", STATION, "Thuộc_quận_huyện", ["Na Hang", "Sơn Dương", "Hàm Yên", "Yên Sơn"], "district_id"),
        ("village_coverage", VILLAGE, "Quy_mô_hộ", [120.0, 88.0, 143.0, 97.0], "households"),
        ("village_coverage", VILLAGE, "Khả_năng_thu_sóng", SIGNALS, "signal"),
        ("tasks", TASK, "Đơn_vị_cùng_tham_gia", OFFICES, "supporting_unit_ids"),
        ("dossiers", DOSSIER, "Hoàn_thành_ngày", DAYS, "closed_on"),
    ],
)
def test_words_and_cells_together_say_what_a_column_is(
    source: str, known: dict[str, int], heading: str, cells: Cells, field: str
) -> None:
    assert guessed(source, known, **{heading: cells}) == {field: heading.replace("_", " ")}


@pytest.mark.parametrize(
    ("source", "known", "heading", "cells"),
    [
        # of the right words and other cells
        ("bts_stations", STATION, "Thời_điểm_bắt_đầu_phát", ["sớm", "muộn", "sớm", "muộn"]),
        ("bts_stations", STATION, "Cột_anten_cao", ["dây co", "tự đứng", "dây co", "dây co"]),
        ("village_coverage", VILLAGE, "Quy_mô_hộ", ["lớn", "nhỏ", "lớn", "lớn"]),
        # of the right cells and other words
        ("bts_stations", STATION, "Ngày_bảo_dưỡng_gần_nhất", DAYS),
        ("bts_stations", STATION, "Tuyến_cáp_quang", ["có", "không", "có", "không"]),
        ("bts_stations", STATION, "Lưu_lượng_(GB)", [120.0, 98.0, 45.0, 87.0]),
        ("bts_stations", STATION, "Kế_hoạch_nâng_cấp", ["5G", "4G", "5G", "4G"]),
        ("village_coverage", VILLAGE, "Đường_bê_tông", ["có", "không", "có", "không"]),
        ("village_coverage", VILLAGE, "Đài_truyền_thanh", ["Tốt", "Hỏng", "Tốt", "Tốt"]),
        ("village_coverage", VILLAGE, "Số_hộ_nghèo_năm_trước", ["a", "b", "c", "d"]),
        ("tasks", TASK, "Kinh_phí_(triệu_đồng)", [100.0, 250.0, 30.0, 0.0]),
        # known, and left out on purpose
        ("bts_stations", STATION, "Ghi_chú_thêm", STATES),
        ("village_coverage", VILLAGE, "Nhà_mạng_phủ", ["Viettel", "VNPT", "Viettel", "MobiFone"]),
        ("tasks", TASK, "STT", [1.0, 2.0, 3.0, 4.0]),
    ],
)
def test_a_near_miss_stays_unread(source: str, known: dict[str, int], heading: str, cells: Cells) -> None:
    assert guessed(source, known, **{heading: cells}) == {}


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Họ_tên_người_nộp_hồ_sơ", ["Lê Văn A", "Trần Thị B", "Ngô C", "Lý D"]),
        ("Ngày_sinh_người_nộp", DAYS),
        ("Cán_bộ_trả_kết_quả", ["Lê Văn A", "Trần Thị B", "Ngô C", "Lý D"]),
        ("Số_CCCD_nộp_hồ_sơ", ["008190001234", "008190001235", "008190001236", "008190001237"]),
        ("Mã_tra_cứu_khác", ["0912345678", "0912345679", "0912345670", "0912345671"]),
    ],
)
def test_what_is_about_people_is_never_guessed(heading: str, cells: Cells) -> None:
    known = {name: index for name, index in DOSSIER.items() if name not in ("dossier_code", "received_on")}
    assert guessed("dossiers", known, **{heading: cells}) == {}


def test_two_columns_for_one_field_leave_it_empty() -> None:
    other = [date(2024, 1, 3), date(2024, 2, 12), date(2024, 3, 30), date(2024, 4, 6)]
    assert guessed("bts_stations", STATION, Phát_sóng_từ_ngày=DAYS, Phát_sóng_kể_từ_ngày=other) == {}


def test_a_field_that_has_its_column_takes_no_second() -> None:
    known = STATION | {"on_air_on": 95}
    assert guessed("bts_stations", known, Thời_điểm_bắt_đầu_phát=DAYS) == {}


def test_sums_of_the_form_tell_counts_apart() -> None:
    names = ("received_total", "received_online", "received_direct", "carried_over", "resolved_total")
    names += ("resolved_early", "resolved_late", "pending_total", "pending_in_time", "pending_overdue")
    columns = {name: at + 1 for at, name in enumerate(names)}
    rows: list[list[object]] = [
        # 3 = 4 + 5 + 6, 7 = 8 + 9 + 10, 11 = 12 + 13; the first cell is column 9 of the form
        [15, 47, 30, 12, 5, 37, 20, 2, 10, 8, 2],
        [9, 36, 11, 22, 3, 25, 15, 1, 11, 10, 1],
        [20, 60, 45, 8, 7, 50, 30, 0, 10, 9, 1],
    ]
    heading = Heading(0, ("Vừa kịp",), (False,))
    assert guess(SOURCES["dossier_counts"], columns, [heading], rows, None) == {"resolved_on_time": 0}
    rows = [[cells[0] + 1, *cells[1:]] for cells in rows]  # type: ignore[operator]
    assert guess(SOURCES["dossier_counts"], columns, [heading], rows, None) == {}


HEALTH = [
    ["DANH SÁCH TRẠM Y TẾ XÃ HUYỆN SƠN DƯƠNG, tính đến 31/5/2024"],
    ["STT", "Tên cơ sở", "Xã", "Huyện", "Số giường", "Đạt chuẩn"],
    [1, "Trạm y tế Tân Trào", "Tân Trào", "Sơn Dương", 5, "x"],
    [2, "Trạm y tế Minh Thanh", "Minh Thanh", "Sơn Dương", 6, None],
]
SCHOOLS = [
    ["DANH SÁCH TRƯỜNG HỌC HUYỆN SƠN DƯƠNG, tính đến 31/5/2024"],
    ["Mã trường", "Tên trường", "Xã", "Huyện", "Địa chỉ", "Kinh độ", "Vĩ độ", "Số học sinh"],
    ["TH01", "Tiểu học Tân Trào", "Tân Trào", "Sơn Dương", "Thôn Tân Lập", 105.4019, 21.6953, 210],
    ["TH02", "Tiểu học Minh Thanh", "Minh Thanh", "Sơn Dương", "Thôn Lê", 105.4019, 21.6953, 160],
]
POOR = [
    ["TỔNG HỢP HỘ NGHÈO HUYỆN SƠN DƯƠNG, tính đến 31/5/2024"],
    ["STT", "Họ và tên chủ hộ", "Xã", "Huyện", "Số khẩu", "Điện lưới", "Nguyên nhân nghèo"],
    [1, "Lê Văn A", "Tân Trào", "Sơn Dương", 5, "x", "Thiếu đất"],
    [2, "Trần Văn B", "Minh Thanh", "Sơn Dương", 6, None, "Thiếu vốn"],
]
STAFF = [
    ["DANH SÁCH CÁN BỘ, tính đến 31/5/2024"],
    ["STT", "Họ tên", "Cơ quan chủ trì", "Ngày vào ngành", "Trạng thái", "Ghi chú"],
    [1, "Lê Văn A", "Sở Y tế", "01/02/2003", "Đang thực hiện", None],
    [2, "Trần Văn B", "Sở Y tế", "01/09/2011", "Hoàn thành", None],
]


@pytest.mark.parametrize("rows", [HEALTH, SCHOOLS, POOR, STAFF], ids=["health", "schools", "poor", "staff"])
def test_another_agencys_list_does_not_become_a_table_by_guessing(rows: list[list[object]]) -> None:
    (answer,) = answers("danh sach.xlsx", xlsx(rows))
    assert answer.source is None
