"""What every cell says before its kind matters: blank or not, a fault of the sheet or not, how it looks."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from loaders.contract import BadCell, CellError, Doubt, Formula, Percent

# "-", "–", "…", "...": typed where there is nothing.
_NOTHING = re.compile(r"[\s\u200b\ufeff]*(?:[-–—−_]{1,3}|…|\.{2,})?[\s\u200b\ufeff]*")
_GAPS = re.compile(r"[^\S\n]+")
_ZERO_WIDTH = str.maketrans("", "", "\u200b\u200c\u200d\u2060\ufeff")  # never U+00AD: in TCVN3 it is the letter ư
# Beside a number or a day these are never meant: marks of direction too, and the width of Japanese keyboards.
_TYPED = str.maketrans(
    dict.fromkeys((*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0x00AD, 0xFEFF))
    | {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
)


def is_blank(cell: object) -> bool:
    """True for an empty cell, blanks only, and the dashes and dots that stand for nothing."""
    return cell is None or (isinstance(cell, str) and _NOTHING.fullmatch(cell) is not None)


def shown(cell: object) -> str:
    """The cell as the officer sees it, for messages and for numbers typed into a text column."""
    if isinstance(cell, Percent):
        return f"{round(float(cell) * 100, 10):g}".replace(".", ",") + "%"
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.strftime("%d/%m/%Y" if cell.time() == time.min else "%d/%m/%Y %H:%M")
    if isinstance(cell, date):
        return cell.strftime("%d/%m/%Y")
    return str(cell)


def tidy(text: str) -> str:
    """The text without blanks at its ends and without runs of blanks; line breaks stay."""
    text = text.translate(_ZERO_WIDTH)
    if "\n" in text or "\r" in text:
        return "\n".join(filter(None, (_GAPS.sub(" ", line).strip() for line in text.splitlines())))
    return _GAPS.sub(" ", text).strip()


def typed(text: str) -> str:
    """The signs of a number, a day or a point typed as text: nothing invisible, no full-width signs, and not the
    apostrophe with which Excel is told that a cell is text."""
    if text.isascii() and text[:1] != "'":
        return text.strip()
    return text.translate(_TYPED).strip().lstrip("'’‘").strip()


def fault(cell: object) -> Doubt | None:
    """A formula without a result as a Doubt, None for a sound cell; raises BadCell for an error value."""
    if isinstance(cell, CellError):
        raise BadCell("cell_error", f"ô đang báo lỗi {cell}", "Sửa công thức trong ô, hoặc gõ thẳng giá trị đúng.")
    if isinstance(cell, Formula):
        return Doubt(
            None,
            "formula_without_value",
            f"ô chỉ có công thức {cell}, tệp không lưu kết quả",
            "Mở tệp bằng Excel, để tính lại rồi lưu, hoặc gõ thẳng giá trị.",
        )
    return None
