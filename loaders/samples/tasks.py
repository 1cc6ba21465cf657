"""Monthly task lists of three plans, with progress that grows and four contradictions in Đề án 06 of 2024."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from datetime import date, timedelta

from loaders.samples.book import Book, Cell, Row, Sheet, signature, title_block
from loaders.samples.task_texts import DIGITAL_PLAN, PROJECT06, SUPPORTS, Groups, tasks_of
from loaders.samples.world import MONTHS, Month, World

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")
# Task number -> what the report goes on saying after its due date has passed without a completion date.
CONTRADICTIONS = {9: "Đúng tiến độ", 24: "Đã hoàn thành", 38: "Đúng tiến độ", 52: "Đã hoàn thành"}
CONTRADICTED_DUE = date(2024, 3, 31)
RECURRING = ("Thường xuyên", "Hằng tháng", "Hằng quý")
OBSTACLES = (
    "Chưa bố trí được kinh phí",
    "Nền tảng của Trung ương chậm bàn giao",
    "Dữ liệu còn ở dạng giấy",
    "Thiếu nhân lực",
)


@dataclass(frozen=True)
class Plan:
    """One list: its tasks, the months in which it is reported, and who reports it."""

    code: str
    year: int
    total: int
    groups: Groups
    months: tuple[Month, ...]
    agency: tuple[str, str]
    title: str
    basis: str
    overdue: int


PLANS = (
    Plan(
        "de_an_06",
        2023,
        73,
        PROJECT06,
        MONTHS[:12],
        ("UBND TỈNH TUYÊN QUANG", "CÔNG AN TỈNH"),
        "TIẾN ĐỘ THỰC HIỆN NHIỆM VỤ ĐỀ ÁN 06 NĂM 2023",
        "Kế hoạch Đề án 06 của UBND tỉnh",
        0,
    ),
    Plan(
        "de_an_06",
        2024,
        71,
        PROJECT06,
        MONTHS[12:],
        ("UBND TỈNH TUYÊN QUANG", "CÔNG AN TỈNH"),
        "TIẾN ĐỘ THỰC HIỆN NHIỆM VỤ ĐỀ ÁN 06 NĂM 2024",
        "Kế hoạch Đề án 06 của UBND tỉnh",
        0,
    ),
    Plan(
        "chuyen_doi_so",
        2024,
        81,
        DIGITAL_PLAN,
        MONTHS[12:],
        ("UBND TỈNH TUYÊN QUANG", "SỞ THÔNG TIN VÀ TRUYỀN THÔNG"),
        "TÌNH HÌNH THỰC HIỆN KẾ HOẠCH CHUYỂN ĐỔI SỐ NĂM 2024",
        "Kế hoạch số 264/KH-UBND ngày 19/12/2023",
        3,
    ),
)


@dataclass
class Task:
    """done_on: None where it is not done by the end of May 2024 (or of its year)."""

    number: int
    group: str
    title: str
    lead: str
    support: str | None
    product: str
    due_text: Cell
    due_on: date | None
    done_on: date | None = None
    contradiction: str = ""


def make_tasks(world: World, plan: Plan) -> list[Task]:
    dice = world.dice("tasks", plan.code, plan.year)
    names = [f"{'thành phố' if d.kind_word == 'Thành phố' else 'huyện'} {d.short_name}" for d in world.districts]
    tasks = []
    for number, (group, title, agencies, product) in enumerate(tasks_of(plan.groups, names, plan.total), 1):
        lead, *others = re.split(r"\s*[;\n]\s*|, (?=Công an|Sở TT)| và (?=BHXH|Sở TT)", agencies)
        support = "; ".join(others) or dice.choice(SUPPORTS if number > 1 else SUPPORTS[:4])
        if plan.code == "de_an_06" and plan.year == 2024 and number in CONTRADICTIONS:
            due_text: Cell = ("Quý I/2024", "31/3/2024", "Tháng 3/2024", "Trước 31/3/2024")[number % 4]
            task = Task(number, group, title, lead, support, product, due_text, CONTRADICTED_DUE)
            task.contradiction = CONTRADICTIONS[number]
        else:
            due_text, due_on = _due(dice, plan.year)
            task = Task(number, group, title, lead, support, product, due_text, due_on)
            if due_on is not None:
                task.done_on = due_on - timedelta(days=dice.randint(0, 45))
                if dice.random() < (0.16 if plan.code == "chuyen_doi_so" else 0.04):
                    task.done_on = due_on + timedelta(days=dice.randint(2, 9))
        tasks.append(task)
    _leave_overdue(dice, plan, tasks)
    return tasks


def _due(dice: random.Random, year: int) -> tuple[Cell, date | None]:
    """A due date as the lists word it, and the day it means."""
    draw = dice.random()
    if draw < 0.14:
        return dice.choice(RECURRING), None
    if draw < 0.18:
        return dice.choice(("Theo yêu cầu", None)), None
    month = Month(year, dice.randint(2, 12))
    quarter = (month.number + 2) // 3
    quarter_end = Month(year, quarter * 3).last
    forms: tuple[tuple[Cell, date], ...] = (
        (f"Quý {ROMAN[quarter - 1]}/{year}", quarter_end),
        (f"Quý {ROMAN[quarter - 1]} năm {year}", quarter_end),
        (f"Tháng {month.text}", month.last),
        (f"Trước {month.last.day}/{month.number}/{year}", month.last),
        (f"{month.last:%d/%m/%Y}", month.last),
        (month.last, month.last),
        (f"6 tháng đầu năm {year}", date(year, 6, 30)),
        (f"Năm {year}", date(year, 12, 31)),
        (f"{year - 1}-{year}", date(year, 12, 31)),
    )
    return dice.choice(forms)


def _leave_overdue(dice: random.Random, plan: Plan, tasks: list[Task]) -> None:
    """So many tasks are late and say so; what is due at the last report is otherwise done by then."""
    last = plan.months[-1].last
    due = [t for t in tasks if t.due_on is not None and t.due_on <= last and not t.contradiction]
    for task in due:
        if task.done_on is not None and task.done_on > last:
            task.done_on = last
    for task in dice.sample([t for t in due if t.due_on and t.due_on < plan.months[-1].first], plan.overdue):
        task.done_on = None


def task_books(world: World, month: Month) -> list[Book]:
    return [_book(world, plan, month) for plan in PLANS if month in plan.months]


def _book(world: World, plan: Plan, month: Month) -> Book:
    received_at = world.received_at("tasks", plan.code, month)
    project = plan.code == "de_an_06"
    sheet = Sheet("NV DA06" if project else "KH CDS")
    when = f"(Số liệu tính đến ngày {month.last.day}/{month.last.month}/{month.last.year})"
    title_block(sheet, received_at, 14, plan.agency, (plan.title, when))
    status, percent = ("Tình trạng", "% hoàn thành") if project else ("Trạng thái", "Tỷ lệ hoàn thành (%)")
    sheet.heading(
        "STT | Nhiệm vụ | Căn cứ | Cơ quan thực hiện | < | Thời hạn hoàn thành | Sản phẩm/Kết quả | Kết quả | "
        "< | < | Khó khăn, vướng mắc | Đề xuất, kiến nghị | Ghi chú",
        (
            "^",
            "^",
            "^",
            "Cơ quan chủ trì",
            "Cơ quan phối hợp",
            "^",
            "^",
            status,
            percent,
            "Ngày hoàn thành",
            "^",
            "^",
            "^",
        ),
    )
    _write_tasks(sheet, plan, make_tasks(world, plan), month, world)
    sheet.add(None, f"Tổng số: {plan.total} nhiệm vụ")
    signature(sheet, received_at.date(), 13, "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC")
    name = (
        f"DA06_nhiem vu {plan.year}_T{month.number}.xlsx"
        if project
        else f"KH CDS {plan.year} - tien do T{month.number}.xlsx"
    )
    return Book(f"{month}/{name}", "tasks", received_at, [sheet])


def _write_tasks(sheet: Sheet, plan: Plan, tasks: list[Task], month: Month, world: World) -> None:
    """Group rows, and lead agencies merged down where one agency has several tasks in a row."""
    group, groups, top, before = "", 0, 0, ""
    for task in tasks:
        if task.group != group:
            group = task.group
            sheet.bold.add(sheet.add(ROMAN[groups], group))
            groups, before = groups + 1, ""
        row = _row(plan, task, month, world)
        number = sheet.add(*row)
        if task.lead == before:
            sheet.rows[-1][3] = None
            # Grow the merged cell by this row.
            sheet.merges = [m for m in sheet.merges if not m.startswith(f"D{top}:")]
            sheet.merge(top, 4, number, 4)
        else:
            top, before = number, task.lead


def _row(plan: Plan, task: Task, month: Month, world: World) -> Row:
    status, percent, done_on = _progress(plan, task, month, world)
    stuck = status in ("Chậm tiến độ", "Quá hạn, chưa hoàn thành")
    dice = world.dice("tasks", plan.code, plan.year, task.number, "obstacle")
    return [
        float(task.number) if plan.year == 2023 else str(task.number),
        task.title,
        plan.basis,
        task.lead,
        task.support,
        task.due_text,
        task.product,
        status,
        percent,
        # Typed in the one list, text in the other.
        done_on if plan.code == "de_an_06" or done_on is None else f"{done_on:%d/%m/%Y}",
        dice.choice(OBSTACLES) if stuck else None,
        "Đề nghị UBND tỉnh xem xét, cho lùi thời hạn" if stuck else None,
        None,
    ]


def _progress(plan: Plan, task: Task, month: Month, world: World) -> tuple[str | None, int | None, date | None]:
    """Reported status, percent and completion date as of the month's end."""
    on = month.last
    dice = world.dice("tasks", plan.code, plan.year, task.number, month)
    if task.contradiction and task.due_on is not None and on > task.due_on:
        return task.contradiction, 100 if task.contradiction == "Đã hoàn thành" else 80, None
    if task.done_on is not None and task.done_on <= on:
        late = task.due_on is not None and task.done_on > task.due_on
        return (
            "Hoàn thành quá hạn" if late else dice.choice(("Hoàn thành đúng hạn", "Đã hoàn thành")),
            100,
            task.done_on,
        )
    if task.due_text in RECURRING:
        return "Thực hiện thường xuyên", None, None
    if task.due_on is not None and task.due_on < on:
        return dice.choice(("Chậm tiến độ", "Quá hạn, chưa hoàn thành")), dice.choice((40, 60, 75)), None
    share = min(90, 10 + (month.number * 7 + task.number * 5) % 60)
    return dice.choice(("Đang triển khai", "Đúng tiến độ", "Chưa đến hạn", "Đang thực hiện")), share, None
