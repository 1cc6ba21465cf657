"""What a single line of a sheet is by its words: a total, a note, a signature, a row of column numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from loaders.contract import CellError
from loaders.spelling import key, plain

REMARK = re.compile(r"\([^()]*\)")
_SUM = "tong|tong cong|tong so|cong"
TOTAL = re.compile(
    rf"^(({_SUM}|tong chung|tong cong chung|cong chung)( total)?|toan tinh|toan huyen|toan quoc|ca nuoc"
    r"|((gia tri|muc|diem) )?(trung binh|binh quan)( .*)?|((gia tri|muc|diem) )?(cao nhat|thap nhat|trung vi)"
    r"|trong do:?"
    r"|highest|lowest|average|mean|median|minimum|maximum|min|max|total|sum"
    r"|(national|country|provincial|overall)( (mean|median|average|total))?"
    rf"|({_SUM})( toan)? (huyen|tinh|thanh pho|xa|phuong|thi tran|tp|tt|muc|nhom|don vi|phan|so nganh|cac"
    r"|linh vuc|cap|i+|iv|v|[a-d]|\d+|tram|thon|ho so|nhiem vu|nam|quy|thang)\b.*"
    r"|cong (h|x|p|tp|tt)\..*|toan (tinh|huyen|thanh pho|xa|so) .*|tong (cong|so)\s*[:\-–(/].*|tong\s*[:(].*"
    r"|cong\s*[:(].*|toan (mang|nganh|dia ban|vung|thi tran|phuong)( .*)?|(grand|sub) ?-?total|tong hop chung"
    r"|tong (cong )?(viettel|vnpt|vinaphone|mobifone|vietnamobile|gmobile|ubnd|toan|luy ke) .*"
    r"|tong (viettel|vnpt|vinaphone|mobifone|vietnamobile|gmobile)|luy ke( (tu|den|toan|ca|nam|thang|quy)\b.*)?"
    r"|(cong )?(mang|chuyen) (sang|trang)( .*)?|(cong )?(trang truoc|trang nay)( .*)?|(ty|ti) le( ?\(?%\)?)?"
    rf"|.+ - ?({_SUM}))$"
)
# "Cộng Na Hang", "Cộng Viettel" are sums; these words are the names that begin alike.
NO_SUM = re.compile(r"cộng (hòa|đồng|tác|sự|sản|hưởng|lực)\b")
WRITTEN = (
    "tổng",
    "cộng",
    "toàn",
    "trung bình",
    "bình quân",
    "trung vị",
    "cao nhất",
    "thấp nhất",
    "điểm ",
    "mức ",
    "giá trị ",
    "trong đó",
    "cả nước",
    "lũy kế",
    "mang",
    "chuyển",
    "trang",
    "tỷ lệ",
    "tỉ lệ",
)
SUMS = (" tổng", " cộng", " tổng cộng", " tổng số")  # "Sở Nội vụ - Cộng"
SIGNATURE = re.compile(
    r"ngay\s*\S{0,4}\s*thang\s*\S{0,4}\s*nam\s*(20|19|\.|…)"
    r"|^(nguoi (lap|bao cao|tong hop|lam|kiem tra|duyet)|ke toan|thu truong|kt\.|tm\.|tl\.|tuq\.|q\."
    r"|((pho )?(tong )?giam doc|(pho )?chu tich|(pho )?truong (phong|ban|cong an|dai dien|don vi)|chanh thanh tra"
    r"|chanh van phong|lanh dao don vi|phe duyet|can bo (lap|tong hop|bao cao))"
    r"|noi nhan|da ky|\(?ky,|\(?ky ten|\(da ky|xac nhan cua)"
)
# What the example row of our templates says of itself in its first cell: such a row is never data.
EXAMPLE = "VÍ DỤ – xóa dòng này trước khi gửi"
PAGE = re.compile(
    r"^[-–( ]*(trang|page)( so)? *\d+( *(/|-|of|tren) *\d+)?[-–) ]*$|^\(?(tiep theo|con tiep)( trang .*)?\)?$"
)
NOTE = re.compile(
    r"^(ghi chu|note|remark|chu thich|nguon|luu y|\(\*+\)|\*|\(\d\)\s|source|don vi tinh|dvt\b|- nhu tren|- luu)"
)
RUNNING_NUMBER = re.compile(r"(stt|tt|so tt|so thu tu)(?!\w)(?! (?=\w))")
ROMAN = re.compile(r"^[IVXL]+[.)]?$")
LETTER = re.compile(r"^[A-ZĐ][.)]?$")
DOTTED = re.compile(r"^\d+(\.\d+)+[.)]?$")
ARABIC = re.compile(r"^\d+[.)]?$")
SMALL = re.compile(r"^([a-zđ][.)]|[-+*•])$")
COLUMN_NUMBER = re.compile(r"^\(?\d{1,2}[a-z]?\)?(\s*[=+:x*/.…\-–()\d\s]+%?)?$|^\(?[A-Ea-e]\)?$")
NUMERIC = re.compile(r"^[-+(]?\d[\d.,\s\u00a0]*%?\)?$")


@lru_cache(maxsize=20_000)
def is_total(label: str) -> bool:
    """Whether a row with this label states a sum, a mean or an extreme: never data."""
    words = " ".join(plain(label).split()).strip(" :.-–*")
    if not words or len(words) >= 120:
        return False
    if "/" in words and all(part.strip() and is_total(part) for part in label.split("/")):
        return True  # "Trung bình/Tổng": means in some columns, sums in others
    # "Cả nước (trung vị)"; but "Tỷ lệ (hồ sơ)" may be an indicator.
    bare = REMARK.sub("", label).strip() if "(" in words and not words.startswith(("ty le", "ti le")) else ""
    if bare and bare != label.strip() and is_total(bare):
        return True
    written = key(label).strip(" :.-–*")
    if written.startswith("cộng ") and not NO_SUM.match(written):
        return True
    if not TOTAL.match(words):
        return False
    # "Công chứng" is a field of law, "Cộng chung" a sum: where accents are written they decide.
    return label.isascii() or written.startswith(WRITTEN) or written.endswith(SUMS)


def is_signature(text: str) -> bool:
    """Whether this text belongs to a signature block ("…, ngày 5 tháng 6 năm 2024", "KT. GIÁM ĐỐC")."""
    return len(text) < 200 and bool(SIGNATURE.search(" ".join(plain(text).split())))


def is_note(text: str) -> bool:
    """Whether this text begins a note under a table, or is a page's footer."""
    return bool(NOTE.match(" ".join(plain(text).split()))) or is_page_footer(text)


