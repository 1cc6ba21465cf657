"""Tasks of Đề án 06, of the digital-transformation plan and of later plans: one row per task and list.

Status is derived later from due date, completion date and as-of date; what the agency reports is kept beside it.
"""

from loaders import derive
from loaders.clean import day, percent, raw, text, unit, units
from loaders.contract import Column, Source

SOURCE = Source(
    name="tasks",
    title="Nhiệm vụ Đề án 06 và kế hoạch chuyển đổi số",
    agency="Cơ quan chủ trì: Công an tỉnh, Sở Thông tin và Truyền thông",
    rhythm="monthly",
    key=("plan", "plan_year", "task_no"),
    replaces=("plan", "plan_year", "reported_on", "list_unit_id"),
    dated="day",
    columns=(
        Column("reported_on", ("Ngày báo cáo", "Ngày số liệu"), day, optional=True),
        Column("task_no", ("STT", "TT", "Số TT", "Mã nhiệm vụ", "Số thứ tự"), text, optional=True),
        Column("task_title", ("Nhiệm vụ", "Nội dung nhiệm vụ", "Tên nhiệm vụ", "Nội dung", "Nội dung công việc", "Nhiệm vụ, giải pháp",
                              "Nhiệm vụ cụ thể", "Nhiệm vụ/Nội dung", "Nội dung thực hiện", "Nhiệm vụ *"), text, needed=True),
        Column("task_group", ("Nhóm nhiệm vụ", "Nhóm", "Nhóm tiện ích"), text, optional=True, fill="group"),
        Column("basis", ("Căn cứ", "Văn bản giao", "Căn cứ *"), text, optional=True),
        Column("lead_unit_id", ("Cơ quan chủ trì", "Đơn vị chủ trì", "Chủ trì", "Cơ quan chủ trì thực hiện", "Cơ quan, đơn vị chủ trì",
                                "Đơn vị thực hiện", "Cơ quan thực hiện", "Đơn vị chủ trì *"),
               unit("department", "agency", "district", "commune", "province", "operator", "other"), needed=True, fill="above"),
        Column("supporting_unit_ids", ("Cơ quan phối hợp", "Đơn vị phối hợp", "Phối hợp", "Cơ quan, đơn vị phối hợp", "Đơn vị phối hợp *"),
               units("department", "agency", "district", "commune", "province", "operator", "other"), optional=True, fill="above"),
        Column("due_text", ("Thời hạn", "Thời gian hoàn thành", "Hạn hoàn thành", "Thời hạn hoàn thành", "Thời gian thực hiện", "Thời gian", "Hạn",
                            "Thời hạn *", "Tiến độ yêu cầu", "Hạn xử lý"), raw),
        Column("product", ("Sản phẩm", "Kết quả", "Sản phẩm/Kết quả", "Sản phẩm *", "Kết quả đầu ra", "Sản phẩm, kết quả"), text, optional=True),
        Column("reported_status", ("Trạng thái", "Tình trạng", "Tiến độ", "Kết quả thực hiện", "Tình trạng thực hiện", "Tiến độ thực hiện",
                                   "Tiến độ (%) hoặc trạng thái", "Tình hình thực hiện"), text, optional=True),
        Column("percent_done", ("Tỷ lệ hoàn thành", "Mức độ hoàn thành", "% hoàn thành", "Tiến độ (%)", "Tỷ lệ", "Phần trăm hoàn thành",
                                "Tỷ lệ hoàn thành *"), percent, optional=True),
        Column("completed_on", ("Ngày hoàn thành", "Thời gian hoàn thành thực tế", "Ngày hoàn thành *", "Hoàn thành ngày", "Ngày hoàn thành thực tế"),
               day, optional=True),
        Column("obstacle", ("Khó khăn, vướng mắc", "Khó khăn", "Vướng mắc", "Tồn tại, hạn chế", "Điểm nghẽn", "Khó khăn, vướng mắc *"), text, optional=True),
        Column("proposal", ("Đề xuất, kiến nghị", "Đề xuất", "Kiến nghị", "Kiến nghị, đề xuất"), text, optional=True),
        Column("note", ("Ghi chú",), text, optional=True),
    ),
    extra=(("plan", "VARCHAR"), ("plan_year", "BIGINT"), ("due_text", "VARCHAR"), ("due_on", "DATE"), ("is_recurring", "BOOLEAN")),
    order=("reported_on", "plan", "plan_year", "task_no", "task_title", "task_group", "basis", "lead_unit_id", "supporting_unit_ids",
           "due_text", "due_on", "is_recurring", "product", "reported_status", "percent_done", "completed_on", "obstacle", "proposal", "note"),
    ignored=(),
    derive=(derive.plan, derive.task_number, derive.due_day, derive.list_unit),
)
