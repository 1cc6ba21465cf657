"""The monthly register of obstacles that Sở TT&TT keeps for the steering committee.

The kinds are those the conference of May 2024 named; who raised what when is invented.
"""

from __future__ import annotations

from datetime import date, timedelta

from loaders.samples.book import Book, Sheet, signature, title_block
from loaders.samples.world import MONTHS, Month, World

# (what, kind, who can decide, which of the three initiatives, proposal)
REGISTER = (
    (
        "Định mức chi cho chuyển đổi số chưa phù hợp thực tế",
        "Định mức chi",
        "Tỉnh",
        "Chủ động báo cáo khi vượt thẩm quyền",
        "Trình HĐND tỉnh ban hành định mức",
    ),
    (
        "Chưa quy định tỷ lệ chi tối thiểu cho chuyển đổi số",
        "Kinh phí",
        "Trung ương",
        "Chủ động báo cáo",
        "Kiến nghị Bộ Tài chính",
    ),
    ("Khó tuyển chuyên gia công nghệ thông tin", "Nhân lực", "Tỉnh", "Chủ động phối hợp", "Chính sách thu hút"),
    (
        "Người dân chưa quen dùng dịch vụ công trực tuyến",
        "Người dân",
        "Xã",
        "Chủ động giải quyết",
        "Hướng dẫn tại nhà văn hóa",
    ),
    ("Người dân chưa thanh toán trực tuyến phí, lệ phí", "Nhận thức", "Huyện", "Chủ động giải quyết", "Giảm phí"),
    (
        "Tổ công nghệ số cộng đồng hoạt động kém hiệu quả",
        "Tổ công nghệ số cộng đồng",
        "Xã",
        "Chủ động giải quyết vướng mắc",
        "Bồi dưỡng, có kinh phí hỗ trợ",
    ),
    ("Dữ liệu hộ tịch còn ở dạng giấy", "Dữ liệu", "Sở, ngành", "Chủ động giải quyết", "Thuê dịch vụ số hóa"),
    (
        "Cơ sở dữ liệu chuyên ngành chưa kết nối kho dùng chung",
        "Kết nối dữ liệu",
        "Tỉnh",
        "Chủ động phối hợp",
        "Thống nhất chuẩn kết nối",
    ),
    (
        "Nền tảng của Trung ương chậm, hay gián đoạn",
        "Nền tảng Trung ương",
        "Bộ, ngành",
        "Chủ động báo cáo khi vượt thẩm quyền",
        "Kiến nghị Bộ nâng cấp",
    ),
    ("Trạm BTS vùng cao chưa có điện lưới", "Hạ tầng", "Huyện", "Chủ động phối hợp", "Lồng ghép chương trình mục tiêu"),
    (
        "Văn bản hướng dẫn mức chi tổ công tác chưa rõ",
        "Cơ chế, chính sách",
        "UBND tỉnh",
        "Xin ý kiến chỉ đạo",
        "Ban hành hướng dẫn",
    ),
    (
        "Thiếu máy tính, máy quét tại bộ phận một cửa cấp xã",
        "Nguồn lực",
        "Cấp huyện",
        "Chủ động giải quyết",
        "Bố trí ngân sách huyện",
    ),
)
RAISED_BY = (
    "Sở Tư pháp",
    "UBND huyện Na Hang",
    "Sở Y tế",
    "UBND huyện Lâm Bình",
    "Công an tỉnh",
    "Sở TN&MT",
    "UBND TP Tuyên Quang",
    "Sở LĐTB&XH",
    "H. Yên Sơn",
    "Sở GD&ĐT",
)
A_MONTH = 2  # new ones; an obstacle leaves the register the month after it is solved


def obstacle_books(world: World, month: Month) -> list[Book]:
    received_at = world.received_at("obstacles", "Sở TT&TT", month)
    sheet = Sheet("Vuong mac")
    title = (
        "SỔ THEO DÕI KHÓ KHĂN, VƯỚNG MẮC TRONG CHUYỂN ĐỔI SỐ VÀ ĐỀ ÁN 06",
        f"(Tính đến ngày {month.last:%d/%m/%Y})",
    )
    title_block(sheet, received_at, 13, ("UBND TỈNH TUYÊN QUANG", "SỞ THÔNG TIN VÀ TRUYỀN THÔNG"), title)
    sheet.heading(
        "Mã vướng mắc | Nội dung khó khăn, vướng mắc | Cơ quan nêu | Nhóm vướng mắc | Nguyên nhân | "
        "Cấp thẩm quyền | 3 chủ động | Ngày nêu | Hạn giải quyết | Trạng thái | Đề xuất, kiến nghị | "
        "Đề án/Kế hoạch | Nhiệm vụ liên quan",
    )
    for number in range((MONTHS.index(month) + 1) * A_MONTH):
        _add(world, sheet, number, month)
    signature(sheet, received_at.date(), 13, "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC")
    return [
        Book(
            f"{month}/STTTT_so theo doi vuong mac {month.year}-{month.number:02d}.xlsx",
            "obstacles",
            received_at,
            [sheet],
        )
    ]


def _add(world: World, sheet: Sheet, number: int, month: Month) -> None:
    """The obstacle's row in that month's register, unless it was solved before."""
    dice = world.dice("obstacles", number)
    title, kind, level, initiative, proposal = REGISTER[number % len(REGISTER)]
    raised_in = MONTHS[number // A_MONTH]
    raised_on = raised_in.first + timedelta(days=dice.randint(1, 25))
    due_on = raised_on + timedelta(days=dice.choice((30, 45, 60, 90)))
    takes = 500 if level in ("Trung ương", "Bộ, ngành") else dice.choice((25, 50, 80, 120, 170))
    solved_on = raised_on + timedelta(days=takes)
    if solved_on < month.first:
        return
    sheet.add(
        f"VM-{raised_in.year % 100}-{number + 1:03d}",
        title,
        RAISED_BY[dice.randrange(len(RAISED_BY))],
        kind,
        None,
        level,
        initiative,
        raised_on if number % 2 else f"{raised_on:%d/%m/%Y}",
        f"{due_on:%d/%m/%Y}",
        _state(level, initiative, raised_on, solved_on, month.last),
        proposal,
        "Đề án 06" if number % 3 == 0 else "Kế hoạch chuyển đổi số",
        str(number % 60 + 1) if number % 4 else None,
    )


def _state(level: str, initiative: str, raised_on: date, solved_on: date, on: date) -> str:
    if solved_on <= on:
        return "Đã tháo gỡ"
    if (on - raised_on).days < 15:
        return "Mới"
    if "báo cáo" in initiative or level == "Trung ương":
        return "Đã báo cáo cấp trên"
    return "Đang phối hợp" if "phối hợp" in initiative else "Đang giải quyết"
