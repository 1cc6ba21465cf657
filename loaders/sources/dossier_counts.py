"""Dossier counts of form II.06a/VPCP/KSTT: one row per unit, field and period, sent monthly.

Columns 3 to 13 of the form. Dossiers waiting for papers count as in time, returned and withdrawn ones as
resolved on time: that is the form's rule, not ours.
"""

from loaders import checks, derive
from loaders.clean import count, day, raw, text, unit
from loaders.contract import Column, History, Jump, Rule, Source, names

_RECEIVED = ("Tiếp nhận", "Nhận giải quyết")
_RESOLVED = ("Đã giải quyết", "Đã xử lý", "Đã trả kết quả", "Đã hoàn thành", "Kết quả giải quyết")
_PENDING = ("Đang giải quyết", "Đang xử lý", "Chưa giải quyết", "Chưa xử lý", "Đang thụ lý")
_ALL = ("Tổng số", "Tổng", "Tổng cộng", "Cộng", "TS", "Số lượng")
_LATE = ("Quá hạn", "Trễ hạn", "Chậm", "Chậm hạn", "Trễ", "Quá thời hạn", "Muộn")


def _under(groups: tuple[str, ...], *leaves: str) -> tuple[str, ...]:
    return tuple(f"{group} > {leaf}" for group in groups for leaf in leaves)


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
            names(
                "Đơn vị | Tên đơn vị | Cơ quan | Đơn vị báo cáo | Cơ quan, đơn vị | Tên cơ quan, đơn vị | Đơn vị xử lý",
                "Đơn vị giải quyết | Đơn vị thực hiện | Cơ quan thực hiện | Cơ quan giải quyết | Sở, ban, ngành",
                "Sở, ngành | Sở, ban, ngành, địa phương | Cơ quan báo cáo | Cơ quan/Đơn vị/Địa phương | Địa phương",
                "Đơn vị, địa phương | Sở, ban, ngành, huyện, thành phố | UBND huyện, thành phố | UBND cấp huyện",
                "Huyện, thành phố | Xã, phường, thị trấn | UBND xã, phường, thị trấn | Đơn vị *",
            ),
            unit("department", "agency", "district", "commune", "province"),
            optional=True,
            fill="group",
        ),
        Column(
            "field",
            names(
                "Lĩnh vực, công việc giải quyết theo cấp | Lĩnh vực | Lĩnh vực giải quyết | Lĩnh vực công việc *",
                "Lĩnh vực, công việc * | Tên lĩnh vực | Lĩnh vực * | Nhóm lĩnh vực | Ngành, lĩnh vực",
                "Đơn vị/Lĩnh vực | Lĩnh vực/Đơn vị | Tên đơn vị/Lĩnh vực | Đơn vị, lĩnh vực | Cơ quan/Lĩnh vực",
                "Cơ quan, lĩnh vực | Nhóm thủ tục",
            ),
            text,
            like=r"\blinh vuc\b",
            needed=True,
            optional=True,
        ),
        Column("period_start", names("Từ ngày | Ngày bắt đầu | Ngày đầu kỳ"), day, optional=True),
        Column("period_end", names("Đến ngày | Ngày kết thúc | Ngày cuối kỳ"), day, optional=True),
        Column(
            "period_cell",
            names("Kỳ báo cáo | Kỳ | Tháng | Quý | Tháng báo cáo | Kỳ số liệu | Tháng/năm | Thời gian báo cáo"),
            raw,
            optional=True,
            stored=False,
        ),
        Column(
            "received_total",
            (
                *_under(_RECEIVED, *_ALL),
                *names("Tổng số tiếp nhận | Tổng tiếp nhận | Tiếp nhận | Số hồ sơ tiếp nhận | Tổng số hồ sơ tiếp nhận"),
                *names("Tổng số hồ sơ | Tổng số hồ sơ nhận giải quyết | Tổng số hồ sơ phải giải quyết | Tổng hồ sơ"),
            ),
            count,
        ),
        Column(
            "received_online",
            (
                *_under(_RECEIVED, "Trực tuyến", "Qua mạng", "Online"),
                *names(
                    "Trực tuyến | Qua mạng | Tiếp nhận trực tuyến | Trong kỳ > Trực tuyến | Tiếp nhận mới trực tuyến"
                ),
                *names(
                    "Số mới tiếp nhận trực tuyến | Mới tiếp nhận trực tuyến | Nộp trực tuyến | Hồ sơ nộp trực tuyến"
                ),
                *names("Số hồ sơ trực tuyến | Nhận trực tuyến | Tiếp nhận mới > Trực tuyến | Trực tuyến *"),
            ),
            count,
        ),
        Column(
            "received_direct",
            (
                *_under(_RECEIVED, "Trực tiếp, dịch vụ bưu chính", "Trực tiếp"),
                *names("Trực tiếp/dịch vụ bưu chính | Trực tiếp | Trực tiếp, dịch vụ bưu chính | Trực tiếp, BCCI"),
                *names(
                    "Trực tiếp/BCCI | Trực tiếp và BCCI | Trực tiếp hoặc bưu chính | Tiếp nhận trực tiếp | Trực tiếp *"
                ),
                *names("Tiếp nhận trực tiếp * | Số mới tiếp nhận trực tiếp * | Tiếp nhận mới trực tiếp *"),
                *names(
                    "Mới tiếp nhận trực tiếp * | Nộp trực tiếp | Nộp trực tiếp * | Nhận trực tiếp | Nhận trực tiếp *"
                ),
                *names("Tại bộ phận một cửa | Trực tiếp qua bưu chính"),
            ),
            count,
        ),
        Column(
            "carried_over",
            (
                *_under(
                    _RECEIVED, "Từ kỳ trước", "Kỳ trước", "Kỳ trước chuyển sang", "Tồn kỳ trước", "Chuyển kỳ trước"
                ),
                *names("Từ kỳ trước | Kỳ trước chuyển sang | Từ kỳ trước * | Kỳ trước | Kỳ trước *"),
                *names(
                    "Số kỳ trước * | Tồn kỳ trước | Tồn kỳ trước * | Tồn đầu kỳ | Tồn từ kỳ trước | Tồn cũ | Tồn trước"
                ),
                *names("Chuyển từ kỳ trước | Chuyển từ kỳ trước * | Hồ sơ kỳ trước * | Hồ sơ tồn đầu kỳ"),
                *names("Tháng trước chuyển sang | Tồn tháng trước | Tồn tháng trước * | Quý trước chuyển sang"),
            ),
            count,
        ),
        Column(
            "resolved_total",
            (
                *_under(_RESOLVED, *_ALL),
                *names("Tổng số đã giải quyết | Đã giải quyết | Tổng số hồ sơ đã giải quyết | Tổng đã giải quyết"),
                *names("Đã xử lý | Tổng số đã xử lý | Tổng đã xử lý | Số hồ sơ giải quyết | Tổng số hồ sơ giải quyết"),
                *names("Đã trả kết quả | Tổng số đã trả kết quả"),
            ),
            count,
        ),
        Column(
            "resolved_early",
            (
                *_under(_RESOLVED, "Trước hạn", "Trước thời hạn", "Sớm hạn", "Sớm"),
                *names(
                    "Trước hạn | Giải quyết trước hạn | Đã giải quyết trước hạn | Đã xử lý trước hạn | Trả trước hạn"
                ),
            ),
            count,
        ),
        Column(
            "resolved_on_time",
            (
                *_under(_RESOLVED, "Đúng hạn", "Đúng thời hạn", "Trong hạn"),
                *names("Đúng hạn | Giải quyết đúng hạn | Đã giải quyết đúng hạn | Đã xử lý đúng hạn | Trả đúng hạn"),
            ),
            count,
        ),
        Column(
            "resolved_late",
            (
                *_under(_RESOLVED, *_LATE),
                *names(
                    "Trễ hạn | Đã giải quyết trễ hạn | Giải quyết quá hạn | Giải quyết trễ hạn | Đã giải quyết quá hạn"
                ),
                *names("Đã xử lý quá hạn | Đã xử lý trễ hạn | Trả quá hạn | Trả trễ hạn | Giải quyết chậm"),
            ),
            count,
        ),
        Column(
            "pending_total",
            (
                *_under(_PENDING, *_ALL),
                *names(
                    "Tổng số đang giải quyết | Đang giải quyết | Tổng số hồ sơ đang giải quyết | Tổng đang giải quyết"
                ),
                *names("Đang xử lý | Tổng số đang xử lý | Tổng đang xử lý | Chưa giải quyết | Tổng số chưa giải quyết"),
            ),
            count,
        ),
        Column(
            "pending_in_time",
            (
                *_under(_PENDING, "Trong hạn", "Chưa đến hạn", "Còn hạn", "Chưa quá hạn", "Đúng hạn"),
                *names("Trong hạn | Chưa đến hạn | Còn hạn | Đang giải quyết trong hạn | Đang giải quyết chưa đến hạn"),
                *names("Đang xử lý trong hạn | Đang xử lý chưa đến hạn | Chưa giải quyết trong hạn"),
            ),
            count,
        ),
        Column(
            "pending_overdue",
            (
                *_under(_PENDING, *_LATE),
                *names("Quá hạn | Đang giải quyết quá hạn | Đang giải quyết trễ hạn | Đang xử lý quá hạn | Đã quá hạn"),
                *names("Chưa giải quyết quá hạn | Quá hạn chưa giải quyết | Tồn quá hạn | Hồ sơ tồn quá hạn"),
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
    ignored=names(
        "STT | TT | Số TT | Ghi chú | Tỷ lệ đúng hạn | Tỷ lệ trước và đúng hạn | Tỷ lệ | Tỷ lệ * | Tỉ lệ * | % *",
        "Tiếp nhận > Trong kỳ | Tiếp nhận trong kỳ",
    ),
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
    history=History(
        key=("field",),
        jumps=(Jump("received_total", "số hồ sơ tiếp nhận", "times"),),
        copied=2,
        carries=("carried_over", "pending_total"),
    ),
)
