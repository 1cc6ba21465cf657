"""Text of the time before Unicode is read; text in Unicode is never taken for it."""

from __future__ import annotations

import pytest

from loaders.formats import twice_decoded
from loaders.formats.grid import Sheet
from loaders.formats.legacy import decoded, way_of_font
from loaders.formats.syllables import is_syllable
from tests.old_text import tcvn3, twice, vni

COMMUNES = ["Hoà An", "Hòa An", "Minh Thanh", "Tân Thành", "Tân Thanh", "Hồng Sơn", "Năng Khả", "Côn Lôn", "Đà Vị"]


def rows(*lines: list[object], lead: tuple[str, ...] = ()) -> list[list[object]]:
    sheets, _ = decoded([Sheet("a", list(lines), lead=lead)])
    return sheets[0].rows


@pytest.mark.parametrize("commune", COMMUNES)
@pytest.mark.parametrize("write", [tcvn3, vni, twice])
def test_every_commune_comes_back(commune: str, write: object) -> None:
    assert callable(write)
    assert rows([write("Tên xã"), write("Huyện")], [write(commune), 1.0]) == [["Tên xã", "Huyện"], [commune, 1.0]]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        # Capital letters with a tone do not exist in TCVN3: "TØNH" is typed in capitals, "TuyÓn" is not.
        ("UBND TØNH TUY£N QUANG", "UBND TỈNH TUYÊN QUANG"),
        ("Tæ d©n phè", "Tổ dân phố"),
        ("Sè l\u00adîng tr¹m", "Số lượng trạm"),
        ("§Ò ¸n 06", "Đề án 06"),
    ],
)
def test_tcvn3(written: str, meant: str) -> None:
    assert rows([written]) == [[meant]]


@pytest.mark.parametrize(
    "line",
    [
        ["Diện tích 30 m²", "25 °C ± 1", "§ 5", "«mới»", "½ ngày", "· Kinh phí", "Viettel®"],
        ["Café São Paulo", "Zürich", "Señor", "naïve", "Müller", "Đắk Lắk", "Krông Pắc"],
        ["Hà", "cá", "lá", "bò", "tè", "hé", "Sè"],
        ["XÃ NA HANG", "CHÂU Á", "BÃ CHÈ", "XÃ\u00a0YÊN HOA", "“XÃ”"],
        ["Xã Hà Lang", "Năm", "Tân Trào"],
    ],
)
def test_unicode_stays(line: list[object]) -> None:
    assert rows(line) == [line]


def test_short_cells_follow_their_row_or_column() -> None:
    # "Sè hé" and "Hà" could be either: the headings are TCVN3, the names below are not.
    heads, body = [tcvn3("Tên xã"), "Sè hé"], [["Hà", "Lá"], ["Đà Vị", "Ở"]]
    assert rows(heads, *body) == [["Tên xã", "Số hộ"], *body]
    # One column comes from an old list.
    assert rows(["Đà Vị", "Sè"], ["Sơn Phú", tcvn3("Yên Hoa")]) == [["Đà Vị", "Số"], ["Sơn Phú", "Yên Hoa"]]


def test_lines_above_a_web_page_s_table_are_read_too() -> None:
    sheets, ways = decoded([Sheet("a", [[tcvn3("Huyện Chiêm Hoá")]], lead=(tcvn3("Tháng 5/2024, Sở Tư pháp"),))])
    assert (sheets[0].lead, ways) == (("Tháng 5/2024, Sở Tư pháp",), ["tcvn3"])


def test_what_was_read_wrongly_and_lost_its_blanks_is_mended_where_the_sheet_is_sure() -> None:
    assert rows(["HÃ Giang", "toÃ n tá»‰nh", "BÃ"]) == [["Hà Giang", "toàn tỉnh", "Bà"]]
    assert twice_decoded.mended("HÃ Giang") == "HÃ Giang"


@pytest.mark.parametrize(
    ("font", "way"),
    [
        (".VnTime", "tcvn3"),
        (".VnTimeH", "tcvn3+capitals"),
        (".VnArial NarrowH", "tcvn3+capitals"),
        ("VNI-Times", "vni"),
        ("VNI Helve", "vni"),
        ("Times New Roman", None),
        ("", None),
    ],
)
def test_fonts_tell(font: str, way: str | None) -> None:
    assert way_of_font(font) == way


@pytest.mark.parametrize("word", ["nghiêng", "quốc", "giếng", "gì", "khuỷu", "thuở", "rượu", "Nguyễn", "quýt", "ỷ"])
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["Hãa", "huyÖn", "eân", "hap", "quãa", "bb", "câfộ"])
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word)
