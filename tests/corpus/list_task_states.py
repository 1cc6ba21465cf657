"""Task lists: due texts, states and shares of every kind, and the plan, year and month of a list."""

from __future__ import annotations

from datetime import datetime

from tests.corpus.case import Case
from tests.corpus.list_tasks import CAT, DA06, MAY, OFFICE, PLAN, TTTT, day, due_rows, dues, sheet, short, task
from tests.workbook import Page, csv_file, web_page, xlsx

CASES = [
    Case(
        "due texts: days",
        "list",
        "han.xlsx",
        sheet(
            *PLAN,
            *dues(
                "30/6/2024",
                "Trước ngày 30/6/2024",
                "01/01-30/6/2024",
                "Từ 15/5 đến 30/6/2024",
                datetime(2024, 6, 30),
                45473,
                "30.6.2024 (đã gia hạn lần 1)",
                "Chậm nhất 17h00 ngày 30 tháng 6 năm 2024",
                "20240630",
                "31/6/2024",
            ),
        ),
        "tasks",
        rows=due_rows(*["30/6/2024"] * 9),
        refused=frozenset({"D13"}),
    ),
    Case(
        "due texts: months, quarters, years",
        "list",
        "han.xlsx",
        sheet(
            *PLAN,
            *dues(
                "Tháng 6/2024",
                "Quý II năm 2024",
                "6 tháng đầu năm 2024",
                "Tháng Sáu/2024",
                "Q.II/2024",
                "06/2024",
                "Tháng 5 - 6/2024",
                "Năm 2024 và các năm tiếp theo",
                "2023-2024",
                "Giai đoạn 2021 - 2025",
                "9 tháng năm 2024",
                2024,
            ),
        ),
        "tasks",
        rows=due_rows(*["30/6/2024"] * 7, "31/12/2024", "31/12/2024", "31/12/2025", "30/9/2024", "31/12/2024"),
    ),
    Case(
        "due texts: again and again, on demand, and words that say nothing",
        "list",
        "han.xlsx",
        sheet(
            *PLAN,
            *dues(
                "Thường xuyên",
                "Hằng tháng",
                "Hàng quý",
                "Trước ngày 15 hằng tháng",
                "1 quý/lần",
                "Theo yêu cầu",
                None,
                "…",
                "Khi có hướng dẫn của Bộ",
                "Sau 30/6/2024",
            ),
        ),
        "tasks",
        rows=due_rows("TX", "TX", "TX", "TX", "TX", None, None, None, None, None),
        warned=frozenset({("unknown_due", "D12"), ("unknown_due", "D13")}),
    ),
    Case(
        "states as marks in three columns",
        "list",
        "tien do.xlsx",
        sheet(
            *DA06,
            ["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn", "Kết quả thực hiện", None, None, "Ghi chú"],
            [None, None, None, None, "Hoàn thành", "Đang thực hiện", "Chưa thực hiện", None],
            ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)"],
            [1, "Việc 1", "Công an tỉnh", "Quý II/2024", "x", None, None, None],
            [2, "Việc 2", "Công an tỉnh", "Quý II/2024", None, "X", None, None],
            [3, "Việc 3", "Công an tỉnh", "Quý II/2024", None, None, "✓", None],
            [4, "Việc 4", "Công an tỉnh", "Quý II/2024", None, None, None, "Mới giao"],
            [5, "Việc 5", "Công an tỉnh", "Quý II/2024", "x", "x", None, None],
            merges=("A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:G3", "H3:H4"),
        ),
        "tasks",
        rows=[
            task("1", CAT, reported_status="Hoàn thành"),
            task("2", CAT, reported_status="Đang thực hiện"),
            task("3", CAT, reported_status="Chưa thực hiện"),
            task("4", CAT, reported_status=None, note="Mới giao"),
            task("5", CAT, reported_status=None),
        ],
        warned=frozenset({("unknown_word", "F10")}),
    ),
    Case(
        "shares done: percent formats, plain numbers, about so much",
        "list",
        "ty le.xlsx",
        sheet(
            *DA06,
            ["STT", "Nhiệm vụ", "Chủ trì", "Thời hạn", "Tỷ lệ hoàn thành", "Ngày hoàn thành"],
            [1, "Việc 1", "CAT", "30/6/2024", 0.6, None],
            [2, "Việc 2", "CAT", "30/6/2024", "100%", "15/5/2024"],
            [3, "Việc 3", "CAT", "30/6/2024", 95, "16/5/2024"],
            [4, "Việc 4", "CAT", "30/6/2024", "khoảng 80%", None],
            [5, "Việc 5", "CAT", "30/6/2024", "85,5", "chưa"],
            [6, "Việc 6", "CAT", "30/6/2024", "-", None],
            formats={"E4": "0%"},
        ),
        "tasks",
        rows=[
            task("1", CAT, percent_done=60.0),
            task("2", CAT, percent_done=100.0, completed_on=day("15/5/2024")),
            task("3", CAT, percent_done=95.0, completed_on=day("16/5/2024")),
            task("6", CAT, percent_done=None),
        ],
        refused=frozenset({"E7", "F8"}),
    ),
    Case(
        "a column of progress in percent",
        "list",
        "tien do.xlsx",
        sheet(
            *DA06,
            ["STT", "Nhiệm vụ", "Chủ trì", "Thời hạn", "Tiến độ (%)", "Sản phẩm"],
            [1, "Việc 1", "CAT", "30/6/2024", 60, "Báo cáo"],
            [2, "Việc 2", "CAT", "30/6/2024", "95%", None],
            [3, "Việc 3", "CAT", "30/6/2024", 100, None],
        ),
        "tasks",
        rows=[
            task("1", CAT, percent_done=60.0, reported_status=None, product="Báo cáo"),
            task("2", CAT, percent_done=95.0, reported_status=None),
            task("3", CAT, percent_done=100.0, reported_status=None),
        ],
    ),
    Case(
        "progress in words and shares",
        "list",
        "tien do.csv",
        lambda: csv_file(
            [
                ["Kế hoạch chuyển đổi số năm 2024 - tiến độ đến ngày 15/5/2024"],
                ["STT", "Nội dung công việc", "Đơn vị thực hiện", "Thời hạn", "Tiến độ"],
                ["1", "Việc 1", "Sở TT&TT", "Quý II/2024", "60%"],
                ["2", "Việc 2", "Sở TT&TT", "Quý II/2024", "Đang thực hiện, đạt 70%"],
                ["3", "Việc 3", "Sở lạ", "Quý II/2024", "Hoàn thành"],
            ]
        ),
        "tasks",
        rows=[
            task("1", TTTT, reported_status="60%", percent_done=60.0, reported_on=day("15/5/2024")),
            task("2", TTTT, reported_status="Đang thực hiện, đạt 70%", percent_done=None),
        ],
        refused=frozenset({5}),
    ),
    Case(
        "three months on three sheets, the year in the title",
        "list",
        "da06.xlsx",
        lambda: xlsx(
            *(
                Page(
                    [
                        ["NHIỆM VỤ ĐỀ ÁN 06 NĂM 2024"],
                        *short([1, "Việc 1", "Công an tỉnh", "Quý II/2024"], [2, "Việc 2", "VPUBND", "Năm 2024"]),
                    ],
                    f"Tháng {month}",
                )
                for month in (3, 4, 5)
            )
        ),
        "tasks",
        rows=[
            task(number, lead, reported_on=day(last))
            for last in ("31/3/2024", "30/4/2024", "31/5/2024")
            for number, lead in (("1", CAT), ("2", OFFICE))
        ],
    ),
    Case(
        "two plans on two sheets, a third of notes",
        "list",
        "nhiem vu thang 5.2024.xlsx",
        lambda: xlsx(
            Page(short([1, "Việc 1", "Công an tỉnh", "Quý II/2024"]), "Đề án 06 năm 2024"),
            Page(short([1, "Việc 1", "STTTT", "Quý II/2024"]), "KH CĐS 2024"),
            Page([["Liên hệ: phòng Tổng hợp"]], "Sheet3"),
        ),
        "tasks",
        rows=[
            task("1", CAT, plan="de_an_06", plan_year=2024, reported_on=MAY),
            task("1", TTTT, plan="chuyen_doi_so", plan_year=2024, reported_on=MAY),
        ],
        warned=frozenset({("sheet_not_recognised", None)}),
    ),
    Case(
        "a heading left over from the year before",
        "list",
        "tong hop.xlsx",
        lambda: xlsx(
            Page(
                [
                    ["KẾ HOẠCH CHUYỂN ĐỔI SỐ NĂM 2023"],
                    ["Số liệu đến 31/5/2024"],
                    *short([1, "Việc 1", "STTTT", "Quý II/2024"]),
                ],
                "CĐS 2024",
            )
        ),
        "tasks",
        rows=[task("1", TTTT, plan="chuyen_doi_so", plan_year=2024, reported_on=MAY)],
    ),
    Case(
        "only the file's name says plan, year and month",
        "list",
        "nam 2024/DA06_2024_thang_5.xls",
        lambda: web_page(
            short(["1", "Việc 1", "C.A tỉnh", "30/6/2024"], ["2", "Việc 2", "Công an tỉnh", "Quý II/2024"])
        ),
        "tasks",
        rows=[task("2", CAT, "30/6/2024", plan="de_an_06", plan_year=2024, reported_on=MAY)],
        refused=frozenset({"C2"}),
    ),
    Case(
        "a letter's head, a decree's day, a note and a signature around it",
        "list",
        "phu luc.xlsx",
        sheet(
            ["UBND TỈNH TUYÊN QUANG", None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
            ["CÔNG AN TỈNH", None, "Độc lập - Tự do - Hạnh phúc"],
            ["PHỤ LỤC"],
            ["(Kèm theo Báo cáo số 123/BC-CAT ngày 05/6/2024 của Công an tỉnh)"],
            ["KẾT QUẢ THỰC HIỆN NHIỆM VỤ ĐỀ ÁN 06 NĂM 2024"],
            *short(
                ["I", "Dịch vụ công"],
                [1, "Việc 1", "Công an tỉnh", "30/6/2024"],
                [2, "Việc 2", "Công an tỉnh", "Thường xuyên"],
                [None, "Tổng cộng: 02 nhiệm vụ"],
            ),
            ["Ghi chú: số liệu do các đơn vị báo cáo"],
            [None, None, None, "Tuyên Quang, ngày 04 tháng 6 năm 2024"],
            [None, None, None, "KT. GIÁM ĐỐC"],
        ),
        "tasks",
        rows=[
            task("1", CAT, task_group="Dịch vụ công", reported_on=day("4/6/2024")),
            task("2", CAT, None, is_recurring=True),
        ],
    ),
    Case(
        "headings in two rows, accents and case as they come",
        "list",
        "kh.xlsx",
        sheet(
            ["Kế hoạch Chuyển đổi số năm 2024 (số liệu đến 31.05.2024)"],
            ["TT", "NHIỆM VỤ,\nGIẢI PHÁP", "Cơ quan thực hiện", None, "Thời gian thực hiện", "Kết quả thực hiện", None],
            [None, None, "Chủ trì", "Phối hợp", None, "Trạng thái", "% hoàn thành"],
            [1, 2, 3, 4, 5, 6, 7],
            ["A", "Nhóm A", None, None, None, None, None],
            [1, "Việc 1", "Sở TTTT", "Sở KHĐT", "Năm 2024", "Đang thực hiện", 50],
            [2, "Việc 2", "Sở TTTT", "nt", "Năm 2024", "Đã hoàn thành", 100],
            merges=("A2:A3", "B2:B3", "C2:D2", "E2:E3", "F2:G2"),
        ),
        "tasks",
        rows=[
            task(number, TTTT, task_group="Nhóm A", supporting_unit_ids=["so-ke-hoach-va-dau-tu"], percent_done=share)
            for number, share in (("1", 50.0), ("2", 100.0))
        ],
    ),
    Case(
        "a number given twice: once with other values, once the same",
        "list",
        "da06.xlsx",
        sheet(
            *DA06,
            *short(
                [1, "Việc 1", "Công an tỉnh", "30/6/2024"],
                [2, "Việc 2", "Công an tỉnh", "30/6/2024"],
                [2, "Việc khác", "Công an tỉnh", "30/6/2024"],
                [1, "Việc 1", "Công an tỉnh", "30/6/2024"],
                [3, None, "Công an tỉnh", "30/6/2024"],
                [4, "Việc 4", "#REF!", "30/6/2024"],
            ),
        ),
        "tasks",
        rows=[task("1", CAT), task("2", CAT)],
        refused=frozenset({"A6", "B8", "C9"}),
        warned=frozenset({("repeated_row", "A7")}),
    ),
]
