"""Tasks of Đề án 06 and of the digital plan: what is overdue, what comes due, who leads it, what each report said."""

import streamlit as st

from metrics import Query
from pages.parts import ask, blocks, filters, task_blocks, task_card, task_series, task_tables, tasks
from pages.parts.cards import Behind
from pages.parts.project06 import views
from pages.parts.style import day, vn
from pages.parts.units import link
from pages.parts.words import say

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
    newest, oldest = (lists[name].iloc[0].date() if len(lists) else None for name in ("reported_on", "first_on"))
    period = filters.month(newest, oldest)
totals = ask.figures("tasks_total", (), period)
plans = tasks.plans(totals)
view = views.chosen()
if view == "indicators":
    head.badges("", bool(sources["is_sample"].any()))
    views.SHOWS[view](period.as_of, None)
    st.stop()
with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
    plan = filters.switch("plan", say("Kế hoạch"), list(plans), plans.__getitem__, bare=True)
    beside = st.container(width="content", horizontal=True)
if plan is None:
    blocks.nothing_from("tasks")
    st.stop()
of_plan = Query(as_of=period.as_of, where={"plan": plan})
if view != views.NOW:
    told = ask.figures("tasks_total", (), of_plan)[0]
    head.badges(day(told.as_of), told.is_sample)
    views.SHOWS[view](period.as_of, plan)
    st.stop()
whole = tasks.ordered(ask.rows_behind("tasks_total", of_plan, ROWS), ask.unit)
units = task_series.by_unit(ask.by("tasks_total", ("lead_unit", "status"), of_plan), ask.unit)
leads = {row.lead_unit: f"{row.unit_name} ({vn(row.total)})" for row in units.itertuples()}
with beside:
    lists_of = [*tasks.STATUSES, tasks.AGAINST]
    status = filters.only("status", say("Trạng thái"), lists_of, tasks.list_title, say("Mọi trạng thái"), width=215)
    everyone = say("Mọi cơ quan chủ trì")
    unit = filters.only("lead_unit", say("Cơ quan chủ trì"), list(leads), leads.__getitem__, everyone, width=215)
    link.to_page(unit)
query = of_plan if unit is None else Query(as_of=period.as_of, where={"plan": plan, "lead_unit": unit})
rows = whole if unit is None else whole[whole["lead_unit"].eq(unit)].reset_index(drop=True)
total = ask.figures("tasks_total", (), query)[0]
counts = {code: ask.figures(known.metric_id, (), query)[0] for code, known in tasks.STATUSES.items()}
days, as_of = ask.due_soon_days(), max(rows["judged_on"])
source = tasks.source_line(total)
head.badges(day(as_of), total.is_sample)

# --- can it be trusted, then the counters ------------------------------------------------------------------

reports = ask.reports(period.as_of)
reports = reports[reports["source"].eq("tasks")]
contradicting = int(ask.figures("tasks_contradicting", (), query)[0].value or 0)
task_blocks.strips(reports, contradicting, tasks.listed(rows, tasks.AGAINST), tasks.two_lists(totals, plan))
task_blocks.counters(tasks.counters(counts, total, query, days), status)
if status:
    task_blocks.chosen(tasks.listed(rows, status), status, ask.unit(unit), source, query)

# --- against the due dates, and by lead unit -----------------------------------------------------------------

left, right = st.columns([13, 10], gap="medium")
with left:
    task_blocks.progress(rows, units, source, query)
with right:
    task_blocks.by_unit(units, unit, len(whole), tasks.source_line(ask.figures("tasks_total", (), of_plan)[0]), of_plan)

# --- late, and soon due ----------------------------------------------------------------------------------------

if not status:
    task_blocks.urgent(rows, as_of, days, source, query)

# --- every task, down to the row of the file -----------------------------------------------------------------------

with st.expander(say("Cả danh sách ({count})", count=vn(len(rows)))):
    task_tables.grid(rows, plans[plan], source, Behind("tasks_total", query))
task_card.opened(whole, plan, period.as_of, source)
