"""The hand-made installation of the screens' tests, with procedures and dossiers that can be counted by hand."""

from __future__ import annotations

from pathlib import Path

import duckdb

from loaders import facts
from tests.pages import warehouses

FORM = (
    *("unit_id", "field", "period_start", "period_end", "received_online", "received_direct", "resolved_total"),
    *("resolved_early", "resolved_on_time", "resolved_late", "pending_total", "pending_in_time", "pending_overdue"),
)
LISTED = ("procedure_code", "procedure_name", "field", "agency_id", "at_province", "at_district", "at_commune",
          "service_level")  # fmt: skip
DETAIL = ("dossier_code", "procedure_code", "unit_id", "channel", "received_on", "due_on", "closed_on", "status_code")
MAY, APRIL, LAST_YEAR = ("2024-05-01", "2024-05-31"), ("2024-04-01", "2024-04-30"), ("2023-05-01", "2023-05-31")
# Beside Sở Tư pháp's form of May in warehouses.BATCHES: 40 online, 60 direct, 49 of 50 on time, pending not said.
REPORTS = (
    ("dossier_counts", "huyen-na-hang", "2024-05-31", FORM,
     [("huyen-na-hang", "Đất đai", *MAY, 90, 10, 100, 50, 45, 5, 20, 17, 3)]),
    ("dossier_counts", "so-noi-vu", "2024-05-31", FORM,
     [("so-noi-vu", "Tôn giáo", *MAY, 5, 5, 4, 2, 2, 0, 1, 1, 0)]),
    ("dossier_counts", "so-tu-phap", "2024-04-30", FORM,
     [("so-tu-phap", "Hộ tịch", *APRIL, 30, 50, 60, 30, 30, 0, 5, 4, 1)]),
    ("dossier_counts", "so-tu-phap", "2023-05-31", FORM,
     [("so-tu-phap", "Hộ tịch", *LAST_YEAR, 20, 30, 40, 20, 20, 0, 5, 5, 0)]),
    ("procedures", "van-phong-ubnd-tinh", "2024-05-01", LISTED,
     [("1.001", "Cấp bản sao", "Hộ tịch", "so-tu-phap", True, True, False, "full"),
      ("1.002", "Cấp phiếu lý lịch", "Tư pháp", "so-tu-phap", True, False, False, "full"),
      ("1.003", "Đăng ký tổ chức", "Luật sư", "so-tu-phap", True, False, False, "partial"),
      ("1.004", "Hòa giải", "Tư pháp", "so-tu-phap", False, False, True, "information")]),
    # In May: one on time, one late, one withdrawn (on time), one not accepted (in no figure); in April one that waits.
    ("dossiers", "trung-tam-phuc-vu-hanh-chinh-cong", "2024-05-31", DETAIL,
     [("D1", "1.001", "so-tu-phap", "online", "2024-05-02", "2024-05-10", "2024-05-09", 10),
      ("D2", "1.001", "so-tu-phap", "direct", "2024-05-03", "2024-05-10", "2024-05-12", 10),
      ("D3", "1.003", "so-tu-phap", "online", "2024-05-06", "2024-05-20", "2024-05-08", 7),
      ("D4", "1.002", "so-tu-phap", "online", "2024-04-15", "2024-05-20", None, 5),
      ("D5", "1.002", "so-tu-phap", "online", "2024-05-07", None, None, 3)]),
)  # fmt: skip


def with_reports(desk: Path) -> Path:
    """The hand-made installation, with the reports above."""
    return warehouses.altered(desk, "services", _report)


def _report(con: duckdb.DuckDBPyConnection) -> None:
    for number, (source, sender, day, columns, rows) in enumerate(REPORTS, 101):
        received = "2024-06-05 08:00:00+07" if day == "2024-05-31" else f"{day} 08:00:00+07"
        con.execute(
            "insert into log.batches values (?, ?, ?, ?, ?, ?, ?, null, ?, ?, ?, null, ?, ?, 0, false)",
            [number, source, f"{sender}; {day}", sender, f"{source}_{number}.xlsx", f"sha{number}", day,
             day if source == "dossier_counts" else None, received, received, len(rows), len(rows)],
        )  # fmt: skip
        has_day = () if source == "dossier_counts" else ("reported_on",)
        names = ", ".join(("batch_id", "sheet", "row_number", *columns, *has_day))
        for line, row in enumerate(rows, 2):
            values = [number, "Sheet1", line, *row, *([day] if has_day else [])]
            con.execute(f"insert into src.{source} ({names}) values ({', '.join('?' * len(values))})", values)
    facts.create(con)
