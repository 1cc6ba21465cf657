"""What a list of tasks says between its cells: which plan, how tasks are numbered, marks under a status, shares done.

Each step takes a Rows and fills values; `derive` offers them to the source.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from loaders import mentions
from loaders.clean import column as clean_column
from loaders.clean import percent, yes_no
from loaders.contract import BadCell, Doubt, Percent
from loaders.shapes.lines import ordinal_rank
from loaders.spelling import plain
from loaders.values.cell import is_blank

# What dates a report, not a plan: 31/5/2024, tháng 5/2024, quý II năm 2024, 5-2024.
DAY_OR_MONTH = re.compile(
    r"\d{1,2} ?[/. -] ?\d{1,2} ?[/. -] ?20\d\d|ngay [\d.… ]{0,4} ?thang [\d.… ]{0,4} ?nam [\d.…]{1,5}"
    r"|(?:thang|quy|\bt|\bq) ?(?:\d{1,2}|i{1,3}|iv) ?(?:[/. -]|nam)* ?20\d\d|\b(?:0?[1-9]|1[0-2]) ?[/-] ?20\d\d"
    r"|\d{1,2} thang (?:dau |cuoi )?(?:nam )?20\d\d|20\d\d ?[-/ ] ?\d{1,2} ?[-/ ] ?\d{1,2}\b"
)
PLANS = (
    (re.compile(r"de an( so)? 0?6\b|\bda ?0?6\b|da06|project06|\b0?6/qd-? ?ttg"), "de_an_06"),
    (re.compile(r"chuyen doi so|\bcds\b|khcds"), "chuyen_doi_so"),
)
# Headings that are themselves a status, with a mark below: "Hoàn thành | Đang thực hiện | Chưa thực hiện".
STATUS_HEADING = re.compile(
    r"(?:da |co ban )?(?:hoan thanh|xong|thuc hien xong)(?: (?:dung|truoc|qua|tre) han)?|dung han|truoc han|tre han"
    r"|(?:dang |chua )(?:thuc hien|trien khai|xu ly|hoan thanh|den han)(?: (?:trong|qua|dung|tre) han)?|trong han"
    r"|qua han(?: chua hoan thanh)?|cham(?: tien do| muon)?|dung tien do|thuong xuyen|tam dung|khong thuc hien"
)
SHARE = re.compile(r"\d{1,3}(?:[.,]\d+)?")

# Words around the names in a cell of lead units; and what stands between two of them.
LEADS = re.compile(r"(?i)[(:]?\s*\bchủ trì\b(?: thực hiện| tham mưu)?\s*[):]?|\((?!.*\bchủ trì).*?\)")
SEVERAL = re.compile(r"(?i)[;,\n/+&]|\s(?:và|với|cùng|phối hợp)\s|\s[-–—]\s")


# --- plan ------------------------------------------------------------------------------------------------


def plan(rows: Any) -> None:
    """plan and plan_year of a task list: its own title or sheet name, else the file's name; fatal where none says."""
    table = rows.table
    texts = [" ".join(table.title), table.sheet.name, " ".join(table.page_title), rows.file.file_name]
    texts = [text.replace("_", " ") for text in texts]
    found = next((code for text in texts for pattern, code in PLANS if pattern.search(plain(text))), None)
    years = [text_years[1] for text in (table.sheet.name, *texts) if (text_years := _plan_years(text))[1]]
    year = years[0] if years else next((loose for text in texts if (loose := _plan_years(text)[0])), None)
    if found is None and any("ke hoach" in plain(text) for text in texts):
        found = "other"
    if found is None or year is None:
        what = "kế hoạch" if found is None else "năm của kế hoạch"
        rows.say_table(
            "fatal",
            "unknown_plan",
            f"không thấy {what} nào trong tiêu đề, tên trang tính và tên tệp",
            "ghi rõ trong tiêu đề, ví dụ “Đề án 06 năm 2024” hoặc “Kế hoạch chuyển đổi số năm 2024”",
        )
    rows.facts["plan"], rows.facts["plan_year"] = found, year
    rows.values["plan"] = [found] * len(rows)
    rows.values["plan_year"] = [year] * len(rows)


def _plan_years(text: str) -> tuple[int | None, int | None]:
    """(any year of the text, the year that it gives to a plan): the day of a report is of the first kind only."""
    words = re.sub(r"[_.]+", " ", plain(text))
    undated = DAY_OR_MONTH.sub(" ", words)
    loose = re.search(r"(?<!\d)(20\d\d)(?!\d)", words)
    for pattern in (
        r"(?:de an|chuyen doi so|cds|ke hoach|nhiem vu)[^\d]{0,60}(?:0?6[^\d]{0,60})?nam *(20\d\d)",
        r"nam *(20\d\d)",
    ):
        if match := re.search(pattern, undated):
            return int(match[1]), int(match[1])
    bare = re.search(r"(?<!\d)(20\d\d)(?!\d)", undated)
    return (int(loose[1]) if loose else None), (int(bare[1]) if bare else None)


