"""Administrative procedures in force: one row per procedure, the whole list each time it changes.

Levels in older files read "mức độ 4 / 3 / 2"; the law of 2022 says toàn trình, một phần, cung cấp thông tin.
"""

from loaders import derive
from loaders.clean import day, one_of, procedure_code, text, unit, yes_no, yes_no_or
from loaders.contract import Column, History, Jump, Source, Stock, names

# "8.000đ/bản", "150.000 đồng", 200000: who states an amount has a fee.
AMOUNTS = (r"[1-9][\d.,]* ?(?:d|dong|vnd|nghin|trieu)", r"^[1-9]\d{0,2}(?:[.,]?\d{3})+$")
ONLINE = ("dvc", "dvctt", "dịch vụ công", "dịch vụ công trực tuyến")

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
        "trực tuyến toàn trình": "full",
        "dịch vụ công toàn trình": "full",
        "dvc trực tuyến toàn trình": "full",
        "trực tuyến một phần": "partial",
        "dịch vụ công một phần": "partial",
        "dvc trực tuyến một phần": "partial",
        "cung cấp thông tin trực tuyến": "information",
        "dvc cung cấp thông tin trực tuyến": "information",
        "dịch vụ công cung cấp thông tin": "information",
        "dịch vụ công cung cấp thông tin trực tuyến": "information",
        "dvctt cung cấp thông tin": "information",
        "dvc còn lại": "information",
        "dịch vụ công còn lại": "information",
        "trực tiếp": "information",
        "1": "information",
    }
    | {
        f"{before} {number}": code
        for number, code in (("4", "full"), ("iv", "full"), ("3", "partial"), ("iii", "partial"), ("2", "information"))
        for before in ("mức độ", "mức", "mđ", *(f"{dvc} {level}" for dvc in ONLINE for level in ("mức", "mức độ")))
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
        Column(
            "reported_on",
            (
                "Ngày báo cáo",
                "Ngày số liệu",
                "Ngày cập nhật",
                "Ngày hiệu lực",
                "Ngày chốt số liệu",
            ),
            day,
            optional=True,
        ),
        Column(
            "procedure_code",
            names(
                "Mã TTHC | Mã số | Mã thủ tục * | Mã DVC | Mã TTHC quốc gia | Mã TTHC trên CSDL quốc gia",
                "Mã TTHC trên Cổng DVCQG | Mã CSDLQG | Số hồ sơ TTHC | Procedure code",
            ),
            procedure_code,
            needed=True,
        ),
        Column(
            "procedure_name",
            names(
                "Tên TTHC | Tên TTHC * | Tên dịch vụ công | Tên dịch vụ công * | Danh mục TTHC | Nội dung TTHC",
            ),
            text,
            like=r"^ten (thu tuc|tthc|dich vu|dvc)",
        ),
        Column(
            "field",
            names(
                "Lĩnh vực | Lĩnh vực * | Lĩnh vực TTHC | Nhóm lĩnh vực | Ngành, lĩnh vực",
            ),
            text,
            optional=True,
            fill="group",
        ),
        Column(
            "agency_id",
            names(
                "Cơ quan thực hiện | Cơ quan chủ trì | Đơn vị | Sở, ngành | Cơ quan | Đơn vị thực hiện",
                "Cơ quan giải quyết | Sở, ban, ngành | Cơ quan quản lý | Cơ quan có thẩm quyền | Cơ quan, đơn vị",
                "Cơ quan/đơn vị thực hiện | Cơ quan chủ quản | Đơn vị chủ trì | Đơn vị giải quyết | Đơn vị quản lý",
                "Đơn vị phụ trách | Cơ quan công bố | Cơ quan tiếp nhận | Cơ quan thực hiện TTHC",
                "Cơ quan giải quyết TTHC | Sở, ban, ngành quản lý | Thẩm quyền giải quyết | Thẩm quyền",
                "Cơ quan thẩm quyền | Sở, ngành quản lý | Agency | Cơ quan * | Sở, ngành * | Sở, ban, ngành *",
            ),
            derive.or_tier(unit("department", "agency", "district", "province", "other")),
            optional=True,
            fill="group",
            first_of_several=True,
        ),
        Column(
            "at_province",
            names(
                "Cấp tỉnh | Cấp thực hiện > Tỉnh | Thẩm quyền giải quyết > Cấp tỉnh | Cấp giải quyết > Tỉnh",
                "Thực hiện tại cấp tỉnh | TTHC cấp tỉnh | Thực hiện ở cấp tỉnh | Thuộc thẩm quyền cấp tỉnh",
                "Tại cấp tỉnh",
            ),
            yes_no,
            optional=True,
        ),
        Column(
            "at_district",
            names(
                "Cấp huyện | Cấp thực hiện > Huyện | Thẩm quyền giải quyết > Cấp huyện | Cấp giải quyết > Huyện",
                "Thực hiện tại cấp huyện | TTHC cấp huyện | Thực hiện ở cấp huyện | Thuộc thẩm quyền cấp huyện",
                "Tại cấp huyện",
            ),
            yes_no,
            optional=True,
        ),
        Column(
            "at_commune",
            names(
                "Cấp xã | Cấp thực hiện > Xã | Thẩm quyền giải quyết > Cấp xã | Cấp giải quyết > Xã",
                "Thực hiện tại cấp xã | TTHC cấp xã | Thực hiện ở cấp xã | Thuộc thẩm quyền cấp xã | Tại cấp xã",
            ),
            yes_no,
            optional=True,
        ),
        Column(
            "service_level",
            names(
                "Mức độ cung cấp | Mức độ | Mức độ DVC | Mức độ dịch vụ | Loại dịch vụ | Mức DVC | Mức độ cung cấp *",
                "Mức độ cung cấp DVC | Mức độ trực tuyến | Mức cung cấp | Loại DVC | Loại hình dịch vụ | Loại hình DVC",
                "Hình thức cung cấp | Phân loại | Phân loại DVC | Mức độ * | Cấp độ | DVC mức độ | Toàn trình/Một phần",
                "Cung cấp mức độ | Cung cấp DVCTT | DVCTT | DVC trực tuyến | Dịch vụ công trực tuyến | Service level",
            ),
            SERVICE_LEVEL,
            optional=True,
            like=r"\b(muc( do)?|hinh thuc|loai( hinh)?|cap do)\b(?!.*thanh toan).*\b(dvc\w*|dich vu cong|truc tuyen)\b",
        ),
        *(
            Column(name, names(headings), yes_no, optional=True, stored=False)
            for name, headings in (
                ("full_mark", "Toàn trình | DVC toàn trình | DVCTT toàn trình | Mức độ 4 | Mức 4"),
                ("partial_mark", "Một phần | DVC một phần | DVCTT một phần | Mức độ 3 | Mức 3"),
                ("information_mark", "Cung cấp thông tin | DVC cung cấp thông tin | Còn lại | Mức độ 2 | Mức 2"),
            )
        ),
        Column(
            "tier_words",
            names("Cấp thực hiện | Cấp giải quyết | Cấp thẩm quyền | Cấp hành chính | Cấp | Cấp chính quyền"),
            text,
            optional=True,
            stored=False,
        ),
        Column(
            "has_fee",
            names(
                "Phí, lệ phí | Có phí | Có thu phí | Có phí, lệ phí | Có thu phí, lệ phí | Thu phí, lệ phí | Phí",
                "Lệ phí | Có lệ phí | Thu phí | Có phí, lệ phí * | Phát sinh phí, lệ phí | Nghĩa vụ tài chính",
                "TTHC có phí * | TTHC thu phí * | TTHC phát sinh phí *",
            ),
            yes_no_or(*AMOUNTS),
            optional=True,
            like=r"^(?!.*\bthanh toan\b).*\bphi\b",
        ),
        Column(
            "has_online_payment",
            names(
                "Thanh toán trực tuyến | TTTT | Có thanh toán trực tuyến | Có TTTT | Thanh toán điện tử",
                "Thanh toán không dùng tiền mặt | Cho phép thanh toán trực tuyến | Tích hợp thanh toán trực tuyến",
                "Hỗ trợ thanh toán trực tuyến | Áp dụng thanh toán trực tuyến | Đã tích hợp thanh toán trực tuyến",
                "Thanh toán trực tuyến * | TT trực tuyến",
            ),
            yes_no,
            optional=True,
            like=r"\bthanh toan\b.*\b(truc tuyen|dien tu|online)\b|\b(truc tuyen|dien tu|online)\b.*\bthanh toan\b",
        ),
        Column(
            "is_essential",
            names(
                "Thiết yếu | DVC thiết yếu | Dịch vụ công thiết yếu * | DVC thiết yếu Đề án 06 | Thuộc Đề án 06",
                "Thuộc 25 DVC thiết yếu | Thuộc 53 DVC thiết yếu | TTHC thiết yếu | Thuộc danh mục thiết yếu",
                "Thuộc danh mục DVC thiết yếu | Thuộc Đề án 06 * | Dịch vụ thiết yếu",
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
    ignored=names(
        "STT | TT | Ghi chú | Quyết định công bố | Thời hạn giải quyết | Căn cứ pháp lý | Địa điểm thực hiện",
        "No. | Thời gian giải quyết | Địa điểm | Số Quyết định | Văn bản quy định | Cách thức thực hiện",
        "Đối tượng thực hiện | Kết quả thực hiện | Link | Đường dẫn",
    ),
    derive=(derive.level_from_marks, derive.tiers_from_words),
    history=History(
        key=("procedure_code",),
        row="thủ tục",
        named="procedure_code",
        may_vanish=10,
        grows=(
            Stock("thủ tục có dịch vụ công trực tuyến", "service_level in ('full', 'partial')", "service_level"),
            Stock("thủ tục toàn trình", "service_level = 'full'", "service_level"),
        ),
        jumps=(Jump("service_level", "mức độ cung cấp", "lower"),),
    ),
)
