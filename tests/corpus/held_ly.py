"""Lists and boards of one unit: no column of units, ranks without scores, sums where a unit's name stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from tests.corpus.case import Case
from tests.workbook import Page, csv_file, xlsx

BOARD = {"index_name": "CĐS tỉnh", "index_year": 2023}
DTI = {"index_name": "DTI", "board": "province"}
DA06 = {"plan": "de_an_06", "plan_year": 2024}
CITY, NA_HANG, YEN_SON = "thanh-pho-tuyen-quang", "huyen-na-hang", "huyen-yen-son"


def final(unit: str, score: float | None, rank: int | None, **more: Any) -> dict[str, Any]:
    """The final score of a unit."""
    return {"unit_id": unit, "criterion": "total", "score": score, "reported_rank": rank, **more}


def part(unit: str, criterion: str, score: float | None, **more: Any) -> dict[str, Any]:
    """The score of one criterion."""
    return {"unit_id": unit, "criterion": criterion, "score": score, **more}


def measured(name: str, unit: str, on: date, value: float, **more: Any) -> dict[str, Any]:
    """The value of an indicator."""
    return {"indicator_name": name, "unit_id": unit, "period_end": on, "value": value, **more}


def weekly(unit: str, *rows: Sequence[object]) -> Page:
    """A sheet of a unit's dossiers, named by the unit."""
    heads = ["STT", "Mã HS", "Mã TTHC", "Nguồn", "Tiếp nhận", "Hẹn trả", "Trả kết quả", "Tình trạng hồ sơ"]
    return Page([["Báo cáo hồ sơ tuần, đến ngày 07/4/2024"], heads, *rows], unit)


