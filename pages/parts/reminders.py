"""The letter that reminds an agency of all that it owes, ready to be copied. Pure: frames in, texts out."""

from __future__ import annotations

from typing import Any

import pandas as pd

from pages.parts import words
from pages.parts.style import day, month, vn
from pages.parts.words import say

BLANK = "…"  # what the centre fills in itself
BETWEEN = "\n\n" + "-" * 72 + "\n\n"
PEOPLES_COMMITTEES = ("district", "commune")  # a letter to a place goes to its People's Committee


def letter(owed: pd.DataFrame) -> str:
    """All reports of one agency in one text: those to send, then those that came late. owed: as records_files.owed."""
    missing = owed[~owed["is_received"].astype(bool)]
    late = owed[owed["is_received"].astype(bool)]
    first = owed.iloc[0]
    lines = [say("Kính gửi: {unit}", unit=addressee(first["full_name"], first["kind"])), ""]
    if len(missing):
        lines.append(
            say(
                "Trung tâm điều hành thông minh (IOC) tỉnh chưa nhận được {count} báo cáo đã quá hạn của Quý cơ quan:",
                count=vn(len(missing)),
            )
        )
        lines += [f"{number}. {_missing(row)}" for number, row in enumerate(missing.itertuples(), 1)]
    if len(late):
        lines += [""] if len(missing) else []
        lines.append(
            say("{count} báo cáo đã nhận nhưng gửi sau hạn, đề nghị các kỳ sau gửi đúng hạn:", count=vn(len(late)))
        )
        lines += [f"{number}. {_late(row)}" for number, row in enumerate(late.itertuples(), 1)]
    lines.append("")
    if len(missing):
        lines.append(
            say(
                "Đề nghị gửi đủ các báo cáo trên, mỗi kỳ một tệp theo đúng mẫu (không đổi tên cột), về: {blank}, trước "
                "ngày {blank}. Kỳ nào không phát sinh số liệu, đề nghị trả lời bằng văn bản.",
                blank=BLANK,
            )
        )
    lines += [
        say("Nhận mẫu hoặc cần giải đáp, liên hệ: {blank} (họ tên, điện thoại, thư điện tử).", blank=BLANK),
        say("Trân trọng cảm ơn sự phối hợp của Quý cơ quan."),
    ]
    return "\n".join(lines)


def letters(owed: pd.DataFrame) -> dict[str, str]:
    """unit → its letter, in the order of the frame."""
    return {str(unit): letter(rows) for unit, rows in owed.groupby("unit", sort=False)}


def together(texts: list[str]) -> bytes:
    """All letters in one file. With a byte order mark: Windows' Notepad and Word then see that it is UTF-8."""
    return BETWEEN.join(texts).replace("\n", "\r\n").encode("utf-8-sig")


def addressee(name: str, kind: Any) -> str:
    """Huyện Lâm Bình → UBND huyện Lâm Bình."""
    return f"UBND {name[:1].lower()}{name[1:]}" if kind in PEOPLES_COMMITTEES else name


def period(report: Any) -> str:
    """The period in words: tháng 05/2024, năm 2023, từ 03/06/2024 đến 09/06/2024."""
    if report.rhythm == "yearly":
        return say("năm {year}", year=report.period_end.year)
    if report.rhythm == "monthly":
        return say("tháng {month}", month=month(report.period_end))
    return say("từ {first} đến {last}", first=day(report.period_start), last=day(report.period_end))


def template(source: str) -> str:
    """The name of the blank form, as `python -m loaders template` writes it."""
    return f"mau_{source}.xlsx"


def _missing(report: Any) -> str:
    return say(
        "{title}, kỳ {period}: hạn {hour} ngày {due}, quá hạn {days} ngày; tệp mẫu {template}.",
        title=words.source(report.source),
        period=period(report),
        hour=f"{report.due_at:%H:%M}",
        due=day(report.due_at),
        days=vn(report.days_late),
        template=template(report.source),
    )


def _late(report: Any) -> str:
    return say(
        "{title}, kỳ {period}: hạn {due}, nhận ngày {received}, trễ {days} ngày.",
        title=words.source(report.source),
        period=period(report),
        due=day(report.due_at),
        received=day(report.received_at),
        days=vn(report.days_late),
    )
