"""Five years of monthly reports: long trends, long names, big numbers, and one district that sent nothing in the end.

Every number follows from the month's and the line's own number, so each run shows the same pictures.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from loaders import facts, warehouse
from tests.conftest import ROOT
from tests.pages.warehouses import NAME

# Sixty months, the last of them May 2024; n counts them from 0.
MONTHS = """
    create temp table months as
    select n, cast(date '2019-06-01' + to_months(cast(n as integer)) as date) as first, last_day(first) as last
    from range(60) t(n)
"""
DISTRICTS = """
    create temp table districts as
    select unit_id, row_number() over (order by unit_id) as d
    from ref.units where kind = 'district'
"""
COMMUNES = """
    create temp table communes as
    select u.unit_id, parent_id, d, longitude, latitude,
        row_number() over (partition by parent_id order by u.unit_id) as c
    from ref.units u join districts on districts.unit_id = u.parent_id
    where u.kind = 'commune' and coalesce(u.valid_from, date '2019-06-01') <= date '2019-06-01'
        and coalesce(u.valid_to, date '2030-01-01') > date '2024-09-01'
"""
# Who sends what for which months. Lâm Bình's village list of May 2024 has not come.
SENT = {
    "bts_stations": "select n, first, last, s as sender, 'operator=' || s as part from months, "
    "(values ('viettel'), ('vnpt'), ('mobifone')) o(s)",
    "village_coverage": "select n, first, last, unit_id as sender, 'district_id=' || unit_id as part "
    "from months, districts where not (n = 59 and unit_id = 'huyen-lam-binh')",
    "dossier_counts": "select n, first, last, unit_id as sender, 'unit_id=' || unit_id as part from months, "
    "(select unit_id from districts union all values ('so-tu-phap'), ('so-y-te'), ('so-thong-tin-va-truyen-thong'))",
    "dossiers": "select n, first, last, 'trung-tam-phuc-vu-hanh-chinh-cong-tinh' as sender, 'all' as part from months",
    "procedures": "select n, first, last, 'van-phong-ubnd-tinh' as sender, 'all' as part from months where n % 12 = 0",
    "tasks": "select n, first, last, s as sender, 'plan=' || p || '; plan_year=' || year(last) as part from months, "
    "(values ('cong-an-tinh', 'de_an_06'), ('so-thong-tin-va-truyen-thong', 'chuyen_doi_so')) o(s, p)",
    "unit_scores": "select n, first, last, 'so-thong-tin-va-truyen-thong' as sender, 'index_year=' || year(last) "
    "as part from months where month(last) = 12",
}
BATCHES = """
    insert into log.batches
    select (select coalesce(max(batch_id), 0) from log.batches) + row_number() over (order by n, sender),
        '{source}', part || '; reported_on=' || last, sender, '{source}_' || sender || '_' || last || '.xlsx',
        '{source}' || sender || last, last, if('{source}' = 'dossier_counts', first, null),
        if('{source}' = 'dossier_counts', last, null), last + interval 4 days, last + interval 4 days, null,
        100, 100, 0, true
    from ({sent})
