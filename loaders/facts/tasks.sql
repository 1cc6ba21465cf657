-- Grain: one row per task of the newest list of its plan and year. Source: src.tasks.
-- status is derived from the dates, at as_of or else on the list's own day; the seven add up to all tasks. A task
-- reported done without a day of completion stays open. Due soon: within due_soon_days of
-- the officers' settings.
-- says is what the reported text means, null where it means nothing known; contradicts compares the two.
create or replace view fact.tasks as
with listed as (
    select
        s.*,
        s.plan || ':' || s.plan_year as plan_and_year,
        b.reported_on as listed_on,
        b.is_sample,
        coalesce(cast(getvariable('as_of') as date), b.reported_on) as judged_on,
        -- Without accents, one space between words: "Đã hoàn thành " and "đã hoàn thành" are one answer.
        regexp_replace(
            trim(replace(strip_accents(lower(nfc_normalize(s.reported_status))), 'đ', 'd'), ' .;,-'), '\s+', ' ', 'g'
        ) as plain_status
    from src.tasks s
    join fact.newest b on b.batch_id = s.batch_id and b.source = 'tasks'
    where not coalesce(list_contains(b.retold, s.lead_unit_id), false)
),
derived as (
    select
        *,
        case
            when coalesce(is_recurring, false) then 'recurring'
            when completed_on <= judged_on then case when completed_on > due_on then 'done_late' else 'done_on_time' end
            when due_on is null then 'no_date'
            when due_on < judged_on then 'overdue'
            when due_on <= judged_on + (select due_soon_days from fact.settings) then 'due_soon'
            else 'in_progress'
        end as status,
        -- The words of real reports, first match wins: "quá hạn chưa hoàn thành" is no completion.
        case
            when plain_status is null or plain_status = '' then case when percent_done >= 100 then 'done' end
            when regexp_matches(plain_status, 'tam dung|\blui\b|gia han|khong con phu hop') then null
            when regexp_matches(plain_status, 'chua.*(qua han|cham|tre han)') then 'overdue'
            when regexp_matches(plain_status, '(qua han|cham|tre han).*chua') then 'overdue'
            when regexp_matches(plain_status, 'chua den han') then 'in_progress'
            when regexp_matches(plain_status, '^(chua|khong)\b|^0 ?%$') then 'open'
            when regexp_matches(plain_status, 'hoan thanh (co ban|mot phan)|co ban hoan thanh') then 'open'
            when regexp_matches(plain_status, '^(hoan thanh |dat )?(khoang )?\d{1,2}([.,]\d+)? ?%') then 'open'
            when regexp_matches(plain_status, '(hoan thanh|\bxong\b).*(qua han|tre han|cham|muon)') then 'done_late'
            when regexp_matches(plain_status, '(hoan thanh|\bxong\b).*(dung han|truoc han|dung tien do)')
                then 'done_on_time'
            when regexp_matches(plain_status, 'thuong xuyen|^tx$|\bhang (thang|quy|nam|tuan)|dinh ky') then 'recurring'
            when regexp_matches(plain_status, 'qua han|cham|tre han|\bmuon\b') then 'overdue'
            when regexp_matches(plain_status, '\bdang\b|dung tien do|trong han') then 'in_progress'
            when regexp_matches(plain_status, '^(da )?(hoan thanh|xong)|^da thuc hien$|^ht$|^x$|^100 ?%$') then 'done'
        end as says
    from listed
)
select
    plan_and_year as plan,
    plan_year as year,
    task_no,
    task_title,
    task_group as "group",
    basis,
    lead_unit_id as unit,
    lead_unit_id as lead_unit,
    u.district,
    u.level,
    supporting_unit_ids,
    due_text,
    due_on,
    is_recurring,
    completed_on,
    status,
    status in ('done_on_time', 'done_late') as is_done,
    product,
    reported_status,
    says,
    percent_done,
    coalesce(
        case says
            when 'done' then status not in ('done_on_time', 'done_late', 'recurring')
            when 'done_on_time' then status not in ('done_on_time', 'recurring')
            when 'done_late' then status not in ('done_late', 'recurring')
            when 'overdue' then status <> 'overdue'
            when 'in_progress' then status not in ('in_progress', 'due_soon', 'no_date', 'recurring')
            when 'open' then status in ('done_on_time', 'done_late')
            when 'recurring' then status <> 'recurring'
        end,
        false
    ) as contradicts,
    obstacle,
    proposal,
    note,
    judged_on,
    listed_on as reported_on,
    batch_id,
    sheet,
    row_number,
    is_sample
from derived
left join fact.units u on u.unit = lead_unit_id
