"""Task lists: Roman groups, due texts of every kind, several units in a cell, two plans in one file."""

from __future__ import annotations

from datetime import date

import pytest

from tests.workbook import Page, answer, of, xlsx

ROWS = [
    ["CÔNG AN TỈNH TUYÊN QUANG", None, None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    ["TỔ CÔNG TÁC ĐỀ ÁN 06", None, None, None, "Độc lập - Tự do - Hạnh phúc"],
    ["TIẾN ĐỘ THỰC HIỆN NHIỆM VỤ ĐỀ ÁN 06 NĂM 2024"],
    ["(Kèm theo Kế hoạch số 12/KH-UBND ngày 15/01/2024 của UBND tỉnh; số liệu tính đến ngày 31/5/2024)"],
    [
        "STT",
        "Nhiệm vụ",
        "Căn cứ",
        "Cơ quan chủ trì",
        "Cơ quan phối hợp",
        "Thời hạn hoàn thành",
        "Sản phẩm",
        "Trạng thái",
        "Tỷ lệ hoàn thành",
        "Ngày hoàn thành",
        "Khó khăn, vướng mắc",
        "Đề xuất, kiến nghị",
        "Ghi chú",
    ],
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13],
    ["I", "Nhóm tiện ích giải quyết thủ tục hành chính"],
    [
        1,
        "Cung cấp 25 dịch vụ công thiết yếu",
        "QĐ 06/QĐ-TTg",
        "VP UBND",
        "Sở TT&TT; Công an tỉnh",
        "Trước 30/6/2024",
        "Dịch vụ công",
        "Đang thực hiện",
        "60%",
        None,
        "Người dân chưa quen",
        "Tăng tuyên truyền",
        None,
    ],
    [
        "1.1",
        "Tái cấu trúc quy trình",
        None,
        "nt",
        "Các sở, ban, ngành",
        "Quý I/2024",
        None,
        "Hoàn thành",
        1,
        "28/3/2024",
    ],
    ["II", "Nhóm phát triển công dân số"],
    [
        2,
        "Cấp căn cước cho công dân",
        None,
        "Công an tỉnh",
        "UBND các huyện, thành phố",
        "Thường xuyên",
        None,
        "TX",
        None,
        None,
    ],
    [
        3,
        "Thanh toán không dùng tiền mặt",
        None,
        "Ngân hàng Nhà nước tỉnh\nSở Tài chính",
        None,
        "6 tháng đầu năm 2024",
        None,
        "Chậm tiến độ",
        0.4,
        None,
    ],
    [None, "Tổng cộng: 04 nhiệm vụ"],
    [None, None, None, None, None, None, None, None, None, "Tuyên Quang, ngày 03 tháng 6 năm 2024"],
    [None, "Nơi nhận:", None, None, None, None, None, None, None, "TỔ TRƯỞNG"],
]


def test_one_plan_s_list() -> None:
    rows = [list(row) for row in ROWS]
    rows[11][3] = "NHNN chi nhánh tỉnh"
    found = answer("DA06.xlsx", xlsx(Page(rows, formats={"I9": "0%"})))
    assert found.source == "tasks"
    assert [i.message for i in of(found.issues, "error") + of(found.issues, "fatal")] == []
    assert found.column("task_no") == ["1", "1.1", "2", "3"]
    assert set(found.column("plan")) == {"de_an_06"}
    assert set(found.column("plan_year")) == {2024}
    assert set(found.column("reported_on")) == {date(2024, 5, 31)}
    assert (
        found.column("task_group")
        == ["Nhóm tiện ích giải quyết thủ tục hành chính"] * 2 + ["Nhóm phát triển công dân số"] * 2
    )
    office = "van-phong-ubnd-tinh"
    assert found.column("lead_unit_id") == [office, office, "cong-an-tinh", "ngan-hang-nha-nuoc-chi-nhanh-tinh"]
    supporting = found.column("supporting_unit_ids")
    assert supporting[0] == ["so-thong-tin-va-truyen-thong", "cong-an-tinh"]
    assert len(supporting[1]) == 20
    assert len(supporting[2]) == 7
    assert not supporting[3]
    assert found.column("due_on") == [date(2024, 6, 30), date(2024, 3, 31), None, date(2024, 6, 30)]
    assert found.column("is_recurring") == [False, False, True, False]
    assert found.column("due_text")[0] == "Trước 30/6/2024"
    assert found.column("reported_status") == ["Đang thực hiện", "Hoàn thành", "TX", "Chậm tiến độ"]
    assert found.column("percent_done") == pytest.approx([60, 100, None, 40])
    assert found.column("completed_on") == [None, date(2024, 3, 28), None, None]
    assert found.rows[0]["obstacle"] == "Người dân chưa quen"


def heads(*rows: list[object]) -> list[list[object]]:
    return [["TT", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Thời gian thực hiện"], *rows]


@pytest.mark.parametrize(
    ("title", "sheet", "file_name", "plan"),
    [
        ("KẾ HOẠCH CHUYỂN ĐỔI SỐ NĂM 2024 (đến 31/5/2024)", "Sheet1", "a.xlsx", ("chuyen_doi_so", 2024)),
        ("DANH SÁCH NHIỆM VỤ đến ngày 31/5/2024", "Đề án 06 năm 2023", "a.xlsx", ("de_an_06", 2023)),
        ("Danh sách nhiệm vụ đến ngày 31/05/2024", "Sheet1", "KH_CDS_2024.xlsx", ("chuyen_doi_so", 2024)),
        ("KẾ HOẠCH CẢI CÁCH HÀNH CHÍNH NĂM 2024, đến ngày 31/5/2024", "Sheet1", "a.xlsx", ("other", 2024)),
    ],
    ids=["title", "sheet's name", "file's name", "another plan"],
)
def test_plan_and_year_are_found(title: str, sheet: str, file_name: str, plan: tuple[str, int]) -> None:
    rows = [[title], *heads([1, "Việc thứ nhất", "Sở Y tế", "Năm 2024"])]
    found = answer(file_name, xlsx(Page(rows, sheet)))
    assert [(row["plan"], row["plan_year"]) for row in found.rows] == [plan]
    assert found.rows[0]["due_on"] == date(2024, 12, 31)


def test_two_plans_on_two_sheets() -> None:
    pages = [
        Page(
            [[f"{name} NĂM 2024, số liệu đến 31/5/2024"], *heads([1, f"Việc {at}", "Sở Y tế", "Quý II/2024"])], f"B{at}"
        )
        for at, name in enumerate(("ĐỀ ÁN 06", "KẾ HOẠCH CHUYỂN ĐỔI SỐ"))
    ]
    found = answer("nhiem vu.xlsx", xlsx(*pages))
    assert [(row["plan"], row["task_no"]) for row in found.rows] == [("de_an_06", "1"), ("chuyen_doi_so", "1")]


def test_a_list_without_numbers_counts_its_rows() -> None:
    rows = [
        ["NHIỆM VỤ CHUYỂN ĐỔI SỐ NĂM 2024 đến ngày 31/05/2024"],
        ["Nhiệm vụ", "Chủ trì", "Thời hạn"],
        ["Việc A", "Sở TT&TT", "2023-2024"],
        ["Việc B", "Sở Nội vụ", None],
    ]
    found = answer("cds.xlsx", xlsx(rows))
    assert found.column("task_no") == ["1", "2"]
    assert found.column("due_on") == [date(2024, 12, 31), None]
    assert found.column("is_recurring") == [False, False]