"""
# The rows of a report; m is its month, b its batch, i the line's own number.
LINES = {
    "bts_stations": """
        (reported_on, station_code, operator, commune_id, district_id, longitude, latitude,
            has_2g, has_3g, has_4g, status)
        select b.reported_on, upper(b.sender) || '-' || unit_id || '-' || i,
            if(b.sender = 'viettel', 'Viettel', if(b.sender = 'vnpt', 'VNPT', 'MobiFone')), unit_id, parent_id,
            longitude + i / 300, latitude + i / 400, true, true, (c + i + n // 6) % 7 > 0, 'active'
        from months m join log.batches b on b.reported_on = m.last, communes, range(4) t(i)
        where b.source = 'bts_stations' and n >= 10 * i + c % 9
    """,
    "village_coverage": """
        (reported_on, village_name, commune_id, district_id, households, population, has_2g, has_3g, has_4g, signal)
        select b.reported_on, 'Thôn Khuổi Nà Phiêng ' || i, unit_id, parent_id, 80 + c, 310 + 7 * c, has_2g, has_3g,
            has_3g and (c + i) % 4 > 0, if(has_3g, 'good', if(has_2g, 'weak', 'none'))
        from months m join log.batches b on b.reported_on = m.last join communes on parent_id = b.sender, range(6) t(i),
            lateral (select n + 9 * i > 4 * c as has_2g, n + 9 * i > 5 * c + 8 as has_3g) heard
        where b.source = 'village_coverage'
    """,
    "dossier_counts": """
        (unit_id, field, period_start, period_end, received_online, received_direct, carried_over, resolved_total,
            resolved_early, resolved_on_time, resolved_late, pending_total, pending_in_time, pending_overdue)
        select b.sender, field, b.period_start, b.period_end, 1200 + 95 * n, 5200 - 60 * n, 30, 6000 + 35 * n,
            2000, 3900 + 35 * n, 100, 230, 200, 30
        from months m join log.batches b on b.reported_on = m.last,
            (values ('Hộ tịch'), ('Đất đai – Đo đạc bản đồ và thông tin địa lý')) f(field)
        where b.source = 'dossier_counts'
    """,
    "dossiers": """
        (reported_on, dossier_code, procedure_code, unit_id, channel, received_on, due_on, closed_on, status_code)
        select b.reported_on, 'H60-' || n || '-' || i, '1.' || (100 + i % 40), 'so-tu-phap',
            if(i % 3 = 0, 'direct', 'online'), came, came + 7, came + cast(4 + i % 5 as integer), 10
        from months m join log.batches b on b.reported_on = m.last, range(60) t(i),
            lateral (select m.first + cast(i % 20 as integer) as came) received
        where b.source = 'dossiers'
    """,
    "procedures": """
        (reported_on, procedure_code, procedure_name, field, agency_id, at_province, at_district, at_commune,
            service_level)
        select b.reported_on, '1.' || (100 + i), 'Thủ tục cấp, cấp lại, điều chỉnh giấy chứng nhận đủ điều kiện '
            || 'hoạt động trong lĩnh vực quản lý nhà nước của ngành số ' || i, 'Lĩnh vực ' || i % 9, 'so-tu-phap',
            true, i % 2 = 0, i % 5 = 0, if(i % 4 = 0, 'full', if(i % 4 = 1, 'information', 'partial'))
        from months m join log.batches b on b.reported_on = m.last, range(90) t(i)
        where b.source = 'procedures'
    """,
    "tasks": """
        (reported_on, plan, plan_year, task_no, task_title, lead_unit_id, due_text, due_on, is_recurring,
            reported_status, percent_done, completed_on)
        select b.reported_on, if(b.sender = 'cong-an-tinh', 'de_an_06', 'chuyen_doi_so'), year(m.last), i + 1,
            'Hoàn thành việc làm sạch, đồng bộ dữ liệu chuyên ngành với Cơ sở dữ liệu quốc gia về dân cư, đợt '
            || (i + 1), if(i % 3 = 0, 'so-lao-dong-thuong-binh-va-xa-hoi', b.sender), strftime(due, '%d/%m/%Y'), due,
            i = 23, if(is_done, 'Đã hoàn thành', 'Đang triển khai'), if(is_done, 100, 60), if(is_done, due, null)
        from months m join log.batches b on b.reported_on = m.last, range(24) t(i),
            lateral (select make_date(year(m.last), 1 + i // 2, 15) as due) planned,
            lateral (select due <= m.last and i % 5 > 0 as is_done) told
        where b.source = 'tasks'
    """,
    "unit_scores": """
        (index_name, index_year, board, unit_id, criterion, score, is_ranked)
        select name, year(m.last), board, unit_id, 'total', top * (0.5 + ((17 * i + 5 * n) % 100) / 250), true
        from months m join log.batches b on b.reported_on = m.last,
            (select 'DTI' as name, 'province' as board, 1 as top, unit_id, row_number() over (order by unit_id) as i
             from ref.units where kind = 'province' and coalesce(valid_to, date '2025-07-01') = date '2025-07-01'
                and coalesce(valid_from, date '2019-06-01') <= date '2019-06-01'
             union all select 'CĐS tỉnh', 'district', 600, unit_id, d from districts
             union all select 'CĐS tỉnh', 'commune', 400, unit_id, 7 * d + c from communes)
        where b.source = 'unit_scores'
    """,
}


def five_years(home: Path) -> Path:
    """An installation with those reports, marked as made up."""
    folder = home / "warehouse"
    folder.mkdir(parents=True)
    with duckdb.connect(str(folder / NAME)) as con:
        con.execute("set TimeZone = 'Asia/Ho_Chi_Minh'")
        warehouse.create(con)
        warehouse.write_reference(con, ROOT / "data" / "reference")
        for made in (MONTHS, DISTRICTS, COMMUNES):
            con.execute(made)
        for source, sent in SENT.items():
            con.execute(BATCHES.format(source=source, sent=sent))
            columns, rows = LINES[source].split(")", 1)
            of_batch = "select b.batch_id, 'Sheet1', 1 + row_number() over (partition by b.batch_id), "
            con.execute(
                f"insert into src.{source} {columns.replace('(', '(batch_id, sheet, row_number, ', 1)})"
                f"{rows.replace('select ', of_batch, 1)}"
            )
        facts.create(con)
    (folder / "CURRENT").write_text(NAME + "\n", encoding="utf-8")
    return home
