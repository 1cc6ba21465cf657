"""What the command line says and does. Words for people are Vietnamese; --json prints one document and nothing else."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import duckdb
from rich.console import Console
from rich.markup import escape
from rich.progress import Progress as Bar
from rich.table import Table

from loaders import check, load, open_warehouse, rebuild, settings, undo
from loaders.contract import BadFile
from loaders.report import FileReport, Issue, LoadReport
from loaders.samples import write_samples
from loaders.status import report_status
from loaders.terminal import visible
from loaders.workbooks.templates import write_template

OUTCOMES = {
    "loaded": "[green]đã nạp[/]",
    "partly_loaded": "[yellow]nạp một phần[/]",
    "refused": "[red]từ chối[/]",
    "unchanged": "[dim]không đổi[/]",
}
LEVELS = {"fatal": "[red]từ chối tệp[/]", "error": "[red]từ chối dòng[/]", "warning": "[yellow]cảnh báo[/]"}
SHOWN = 8
LISTED = 40


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. 0 all kept, 1 rows refused, 2 a file refused, 3 wrong use or nothing to do."""
    parser = _parser()
    try:
        wanted = parser.parse_args(argv)
    except SystemExit as stop:
        return 0 if stop.code in (0, None) else 3
    run: Callable[[argparse.Namespace], int] = wanted.run
    try:
        return run(wanted)
    except BadFile as bad:
        _say(f"{bad}. {bad.fix.rstrip('.')}.")
    except FileNotFoundError as missing:
        _say(f"Không có tệp hoặc thư mục: {missing.args[0]}")
    except PermissionError as denied:
        _say(f"Không có quyền đọc hoặc ghi: {denied.filename}")
    except OSError as trouble:
        _say(f"Không đọc hoặc ghi được trên đĩa: {trouble.strerror or trouble}")
    except duckdb.Error:
        _say("Không mở được kho số liệu; chạy `python -m loaders rebuild` để dựng lại từ kho lưu.")
    except KeyboardInterrupt:
        _say("Đã dừng; số liệu đang dùng không thay đổi.")
    return 3


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--data", type=Path, metavar="DIR", help="thư mục dữ liệu (mặc định: data/ hoặc biến IOC_DATA)")
    parser = argparse.ArgumentParser(
        prog="python -m loaders", description="Nạp và kiểm tra tệp số liệu của các đơn vị.", exit_on_error=True
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="LỆNH")

    def command(name: str, run: Callable[[argparse.Namespace], int], help_text: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, parents=[common], help=help_text, description=help_text)
        added.set_defaults(run=run)
        return added

    for name, run, help_text in (
        ("load", _load, "nạp tệp hoặc thư mục (mặc định: inbox/) và công bố bản số liệu mới"),
        ("check", _check, "đọc và kiểm tra như khi nạp, không công bố gì"),
    ):
        added = command(name, run, help_text)
        added.add_argument("paths", nargs="*", type=Path, metavar="TỆP")
        added.add_argument(
            "--received-at", type=_moment, metavar="LÚC", help="thời điểm nhận tệp, ví dụ 2024-06-05T08:15"
        )
        added.add_argument("--json", action="store_true", help="in một tài liệu JSON")
    added = command("status", _status, "nguồn nào, đơn vị nào đã gửi, chưa gửi, gửi trễ")
    added.add_argument("--json", action="store_true", help="in một tài liệu JSON")
    added = command("sample", _sample, "viết các tệp minh họa (số liệu tự sinh)")
    added.add_argument("--seed", type=int, default=2024)
    added.add_argument("--scale", type=int, default=1, help="nhân số hồ sơ lên N lần")
    added.add_argument("--out", type=Path, metavar="DIR", help="thư mục ghi (mặc định: samples/)")
    added = command("template", _template, "viết tệp mẫu trống của một nguồn")
    added.add_argument("source", metavar="NGUỒN")
    added.add_argument("--out", type=Path, metavar="FILE")
    command("rebuild", _rebuild, "dựng lại kho số liệu từ kho lưu và nhật ký")
    command("undo", _undo, "quay lại bản số liệu trước")
    return parser


def _moment(text: str) -> datetime:
    try:
        return settings.local(datetime.fromisoformat(text))
    except ValueError:
        raise argparse.ArgumentTypeError(f"không phải thời điểm dạng 2024-06-05T08:15: {text}") from None


def _console() -> Console:
    """Standard output; a file or a pipe gets wide lines instead of the 80 columns of a terminal that isn't there."""
    return Console(highlight=False, width=None if sys.stdout.isatty() else 180)


def _say(text: str) -> None:
    Console(stderr=True, highlight=False, soft_wrap=True).print(visible(text), markup=False)


# --- load and check -------------------------------------------------------------------------------------


def _load(wanted: argparse.Namespace) -> int:
    return _report(wanted, load)


def _check(wanted: argparse.Namespace) -> int:
    return _report(wanted, check)


