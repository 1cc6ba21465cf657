"""A blank workbook for an agency, made from the same contract that reads it back."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from loaders.contract import BadFile
from loaders.sources import SOURCES

PERIOD_LINE = {
    "day": "Số liệu tính đến ngày …/…/20…",
    "period": "(Từ ngày …/…/20… đến ngày …/…/20…)",
    "": "Năm 20…",
}


def write_template(name: str, out: Path | None = None) -> Path:
    """Write the template of a source; returns its path. BadFile for a source that doesn't exist."""
    source = SOURCES.get(name)
    if source is None:
        raise BadFile("unknown_source", f"không có nguồn “{name}”", f"chọn một trong: {', '.join(SOURCES)}")
    path = out or Path(f"mau_{name}.xlsx")
    book = Workbook()
    sheet = book.active
    sheet.title = "Mẫu"
    sheet["A1"], sheet["A2"], sheet["A3"] = "Đơn vị: …", source.title.upper(), PERIOD_LINE[source.dated]
    sheet["A2"].font = Font(bold=True, size=13)
    columns = [
        column
        for column in source.columns
        if column.headings and column.field not in ("reported_on", "period_start", "period_end")
    ]
    paths = [tuple(column.headings[0].rstrip("* ").split(" > ")) for column in columns]
    paths = paths if ("STT",) in paths else [("STT",), *paths]
    depth = max(len(path) for path in paths)
    for index, levels in enumerate(paths, 1):
        for level in range(depth):
            cell = sheet.cell(5 + level, index, levels[level] if level < len(levels) else None)
            cell.font, cell.alignment = (
                Font(bold=True),
                Alignment(wrap_text=True, vertical="center", horizontal="center"),
            )
        if len(levels) < depth:
            sheet.merge_cells(start_row=5 + len(levels) - 1, end_row=4 + depth, start_column=index, end_column=index)
        sheet.column_dimensions[get_column_letter(index)].width = max(8, min(30, len(levels[-1]) + 4))
    _merge_groups(sheet, paths)
    sheet.freeze_panes = f"A{5 + depth}"
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def _merge_groups(sheet: Worksheet, paths: list[tuple[str, ...]]) -> None:
    """One cell for each group over its columns: "Tiếp nhận" above "Tổng số", "Trực tuyến" …"""
    start = 0
    for index in range(1, len(paths) + 1):
        group = paths[start][0] if len(paths[start]) > 1 else None
        if index < len(paths) and group and len(paths[index]) > 1 and paths[index][0] == group:
            continue
        if group and index - start > 1:
            sheet.merge_cells(start_row=5, end_row=5, start_column=start + 1, end_column=index)
        start = index