# --- numbers ---------------------------------------------------------------------------------------------


def task_number(rows: Any) -> None:
    """task_no as written; a list without numbers counts its rows.

    Where the numbers begin anew in each group (I: 1, 2, 3; II: 1, 2), the group's own number stands before them
    ("II.1"), and before letters that begin anew the task above ("2.a)"): else they would be the same task twice. A
    dash or a blank among numbers is named by its place in the list, or, where that number is taken, by the task above
    and its place below it ("2-1").
    """
    written: list[str | None] = [text if text and not is_blank(text) else None for text in rows.get("task_no")]
    _restore_tens(rows, written)
    numbers = _in_their_groups(rows, written)
    numbers = _below_their_tasks(numbers)
    taken = set(filter(None, numbers))
    places = [str(position + 1) for position in range(len(numbers))]
    is_free = taken.isdisjoint(place for place, number in zip(places, numbers, strict=True) if number is None)
    above, count = "0", 0
    for position, number in enumerate(numbers):
        if number is not None:
            above, count = number, 0
            continue
        count += 1
        numbers[position] = places[position] if is_free else f"{above}-{count}"
    rows.values["task_no"] = numbers


def _restore_tens(rows: Any, written: list[str | None]) -> None:
    """1.10 typed as a number is 1.1 to Excel: behind 1.9 it is 1.10 again, with a warning."""
    for position, cell in enumerate(rows.raw.get("task_no", ())):
        above, own = written[position - 1] if position else None, written[position]
        if not isinstance(cell, float) or not own or not above or own.count(".") != 1:
            continue
        major, minor = own.split(".")
        if above == f"{major}.{int(minor) * 10 - 1}":
            written[position] = f"{own}0"
            rows.say(
                "warning",
                "number_lost_its_zero",
                position,
                "task_no",
                f"số thứ tự {own} đứng sau {above}; hiểu là {own}0",
                "định dạng cột số thứ tự là chữ (Text) rồi gõ lại",
            )


def _in_their_groups(rows: Any, written: Sequence[str | None]) -> list[str | None]:
    """The numbers, with their group's before them where every group counts from its first number again."""
    heads = _group_numbers(rows)
    begun: dict[Any, list[str]] = {}
    for head, number in zip(heads, written, strict=True):
        if number is not None and not _is_letter(number):
            begun.setdefault(head, []).append(number)
    repeated = [number for number, times in Counter(n for ns in begun.values() for n in ns).items() if times > 1]
    is_anew = len(begun) > 1 and repeated and len({numbers[0] for numbers in begun.values()}) == 1
    is_clear = None not in begun and all(len(set(numbers)) == len(numbers) for numbers in begun.values())
    if not is_anew or not is_clear:
        return list(written)
    return [
        f"{head}.{number}" if head and number and not _is_letter(number) else number
        for head, number in zip(heads, written, strict=True)
    ]


def _group_numbers(rows: Any) -> list[str | None]:
    """Of each row the number of the innermost group row above it ("II" of "II. Đào tạo"), None where it has none."""
    sheet, heads = rows.table.sheet.rows, []
    data = {number: position for position, number in enumerate(rows.table.rows)}
    head: str | None = None
    groups = rows.groups
    for number in range(rows.table.last + 1, max(data, default=-1) + 1):
        if number in data:
            heads.append(head if groups[data[number]] else None)
            continue
        first = next((cell for cell in sheet[number] if cell is not None), None)
        if first is not None and ordinal_rank(first) is not None:
            head = str(int(first)) if isinstance(first, float) and first.is_integer() else str(first).strip(" .)")
    return heads


def _below_their_tasks(numbers: Sequence[str | None]) -> list[str | None]:
    """Letters that return under another task: "a)" below 2 is "2.a)"."""
    letters = Counter(number for number in numbers if number and _is_letter(number))
    if all(times == 1 for times in letters.values()):
        return list(numbers)
    above = ""
    named: list[str | None] = []
    for number in numbers:
        if number and _is_letter(number):
            named.append(f"{above}.{number}" if above else number)
            continue
        above = number or above
        named.append(number)
    return named


def _is_letter(number: str) -> bool:
    """Whether a number is a small letter or a dash: a part of the task above."""
    return ordinal_rank(number) == 8 or bool(re.fullmatch(r"[a-zđ]", number))


# --- status ----------------------------------------------------------------------------------------------