def _report(wanted: argparse.Namespace, work: Callable[..., LoadReport]) -> int:
    with Bar(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("Đọc tệp", total=None)

        def progress(name: str, done: int, total: int) -> None:
            bar.update(task, description=escape(visible(name)), completed=done, total=total)

        report = work(wanted.paths, data=wanted.data, received_at=wanted.received_at, progress=progress)
    if wanted.json:
        print(json.dumps(report.as_json(), ensure_ascii=False, indent=1))
    else:
        _print_report(report)
    if not report.files:
        _say("Không có tệp nào để nạp. Đặt tệp vào thư mục inbox/ hoặc ghi đường dẫn sau lệnh.")
    return report.exit_status


def _print_report(report: LoadReport) -> None:
    out = _console()
    table = Table(box=None, pad_edge=False)
    for heading in ("Tệp", "Nguồn", "Kết quả", "Số liệu đến"):
        table.add_column(heading)
    for heading in ("Dòng đọc", "Đã nạp", "Từ chối"):
        table.add_column(heading, justify="right")
    # Of many files only those that need a look are listed; the rest are counted.
    is_long = len(report.files) > LISTED
    listed = [entry for entry in report.files if not is_long or entry.outcome in ("partly_loaded", "refused")]
    for entry in listed:
        name = escape(visible(entry.file))
        day = f"{entry.reported_on or entry.period_end:%d/%m/%Y}" if entry.reported_on or entry.period_end else "–"
        counts = (_vn(entry.rows_read), _vn(entry.rows_loaded), _vn(entry.rows_refused))
        table.add_row(name, entry.source or "–", OUTCOMES[entry.outcome], day, *counts)
    if listed:
        out.print(table)
    for entry in listed:
        _print_issues(out, entry)
    if is_long:
        _print_counts(out, report)
    if report.published:
        out.print(f"Đã công bố bản số liệu {report.published}.")


def _print_counts(out: Console, report: LoadReport) -> None:
    counts = Counter(entry.outcome for entry in report.files)
    said = ", ".join(f"{_vn(counts[outcome])} {word}" for outcome, word in OUTCOMES.items() if counts[outcome])
    remarks = sum(len(entry.issues) for entry in report.files)
    loaded, refused = (sum(getattr(entry, name) for entry in report.files) for name in ("rows_loaded", "rows_refused"))
    out.print(
        f"{_vn(len(report.files))} tệp: {said}; {_vn(loaded)} dòng được nạp, {_vn(refused)} dòng bị từ chối, "
        f"{_vn(remarks)} điểm được ghi lại (xem đủ bằng --json hoặc trang Chất lượng số liệu)."
    )


def _print_issues(out: Console, entry: FileReport) -> None:
    worst = sorted(entry.issues, key=lambda issue: ("fatal", "error", "warning").index(issue.level))
    for issue in worst[:SHOWN]:
        out.print(f"{LEVELS[issue.level]} ", end="")
        said = f"{entry.file}{_place(issue)}: {issue.message}. {issue.fix.rstrip('.')}."
        out.print(visible(said), markup=False, soft_wrap=True)
    if len(worst) > SHOWN:
        more = f"… và {_vn(len(worst) - SHOWN)} điểm nữa trong {entry.file} (xem đủ bằng --json)"
        out.print(visible(more), markup=False)
    if entry.error_workbook:
        out.print(visible(f"Tệp gửi trả, ô sai đã được đánh dấu: {entry.error_workbook}"), markup=False, soft_wrap=True)


def _place(issue: Issue) -> str:
    parts = [f"trang “{issue.sheet}”"] if issue.sheet else []
    if issue.cell or issue.row:
        parts.append(f"ô {issue.cell}" if issue.cell else f"dòng {issue.row}")
    if issue.column:
        parts.append(f"cột “{issue.column}”")
    return ", " + ", ".join(parts) if parts else ""


def _vn(number: int) -> str:
    return f"{number:,}".replace(",", ".")


# --- the other commands -----------------------------------------------------------------------------------


def _status(wanted: argparse.Namespace) -> int:
    con = open_warehouse(wanted.data)
    try:
        rows = report_status(con)
    finally:
        con.close()
    if wanted.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1, default=str))
        return 0
    table = Table(box=None, pad_edge=False)
    for heading in ("Nguồn", "Đơn vị gửi", "Báo cáo gần nhất", "Nhận lúc", "Hạn kỳ này", "Tình trạng"):
        table.add_column(heading)
    for heading in ("Dòng giữ", "Từ chối"):
        table.add_column(heading, justify="right")
    for row in rows:
        table.add_row(
            row["source_title"],
            row["sender_name"],
            _day(row["last_reported_on"]),
            _day(row["received_at"]),
            _day(row["due_at"]),
            row["state_title"],
            _vn(row["rows_loaded"]),
            _vn(row["rows_refused"]),
        )
    _console().print(table)
    return 0


def _day(text: str | None) -> str:
    if not text:
        return "–"
    moment = datetime.fromisoformat(text)
    return moment.strftime("%d/%m/%Y %H:%M") if "T" in text else moment.strftime("%d/%m/%Y")


def _sample(wanted: argparse.Namespace) -> int:
    out = wanted.out or settings.home(wanted.data).samples
    if wanted.scale < 1:
        _say("--scale phải là số nguyên từ 1 trở lên.")
        return 3
    files = write_samples(out, seed=wanted.seed, scale=wanted.scale)
    _say(f"Đã viết {_vn(len(files))} tệp minh họa vào {out}.")
    return 0


def _template(wanted: argparse.Namespace) -> int:
    path = write_template(wanted.source, wanted.out, wanted.data)
    _say(f"Đã viết tệp mẫu {path}.")
    return 0


def _rebuild(wanted: argparse.Namespace) -> int:
    _say(f"Đã dựng lại bản số liệu {rebuild(data=wanted.data)}.")
    return 0


def _undo(wanted: argparse.Namespace) -> int:
    _say(f"Đã quay lại bản số liệu {undo(wanted.data)}.")
    return 0
