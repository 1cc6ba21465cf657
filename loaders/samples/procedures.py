"""The list of procedures: 1.826 in May 2024, 1.941 in October 2023.

Both totals are published; the list itself is made from the offices' fields. Level counts are near the province's order
of size, not published ones: 812 full, 402 partial, the rest information.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from loaders.samples.book import Book, Row, Sheet, title_block
from loaders.samples.offices import ACTIONS, OFFICES, Office
from loaders.samples.world import MONTHS, Month, World, spread

TOTAL = 1826
FULL, PARTIAL = 812, 402
ESSENTIAL = 53  # 25 of Đề án 06 and 28 of QĐ 422/QĐ-TTg
LEVEL_WORDS = {"full": "Toàn trình", "partial": "Một phần", "information": "Cung cấp thông tin"}
OLD_LEVEL_WORDS = {"full": "Mức độ 4", "partial": "Mức độ 3", "information": "Mức độ 2"}
# (month of the version, rows that were not yet in it, rows of it that have gone since, levels in the old words)
# 1.826 - 36 + 151 = 1.941, which an article of late 2023 gives for the portal.
VERSIONS = ((MONTHS[0], 90, 130, True), (MONTHS[9], 36, 151, False), (MONTHS[16], 0, 0, False))
# The 25 first essential services (Đề án 06), in the words of reports; found again by their field and office.
ESSENTIAL_FIELDS = ("Hộ tịch", "Đất đai", "Việc làm", "Đường bộ", "Bảo trợ xã hội", "Thi, tuyển sinh", "Chứng thực")


@dataclass
class Procedure:
    code: str
    name: str
    field: str
    office: Office
    levels: tuple[bool, bool, bool]
    service_level: str = "information"
    has_fee: bool = False
    has_online_payment: bool = False
    is_essential: bool = False


def make_procedures(world: World) -> list[Procedure]:
    """The list of May 2024, by office; then the ones that earlier versions had and the last one dropped."""
    dice = world.dice("procedures")
    gone = max(old for _, _, old, _ in VERSIONS)
    sizes = [len([1 for objects in office.works.values() for _ in objects]) for office in OFFICES]
    most = [size * len(ACTIONS) for size in sizes]
    counts = [min(count, top) for count, top in zip(spread(TOTAL + gone, sizes, least=5), most, strict=True)]
    counts[sizes.index(max(sizes))] += TOTAL + gone - sum(counts)
    numbers = iter(dice.sample(range(1000, 13000), TOTAL + gone))
    procedures: list[Procedure] = []
    for office, count in zip(OFFICES, counts, strict=True):
        names = [(f, f"{act} {what}") for f, objects in office.works.items() for what in objects for act in ACTIONS]
        for field, name in sorted(dice.sample(names, count)):
            low = field in (
                "Hộ tịch",
                "Chứng thực",
                "Đất đai",
                "Bảo trợ xã hội",
                "Người có công",
                "Giáo dục và đào tạo",
            )
            levels = (not low or dice.random() < 0.5, low or dice.random() < 0.12, low and dice.random() < 0.6)
            levels = levels if any(levels) else (True, False, False)
            procedures.append(Procedure(f"1.{next(numbers):06d}.H60", name, field, office, levels))
    left_out = set(dice.sample(range(len(procedures)), gone))
    kept = [p for index, p in enumerate(procedures) if index not in left_out]
    _describe(world, kept)
    return kept + [p for index, p in enumerate(procedures) if index in left_out]


def _describe(world: World, procedures: list[Procedure]) -> None:
    dice = world.dice("procedures", "levels")
    order = dice.sample(procedures, len(procedures))
    for index, procedure in enumerate(order):
        procedure.service_level = "full" if index < FULL else "partial" if index < FULL + PARTIAL else "information"
        procedure.has_fee = dice.random() < 0.46
        procedure.has_online_payment = procedure.has_fee and procedure.service_level != "information"
    essential = [p for p in order if p.field in ESSENTIAL_FIELDS and p.service_level != "information"]
    for procedure in essential[:ESSENTIAL]:
        procedure.is_essential = True


def procedure_books(world: World, procedures: list[Procedure], month: Month) -> list[Book]:
    """A new list in the months in which it changed."""
    books = []
    for version, later, gone, old_words in VERSIONS:
        if version == month:
            new = set(world.dice("procedures", month).sample(range(TOTAL), later))
            rows = [p for index, p in enumerate(procedures[: TOTAL + gone]) if index not in new]
            books.append(_book(world, rows, month, OLD_LEVEL_WORDS if old_words else LEVEL_WORDS))
    return books


def _book(world: World, procedures: list[Procedure], month: Month, words: dict[str, str]) -> Book:
    received_at: datetime = world.received_at("procedures", "VP UBND tỉnh", month)
    sheet = Sheet("DM TTHC")
    title = (
        "DANH MỤC THỦ TỤC HÀNH CHÍNH THUỘC THẨM QUYỀN GIẢI QUYẾT TRÊN ĐỊA BÀN TỈNH TUYÊN QUANG",
        f"(Cập nhật đến ngày {month.last:%d/%m/%Y})",
    )
    title_block(sheet, received_at, 12, ("ỦY BAN NHÂN DÂN TỈNH TUYÊN QUANG", "VĂN PHÒNG"), title)
    sheet.heading(
        "STT | Mã TTHC | Tên thủ tục hành chính | Lĩnh vực | Cơ quan thực hiện | Cấp thực hiện | < | < | "
        "Mức độ dịch vụ công | Phí, lệ phí | Thanh toán trực tuyến | Dịch vụ công thiết yếu",
        "^ | ^ | ^ | ^ | ^ | Cấp tỉnh | Cấp huyện | Cấp xã | ^ | ^ | ^ | ^",
    )
    for number, p in enumerate(procedures, 1):
        marks: Row = ["x" if level else None for level in p.levels]
        flags: Row = ["x" if flag else None for flag in (p.has_fee, p.has_online_payment, p.is_essential)]
        # Names of offices in full or in short, as the lists of the offices were pasted together.
        office = p.office.name if number % 3 else p.office.short
        sheet.add(number, p.code, p.name, p.field, office, *marks, words[p.service_level], *flags)
    sheet.add(None, f"Danh mục gồm {len(procedures)} thủ tục hành chính./.")
    return Book(f"{month}/Danh muc TTHC tinh {month.last:%d-%m-%Y}.xlsx", "procedures", received_at, [sheet])