def is_page_footer(text: str) -> bool:
    """Whether this text only counts pages: "Trang 1/2"."""
    return bool(PAGE.match(" ".join(plain(text).split())))


def is_example(cell: object) -> bool:
    """Whether a row that begins with this cell is a template's example. The sender may have moved or retyped it."""
    # Asked for every row: almost all are known by their first letter.
    return isinstance(cell, str) and cell[:1] in ("V", "v") and plain(cell).startswith("vi du - xoa dong nay")


def ordinal_rank(cell: object) -> int | None:
    """How high a running number stands: A 0, I 1, 1 2, 1.1 3 …, a) 8; None where the cell is none."""
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        return 2 if float(cell).is_integer() and 0 <= cell < 10_000 else 3 if 0 <= cell < 1000 else None
    if not isinstance(cell, str) or len(cell) > 12:
        return None
    text = cell.strip()
    if ROMAN.match(text):
        return 1
    if LETTER.match(text):
        return 0
    if ARABIC.match(text):
        return 2
    if DOTTED.match(text):
        return 2 + text.rstrip(".)").count(".")
    return 8 if SMALL.match(text) else None


def is_column_numbers(row: Sequence[object]) -> bool:
    """A row of column numbers or letters under the headings: 1 2 3, (3)=(4)+(5), A B 1 2."""
    cells = [cell for cell in row if cell is not None]
    if len(cells) < 3 or any(isinstance(cell, CellError | bool) for cell in cells):
        return False
    texts = [str(int(c)) if isinstance(c, float) and c.is_integer() else str(c).strip() for c in cells]
    if not all(COLUMN_NUMBER.match(text) for text in texts):
        return False
    letters = [text.strip("()").upper() for text in texts if text.strip("()").isalpha()]
    leading = [int(found[0]) for text in texts if (found := re.findall(r"\d+", text))]
    steps = [b - a for a, b in pairwise(leading)]
    # "A B 1 2": letters for the words, numbers for what is counted.
    is_lettered = letters == list("ABCDE"[: len(letters)]) and leading[:1] == [1]
    # Columns may be left out ("1 2 3 5 6"); a row of data has words.
    least = 4 if len(leading) < 4 or leading[0] != 1 else 3
    is_counting = steps.count(1) * 5 >= len(steps) * least and all(step > 0 for step in steps)
    return (len(leading) >= 2 or is_lettered) and is_counting and leading[0] <= 3


def heads_columns(row: Sequence[object]) -> bool:
    """A row of headings by its first word, "STT": no row of data has it where its running number stands."""
    first = next((cell for cell in row if cell is not None), None)
    # Asked for every row: almost all are known by their first letter.
    if not isinstance(first, str) or first[:1] not in ("S", "T", "s", "t") or len(first) > 20:
        return False
    cells = [cell for cell in row if cell is not None]
    return (
        len(cells) > 2
        and bool(RUNNING_NUMBER.match(plain(first).strip()))
        and all(isinstance(cell, str) and not looks_numeric(cell) for cell in cells)
    )


def looks_numeric(cell: object) -> bool:
    """A number, or a text that is written like one."""
    if isinstance(cell, bool):
        return False
    return isinstance(cell, int | float) or (isinstance(cell, str) and bool(NUMERIC.match(cell.strip())))
