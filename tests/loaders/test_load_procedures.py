"""The list of procedures: fields as group rows, levels old and new, marks for the three tiers."""

from __future__ import annotations

from datetime import date, datetime

from loaders.reading import read_file
from tests.workbook import Answer, Page, answer, of, places, xlsx

ROWS = [
    ["UBND TỈNH TUYÊN QUANG", None, None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    ["VĂN PHÒNG", None, None, None, "Độc lập - Tự do - Hạnh phúc"],
    ["DANH MỤC THỦ TỤC HÀNH CHÍNH THUỘC THẨM QUYỀN GIẢI QUYẾT TRÊN ĐỊA BÀN TỈNH"],
    [
        "STT",
        "Mã TTHC",
        "Tên thủ tục hành chính",
        "Cơ quan thực hiện",
        "Cấp thực hiện",
        None,
        None,
        "Mức độ cung cấp dịch vụ công",
        "Phí, lệ phí",
        "Thanh toán trực tuyến",
        "DVC thiết yếu",
        "Ghi chú",
    ],
    [None, None, None, None, "Tỉnh", "Huyện", "Xã", None, None, None, None, None],
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
    ["A", "LĨNH VỰC HỘ TỊCH"],
    [1, "1.001193.H60", "Đăng ký khai sinh", "Sở Tư pháp", None, None, "x", "Toàn trình", None, None, "x"],
    [2, "2.000528.H60", "Đăng ký khai sinh có yếu tố nước ngoài", "nt", None, "x", None, "Một phần", "x", "x", None],
    ["B", "LĨNH VỰC ĐẤT ĐAI"],
    [3, "1.012753.H60", "Đăng ký đất đai lần đầu", "Sở TN&MT", "x", "x", None, "Mức độ 2", "x", None, None],
    [
        4,
        "1.012754.H60",
        "Đăng ký biến động",
        "Sở Tài nguyên - Môi trường",
        "x",
        None,
        None,
        "mức 4",
        "Không",
        None,
        None,
    ],
    [None, "Tổng số: 04 thủ tục"],
]


def test_the_whole_list() -> None:
    merges = ["E4:G4", *(f"{c}4:{c}5" for c in "ABCDHIJKL")]
    found = answer("TTHC.xlsx", xlsx(Page(ROWS, merges=merges)))
    assert found.source == "procedures"
    assert of(found.issues, "error") + of(found.issues, "fatal") == []
    assert found.column("procedure_code") == ["1.001193.H60", "2.000528.H60", "1.012753.H60", "1.012754.H60"]
    assert [field.casefold() for field in found.column("field")] == ["hộ tịch"] * 2 + ["đất đai"] * 2
    land = "so-tai-nguyen-va-moi-truong"
    assert found.column("agency_id") == ["so-tu-phap", "so-tu-phap", land, land]
    assert found.column("at_province") == [False, False, True, True]
    assert found.column("at_district") == [False, True, True, False]
    assert found.column("at_commune") == [True, False, False, False]
    assert found.column("service_level") == ["full", "partial", "information", "full"]
    assert found.column("has_fee") == [False, True, True, False]
    assert found.column("has_online_payment") == [False, True, False, False]
    assert found.column("is_essential") == [True, False, False, False]
    assert set(found.column("reported_on")) == {None}


def test_a_dated_list_says_its_day() -> None:
    rows = [
        ["DANH MỤC TTHC (cập nhật đến ngày 15/5/2024)"],
        ["Mã số TTHC", "Tên TTHC", "Lĩnh vực", "Mức độ"],
        ["1.000001.H60", "Cấp bản sao trích lục hộ tịch", "Hộ tịch", 4],
        ["1.000002.H60", "Chứng thực bản sao", "Chứng thực", 3],
    ]
    found = answer("tthc.xlsx", xlsx(rows))
    assert set(found.column("reported_on")) == {date(2024, 5, 15)}
    assert found.column("service_level") == ["full", "partial"]
    assert found.column("at_province") == [None, None]


def test_an_undated_list_names_the_departments_of_its_own_time() -> None:
    """Half of the departments were merged in 2025: a list that names the old ones is an old list, whenever it comes."""
    rows = [
        ["Mã TTHC", "Tên TTHC", "Mức độ", "Cơ quan"],
        ["1.000001.H60", "A", "Toàn trình", "Sở TT&TT"],
        ["1.000002.H60", "B", "Toàn trình", "Sở Tư pháp"],
    ]
    readings, _ = read_file("a.xlsx", xlsx(rows), places(), datetime.fromisoformat("2026-11-22T08:00:00+07:00"))
    assert Answer(readings[0]).column("agency_id") == ["so-thong-tin-va-truyen-thong", "so-tu-phap"]
    rows[1][3] = "Sở Nông nghiệp và Môi trường"
    readings, _ = read_file("a.xlsx", xlsx(rows), places(), datetime.fromisoformat("2026-11-22T08:00:00+07:00"))
    assert Answer(readings[0]).column("agency_id") == ["so-nong-nghiep-va-moi-truong", "so-tu-phap@2025"]
