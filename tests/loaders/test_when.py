"""Words to time: the day a report stands for is never the day of a document or of signing."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from loaders.contract import BadCell, CellError, Formula
from loaders.values import due_days, when


def d(text: str) -> date:
    """31/5/2024 as a date."""
    day, month, year = map(int, text.split("/"))
    return date(year, month, day)


REPORT_DAYS = [
    ("tính đến ngày 31/5/2024", "31/5/2024"),
    ("(Tính đến hết ngày 31 tháng 5 năm 2024)", "31/5/2024"),
    ("Số liệu đến 31.05.2024", "31/5/2024"),
    ("SỐ LIỆU TÍNH ĐẾN 17H00 NGÀY 31/5/2024", "31/5/2024"),
    ("Số liệu chốt đến 31-05-24", "31/5/2024"),
    ("Danh sách trạm BTS đến 31/5 (năm 2024)", "31/5/2024"),
    ("Danh sách trạm ngày 31/5/2024", "31/5/2024"),
    ("Tháng 5/2024", "31/5/2024"),
    ("BÁO CÁO THÁNG 05 NĂM 2024", "31/5/2024"),
    ("BÁO CÁO THÁNG 5\nNĂM 2024", "31/5/2024"),
    ("T5/2024", "31/5/2024"),
    ("T2.2024", "29/2/2024"),
    ("Kỳ báo cáo: 05/2024", "31/5/2024"),
    ("Quý II/2024", "30/6/2024"),
    ("Quý 2 năm 2024", "30/6/2024"),
    ("QUÝ IV NĂM 2023", "31/12/2023"),
    ("6 tháng đầu năm 2024", "30/6/2024"),
    ("9 tháng năm 2024", "30/9/2024"),
    ("6 tháng cuối năm 2024", "31/12/2024"),
    ("Báo cáo tháng 5 và 5 tháng đầu năm 2024", "31/5/2024"),
    ("Năm 2024", "31/12/2024"),
    ("(Từ ngày 15/4/2024 đến ngày 14/5/2024)", "14/5/2024"),
    ("NHIỆM VỤ ĐỀ ÁN 06 THÁNG 5/2024", "31/5/2024"),
    ("Thống kê theo Quyết định số 04/QĐ-BCĐ ngày 06/6/2024, tính đến 31/5/2024", "31/5/2024"),
    ("Số liệu tính đến ngày 31/5/2024\nTuyên Quang, ngày 05 tháng 6 năm 2024", "31/5/2024"),
    ("Tháng 5 năm 2024 (trạm phát sóng từ ngày 01/6/2023)", "31/5/2024"),
    # days that are not the report's
    ("Tuyên Quang, ngày 05 tháng 6 năm 2024", None),
    ("Quyết định số 04/QĐ-BCĐ ngày 06/6/2024", None),
    ("(Kèm theo Quyết định số 3063/QĐ-BTC ngày 22/12/2010)", None),
    ("Kế hoạch số 264/KH-UBND ngày 19/12/2023 của UBND tỉnh", None),
    ("Kế hoạch 264/KH-UBND, ngày 19 tháng 12 năm 2023", None),
    ("(Ban hành kèm theo Thông tư số 01/2020/TT-VPCP ngày 21 tháng 10 năm 2020)", None),
    ("(Kèm theo Công văn số      /STTTT-BCVT ngày      /6/2024 của Sở)", None),
    ("Quyết định số …/QĐ-UBND ngày … tháng … năm 2024", None),
    ("Thực hiện Quyết định ngày 06/01/2022 của Thủ tướng Chính phủ", None),
    ("Kế hoạch chuyển đổi số năm 2024", None),
    ("Kế hoạch giai đoạn 2021-2025", None),
    ("Đề án 06", None),
    ("Biểu số II.06a/VPCP/KSTT", None),
    ("Ngày 31/02/2024", None),
    ("Trang tính1", None),
]


@pytest.mark.parametrize(("text", "expected"), REPORT_DAYS)
def test_report_day(text: str, expected: str | None) -> None:
    assert when.report_day(text) == (d(expected) if expected else None)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("(Từ ngày 01/05/2024 đến ngày 31/05/2024)", "1/5/2024", "31/5/2024"),
        ("Kỳ báo cáo: 15/4/2024 - 14/5/2024", "15/4/2024", "14/5/2024"),
        ("01/05/2024-31/05/2024", "1/5/2024", "31/5/2024"),
        ("Từ 00:00 ngày 01/05/2024 đến 23:59 ngày 31/05/2024", "1/5/2024", "31/5/2024"),
        ("(Từ ngày 15/4 đến ngày 14/5/2024)", "15/4/2024", "14/5/2024"),
        ("(Từ ngày 01 đến ngày 31 tháng 5 năm 2024)", "1/5/2024", "31/5/2024"),
        ("Từ đầu năm đến ngày 31/5/2024", "1/1/2024", "31/5/2024"),
        ("Từ tháng 1 đến tháng 5 năm 2024", "1/1/2024", "31/5/2024"),
        ("Tháng 5/2024", "1/5/2024", "31/5/2024"),
        ("THÁNG 02 NĂM 2023", "1/2/2023", "28/2/2023"),
        ("Quý II/2024", "1/4/2024", "30/6/2024"),
        ("5 tháng đầu năm 2024", "1/1/2024", "31/5/2024"),
        ("6 tháng cuối năm 2024", "1/7/2024", "31/12/2024"),
        ("Năm 2023", "1/1/2023", "31/12/2023"),
        ("(Ban hành kèm theo Thông tư số 01/2020/TT-VPCP)\nTháng 5/2024", "1/5/2024", "31/5/2024"),
    ],
)
def test_period(text: str, first: str, last: str) -> None:
    assert when.period(text) == (d(first), d(last))


@pytest.mark.parametrize(
    "text", ["tính đến ngày 31/5/2024", "Biểu số II.06a/VPCP/KSTT", "", "Tuyên Quang, ngày 5 tháng 6 năm 2024"]
)
def test_a_mere_day_is_no_period(text: str) -> None:
    assert when.period(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tuyên Quang, ngày 05 tháng 6 năm 2024", "5/6/2024"),
        ("Na Hang, ngày 5/6/2024", "5/6/2024"),
        ("Ngày 05 tháng 06 năm 2024\nNGƯỜI LẬP BIỂU", "5/6/2024"),
        ("Tuyên Quang, ngày    tháng 6 năm 2024", None),
        ("Tuyên Quang, ngày … tháng … năm 2024", None),
        ("Ghi chú: số liệu tính đến ngày 31/5/2024", None),
        ("Theo Quyết định số 04/QĐ-BCĐ ngày 06/6/2024", None),
    ],
)
def test_signature_day(text: str, expected: str | None) -> None:
    assert when.signature_day(text) == (d(expected) if expected else None)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("bts_viettel_202405.xlsx", "31/5/2024"),
        ("bts_viettel_2024-05-31.xlsx", "31/5/2024"),
        ("bts_310524.xls", "31/5/2024"),
        ("hoso_20240531.csv", "31/5/2024"),
        ("hoso_31052024.csv", "31/5/2024"),
        ("Báo cáo T5.2024.xlsx", "31/5/2024"),
        ("hoso_T05_2024(1).xlsx", "31/5/2024"),
        ("thang5_2024.xlsx", "31/5/2024"),
        ("Tháng 5 năm 2024.xlsx", "31/5/2024"),
        ("so_lieu_05-2024.xls", "31/5/2024"),
        ("so_lieu_05_2024.xls", "31/5/2024"),
        ("2024.05 - Viettel.xlsx", "31/5/2024"),
        ("II.06a_VPCP_KSTT_thang_5_2024.xlsx", "31/5/2024"),
        ("quy2_2024.xlsx", "30/6/2024"),
        ("6thang_2024.xlsx", "30/6/2024"),
        ("nhan_vien/2023/bao cao 27_10_2023 14_5.xls", "27/10/2023"),
        ("archive_2023.zip/bts_202405.xlsx", "31/5/2024"),
        ("DA06_2024-05.xlsx", "31/5/2024"),
        ("hoso_2024-05-31.csv", "31/5/2024"),
        ("ho so 31.05.2024.xlsx", "31/5/2024"),
        ("bieu_06_2024.xlsx", None),
        ("de_an_06_2024.xlsx", None),
        ("chuyen_doi_so_2024.xlsx", None),
        ("PCI_2016.xlsx", None),
        ("danh sach.xlsx", None),
    ],
)
def test_file_day(name: str, expected: str | None) -> None:
    assert when.file_day(name) == (d(expected) if expected else None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kết quả xếp hạng năm 2023", 2023),
        ("PCI 2013", 2013),
        ("2011_PAPI", 2011),
        ("DTI năm 2023 (công bố ngày 23/5/2024)", 2023),
        ("Xếp hạng năm 2023 theo Quyết định số 922/QĐ-BTTTT ngày 20/5/2022", 2023),
        ("Kèm theo Quyết định số 922/QĐ-BTTTT ngày 20/5/2022", None),
        ("Giai đoạn 2011-2016", None),
        ("Summary_VN", None),
    ],
)
def test_year(text: str, expected: int | None) -> None:
    assert when.year(text) == expected


@pytest.mark.parametrize(
    ("cell", "expected", "is_recurring"),
    [
        ("30/6/2024", "30/6/2024", False),
        ("Trước 30/6/2024", "30/6/2024", False),
        ("Trước ngày 30/6/2024", "30/6/2024", False),
        ("Từ 01/01/2024 đến 30/6/2024", "30/6/2024", False),
        (date(2024, 6, 30), "30/6/2024", False),
        (datetime(2024, 6, 30, 17), "30/6/2024", False),
        (45473.0, "30/6/2024", False),
        ("Quý II/2024", "30/6/2024", False),
        ("Quý II, III/2024", "30/9/2024", False),
        ("Tháng 5/2024", "31/5/2024", False),
        ("Trong tháng 6 năm 2024", "30/6/2024", False),
        ("5/2024", "31/5/2024", False),
        ("6 tháng đầu năm 2024", "30/6/2024", False),
        ("Năm 2024", "31/12/2024", False),
        (2024.0, "31/12/2024", False),
        ("2023-2024", "31/12/2024", False),
        ("2024-2025", "31/12/2025", False),
        ("Giai đoạn 2021 - 2025", "31/12/2025", False),
        ("Thường xuyên", None, True),
        ("TX", None, True),
        ("Hằng tháng", None, True),
        ("Hàng tháng", None, True),
        ("Hằng quý", None, True),
        ("Trước ngày 25 hằng tháng", None, True),
        ("Thường xuyên trong năm 2024", None, True),
        ("1 quý/lần", None, True),
        ("Mỗi tháng", None, True),
        ("Ngày 20 tháng cuối quý", None, True),
        ("Theo yêu cầu", None, False),
        ("Đột xuất", None, False),
        ("Q.II/2024", "30/6/2024", False),
        ("Tháng Sáu/2024", "30/6/2024", False),
        ("tháng mười hai năm 2024", "31/12/2024", False),
        ("Năm 2024 và các năm tiếp theo", "31/12/2024", False),
        ("20240630", "30/6/2024", False),
        (6.2024, "30/6/2024", False),
        (None, None, False),
        ("  ", None, False),
        ("-", None, False),
    ],
)
def test_due(cell: object, expected: str | None, is_recurring: bool) -> None:
    assert due_days.due(cell) == (d(expected) if expected else None, is_recurring)


@pytest.mark.parametrize(
    ("cell", "rule", "level"),
    [
        ("31/6/2024", "impossible_day", "error"),
        ("Trước ngày 31/02/2024", "impossible_day", "error"),
        (CellError("#REF!"), "cell_error", "error"),
        (Formula("=A1"), "formula_without_value", "warning"),
        ("Sớm nhất có thể", "unknown_due", "warning"),
        ("Quý II", "unknown_due", "warning"),
        ("Sau 30/6/2024", "unknown_due", "warning"),
        (202406, "unknown_due", "warning"),
        ("30/6", "unknown_due", "warning"),
        ("Tháng 13/2024", "unknown_due", "warning"),
    ],
)
def test_a_due_text_without_a_day_says_why(cell: object, rule: str, level: str) -> None:
    with pytest.raises(BadCell) as caught:
        due_days.due(cell)
    assert (caught.value.rule, caught.value.level) == (rule, level)
    assert caught.value.fix


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("31/12", "31/12/2024"),
        ("Đến 30/6", "30/6/2024"),
        ("30/6 và 31/12", "31/12/2024"),
        ("trong tháng 6", "30/6/2024"),
        ("Quý IV", "31/12/2024"),
        ("Quý I, II", "30/6/2024"),
        ("6 tháng đầu năm", "30/6/2024"),
        ("Cuối năm", "31/12/2024"),
        ("31/6", None),
        ("Tháng 13", None),
        ("Sớm nhất có thể", None),
        ("Theo lộ trình của Bộ", None),
    ],
)
def test_words_without_a_year_are_of_the_plan_s_year(text: str, expected: str | None) -> None:
    assert due_days.due_in(text, 2024) == (d(expected) if expected else None)


def test_days_of_a_column_that_writes_months_first() -> None:
    assert due_days.due("06/30/2024", month_first=True) == (date(2024, 6, 30), False)
    assert due_days.due("Trước 06/12/2024", month_first=True) == (date(2024, 6, 12), False)


@pytest.mark.parametrize(
    ("text", "last"),
    [("Tháng 3", "31/3/2024"), ("T3", "31/3/2024"), ("Quý II", "30/6/2024"), ("DA06 2024 thang 5", "31/5/2024")],
)
def test_a_month_whose_year_stands_elsewhere(text: str, last: str) -> None:
    found = when.months_in(text, 2024)
    assert found is not None and found[1] == d(last)


@pytest.mark.parametrize("text", ["Biểu 3", "Sheet1", "Tháng 3/2023", "tháng 3 và tháng 5 (2 kỳ)", "Năm 2024"])
def test_no_month_of_that_year(text: str) -> None:
    assert when.months_in(text, 2024) is None


def test_a_plan_s_year_is_no_report_day() -> None:
    assert when.report_day("Đề án 06 năm 2024") is None
    assert when.report_day("DANH MỤC NĂM 2024") == date(2024, 12, 31)
    assert when.report_day("DANH MỤC NĂM 2024", takes_years=False) is None
