"""Levels of a procedure that a list gives otherwise than in one column: marks under "Toàn trình | Một phần", or the
tiers named in words under "Cấp thực hiện"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from loaders.contract import Convention, Doubt, Kind
from loaders.spelling import plain

SERVICE = (("full_mark", "full"), ("partial_mark", "partial"), ("information_mark", "information"))
TIERS = (("at_province", r"tinh|so|tw"), ("at_district", r"huyen|thanh pho|quan"), ("at_commune", r"xa|phuong"))
# "UBND cấp xã" and "UBND huyện, thành phố" are a tier, not a unit.
TIER = re.compile(
    r"(ubnd|uy ban nhan dan)?\s*(cac\s+)?((cap|xa|huyen|tinh|phuong|thi tran|thanh pho|va|hoac)\b[\s,/;&]*)+"
)


def or_tier(kind: Kind) -> Kind:
    """A kind of unit whose cells may name a tier instead: no unit then, and a warning."""

    def one(cell: Any, convention: Convention) -> Any:
        value = kind.one(cell, convention)
        if not isinstance(value, str):
            return value
        parts = [part.strip() for part in re.split(r"[;\n]|[,/](?=\s*(?:UBND|Ủy ban))", value)]
        named = [part for part in parts if part and not TIER.fullmatch(plain(part))]
        if not named:
            return Doubt(
                None,
                "unknown_unit",
                f"“{value}” là cấp thực hiện, không phải tên một cơ quan; ô này để trống",
                "ghi tên cơ quan, hoặc đánh dấu ở cột cấp thực hiện",
            )
        return value if len(named) == len(parts) else "; ".join(named)

    return replace(kind, one=one)


def level_from_marks(rows: Any) -> None:
    """service_level from the mark columns where there is no column for it; fatal where there is neither."""
    if "service_level" in rows.columns:
        return
    marks = [(rows.get(name), code) for name, code in SERVICE if name in rows.columns]
    if not marks:
        rows.say_table(
            "fatal",
            "missing_heading",
            "thiếu cột “Mức độ cung cấp”",
            "thêm cột “Mức độ cung cấp” theo mẫu (lệnh `python -m loaders template procedures`)",
            column="Mức độ cung cấp",
        )
    rows.values["service_level"] = [
        next((code for values, code in marks if values[position]), None) for position in range(len(rows))
    ]


def tiers_from_words(rows: Any) -> None:
    """at_province, at_district, at_commune from words ("Cấp tỉnh, cấp huyện") where they have no columns."""
    if "tier_words" not in rows.columns:
        return
    words = [plain(text) if text else None for text in rows.get("tier_words")]
    for name, pattern in TIERS:
        if name not in rows.columns:
            rows.values[name] = [None if text is None else bool(re.search(rf"\b({pattern})\b", text)) for text in words]
