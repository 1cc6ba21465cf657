"""Công an tỉnh's monthly indicators per district: identity cards, VNeID accounts. Values and targets are invented."""

from __future__ import annotations

from loaders.samples.book import Book, Sheet, signature, title_block
from loaders.samples.world import MONTHS, Month, World

# (name, unit of measure, start and gain a month in percent of the target)
INDICATORS = (
    ("Thẻ CCCD gắn chip đã cấp", "thẻ", 88.0, 0.7),
    ("Tài khoản VNeID mức độ 2 đã kích hoạt", "tài khoản", 31.0, 3.4),
    ("Hồ sơ cư trú nộp trực tuyến", "hồ sơ", 42.0, 2.9),
    ("Cơ sở lưu trú đã cài đặt phần mềm ASM", "cơ sở", 20.0, 4.4),
)
PEOPLE = {
    "Thẻ CCCD gắn chip đã cấp": 74_000,
    "Tài khoản VNeID mức độ 2 đã kích hoạt": 61_000,
    "Hồ sơ cư trú nộp trực tuyến": 1_150,
    "Cơ sở lưu trú đã cài đặt phần mềm ASM": 64,
}


def indicator_books(world: World, month: Month) -> list[Book]:
    received_at = world.received_at("indicators", "Công an tỉnh", month)
    sheet = Sheet(f"Thang {month.number}")
    title = ("KẾT QUẢ THỰC HIỆN CHỈ TIÊU ĐỀ ÁN 06 THEO ĐỊA BÀN", f"(Số liệu đến ngày {month.last:%d/%m/%Y})")
    title_block(sheet, received_at, 7, ("BỘ CÔNG AN", "CÔNG AN TỈNH TUYÊN QUANG"), title)
    sheet.heading("TT | Tên chỉ tiêu | Địa bàn | Đơn vị tính | Chỉ tiêu giao | Kết quả thực hiện | Ghi chú")
    number = 0
    for name, measured_in, start, gain in INDICATORS:
        top = len(sheet.rows) + 1
        for district in world.districts:
            number += 1
            dice = world.dice("indicators", name, district.name)
            target = round(PEOPLE[name] * dice.uniform(0.5, 1.5))
            share = min(0.995, (start * dice.uniform(0.9, 1.06) + gain * MONTHS.index(month)) / 100)
            city = district.kind_word == "Thành phố"
            where = (
                "TP Tuyên Quang" if city else f"H. {district.short_name}" if number % 5 == 0 else district.short_name
            )
            sheet.add(
                number, name if len(sheet.rows) + 1 == top else None, where, measured_in, target, round(target * share)
            )
        sheet.merge(top, 2, len(sheet.rows), 2)
    signature(sheet, received_at.date(), 7, "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC")
    return [
        Book(
            f"{month}/CAT_chi tieu DA06 thang {month.number:02d}.{month.year}.xlsx",
            "indicator_values",
            received_at,
            [sheet],
        )
    ]