def status_marks(rows: Any) -> None:
    """reported_status from marks under headings that are a status; two marks in a row are no status, with a warning."""
    if "reported_status" in rows.columns:
        return
    table = rows.table
    marked = [heading for heading in table.unknown if STATUS_HEADING.fullmatch(plain(_bare(heading.levels[-1])))]
    marks: dict[int, list[bool | None]] = {}
    for heading in marked:
        cells = [table.sheet.rows[number][heading.index] for number in table.rows]
        values, problems = clean_column(yes_no, cells)
        if not problems:
            marks[heading.index] = values
    if not marks:
        return
    table.unknown = [heading for heading in table.unknown if heading.index not in marks]
    names = {index: " ".join(table.headings[index].levels[-1].split()) for index in marks}
    statuses: list[str | None] = []
    at: list[int | None] = []
    for position in range(len(rows)):
        chosen = [index for index, values in marks.items() if values[position]]
        statuses.append(names[chosen[0]] if len(chosen) == 1 else None)
        at.append(chosen[-1] if chosen else None)
    rows.values["reported_status"], rows.spread["reported_status"] = statuses, at
    found = zip(table.rows, at, strict=True)
    rows.raw["reported_status"] = [
        None if index is None else table.sheet.rows[number][index] for number, index in found
    ]
    for position, index in enumerate(at):
        if index is not None and statuses[position] is None:
            rows.say(
                "warning",
                "unknown_word",
                position,
                "reported_status",
                "dòng này đánh dấu nhiều trạng thái cùng lúc",
                "chỉ đánh dấu x ở một trạng thái",
            )


def _bare(text: str) -> str:
    return " ".join(re.sub(r"\([^()]*\)", " ", text).split()).strip(" .:")


def share_done(rows: Any) -> None:
    """percent_done from a column of states that holds shares: "60%", or 0.6 under a percent format.

    A column "Tiến độ (%)" of numbers is the share itself, and no status.
    """
    if "percent_done" in rows.columns or "reported_status" not in rows.columns:
        return
    cells = rows.raw["reported_status"]
    heading = rows.table.heading("reported_status")
    filled = [cell for cell in cells if not is_blank(cell)]
    shares = sum(_is_number(cell) or _is_share(cell) for cell in filled)
    is_share = "%" in heading and shares * 2 > len(filled)
    chosen = [cell if is_share or _is_share(cell) else None for cell in cells]
    values, problems = clean_column(percent, chosen)
    if is_share:
        rows.columns["percent_done"] = rows.columns.pop("reported_status")
        rows.table.columns["percent_done"] = rows.table.columns.pop("reported_status")
        rows.raw["percent_done"], rows.values["reported_status"] = cells, [None] * len(rows)
        rows.take("percent_done", values, problems)
    else:
        rows.values["percent_done"] = values


def _is_share(cell: object) -> bool:
    is_text = isinstance(cell, str) and cell.rstrip().endswith("%")
    return isinstance(cell, Percent) or (is_text and bool(SHARE.fullmatch(str(cell).strip(" %"))))


def _is_number(cell: object) -> bool:
    is_typed = isinstance(cell, int | float) and not isinstance(cell, bool)
    return is_typed or (isinstance(cell, str) and bool(SHARE.fullmatch(cell.strip())))


# --- units -----------------------------------------------------------------------------------------------


def list_unit(rows: Any) -> None:
    """A list that is one unit's own (named in the title) replaces that unit's part only."""
    title = " ".join(rows.table.title)
    leads = {unit for unit in rows.get("lead_unit_id") if unit}
    named = mentions.mentioned(rows.file.places, title, ("department", "agency", "district"), rows.on) if title else []
    own = [unit for unit in named if leads == {unit}]
    rows.facts["list_unit_id"] = own[0] if own else None


def first_of_several(places: Any, text: str, kinds: Sequence[str], on: Any) -> str | BadCell | Doubt | None:
    """Of a cell that names several units the first, as a Doubt, or as it is where no other is meant; a BadCell where it
    names a whole kind of units ("các sở, ban, ngành"), None where it names none or its first words are no unit."""
    words = LEADS.sub(" ", text)
    named, unknown = places.find_all(words, kinds, on)
    parts = [part for part in SEVERAL.split(words) if part.strip()]
    if len(named) > len(parts):
        return BadCell(
            "several_units",
            f"ghi chung nhiều đơn vị, không rõ đơn vị nào chủ trì: “{text}”",
            "ghi một đơn vị chủ trì; các đơn vị khác ghi ở cột phối hợp",
        )
    if not named or (unknown and words.strip().startswith(unknown[0])):
        return None
    if len(named) == 1 and not unknown:
        return str(named[0])
    return Doubt(
        named[0],
        "several_units",
        f"ghi nhiều đơn vị; lấy đơn vị đầu là {places.name(named[0])}: “{text}”",
        "ghi một đơn vị chủ trì; các đơn vị khác ghi ở cột phối hợp",
    )
