"""Dossiers handled by the one-stop system: detail export, one row per dossier, sent weekly.

The newest report of a dossier counts; a dossier that is absent from a report stays. The applicant's name,
identity number, telephone, address and e-mail are never stored: the ignored headings are that decision.
"""

from loaders import derive
from loaders.clean import day, one_of, text, unit, yes_no
from loaders.contract import Column, Source

CHANNEL = one_of(
    "channel",
    {
        "trực tuyến": "online",
        "qua mạng": "online",
        "nộp trực tuyến": "online",
        "online": "online",
        "2": "online",
        "trực tiếp": "direct",
        "nộp trực tiếp": "direct",
        "tại chỗ": "direct",
        "một cửa": "direct",
        "1": "direct",
        "bưu chính": "postal",
        "bcci": "postal",
        "dịch vụ bcci": "postal",
        "bưu chính công ích": "postal",
        "dịch vụ bưu chính": "postal",
        "qua bưu chính": "postal",
        "qua dịch vụ bưu chính": "postal",
        "3": "postal",
    },
)
STATUS_CODE = one_of(
    "status_code",
    {
        "mới đăng ký": "1",
        "được tiếp nhận": "2",
        "đã tiếp nhận": "2",
        "không được tiếp nhận": "3",
        "từ chối tiếp nhận": "3",
        "đang xử lý": "4",
        "đang giải quyết": "4",
        "yêu cầu bổ sung giấy tờ": "5",
        "yêu cầu bổ sung": "5",
        "chờ bổ sung": "5",
        "yêu cầu thực hiện nghĩa vụ tài chính": "6",
        "chờ nghĩa vụ tài chính": "6",
        "công dân yêu cầu rút hồ sơ": "7",
        "xin rút": "7",
        "rút hồ sơ": "7",
        "dừng xử lý": "8",
        "tạm dừng": "8",
        "đã xử lý xong": "9",
        "đã xử lý": "9",
        "đã giải quyết": "9",
        "hoàn thành": "9",
        "đã trả kết quả": "10",
        "đã trả": "10",
    },
)

SOURCE = Source(
    name="dossiers",
    title="Hồ sơ thủ tục hành chính",
    agency="Trung tâm Phục vụ hành chính công",
    rhythm="weekly",
    key=("dossier_code",),
    replaces=("reported_on",),
    newest_row_wins=True,
    dated="day",
    columns=(
        Column("reported_on", ("Ngày báo cáo", "Ngày số liệu", "Ngày kết xuất"), day, optional=True),
        Column("dossier_code", ("Mã hồ sơ", "Số hồ sơ", "Mã số hồ sơ", "Số biên nhận"), text, needed=True),
        Column("procedure_code", ("Mã TTHC", "Mã thủ tục", "Mã thủ tục hành chính", "Mã số TTHC"), text),
        Column("unit_id", ("Đơn vị xử lý", "Đơn vị", "Cơ quan xử lý", "Đơn vị giải quyết", "Cơ quan giải quyết", "Đơn vị tiếp nhận", "Cơ quan",
                           "Đơn vị thực hiện", "Cơ quan thực hiện"),
               unit("department", "agency", "district", "commune", "other"), needed=True, fill="above"),
        Column("district_hint", ("Huyện", "Thuộc huyện", "Huyện, thành phố", "Địa bàn"), unit("district"), optional=True, stored=False),
        Column("channel", ("Hình thức nộp", "Kênh thực hiện", "Hình thức tiếp nhận", "Kênh nộp", "Hình thức", "Kênh", "Hình thức nộp *"), CHANNEL),
        Column("received_on", ("Ngày tiếp nhận", "Ngày nhận", "Ngày nộp", "Ngày tiếp nhận *"), day, needed=True),
        Column("due_on", ("Ngày hẹn trả", "Hạn xử lý", "Ngày hẹn trả *", "Hạn trả", "Hạn trả kết quả", "Ngày hẹn"), day, optional=True),
        Column("closed_on", ("Ngày trả kết quả", "Ngày kết thúc xử lý", "Ngày hoàn thành", "Ngày trả", "Ngày kết thúc", "Ngày giải quyết xong",
                             "Ngày có kết quả", "Ngày xử lý xong"), day, optional=True),
        Column("status_code", ("Trạng thái", "Tình trạng", "Mã trạng thái", "Trạng thái hồ sơ", "Tình trạng hồ sơ", "Trạng thái xử lý"), STATUS_CODE),
        Column("has_fee", ("Có phí", "Có thu phí", "Phí, lệ phí", "Phát sinh phí", "Hồ sơ có phí"), yes_no, optional=True),
        Column("paid_online", ("Thanh toán trực tuyến", "TTTT", "Đã thanh toán trực tuyến"), yes_no, optional=True),
        Column("input_digitised", ("Số hóa hồ sơ", "Số hóa thành phần hồ sơ", "Số hóa TPHS", "Số hóa đầu vào", "Đã số hóa TPHS"), yes_no, optional=True),
        Column("result_digitised", ("Số hóa kết quả", "Kết quả điện tử", "Số hóa KQ", "Số hóa kết quả *", "Đã số hóa kết quả"), yes_no, optional=True),
    ),
    order=("reported_on", "dossier_code", "procedure_code", "unit_id", "channel", "received_on", "due_on", "closed_on", "status_code",
           "has_fee", "paid_online", "input_digitised", "result_digitised"),
    ignored=("STT", "TT", "Ghi chú", "Người nộp", "Tên người nộp", "Họ và tên", "Họ tên người nộp", "Chủ hồ sơ", "Số điện thoại", "Điện thoại", "SĐT",
             "CCCD", "Số CCCD", "Số CMND/CCCD", "CMND/CCCD", "Số định danh", "Địa chỉ", "Email", "Thư điện tử", "Tên thủ tục", "Tên TTHC",
             "Lĩnh vực", "Cán bộ xử lý", "Mức độ"),
    extra=(("status_code", "BIGINT"),),
    derive=(derive.status_number, derive.closed_only_when_done),
)
