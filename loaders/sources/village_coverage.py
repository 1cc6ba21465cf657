"""Village coverage: one row per village (thôn, bản, tổ dân phố), sent monthly by the districts' UBND.

A village without any signal, one with a weak signal, and one with signal but no broadband are three things.
"""

from loaders import derive
from loaders.clean import count, one_of, raw, report_day, text, unit, yes_no
from loaders.contract import Column, History, Jump, Source, Stock, names

SIGNAL = one_of(
    "signal",
    {
        "tốt": "good",
        "sóng tốt": "good",
        "có sóng": "good",
        "ổn định": "good",
        "mạnh": "good",
        "bình thường": "good",
        "có": "good",
        "yếu": "weak",
        "sóng yếu": "weak",
        "chập chờn": "weak",
        "sóng chập chờn": "weak",
        "sóng rơi": "weak",
        "không ổn định": "weak",
        "không": "none",
        "không có": "none",
        "không có sóng": "none",
        "chưa có sóng": "none",
        "chưa có": "none",
        "lõm sóng": "none",
        "trắng sóng": "none",
        "mất sóng": "none",
        "rất tốt": "good",
        "sóng rất tốt": "good",
        "sóng mạnh": "good",
        "sóng khỏe": "good",
        "sóng ổn định": "good",
        "sóng bình thường": "good",
        "có sóng tốt": "good",
        "có sóng ổn định": "good",
        "đã có sóng": "good",
        "phủ sóng": "good",
        "đã phủ sóng": "good",
        "phủ sóng tốt": "good",
        "có sóng 2g": "good",
        "có sóng 3g": "good",
        "có sóng 4g": "good",
        "có sóng 5g": "good",
        "có sóng 4g/5g": "good",
        "rất yếu": "weak",
        "sóng rất yếu": "weak",
        "có sóng yếu": "weak",
        "có sóng nhưng yếu": "weak",
        "kém": "weak",
        "sóng kém": "weak",
        "sóng không ổn định": "weak",
        "lúc có lúc không": "weak",
        "phải lên đồi": "weak",
        "không sóng": "none",
        "chưa phủ sóng": "none",
        "chưa được phủ sóng": "none",
        "không phủ sóng": "none",
        "lõm": "none",
        "trắng": "none",
        "vùng lõm": "none",
        "vùng lõm sóng": "none",
        "vùng trắng": "none",
        "vùng trắng sóng": "none",
        "không có tín hiệu": "none",
    }
    | {
        f"{before}{number}g": "good"
        for before in ("", "có ", "chỉ ", "chỉ có ", "chỉ có sóng ", "chỉ sóng ", "sóng ", "đã có ", "đã có sóng ")
        for number in "2345"
    },
)

