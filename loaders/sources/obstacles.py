"""Obstacles that agencies report: one row per obstacle, with who can decide and which of the three initiatives applies."""

from loaders import derive
from loaders.clean import day, one_of, text, unit
from loaders.contract import Column, Source

KIND = one_of(
    "kind",
    {
        "kinh phí": "funding", "tài chính": "funding", "định mức chi": "funding", "nguồn lực": "funding", "vốn": "funding",
        "pháp lý": "law", "thể chế": "law", "cơ chế, chính sách": "law", "văn bản": "law", "cơ chế chính sách": "law",
        "nhân lực": "staff", "con người": "staff", "cán bộ": "staff", "nguồn nhân lực": "staff", "chuyên gia": "staff",
        "người dân": "citizens", "công dân": "citizens", "nhận thức": "citizens",
        "tổ công nghệ số cộng đồng": "community_teams", "tổ cnsc": "community_teams", "tổ cnscđ": "community_teams",
        "dữ liệu": "data", "cơ sở dữ liệu": "data", "kết nối dữ liệu": "data",
        "nền tảng": "platforms", "hệ thống": "platforms", "hạ tầng": "platforms", "hạ tầng công nghệ": "platforms", "phần mềm": "platforms",
        "nền tảng trung ương": "platforms",
        "khác": "other",
    },
)
DECIDING_LEVEL = one_of(
    "deciding_level",
    {
        "xã": "commune", "cấp xã": "commune",
        "huyện": "district", "cấp huyện": "district",
        "sở": "department", "sở, ngành": "department", "sở, ban, ngành": "department", "cấp sở": "department", "sở ngành": "department",
        "tỉnh": "province", "ubnd tỉnh": "province", "cấp tỉnh": "province", "tỉnh ủy": "province",
        "trung ương": "central", "tw": "central", "bộ, ngành": "central", "bộ": "central", "chính phủ": "central", "bộ, ngành trung ương": "central",
    },
)
INITIATIVE = one_of(
    "initiative",
    {
        "giải quyết": "solve", "chủ động giải quyết": "solve", "tự giải quyết": "solve", "chủ động giải quyết vướng mắc": "solve",
        "phối hợp": "coordinate", "chủ động phối hợp": "coordinate",
        "báo cáo": "escalate", "chủ động báo cáo": "escalate", "báo cáo cấp trên": "escalate", "vượt thẩm quyền": "escalate",
        "chủ động báo cáo khi vượt thẩm quyền": "escalate", "xin ý kiến": "escalate", "xin ý kiến chỉ đạo": "escalate",
    },
)
STATE = one_of(
    "state",
    {
        "mới": "new", "mới nêu": "new", "mới phát sinh": "new", "chưa xử lý": "new",
        "đang giải quyết": "in_progress", "đang phối hợp": "in_progress", "đang xử lý": "in_progress", "đang thực hiện": "in_progress",
        "đã báo cáo cấp trên": "escalated", "đã báo cáo": "escalated", "chờ ý kiến": "escalated", "báo cáo cấp trên": "escalated",
        "đã tháo gỡ": "solved", "đã giải quyết": "solved", "đã xử lý": "solved", "hoàn thành": "solved", "đã xong": "solved",
    },
)

SOURCE = Source(
    name="obstacles",
    title="Khó khăn, vướng mắc",
    agency="Các sở, ban, ngành, huyện, thành phố",
    rhythm="monthly",
    key=("obstacle_no",),
    replaces=("sender", "reported_on"),
    dated="day",
    sender="sender",
    sender_kinds=("department", "agency", "district", "province", "other"),
    columns=(
        Column("reported_on", ("Ngày báo cáo", "Ngày số liệu"), day, optional=True),
        Column("obstacle_no", ("Mã", "Mã vướng mắc", "Mã khó khăn", "Số", "STT", "TT"), text, needed=True),
        Column("title", ("Nội dung", "Khó khăn, vướng mắc", "Nội dung vướng mắc", "Nội dung khó khăn, vướng mắc", "Vướng mắc", "Khó khăn, vướng mắc *"), text, needed=True),
        Column("raised_by_id", ("Cơ quan nêu", "Đơn vị nêu", "Đơn vị", "Cơ quan", "Đơn vị báo cáo", "Cơ quan kiến nghị", "Đơn vị phản ánh"),
               unit("department", "agency", "district", "commune", "province", "operator", "other"), fill="above"),
        Column("kind", ("Lĩnh vực", "Loại", "Nhóm", "Nhóm vướng mắc", "Loại vướng mắc", "Phân loại"), KIND),
        Column("deciding_level", ("Cấp thẩm quyền", "Thẩm quyền", "Cấp giải quyết", "Cấp có thẩm quyền", "Thẩm quyền giải quyết"), DECIDING_LEVEL),
        Column("initiative", ("3 chủ động", "Ba chủ động", "Chủ động", "Hướng xử lý"), INITIATIVE),
        Column("raised_on", ("Ngày nêu", "Ngày phát sinh", "Ngày ghi nhận", "Ngày báo cáo vướng mắc"), day, optional=True),
        Column("due_on", ("Thời hạn", "Hạn xử lý", "Hạn giải quyết", "Hạn"), day, optional=True),
        Column("state", ("Trạng thái", "Tình trạng", "Kết quả", "Kết quả xử lý", "Tình trạng xử lý"), STATE),
        Column("proposal", ("Đề xuất", "Kiến nghị", "Đề xuất, kiến nghị", "Kiến nghị, đề xuất"), text, optional=True),
        Column("plan", ("Kế hoạch", "Đề án", "Đề án/Kế hoạch"), text, optional=True),
        Column("task_no", ("Nhiệm vụ số", "Mã nhiệm vụ", "Số nhiệm vụ", "Nhiệm vụ liên quan"), text, optional=True),
    ),
    order=("reported_on", "obstacle_no", "title", "raised_by_id", "kind", "deciding_level", "initiative", "raised_on", "due_on", "state",
           "proposal", "plan", "task_no"),
    ignored=("Ghi chú", "Nguyên nhân", "STT", "TT"),
    derive=(derive.plan_code,),
)
