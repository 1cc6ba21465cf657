"""Dossiers handled by the one-stop system: detail export, one row per dossier, sent weekly.

The newest report of a dossier counts; a dossier that is absent from a report stays. The applicant's name,
identity number, telephone, address and e-mail are never stored: the ignored headings are that decision.
"""

from loaders import derive
from loaders.clean import day, one_of, procedure_code, text, unit, yes_no, yes_no_or
from loaders.contract import Column, Source, names

CHANNEL = one_of(
    "channel",
    {
        "trực tuyến": "online",
        "2": "online",
        "trực tiếp": "direct",
        "tại chỗ": "direct",
        "1": "direct",
        "bưu chính công ích": "postal",
        "3": "postal",
        "cổng dịch vụ công": "online",
        "offline": "direct",
    },
    like={
        "online": r"\b(truc tuyen|qua mang|online|cong (dvc|dich vu cong)|(dvc|dich vu cong) quoc gia|dvcqg)\b",
        "direct": r"^(?!.*buu)(.*\b)?(truc tiep|mot cua|tai quay|bpmc)\b",
        "postal": r"\b(buu chinh|buu dien|bcci|vnpost)\b",
    },
)
STATUS_CODE = one_of(
    "status_code",
    {
        "mới đăng ký": "1",
        "được tiếp nhận": "2",
        "đã tiếp nhận": "2",
        "mới tiếp nhận": "2",
        "đã được tiếp nhận": "2",
        "không được tiếp nhận": "3",
        "từ chối": "3",
        "đang xử lý": "4",
        "đang giải quyết": "4",
        "yêu cầu bổ sung giấy tờ": "5",
        "yêu cầu thực hiện nghĩa vụ tài chính": "6",
        "công dân yêu cầu rút hồ sơ": "7",
        "xin rút": "7",
        "đã rút": "7",
        "dừng xử lý": "8",
        "tạm dừng": "8",
        "dừng": "8",
        "đã dừng": "8",
        "đã xử lý xong": "9",
        "đã xử lý": "9",
        "đã giải quyết": "9",
        "hoàn thành": "9",
        "đã hoàn thành": "9",
        "đã có kết quả": "9",
        "đã xử lý xong, chờ trả kết quả": "9",
        "đã trả kết quả": "10",
        "đã trả": "10",
        "trả kết quả": "10",
    },
    like={
        "3": r"^(tu choi|khong) (duoc )?(tiep nhan|nhan)\b",
        "4": r"^dang (duoc )?(xu ly|giai quyet|thu ly|tham dinh)\b",
        "5": r"^(da |dang )?(yeu cau |cho |de nghi )*bo sung\b",
        "6": r"\bnghia vu tai chinh\b",
        "7": r"\brut (lai )?(ho so|hs)\b|^(cong dan )?xin rut\b",
        "8": r"^(da |tam )*dung (xu ly|giai quyet)\b",
        "9": r"^(da )?(xu ly|giai quyet) xong\b|^cho tra (kq|ket qua)\b|^(da )?co (kq|ket qua)\b",
        "10": r"^(da )?tra (kq|ket qua)\b",
    },
)
PAID_ONLINE = yes_no_or(
    *("truc tuyen", "qua mang", "dien tu", "online", "chuyen khoan", "payment platform"),
    denied=("truc tiep", "tien mat", "tai quay", "nop truc tiep", "bang tien mat"),
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
        Column(
            "reported_on",
            names(
                "Ngày báo cáo | Ngày số liệu | Ngày kết xuất | Ngày chốt số liệu | Ngày cập nhật",
            ),
            day,
            optional=True,
        ),
        Column(
            "dossier_code",
            names(
                "Mã hồ sơ | Số hồ sơ | Số biên nhận | Số hồ sơ TTHC | Mã hồ sơ TTHC | Mã biên nhận | Mã tra cứu",
                "Số phiếu tiếp nhận | Mã phiếu | Mã hồ sơ * | Số hồ sơ * | Dossier code | ID hồ sơ | Mã hồ sơ điện tử",
            ),
            text,
            needed=True,
            like=r"^(ma|so|ma so|so hieu) (ho so|bien nhan|phieu|hs)\b",
        ),
        Column(
            "procedure_code",
            names(
                "Mã TTHC | Mã thủ tục * | Mã DVC | Procedure code | Thủ tục > Mã",
            ),
            procedure_code,
            like=r"^ma (so )?(tthc|thu tuc|dvc|dich vu cong)\b",
        ),
        Column(
            "unit_id",
            names(
                "Đơn vị xử lý | Đơn vị | Cơ quan xử lý | Đơn vị giải quyết | Cơ quan giải quyết",
                "Cơ quan | Đơn vị thực hiện | Cơ quan thực hiện | Cơ quan, đơn vị | Đơn vị/cơ quan xử lý",
                "Cơ quan, đơn vị xử lý | Cơ quan, đơn vị giải quyết | Cơ quan, đơn vị thực hiện",
                "Đơn vị, cơ quan thực hiện | Đơn vị thụ lý | Cơ quan thụ lý | Đơn vị chủ trì",
                # The counter of one unit takes in for another: who works on it comes first.
                "Đơn vị tiếp nhận | Cơ quan tiếp nhận | Nơi tiếp nhận | Nơi giải quyết",
                "Đơn vị trả kết quả | Đơn vị * | Cơ quan * | Xã, phường, thị trấn | UBND xã | Cấp xã",
            ),
            unit("department", "agency", "district", "commune", "other"),
            needed=True,
            optional=True,
            fill="group",
            one_for_all=True,
            like=r"^(don vi|co quan)\b",
        ),
        Column(
            "district_hint",
            names(
                "Huyện | Địa bàn | Địa bàn huyện",
            ),
            unit("district"),
            optional=True,
            stored=False,
        ),
        Column(
            "channel",
            names(
                "Hình thức nộp | Kênh thực hiện | Hình thức tiếp nhận | Kênh nộp | Hình thức | Kênh | Hình thức nộp *",
                "Cách thức nộp | Cách thức tiếp nhận | Kênh tiếp nhận | Nguồn tiếp nhận | Nguồn hồ sơ | Loại hồ sơ",
                "Phương thức nộp | Phương thức tiếp nhận | Hình thức thực hiện | Hình thức gửi | Hình thức * | Kênh *",
                "Channel | Nộp trực tuyến/trực tiếp | Nguồn | Nhận qua | Nộp qua | Tiếp nhận qua | Nơi nộp",
            ),
            CHANNEL,
            like=r"^(cach|hinh thuc|phuong thuc|kenh|nguon|noi|loai)\b.*\b(nop|nhan|ho so)\b",
        ),
        Column(
            "received_on",
            names(
                "Ngày tiếp nhận | Ngày nhận | Ngày nộp | Ngày tiếp nhận * | Ngày gửi | Ngày vào sổ | Tiếp nhận",
                "Received date | Ngày tiếp nhận chính thức | Ngày > Tiếp nhận | Ngày nộp *",
            ),
            day,
            needed=True,
            like=r"^(ngay|thoi (gian|diem)|gio)\b.*\b(nhan|nop)\b",
        ),
        Column(
            "due_on",
            names(
                "Ngày hẹn trả | Hạn xử lý | Ngày hẹn trả * | Hạn trả | Hạn trả kết quả | Ngày hẹn",
                "Ngày hẹn trả kết quả | Hẹn trả | Hẹn trả kết quả | Ngày hẹn trả KQ | Hạn giải quyết",
                "Thời hạn giải quyết | Thời hạn xử lý | Thời hạn trả kết quả | Ngày phải trả | Ngày đến hạn",
                "Hạn hoàn thành | Thời gian > Hẹn trả | Due date | Hạn",
            ),
            day,
            optional=True,
            like=r"\bhen\b|^(thoi )?han (tra|xu ly|giai quyet)\b",
        ),
        Column(
            "closed_on",
            names(
                "Ngày trả kết quả | Ngày kết thúc xử lý | Ngày hoàn thành | Ngày trả | Ngày kết thúc",
                "Ngày giải quyết xong | Ngày có kết quả | Ngày xử lý xong | Ngày trả KQ | Ngày trả kết quả *",
                "Trả kết quả | Ngày hoàn thành xử lý | Ngày xử lý | Ngày giải quyết | Ngày kết thúc giải quyết",
                "Thời gian > Trả kết quả | Closed date | Ngày xong | Ngày trả thực tế | Ngày trả kết quả thực tế",
            ),
            day,
            optional=True,
            like=r"^(?!.*\bhen\b)(ngay|thoi (gian|diem))\b.*\b(tra|xong|hoan thanh|hoan tat|ket thuc|co ket qua)\b",
        ),
        Column(
            "status_code",
            names(
                "Trạng thái | Tình trạng | Mã trạng thái | Trạng thái xử lý | Tình trạng xử lý | Tình trạng giải quyết",
                "Trạng thái giải quyết | Kết quả xử lý | Kết quả giải quyết | Tình trạng hồ sơ * | Trạng thái *",
                "Tiến độ | Status | Kết quả | Trạng thái hồ sơ",
            ),
            STATUS_CODE,
            words_above=True,
            like=r"^(trang thai|tinh trang|hien trang|ket qua (xu ly|giai quyet))\b",
        ),
        Column(
            "has_fee",
            names(
                "Có phí | Có thu phí | Phí, lệ phí | Phát sinh phí | Phí | Lệ phí | Có phí, lệ phí | Thu phí",
                "Có lệ phí | Nghĩa vụ tài chính | Phát sinh phí, lệ phí",
            ),
            yes_no,
            optional=True,
            like=r"^(co |phat sinh |thu )*(phi|le phi)\b|\b(co|thu|phat sinh|nop) (thu )?(phi|le phi)\b",
        ),
        Column(
            "paid_online",
            names(
                "Thanh toán trực tuyến | TTTT | Đã thanh toán trực tuyến | Thanh toán điện tử",
                "Có thanh toán trực tuyến | Nộp phí trực tuyến | Hình thức thanh toán trực tuyến | Đã TTTT | Có TTTT",
                "Thanh toán trực tuyến * | Thanh toán không dùng tiền mặt | Thanh toán | Hình thức nộp phí *",
                "Hình thức thanh toán | Phương thức thanh toán | Kênh thanh toán | Đã nộp trực tuyến",
            ),
            PAID_ONLINE,
            optional=True,
            like=r"thanh toan (truc tuyen|qua mang|dien tu)|^(hinh thuc|phuong thuc|kenh) thanh toan\b",
        ),
        Column(
            "input_digitised",
            names(
                "Số hóa hồ sơ | Số hóa thành phần hồ sơ | Số hóa TPHS | Số hóa đầu vào | Đã số hóa TPHS",
                "Số hóa TPHS đầu vào | Có số hóa TPHS | Có số hóa hồ sơ | Đã số hóa hồ sơ | Đã số hóa thành phần hồ sơ",
                "TPHS đã số hóa | Số hóa > Thành phần hồ sơ | Số hóa > Hồ sơ | Số hóa > Đầu vào | Số hóa hồ sơ *",
                "Số hóa thành phần *",
            ),
            yes_no,
            optional=True,
            like=r"so hoa.*(dau vao|thanh phan|ho so|tphs)",
        ),
        Column(
            "result_digitised",
            names(
                "Số hóa kết quả | Kết quả điện tử | Số hóa KQ | Số hóa kết quả * | Đã số hóa kết quả",
                "Số hóa kết quả giải quyết | Số hóa kết quả giải quyết TTHC | Số hóa đầu ra | Có kết quả điện tử",
                "Đã cấp kết quả điện tử | KQ điện tử | Có số hóa kết quả | Đã số hóa KQ | Trả kết quả điện tử",
                "Bản điện tử kết quả | Số hóa > Kết quả | Số hóa > Đầu ra | Kết quả điện tử *",
            ),
            yes_no,
            optional=True,
            like=r"(so hoa|dien tu).*(ket qua|dau ra)|ket qua.*(so hoa|dien tu)",
        ),
    ),
    order=(
        "reported_on",
        "dossier_code",
        "procedure_code",
        "unit_id",
        "channel",
        "received_on",
        "due_on",
        "closed_on",
        "status_code",
        "has_fee",
        "paid_online",
        "input_digitised",
        "result_digitised",
    ),
    ignored=names(
        "STT | TT | Ghi chú | Người nộp | Họ và tên | Họ tên người nộp | Chủ hồ sơ | Số điện thoại | SĐT | CCCD",
        "Số CMND/CCCD | Số định danh | Địa chỉ | Email | Thư điện tử | Tên thủ tục | Lĩnh vực | Cán bộ xử lý",
        "Mức độ | No. | Tên dịch vụ công | Cán bộ tiếp nhận | Cán bộ thụ lý | Người xử lý | Trích yếu",
        "Nội dung | Số ngày quá hạn | Mức độ DVC | Phòng ban | Tỉnh | Đối tượng *",
    ),
    extra=(("status_code", "BIGINT"),),
    derive=(derive.status_number, derive.closed_only_when_done, derive.happened("received_on", "closed_on")),
)
