"""A 54,000-row dossier export with title lines, a signature block and 300 faulty cells, made the same every time."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

from openpyxl import Workbook

ROWS = 54_000
FAULTS = 300
HEADINGS = (
    "STT",
    "Mã hồ sơ",
    "Mã TTHC",
    "Đơn vị xử lý",
    "Hình thức nộp",
    "Ngày tiếp nhận",
    "Ngày hẹn trả",
    "Ngày trả kết quả",
    "Trạng thái",
    "Có phí",
    "Thanh toán trực tuyến",
    "Số hóa hồ sơ",
    "Số hóa kết quả",
    "Ghi chú",
)
UNITS = ("Sở Tư pháp", "Sở TN&MT", "Sở Y tế", "UBND huyện Na Hang", "UBND huyện Yên Sơn", "UBND TP Tuyên Quang")
CHANNELS = ("Trực tuyến", "Trực tiếp", "Bưu chính")


def write(path: Path, rows: int = ROWS) -> Path:
    """Write the workbook; every 180th row has a date that can't be."""
    random_numbers = random.Random(54)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Hồ sơ")
    for line in (
        "UBND TỈNH TUYÊN QUANG",
        "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
        "DANH SÁCH HỒ SƠ",
        "Số liệu tính đến ngày 31/05/2024",
    ):
        sheet.append([line])
    sheet.append([])
    sheet.append(list(HEADINGS))
    first = date(2024, 1, 1)
    for number in range(1, rows + 1):
        received = first + timedelta(days=random_numbers.randrange(140))
        due = received + timedelta(days=random_numbers.randrange(3, 30))
        closed = received + timedelta(days=random_numbers.randrange(1, 35))
        is_closed = closed <= date(2024, 5, 31)
        shown = "31/02/2024" if number % (ROWS // FAULTS) == 0 else received.strftime("%d/%m/%Y")
        row = [
            number,
            f"H60.{number:07d}",
            f"1.{number % 1800:06d}.H60",
            UNITS[number % 6],
            CHANNELS[number % 3],
            shown,
            due.strftime("%d/%m/%Y"),
            closed.strftime("%d/%m/%Y") if is_closed else None,
            "Đã trả kết quả" if is_closed else "Đang xử lý",
            "x" if number % 4 == 0 else None,
            "x" if number % 8 == 0 else None,
            "x",
            "x" if number % 3 else None,
            None,
        ]
        sheet.append(row)
    sheet.append([])
    sheet.append([None, None, None, None, None, None, None, None, "Tuyên Quang, ngày 03 tháng 6 năm 2024"])
    sheet.append([None, None, None, None, None, None, None, None, "NGƯỜI LẬP BIỂU"])
    book.save(path)
    return path
