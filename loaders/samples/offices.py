"""The province's offices as they write themselves, with their fields of work and what they grant.

Names and short forms are those of 2024; fields and objects are plausible, not the official list of procedures.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Office:
    """weight: how much of the province's dossiers it sees; works: field -> what procedures are about."""

    name: str
    short: str
    weight: float
    works: dict[str, tuple[str, ...]]

    @property
    def fields(self) -> list[str]:
        return list(self.works)


OFFICES: tuple[Office, ...] = (
    Office(
        "Văn phòng UBND tỉnh", "VP UBND tỉnh", 0.1, {"Kiểm soát TTHC": ("phản ánh, kiến nghị về quy định hành chính",)}
    ),
    Office(
        "Sở Nội vụ",
        "Sở Nội vụ",
        0.5,
        {
            "Thi đua, khen thưởng": ("Bằng khen của Chủ tịch UBND tỉnh", "danh hiệu Tập thể lao động xuất sắc"),
            "Hội, quỹ": ("điều lệ hội", "quỹ xã hội, quỹ từ thiện", "đại hội của hội"),
            "Tôn giáo": ("sinh hoạt tôn giáo tập trung", "hoạt động tín ngưỡng", "cơ sở đào tạo tôn giáo"),
            "Công chức, viên chức": ("thi tuyển công chức", "xét tuyển viên chức"),
        },
    ),
    Office(
        "Sở Tư pháp",
        "Sở Tư pháp",
        2.2,
        {
            "Lý lịch tư pháp": ("phiếu lý lịch tư pháp số 1", "phiếu lý lịch tư pháp số 2"),
            "Công chứng": ("văn phòng công chứng", "hành nghề công chứng", "thẻ công chứng viên"),
            "Luật sư": ("tổ chức hành nghề luật sư", "chứng chỉ hành nghề luật sư"),
            "Hộ tịch": (
                "khai sinh",
                "khai tử",
                "kết hôn",
                "giám hộ",
                "nhận cha, mẹ, con",
                "thay đổi, cải chính hộ tịch",
            ),
            "Chứng thực": ("bản sao từ bản chính", "chữ ký", "hợp đồng, giao dịch"),
            "Quốc tịch": ("xác nhận quốc tịch Việt Nam", "nhập quốc tịch Việt Nam"),
        },
    ),
    Office(
        "Sở Kế hoạch và Đầu tư",
        "Sở KH&ĐT",
        1.4,
        {
            "Thành lập và hoạt động doanh nghiệp": (
                "công ty trách nhiệm hữu hạn",
                "công ty cổ phần",
                "doanh nghiệp tư nhân",
                "chi nhánh, văn phòng đại diện",
                "địa điểm kinh doanh",
            ),
            "Đầu tư tại Việt Nam": ("giấy chứng nhận đăng ký đầu tư", "chủ trương đầu tư", "dự án đầu tư"),
            "Hợp tác xã": ("hợp tác xã", "liên hiệp hợp tác xã"),
            "Đấu thầu": ("kế hoạch lựa chọn nhà thầu", "kết quả lựa chọn nhà đầu tư"),
        },
    ),
    Office(
        "Sở Tài chính",
        "Sở Tài chính",
        0.3,
        {
            "Quản lý công sản": ("tài sản công", "xử lý tài sản công", "thuê trụ sở làm việc"),
            "Quản lý giá": ("hồ sơ phương án giá", "kê khai giá"),
            "Tin học - Thống kê": ("mã số đơn vị có quan hệ với ngân sách",),
        },
    ),
    Office(
        "Sở Công Thương",
        "Sở Công Thương",
        1.6,
        {
            "Xúc tiến thương mại": ("hoạt động khuyến mại", "hội chợ, triển lãm thương mại"),
            "Lưu thông hàng hóa trong nước": ("kinh doanh xăng dầu", "bán buôn rượu", "bán lẻ thuốc lá"),
            "Điện": ("hoạt động phát điện", "hoạt động phân phối điện", "tư vấn chuyên ngành điện"),
            "Hóa chất": ("sản xuất hóa chất có điều kiện", "kinh doanh hóa chất có điều kiện"),
            "Kinh doanh khí": ("trạm nạp LPG vào chai", "cửa hàng bán lẻ LPG chai"),
            "An toàn thực phẩm": ("cơ sở đủ điều kiện an toàn thực phẩm",),
        },
    ),
    Office(
        "Sở Nông nghiệp và Phát triển nông thôn",
        "Sở NN&PTNT",
        1.1,
        {
            "Lâm nghiệp": ("khai thác lâm sản", "nguồn gốc cây trồng lâm nghiệp", "chuyển mục đích sử dụng rừng"),
            "Bảo vệ thực vật": ("buôn bán thuốc bảo vệ thực vật", "sản xuất phân bón", "buôn bán phân bón"),
            "Thú y": ("hành nghề thú y", "buôn bán thuốc thú y", "cơ sở an toàn dịch bệnh động vật"),
            "Thủy lợi": ("hoạt động trong phạm vi bảo vệ công trình thủy lợi", "xả nước thải vào công trình thủy lợi"),
            "Quản lý chất lượng nông sản": ("cơ sở đủ điều kiện an toàn thực phẩm nông lâm thủy sản",),
        },
    ),
    Office(
        "Sở Giao thông vận tải",
        "Sở GTVT",
        2.6,
        {
            "Đường bộ": (
                "giấy phép lái xe",
                "phù hiệu xe ô tô",
                "kinh doanh vận tải bằng xe ô tô",
                "xe máy chuyên dùng",
                "lưu hành xe quá tải trọng",
                "đấu nối vào đường tỉnh",
            ),
            "Đường thủy nội địa": ("phương tiện thủy nội địa", "bến thủy nội địa", "chứng chỉ thuyền trưởng"),
            "Đăng kiểm": ("xe cơ giới cải tạo",),
        },
    ),
    Office(
        "Sở Xây dựng",
        "Sở Xây dựng",
        0.8,
        {
            "Hoạt động xây dựng": (
                "giấy phép xây dựng",
                "chứng chỉ hành nghề hoạt động xây dựng",
                "năng lực tổ chức xây dựng",
                "báo cáo nghiên cứu khả thi",
            ),
            "Quy hoạch xây dựng": ("nhiệm vụ quy hoạch chi tiết", "đồ án quy hoạch chi tiết", "chứng chỉ quy hoạch"),
            "Kinh doanh bất động sản": ("chứng chỉ môi giới bất động sản", "chuyển nhượng dự án bất động sản"),
        },
    ),
    Office(
        "Sở Tài nguyên và Môi trường",
        "Sở TN&MT",
        2.4,
        {
            "Đất đai": (
                "giấy chứng nhận quyền sử dụng đất",
                "chuyển mục đích sử dụng đất",
                "biến động đất đai",
                "giao đất, cho thuê đất",
                "tách thửa, hợp thửa đất",
            ),
            "Đăng ký biện pháp bảo đảm": ("thế chấp quyền sử dụng đất", "xóa đăng ký thế chấp"),
            "Môi trường": ("giấy phép môi trường", "báo cáo đánh giá tác động môi trường"),
            "Tài nguyên nước": ("khai thác nước mặt", "thăm dò nước dưới đất", "hành nghề khoan nước dưới đất"),
            "Địa chất và khoáng sản": ("thăm dò khoáng sản", "khai thác khoáng sản"),
        },
    ),
    Office(
        "Sở Thông tin và Truyền thông",
        "Sở TT&TT",
        0.3,
        {
            "Bưu chính": ("giấy phép bưu chính", "thông báo hoạt động bưu chính"),
            "Viễn thông": ("điểm cung cấp dịch vụ trò chơi điện tử công cộng",),
            "Báo chí": ("bản tin", "họp báo", "trang thông tin điện tử tổng hợp"),
            "Xuất bản": ("tài liệu không kinh doanh", "hoạt động in", "nhập khẩu xuất bản phẩm"),
        },
    ),
    Office(
        "Sở Lao động - Thương binh và Xã hội",
        "Sở LĐTB&XH",
        1.9,
        {
            "Việc làm": ("trợ cấp thất nghiệp", "giấy phép lao động cho người nước ngoài", "giới thiệu việc làm"),
            "Người có công": (
                "chế độ thương binh",
                "chế độ thân nhân liệt sĩ",
                "trợ cấp mai táng",
                "di chuyển hài cốt liệt sĩ",
            ),
            "Bảo trợ xã hội": ("trợ giúp xã hội", "cơ sở trợ giúp xã hội", "mức độ khuyết tật"),
            "Giáo dục nghề nghiệp": ("hoạt động giáo dục nghề nghiệp", "trung tâm giáo dục nghề nghiệp"),
            "Lao động": ("nội quy lao động", "cho thuê lại lao động"),
        },
    ),
    Office(
        "Sở Văn hóa, Thể thao và Du lịch",
        "Sở VHTT&DL",
        0.5,
        {
            "Di sản văn hóa": ("di tích", "bảo vật quốc gia", "tu bổ di tích"),
            "Văn hóa cơ sở": ("lễ hội", "quảng cáo ngoài trời", "kinh doanh dịch vụ karaoke"),
            "Thể dục, thể thao": ("kinh doanh hoạt động thể thao", "câu lạc bộ thể thao"),
            "Du lịch": ("thẻ hướng dẫn viên du lịch", "kinh doanh dịch vụ lữ hành", "cơ sở lưu trú du lịch"),
        },
    ),
    Office(
        "Sở Khoa học và Công nghệ",
        "Sở KH&CN",
        0.3,
        {
            "Hoạt động khoa học và công nghệ": ("tổ chức khoa học và công nghệ", "doanh nghiệp khoa học và công nghệ"),
            "An toàn bức xạ": ("thiết bị X-quang chẩn đoán y tế", "nhân viên bức xạ"),
            "Tiêu chuẩn đo lường chất lượng": ("công bố hợp chuẩn", "công bố hợp quy", "kiểm định phương tiện đo"),
            "Sở hữu trí tuệ": ("giám định sở hữu công nghiệp",),
        },
    ),
    Office(
        "Sở Giáo dục và Đào tạo",
        "Sở GD&ĐT",
        0.7,
        {
            "Giáo dục và đào tạo": (
                "trường trung học phổ thông",
                "trung tâm ngoại ngữ, tin học",
                "trường mầm non",
                "chuyển trường cho học sinh",
                "hoạt động dạy thêm, học thêm",
            ),
            "Văn bằng, chứng chỉ": ("bản sao văn bằng từ sổ gốc", "chỉnh sửa nội dung văn bằng"),
            "Thi, tuyển sinh": ("dự thi tốt nghiệp trung học phổ thông", "tuyển sinh đầu cấp"),
        },
    ),
    Office(
        "Sở Y tế",
        "Sở Y tế",
        1.1,
        {
            "Khám bệnh, chữa bệnh": ("chứng chỉ hành nghề khám bệnh, chữa bệnh", "cơ sở khám bệnh, chữa bệnh"),
            "Dược phẩm": ("chứng chỉ hành nghề dược", "kinh doanh dược", "quảng cáo thuốc"),
            "Mỹ phẩm": ("phiếu công bố sản phẩm mỹ phẩm", "sản xuất mỹ phẩm"),
            "An toàn thực phẩm và dinh dưỡng": ("bản công bố sản phẩm", "cơ sở đủ điều kiện an toàn thực phẩm"),
            "Y tế dự phòng": ("cơ sở xét nghiệm an toàn sinh học", "điều trị nghiện các chất dạng thuốc phiện"),
        },
    ),
    Office(
        "Sở Ngoại vụ",
        "Sở Ngoại vụ",
        0.1,
        {
            "Công tác lãnh sự": ("hộ chiếu ngoại giao, công vụ", "thẻ đi lại của doanh nhân APEC", "hội nghị quốc tế"),
        },
    ),
    Office(
        "Thanh tra tỉnh",
        "Thanh tra tỉnh",
        0.1,
        {
            "Khiếu nại, tố cáo": ("khiếu nại lần hai", "tố cáo", "tiếp công dân", "xử lý đơn"),
        },
    ),
    Office("Ban Dân tộc", "Ban Dân tộc", 0.1, {"Dân tộc": ("người có uy tín trong đồng bào dân tộc thiểu số",)}),
    Office(
        "Ban Quản lý các khu công nghiệp tỉnh",
        "BQL các KCN",
        0.2,
        {
            "Đầu tư vào khu công nghiệp": ("dự án đầu tư trong khu công nghiệp", "văn phòng điều hành của nhà đầu tư"),
            "Lao động trong khu công nghiệp": ("giấy phép lao động trong khu công nghiệp",),
        },
    ),
)

ACTIONS = (
    "Cấp",
    "Cấp lại",
    "Cấp đổi",
    "Gia hạn",
    "Đăng ký",
    "Sửa đổi, bổ sung",
    "Thẩm định",
    "Phê duyệt",
    "Công nhận",
    "Xác nhận",
    "Chấm dứt",
    "Thu hồi theo đề nghị",
    "Tiếp nhận hồ sơ",
    "Điều chỉnh",
    "Thông báo",
)
DISTRICT_FIELDS = {
    "Lĩnh vực thuộc thẩm quyền cấp huyện": (
        ("Đất đai", 1.5),
        ("Thành lập và hoạt động hộ kinh doanh", 0.7),
        ("Hoạt động xây dựng", 0.2),
        ("Người có công", 0.3),
    ),
    "Lĩnh vực thuộc thẩm quyền cấp xã": (
        ("Hộ tịch", 1.6),
        ("Chứng thực", 3.2),
        ("Bảo trợ xã hội", 0.8),
        ("Giáo dục mầm non", 0.2),
    ),
}
