"""Village coverage: one row per village (thôn, bản, tổ dân phố), sent monthly by the districts' UBND.

A village without any signal, one with a weak signal, and one with signal but no broadband are three things.
"""

from loaders import derive
from loaders.clean import count, day, one_of, raw, text, unit, yes_no
from loaders.contract import Column, Source

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
        Column("reported_on", ("Ngày báo cáo", "Ngày số liệu", "Số liệu đến ngày"), day, optional=True),
        Column(
            "village_name",
            ("Thôn, bản, tổ dân phố", "Tên thôn", "Thôn", "Thôn, bản", "Thôn/bản", "Thôn/bản/TDP", "Thôn, bản, TDP",
             "Thôn/bản/tổ dân phố", "Tên thôn, bản", "Tên thôn, bản, tổ dân phố", "Tên thôn/bản", "Thôn bản", "Tên thôn *"),
            text,
            needed=True,
        ),
        Column(
            "commune_id",
            ("Xã, phường, thị trấn", "Xã", "Xã/phường", "Xã/phường/thị trấn", "Tên xã", "Phường/xã", "Xã, phường", "Đơn vị xã",
             "Cấp xã"),
            unit("commune"),
            needed=True,
            optional=True,
            fill="group",
        ),
        Column("district_id", ("Huyện, thành phố", "Huyện", "Huyện/TP", "Huyện/thành phố", "Tên huyện", "Cấp huyện"), unit("district"),
               optional=True, fill="group"),
        Column("households", ("Số hộ", "Tổng số hộ", "Số hộ dân", "Hộ", "Hộ dân"), count, optional=True),
        Column("population", ("Dân số", "Số khẩu", "Nhân khẩu", "Số nhân khẩu", "Số dân", "Số người", "Khẩu"), count, optional=True),
        Column("technologies", ("Công nghệ", "Loại sóng", "Loại công nghệ"), text, optional=True, stored=False),
        Column("has_2g", ("2G", "Công nghệ > 2G", "Sóng 2G", "Có sóng 2G", "Phủ sóng 2G"), yes_no, optional=True),
        Column("has_3g", ("3G", "Công nghệ > 3G", "Sóng 3G", "Có sóng 3G", "Phủ sóng 3G"), yes_no, optional=True),
        Column("has_4g", ("4G", "Công nghệ > 4G", "Sóng 4G", "Có sóng 4G", "Phủ sóng 4G"), yes_no, optional=True),
        Column("has_5g", ("5G", "Công nghệ > 5G", "Sóng 5G", "Có sóng 5G", "Phủ sóng 5G"), yes_no, optional=True),
        Column("signal", ("Tình trạng sóng", "Chất lượng sóng", "Mức sóng", "Tình trạng", "Sóng di động", "Hiện trạng sóng",
                          "Tình trạng phủ sóng", "Chất lượng"), SIGNAL, optional=True),
        Column("has_grid_power", ("Điện lưới", "Có điện lưới", "Điện lưới quốc gia", "Có điện", "Điện"), yes_no, optional=True),
        Column("cause", ("Nguyên nhân", "Lý do", "Nguyên nhân *"), text, optional=True),
        Column("planned_on", ("Dự kiến phủ sóng", "Thời gian dự kiến", "Kế hoạch phủ sóng", "Dự kiến", "Dự kiến *", "Thời hạn"), raw,
               optional=True),
        Column("longitude_cell", ("Kinh độ", "Kinh độ *", "Long", "Toạ độ", "Tọa độ *", "Kinh độ/Vĩ độ"), raw, optional=True, stored=False),
        Column("latitude_cell", ("Vĩ độ", "Vĩ độ *", "Lat"), raw, optional=True, stored=False),
    ),
    extra=(("longitude", "DOUBLE"), ("latitude", "DOUBLE"), ("planned_on", "DATE")),
    order=("reported_on", "village_name", "commune_id", "district_id", "households", "population", "has_2g", "has_3g",
           "has_4g", "has_5g", "signal", "has_grid_power", "cause", "planned_on", "longitude", "latitude"),
    ignored=("STT", "TT", "Ghi chú", "Nhà mạng", "Doanh nghiệp", "Trưởng thôn", "Điện thoại"),
    derive=(derive.technologies, derive.signal_from_technologies, derive.planned_day, derive.optional_point),
)