SOURCE = Source(
    name="village_coverage",
    title="Phủ sóng thôn, bản, tổ dân phố",
    agency="UBND các huyện, thành phố",
    rhythm="monthly",
    key=("village_name", "commune_id"),
    replaces=("district_id", "reported_on"),
    dated="day",
    sender="district_id",
    sender_kinds=("district",),
    columns=(
        Column(
            "reported_on",
            names(
                "Ngày báo cáo | Ngày số liệu | Số liệu đến ngày | Ngày cập nhật | Ngày chốt số liệu",
                "Ngày khảo sát | Kỳ báo cáo | Kỳ số liệu | Tháng báo cáo | Tháng số liệu | Tháng",
            ),
            report_day,
            optional=True,
        ),
        Column(
            "village_name",
            names(
                "Thôn, bản, tổ dân phố | Tên thôn * | Thôn, bản, tổ nhân dân | Bản | Xóm | Tổ dân phố | Thôn/tổ",
                "Khu dân cư | Đơn vị thôn | Xã/thôn | Huyện/xã/thôn | Địa bàn | Địa bàn thôn | Đơn vị hành chính",
                "Village | Village name | Thôn lõm sóng | Khu vực | Điểm dân cư | Tổ",
                "Đơn vị xã/thôn | Đơn vị huyện/xã/thôn | Đơn vị | Tên đơn vị | Địa danh",
            ),
            text,
            needed=True,
        ),
        Column(
            "commune_id",
            names(
                "Xã, phường, thị trấn | Đơn vị xã | Phường | Đơn vị hành chính cấp xã | ĐVHC cấp xã | Địa bàn xã",
                "Commune | Xã, huyện",
            ),
            unit("commune"),
            needed=True,
            optional=True,
            fill="group",
        ),
        Column(
            "district_id",
            names(
                "Huyện, thành phố | Đơn vị hành chính cấp huyện | ĐVHC cấp huyện | Địa bàn huyện | District",
            ),
            unit("district"),
            optional=True,
            fill="group",
        ),
        Column(
            "households",
            names(
                "Số hộ | Tổng số hộ | Quy mô > Số hộ | Households | Số nóc nhà",
            ),
            count,
            optional=True,
        ),
        Column(
            "population",
            names(
                "Dân số | Số khẩu | Tổng dân số | Tổng số khẩu | Population | Quy mô dân số",
            ),
            count,
            optional=True,
        ),
        Column(
            "technologies",
            names(
                "Công nghệ | Loại sóng | Loại công nghệ | Công nghệ phủ sóng | Mạng di động | Sóng (2G/3G/4G/5G)",
                "Công nghệ đang có | Thế hệ mạng",
            ),
            text,
            optional=True,
            stored=False,
        ),
        Column(
            "has_2g",
            names(
                "2G | Công nghệ > 2G | Sóng 2G | Có sóng 2G | Phủ sóng 2G | Mạng 2G | Có 2G | Có mạng 2G",
                "Phủ sóng > 2G | Vùng phủ 2G | CN 2G",
            ),
            yes_no,
            optional=True,
        ),
        Column(
            "has_3g",
            names(
                "3G | Công nghệ > 3G | Sóng 3G | Có sóng 3G | Phủ sóng 3G | Mạng 3G | Có 3G | Có mạng 3G",
                "Phủ sóng > 3G | Vùng phủ 3G | CN 3G",
            ),
            yes_no,
            optional=True,
        ),
        Column(
            "has_4g",
            names(
                "4G | Công nghệ > 4G | Sóng 4G | Có sóng 4G | Phủ sóng 4G | Mạng 4G | Có 4G | Có mạng 4G",
                "Phủ sóng > 4G | Vùng phủ 4G | CN 4G",
            ),
            yes_no,
            optional=True,
        ),
        Column(
            "has_5g",
            names(
                "5G | Công nghệ > 5G | Sóng 5G | Có sóng 5G | Phủ sóng 5G | Mạng 5G | Có 5G | Có mạng 5G",
                "Phủ sóng > 5G | Vùng phủ 5G | CN 5G",
            ),
            yes_no,
            optional=True,
        ),
        Column(
            "signal",
            names(
                "Tình trạng sóng | Chất lượng sóng | Mức sóng | Tình trạng | Sóng di động | Hiện trạng sóng",
                "Tình trạng phủ sóng | Chất lượng | Tình trạng phủ sóng * | Tình trạng tín hiệu | Chất lượng phủ sóng",
                "Chất lượng tín hiệu | Chất lượng sóng * | Mức độ phủ sóng | Mức phủ sóng | Hiện trạng phủ sóng",
                "Hiện trạng | Tín hiệu | Tín hiệu sóng | Sóng điện thoại | Tình trạng sóng điện thoại",
                "Phủ sóng di động | Mức độ sóng | Đánh giá chất lượng sóng | Đánh giá | Đánh giá sóng | Signal | Sóng",
                "Có sóng",
            ),
            SIGNAL,
            optional=True,
            like=r"\b(chat luong|(tinh|hien) trang|tinh hinh|muc do)\b(?!.*\b(dien|duong|thuc hien)\b)",
        ),
        Column(
            "has_grid_power",
            names(
                "Điện lưới | Có điện lưới | Điện lưới quốc gia | Có điện | Điện | Tình trạng điện lưới",
                "Có điện lưới quốc gia | Điện lưới QG | Điện quốc gia | Đã có điện lưới | Đã có điện | Điện lưới *",
                "Có điện lưới QG | Lưới điện | Đã có điện lưới *",
            ),
            yes_no,
            optional=True,
            like=r"^(?!so |ty le ).*\b(dien luoi|luoi dien|luoi quoc gia|co dien|(su )?dung dien)\b"
            r"|\b(tinh (hinh|trang)|hien trang)\b.*\bdien\b(?! thoai)",
        ),
        Column(
            "cause",
            names(
                "Nguyên nhân | Lý do | Nguyên nhân * | Nguyên nhân chưa có sóng | Nguyên nhân chưa phủ sóng",
                "Nguyên nhân lõm sóng | Lý do chưa có sóng | Lý do chưa phủ sóng | Lý do * | Khó khăn",
                "Khó khăn, vướng mắc | Cause",
            ),
            text,
            optional=True,
            like=r"\b(nguyen nhan|ly do)\b",
        ),
        Column(
            "planned_on",
            names(
                "Dự kiến phủ sóng | Thời gian dự kiến | Kế hoạch phủ sóng | Dự kiến | Dự kiến * | Thời hạn",
                "Thời gian dự kiến phủ sóng | Dự kiến thời gian phủ sóng | Thời hạn phủ sóng | Thời hạn hoàn thành",
                "Dự kiến hoàn thành | Thời gian hoàn thành | Lộ trình | Lộ trình phủ sóng | Kế hoạch",
                "Kế hoạch phát sóng | Kế hoạch * | Kế hoạch xây dựng trạm | Dự kiến phát sóng | Thời gian phủ sóng",
                "Năm dự kiến phủ sóng",
            ),
            raw,
            optional=True,
            like=r"\b(du kien|ke hoach|lo trinh|thoi han|thoi gian)\b.*\b(song|tram)\b"
            r"|\b(song|tram)\b.*\b(du kien|ke hoach)\b",
        ),
        Column(
            "longitude_cell",
            names(
                "Kinh độ | Kinh độ * | Long | Toạ độ | Tọa độ * | Kinh độ/Vĩ độ | Kinh độ Đông | Longitude | Lon | Lng",
                "Tọa độ > Kinh độ | Tọa độ > Y | Y | Tọa độ Y | Tọa độ địa lý | Tọa độ trung tâm thôn | Vĩ độ, kinh độ",
                "Lat/Long",
            ),
            raw,
            optional=True,
            stored=False,
        ),
        Column(
            "latitude_cell",
            names(
                "Vĩ độ | Vĩ độ * | Lat | Vĩ độ Bắc | Latitude | Tọa độ > Vĩ độ | Tọa độ > X | X | Tọa độ X",
            ),
            raw,
            optional=True,
            stored=False,
        ),
    ),
    extra=(("longitude", "DOUBLE"), ("latitude", "DOUBLE"), ("planned_on", "DATE")),
    order=(
        "reported_on",
        "village_name",
        "commune_id",
        "district_id",
        "households",
        "population",
        "has_2g",
        "has_3g",
        "has_4g",
        "has_5g",
        "signal",
        "has_grid_power",
        "cause",
        "planned_on",
        "longitude",
        "latitude",
    ),
    ignored=names(
        "STT | TT | Ghi chú | Nhà mạng | Doanh nghiệp | Trưởng thôn | Điện thoại | No | Doanh nghiệp viễn thông",
        "Nhà mạng phủ sóng | Nhà mạng đã phủ sóng | Khoảng cách đến trạm gần nhất | Mã thôn | Mã xã | Tỉnh",
    ),
    derive=(
        derive.technologies,
        derive.coverage_of_operators,
        derive.signal_from_technologies,
        derive.planned_day,
        derive.optional_point,
    ),
    history=History(
        key=("village_name", "commune_id"),
        row="thôn, bản, tổ dân phố",
        named="village_name",
        grows=(
            Stock("thôn có sóng", "signal <> 'none'", "signal"),
            Stock("thôn có băng rộng", "has_3g or has_4g or has_5g", "has_4g"),
        ),
        jumps=(Jump("population", "dân số", "people"), Jump("households", "số hộ", "people")),
    ),
)
