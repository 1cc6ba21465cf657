"""What the three task lists are about: 73 tasks of Đề án 06 in 2023, 71 in 2024, 81 of the digital plan 2024.

The three totals are published; the tasks are plausible ones in the groups that the plans have.
"""

from __future__ import annotations

CA, TTTT, TP, VP = "Công an tỉnh", "Sở TT&TT", "Sở Tư pháp", "Văn phòng UBND tỉnh"
# Group -> (task, agencies, the lead first, product). "{}" stands for each of the districts in turn.
Groups = dict[str, tuple[tuple[str, str, str], ...]]

PROJECT06: Groups = {
    "Nhóm tiện ích phục vụ giải quyết thủ tục hành chính và cung cấp dịch vụ công trực tuyến": (
        ("Tái cấu trúc quy trình 25 dịch vụ công thiết yếu theo Đề án 06", VP, "Quyết định công bố"),
        ("Tích hợp 28 dịch vụ công theo Quyết định số 422/QĐ-TTg lên Cổng Dịch vụ công quốc gia", VP, "Báo cáo"),
        ("Kết nối Hệ thống thông tin giải quyết TTHC với Cơ sở dữ liệu quốc gia về dân cư", TTTT, "Hệ thống kết nối"),
        ("Số hóa hồ sơ, kết quả giải quyết TTHC còn hiệu lực", VP, "Kho dữ liệu số hóa"),
        (
            "Thực hiện liên thông khai sinh, đăng ký thường trú, cấp thẻ BHYT",
            f"{TP}; {CA}; BHXH tỉnh",
            "Hồ sơ liên thông",
        ),
        ("Thực hiện liên thông khai tử, xóa thường trú, trợ cấp mai táng phí", f"{TP}, {CA}", "Hồ sơ liên thông"),
        ("Thanh toán trực tuyến nghĩa vụ tài chính về đất đai", "Sở TN&MT; Cục Thuế tỉnh", "Báo cáo"),
        ("Bãi bỏ yêu cầu nộp bản giấy sổ hộ khẩu trong giải quyết TTHC", CA, "Văn bản chỉ đạo"),
        ("Cắt giảm phí, lệ phí khi thực hiện dịch vụ công trực tuyến", "Sở Tài chính", "Nghị quyết HĐND tỉnh"),
        ("Đẩy mạnh nộp hồ sơ trực tuyến tại UBND {}", "UBND {}", "Tỷ lệ hồ sơ trực tuyến từ 80 %"),
    ),
    "Nhóm tiện ích phục vụ phát triển kinh tế - xã hội": (
        ("Triển khai chi trả an sinh xã hội không dùng tiền mặt", "Sở LĐTB&XH", "Danh sách chi trả qua tài khoản"),
        ("Khám chữa bệnh bằng CCCD gắn chip tại các cơ sở y tế", "Sở Y tế\nBHXH tỉnh", "Báo cáo"),
        ("Triển khai học bạ số, thu học phí không dùng tiền mặt", "Sở Giáo dục và Đào tạo", "Báo cáo"),
        ("Triển khai phần mềm quản lý lưu trú tại cơ sở kinh doanh, cơ sở y tế", CA, "Phần mềm ASM"),
        ("Làm sạch dữ liệu thuế theo mã số định danh cá nhân", "Cục Thuế tỉnh", "Dữ liệu đã làm sạch"),
        ("Hỗ trợ vay tín chấp qua xác thực thông tin dân cư", "NHNN chi nhánh tỉnh", "Báo cáo"),
        ("Đưa dịch vụ chứng thực điện tử về UBND {}", "UBND {}", "Hồ sơ chứng thực điện tử"),
    ),
    "Nhóm tiện ích phục vụ phát triển công dân số": (
        ("Cấp thẻ căn cước cho 100 % công dân đủ điều kiện", CA, "Thẻ căn cước"),
        ("Cấp và kích hoạt tài khoản định danh điện tử", CA, "Tài khoản mức 2"),
        ("Tích hợp giấy phép lái xe, thẻ BHYT trên VNeID", "Sở GTVT và BHXH tỉnh", "Giấy tờ đã tích hợp"),
        ("Vận động người dân cài đặt, sử dụng ứng dụng VNeID", "CAT", "Báo cáo"),
        ("Đăng ký tài khoản an sinh xã hội trên VNeID", "Sở LĐTBXH", "Tài khoản"),
        ("Cấp chữ ký số cá nhân miễn phí cho công dân", f"{TTTT}; VNPT Tuyên Quang", "Chữ ký số đã cấp"),
        ("Triển khai mô hình điểm hỗ trợ công dân số tại {}", "UBND {}", "Điểm hỗ trợ hoạt động"),
    ),
    "Nhóm hoàn thiện hệ sinh thái kết nối, khai thác, bổ sung làm giàu dữ liệu dân cư": (
        ("Làm sạch dữ liệu hội viên các tổ chức hội", "Hội LHPN tỉnh; Tỉnh đoàn", "Dữ liệu hội viên"),
        ("Làm sạch dữ liệu đất đai với dữ liệu dân cư", "Sở Tài nguyên và Môi trường", "Dữ liệu đã đối soát"),
        ("Đối soát dữ liệu bảo hiểm xã hội với dữ liệu dân cư", "Bảo hiểm xã hội tỉnh", "Dữ liệu đã đối soát"),
        ("Kết nối dữ liệu lao động, việc làm", "Sở Lao động – Thương binh và Xã hội", "Dữ liệu lao động"),
        ("Số hóa sổ hộ tịch từ năm 1975 đến nay", TP, "Cơ sở dữ liệu hộ tịch"),
        ("Cập nhật dữ liệu người có công, trẻ em, hộ nghèo", "Sở LĐ-TB&XH", "Dữ liệu đã cập nhật"),
        ("Kết nối dữ liệu tiêm chủng, hồ sơ sức khỏe điện tử", "Sở Y tế", "Hồ sơ sức khỏe điện tử"),
        ("Bảo đảm an toàn thông tin cấp độ 3 cho hệ thống kết nối", TTTT, "Hồ sơ cấp độ được phê duyệt"),
        ("Rà soát, làm sạch dữ liệu dân cư tại {}", CA, "Dữ liệu đúng, đủ, sạch, sống"),
    ),
    "Nhóm phục vụ chỉ đạo, điều hành của lãnh đạo các cấp": (
        ("Xây dựng kế hoạch thực hiện Đề án 06 của tỉnh", CA, "Kế hoạch của UBND tỉnh"),
        ("Kiện toàn Tổ công tác thực hiện Đề án 06 các cấp", CA, "Quyết định kiện toàn"),
        ("Tuyên truyền về tiện ích của Đề án 06", f"{TTTT}; Ban Tuyên giáo Tỉnh ủy", "Tin, bài, phóng sự"),
        ("Bố trí kinh phí thực hiện Đề án 06", "STC", "Quyết định phân bổ"),
        ("Giao ban định kỳ Tổ công tác Đề án 06", CA, "Thông báo kết luận"),
        ("Tập huấn cán bộ một cửa về dịch vụ công thiết yếu", VP, "Lớp tập huấn"),
        ("Kiểm tra việc thực hiện Đề án 06 tại cơ sở", f"{CA}; {VP}; {TTTT}", "Kết luận kiểm tra"),
        ("Sơ kết, tổng kết thực hiện Đề án 06", CA, "Báo cáo tổng kết"),
        ("Hiển thị chỉ tiêu Đề án 06 trên Trung tâm giám sát, điều hành thông minh", TTTT, "Màn hình theo dõi"),
        ("Giao chỉ tiêu Đề án 06 cho các xã thuộc {}", "UBND {}", "Văn bản giao chỉ tiêu"),
    ),
}
DIGITAL_PLAN: Groups = {
    "Nhận thức số": (
        ("Tổ chức Ngày Chuyển đổi số của tỉnh", TTTT, "Sự kiện 10/10"),
        ("Mở chuyên trang chuyển đổi số trên Cổng thông tin điện tử tỉnh", VP, "Chuyên trang"),
        ("Tổ chức hội nghị chuyên đề về chuyển đổi số cho lãnh đạo", "Sở Nội vụ", "Hội nghị"),
        ("Chia sẻ bài toán, sáng kiến chuyển đổi số", TTTT, "Danh mục sáng kiến"),
        ("Tuyên truyền chuyển đổi số trên đài truyền thanh cơ sở tại {}", "UBND {}", "Tin phát thanh"),
    ),
    "Thể chế số": (
        ("Ban hành quy chế quản lý, khai thác kho dữ liệu dùng chung", TTTT, "Quyết định của UBND tỉnh"),
        ("Ban hành Bộ chỉ số đánh giá chuyển đổi số các cơ quan, địa phương", TTTT, "Quyết định"),
        ("Cập nhật Kiến trúc Chính quyền điện tử tỉnh", TTTT, "Kiến trúc phiên bản mới"),
        ("Xây dựng định mức chi cho chuyển đổi số", "Sở Tài chính và Sở TT&TT", "Hướng dẫn"),
        ("Rà soát quy định phí, lệ phí dịch vụ công trực tuyến", "Sở Tài chính", "Nghị quyết"),
        ("Ban hành danh mục dữ liệu mở", TTTT, "Danh mục"),
    ),
    "Hạ tầng số": (
        ("Xóa vùng lõm sóng tại các thôn, bản", "Sở TT&TT; Viettel Tuyên Quang; VNPT Tuyên Quang", "Trạm phát sóng"),
        ("Mở rộng mạng truyền số liệu chuyên dùng đến cấp xã", TTTT, "Đường truyền"),
        ("Nâng cấp trung tâm dữ liệu tỉnh", TTTT, "Trung tâm dữ liệu"),
        ("Triển khai thử nghiệm mạng 5G tại trung tâm tỉnh", "Viettel Tuyên Quang", "Trạm 5G"),
        (
            "Cấp điện lưới cho các trạm BTS vùng cao",
            "Công ty Điện lực Tuyên Quang; UBND các huyện",
            "Trạm có điện lưới",
        ),
        ("Dùng chung hạ tầng viễn thông thụ động", "Sở Xây dựng, Sở TT&TT", "Phương án dùng chung"),
    ),
    "Nhân lực số": (
        ("Bồi dưỡng kỹ năng số cho cán bộ, công chức", "Sở Nội vụ", "Lớp bồi dưỡng"),
        ("Tập huấn tổ công nghệ số cộng đồng", TTTT, "Lớp tập huấn"),
        ("Đưa nội dung kỹ năng số vào trường phổ thông", "Sở GD&ĐT", "Chương trình"),
        ("Tuyển chuyên gia công nghệ thông tin", "SNV", "Phương án tuyển dụng"),
        ("Củng cố tổ công nghệ số cộng đồng tại {}", "UBND {}", "Tổ hoạt động hiệu quả"),
    ),
    "An toàn thông tin mạng": (
        ("Phê duyệt cấp độ an toàn cho các hệ thống thông tin", TTTT, "Quyết định phê duyệt"),
        ("Diễn tập thực chiến bảo đảm an toàn thông tin mạng", "Sở TT&TT; Công an tỉnh", "Cuộc diễn tập"),
        ("Giám sát an toàn thông tin 24/7", TTTT, "Báo cáo giám sát"),
        ("Cài đặt phần mềm phòng, chống mã độc tập trung", TTTT, "Báo cáo"),
        ("Sao lưu dữ liệu dự phòng ngoài trung tâm", TTTT, "Hệ thống sao lưu"),
    ),
    "Chính quyền số": (
        ("Vận hành kho dữ liệu công dân trên hệ thống giải quyết TTHC", "Trung tâm Phục vụ HCC tỉnh", "Kho dữ liệu"),
        ("Kết nối 100 % cơ sở dữ liệu chuyên ngành qua LGSP", TTTT, "Kết nối"),
        ("Ký số 100 % văn bản điện tử", VP, "Tỷ lệ ký số"),
        ("Họp trực tuyến ba cấp tỉnh, huyện, xã", VP, "Hệ thống hội nghị"),
        ("Xây dựng Trung tâm giám sát, điều hành thông minh giai đoạn 1", TTTT, "IOC"),
        ("Cung cấp dịch vụ công trực tuyến toàn trình", "Văn phòng UBND tỉnh", "Danh mục"),
        ("Xây dựng cơ sở dữ liệu cán bộ, công chức, viên chức", "Sở Nội vụ", "Cơ sở dữ liệu"),
        ("Xây dựng cơ sở dữ liệu đất đai", "Sở TN&MT", "Cơ sở dữ liệu"),
        ("Triển khai ứng dụng phản ánh hiện trường", TTTT, "Ứng dụng"),
        ("Rút ngắn thời gian giải quyết TTHC tại {}", "UBND {}", "Quyết định"),
    ),
    "Kinh tế số": (
        ("Hỗ trợ doanh nghiệp nhỏ và vừa chuyển đổi số", "Sở KH&ĐT", "Doanh nghiệp được hỗ trợ"),
        ("Đưa sản phẩm OCOP lên sàn thương mại điện tử", "Sở Công Thương; Bưu điện tỉnh", "Sản phẩm"),
        ("Triển khai hóa đơn điện tử từ máy tính tiền", "Cục Thuế tỉnh", "Hóa đơn"),
        ("Truy xuất nguồn gốc nông sản", "Sở Nông nghiệp và PTNT", "Mã truy xuất"),
        ("Phát triển du lịch thông minh", "Sở VHTT&DL", "Nền tảng du lịch"),
        ("Ứng dụng công nghệ số trong khu công nghiệp", "BQL các KCN", "Báo cáo"),
        ("Thanh toán không dùng tiền mặt tại chợ ở {}", "UBND {}", "Điểm thanh toán"),
    ),
    "Xã hội số": (
        ("Hồ sơ sức khỏe điện tử cho người dân", "SYT", "Hồ sơ"),
        ("Phổ cập điện thoại thông minh", "Sở TT&TT; MobiFone Tuyên Quang", "Báo cáo"),
        ("Học bạ số cấp tiểu học", "Sở GD&ĐT", "Học bạ số"),
        ("Chi trả lương hưu qua tài khoản", "BHXH tỉnh", "Tỷ lệ chi trả"),
        ("Tư vấn pháp luật trực tuyến", TP, "Chuyên mục"),
        ("Thư viện số, bảo tàng số", "Sở Văn hóa, Thể thao và Du lịch", "Thư viện số"),
        ("Xây dựng xã, phường chuyển đổi số tại {}", "UBND {}", "Xã được công nhận"),
    ),
}
SUPPORTS = (
    "Các sở, ban, ngành; UBND các huyện, thành phố",
    "Sở TT&TT, Công an tỉnh",
    "Sở Tài chính; Sở KH&ĐT",
    "UBND các huyện, thành phố",
    "Văn phòng UBND tỉnh\nSở Tư pháp",
    "Các huyện, thành phố",
    "nt",
    None,
)


def tasks_of(groups: Groups, districts: list[str], total: int) -> list[tuple[str, str, str, str]]:
    """(group, task, agencies, product) in order; districts' tasks are left out from the end until `total` fits."""
    rows: list[tuple[str, str, str, str]] = []
    for group, tasks in groups.items():
        for title, lead, product in tasks:
            names = districts if "{}" in title else [""]
            rows += [(group, title.format(name), lead.format(name), product) for name in names]
    surplus = len(rows) - total
    local = [row for row in rows if any(district in row[1] for district in districts)]
    if not 0 <= surplus <= len(local):
        raise ValueError(f"{len(rows)} tasks cannot become {total}")
    dropped = local[len(local) - surplus :]
    return [row for row in rows if row not in dropped]
