"""Form II.06a/VPCP/KSTT: thirteen columns under three heading rows, groups by tier, identities between columns."""

from __future__ import annotations

from datetime import date

import pytest

from tests.workbook import Answer, Page, answer, of, web_page, xlsx

TITLE = [
    [
        "Biểu số II.06a/VPCP/KSTT",
        None,
        None,
        None,
        "TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH",
        None,
        None,
        None,
        None,
        "Đơn vị báo cáo:",
    ],
    [
        "Ban hành theo Thông tư số 01/2020/TT-VPCP ngày 21/10/2020",
        None,
        None,
        None,
        "Kỳ báo cáo: Tháng 5/2024",
        None,
        None,
        None,
        None,
        "Sở Tư pháp",
    ],
    [None, None, None, None, "(Từ ngày 01/05/2024 đến ngày 31/05/2024)"],
    [None, None, None, None, None, None, None, None, None, "Đơn vị tính: Số hồ sơ TTHC"],
]
HEADS = [
    [
        "STT",
        "Lĩnh vực, công việc giải quyết theo cấp",
        "Số hồ sơ tiếp nhận",
        None,
        None,
        None,
        "Số hồ sơ đã giải quyết",
        None,
        None,
        None,
        "Số hồ sơ đang giải quyết",
        None,
        None,
    ],
    [
        None,
        None,
        "Tổng số",
        "Trong đó",
        None,
        "Từ kỳ trước",
        "Tổng số",
        "Trước hạn",
        "Đúng hạn (Bao gồm cả hồ sơ chờ bổ sung, trả lại/xin rút)",
        "Quá hạn",
        "Tổng số",
        "Trong hạn",
        "Quá hạn",
    ],
    [None, None, None, "Trực tuyến", "Trực tiếp, dịch vụ bưu chính", None, None, None, None, None, None, None, None],
    [
        "(1)",
        "(2)",
        "(3)=(4)+(5)+(6)",
        "(4)",
        "(5)",
        "(6)",
        "(7)=(8)+(9)+(10)",
        "(8)",
        "(9)",
        "(10)",
        "(11)=(12)+(13)",
        "(12)",
        "(13)",
    ],
]
MERGES = ["C5:F5", "G5:J5", "K5:M5", "D6:E6", "A5:A7", "B5:B7", *(f"{c}6:{c}7" for c in "CFGHIJKLM")]
BODY = [
    ["A", "LĨNH VỰC CẤP TỈNH"],
    [1, "Hộ tịch", 100, 60, 30, 10, 80, 50, 25, 5, 20, 18, 2],
    [2, "Lý lịch tư pháp", "1.283", "1.000", 200, 83, "1.200", "1.100", 100, 0, 83, 83, 0],
    [None, "Tổng cộng", 1383, 1060, 230, 93, 1280, 1150, 125, 5, 103, 101, 2],
    [],
    [None, None, None, None, None, None, None, None, None, "Tuyên Quang, ngày 04 tháng 6 năm 2024"],
    [None, "Người lập biểu", None, None, None, None, None, None, None, "KT. GIÁM ĐỐC"],
    [None, "Nguyễn Văn An", None, None, None, None, None, None, None, "PHÓ GIÁM ĐỐC"],
]
FIELDS = ["received_total", "received_online", "received_direct", "carried_over"]
FIELDS += ["resolved_total", "resolved_early", "resolved_on_time", "resolved_late"]
FIELDS += ["pending_total", "pending_in_time", "pending_overdue"]


def check_form(found: Answer) -> None:
    assert found.source == "dossier_counts"
    assert [i.message for i in found.issues] == []
    assert found.column("field") == ["Hộ tịch", "Lý lịch tư pháp"]
    assert set(found.column("unit_id")) == {"so-tu-phap"}
    assert {(row["period_start"], row["period_end"]) for row in found.rows} == {(date(2024, 5, 1), date(2024, 5, 31))}
    assert [[row[name] for name in FIELDS] for row in found.rows] == [
        [100, 60, 30, 10, 80, 50, 25, 5, 20, 18, 2],
        [1283, 1000, 200, 83, 1200, 1100, 100, 0, 83, 83, 0],
    ]


def test_the_form_as_workbook() -> None:
    check_form(answer("II06a 27_10_2023 14_5.xlsx", xlsx(Page(TITLE + HEADS + BODY, merges=MERGES))))


def test_the_form_as_the_portal_saves_it() -> None:
    """HTML under the name .xls, merged by rowspan and colspan."""
    width = max(map(len, TITLE + HEADS + BODY))
    rows = [list(row) + [None] * (width - len(row)) for row in TITLE + HEADS + BODY]
    spans = {(4, 2): (1, 4), (4, 6): (1, 4), (4, 10): (1, 3), (5, 3): (1, 2), (4, 0): (3, 1), (4, 1): (3, 1)}
    spans |= {(5, c): (2, 1) for c in (2, 5, 6, 7, 8, 9, 10, 11, 12)}
    check_form(answer("bieu.xls", web_page(rows, spans)))


