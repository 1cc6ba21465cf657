"""Files that nobody should have sent: refused or mended with words an officer can act on, never with a traceback."""

from __future__ import annotations

import random
import re
from pathlib import Path

import duckdb
import pytest

from loaders import check
from loaders.files import gather
from tests.workbook import Page, answer, answers, csv_file, of, xlsx, zipped

HEADS = ["Mã trạm", "Xã", "Huyện"]
GOOD = xlsx([["Viettel, đến 31/5/2024"], HEADS, ["A", "Năng Khả", "Na Hang"]])
VIETNAMESE = re.compile(r"[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]")


def database(folder: Path) -> bytes:
    path = folder / "a.duckdb"
    con = duckdb.connect(str(path))
    con.execute("create table t as select 1 as x")
    con.close()
    return path.read_bytes()


# --- files that are refused whole --------------------------------------------------------------------------------

REFUSED = {
    "no byte": ("a.xlsx", b""),
    "blanks only": ("a.csv", b" \n \n"),
    "an image named .xlsx": ("a.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(64)),
    "a photo": ("bien_ban.jpg", b"\xff\xd8\xff\xe0" + bytes(64)),
    "a PDF": ("a.pdf", b"%PDF-1.7\n1 0 obj"),
    "a README": ("README.md", "# Ghi chú\n\nTệp này không phải số liệu.\n".encode()),
    "random bytes": ("a.xls", random.Random(7).randbytes(4000)),
    "a workbook cut short": ("a.xlsx", GOOD[: len(GOOD) // 2]),
    "a workbook with a hole": ("a.xlsx", GOOD[:300] + bytes(200) + GOOD[500:]),
    "a zip that is no workbook": ("a.xlsx", zipped({"thu.txt": b"Kinh gui"})),
    "a zip in a workbook's clothes": ("a.xlsx", zipped({"xl/workbook.xml": b"<workbook", "[Content_Types].xml": b""})),
    "a web page without a table": ("a.xls", "<html><body>Phiên đăng nhập đã hết hạn</body></html>".encode()),
    "JSON": ("a.csv", b'{"rows": [1, 2, 3]}'),
    "an empty workbook": ("a.xlsx", xlsx([])),
    "only headings": ("a.xlsx", xlsx([["Viettel, đến 31/5/2024"], HEADS])),
    "a list of something else": ("a.xlsx", xlsx([["Họ tên", "Chức vụ"], ["Bà A", "Trưởng phòng"]])),
    "a heading is missing": ("a.xlsx", xlsx([["Viettel, đến 31/5/2024"], ["Mã trạm", "Huyện"], ["A", "Na Hang"]])),
    "no good row": (
        "a.xlsx",
        xlsx([["Viettel, đến 31/5/2024"], HEADS, ["A", "Xã X", "Na Hang"], ["B", None, "Na Hang"]]),
    ),
    "nobody's": ("a.xlsx", xlsx([["Đến ngày 31/5/2024"], HEADS, ["A", "Năng Khả", "Na Hang"]])),
    "of no day": ("a.xlsx", xlsx([["Viettel"], HEADS, ["A", "Năng Khả", "Na Hang"]])),
}


@pytest.mark.parametrize("file", REFUSED.values(), ids=REFUSED)
def test_a_file_that_is_refused_says_why_in_vietnamese(file: tuple[str, bytes]) -> None:
    found = answer(*file)
    assert found.rows == []
    fatal = of(found.issues, "fatal")
    assert fatal, found.issues
    for issue in fatal:
        assert VIETNAMESE.search(issue.message), issue.message
        assert VIETNAMESE.search(issue.fix), issue.fix


def test_a_database_is_refused(tmp_path: Path) -> None:
    assert [i.level for i in answer("a.csv", database(tmp_path)).issues] == ["fatal"]


@pytest.mark.parametrize("seed", range(12))
def test_no_bytes_make_the_reader_fall_over(seed: int) -> None:
    """Noise, and a good workbook with some bytes changed: an answer in words, whatever it is."""
    chance = random.Random(seed)
    noise = chance.randbytes(chance.randrange(1, 3000))
    broken = bytearray(GOOD)
    for _ in range(20):
        broken[chance.randrange(len(broken))] = chance.randrange(256)
    for name in ("a.xlsx", "a.xls", "a.csv", "a.ods", "a.txt"):
        for data in (
            noise,
            bytes(broken),
            noise[:7] + GOOD,
            b"PK\x03\x04" + noise,
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + noise,
        ):
            assert all(a.rows or of(a.issues, "fatal") for a in answers(name, data))


def test_odd_cells_everywhere_make_no_reader_fall_over() -> None:
    """Every cell of a good list replaced by each odd thing in turn."""
    odd: list[object] = [None, "", "-", "#REF!", "=1/0", "=A1", True, -1, 1e300, 0.1, "31/02/2024", "x" * 5000]
    good: list[list[object]] = [
        ["Viettel, đến ngày 31/5/2024", None, None, None],
        ["Mã trạm", "Xã", "Huyện", "Ngày phát sóng"],
        ["A", "Năng Khả", "Na Hang", "1/5/2024"],
        ["B", "Đà Vị", "Na Hang", "2/5/2024"],
    ]
    for thing in [*odd, "𝔘\u200b\n\t"]:
        for r, row in enumerate(good):
            for c in range(len(row)):
                rows = [list(line) for line in good]
                rows[r][c] = thing
                for found in answers("a.xlsx", xlsx(rows)):
                    assert found.rows or of(found.issues, "fatal"), (thing, r, c)


# --- what the words say ------------------------------------------------------------------------------------------


def test_a_missing_heading_is_named_with_those_that_are_there() -> None:
    (issue,) = answer(*REFUSED["a heading is missing"]).issues
    assert (issue.rule, issue.sheet) == ("missing_heading", "Sheet1")
    assert "Xã, phường, thị trấn" in issue.message
    assert "Mã trạm" in issue.message
    assert "bts_stations" in issue.fix


def test_an_unknown_unit_is_named_with_the_nearest_names() -> None:
    rows = [["Viettel, đến 31/5/2024"], HEADS, ["A", "Năng Khã", "Na Hang"], ["B", "Đà Vị", "Na Hang"]]
    (issue,) = answer("a.xlsx", xlsx(Page(rows, "T5"))).issues
    assert (issue.level, issue.rule, issue.sheet, issue.cell, issue.row) == ("error", "unknown_unit", "T5", "B3", 3)
    assert (issue.column, issue.value) == ("Xã", "Năng Khã")
    assert "Xã Năng Khả" in issue.message
    assert issue.fix


def test_an_impossible_day_is_named() -> None:
    rows = [["Viettel, đến 31/5/2024"], [*HEADS, "Ngày phát sóng"], ["A", "Đà Vị", "Na Hang", "31/02/2024"]]
    rows.append(["B", "Đà Vị", "Na Hang", "29/02/2024"])
    (issue,) = answer("a.xlsx", xlsx(rows)).issues
    assert (issue.level, issue.cell, issue.column, issue.value) == ("error", "D3", "Ngày phát sóng", "31/02/2024")
    assert "31/02/2024" in issue.message


def test_an_unknown_heading_warns_once() -> None:
    rows = [
        ["Viettel, đến 31/5/2024"],
        [*HEADS, "Lưu lượng"],
        ["A", "Đà Vị", "Na Hang", 5],
        ["B", "Đà Vị", "Na Hang", 6],
    ]
    (issue,) = answer("a.xlsx", xlsx(rows)).issues
    assert (issue.level, issue.rule, issue.cell, issue.column) == ("warning", "unknown_heading", "D2", "Lưu lượng")


def test_the_wrong_sheet_beside_the_right_one() -> None:
    right = Page([["Viettel, đến 31/5/2024"], HEADS, ["A", "Đà Vị", "Na Hang"]], "Trạm")
    found = answer("a.xlsx", xlsx(Page([["Mục lục"], ["Trang", "Nội dung"]], "Bìa"), right))
    assert len(found.rows) == 1
    assert [(i.level, i.sheet) for i in found.issues] == [("warning", "Bìa")]


# --- folders and zips --------------------------------------------------------------------------------------------


def test_in_a_folder_what_is_plainly_no_data_is_passed_over(tmp_path: Path) -> None:
    for name, data in {
        "tram.xlsx": GOOD,
        "README.md": b"# x",
        "readme.txt": b"x",
        "anh.png": b"\x89PNG",
        "~$tram.xlsx": b"x",
        ".DS_Store": b"x",
        "sub/hoso.csv": csv_file([HEADS]),
    }.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    assert [received.name for received in gather([tmp_path])] == ["hoso.csv", "tram.xlsx"]


def test_a_zip_gives_its_members(tmp_path: Path) -> None:
    path = tmp_path / "t5.zip"
    path.write_bytes(zipped({"vnpt/tram.xlsx": GOOD, "README.txt": b"x", "anh.png": b"x", "b.csv": csv_file([HEADS])}))
    assert [received.name for received in gather([path])] == ["t5.zip/b.csv", "t5.zip/vnpt/tram.xlsx"]


# --- the status of the whole -------------------------------------------------------------------------------------

BAD_ROW = xlsx([["Viettel, đến 31/5/2024"], HEADS, ["A", "Năng Khả", "Na Hang"], ["B", "Xã X", "Na Hang"]])
WARNED = xlsx([["Viettel, đến 31/5/2024"], [*HEADS, "Lạ"], ["A", "Năng Khả", "Na Hang", 1]])


@pytest.mark.parametrize(
    ("files", "status"),
    [
        ({"a.xlsx": GOOD}, 0),
        ({"a.xlsx": WARNED}, 0),
        ({"a.xlsx": GOOD, "b.xlsx": BAD_ROW}, 1),
        ({"a.xlsx": BAD_ROW, "b.xlsx": b"\x89PNG\r\n\x1a\n"}, 2),
        ({"a.zip": zipped({"x.xlsx": GOOD, "y.xlsx": b""})}, 2),
        ({"README.md": b"# x"}, 3),
        ({}, 3),
    ],
)
def test_exit_status(tmp_path: Path, files: dict[str, bytes], status: int) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    assert check([folder], data=tmp_path / "data").exit_status == status


def test_a_named_readme_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_text("# Ghi chú")
    report = check([path], data=tmp_path / "data")
    assert [entry.outcome for entry in report.files] == ["refused"]
    assert report.exit_status == 2