CASES = [
    Case(
        "a sum over a range in the row of column numbers, means called values, a unit not scored",
        "score",
        "PL3.xlsx",
        lambda: xlsx(
            [
                ["XẾP HẠNG CHUYỂN ĐỔI SỐ CÁC HUYỆN, THÀNH PHỐ NĂM 2023"],
                ["#", "Huyện, thành phố", "Thể chế số", "Hạ tầng số", "Tổng điểm", "Hạng"],
                ["(1)", "(2)", "(3)", "(4)", "(5)=(3)+…+(4)", "(6)"],
                [1, "TP Tuyên Quang", "60,5", "50", "110,5", 1],
                [2, "Yên Sơn", "60", "49,25", "109,25", 2],
                [3, "Na Hang", "không chấm", None, None, None],
                [None, "Giá trị trung bình", "60,25", "49,63", "109,88", None],
            ]
        ),
        "unit_scores",
        rows=[
            part(CITY, "Thể chế số", 60.5),
            part(YEN_SON, "Thể chế số", 60.0),
            part(CITY, "Hạ tầng số", 50.0),
            part(YEN_SON, "Hạ tầng số", 49.25),
            final(CITY, 110.5, 1, is_ranked=True),
            final(YEN_SON, 109.25, 2, is_ranked=True),
            final(NA_HANG, None, None, is_ranked=False),
        ],
    ),
    Case(
        "one province's years below each other, pillars beside the index",
        "score",
        "DTI cac nam.xlsx",
        lambda: xlsx(
            Page(
                [
                    ["CHỈ SỐ CHUYỂN ĐỔI SỐ (DTI) TỈNH TUYÊN QUANG QUA CÁC NĂM"],
                    ["Năm", "DTI", None, "Chính quyền số", None],
                    [None, "Giá trị", "Xếp hạng", "Giá trị", "Xếp hạng"],
                    [2022, "0,4912", "48/63", "0,5420", 47],
                    [2023, "0,6735", "38/63", "O,7089", 42],
                ],
                merges=("A2:A3", "B2:C2", "D2:E2"),
            )
        ),
        "unit_scores",
        rows=[
            final("tinh-tuyen-quang", 0.4912, 48, index_year=2022, cell="B4", **DTI),
            final("tinh-tuyen-quang", 0.6735, 38, index_year=2023, cell="B5", **DTI),
            part("tinh-tuyen-quang", "Chính quyền số", 0.542, reported_rank=47, index_year=2022, cell="D4", **DTI),
        ],
        refused=frozenset({"D5"}),
    ),
    Case(
        "ranks alone, of the whole and of each pillar",
        "score",
        "hang.xlsx",
        lambda: xlsx(
            [
                ["Xếp hạng DTI cấp tỉnh năm 2021"],
                ["Thứ hạng chung", "Tỉnh/thành phố", "Thứ hạng chính quyền số", "Thứ hạng kinh tế số"],
                [1, "Đà Nẵng", 1, 1],
                [2, "T.T. Huế", 2, 8],
                [58, "Tuyên Quang", 55, 51],
            ]
        ),
        "unit_scores",
        rows=[
            *(
                part(unit, f"Thứ hạng {pillar}", None, reported_rank=rank)
                for pillar, ranks in (("chính quyền số", (1, 2, 55)), ("kinh tế số", (1, 8, 51)))
                for unit, rank in zip(
                    ("thanh-pho-da-nang", "tinh-thua-thien-hue", "tinh-tuyen-quang"), ranks, strict=True
                )
            ),
            final("thanh-pho-da-nang", None, 1, is_ranked=True),
            final("tinh-thua-thien-hue", None, 2, is_ranked=True),
            final("tinh-tuyen-quang", None, 58, is_ranked=True),
        ],
    ),
    Case(
        "each unit's final score in the row of its name, its criteria below",
        "score",
        "chi tiet.xlsx",
        lambda: xlsx(
            [
                ["CHI TIẾT ĐIỂM CHUYỂN ĐỔI SỐ CẤP XÃ NĂM 2023, HUYỆN YÊN SƠN"],
                ["TT", "Nội dung tiêu chí", "Điểm tối đa", "Điểm tự chấm", "Điểm thẩm định"],
                ["I", "Xã Mỹ Bằng", 120, 90, 83],
                [1, "Nhận thức số", 60, 50, 45],
                [2, "Thể chế số", 60, 40, 38],
                ["II", "Xã Trung Môn", 120, 87, 74],
                [1, "Nhận thức số", 60, 48, 44],
                [2, "Thể chế số", 60, 39, 30],
            ]
        ),
        "unit_scores",
        rows=[
            {**BOARD, "board": "commune", "unit_id": unit, "criterion": name, "score": score, "self_score": own}
            for unit, name, score, own in (
                ("xa-my-bang.huyen-yen-son", "total", 83.0, 90.0),
                ("xa-my-bang.huyen-yen-son", "Nhận thức số", 45.0, 50.0),
                ("xa-my-bang.huyen-yen-son", "Thể chế số", 38.0, 40.0),
                ("xa-trung-mon.huyen-yen-son", "total", 74.0, 87.0),
                ("xa-trung-mon.huyen-yen-son", "Nhận thức số", 44.0, 48.0),
                ("xa-trung-mon.huyen-yen-son", "Thể chế số", 30.0, 39.0),
            )
        ],
    ),
    Case(
        "a district named once above its communes, one of which lies elsewhere",
        "score",
        "xa 2023.xlsx",
        lambda: xlsx(
            [
                ["Bảng điểm chuyển đổi số cấp xã năm 2023"],
                ["Huyện", "Xã", "Tổng điểm", "Thứ hạng"],
                ["Sơn Dương", "TT Sơn Dương", 201.1234, 1],
                [None, "Tân Trào", 198.5, 2],
                ["Chiêm Hóa", "Kim Bình", 160.5, 3],
                [None, "Vinh Quang", 155.25, 4],
                [None, "Kim Phú", 150, 5],
            ]
        ),
        "unit_scores",
        rows=[
            final("thi-tran-son-duong.huyen-son-duong", 201.1234, 1),
            final("xa-tan-trao.huyen-son-duong", 198.5, 2),
            final("xa-kim-binh.huyen-chiem-hoa", 160.5, 3),
            final("xa-vinh-quang.huyen-chiem-hoa", 155.25, 4),
        ],
        refused=frozenset({"B7"}),
    ),
    Case(
        "csv with semicolons, a decimal comma on every line and commas in title and heading",
        "file",
        "dti.csv",
        lambda: csv_file(
            [
                ["Kết quả Chỉ số DTI 2022 của các tỉnh, thành phố"],
                ["Tỉnh, thành phố", "Giá trị DTI", "Hạng"],
                ["Đà Nẵng", "0,6884", "1"],
                ["Hà Nội", "0,6200", "2"],
                ["Tuyên Quang", "0,4912", "48"],
            ]
        ),
        "unit_scores",
        rows=[
            final("thanh-pho-da-nang", 0.6884, 1),
            final("thanh-pho-ha-noi", 0.62, 2),
            final("tinh-tuyen-quang", 0.4912, 48),
        ],
    ),
    Case(
        "the province's own index of competitiveness, of departments and of districts",
        "score",
        "ddci.xlsx",
        lambda: xlsx(
            Page(
                [
                    ["Kết quả đánh giá năng lực cạnh tranh cấp sở, ngành (DDCI) năm 2022"],
                    ["Thứ hạng", "Tên sở, ban, ngành", "Điểm số DDCI"],
                    [1, "Sở Tư pháp", "78,12"],
                    [2, "Cục Thuế tỉnh", "77,4"],
                    [3, "Chi cục Hải quan", "70"],
                ],
                "Sở ngành",
            ),
            Page(
                [
                    ["Kết quả đánh giá năng lực cạnh tranh cấp huyện (DDCI) năm 2022"],
                    ["Thứ hạng", "Địa phương", "Điểm số DDCI"],
                    [1, "Yên Sơn", 80.1],
                    [2, "Thành phố Tuyên Quang", 79.9],
                ],
                "Huyện",
            ),
        ),
        "unit_scores",
        rows=[
            {"index_name": "DDCI", "index_year": 2022, "board": board, **final(unit, score, rank)}
            for board, unit, score, rank in (
                ("department", "so-tu-phap", 78.12, 1),
                ("department", "cuc-thue-tinh", 77.4, 2),
                ("district", YEN_SON, 80.1, 1),
                ("district", CITY, 79.9, 2),
            )
        ],
        refused=frozenset({"B5"}),
    ),
    Case(
        "a department's own list, without a column of lead units, dated by its letterhead alone",
        "list",
        "bao cao.xlsx",
        lambda: xlsx(
            [
                ["SỞ Y TẾ", None, "Tuyên Quang, ngày 28 tháng 6 năm 2024"],
                ["KẾT QUẢ THỰC HIỆN NHIỆM VỤ ĐỀ ÁN 06 NĂM 2024"],
                [
                    "#",
                    "Tên nhiệm vụ",
                    "Cơ quan phối hợp thực hiện",
                    "Hạn hoàn thành",
                    "% tiến độ",
                    "Lý do chưa hoàn thành",
                ],
                ["1", "Bệnh án điện tử", "Sở TT&TT", "Quý 4 năm 2024", "40%", "Thiếu máy chủ"],
                ["2", "Kê đơn thuốc điện tử", "-", "31-12-2024", "gần xong", None],
                ["3", "Họp giao ban", None, "Hàng tháng", None, None],
            ]
        ),
        "tasks",
        rows=[
            {
                **DA06,
                "reported_on": date(2024, 6, 28),
                "task_title": "Bệnh án điện tử",
                "lead_unit_id": "so-y-te",
                "supporting_unit_ids": ["so-thong-tin-va-truyen-thong"],
                "due_on": date(2024, 12, 31),
                "percent_done": 40.0,
                "obstacle": "Thiếu máy chủ",
            },
            {**DA06, "task_title": "Họp giao ban", "lead_unit_id": "so-y-te", "due_on": None, "is_recurring": True},
        ],
        refused=frozenset({"E5"}),
    ),
    Case(
        "a due date and a reason merged over two tasks",
        "list",
        "phu luc.xlsx",
        lambda: xlsx(
            Page(
                [
                    ["NHIỆM VỤ ĐỀ ÁN 06 NĂM 2024, ĐẾN NGÀY 31/5/2024"],
                    [
                        "TT",
                        "Nhiệm vụ",
                        "Cơ quan, đơn vị thực hiện",
                        "Thời hạn",
                        "Tình trạng thực hiện đến nay",
                        "Lý do chậm",
                    ],
                    [1, "Cấp đổi GPLX", "Sở GTVT", "Tháng 6/2024", "Đang thực hiện", "Chờ Trung ương"],
                    [2, "Giám sát hành trình", "Sở GTVT", None, "Chưa hoàn thành", None],
                    [3, "Cấp phép trực tuyến", "Sở Xây dựng", None, "Hoàn thành", None],
                ],
                merges=("D3:D4", "F3:F4"),
            )
        ),
        "tasks",
        rows=[
            {"due_on": date(2024, 6, 30), "reported_status": "Đang thực hiện", "obstacle": "Chờ Trung ương"},
            {"due_on": date(2024, 6, 30), "reported_status": "Chưa hoàn thành", "obstacle": "Chờ Trung ương"},
            {"due_on": None, "reported_status": "Hoàn thành", "obstacle": None},
        ],
    ),
    Case(
        "indicators across under one heading that says so, units down",
        "list",
        "so nganh.xlsx",
        lambda: xlsx(
            Page(
                [
                    ["KẾT QUẢ MỘT SỐ CHỈ TIÊU CHUYỂN ĐỔI SỐ CÁC SỞ, NGÀNH THÁNG 4/2024"],
                    ["TT", "Đơn vị", "Chỉ tiêu", None],
                    [None, None, "Văn bản điện tử (%)", "Cán bộ được tập huấn (người)"],
                    [1, "Sở Tư pháp", "99,5", 45],
                    [2, "Sở Y tế", "97,25", "khoảng 40"],
                    [None, "Cộng", None, 85],
                ],
                merges=("A2:A3", "B2:B3", "C2:D2"),
            )
        ),
        "indicator_values",
        rows=[
            measured("Văn bản điện tử", "so-tu-phap", date(2024, 4, 30), 99.5, measured_in="%"),
            measured("Cán bộ được tập huấn", "so-tu-phap", date(2024, 4, 30), 45.0, measured_in="người"),
            measured("Văn bản điện tử", "so-y-te", date(2024, 4, 30), 97.25, measured_in="%"),
        ],
        refused=frozenset({"D5"}),
    ),
    Case(
        "last year's same months beside this year's are no values; the whole province is a sum; month 13 is none",
        "list",
        "chi tieu.csv",
        lambda: csv_file(
            [
                ["STT", "Chỉ tiêu", "Địa bàn", "Kỳ", "Cùng kỳ 2023", "Số liệu", "Chỉ tiêu giao"],
                ["1", "Tài khoản định danh", "TP Tuyên Quang", "05/2024", "80.120", "95.210", "100.000"],
                ["2", "Tài khoản định danh", "Huyện Yên Sơn", "05/2024", "90.100", "101.115", "120.000"],
                ["3", "Tài khoản định danh", "Huyện Na Hang", "13/2024", "20.000", "21.000", "22.000"],
                ["4", "Tài khoản định danh", "Toàn tỉnh", "05/2024", "190.220", "217.325", "242.000"],
            ]
        ),
        "indicator_values",
        rows=[
            measured("Tài khoản định danh", CITY, date(2024, 5, 31), 95210.0, target=100000.0),
            measured("Tài khoản định danh", YEN_SON, date(2024, 5, 31), 101115.0, target=120000.0),
        ],
        refused=frozenset({4}),
        warned=frozenset({("unknown_heading", None)}),
    ),
    Case(
        "a department's obstacles, raised by nobody else, in words of its own",
        "list",
        "vuong mac.xlsx",
        lambda: xlsx(
            [
                ["SỞ TÀI NGUYÊN VÀ MÔI TRƯỜNG"],
                ["TỒN TẠI, VƯỚNG MẮC CHUYỂN ĐỔI SỐ - THÁNG 4 NĂM 2024"],
                ["TT", "Vướng mắc", "Nguyên nhân thuộc nhóm", "Thẩm quyền", "Giải pháp (3 chủ động)", "Trạng thái"],
                [1, "CSDL đất đai chưa kết nối", "Dữ liệu", "UBND tỉnh", "Phối hợp", "Đang phối hợp"],
                [2, "Phần mềm hay lỗi", "Nền tảng số", "Bộ, ngành TW", "Báo cáo", "Đã chuyển cấp trên"],
            ]
        ),
        "obstacles",
        rows=[
            {
                "reported_on": date(2024, 4, 30),
                "obstacle_no": number,
                "raised_by_id": "so-tai-nguyen-va-moi-truong",
                "kind": kind,
                "deciding_level": level,
                "initiative": initiative,
                "state": state,
            }
            for number, kind, level, initiative, state in (
                ("1", "data", "province", "coordinate", "in_progress"),
                ("2", "platforms", "central", "escalate", "escalated"),
            )
        ],
    ),
    Case(
        "a sheet for each unit that only its name says; one day typed with the month in front",
        "value",
        "tuan 14.xlsx",
        lambda: xlsx(
            weekly(
                "Sở Công Thương",
                [1, "CT-1", "2.000331.H60", "DVC quốc gia", "01/04/2024", "05/04/2024", "04/04/2024", "Đã trả"],
                [2, "CT-2", "2.000331.H60", "Trực tiếp", "02/04/2024", "08/04/2024", None, "Đang xử lý"],
                [3, "CT-3", "2.000331.H60", "Trực tiếp", "04/23/2024", "08/04/2024", None, "Đang xử lý"],
            ),
            weekly(
                "Sở Y tế",
                [1, "YT-1", "1.002425.H60", "Trực tuyến", "03/04/2024", "05/04/2024", None, "Chờ bổ sung"],
            ),
        ),
        "dossiers",
        rows=[
            {
                "dossier_code": "CT-1",
                "unit_id": "so-cong-thuong",
                "channel": "online",
                "received_on": date(2024, 4, 1),
                "due_on": date(2024, 4, 5),
                "closed_on": date(2024, 4, 4),
            },
            {"dossier_code": "CT-2", "unit_id": "so-cong-thuong", "received_on": date(2024, 4, 2), "closed_on": None},
            {"dossier_code": "YT-1", "unit_id": "so-y-te", "received_on": date(2024, 4, 3), "status_code": 5},
        ],
        refused=frozenset({"E5"}),
    ),
]