def test_the_form_whose_headings_are_not_merged() -> None:
    check_form(answer("II06a.xlsx", xlsx(TITLE + HEADS + BODY)))


@pytest.mark.parametrize(
    ("column", "value", "cell"),
    [(2, 101, "C10"), (6, 81, "G10"), (10, 21, "K10")],
    ids=["3=4+5+6 and 3=7+11", "7=8+9+10", "11=12+13"],
)
def test_a_broken_identity_warns_and_keeps_the_row(column: int, value: int, cell: str) -> None:
    row = list(BODY[1])
    row[column] = value
    found = answer("form.xlsx", xlsx(Page([*TITLE, *HEADS, BODY[0], row], merges=MERGES)))
    assert found.column(FIELDS[column - 2]) == [value]
    broken = [i for i in found.issues if i.rule == "broken_identity"]
    assert {(i.level, i.cell, i.row) for i in broken if i.cell == cell} == {("warning", cell, 10)}


def test_a_stated_total_that_differs_names_its_own_cell() -> None:
    total = list(BODY[3])
    total[2] = 1400
    found = answer("form.xlsx", xlsx(Page([*TITLE, *HEADS, *BODY[:3], total], merges=MERGES)))
    assert [(i.level, i.rule, i.cell, i.value) for i in found.issues] == [("warning", "total_differs", "C12", "1400")]
    assert len(found.rows) == 2


def test_many_units_in_one_table() -> None:
    """The unit in a column, merged down its fields; another heading vocabulary ("Trễ hạn", "Qua mạng")."""
    rows = [
        ["TỔNG HỢP TÌNH HÌNH GIẢI QUYẾT HỒ SƠ QUÝ II/2024"],
        [
            "TT",
            "Đơn vị",
            "Lĩnh vực",
            "Tiếp nhận",
            None,
            None,
            None,
            "Đã giải quyết",
            None,
            None,
            None,
            "Đang giải quyết",
            None,
            None,
        ],
        [
            None,
            None,
            None,
            "Tổng",
            "Qua mạng",
            "Trực tiếp",
            "Kỳ trước",
            "Tổng",
            "Trước hạn",
            "Đúng hạn",
            "Trễ hạn",
            "Tổng",
            "Chưa đến hạn",
            "Quá hạn",
        ],
        [1, "Sở Y tế", "Dược", 10, 5, 3, 2, 6, 3, 2, 1, 4, 4, 0],
        [2, None, "Y tế dự phòng", 4, 4, 0, 0, 4, 4, 0, 0, 0, 0, 0],
        [3, "UBND huyện Yên Sơn", "Đất đai", 8, 1, 6, 1, 5, 2, 2, 1, 3, 1, 2],
    ]
    merges = ["A2:A3", "B2:B3", "C2:C3", "D2:G2", "H2:K2", "L2:N2", "B4:B5"]
    found = answer("quy 2.xlsx", xlsx(Page(rows, merges=merges)))
    assert of(found.issues, "error") + of(found.issues, "fatal") == []
    assert found.column("unit_id") == ["so-y-te", "so-y-te", "huyen-yen-son"]
    assert found.column("resolved_late") == [1, 0, 1]
    assert found.column("pending_overdue") == [0, 0, 2]
    assert {(row["period_start"], row["period_end"]) for row in found.rows} == {(date(2024, 4, 1), date(2024, 6, 30))}


def test_one_sheet_for_each_unit() -> None:
    pages = [Page(TITLE[:1] + TITLE[2:] + HEADS + BODY[:2], name) for name in ("Sở Y tế", "Huyện Na Hang")]
    found = answer("thang 5.xlsx", xlsx(*pages))
    assert found.column("unit_id") == ["so-y-te", "huyen-na-hang"]


def test_tiers_with_their_own_sums_are_counted_once() -> None:
    """Rows A and B state what the fields below them add up to."""
    row = [4, 2, 2, 0, 4, 2, 2, 0, 0, 0, 0]
    half = [2, 1, 1, 0, 2, 1, 1, 0, 0, 0, 0]
    rows = [
        *TITLE,
        *HEADS,
        ["A", "LĨNH VỰC CẤP TỈNH", *row],
        [1, "Dược", *row],
        ["B", "LĨNH VỰC CẤP XÃ", *half],
        [1, "Y tế", *half],
        [None, "TỔNG CỘNG", *(a + b for a, b in zip(row, half, strict=True))],
    ]
    found = answer("form.xlsx", xlsx(Page(rows, merges=MERGES)))
    assert found.column("field") == ["Dược", "Y tế"]
    assert found.issues == []
    rows[8][2] = 5
    assert [(i.rule, i.cell) for i in answer("form.xlsx", xlsx(Page(rows, merges=MERGES))).issues] == [
        ("total_differs", "C9")
    ]
