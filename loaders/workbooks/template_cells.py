"""What a template asks of one column: its number format, its list or check, its note, an example."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from loaders.clean import OneOf
from loaders.contract import Column
from loaders.places import Places

# What stands in the example row where the kind of column gives nothing better: field -> value. A field without an
# entry here has a blank example, so a new source needs none.
EXAMPLES: dict[str, object] = {
    "station_code": "TQG0123",
    "station_name": "Trạm trung tâm xã",
    "address": "Thôn 3",
    "longitude_cell": "105,2181",
    "latitude_cell": "21,8236",
    "mast_height_m": 42,
    "village_name": "Thôn 3",
    "households": 120,
    "population": 512,
    "cause": "Địa hình khuất núi",
    "planned_on": "Quý IV năm nay",
    "procedure_code": "1.012345.H60",
    "procedure_name": "Cấp bản sao trích lục",
    "field": "Hộ tịch",
    "received_total": 30,
    "received_online": 20,
    "received_direct": 8,
    "carried_over": 2,
    "resolved_total": 25,
    "resolved_early": 15,
    "resolved_on_time": 9,
    "resolved_late": 1,
    "pending_total": 5,
    "pending_in_time": 4,
    "pending_overdue": 1,
    "dossier_code": "H60.12-000123",
    "task_no": "1",
    "task_title": "Tên nhiệm vụ như trong văn bản giao",
    "task_group": "Nhóm phát triển công dân số",
    "basis": "Số, ngày của văn bản giao",
    "supporting_unit_ids": "Tên các cơ quan, cách nhau bằng dấu ;",
    "due_text": "31/12 của năm kế hoạch",
    "product": "Báo cáo",
    "reported_status": "Đang thực hiện",
    "percent_done": 50,
    "indicator_code": "the_cccd",
    "indicator_name": "Tên chỉ tiêu",
    "value": 95.2,
    "target": 98,
    "measured_in": "%",
    "total": 85.5,
    "reported_rank": 1,
    "self_score": 90,
    "obstacle_no": "VM-01",
    "title": "Nội dung khó khăn, vướng mắc",
    "proposal": "Nội dung đề xuất",
    "plan": "Đề án 06",
}
_DAY_MESSAGE = (
    "Cột này cần một ngày dạng ngày/tháng/năm, ví dụ 31/05/2024. Nếu ngày gõ đúng mà máy không nhận, chọn Yes để giữ: "
    "ngày gõ bằng chữ vẫn đọc được."
)
_COUNT_MESSAGE = "Cột này cần một số nguyên từ 0 trở lên, ví dụ 1283; không kèm chữ, đơn vị đo hay dấu chấm nghìn."
_NUMBER_MESSAGE = "Cột này cần một số; không kèm chữ hay đơn vị đo."
_PERCENT_MESSAGE = "Cột này cần một số từ 0 đến 100; 50 nghĩa là 50 %."
_UNIT_MESSAGE = (
    "Tên này không có trong danh mục hôm nay. Nên chọn một tên trong danh sách; chọn Yes để giữ nếu số liệu là của "
    "thời kỳ trước, khi đơn vị mang tên này."
)
_WORD_MESSAGE = "Cột này chỉ nhận một từ trong danh sách. Bấm mũi tên cạnh ô để chọn."
_MARK_MESSAGE = "Gõ x nếu có; để trống hoặc gõ “không” nếu không."
# What to write, by kind; units and lists of words say theirs.
_SAYS = {
    "text": "Ghi bằng chữ.",
    "raw": "Ghi như trong hồ sơ gốc, bằng ngày hoặc bằng chữ.",
    "day": "Ghi ngày dạng ngày/tháng/năm, ví dụ 31/05/2024.",
    "count": "Ghi số nguyên từ 0 trở lên; để trống nếu không có số liệu.",
    "number": "Ghi số, không kèm đơn vị đo; để trống nếu không có số liệu, không ghi 0 thay cho “không có”.",
    "percent": "Ghi số từ 0 đến 100: 50 nghĩa là 50 %.",
    "yes_no": "Gõ x nếu có; để trống nếu không.",
    "units": "Ghi tên các cơ quan, cách nhau bằng dấu chấm phẩy (;).",
}
_COORDINATES = frozenset(("longitude_cell", "latitude_cell"))
# A code is no number: 1.10 is not 1.1, 007 is not 7, and 1/5 is no first of May.
_CODES = ("_code", "_no")


@dataclass(frozen=True)
class Check:
    """What a cell may hold, in the terms of a spreadsheet's data validation.

    kind: list, date, whole, decimal. choices: of a list. between: the two bounds as formulas, "" where there is none.
    is_strict: False where the reader understands more than the check allows; the entry then may be kept.
    """

    kind: str
    message: str
    choices: tuple[str, ...] = ()
    between: tuple[str, str] = ("", "")
    is_strict: bool = True


@dataclass(frozen=True)
class Asked:
    """One column of a template. path: its heading from the top level down."""

    path: tuple[str, ...]
    is_needed: bool
    note: str
    number_format: str = "General"
    check: Check | None = None
    example: object = None


def running_number() -> Asked:
    """The column in front of all tables, which nothing reads."""
    return Asked(("STT",), False, "Số thứ tự của dòng; không nạp.")


def asked(column: Column, places: Places, on: date) -> Asked:
    """What the template asks of that column; its lists of units are those of the day."""
    check = _check(column, places, on)
    is_needed = column.needed or not column.optional
    return Asked(
        tuple(column.headings[0].rstrip("* ").split(" > ")),
        is_needed,
        f"{_need(column)} {_says(column, check)}",
        _number_format(column),
        check,
        _example(column, check, on),
    )


def _check(column: Column, places: Places, on: date) -> Check | None:
    kind = column.kind
    if kind.name == "unit":
        names = dict.fromkeys(places.name(unit) for unit in places.units(kind.places, on))
        # A list of 2024's districts is empty today: then every name may be typed.
        return Check("list", _UNIT_MESSAGE, tuple(names), is_strict=False) if names else None
    if isinstance(kind, OneOf):
        return Check("list", _WORD_MESSAGE, tuple(word[:1].upper() + word[1:] for word in kind.firsts))
    checks = {
        # Where Windows writes month/day, Excel takes 31/05/2024 for a text, which the reader knows: it may stay.
        "day": Check("date", _DAY_MESSAGE, between=("DATE(1990,1,1)", "DATE(2100,12,31)"), is_strict=False),
        "count": Check("whole", _COUNT_MESSAGE, between=("0", "1000000000")),
        "number": Check("decimal", _NUMBER_MESSAGE, between=("-1000000000000", "1000000000000")),
        "percent": Check("decimal", _PERCENT_MESSAGE, between=("0", "100")),
        "yes_no": Check("list", _MARK_MESSAGE, ("x", "không")),
    }
    return checks.get(kind.name)


def _number_format(column: Column) -> str:
    if column.kind.name == "text" and column.field.endswith(_CODES):
        return "@"
    return {"day": "dd/mm/yyyy", "count": "#,##0"}.get(column.kind.name, "General")


def _need(column: Column) -> str:
    if column.needed:
        return "Bắt buộc: dòng để trống ô này bị từ chối."
    return "Có thể bỏ cột này." if column.optional else "Phải có cột này."


def _says(column: Column, check: Check | None) -> str:
    if column.field in _COORDINATES:
        return "Ghi độ thập phân, ví dụ 105,2181 hoặc 21,8236; hoặc toạ độ VN-2000 bằng mét."
    if isinstance(column.kind, OneOf) and check:
        return f"Chọn một trong: {', '.join(check.choices)}."
    if column.kind.name == "unit":
        return "Chọn tên đơn vị trong danh sách." if check else "Ghi tên đầy đủ của đơn vị vào thời điểm của số liệu."
    return _SAYS.get(column.kind.name, "")


def _example(column: Column, check: Check | None, on: date) -> object:
    if column.field in EXAMPLES:
        return EXAMPLES[column.field]
    if check and check.choices:
        return check.choices[0]
    return on.replace(day=1) if column.kind.name == "day" else None
