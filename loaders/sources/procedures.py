"""Administrative procedures in force: one row per procedure, the whole list each time it changes.

Levels in older files read "mức độ 4 / 3 / 2"; the law of 2022 says toàn trình, một phần, cung cấp thông tin.
"""

from loaders.clean import day, one_of, text, unit, yes_no
from loaders.contract import Column, Source

SERVICE_LEVEL = one_of(
    "service_level",
    {
        "toàn trình": "full",
        "dvc toàn trình": "full",
        "dịch vụ công trực tuyến toàn trình": "full",
        "dvctt toàn trình": "full",
        "mức độ 4": "full",
        "mức 4": "full",
        "4": "full",
        "một phần": "partial",
        "dvc một phần": "partial",
        "dịch vụ công trực tuyến một phần": "partial",
        "dvctt một phần": "partial",
        "mức độ 3": "partial",
        "mức 3": "partial",
        "3": "partial",
        "cung cấp thông tin": "information",
        "dịch vụ cung cấp thông tin": "information",
        "dịch vụ cung cấp thông tin trực tuyến": "information",
        "dvc cung cấp thông tin": "information",
        "còn lại": "information",
        "mức độ 2": "information",
        "mức 2": "information",
        "2": "information",
        "mức độ 1": "information",
        "trực tiếp": "information",
        "1": "information",
    },
)

SOURCE = Source(
    name="procedures",
    title="Danh mục thủ tục hành chính",
    agency="Văn phòng UBND tỉnh",
    rhythm="on change",
    key=("procedure_code",),
    replaces=(),
    dated="",
    columns=(
        Column("reported_on", ("Ngày báo cáo", "Ngày số liệu", "Ngày cập nhật"), day, optional=True),
        Column(
            "procedure_code",
            ("Mã TTHC", "Mã thủ tục", "Mã số TTHC", "Mã thủ tục hành chính", "Mã hồ sơ TTHC", "Mã số"),
            text,
            needed=True,
        ),
        Column(
            "procedure_name",
            ("Tên TTHC", "Tên thủ tục", "Tên thủ tục hành chính", "Thủ tục hành chính", "Tên TTHC *"),
            text,
        ),
        Column("field", ("Lĩnh vực", "Tên lĩnh vực", "Lĩnh vực *"), text, optional=True, fill="group"),
        Column(
            "agency_id",
            (
                "Cơ quan thực hiện",
                "Cơ quan chủ trì",
                "Đơn vị",
                "Sở, ngành",
                "Cơ quan",
                "Đơn vị thực hiện",
                "Cơ quan giải quyết",
                "Sở, ban, ngành",
                "Cơ quan quản lý",
                "Cơ quan có thẩm quyền",
            ),
            unit("department", "agency", "district", "province", "other"),
            optional=True,
            fill="above",
        ),
        Column(
            "at_province",
            ("Cấp tỉnh", "Cấp thực hiện > Tỉnh", "Cấp thực hiện > Cấp tỉnh", "Tỉnh"),
            yes_no,
            optional=True,
        ),
        Column(
            "at_district",
            ("Cấp huyện", "Cấp thực hiện > Huyện", "Cấp thực hiện > Cấp huyện", "Huyện"),
            yes_no,
            optional=True,
        ),
        Column("at_commune", ("Cấp xã", "Cấp thực hiện > Xã", "Cấp thực hiện > Cấp xã", "Xã"), yes_no, optional=True),
        Column(
            "service_level",
            (
                "Mức độ cung cấp",
                "Mức độ",
                "Mức độ DVC",
                "Mức độ dịch vụ",
                "Mức độ dịch vụ công",
                "Loại dịch vụ",
                "Mức DVC",
                "Mức độ DVCTT",
                "Mức độ cung cấp *",
                "Mức độ dịch vụ công trực tuyến",
            ),
            SERVICE_LEVEL,
        ),
        Column(
            "has_fee", ("Phí, lệ phí", "Có phí", "Có thu phí", "Phí/lệ phí", "Có phí, lệ phí"), yes_no, optional=True
        ),
        Column(
            "has_online_payment", ("Thanh toán trực tuyến", "TTTT", "Có thanh toán trực tuyến"), yes_no, optional=True
        ),
        Column(
            "is_essential",
            (
                "Thiết yếu",
                "DVC thiết yếu",
                "Dịch vụ công thiết yếu",
                "Dịch vụ công thiết yếu *",
                "DVC thiết yếu Đề án 06",
                "Thuộc Đề án 06",
                "Đề án 06",
            ),
            yes_no,
            optional=True,
        ),
    ),
    order=(
        "reported_on",
        "procedure_code",
        "procedure_name",
        "field",
        "agency_id",
        "at_province",
        "at_district",
        "at_commune",
        "service_level",
        "has_fee",
        "has_online_payment",
        "is_essential",
    ),
    ignored=(
        "STT",
        "TT",
        "Ghi chú",
        "Quyết định công bố",
        "Thời hạn giải quyết",
        "Căn cứ pháp lý",
        "Địa điểm thực hiện",
    ),
)
