"""Small tables of seven sources, as agencies fill them, and the rows that each holds: files differ, these don't."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

MAY, QUARTER = date(2024, 5, 31), date(2024, 6, 30)


class Content(NamedTuple):
    """lines: of the sheet, from its first row on; rows: what must be kept of them."""

    source: str
    lines: Sequence[Sequence[Any]]
    rows: Sequence[Mapping[str, Any]]

    def with_texts(self, change: Any) -> list[list[Any]]:
        """The lines, each text written in another way."""
        return [[change(cell) if isinstance(cell, str) else cell for cell in line] for line in self.lines]


STATIONS = Content(
    "bts_stations",
    [
        ["VNPT TUYÊN QUANG", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["DANH SÁCH TRẠM BTS", None, None, "Độc lập - Tự do - Hạnh phúc"],
        ["(Số liệu tính đến ngày 31/5/2024)"],
        ["STT", "Mã trạm", "Tên trạm", "Xã, phường, thị trấn", "Huyện", "4G", "Chiều cao cột (m)", "Trạng thái"],
        [1, "TQG-0101", "Hoà An 1", "Hoà An", "Chiêm Hoá", "x", 42, "Đang hoạt động"],
        [2, "TQG-0102", "Minh Thanh 2", "Minh Thanh", "Sơn Dương", None, 30, "Mất điện"],
        [3, "TQG-0103", "Tân Thành", "Tân Thành", "Hàm Yên", "x", 24, "đang xây dựng"],
        [4, "TQG-0104", "Tân Thanh", "Tân Thanh", "Sơn Dương", "x", 36, "Đang hoạt động"],
    ],
    [
        {"reported_on": MAY, "operator": "VNPT", "station_code": code, "station_name": name, "commune_id": commune}
        | {"has_4g": has_4g, "mast_height_m": height, "status": status}
        for code, name, commune, has_4g, height, status in (
            ("TQG-0101", "Hoà An 1", "xa-hoa-an.huyen-chiem-hoa", True, 42.0, "active"),
            ("TQG-0102", "Minh Thanh 2", "xa-minh-thanh.huyen-son-duong", False, 30.0, "outage"),
            ("TQG-0103", "Tân Thành", "xa-tan-thanh.huyen-ham-yen", True, 24.0, "building"),
            ("TQG-0104", "Tân Thanh", "xa-tan-thanh.huyen-son-duong", True, 36.0, "active"),
        )
    ],
)
VILLAGES = Content(
    "village_coverage",
    [
        ["UBND HUYỆN NA HANG"],
        ["TÌNH HÌNH PHỦ SÓNG DI ĐỘNG ĐẾN THÔN, BẢN THÁNG 5/2024"],
        ["TT", "Xã", "Thôn, bản", "Số hộ", "Số khẩu", "Sóng 4G", "Tình trạng sóng", "Nguyên nhân"],
        [1, "Khâu Tinh", "Bản Lùng", 51, 250, "x", "Tốt", None],
        [2, "Sinh Long", "Phiêng Ten", 72, 351, None, "Lõm sóng", "chưa có điện lưới; đường khó"],
        [3, "Yên Hoa", "Tân Lập", 105, 483, "x", "Chập chờn", "Đồi núi che khuất"],
    ],
    [
        {"reported_on": MAY, "village_name": name, "commune_id": f"{commune}.huyen-na-hang", "households": households}
        | {"population": people, "has_4g": has_4g, "signal": signal, "cause": cause}
        for name, commune, households, people, has_4g, signal, cause in (
            ("Bản Lùng", "xa-khau-tinh", 51, 250, True, "good", None),
            ("Phiêng Ten", "xa-sinh-long", 72, 351, False, "none", "chưa có điện lưới; đường khó"),
            ("Tân Lập", "xa-yen-hoa", 105, 483, True, "weak", "Đồi núi che khuất"),
        )
    ],
)
COUNTS = Content(
    "dossier_counts",
    [
        ["SỞ TƯ PHÁP", "Biểu số II.06a/VPCP/KSTT"],
        ["Kỳ báo cáo: Quý II/2024"],
        [
            "STT",
            "Lĩnh vực",
            "Số hồ sơ tiếp nhận",
            None,
            None,
            None,
            "Số hồ sơ đã giải quyết",
            None,
            None,
            None,
            "Số hồ sơ đang giải quyết",
            None,
            None,
        ],
        [
            None,
            None,
            "Tổng số",
            "Trực tuyến",
            "Trực tiếp",
            "Từ kỳ trước",
            "Tổng số",
            "Trước hạn",
            "Đúng hạn",
            "Quá hạn",
            "Tổng số",
            "Trong hạn",
            "Quá hạn",
        ],
        [1, "Hộ tịch", 120, 80, 30, 10, 110, 70, 38, 2, 10, 9, 1],
        [2, "Công chứng", 45, 40, 5, 0, 45, 45, 0, 0, 0, 0, 0],
        [3, "Lý lịch tư pháp", 300, 280, 0, 20, 250, 200, 50, 0, 50, 50, 0],
    ],
    [
        {"unit_id": "so-tu-phap", "field": field, "period_start": date(2024, 4, 1), "period_end": QUARTER}
        | {"received_total": received, "resolved_total": resolved, "resolved_late": late, "pending_total": pending}
        for field, received, resolved, late, pending in (
            ("Hộ tịch", 120, 110, 2, 10),
            ("Công chứng", 45, 45, 0, 0),
            ("Lý lịch tư pháp", 300, 250, 0, 50),
        )
    ],
)
TASKS = Content(
    "tasks",
    [
        ["NHIỆM VỤ CHUYỂN ĐỔI SỐ NĂM 2024"],
        ["(Tính đến ngày 31/5/2024)"],
        ["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn", "Sản phẩm", "Trạng thái", "Tỷ lệ hoàn thành (%)"],
        [
            1,
            "Số hoá hồ sơ đất đai",
            "Sở Tài nguyên và Môi trường",
            "Trước 30/6/2024",
            "Cơ sở dữ liệu",
            "Đang thực hiện",
            60,
        ],
        [2, "Phổ cập chữ ký số", "Sở Thông tin và Truyền thông", "Thường xuyên", "Báo cáo", "Đang thực hiện", 35],
        [3, "Họp không giấy tờ", "Văn phòng UBND tỉnh", "Quý IV/2024", "Hệ thống", "Hoàn thành", 100],
    ],
    [
        {"reported_on": MAY, "plan": "chuyen_doi_so", "plan_year": 2024, "task_no": no, "task_title": title}
        | {"lead_unit_id": lead, "due_on": due, "is_recurring": recurring, "percent_done": percent}
        for no, title, lead, due, recurring, percent in (
            ("1", "Số hoá hồ sơ đất đai", "so-tai-nguyen-va-moi-truong", date(2024, 6, 30), False, 60.0),
            ("2", "Phổ cập chữ ký số", "so-thong-tin-va-truyen-thong", None, True, 35.0),
            ("3", "Họp không giấy tờ", "van-phong-ubnd-tinh", date(2024, 12, 31), False, 100.0),
        )
    ],
)
SCORES = Content(
    "unit_scores",
    [
        ["KẾT QUẢ XẾP HẠNG CHUYỂN ĐỔI SỐ CẤP HUYỆN NĂM 2023"],
        ["TT", "Huyện, thành phố", "Nhận thức số", "Thể chế số", "Tổng điểm", "Xếp hạng"],
        [1, "Thành phố Tuyên Quang", 9.5, 8.25, 17.75, 1],
        [2, "Huyện Hàm Yên", 9, 7.5, 16.5, 2],
        [3, "Huyện Chiêm Hoá", 8.5, 7, 15.5, 3],
    ],
    [
        {"index_name": "CĐS tỉnh", "index_year": 2023, "board": "district", "unit_id": unit, "criterion": criterion}
        | {"score": scores[place], "reported_rank": rank if criterion == "total" else None}
        for place, criterion in enumerate(("Nhận thức số", "Thể chế số", "total"))
        for unit, scores, rank in (
            ("thanh-pho-tuyen-quang", (9.5, 8.25, 17.75), 1),
            ("huyen-ham-yen", (9.0, 7.5, 16.5), 2),
            ("huyen-chiem-hoa", (8.5, 7.0, 15.5), 3),
        )
    ],
)
OBSTACLES = Content(
    "obstacles",
    [
        ["SỞ THÔNG TIN VÀ TRUYỀN THÔNG"],
        ["TỔNG HỢP KHÓ KHĂN, VƯỚNG MẮC (đến ngày 31/5/2024)"],
        ["Mã", "Nội dung", "Đơn vị nêu", "Nhóm", "Cấp thẩm quyền", "3 chủ động", "Ngày nêu", "Trạng thái"],
        [
            "VM01",
            "Thiếu kinh phí duy trì phần mềm",
            "Sở Tư pháp",
            "Kinh phí",
            "Tỉnh",
            "Chủ động báo cáo",
            date(2024, 5, 3),
            "Mới",
        ],
        [
            "VM02",
            "Dữ liệu hộ tịch chưa liên thông",
            "Huyện Yên Sơn",
            "Dữ liệu",
            "Trung ương",
            "Phối hợp",
            date(2024, 4, 15),
            "Đang xử lý",
        ],
    ],
    [
        {"reported_on": MAY, "obstacle_no": "VM01", "title": "Thiếu kinh phí duy trì phần mềm"}
        | {"raised_by_id": "so-tu-phap", "kind": "funding", "deciding_level": "province", "initiative": "escalate"}
        | {"raised_on": date(2024, 5, 3), "state": "new"},
        {"reported_on": MAY, "obstacle_no": "VM02", "title": "Dữ liệu hộ tịch chưa liên thông"}
        | {"raised_by_id": "huyen-yen-son", "kind": "data", "deciding_level": "central", "initiative": "coordinate"}
        | {"raised_on": date(2024, 4, 15), "state": "in_progress"},
    ],
)
PROCEDURES = Content(
    "procedures",
    [
        ["DANH MỤC DỊCH VỤ CÔNG TRỰC TUYẾN"],
        ["Mã TTHC", "Tên thủ tục hành chính", "Lĩnh vực", "Cơ quan thực hiện", "Mức độ"],
        ["1.012753.H60", "Đăng ký đất đai lần đầu", "Đất đai", "Sở Tài nguyên và Môi trường", "Toàn trình"],
        ["2.000635.H60", "Cấp bản sao trích lục hộ tịch", "Hộ tịch", "Sở Tư pháp", "Một phần"],
        ["1.004264.H60", "Cung cấp dữ liệu đất đai", "Đất đai", "Sở Tài nguyên và Môi trường", "Mức độ 4"],
    ],
    [
        {"procedure_code": code, "procedure_name": name, "field": field, "agency_id": agency, "service_level": level}
        for code, name, field, agency, level in (
            ("1.012753.H60", "Đăng ký đất đai lần đầu", "Đất đai", "so-tai-nguyen-va-moi-truong", "full"),
            ("2.000635.H60", "Cấp bản sao trích lục hộ tịch", "Hộ tịch", "so-tu-phap", "partial"),
            ("1.004264.H60", "Cung cấp dữ liệu đất đai", "Đất đai", "so-tai-nguyen-va-moi-truong", "full"),
        )
    ],
)
