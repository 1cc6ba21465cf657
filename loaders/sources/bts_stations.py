"""Mobile base stations: one row per station of one operator, sent monthly through Sở TT&TT.

Operators lay their exports out as they like: technologies as mark columns or as one list, coordinates in
two columns or one, decimal or VN-2000. A station is not a site: two operators on one mast are two stations.
"""

from loaders import derive
from loaders.clean import day, number, one_of, raw, text, unit, yes_no
from loaders.contract import Column, Source

STATUS = one_of(
    "status",
    {
        "đang hoạt động": "active",
        "hoạt động": "active",
        "đã phát sóng": "active",
        "đang phát sóng": "active",
        "phát sóng": "active",
        "bình thường": "active",
        "on air": "active",
        "đang xây dựng": "building",
        "xây dựng": "building",
        "chưa phát sóng": "building",
        "đang lắp đặt": "building",
        "đang triển khai": "building",
        "dừng": "stopped",
        "dừng hoạt động": "stopped",
        "ngừng hoạt động": "stopped",
        "tạm dừng": "stopped",
        "đã dừng": "stopped",
        "ngừng": "stopped",
        "tháo dỡ": "stopped",
        "đã tháo dỡ": "stopped",
        "mất điện": "outage",
        "mất liên lạc": "outage",
        "gián đoạn": "outage",
        "sự cố": "outage",
        "mất tín hiệu": "outage",
    },
)
STATION_CLASS = one_of(
    "station_class",
    {"1": "1", "loại 1": "1", "bts loại 1": "1", "i": "1", "2": "2", "loại 2": "2", "bts loại 2": "2", "ii": "2"},
)

SOURCE = Source(
    name="bts_stations",
    title="Trạm BTS",
    agency="Doanh nghiệp viễn thông, qua Sở Thông tin và Truyền thông",
    rhythm="monthly",
    key=("station_code", "operator"),
    replaces=("operator", "reported_on", "title_district"),
    dated="day",
    sender="operator",
    sender_kinds=("operator",),
    columns=(
        Column("reported_on", ("Ngày báo cáo", "Ngày số liệu", "Số liệu đến ngày"), day, optional=True),
        Column(
            "station_code",
            ("Mã trạm", "Mã trạm BTS", "Mã BTS", "Số hiệu trạm", "Ký hiệu trạm", "Mã vị trí", "Site ID", "Mã nhà trạm"),
            text,
            needed=True,
        ),
        Column("station_name", ("Tên trạm", "Tên trạm BTS", "Tên nhà trạm", "Tên BTS", "Site name"), text, optional=True),
        Column(
            "operator",
            ("Doanh nghiệp", "Nhà mạng", "Doanh nghiệp viễn thông", "Đơn vị quản lý", "Mạng", "Đơn vị khai thác",
             "Tên doanh nghiệp", "Operator"),
            unit("operator"),
            optional=True,
            fill="above",
        ),
        Column(
            "commune_id",
            ("Xã, phường, thị trấn", "Xã", "Xã/phường", "Xã/phường/thị trấn", "Phường/xã", "Tên xã", "Địa bàn xã",
             "Cấp xã", "Xã, phường"),
            unit("commune"),
            needed=True,
            fill="group",
        ),
        Column(
            "district_id",
            ("Huyện, thành phố", "Huyện", "Huyện/TP", "Huyện/thành phố", "Quận/huyện", "Tên huyện", "Địa bàn huyện",
             "Cấp huyện", "Huyện, TP"),
            unit("district"),
            optional=True,
            fill="group",
        ),
        Column("address", ("Địa chỉ", "Vị trí", "Địa chỉ lắp đặt", "Địa điểm", "Thôn, bản", "Địa chỉ trạm"), text, optional=True),
        Column(
            "longitude_cell",
            ("Kinh độ", "Kinh độ *", "Long", "Longitude", "Lon", "Y", "Y (m)", "Tọa độ Y", "Toạ độ > Kinh độ", "Toạ độ Y",
             "Kinh độ/Vĩ độ", "Toạ độ", "Tọa độ *", "Kinh độ, vĩ độ", "Tọa độ (kinh độ/vĩ độ)"),
            raw,
            optional=True,
            stored=False,
        ),
        Column(
            "latitude_cell",
            ("Vĩ độ", "Vĩ độ *", "Lat", "Latitude", "X", "X (m)", "Tọa độ X", "Toạ độ > Vĩ độ", "Toạ độ X"),
            raw,
            optional=True,
            stored=False,
        ),
        Column("technologies", ("Công nghệ", "Loại công nghệ", "Công nghệ trạm", "Công nghệ sử dụng", "Technology"), text,
               optional=True, stored=False),
        Column("has_2g", ("2G", "Công nghệ > 2G", "GSM", "Có 2G"), yes_no, optional=True),
        Column("has_3g", ("3G", "Công nghệ > 3G", "UMTS", "Có 3G"), yes_no, optional=True),
        Column("has_4g", ("4G", "Công nghệ > 4G", "LTE", "Có 4G"), yes_no, optional=True),
        Column("has_5g", ("5G", "Công nghệ > 5G", "NR", "Có 5G"), yes_no, optional=True),
        Column("station_class", ("Loại trạm", "Loại BTS", "Loại", "Phân loại"), STATION_CLASS, optional=True),
        Column("mast_height_m", ("Chiều cao cột", "Chiều cao cột *", "Độ cao cột", "Cao cột", "Chiều cao"), number,
               optional=True),
        Column("is_shared", ("Dùng chung", "Dùng chung hạ tầng", "Chia sẻ hạ tầng", "Dùng chung vị trí", "Dùng chung cột"),
               yes_no, optional=True),
        Column("on_air_on", ("Ngày phát sóng", "Thời gian phát sóng", "Ngày hoạt động", "Ngày đưa vào sử dụng", "Phát sóng"),
               day, optional=True),
        Column("status", ("Trạng thái", "Tình trạng", "Tình trạng hoạt động", "Hiện trạng", "Trạng thái hoạt động"), STATUS,
               optional=True),
    ),
    extra=(("longitude", "DOUBLE"), ("latitude", "DOUBLE")),
    order=("reported_on", "station_code", "station_name", "operator", "commune_id", "district_id", "address", "longitude",
           "latitude", "has_2g", "has_3g", "has_4g", "has_5g", "station_class", "mast_height_m", "is_shared", "on_air_on",
           "status"),
    ignored=("STT", "TT", "Ghi chú", "Loại cột", "Chủ sở hữu hạ tầng", "Chủ đầu tư", "Nguồn điện", "Truyền dẫn", "Phòng máy",
             "Tỉnh", "Tỉnh/TP", "Nhà trạm", "Tổ quản lý"),
    derive=(derive.technologies, derive.point, derive.active_by_default, derive.operator_name),
)
