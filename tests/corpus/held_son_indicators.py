"""Indicators as offices send them: the indicator or the unit in a group row, the title or a heading of its own."""

from __future__ import annotations

from tests.corpus.case import Case
from tests.corpus.list_indicators import found
from tests.corpus.list_tasks import sheet
from tests.old_text import tcvn3
from tests.packages import in_fonts, ods
from tests.workbook import Page, csv_file, web_page, xlsx

NA_HANG, LAM_BINH, CHIEM_HOA = "huyen-na-hang", "huyen-lam-binh", "huyen-chiem-hoa"
YEN_SON, CITY, HAM_YEN = "huyen-yen-son", "thanh-pho-tuyen-quang", "huyen-ham-yen"
INSURANCE, HEALTH = "bao-hiem-xa-hoi-tinh", "so-y-te"
ONLINE, CARDS = "ty_le_ho_so_truc_tuyen", "so_the_can_cuoc_cap_moi"

CASES: list[Case] = [
    Case(
        "a sheet a month, units down and indicators across, a programme in the title",
        "list",
        "DA06 Quy I.xlsx",
        lambda: xlsx(
            *(
                Page(
                    [
                        [f"BÁO CÁO KẾT QUẢ ĐỀ ÁN 06 THÁNG {month}/2024"],
                        ["STT", "Huyện, thành phố", "Tỷ lệ hồ sơ trực tuyến (%)", "Số thẻ căn cước cấp mới"],
                        [1, "Huyện Na Hang", 80.5 + month, 100 * month],
                        [2, "Lâm Bình", "7o", 90],
                        [None, "Toàn tỉnh", 80, 190],
                    ],
                    f"T{month}",
                )
                for month in (1, 2)
            )
        ),
        "indicator_values",
        rows=[
            row
            for day, month in (("31/1/2024", 1), ("29/2/2024", 2))
            for row in (
                found(ONLINE, NA_HANG, day, 80.5 + month, "C3", measured_in="%"),
                found(CARDS, NA_HANG, day, 100.0 * month, "D3", measured_in=None),
                found(CARDS, LAM_BINH, day, 90.0, "D4"),
            )
        ],
        refused=frozenset({"C4"}),
        quiet=False,
    ),
    Case(
        "who carries it out is the unit; nt, a unit that nobody knows",
        "list",
        "bao cao.ods",
        lambda: ods(
            [
                ["BÁO CÁO CHỈ TIÊU ĐỀ ÁN 06 THÁNG 5/2024"],
                ["STT", "Nhóm tiện ích", "Cơ quan thực hiện", "Chỉ tiêu", "ĐVT", "Kết quả tháng 5"],
                [1, "An sinh", "BHXH tỉnh", "Tỷ lệ thẻ BHYT tích hợp CCCD", "%", 96.4],
                [2, "An sinh", "nt", "Số cơ sở khám chữa bệnh dùng CCCD", "cơ sở", 158],
                [3, "Thuế", "Tổng công ty ABC", "Số hợp đồng điện tử", "hợp đồng", 10],
            ]
        ),
        "indicator_values",
        rows=[
            found("ty_le_the_bhyt_tich_hop_cccd", INSURANCE, "31/5/2024", 96.4, "F3", measured_in="%"),
            found("so_co_so_kham_chua_benh_dung_cccd", INSURANCE, "31/5/2024", 158.0, "F4"),
        ],
        refused=frozenset({"C5"}),
    ),
    Case(
        "a column that proves no decimal mark follows the one beside it",
        "list",
        "chi tieu cds.xlsx",
        lambda: in_fonts(
            [
                [tcvn3(cell) if isinstance(cell, str) else cell for cell in row]
                for row in (
                    ["Tình hình thực hiện các chỉ tiêu chuyển đổi số 6 tháng đầu năm 2024 của các sở, ngành"],
                    ["TT", "Đơn vị", "Tên chỉ tiêu", "Kế hoạch", "Thực hiện"],
                    [1, "Sở Tư pháp", "Tỷ lệ dữ liệu hộ tịch được số hóa", 100, "97,5"],
                    [2, "Sở Y tế", "Số hồ sơ sức khỏe điện tử", "780.000", "612.340"],
                )
            ],
            lambda row, column: ".VnTime",
        ),
        "indicator_values",
        rows=[
            found("ty_le_du_lieu_ho_tich_duoc_so_hoa", "so-tu-phap", "30/6/2024", 97.5, target=100.0),
            found("so_ho_so_suc_khoe_dien_tu", HEALTH, "30/6/2024", 612340.0, target=780000.0),
        ],
        warned=frozenset({("old_encoding", None)}),
    ),
    Case(
        "one indicator, named above the table with its measure; months under quarters and their sums",
        "list",
        "theo thang.xlsx",
        sheet(
            ["CHỈ TIÊU: TỶ LỆ HỒ SƠ TRỰC TUYẾN CỦA CÁC HUYỆN, THÀNH PHỐ NĂM 2024 (%)"],
            ["STT", "Huyện, thành phố", "Quý I", None, None, "Quý II"],
            [None, None, "Tháng 2", "Tháng 3", "Cộng quý I", "Tháng 4"],
            [1, "Huyện Na Hang", 60.5, 61, 121.5, 62],
            [2, "Huyện Yên Sơn", 70, None, 70, 71],
            merges=["A2:A3", "B2:B3", "C2:E2"],
        ),
        "indicator_values",
        rows=[
            found(ONLINE, NA_HANG, "29/2/2024", 60.5, "C4", measured_in="%"),
            found(ONLINE, NA_HANG, "31/3/2024", 61.0, "D4", measured_in="%"),
            found(ONLINE, NA_HANG, "30/4/2024", 62.0, "F4"),
            found(ONLINE, YEN_SON, "29/2/2024", 70.0, "C5"),
            found(ONLINE, YEN_SON, "30/4/2024", 71.0, "F5"),
        ],
    ),
    Case(
        "nothing says of which indicator the figures are",
        "list",
        "theo thang.xlsx",
        sheet(
            ["KẾT QUẢ THỰC HIỆN CHỈ TIÊU ĐỀ ÁN 06 NĂM 2024"],
            ["STT", "Huyện, thành phố", "Tháng 1", "Tháng 2"],
            [1, "Huyện Na Hang", 60.5, 61],
            [2, "Huyện Yên Sơn", 70, 71],
        ),
        "indicator_values",
        refused=frozenset({"missing_heading"}),
        quiet=False,
    ),
    Case(
        "a district's own office in the letterhead is no department of the province",
        "list",
        "BC 6 thang.xls",
        lambda: web_page(
            [
                ["UBND THÀNH PHỐ TUYÊN QUANG", "", "", ""],
                ["PHÒNG VĂN HÓA VÀ THÔNG TIN", "", "", ""],
                ["BÁO CÁO CHỈ TIÊU CHUYỂN ĐỔI SỐ 06 THÁNG ĐẦU NĂM 2024", "", "", ""],
                ["TT", "Nội dung chỉ tiêu", "ĐVT", "Thực hiện 6 tháng đầu năm 2024"],
                ["1", "Số doanh nghiệp dùng nền tảng số", "DN", "1.250"],
            ]
        ),
        "indicator_values",
        rows=[found("so_doanh_nghiep_dung_nen_tang_so", CITY, "30/6/2024", 1250.0, measured_in="DN")],
    ),
    Case(
        "communes with a remark behind the name, one indicator down the list",
        "list",
        "vneid.xlsx",
        sheet(
            ["UBND HUYỆN HÀM YÊN"],
            ["KẾT QUẢ CHỈ TIÊU CÀI ĐẶT VNeID MỨC 2 THÁNG 5/2024"],
            ["TT", "Xã, thị trấn", "Chỉ tiêu", "Kế hoạch giao", "Thực hiện"],
            [1, "Thị trấn Tân Yên", "Tài khoản mức 2", 5200, 5100],
            [2, "Xã Phù Lưu (xã điểm)", "nt", 4100, 3985],
            [3, "Xã Bạch Xa (huyện Na Hang)", "nt", 1900, 1650],
        ),
        "indicator_values",
        rows=[
            found("tai_khoan_muc_2", "thi-tran-tan-yen.huyen-ham-yen", "31/5/2024", 5100.0, target=5200.0),
            found("tai_khoan_muc_2", "xa-phu-luu.huyen-ham-yen", "31/5/2024", 3985.0, target=4100.0),
        ],
        refused=frozenset({"B6"}),
    ),
    Case(
        "communes in the column beside their districts",
        "list",
        "vneid xa.xlsx",
        sheet(
            ["KẾT QUẢ KÍCH HOẠT TÀI KHOẢN VNeID ĐẾN NGÀY 10/5/2024"],
            ["STT", "Huyện", "Xã", "Chỉ tiêu", "Kết quả"],
            [1, "Hàm Yên", "Tan Thanh", "Tài khoản mức 2", 950],
            [2, None, "Yên Phú", "Tài khoản mức 2", 920],
            [3, "Sơn Dương", "Tan Thanh", "Tài khoản mức 2", 700],
            merges=["B3:B4"],
        ),
        "indicator_values",
        rows=[
            found("tai_khoan_muc_2", "xa-tan-thanh.huyen-ham-yen", "10/5/2024", 950.0, "E3"),
            found("tai_khoan_muc_2", "xa-yen-phu.huyen-ham-yen", "10/5/2024", 920.0, "E4"),
            found("tai_khoan_muc_2", "xa-tan-thanh.huyen-son-duong", "10/5/2024", 700.0, "E5"),
        ],
    ),
    Case(
        "districts as group rows above their indicators",
        "list",
        "th.xlsx",
        sheet(
            ["TỔNG HỢP KẾT QUẢ THỰC HIỆN CHỈ TIÊU ĐỀ ÁN 06 CỦA CÁC ĐỊA PHƯƠNG"],
            ["Tháng 4 năm 2024"],
            ["STT", "Chỉ tiêu", "ĐVT", "Kết quả"],
            ["I", "HUYỆN LÂM BÌNH"],
            [1, "Tỷ lệ hồ sơ trực tuyến", "%", 71.5],
            [2, "Số thẻ căn cước cấp mới", "thẻ", 401],
            ["II", "HUYỆN CHIÊM HÓA"],
            [1, "Tỷ lệ hồ sơ trực tuyến", "%", 72.5],
        ),
        "indicator_values",
        rows=[
            found(ONLINE, LAM_BINH, "30/4/2024", 71.5, "D5", measured_in="%"),
            found(CARDS, LAM_BINH, "30/4/2024", 401.0, "D6", measured_in="thẻ"),
            found(ONLINE, CHIEM_HOA, "30/4/2024", 72.5, "D8", measured_in="%"),
        ],
    ),
    Case(
        "indicators as group rows above their districts",
        "list",
        "q1.xlsx",
        sheet(
            ["KẾT QUẢ MỘT SỐ CHỈ TIÊU CHUYỂN ĐỔI SỐ ĐẾN HẾT QUÝ I NĂM 2024"],
            ["STT", "Chỉ tiêu/Đơn vị", "ĐVT", "Mục tiêu", "Thực hiện"],
            ["I", "Tỷ lệ hồ sơ trực tuyến"],
            [1, "Huyện Lâm Bình", "%", 50, 41],
            ["II", "Số thẻ căn cước cấp mới"],
            [1, "Huyện Lâm Bình", "thẻ", 50, 42],
            [2, "Huyện Na Hang", "thẻ", 50, "?"],
        ),
        "indicator_values",
        rows=[
            found(ONLINE, LAM_BINH, "31/3/2024", 41.0, "E4", target=50.0, measured_in="%"),
            found(CARDS, LAM_BINH, "31/3/2024", 42.0, "E6", target=50.0, measured_in="thẻ"),
        ],
        refused=frozenset({"E7"}),
    ),
    Case(
        "year and month in columns of their own, a month that is none",
        "list",
        "sohoa.csv",
        lambda: csv_file(
            [
                ["Năm", "Tháng", "Đơn vị", "Chỉ tiêu", "Kết quả"],
                ["2024", "4", "Huyện Yên Sơn", "Tỷ lệ số hóa kết quả", "55,5"],
                ["2024", "5", "Huyện Yên Sơn", "Tỷ lệ số hóa kết quả", "60,25"],
                ["2024", "13", "Huyện Na Hang", "Tỷ lệ số hóa kết quả", "41"],
            ]
        ),
        "indicator_values",
        rows=[
            found("ty_le_so_hoa_ket_qua", YEN_SON, "30/4/2024", 55.5),
            found("ty_le_so_hoa_ket_qua", YEN_SON, "31/5/2024", 60.25),
        ],
        refused=frozenset({4}),
    ),
    Case(
        "plan, result and share under each indicator; months down under a title with the year",
        "list",
        "thongke.xlsx",
        lambda: xlsx(
            Page(
                [
                    ["THỐNG KÊ KẾT QUẢ THỰC HIỆN ĐỀ ÁN 06 CỦA CÔNG AN CÁC HUYỆN, THÀNH PHỐ"],
                    ["(Từ ngày 01/5/2024 đến ngày 31/5/2024)"],
                    ["TT", "Địa bàn", "Cấp thẻ căn cước", None, None, "Định danh điện tử", None, None],
                    [None, None, *["Chỉ tiêu", "Kết quả", "Tỷ lệ (%)"] * 2],
                    [1, "Na Hang", 400, 380, 95, 600, 610, 101.6],
                ],
                "Công an",
                merges=["A3:A4", "B3:B4", "C3:E3", "F3:H3"],
            ),
            Page(
                [
                    ["THEO DÕI CHỈ TIÊU ĐỀ ÁN 06 CỦA HUYỆN CHIÊM HÓA NĂM 2024"],
                    ["Kỳ", "Tỷ lệ hồ sơ trực tuyến (%)", "Số thẻ căn cước cấp mới"],
                    ["Tháng 1", 60.5, 510],
                    ["Tháng 2", "-", 518],
                ],
                "Chiêm Hóa",
            ),
        ),
        "indicator_values",
        rows=[
            found("cap_the_can_cuoc", NA_HANG, "31/5/2024", 380.0, "D5", target=400.0),
            found("dinh_danh_dien_tu", NA_HANG, "31/5/2024", 610.0, "G5", target=600.0),
            found(ONLINE, CHIEM_HOA, "31/1/2024", 60.5, "B3", measured_in="%"),
            found(CARDS, CHIEM_HOA, "31/1/2024", 510.0, "C3"),
            found(CARDS, CHIEM_HOA, "29/2/2024", 518.0, "C4"),
        ],
    ),
]
