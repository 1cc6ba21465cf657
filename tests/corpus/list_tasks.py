"""Task lists: groups and numbers of every kind, units in one cell, due texts, states, plans and months in one file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from tests.corpus.case import Case
from tests.workbook import Line, Page, places, xlsx

HEAD = ["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn", "Tình trạng", "Ghi chú"]
PLAN = [["KẾ HOẠCH CHUYỂN ĐỔI SỐ NĂM 2024"], ["(Số liệu tính đến ngày 31/5/2024)"]]
DA06 = [["TIẾN ĐỘ THỰC HIỆN ĐỀ ÁN 06 NĂM 2024"], ["Tháng 5/2024"]]
TTTT, CAT, NV, TC = "so-thong-tin-va-truyen-thong", "cong-an-tinh", "so-noi-vu", "so-tai-chinh"
OFFICE = "van-phong-ubnd-tinh"
MAY = date(2024, 5, 31)
DISTRICTS = [
    *("thanh-pho-tuyen-quang", "huyen-lam-binh", "huyen-na-hang", "huyen-chiem-hoa", "huyen-ham-yen"),
    *("huyen-yen-son", "huyen-son-duong"),
]


def departments() -> list[str]:
    """The province's departments of 2024: "các sở, ban, ngành" in the contract's words."""
    return places().units(("department",), MAY)


def day(text: str) -> date:
    """31/5/2024 as a date."""
    number, month, year = map(int, text.split("/"))
    return date(year, month, number)


def sheet(*rows: Line, merges: Sequence[str] = (), formats: Mapping[str, str] | None = None) -> Callable[[], bytes]:
    """A workbook of one sheet."""
    return lambda: xlsx(Page(list(rows), merges=merges, formats=formats or {}))


def task(number: str, lead: str, due: str | None = "", **more: Any) -> dict[str, Any]:
    """A row that must be kept. due: 31/5/2024, None for no day, "" where the case is about something else."""
    due_on = {} if due == "" else {"due_on": day(due) if due else None}
    return {"task_no": number, "lead_unit_id": lead} | due_on | more


def short(*tasks: Line) -> list[Line]:
    """Tasks with number, title, lead and due text only, under their headings."""
    return [["TT", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Thời gian hoàn thành"], *tasks]


def dues(*texts: object) -> list[Line]:
    """A task for each due text."""
    return short(*([number, f"Việc {number}", "Sở TT&TT", text] for number, text in enumerate(texts, 1)))


def due_rows(*days: str | None) -> list[dict[str, Any]]:
    """Those tasks: the last day of each; None: no day; "TX": no day, recurring."""
    return [
        task(str(number), TTTT, None if found == "TX" else found, is_recurring=found == "TX")
        for number, found in enumerate(days, 1)
    ]


CASES = [
    Case(
        "letters, Roman groups, numbers of three depths, letters and dashes",
        "list",
        "kh_cds.xlsx",
        sheet(
            *PLAN,
            HEAD,
            ["A", "NHẬN THỨC SỐ"],
            ["I", "Tuyên truyền"],
            [
                1,
                "Tổ chức hội nghị",
                "Sở TT&TT",
                "Các sở, ban, ngành; UBND các huyện, thành phố",
                "Quý II/2024",
                "Đang TH",
            ],
            [1.1, "Xây dựng kế hoạch", "nt", "Sở Tài chính, Sở Nội vụ", "30/6/2024", "Hoàn thành"],
            ["1.1.1", "Trình duyệt", "-nt-", "Sở Tài chính phối hợp với Sở Nội vụ", "tháng 6/2024", "HT"],
            ["II", "Đào tạo"],
            [2, "Mở lớp", "SNV", "VNPT Tuyên Quang; Viettel Tuyên Quang", "Năm 2024", "Chưa thực hiện"],
            ["B", "HẠ TẦNG SỐ"],
            [3, "Phủ sóng", "STTTT", "các doanh nghiệp viễn thông", "2024-2025", "Đang triển khai"],
            ["a)", "Xóa lõm sóng", "Sở TT&TT", "UBND huyện Na Hang\nUBND huyện Lâm Bình", "31/12/2024", "Quá hạn"],
            ["-", "Phủ sóng 5G", "Sở TT&TT", None, "Thường xuyên", "Chậm tiến độ"],
        ),
        "tasks",
        rows=[
            task("1", TTTT, "30/6/2024", task_group="Tuyên truyền", supporting_unit_ids=[*departments(), *DISTRICTS]),
            task("1.1", TTTT, "30/6/2024", task_group="Tuyên truyền", supporting_unit_ids=[TC, NV]),
            task("1.1.1", TTTT, "30/6/2024", supporting_unit_ids=[TC, NV], reported_status="HT"),
            task("2", NV, "31/12/2024", task_group="Đào tạo", supporting_unit_ids=["vnpt", "viettel"]),
            task("3", TTTT, "31/12/2025", task_group="HẠ TẦNG SỐ", is_recurring=False),
            task("a)", TTTT, "31/12/2024", supporting_unit_ids=["huyen-na-hang", "huyen-lam-binh"]),
            task("7", TTTT, None, is_recurring=True, reported_status="Chậm tiến độ", plan="chuyen_doi_so"),
        ],
    ),
    Case(
        "each group counts from one again, and due texts without a year",
        "list",
        "KH chuyen doi so 2024 thang 5.xlsx",
        sheet(
            ["DANH MỤC NHIỆM VỤ"],
            *short(
                ["I", "Nhận thức số"],
                [1, "Hội nghị", "STTTT", "30/6/2024"],
                [2, "Chuyên mục", "nt", "31/12"],
                ["II", "Thể chế số"],
                [1, "Quy chế", "Sở Nội vụ", "Quý IV"],
                [2, "Định mức", "Sở Tài chính", "trong tháng 6"],
            ),
        ),
        "tasks",
        rows=[
            task("I.1", TTTT, "30/6/2024", task_group="Nhận thức số", reported_on=MAY, plan_year=2024),
            task("I.2", TTTT, "31/12/2024", due_text="31/12"),
            task("II.1", NV, "31/12/2024", task_group="Thể chế số"),
            task("II.2", TC, "30/6/2024", plan="chuyen_doi_so"),
        ],
        warned=frozenset({("unknown_due", "D5"), ("unknown_due", "D7"), ("unknown_due", "D8")}),
    ),
    Case(
        "letters that begin anew under each task",
        "list",
        "da06.xlsx",
        sheet(
            *DA06,
            *short(
                [1, "Cấp căn cước", "CAT", "30/6/2024"],
                ["a", "Lưu động", "CAT", "30/6/2024"],
                ["b", "Tại trụ sở", "CAT", "30/6/2024"],
                [2, "Kích hoạt VNeID", "CAT", "30/9/2024"],
                ["a", "Học sinh", "Sở GD&ĐT", "30/9/2024"],
                ["-", "Cán bộ", "Sở Nội vụ", "30/9/2024"],
            ),
        ),
        "tasks",
        rows=[
            task("1", CAT),
            task("1.a", CAT),
            task("1.b", CAT),
            task("2", CAT),
            task("2.a", "so-giao-duc-va-dao-tao"),
            task("6", NV),
        ],
    ),
    Case(
        "dashes whose places are numbers of other tasks",
        "list",
        "nhiem vu.xlsx",
        sheet(
            *DA06,
            *short(
                [1, "Cấp căn cước", "CAT", "30/6/2024"],
                ["-", "Lưu động", "CAT", "30/6/2024"],
                ["-", "Tại trụ sở", "CAT", "30/6/2024"],
                [2, "Kích hoạt VNeID", "CAT", "30/9/2024"],
                [None, "Cán bộ", "Sở Nội vụ", "30/9/2024"],
            ),
        ),
        "tasks",
        rows=[task("1", CAT), task("1-1", CAT), task("1-2", CAT), task("2", CAT), task("2-1", NV)],
    ),
    Case(
        "typed 1.1 behind 1.9, a group without a number of its own",
        "list",
        "cds.xlsx",
        sheet(
            ["Nhiệm vụ chuyển đổi số năm 2024, số liệu đến hết tháng 5/2024"],
            *short(
                [None, "Nhóm hạ tầng"],
                [1.8, "Việc 8", "Sở TT&TT", "30/6/2024"],
                [1.9, "Việc 9", "Sở TT&TT", "30/6/2024"],
                [1.1, "Việc 10", "Sở TT&TT", "30/6/2024"],
                [1.11, "Việc 11", "Sở TT&TT", "30/6/2024"],
            ),
        ),
        "tasks",
        rows=[task(number, TTTT, task_group="Nhóm hạ tầng") for number in ("1.8", "1.9", "1.10", "1.11")],
        warned=frozenset({("number_lost_its_zero", "A6")}),
    ),
    Case(
        "numbered groups with tasks below, a task beside them, no name of the lead",
        "list",
        "kh.xlsx",
        sheet(
            *PLAN,
            HEAD,
            [1, "Xây dựng cơ sở dữ liệu"],
            ["1.1", "Dân cư", "Công an tỉnh", "BHXH tỉnh", "Quý III/2024", "Đang thực hiện"],
            ["1.2", "Hộ tịch", "STP", "Công an tỉnh và Sở TT&TT", "Quý III/2024", "Đang thực hiện"],
            [2, "Báo cáo", "VP UBND", None, "Hằng tháng", "TX"],
            [3, "Kiểm tra", None, None, "31/12/2024", None],
        ),
        "tasks",
        rows=[
            task("1.1", CAT, task_group="Xây dựng cơ sở dữ liệu", supporting_unit_ids=["bao-hiem-xa-hoi-tinh"]),
            task("1.2", "so-tu-phap", task_group="Xây dựng cơ sở dữ liệu", supporting_unit_ids=[CAT, TTTT]),
            task("2", OFFICE, None, is_recurring=True, task_group=None, reported_status="TX"),
        ],
        refused=frozenset({"C8"}),
    ),
    Case(
        "a lead merged down its block, then nt, then another",
        "list",
        "nv.xlsx",
        sheet(
            *DA06,
            HEAD,
            [1, "Việc 1", "Công an tỉnh", "Sở Tư pháp", "Trước 30/6/2024", "Đang thực hiện"],
            [2, "Việc 2", None, None, "Trước ngày 30/6/2024", "Chưa đến hạn"],
            [3, "Việc 3", None, None, "Đến hết 2024", "Chậm"],
            [4, "Việc 4", "Sở LĐTB&XH", None, "Cuối năm 2024", None],
            [5, "Việc 5", "nt", None, "Theo yêu cầu", "Hoàn thành"],
            merges=("C4:C6", "D4:D6"),
        ),
        "tasks",
        rows=[
            task("1", CAT, "30/6/2024", supporting_unit_ids=["so-tu-phap"]),
            task("2", CAT, "30/6/2024", supporting_unit_ids=["so-tu-phap"], reported_status="Chưa đến hạn"),
            task("3", CAT, "31/12/2024", supporting_unit_ids=["so-tu-phap"]),
            task("4", "so-lao-dong-thuong-binh-va-xa-hoi", "31/12/2024", supporting_unit_ids=None),
            task("5", "so-lao-dong-thuong-binh-va-xa-hoi", None, is_recurring=False),
        ],
    ),
    Case(
        "several units in the cell of the lead",
        "list",
        "kh.xlsx",
        sheet(
            *PLAN,
            *short(
                [1, "Việc 1", "Sở TT&TT; Công an tỉnh", "Quý II/2024"],
                [2, "Việc 2", "Sở Văn hóa, Thể thao và Du lịch", "Quý II/2024"],
                [3, "Việc 3", "Công an tỉnh chủ trì, phối hợp với Sở TT&TT", "Quý II/2024"],
                [4, "Việc 4", "Các sở, ban, ngành", "Quý II/2024"],
                [5, "Việc 5", "Sở Nội vụ\nSở Tài chính", "Quý II/2024"],
                [6, "Việc 6", "UBND các huyện, thành phố", "Quý II/2024"],
                [7, "Việc 7", "Sở Thông tin và Truyền thông (Phòng Công nghệ số)", "Quý II/2024"],
                [8, "Việc 8", "Phòng Công nghệ số", "Quý II/2024"],
            ),
        ),
        "tasks",
        rows=[
            task("1", TTTT),
            task("2", "so-van-hoa-the-thao-va-du-lich"),
            task("3", CAT, supporting_unit_ids=[TTTT]),
            task("5", NV),
            task("7", TTTT),
        ],
        refused=frozenset({"C7", "C9", "C11"}),
        warned=frozenset({("several_units", "C4"), ("several_units", "C8")}),
    ),
    Case(
        "supporting units behind commas, slashes, bullets, and some that nobody knows",
        "list",
        "kh.xlsx",
        sheet(
            *PLAN,
            HEAD,
            [1, "Việc 1", "Sở TT&TT", "Sở Tài chính, Sở KH&ĐT, KBNN tỉnh", "2024"],
            [2, "Việc 2", "Sở TT&TT", "- Sở Nội vụ\n- UBND huyện Yên Sơn;\n- Sở ABC", "2024"],
            [3, "Việc 3", "Sở TT&TT", "UBND các xã, phường, thị trấn", "2024"],
            [4, "Việc 4", "Sở TT&TT", "Các đơn vị liên quan", "2024"],
            [5, "Việc 5", "Sở TT&TT", "Sở Văn hóa, Thể thao và Du lịch, Đài PT-TH tỉnh và Báo Tuyên Quang", "2024"],
        ),
        "tasks",
        rows=[
            task("1", TTTT, "31/12/2024", supporting_unit_ids=[TC, "so-ke-hoach-va-dau-tu", "kho-bac-nha-nuoc-tinh"]),
            task("2", TTTT, supporting_unit_ids=[NV, "huyen-yen-son"]),
            task("3", TTTT, supporting_unit_ids=places().units(("commune",), MAY)),
            task("4", TTTT, supporting_unit_ids=[]),
            task(
                "5",
                TTTT,
                supporting_unit_ids=[
                    "so-van-hoa-the-thao-va-du-lich",
                    "dai-phat-thanh-va-truyen-hinh-tinh",
                    "bao-tuyen-quang",
                ],
            ),
        ],
        warned=frozenset({("unknown_unit", "D5"), ("unknown_unit", "D7")}),
    ),
]
