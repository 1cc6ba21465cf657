"""Mobile base stations: one row per station of one operator, sent monthly through Sở TT&TT.

Operators lay their exports out as they like: technologies as mark columns or as one list, coordinates in
two columns or one, decimal or VN-2000. A station is not a site: two operators on one mast are two stations.
"""

from loaders import derive
from loaders.clean import day, measured, one_of, raw, report_day, text, unit, yes_no, yes_no_or
from loaders.contract import Column, History, Jump, Source, Stock, names

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
        "tháo dỡ": "stopped",
        "đã tháo dỡ": "stopped",
        "mất điện": "outage",
        "mất liên lạc": "outage",
        "gián đoạn": "outage",
        "sự cố": "outage",
        "mất tín hiệu": "outage",
        "hoạt động bình thường": "active",
        "hoạt động tốt": "active",
        "đang hđ": "active",
        "hđ": "active",
        "on-air": "active",
        "on": "active",
        "onair": "active",
        "đang khai thác": "active",
        "đang xd": "building",
        "đang vận hành": "active",
        "vận hành": "active",
        "đang sử dụng": "active",
        "mất nguồn": "outage",
        "đang thi công": "building",
        "chờ phát sóng": "building",
        "chờ hoạt động": "building",
        "chưa hoạt động": "building",
        "chưa on air": "building",
        "chưa đưa vào sử dụng": "building",
        "không hoạt động": "stopped",
        "thanh lý": "stopped",
        "đã thanh lý": "stopped",
        "off air": "stopped",
        "off": "stopped",
        "mất điện lưới": "outage",
        "mất kết nối": "outage",
        "đang sự cố": "outage",
        "mất truyền dẫn": "outage",
    }
    | {
        f"{before}{stop}{what}": "stopped"
        for before in ("", "tạm ", "đã ", "đang ", "đã tạm ", "đang tạm ")
        for stop in ("dừng", "ngừng", "ngưng")
        for what in ("", " hoạt động", " hđ", " phát sóng", " khai thác", " vận hành", " sử dụng")
    },
)
STATION_CLASS = one_of(
    "station_class",
    {
        f"{before}{number}": code
        for number, code in (("1", "1"), ("i", "1"), ("2", "2"), ("ii", "2"))
        for before in ("", "loại ", "bts loại ", "trạm loại ", "trạm bts loại ")
    },
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
        Column(
            "reported_on",
            names(
                "Ngày báo cáo | Ngày số liệu | Số liệu đến ngày | Ngày cập nhật | Ngày chốt số liệu | Date",
                "Report date | Kỳ báo cáo | Kỳ số liệu | Tháng báo cáo | Tháng số liệu | Tháng",
            ),
            report_day,
            optional=True,
        ),
        Column(
            "station_code",
            names(
                "Mã trạm | Số hiệu trạm | Ký hiệu trạm | Mã vị trí | Site ID | ID trạm | ID | Mã trạm phát sóng",
                "Mã trạm gốc | Mã cột | Mã cell | Mã trạm/ID | Mã trạm * | Station ID | Station code | Site code",
                "Cell ID | Mã nhận dạng trạm | Ký hiệu | Số hiệu | Mã tài sản trạm | Mã định danh trạm",
                "Mã CSHT | Mã cơ sở hạ tầng | Mã quản lý trạm | Mã quản lý | Mã trạm quản lý | Site | Trạm",
            ),
            text,
            needed=True,
            like=r"^(ma|so hieu|ky hieu|id)\b.*\btram\b(?! bien ap)",
        ),
        Column(
            "station_name",
            names(
                "Tên trạm | Site name | Tên vị trí | Tên trạm thu phát sóng * | Tên gọi trạm | Station name | Name",
                "Tên trạm gốc | Danh sách trạm | Trạm | Tên CSHT | Tên cơ sở hạ tầng | Tên vị trí *",
            ),
            text,
            optional=True,
            like=r"^ten\b.*\b(tram|vi tri|dia diem)\b",
        ),
        Column(
            "operator",
            names(
                "Doanh nghiệp | Nhà mạng | Doanh nghiệp viễn thông | Đơn vị quản lý | Mạng | Đơn vị khai thác",
                "Operator | Doanh nghiệp quản lý | Doanh nghiệp sở hữu | Doanh nghiệp khai thác | DN viễn thông | DNVT",
                "DN | Đơn vị chủ quản | Đơn vị sở hữu | Đơn vị | Đơn vị viễn thông | Chủ quản | Chủ sở hữu",
                "Nhà cung cấp | Nhà cung cấp dịch vụ | Nhà mạng/doanh nghiệp viễn thông | Nhà mạng quản lý",
                "Nhà khai thác | Carrier | Provider | MNO | Doanh nghiệp *",
            ),
            unit("operator"),
            optional=True,
            fill="group",
        ),
        Column(
            "commune_id",
            names(
                "Xã, phường, thị trấn | Địa bàn xã | Phường | Đơn vị hành chính cấp xã | ĐVHC cấp xã | Đơn vị cấp xã",
                "Commune | Ward | Commune/Ward | Ward/Commune | Địa bàn | Địa chỉ > Xã | Vị trí > Xã | Xã lắp đặt",
                "Xã đặt trạm | Xã, huyện",
            ),
            unit("commune"),
            needed=True,
            optional=True,
            fill="group",
        ),
        Column(
            "district_id",
            names(
                "Huyện, thành phố | Địa bàn huyện | Đơn vị hành chính cấp huyện | ĐVHC cấp huyện | District",
                "Thành phố",
            ),
            unit("district"),
            optional=True,
            fill="group",
        ),
        Column(
            "address",
            names(
                "Địa chỉ | Vị trí | Địa chỉ lắp đặt | Địa điểm | Thôn, bản | Địa chỉ trạm | Địa chỉ chi tiết",
                "Địa chỉ lắp đặt trạm | Địa chỉ đặt trạm | Địa điểm lắp đặt | Địa điểm đặt trạm | Vị trí lắp đặt",
                "Vị trí đặt trạm | Vị trí trạm | Số nhà, thôn, xóm | Address | Nơi đặt trạm | Nơi lắp đặt",
                "Địa danh",
            ),
            text,
            optional=True,
        ),
        Column(
            "longitude_cell",
            names(
                "Kinh độ | Kinh độ * | Long | Longitude | Lon | Y | Tọa độ Y | Toạ độ > Kinh độ | Kinh độ/Vĩ độ",
                "Toạ độ | Tọa độ * | Kinh độ Đông | Lng | KĐ | Kinh tuyến | Tọa độ > Y | Tọa độ trạm | Vị trí địa lý",
                "Tọa độ địa lý | GPS | Tọa độ lắp đặt | X/Y | Kinh vĩ độ | Vĩ độ, kinh độ | Lat/Long | Long/Lat",
                "Coordinates",
            ),
            raw,
            optional=True,
            stored=False,
        ),
        Column(
            "latitude_cell",
            names(
                "Vĩ độ | Vĩ độ * | Lat | Latitude | X | Tọa độ X | Toạ độ > Vĩ độ | Vĩ độ Bắc | VĐ | Vĩ tuyến",
                "Tọa độ > X",
            ),
            raw,
            optional=True,
            stored=False,
        ),
        Column(
            "technologies",
            names(
                "Công nghệ | Loại công nghệ | Công nghệ trạm | Công nghệ sử dụng | Technology | Loại CN | CN",
                "Công nghệ phát sóng | Công nghệ mạng | Công nghệ triển khai | Công nghệ vô tuyến | Thế hệ mạng",
                "Loại hình công nghệ | Mạng lưới | Technologies | RAT | Loại mạng | Công nghệ *",
            ),
            text,
            optional=True,
            stored=False,
        ),
        Column(
            "has_2g",
            names(
                "2G | Công nghệ > 2G | GSM | Có 2G | Trạm 2G | Phát sóng 2G | Sóng 2G | Mạng 2G | CN 2G | Thiết bị 2G",
                "Cell 2G | Loại trạm > 2G",
            ),
            yes_no,
            optional=True,
        ),
        Column(
            "has_3g",
            names(
                "3G | Công nghệ > 3G | UMTS | Có 3G | Trạm 3G | Phát sóng 3G | Sóng 3G | Mạng 3G | CN 3G | Thiết bị 3G",
                "Cell 3G | Loại trạm > 3G | NodeB | Node B",
            ),
            yes_no,
            optional=True,
        ),
        Column(
            "has_4g",
            names(
                "4G | Công nghệ > 4G | LTE | Có 4G | Trạm 4G | Phát sóng 4G | Sóng 4G | Mạng 4G | CN 4G | Thiết bị 4G",
                "Cell 4G | Loại trạm > 4G | eNodeB",
            ),
            yes_no,
            optional=True,
        ),
        Column(
            "has_5g",
            names(
                "5G | Công nghệ > 5G | NR | Có 5G | Trạm 5G | Phát sóng 5G | Sóng 5G | Mạng 5G | CN 5G | Thiết bị 5G",
                "Cell 5G | Loại trạm > 5G | gNodeB",
            ),
            yes_no,
            optional=True,
        ),
        Column(
            "station_class",
            names(
                "Loại trạm | Loại | Phân loại | Phân loại trạm | Cấp trạm | Hạng trạm | Loại công trình | BTS loại",
                "Station class | Loại trạm *",
            ),
            STATION_CLASS,
            optional=True,
            like=r"^phan loai\b",
        ),
        Column(
            "mast_height_m",
            names(
                "Chiều cao cột | Chiều cao cột * | Cao cột | Chiều cao | Cao độ cột | Chiều cao trạm | H cột | Cột cao",
                "Antenna height | Tower height | Height",
            ),
            measured("m|mét|met|meters?"),
            optional=True,
            like=r"^cot$",
        ),
        Column(
            "is_shared",
            names(
                "Dùng chung | Dùng chung hạ tầng | Chia sẻ hạ tầng | Dùng chung vị trí | Dùng chung cột",
                "Dùng chung CSHT | Dùng chung cơ sở hạ tầng | Dùng chung trạm | Dùng chung hạ tầng viễn thông",
                "Có dùng chung | Có dùng chung hạ tầng | Chia sẻ | Chia sẻ CSHT | Sử dụng chung",
                "Tình trạng dùng chung | Tình trạng sử dụng chung",
                "Hạ tầng dùng chung | Cột dùng chung | Trạm dùng chung | Shared | Dùng chung * | Trạm dùng chung *",
            ),
            yes_no_or("viettel", "vnpt", "vinaphone", "mobifone", "vietnamobile", "gmobile", "vtl", "vnp", "mbf"),
            optional=True,
        ),
        Column(
            "on_air_on",
            names(
                "Ngày phát sóng | Ngày hoạt động | Ngày đưa vào sử dụng | Phát sóng | Ngày phát sóng chính thức",
                "Ngày lên sóng | Ngày khai trương | Ngày on air | On air | On-air date | Ngày đưa vào hoạt động",
                "Ngày đưa vào khai thác | Ngày bắt đầu hoạt động | Ngày vận hành | Ngày hòa mạng | Ngày tích hợp",
            ),
            day,
            optional=True,
            like=r"\b(ngay|thoi gian|thoi diem)\b.*\b(phat song|hoat dong|su dung|khai thac|hoa mang|on air)\b",
        ),
        Column(
            "status",
            names(
                "Trạng thái | Tình trạng | Tình trạng hoạt động | Hiện trạng | Trạng thái hoạt động | Trạng thái trạm",
                "Tình trạng trạm | Tình trạng phát sóng | Trạng thái phát sóng | Hiện trạng trạm",
                "Tình hình hoạt động | Status | Tình trạng * | Trạng thái *",
            ),
            STATUS,
            optional=True,
        ),
    ),
    extra=(("longitude", "DOUBLE"), ("latitude", "DOUBLE")),
    order=(
        "reported_on",
        "station_code",
        "station_name",
        "operator",
        "commune_id",
        "district_id",
        "address",
        "longitude",
        "latitude",
        "has_2g",
        "has_3g",
        "has_4g",
        "has_5g",
        "station_class",
        "mast_height_m",
        "is_shared",
        "on_air_on",
        "status",
    ),
    ignored=names(
        "STT | TT | Ghi chú | Loại cột | Chủ sở hữu hạ tầng | Chủ đầu tư | Nguồn điện | Truyền dẫn | Phòng máy",
        "Tỉnh | Tỉnh/TP | Nhà trạm | Tổ quản lý | No | STT * | Tỉnh, thành phố | Province | Mã tỉnh | Mã huyện",
        "Mã xã | Chủ đầu tư hạ tầng | Đơn vị xây dựng | Vendor | Ký xác nhận",
    ),
    derive=(
        derive.technologies,
        derive.point,
        derive.active_by_default,
        derive.operator_name,
        derive.happened("on_air_on"),
    ),
    history=History(
        key=("station_code",),
        row="trạm",
        named="station_code",
        alive="status is distinct from 'stopped'",
        grows=(
            Stock("trạm"),
            Stock("trạm có 2G", "has_2g", "has_2g"),
            Stock("trạm có 3G", "has_3g", "has_3g"),
            Stock("trạm có 4G", "has_4g", "has_4g"),
            Stock("trạm có 5G", "has_5g", "has_5g"),
        ),
        jumps=(Jump("latitude", "vị trí trạm", "moved"),),
        parts=("title_district", "district_id"),
        copied=3,
    ),
)
