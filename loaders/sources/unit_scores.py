"""Scores and ranks of units: ranking decisions of the province and national indices, one row per unit and criterion.

The headings are data here: every numeric column that is not known is a criterion. Boards are never compared.
"""

from loaders import checks
from loaders.clean import number, text, unit
from loaders.contract import Column, Rule, Source

SOURCE = Source(
    name="unit_scores",
    title="Điểm và xếp hạng",
    agency="Sở Thông tin và Truyền thông; cơ quan công bố chỉ số",
    rhythm="yearly",
    key=("index_name", "index_year", "board", "unit_id", "criterion"),
    replaces=("index_name", "index_year", "board"),
    dated="",
    columns=(
        Column(
            "unit_id",
            ("Đơn vị", "Tên đơn vị", "Cơ quan", "Cơ quan, đơn vị", "Sở, ban, ngành", "Tên sở, ban, ngành", "Tên cơ quan", "Huyện, thành phố",
             "UBND huyện, thành phố", "Tên huyện", "Xã, phường, thị trấn", "Tên xã", "Xã", "Tỉnh", "Tỉnh, thành phố", "Tỉnh/Thành phố",
             "Tỉnh/TP", "Tên tỉnh", "Địa phương", "tentinh_vie", "Province", "Tên đơn vị *", "Đơn vị *", "Tỉnh, thành *"),
            unit("department", "agency", "district", "commune", "province", "other"),
            needed=True,
        ),
        Column("within", ("Huyện", "Thuộc huyện", "Huyện, thành phố", "Huyện/TP", "Thuộc huyện, thành phố", "Huyện/Thành phố"), unit("district"),
               optional=True, fill="group", stored=False),
        Column("reported_rank", ("Thứ hạng", "Xếp hạng", "Hạng", "Xếp thứ", "Vị thứ", "Vị trí", "Rank", "Ranking", "Thứ hạng *", "Xếp hạng *", "rank *"),
               text, optional=True),
        Column("total", ("Tổng điểm", "Tổng số điểm", "Điểm tổng", "Tổng cộng", "Điểm số", "Điểm", "Tổng", "Điểm đánh giá", "Kết quả", "Giá trị", "value",
                         "Chỉ số tổng hợp", "Tổng điểm *", "Điểm tổng hợp", "Điểm đạt được", "Score", "Total score", "Total"),
               number, optional=True, stored=False),
        Column("self_score", ("Điểm tự đánh giá", "Tự đánh giá", "Điểm tự chấm", "Tự chấm điểm", "Tự chấm"), number, optional=True),
        Column("evidence", ("Tài liệu kiểm chứng", "Minh chứng", "Căn cứ", "Tài liệu minh chứng"), text, optional=True),
        Column("note", ("Ghi chú", "Xếp loại", "Lý do", "Kết quả xếp loại"), text, optional=True, stored=False),
        Column("index_name", ("index", "Bộ chỉ số", "Chỉ số", "Tên chỉ số"), text, optional=True),
        Column("index_year", ("year", "Năm"), text, optional=True),
        Column("criterion", ("Tiêu chí", "Chỉ số thành phần", "Tên tiêu chí"), text, optional=True),
        Column("max_score", ("Điểm tối đa", "Thang điểm", "Điểm chuẩn"), number, optional=True),
    ),
    extra=(("index_year", "BIGINT"), ("board", "VARCHAR"), ("parent_criterion", "VARCHAR"), ("weight", "DOUBLE"), ("score", "DOUBLE"),
           ("reported_rank", "BIGINT"), ("is_ranked", "BOOLEAN"), ("cell", "VARCHAR")),
    order=("index_name", "index_year", "board", "unit_id", "criterion", "parent_criterion", "weight", "max_score", "score", "self_score",
           "evidence", "reported_rank", "is_ranked", "cell"),
    ignored=("STT", "TT", "Thứ tự", "No", "Mã PCI", "PCI ID", "tinhid", "tentinh_eng", "Nhóm xếp hạng", "PCI tier", "of", "source", "Số TT", "Mã tỉnh",
             "Mức", "Nhóm"),
    rules=(Rule("outlier", checks.score_outliers), Rule("rank_differs", checks.rank_differs)),
    unfold="scores",
)
