"""Tasks of Đề án 06 and of the digital plan: what is overdue, what comes due, who leads it, what each report said."""

import streamlit as st

from metrics import Query
from pages.parts import ask, blocks, charts_tasks, filters, senders, task_tables, tasks
from pages.parts.style import day, vn
from pages.parts.words import say

ALL = "all"
ROWS = 5000

head = blocks.header(
    say("Đề án 06"), say("Nhiệm vụ Đề án 06 và kế hoạch chuyển đổi số; trạng thái tính theo hạn và ngày hoàn thành")
)
if not blocks.is_ready():
    st.stop()

# --- what is asked -----------------------------------------------------------------------------------------

sources = ask.sources()
lists = sources[sources["source"].eq("tasks")]
with head.controls:
    period = filters.month(lists["reported_on"].max().date() if len(lists) else None)
totals = ask.figures("tasks_total", (), period)
plans = tasks.plans(totals)
with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
    plan = filters.switch("plan", say("Kế hoạch"), list(plans), plans.__getitem__, bare=True)
    beside = st.container(width="content")
if plan is None:
    blocks.nothing_from("tasks")
    st.stop()
of_plan = Query(as_of=period.as_of, where={"plan": plan})
listed = int(ask.figures("tasks_total", (), of_plan)[0].value or 0)
units = tasks.by_unit(ask.by("tasks_total", ("lead_unit", "status"), of_plan), ask.unit)
leads = {ALL: say("Mọi cơ quan chủ trì")} | {
    row.lead_unit: f"{row.unit_name} ({vn(row.total)})" for row in units.itertuples()
}
with beside:
    unit = filters.choose("lead_unit", say("Cơ quan chủ trì"), list(leads), leads.__getitem__, width=250, bare=True)
query = of_plan if unit == ALL else Query(as_of=period.as_of, where={"plan": plan, "lead_unit": unit})
total = ask.figures("tasks_total", (), query)[0]
counts = {code: ask.figures(known.metric_id, (), query)[0] for code, known in tasks.STATUSES.items()}
rows = tasks.ordered(ask.rows_behind("tasks_total", query, ROWS), ask.unit)
as_of = max(rows["judged_on"])
source = tasks.source_line(total)
head.badges(day(as_of), total.is_sample)

# --- can it be trusted, then the counters ------------------------------------------------------------------

reports = ask.reports(period.as_of)
title, late = senders.missing(reports[reports["source"].eq("tasks")])
blocks.strip("missing", ":material/cloud_off:" if late else ":material/task_alt:", title, late, warns=bool(late))
against = tasks.contradicting(rows)
title, chips = tasks.disagreement(int(ask.figures("tasks_contradicting", (), query)[0].value or 0), against)
years = [("", text, "gray")] if (text := tasks.two_lists(totals, plan)) else []
blocks.strip("against", ":material/difference:", title, [*chips, *years], warns=bool(chips))
blocks.numbers(tasks.counters(counts, total))
st.caption(tasks.sum_of(counts, total))

# --- against the due dates, and by lead unit -----------------------------------------------------------------

left, right = st.columns([13, 10], gap="medium")
with left:
    steps = tasks.burn_up(rows, int(rows["year"].iloc[0]))
    blocks.chart(
        say("Hoàn thành lũy kế so với đến hạn"),
        charts_tasks.burn_up(steps, blocks.colours(), charts_tasks.height_of(units)),
        steps,
        task_tables.fields("on", "due", "done"),
        sentence=tasks.burn_up_sentence(steps, rows),
        source=source,
        name="tien-do",
    )
with right:
    blocks.chart(
        say("Trạng thái theo cơ quan chủ trì"),
        charts_tasks.by_unit(units, None if unit == ALL else unit, blocks.colours()),
        units,
        task_tables.fields("unit_name", *tasks.STATUSES, "total"),
        sentence=tasks.by_unit_sentence(units, charts_tasks.UNITS, listed),
        source=source,
        name="theo-co-quan",
    )

# --- late, and soon due ----------------------------------------------------------------------------------------

left, right = st.columns([13, 10], gap="medium")
overdue, soon = tasks.overdue(rows), tasks.countdown(rows)
with left:
    title = say("Quá hạn, chưa hoàn thành ({count})", count=vn(len(overdue)))
    blocks.section(title, tasks.overdue_sentence(overdue))
    if len(overdue):
        names = ("task_title", "unit_name", "due_text", "days", "reported_status", "obstacle")
        task_tables.listing(overdue, (*names, "file_name", "place"), "qua-han", title, source, at_most=8)
    else:
        blocks.empty(say("Không có nhiệm vụ nào quá hạn"), say("Tính đến {day}.", day=day(as_of)))
with right:
    title = say("Đến hạn trong 30 ngày tới ({count})", count=vn(len(soon)))
    if len(soon):
        by_week = tasks.weeks(soon, as_of)
        blocks.chart(
            title,
            charts_tasks.countdown(soon, by_week, as_of, blocks.colours()),
            soon,
            task_tables.fields("week", "due_on", "left", "task_title", "unit_name", "reported_status", "place"),
            sentence=tasks.weeks_sentence(by_week),
            source=source,
            name="sap-den-han",
        )
    else:
        blocks.section(title)
        blocks.empty(say("Không có nhiệm vụ nào đến hạn trong 30 ngày tới"), say("Tính từ {day}.", day=day(as_of)))

# --- every task, down to the row of the file -----------------------------------------------------------------------

whole = ("task_no", "task_title", "unit_name", "said", "due_text", "due_on", "completed_on", "reported_status")
source_of_row = ("file_name", "place")
if len(against):
    with st.expander(say("Báo cáo không khớp với ngày tháng ({count})", count=vn(len(against)))):
        task_tables.listing(
            against, (*whole, *source_of_row), "khong-khop", say("Báo cáo không khớp với ngày tháng"), source
        )
with st.expander(say("Cả danh sách ({count})", count=vn(len(rows)))):
    task_tables.listing(rows, (*whole, "obstacle", *source_of_row), "danh-sach", plans[plan], source)
with st.expander(say("Một nhiệm vụ qua các kỳ báo cáo"), expanded="task" in st.query_params):
    titles = {row.task_no: f"{row.task_no}. {row.task_title} · {row.unit_name}" for row in rows.itertuples()}
    task = filters.choose("task", say("Nhiệm vụ"), list(titles), titles.__getitem__, width=760, bare=True)
    told = ask.task_reports(plan, task, period.as_of)
    told["place"] = [tasks.place(row) for row in told.itertuples()]
    names = ("reported_on", "reported_status", "percent_done", "completed_on", "due_text", "obstacle")
    task_tables.listing(told, (*names, *source_of_row), f"nhiem-vu-{task}", titles[task], source)
