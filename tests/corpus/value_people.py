"""What is about a person, typed where anyone may type: masked, and said once for each column."""

from __future__ import annotations

from tests.corpus.case import Case
from tests.workbook import Line, csv_file, xlsx

HEADS = ["Mã", "Nội dung", "Cơ quan nêu", "Lĩnh vực", "Cấp thẩm quyền", "3 chủ động", "Trạng thái", "Đề xuất"]


def obstacles(*cells: tuple[object, object]) -> list[Line]:
    """Obstacles of one department, rows from 3 on: what it is about in B, what is proposed in H."""
    rows = [
        [f"VM{at}", said, "Sở Y tế", "Nhân lực", "Tỉnh", "Báo cáo", "Mới", proposed]
        for at, (said, proposed) in enumerate(cells, 1)
    ]
    return [["Sở Y tế: khó khăn, vướng mắc đến ngày 31/5/2024"], HEADS, *rows]


def kept(*pairs: tuple[str, str | None]) -> list[dict[str, str | None]]:
    return [{"title": title, "proposal": proposal} for title, proposal in pairs]


DOSSIER = ["Mã hồ sơ", "Họ và tên người nộp", "Số CCCD", "SĐT", "Mã TTHC", "Đơn vị xử lý", "Kênh thực hiện"]
DOSSIER += ["Ngày nhận", "Tình trạng", "Email"]

CASES = [
    Case(
        "telephones and identity numbers in running words, sums and codes left alone",
        "value",
        "vuong_mac.xlsx",
        lambda: xlsx(
            obstacles(
                ("Gọi bà Lan 0912 345 678", "Bổ sung 500.000.000 đồng"),
                ("CCCD 008190001234 bị trùng", "QĐ số 0123/QĐ-UBND"),
                ("Liên hệ: 912345678", "Mã 1.012753.H60"),
                ("Hồ sơ 000.00.12.H60-240501-0001", "lan.nt@gmail.com"),
            )
        ),
        "obstacles",
        kept(
            ("Gọi bà Lan 091•••••••", "Bổ sung 500.000.000 đồng"),
            ("CCCD 008••••••••• bị trùng", "QĐ số 0123/QĐ-UBND"),
            ("Liên hệ: 912••••••", "Mã 1.012753.H60"),
            ("Hồ sơ 000.00.12.H60-240501-0001", "•••@•••"),
        ),
        warned=frozenset({("personal_data", "B3"), ("personal_data", "H6")}),
    ),
    Case(
        "typed as numbers, so that their noughts are lost",
        "value",
        "vuong_mac.xlsx",
        lambda: xlsx(
            obstacles(
                ("Thiếu người", 912345678),
                ("Thiếu máy", 8190001234),
                ("Thiếu tiền", 125190001234),
                ("Thiếu phòng", 500000000),
                ("Thiếu điện", 2073822123),
            )
        ),
        "obstacles",
        kept(
            ("Thiếu người", "912••••••"),
            ("Thiếu máy", "819•••••••"),
            ("Thiếu tiền", "125•••••••••"),
            ("Thiếu phòng", "500000000"),
            ("Thiếu điện", "207•••••••"),
        ),
        warned=frozenset({("personal_data", "H3")}),
    ),
    Case(
        "names, numbers and addresses of applicants are never read, whatever their columns hold",
        "value",
        "hoso_2024-05-31.csv",
        lambda: csv_file(
            [
                DOSSIER,
                ["1", "Trần Thị A", "008190001234", "912345678", "1.1", "Sở Y tế", "BCCI", "2/5/2024", "4", "a@b.vn"],
                ["2", "Lê Văn B", "31/02/2024", "#REF!", "1.1", "Sở Y tế", "1", "3/5/2024", "Đã trả", ""],
            ]
        ),
        "dossiers",
        [
            {"dossier_code": "1", "channel": "postal", "status_code": 4},
            {"dossier_code": "2", "channel": "direct", "status_code": 10},
        ],
    ),
]
