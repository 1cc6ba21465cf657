"""Lists of tasks in wording of their own: what a column is shows in its cells, whose a list is in its rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from tests.corpus import held_tam_obstacles, held_tam_words
from tests.corpus.case import Case
from tests.corpus.list_tasks import departments
from tests.workbook import Line, Page, csv_file, xlsx

CAT, YT, TP, TT, NV = "cong-an-tinh", "so-y-te", "so-tu-phap", "so-thong-tin-va-truyen-thong", "so-noi-vu"
INSURANCE = "bao-hiem-xa-hoi-tinh"
DOING = "Đang thực hiện"


def sheet(*rows: Line, merges: tuple[str, ...] = ()) -> Callable[[], bytes]:
    """A workbook of one sheet."""
    return lambda: xlsx(Page(list(rows), merges=merges))


def task(number: str, lead: str, due_on: date | None, **more: Any) -> dict[str, Any]:
    """A row that must be kept."""
    return {"task_no": number, "lead_unit_id": lead, "due_on": due_on} | more


def unit_sheet(name: str, title: str, *tasks: Line) -> Page:
    """One unit's own list."""
    heads = [[title], ["Số liệu đến 15/5/2024"], ["STT", "Nhiệm vụ cụ thể", "Thời hạn", "Trạng thái", "Tỷ lệ (%)"]]
    return Page([["NHIỆM VỤ KẾ HOẠCH CHUYỂN ĐỔI SỐ NĂM 2024"], *heads, *tasks], name)


