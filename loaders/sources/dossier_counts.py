"""Dossier counts of form II.06a/VPCP/KSTT: one row per unit, field and period, sent monthly.

Columns 3 to 13 of the form. Dossiers waiting for papers count as in time, returned and withdrawn ones as
resolved on time: that is the form's rule, not ours.
"""

from loaders import checks, derive
from loaders.clean import count, day, text, unit
from loaders.contract import Column, Rule, Source

SOURCE = Source(
    name="dossier_counts",
    title="Tình hình giải quyết hồ sơ (Biểu II.06a)",
    agency="Bộ phận một cửa các sở, ban, ngành, huyện, thành phố",
    rhythm="monthly",
    key=("unit_id", "field", "period_start", "period_end"),
    replaces=("unit_id", "period_start", "period_end"),
    dated="period",
    sender="unit_id",
    sender_kinds=("department", "agency", "district", "commune", "province"),
    columns=(
        Column(
            "unit_id",
            ("Đơn vị", "Tên đơn vị", "Cơ quan", "Đơn vị báo cáo", "Cơ quan, đơn vị"),
            unit("department", "agency", "district", "commune", "province"),
            optional=True,
            fill="above",
        ),
        Column(
            "field",
            (
                "Lĩnh vực, công việc giải quyết theo cấp",
                "Lĩnh vực",
                "Lĩnh vực giải quyết",
                "Lĩnh vực công việc *",
                "Lĩnh vực, công việc *",
                "Tên lĩnh vực",
                "Lĩnh vực *",
            ),
            text,
            needed=True,
        ),
        Column("period_start", ("Từ ngày",), day, optional=True),
        Column("period_end", ("Đến ngày",), day, optional=True),
        Column(
            "received_total",
            (
                "Tiếp nhận > Tổng số",
                "Số hồ sơ tiếp nhận > Tổng số",
                "Tiếp nhận > Tổng",
                "Số hồ sơ nhận giải quyết > Tổng số",
                "Hồ sơ tiếp nhận > Tổng số",
                "Tổng số tiếp nhận",
                "Tổng tiếp nhận",
            ),
            count,
        ),
        Column(
            "received_online",
            (
                "Tiếp nhận > Trực tuyến",
                "Số hồ sơ tiếp nhận > Trực tuyến",
                "Tiếp nhận > Qua mạng",
                "Trực tuyến",
                "Qua mạng",
                "Tiếp nhận trực tuyến",
                "Trong kỳ > Trực tuyến",
            ),
            count,
        ),
        Column(
            "received_direct",
            (
                "Tiếp nhận > Trực tiếp, dịch vụ bưu chính",
                "Trực tiếp/dịch vụ bưu chính",
                "Tiếp nhận > Trực tiếp",
                "Trực tiếp",
                "Trực tiếp, dịch vụ bưu chính",
                "Trực tiếp, BCCI",
                "Tiếp nhận trực tiếp",
                "Trực tiếp *",
            ),
            count,
        ),
        Column(
            "carried_over",
            (
                "Tiếp nhận > Từ kỳ trước",
                "Từ kỳ trước",
                "Kỳ trước chuyển sang",
                "Từ kỳ trước *",
                "Kỳ trước",
                "Tiếp nhận > Kỳ trước",
                "Số kỳ trước chuyển qua",
                "Tồn kỳ trước",
            ),
            count,
        ),
        Column(
            "resolved_total",
            (
                "Đã giải quyết > Tổng số",
                "Số hồ sơ đã giải quyết > Tổng số",
                "Đã giải quyết > Tổng",
                "Đã xử lý > Tổng số",
                "Kết quả giải quyết > Đã giải quyết > Tổng số",
                "Tổng số đã giải quyết",
                "Đã giải quyết",
            ),
            count,
        ),
        Column(
            "resolved_early",
            ("Đã giải quyết > Trước hạn", "Số hồ sơ đã giải quyết > Trước hạn", "Đã xử lý > Trước hạn", "Trước hạn"),
            count,
        ),
        Column(
            "resolved_on_time",
            ("Đã giải quyết > Đúng hạn", "Số hồ sơ đã giải quyết > Đúng hạn", "Đã xử lý > Đúng hạn", "Đúng hạn"),
            count,
        ),
        Column(
            "resolved_late",
            (
                "Đã giải quyết > Quá hạn",
                "Số hồ sơ đã giải quyết > Quá hạn",
                "Đã giải quyết > Trễ hạn",
                "Đã xử lý > Quá hạn",
                "Đã giải quyết > Chậm",
                "Trễ hạn",
                "Đã giải quyết trễ hạn",
                "Giải quyết quá hạn",
                "Giải quyết trễ hạn",
                "Số hồ sơ đã giải quyết > Trễ hạn",
            ),
            count,
        ),
        Column(
            "pending_total",
            (
                "Đang giải quyết > Tổng số",
                "Số hồ sơ đang giải quyết > Tổng số",
                "Đang giải quyết > Tổng",
                "Đang xử lý > Tổng số",
                "Tổng số đang giải quyết",
                "Đang giải quyết",
            ),
            count,
        ),
        Column(
            "pending_in_time",
            (
                "Đang giải quyết > Trong hạn",
                "Số hồ sơ đang giải quyết > Trong hạn",
                "Đang xử lý > Trong hạn",
                "Đang giải quyết > Chưa đến hạn",
                "Trong hạn",
                "Chưa đến hạn",
            ),
            count,
        ),
        Column(
            "pending_overdue",
            (
                "Đang giải quyết > Quá hạn",
                "Số hồ sơ đang giải quyết > Quá hạn",
                "Đang giải quyết > Trễ hạn",
                "Đang xử lý > Quá hạn",
                "Quá hạn",
                "Đang giải quyết quá hạn",
                "Số hồ sơ đang giải quyết > Trễ hạn",
            ),
            count,
        ),
    ),
    order=(
        "unit_id",
        "field",
        "period_start",
        "period_end",
        "received_total",
        "received_online",
        "received_direct",
        "carried_over",
        "resolved_total",
        "resolved_early",
        "resolved_on_time",
        "resolved_late",
        "pending_total",
        "pending_in_time",
        "pending_overdue",
    ),
    ignored=("STT", "TT", "Ghi chú", "Tỷ lệ đúng hạn", "Tỷ lệ trước và đúng hạn", "Tỷ lệ"),
    derive=(derive.missing_total("resolved_total", "resolved_early", "resolved_on_time", "resolved_late"),),
    rules=(
        Rule(
            "broken_identity",
            checks.identity(
                "received_total", "received_online", "received_direct", "carried_over", says="3 = 4 + 5 + 6"
            ),
        ),
        Rule(
            "broken_identity",
            checks.identity(
                "resolved_total", "resolved_early", "resolved_on_time", "resolved_late", says="7 = 8 + 9 + 10"
            ),
        ),
        Rule(
            "broken_identity",
            checks.identity("pending_total", "pending_in_time", "pending_overdue", says="11 = 12 + 13"),
        ),
        Rule(
            "broken_identity", checks.identity("received_total", "resolved_total", "pending_total", says="3 = 7 + 11")
        ),
    ),
)
