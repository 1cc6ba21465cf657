"""What is about a person and must not get further than the archive: columns by their headings, numbers by their shape.

Decree 13/2023/NĐ-CP on personal data: the centre needs no name, identity number, telephone or address of anyone, so
it keeps none. Columns made for them are never read. Numbers typed into a column of free text are masked before
anything is made of the cell, and the sender is told; codes (of dossiers, procedures, stations) are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from loaders.contract import Column, Source

DOT = "•"
HIDDEN = DOT * 3
# Known in every source and never read. A heading that a contract wants for itself is the contract's: "Địa chỉ" is
# where a station stands. "*" lets more words follow; only where the first words can mean no criterion of a ranking.
HEADINGS = (
    *("Họ tên", "Họ và tên", "Họ, tên", "Họ tên *", "Họ và tên *", "Họ, tên *", "Tên công dân", "Tên khách hàng"),
    *("Người nộp", "Người nộp *", "Tên người *", "Chủ hồ sơ", "Chủ hồ sơ *", "Tên chủ hồ sơ", "Người được cấp"),
    *("Người yêu cầu", "Người ủy quyền", "Người được ủy quyền", "Người đại diện", "Người đại diện *", "Chủ hộ"),
    *("Tên chủ hộ", "Trưởng thôn", "Trưởng bản", "Người có uy tín", "Người liên hệ", "Người liên hệ *", "Đầu mối"),
    *("Đầu mối liên hệ", "Cán bộ đầu mối", "Cán bộ phụ trách", "Cán bộ xử lý", "Cán bộ tiếp nhận", "Cán bộ thụ lý"),
    *("Người tiếp nhận", "Người xử lý", "Người thực hiện", "Người phụ trách", "Người báo cáo", "Người lập"),
    *("CCCD", "CMND", "CMT", "Số CCCD", "Số CMND", "Số CMT", "CCCD/CMND", "CMND/CCCD", "Số CCCD/CMND"),
    *("Số CMND/CCCD", "Số CCCD/CMND/định danh", "Số CMND/CCCD/định danh", "CCCD/CMND/Hộ chiếu", "CMND/CCCD/Hộ chiếu"),
    *("Số CCCD/CMND/Hộ chiếu", "Số CMND/CCCD/Hộ chiếu", "Căn cước", "Số căn cước", "Căn cước công dân"),
    *("Số căn cước công dân", "Số thẻ căn cước", "Chứng minh nhân dân", "Số chứng minh nhân dân", "Số định danh"),
    *("Số định danh cá nhân", "Mã định danh cá nhân", "Mã số định danh cá nhân", "Số CCCD *", "Số CMND *", "Hộ chiếu"),
    *("Số hộ chiếu", "Giấy tờ tùy thân", "Số giấy tờ tùy thân", "Số giấy tờ", "Mã số thuế cá nhân", "Số tài khoản"),
    *("Số điện thoại", "Điện thoại", "SĐT", "Số ĐT", "ĐT", "Di động", "Số di động", "Điện thoại di động"),
    *("Điện thoại liên hệ", "Số điện thoại liên hệ", "SĐT liên hệ", "Số điện thoại người *", "Điện thoại người *"),
    *("SĐT người *", "Số máy", "Hotline", "Zalo", "Số Zalo", "Phone", "Phone number", "Tel", "Mobile"),
    *("Địa chỉ", "Địa chỉ người *", "Địa chỉ công dân", "Địa chỉ thường trú", "Địa chỉ tạm trú", "Địa chỉ liên hệ"),
    *("Địa chỉ nhà", "Nơi ở", "Nơi ở *", "Nơi cư trú", "Nơi thường trú", "Nơi tạm trú", "Chỗ ở", "Chỗ ở *", "Hộ khẩu"),
    *("Hộ khẩu *", "Email", "E-mail", "Email người *", "Email liên hệ", "Thư điện tử", "Địa chỉ email"),
    *("Địa chỉ thư điện tử", "Hộp thư", "Hòm thư", "Ngày sinh", "Năm sinh", "Ngày tháng năm sinh"),
    *("Ngày, tháng, năm sinh", "Nơi sinh", "Quê quán", "Giới tính", "Chữ ký"),
)

# 079123456789, 0912 345 678, 0912.34.56.78, (0207) 3822 123, +84 912 345 678. Not inside a code or a decimal, and no
# day: the first group has three digits at least.
_NUMBER = re.compile(
    r"(?<![\w.,+•-])(?:\+84[ .-]?\d{1,4}|\(\+84\)[ .-]?\d{1,4}|84[2-9]\d|\(?0\d{2,11}\)?)"
    r"(?:[ .-]?\d{2,9}){0,4}(?!\w|[.,-]\d)"
)
# Nine digits are an old identity number only where the words before say so; they may be a sum of money.
_OLD_IDENTITY = re.compile(r"((?:CMND|CMTND|CMT|chứng minh nhân dân|chứng minh thư)\D{0,12})(\d{9})(?!\d)", re.I)
# Without its nought a telephone is nine digits that may be anything, unless the words before say what it is.
_CALLED = re.compile(
    r"((?:điện thoại|đ/?t|sđt|số máy|di động|liên hệ|lh|gọi|zalo|hotline|tel)\W{0,4}(?:số\W{0,3})?)"
    r"([35789]\d{8})(?!\d)",
    re.I,
)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_DIGITS = re.compile(r"\D+")
# What every such number has: a run of digits behind a nought, or one of these. Most texts are done with by that look.
_RUN = re.compile(r"0\d[\d .()-]{7}")
_SIGNS = ("84", "CM", "cm", "hứng minh", "@")
_NINE = re.compile(r"(?<!\d)[35789]\d{8}(?!\d)")
_ANYWHERE = re.compile(r"0\d[\d .()-]{7}|84[ .)-]?\d[\d .-]{6}|\d{9}|@")
# Alone in a cell: an identity number, its nought lost where a spreadsheet took it for a number.
_LONE_IDENTITY = re.compile(r"(?!84)[1-9]\d{10,11}")
# Also where any number may stand: telephones (912345678, 2073822123), and identity numbers of the provinces 001 to
# 008 without their noughts (Tuyên Quang has 008).
_LONE_SHORT = re.compile(r"[35789]\d{8}|2\d{9}|[12468][0-3]\d{8}")
_CODES = ("_code", "_no")


def is_code(source: Source, field: str) -> bool:
    """Whether the field tells rows apart: its texts are codes and are never masked."""
    column = next((one for one in source.columns if one.field == field), None)
    return column is not None and column.kind.name == "text" and (field in source.key or field.endswith(_CODES))


def is_free_text(source: Source, column: Column) -> bool:
    """Whether the warehouse keeps what anyone typed there."""
    if column.kind.name == "raw":
        return column.stored
    return column.kind.name == "text" and not is_code(source, column.field)


def masked(text: str) -> str:
    """The text with identity numbers and telephones reduced to their first three digits, "079•••••••••", and without
    e-mail addresses."""
    if _is_lone(text, _LONE_IDENTITY):
        return _mask(text.strip())
    if not _may_hold(text):
        return text
    text = _MAIL.sub(f"{HIDDEN}@{HIDDEN}", text) if "@" in text else text
    text = _CALLED.sub(lambda found: found[1] + _mask(found[2]), text)
    return _OLD_IDENTITY.sub(lambda found: found[1] + _mask(found[2]), _NUMBER.sub(_masked_number, text))


def _is_lone(text: str, pattern: re.Pattern[str]) -> bool:
    """Whether the cell is such a number and nothing else; round ones are sums of money."""
    text = text.strip()
    return 9 <= len(text) <= 12 and pattern.fullmatch(text) is not None and not text.endswith("000")


def _may_hold(text: str) -> bool:
    return _RUN.search(text) is not None or any(sign in text for sign in _SIGNS) or _NINE.search(text) is not None


def _masked_number(found: re.Match[str]) -> str:
    text = found[0]
    digits = _DIGITS.sub("", text)
    if text.startswith(("+84", "(+84", "84")):
        digits = "0" + digits[2:]
    is_mobile = len(digits) == 10 and digits[1] in "35789"
    is_landline = len(digits) == 11 and digits[1] == "2"
    is_identity = len(digits) == 12
    return _mask(digits) if is_mobile or is_landline or is_identity else text


def _mask(digits: str) -> str:
    return digits[:3] + DOT * (len(digits) - 3)


def may_be_in(cells: Sequence[str]) -> bool:
    """Whether any of these texts may hold such a number, by one look at them all."""
    return _ANYWHERE.search("\n".join(cells)) is not None


def hidden(cells: Sequence[Any]) -> tuple[list[Any], list[int]]:
    """The cells of a column of free text with such numbers masked, and the positions of those that had one; numbers
    typed as numbers too. Each distinct cell is read once."""
    changed: dict[Any, str] = {}
    for cell in set(cells):
        text = cell if isinstance(cell, str) else _digits(cell)
        if text and (short := _mask(text.strip()) if _is_lone(text, _LONE_SHORT) else masked(text)) != text:
            changed[cell] = short
    if not changed:
        return list(cells), []
    found = [position for position, cell in enumerate(cells) if cell in changed]
    result = list(cells)
    for position in found:
        result[position] = changed[cells[position]]
    return result, found


def _digits(cell: object) -> str:
    """A whole number's digits, "" for anything else."""
    is_whole = isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) < 1e13 and cell == int(cell)
    return str(int(cell)) if is_whole else ""  # type: ignore[call-overload]
