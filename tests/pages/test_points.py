"""The overview's three lists: what waits for a decision, what is overdue, what has changed."""

from __future__ import annotations

from datetime import date

import pandas as pd

from metrics import Figure
from pages.parts import points

NB = "\u00a0"


def figure(metric_id: str, count: float, out_of: float | None = None, **by: str) -> Figure:
    value = count if out_of is None else 100 * count / out_of
    day = date(2024, 5, 31)
    return Figure(
        metric_id, "", value, count, out_of, "%" if out_of else "trạm", day, None, day, 3, 3, None, False, by or None
    )


def decision(title: str, due: str | None, level: str = "province") -> dict[str, object]:
    due_on = pd.Timestamp(due) if due else pd.NaT
    return {"title": title, "proposal": "Cấp vốn", "raised_by": "Na Hang", "deciding_level": level, "due_on": due_on}


def test_decisions_say_who_decides_and_by_when() -> None:
    rows = [
        decision("A", "2024-05-30"),
        decision("B", "2024-06-10", "central"),
        decision("C", None),
        decision("D", None),
    ]
    found = points.decisions(pd.DataFrame(rows), date(2024, 5, 31))
    assert [one.lead for one in found] == ["A", "B", "C"]
    assert found[0].under == "Na Hang nêu, chờ tỉnh · quá hạn từ 30/05/2024"
    assert found[1].under == "Na Hang nêu, chờ Trung ương · trước 10/06/2024"
    assert found[2].under == "Na Hang nêu, chờ tỉnh · chưa có hạn"
    assert found[0].rest == ": Cấp vốn"


def test_overdue_tasks_the_longest_first_and_a_link_to_each() -> None:
    rows = [
        ("de_an_06:2024", "3", "Ba", "2024-05-30"),
        ("chuyen_doi_so:2024", "1", "Một", "2024-04-01"),
        ("de_an_06:2024", "2", "Hai", "2024-05-01"),
        ("de_an_06:2024", "4", "Bốn", "2024-05-29"),
    ]
    frame = pd.DataFrame(rows, columns=["plan", "task_no", "task_title", "due_on"])
    found = points.overdue(
        frame.assign(judged_on="2024-05-31", lead_unit="so-y-te"), {"so-y-te": "Sở Y tế"}.__getitem__
    )
    # 1 April to 31 May: 60 days; 1 May: 30; 29 May: 2; the fourth doesn't fit.
    assert [(one.lead, one.rest) for one in found] == [
        ("Một", ": chậm 60 ngày"),
        ("Hai", ": chậm 30 ngày"),
        ("Bốn", ": chậm 2 ngày"),
    ]
    assert found[0].under == "Sở Y tế · Kế hoạch CĐS 2024"
    assert dict(found[0].link) == {"plan": "chuyen_doi_so:2024", "task": "1"}
    assert points.overdue(pd.DataFrame(), str) == []


def test_changes_name_the_direction_and_whether_it_is_good() -> None:
    more = points.moved(figure("stations_active", 1283), figure("stations_active", 1279))
    assert more is not None
    assert (more.lead, more.rest, more.colour) == ("Trạm BTS đang hoạt động", " tăng 4 trạm, đạt 1.283", "green")
    assert more.under == "3/3 đơn vị đã gửi"
    less = points.moved(figure("dossiers_on_time_share", 970, 1000), figure("dossiers_on_time_share", 985, 1000))
    assert less is not None
    assert (less.rest, less.colour) == (f" giảm 1,5 điểm, còn 97,0{NB}%", "orange")
    assert points.moved(figure("stations_active", 5), figure("stations_active", 5)) is None
    assert points.moved(figure("stations_active", 5), None) is None


def test_the_unit_that_fell_most_with_enough_cases() -> None:
    share = "dossiers_on_time_share"
    now = {
        "a": figure(share, 90, 100),
        "b": figure(share, 45, 50),
        "few": figure(share, 1, 10),
        "new": figure(share, 1, 99),
    }
    before = {"a": figure(share, 95, 100), "b": figure(share, 50, 50), "few": figure(share, 10, 10)}
    found = points.fallen(share, now, before, {"a": "Sở A", "b": "Sở B"}.__getitem__)
    # b from 100 % to 90 %, a from 95 % to 90 %; "few" has ten dossiers only, "new" no month before.
    assert found is not None
    assert (found.lead, found.rest) == ("Sở B", f": tỷ lệ đúng hạn giảm 10,0 điểm, còn 90,0{NB}%")
    assert found.under == "45 trên 50"
    assert points.risen(share, now, before, str) is None
