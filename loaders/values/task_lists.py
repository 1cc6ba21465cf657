"""What a list of tasks says between its cells: which plan, how its tasks are numbered, whose it is.

Each step takes a Rows and fills values; `derive` offers them to the source.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from loaders import mentions
from loaders.contract import BadCell, Doubt
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
# Words around the names in a cell of lead units; and what stands between two of them.
LEADS = re.compile(r"(?i)[(:]?\s*\bchủ trì\b(?: thực hiện| tham mưu)?\s*[):]?|\((?!.*\bchủ trì).*?\)")
LEAD_AND_SUPPORT = re.compile(
    r"(?is)\W*(?:(?:cơ quan|đơn vị) )?(?:chủ trì(?: thực hiện)?\s*[:-])?\s*(?P<lead>[^;,\n]+?)\s*[;,.\n(-]?\s*"
    r"(?:(?:cơ quan|đơn vị) )?phối hợp(?: thực hiện)?(?:\s*[:-]|\s+(?:với|cùng)\b)?\s*(?P<support>.+?)\W*"
)
SEVERAL = re.compile(r"(?i)[;,\n/+&]|\s(?:và|với|cùng|phối hợp)\s|\s[-–—]\s")


# --- plan ------------------------------------------------------------------------------------------------


def plan(rows: Any) -> None:
    """plan and plan_year of a task list: its own title or sheet name, else the file's name; fatal where none says."""
    table = rows.table
    file_name = rows.file.file_name.replace("-", " ")
    texts = [" ".join(table.title), table.sheet.name, " ".join(table.page_title), file_name]
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


def obstacle_number(rows: Any) -> None:
    """obstacle_no as written, with its group's number before it where each group (an agency's) counts from 1 again."""
    rows.values["obstacle_no"] = _in_their_groups(rows, rows.get("obstacle_no"))


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


# --- units -----------------------------------------------------------------------------------------------


def part_leads(rows: Any) -> None:
    """ "Chủ trì: Sở Y tế; Phối hợp: BHXH tỉnh" in one cell is a lead and, where no column names them, who supports."""
    leads = rows.get("lead_unit_id") if "lead_unit_id" in rows.columns else ()
    parted = {text: found for text in dict.fromkeys(leads) if text and (found := LEAD_AND_SUPPORT.fullmatch(text))}
    if not parted:
        return
    if "supporting_unit_ids" not in rows.columns:
        rows.columns["supporting_unit_ids"] = rows.columns["lead_unit_id"]
        rows.raw["supporting_unit_ids"] = rows.raw["lead_unit_id"]
        rows.values["supporting_unit_ids"] = [None] * len(rows)
    supports = rows.values["supporting_unit_ids"]
    for position, text in enumerate(leads):
        if found := parted.get(text):
            rows.values["lead_unit_id"][position] = found["lead"].strip()
            supports[position] = supports[position] or found["support"].strip()


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
    if not named:
        return _unit_in_remark(places, text, kinds, on)
    if unknown and words.strip().startswith(unknown[0]):
        return None
    if len(named) == 1 and not unknown:
        return str(named[0])
    return Doubt(
        named[0],
        "several_units",
        f"ghi nhiều đơn vị; lấy đơn vị đầu là {places.name(named[0])}: “{text}”",
        "ghi một đơn vị chủ trì; các đơn vị khác ghi ở cột phối hợp",
    )


def _unit_in_remark(places: Any, text: str, kinds: Sequence[str], on: Any) -> Doubt | None:
    """The unit in parentheses behind the name of its part: "Thường trực Tổ công tác (Công an tỉnh)"."""
    remarks = re.findall(r"\(([^()]+)\)", text)
    named, unknown = places.find_all(remarks[0], kinds, on) if len(remarks) == 1 else ([], [])
    if len(named) != 1 or unknown:
        return None
    return Doubt(
        named[0],
        "unknown_unit",
        f"không có đơn vị tên như trước ngoặc; lấy đơn vị ghi trong ngoặc là {places.name(named[0])}: “{text}”",
        "ghi tên đầy đủ của đơn vị chủ trì",
    )
