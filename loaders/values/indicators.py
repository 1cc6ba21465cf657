"""What an indicator is called and measured in, where a table of indicators has no column for it."""

from __future__ import annotations

import re
from typing import Any

from loaders.spelling import plain

STATED_MEASURE = re.compile(r"(?im)(?:đơn vị tính|đvt)\s*:\s*([^\n;.()]{1,30}?)\s*\)?\s*$")
NAMED_MEASURE = re.compile(r"\s*\(\s*((?!trong đó|gồm|bao gồm|lũy kế|theo|nếu)[^()\d]{1,20})\)\s*$")
# "… của các huyện, thành phố năm 2024" behind a name says of whom and when the figures are.
BEHIND_NAME = re.compile(
    r"(?i)\s+(?:của|theo|tại|trên địa bàn|ở)\s+(?:các\s+|từng\s+)?"
    r"(?:huyện|sở|xã|đơn vị|cơ quan|địa phương|tỉnh|tháng|quý)\b.*$"
    r"|\s+(?:trong\s+)?(?:tháng|quý|năm|giai đoạn)\s+(?:\d|[ivx]+\b).*$"
)
STATED_NAME = re.compile(r"(?i)^\s*(?:tên |nội dung )?(?:chỉ tiêu|chỉ số|nội dung)\s*[:：]\s*(.+)$")


def name_in_title(rows: Any) -> None:
    """indicator_name of a table of one indicator by unit or month: "Chỉ tiêu: …" above it; fatal where nothing says."""
    if any(rows.get("indicator_name")) or any(rows.get("indicator_code")) or not len(rows):
        return
    stated = (STATED_NAME.match(line) for line in rows.table.title)
    if found := next(filter(None, stated), None):
        remark = NAMED_MEASURE.search(found[1])
        name = BEHIND_NAME.sub("", NAMED_MEASURE.sub("", found[1])) + (f" ({remark[1]})" if remark else "")
        rows.values["indicator_name"] = [" ".join(name.split())] * len(rows)
        return
    rows.say_table(
        "fatal",
        "missing_heading",
        "không rõ số liệu là của chỉ tiêu nào: bảng không có cột “Chỉ tiêu”, tiêu đề cũng không ghi",
        "thêm cột “Chỉ tiêu”, hoặc ghi phía trên bảng, ví dụ “Chỉ tiêu: Tỷ lệ hồ sơ trực tuyến (%)”",
        column="Chỉ tiêu",
    )


def measure(rows: Any) -> None:
    """measured_in where no column gives it: the remark behind the name ("Văn bản ký số (văn bản)"), else the title's
    "Đơn vị tính: …"; null where neither is there."""
    if any(rows.get("measured_in")):
        return
    title = "\n".join(rows.table.title)
    stated = STATED_MEASURE.search(title)
    rows.values["measured_in"] = [
        found[1].strip() if name and (found := NAMED_MEASURE.search(name)) else stated[1].strip() if stated else None
        for name in rows.get("indicator_name")
    ]


def indicator_code(rows: Any) -> None:
    """indicator: the agency's code, or the name made into one ("Thẻ CCCD gắn chip" -> the_cccd_gan_chip).

    A unit of measure in parentheses behind the name is not part of it: with a column of its own it would not be there.
    """
    codes = rows.get("indicator_code")
    names = [NAMED_MEASURE.sub("", name) if name else None for name in rows.get("indicator_name")]
    rows.values["indicator"] = [
        code or (re.sub(r"[^a-z0-9]+", "_", plain(name)).strip("_") if name else None)
        for code, name in zip(codes, names, strict=True)
    ]