COLUMNS = [
    Case(
        "the result is the state, the progress a share with its sign",
        "list",
        "PL2_CDS_T5.xlsx",
        sheet(
            ["SỞ THÔNG TIN VÀ TRUYỀN THÔNG"],
            ["TÌNH HÌNH THỰC HIỆN KẾ HOẠCH CHUYỂN ĐỔI SỐ NĂM 2024"],
            ["Thời điểm lấy số liệu: 25/5/2024"],
            ["TT", "Nhiệm vụ, giải pháp", "CHỦ TRÌ", "Thời hạn", "Kết quả", "Tiến độ đạt được", "Hướng xử lý"],
            [1, "Phủ sóng di động", "Sở TTTT", "2023-2024", "Đang triển khai", "97,8%", "Kéo điện lưới"],
            [2, "Trung tâm dữ liệu", "nt", "15/11/2024", "Chưa đến hạn", "0%", None],
            [3, "Tập huấn", "Sở TTTT", "Quý II/2024", "Hoàn thành (12 lớp)", "100%", None],
        ),
        "tasks",
        [
            task("1", TT, date(2024, 12, 31), reported_status="Đang triển khai", percent_done=97.8, product=None)
            | {"proposal": "Kéo điện lưới", "reported_on": date(2024, 5, 25)},
            task("2", TT, date(2024, 11, 15), reported_status="Chưa đến hạn", percent_done=0.0, proposal=None),
            task("3", TT, date(2024, 6, 30), reported_status="Hoàn thành (12 lớp)", percent_done=100.0),
        ],
    ),
    Case(
        "progress is when it is due, results are states; a day that no calendar has",
        "list",
        "SCT_CDS.xlsx",
        sheet(
            ["BIỂU TỔNG HỢP NHIỆM VỤ CHUYỂN ĐỔI SỐ NĂM 2024"],
            ["(Tính đến hết tháng 5/2024)"],
            ["TT", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Tiến độ", "Kết quả thực hiện", "Đề nghị"],
            [1, "Sàn thương mại điện tử", "Sở Công Thương", "Quý III/2024", DOING, None],
            [2, "Thanh toán điện tử tại chợ", "Sở Công Thương", "Thường xuyên", DOING, "Bộ hướng dẫn"],
            [3, "Đào tạo", "Sở Công Thương", "30/02/2024", "Chưa thực hiện", None],
        ),
        "tasks",
        [
            task("1", "so-cong-thuong", date(2024, 9, 30), reported_status=DOING, is_recurring=False),
            task("2", "so-cong-thuong", None, reported_status=DOING, is_recurring=True, proposal="Bộ hướng dẫn"),
        ],
        refused=frozenset({"D6"}),
    ),
    Case(
        "progress with states and no due days at all",
        "list",
        "thieu han.xlsx",
        sheet(
            ["NHIỆM VỤ ĐỀ ÁN 06 NĂM 2024, THÁNG 5/2024"],
            ["TT", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Tiến độ"],
            [1, "Cấp căn cước", "Công an tỉnh", DOING],
            [2, "Làm sạch dữ liệu", "Công an tỉnh", "Hoàn thành"],
        ),
        "tasks",
        refused=frozenset({"missing_heading"}),
        quiet=False,
    ),
    Case(
        "progress that is nothing but shares, a row entered twice with another share",
        "list",
        "KH CDS 2023.xlsx",
        sheet(
            ["KẾ HOẠCH CHUYỂN ĐỔI SỐ NĂM 2023"],
            ["Số liệu đến ngày 30/9/2023"],
            ["STT", "Nhiệm vụ", "Chủ trì", "Thời hạn", "Tiến độ"],
            [1, "Cấp chữ ký số", "Sở TTTT", "30/6/2023", "100%"],
            [2, "Hội nghị truyền hình cấp xã", "Sở TTTT", "30/6/2023", "90%"],
            [2, "Hội nghị truyền hình cấp xã", "Sở TTTT", "30/6/2023", "95%"],
        ),
        "tasks",
        [
            task("1", TT, date(2023, 6, 30), percent_done=100.0, reported_status=None),
            task("2", TT, date(2023, 6, 30), percent_done=90.0, reported_status=None),
        ],
        refused=frozenset({"A6"}),
    ),
    Case(
        "an evaluation, groups of units to support, column letters",
        "list",
        "PL Q1.xlsx",
        sheet(
            ["PHỤ LỤC TIẾN ĐỘ NHIỆM VỤ QUÝ I/2024 (KẾ HOẠCH ĐỀ ÁN 06 NĂM 2024)"],
            ["TT", "Nhiệm vụ", "Phân công\nthực hiện", None, "Thời gian\nthực hiện", "Đánh giá"],
            [None, None, "Đơn vị\nchủ trì", "Đơn vị\nphối hợp", None, None],
            ["A", "B", "1", "2", "3", "4"],
            [1, "Ban hành kế hoạch", "Công an tỉnh (PC06)", "- Sở TT&TT\n- Sở Tư pháp", "Tháng 01/2024", "Hoàn thành"],
            [2, "Rà soát văn bản", "Sở Tư pháp", "- Các sở, ban, ngành", "Tháng 3/2024", "Chậm"],
            [3, "Bảo đảm nhân lực", "Sở Nội vụ", None, "2024", "Đang TH"],
            merges=("C2:D2", "A2:A3", "B2:B3", "E2:E3", "F2:F3"),
        ),
        "tasks",
        [
            task("1", CAT, date(2024, 1, 31), supporting_unit_ids=[TT, TP], reported_status="Hoàn thành"),
            task("2", TP, date(2024, 3, 31), supporting_unit_ids=departments(), reported_status="Chậm"),
            task("3", NV, date(2024, 12, 31), supporting_unit_ids=None, reported_status="Đang TH"),
        ],
    ),
]

UNITS = [
    Case(
        "lead and support in one cell",
        "list",
        "trong tam.xlsx",
        sheet(
            ["NHIỆM VỤ TRỌNG TÂM ĐỀ ÁN 06 NĂM 2024"],
            ["Cập nhật đến ngày 15 tháng 4 năm 2024"],
            ["STT", "Nhiệm vụ", "Cơ quan thực hiện", "Thời hạn"],
            [1, "Bệnh án điện tử", "Chủ trì: Sở Y tế; Phối hợp: BHXH tỉnh, Công an tỉnh", "Quý IV/2024"],
            [2, "Số hóa hộ tịch", "Sở Tư pháp (phối hợp: các sở, ban, ngành)", "30/6/2024"],
            [3, "Cấp định danh", "Công an tỉnh", "Tháng 12/2024"],
        ),
        "tasks",
        [
            task("1", YT, date(2024, 12, 31), supporting_unit_ids=[INSURANCE, CAT]),
            task("2", TP, date(2024, 6, 30), supporting_unit_ids=departments()),
            task("3", CAT, date(2024, 12, 31)),
        ],
    ),
    Case(
        "the office's collection: each agency leads the tasks below its name, numbers begin anew",
        "list",
        "Ra soat NV CDS.xlsx",
        sheet(
            ["VĂN PHÒNG UBND TỈNH"],
            ["RÀ SOÁT NHIỆM VỤ THEO KẾ HOẠCH CHUYỂN ĐỔI SỐ NĂM 2024"],
            ["(Cập nhật đến 10/05/2024)"],
            ["STT", "Nội dung nhiệm vụ", "Thời hạn hoàn thành", "Kết quả thực hiện", "Nguyên nhân, vướng mắc"],
            ["I", "Sở Tài chính"],
            ["1", "Xây dựng CSDL giá", "30/6/2024", DOING, "Chưa có phần mềm của Bộ"],
            ["2", "Hướng dẫn định mức chi", "31/3/2024", "Chậm muộn", "Chờ thông tư"],
            ["II", "UBND huyện Chiêm Hoá"],
            ["1", "Xã chuyển đổi số", "30/11/2024", DOING, None],
        ),
        "tasks",
        [
            task("I.1", "so-tai-chinh", date(2024, 6, 30), obstacle="Chưa có phần mềm của Bộ", task_group=None),
            task("I.2", "so-tai-chinh", date(2024, 3, 31), reported_status="Chậm muộn"),
            task("II.1", "huyen-chiem-hoa", date(2024, 11, 30)),
        ],
    ),
    Case(
        "a sheet for each unit, each counting from 1",
        "list",
        "theo don vi.xlsx",
        lambda: xlsx(
            unit_sheet(
                "SYT",
                "SỞ Y TẾ",
                [1, "Bệnh án điện tử", "31/12/2024", DOING, 30],
                [2, "Đơn thuốc", "30/6/2024", DOING, 85],
                [2, "Đơn thuốc điện tử", "30/6/2024", DOING, 90],
            ),
            unit_sheet("SNV", "SỞ NỘI VỤ", [1, "Số hóa hồ sơ cán bộ", "30/9/2024", DOING, 20]),
        ),
        "tasks",
        [
            task("1", YT, date(2024, 12, 31), task_title="Bệnh án điện tử", percent_done=30.0),
            task("2", YT, date(2024, 6, 30), percent_done=85.0),
            task("1", NV, date(2024, 9, 30), task_title="Số hóa hồ sơ cán bộ", percent_done=20.0),
        ],
        refused=frozenset({"A7"}),
    ),
    Case(
        "no title: plan, year and day in a file's name with hyphens; a share that is none",
        "list",
        "nhiemvu_chuyen-doi-so_2024_den_31-5-2024.csv",
        lambda: csv_file(
            [
                [
                    "STT",
                    "Nhiệm vụ",
                    "Đơn vị chủ trì",
                    "Đơn vị phối hợp",
                    "Hạn hoàn thành",
                    "Trạng thái",
                    "% hoàn thành",
                ],
                ["1", "Kho dữ liệu số", "Sở TTTT", "Sở Nội vụ, Sở Tư pháp", "2024-09-30", DOING, "35"],
                ["2", "Diễn tập", "Sở TTTT", "Công an tỉnh", "", DOING, "a"],
            ],
            ",",
        ),
        "tasks",
        [
            task("1", TT, date(2024, 9, 30), supporting_unit_ids=[NV, TP], percent_done=35.0, plan="chuyen_doi_so")
            | {"plan_year": 2024, "reported_on": date(2024, 5, 31)}
        ],
        refused=frozenset({3}),
    ),
]

CASES = [*COLUMNS, *UNITS, *held_tam_obstacles.CASES, *held_tam_words.CASES]
