"""Values of indicators against targets (chip identity cards, VNeID …): one row per indicator, unit and period."""

from loaders import derive
from loaders.clean import number, raw, text, unit
from loaders.contract import Column, History, Jump, Source

# "Chỉ tiêu …" of any other kind is a target: "Chỉ tiêu giao", "Chỉ tiêu năm 2024".
NAMES = (
    "Chỉ tiêu chuyển đổi số",
    "Chỉ tiêu Đề án 06",
    "Chỉ tiêu cụ thể",
    "Chỉ tiêu chủ yếu",
    "Chỉ tiêu thực hiện",
    "Chỉ tiêu/Nhiệm vụ",
    "Chỉ tiêu, nhiệm vụ",
    "Danh mục chỉ tiêu",
    "Tên các chỉ tiêu",
    "Các chỉ tiêu",
)

SOURCE = Source(
    name="indicator_values",
    title="Chỉ tiêu Đề án 06 và chuyển đổi số",
    agency="Công an tỉnh và các cơ quan",
    rhythm="monthly",
    key=("indicator", "unit_id", "period_end"),
    replaces=("indicator", "unit_id", "period_end"),
    dated="day",
    sender="unit_id",
    sender_kinds=("department", "agency", "district", "commune", "province", "other"),
    columns=(
        Column("period_end", ("Kỳ báo cáo", "Đến ngày", "Ngày số liệu", "Kỳ", "Kỳ số liệu"), raw, optional=True),
        Column("indicator_code", ("Mã chỉ tiêu", "Mã"), text, optional=True, stored=False),
        Column(
            "indicator_name",
            ("Chỉ tiêu", "Tên chỉ tiêu", "Nội dung chỉ tiêu", "Nội dung", "Chỉ số", "Tên chỉ số", *NAMES),
            text,
            needed=True,
            fill="group",
        ),
        Column(
            "unit_id",
            (
                "Đơn vị",
                "Tên đơn vị",
                "Huyện, thành phố",
                "Địa bàn",
                "Địa phương",
                "Huyện/TP",
                "Đơn vị báo cáo",
                "Huyện",
                "Cơ quan",
            ),
            unit("department", "agency", "district", "commune", "province", "other"),
            optional=True,
            fill="above",
        ),
        Column(
            "value",
            (
                "Kết quả",
                "Kết quả thực hiện",
                "Thực hiện",
                "Giá trị",
                "Đã thực hiện",
                "Số liệu",
                "Kết quả đạt được",
                "Lũy kế",
                "Kết quả *",
            ),
            number,
        ),
        Column(
            "target",
            (
                "Mục tiêu",
                "Chỉ tiêu giao",
                "Kế hoạch",
                "Chỉ tiêu kế hoạch",
                "Kế hoạch giao",
                "Mục tiêu *",
                "Kế hoạch *",
                "Chỉ tiêu giao *",
                "Chỉ tiêu năm *",
            ),
            number,
            optional=True,
        ),
        Column("measured_in", ("Đơn vị tính", "ĐVT", "Đơn vị đo"), text, optional=True),
    ),
    extra=(("indicator", "VARCHAR"), ("period_end", "DATE"), ("cell", "VARCHAR")),
    order=("indicator", "indicator_name", "unit_id", "period_end", "value", "target", "measured_in", "cell"),
    ignored=("STT", "TT", "Ghi chú", "Tỷ lệ", "Tỷ lệ %", "Tỷ lệ hoàn thành", "Đạt", "% hoàn thành"),
    sideways=True,
    derive=(derive.measure, derive.indicator_code, derive.period_end_day, derive.value_cell),
    history=History(key=("indicator", "unit_id"), jumps=(Jump("value", "kết quả", "times_in_year"),), copied=3),
)
