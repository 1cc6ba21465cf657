"""The register of obstacles: fixed lists of words, who can decide, one agency's report at a time."""

from __future__ import annotations

from datetime import date

from tests.workbook import Page, answer, of, xlsx

ROWS = [
    ["SỞ THÔNG TIN VÀ TRUYỀN THÔNG", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    ["TỔNG HỢP KHÓ KHĂN, VƯỚNG MẮC TRONG CHUYỂN ĐỔI SỐ"],
    ["(Số liệu đến ngày 31/5/2024)"],
    [
        "STT",
        "Mã vướng mắc",
        "Nội dung khó khăn, vướng mắc",
        "Cơ quan nêu",
        "Phân loại",
        "Cấp thẩm quyền",
        "3 chủ động",
        "Ngày nêu",
        "Thời hạn",
        "Trạng thái",
        "Đề xuất, kiến nghị",
        "Đề án",
        "Nhiệm vụ số",
        "Nguyên nhân",
    ],
    [
        1,
        "VM-01",
        "Chưa có định mức chi cho chuyển đổi số",
        "Sở TT&TT",
        "Kinh phí",
        "Tỉnh",
        "Báo cáo cấp trên",
        "05/3/2024",
        "30/6/2024",
        "Đã báo cáo cấp trên",
        "Ban hành định mức",
        "Kế hoạch chuyển đổi số",
        "12",
        None,
    ],
    [
        2,
        "VM-02",
        "Tổ công nghệ số hoạt động kém hiệu quả",
        "UBND huyện Chiêm Hoá",
        "Tổ công nghệ số cộng đồng",
        "cấp huyện",
        "chủ động giải quyết",
        date(2024, 4, 2),
        None,
        "Đang giải quyết",
        None,
        None,
        None,
        None,
    ],
    [
        3,
        "VM-03",
        "Nền tảng của Bộ chậm",
        "Sở KH&ĐT",
        "Nền tảng Trung ương",
        "TW",
        "Phối hợp",
        "02/5/2024",
        "Năm 2024",
        "Mới",
        None,
        "Đề án 06",
        "1.1",
        None,
    ],
]


def test_one_agency_s_report() -> None:
    rows = [list(row) for row in ROWS]
    rows[6][8] = None
    found = answer("vuong mac.xlsx", xlsx(Page(rows)))
    assert found.source == "obstacles"
    assert [i.message for i in of(found.issues, "error") + of(found.issues, "fatal")] == []
    assert found.column("obstacle_no") == ["VM-01", "VM-02", "VM-03"]
    assert set(found.column("reported_on")) == {date(2024, 5, 31)}
    assert found.column("raised_by_id") == ["so-thong-tin-va-truyen-thong", "huyen-chiem-hoa", "so-ke-hoach-va-dau-tu"]
    assert found.column("kind") == ["funding", "community_teams", "platforms"]
    assert found.column("deciding_level") == ["province", "district", "central"]
    assert found.column("initiative") == ["escalate", "solve", "coordinate"]
    assert found.column("raised_on") == [date(2024, 3, 5), date(2024, 4, 2), date(2024, 5, 2)]
    assert found.column("due_on") == [date(2024, 6, 30), None, None]
    assert found.column("state") == ["escalated", "in_progress", "new"]
    assert found.column("plan") == ["chuyen_doi_so", None, "de_an_06"]
    assert found.column("task_no") == ["12", None, "1.1"]


def test_the_sender_is_the_agency_of_the_title() -> None:
    """It decides what the report replaces."""
    found = answer("vuong mac.xlsx", xlsx(ROWS))
    assert {rows.facts["sender"] for rows in found.reading.rows} == {"so-thong-tin-va-truyen-thong"}


def test_numbered_by_its_place_where_there_is_no_code() -> None:
    rows = [
        ["UBND huyện Na Hang, tháng 5/2024"],
        ["TT", "Khó khăn, vướng mắc", "Đơn vị", "Lĩnh vực", "Thẩm quyền", "Hướng xử lý", "Tình trạng"],
        [1, "Thiếu cán bộ", "Xã Đà Vị", "Nhân lực", "Huyện", "giải quyết", "Mới phát sinh"],
        [2, "Thiếu thiết bị", "Xã Yên Hoa", "Chuyện khác", "Huyện", "giải quyết", "Đã xong"],
    ]
    found = answer("na hang.xlsx", xlsx(rows))
    assert found.column("obstacle_no") == ["1", "2"]
    assert found.column("raised_by_id") == ["xa-da-vi.huyen-na-hang", "xa-yen-hoa.huyen-na-hang"]
    assert found.column("kind") == ["staff", None]
    assert [(i.level, i.cell, i.value) for i in found.issues] == [("warning", "D4", "Chuyện khác")]
