"""Zips and folders as agencies send them: names in old code pages, a zip in a zip, notes beside the data."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.files import gather
from tests.corpus.file_tables import VILLAGES
from tests.corpus.file_writers import delimited, page, table
from tests.packages import xml_2003
from tests.workbook import answer, windows_1258, xlsx, zipped

DATA = xlsx(VILLAGES.lines)
NAME = "Phủ sóng/Huyện Na Hang.xlsx"


def names(path: Path) -> list[str]:
    return [received.name for received in gather([path])]


@pytest.mark.parametrize("written", [NAME.encode(), windows_1258(NAME)])
def test_a_member_s_name_is_read_as_it_was_typed(tmp_path: Path, written: bytes) -> None:
    # As a program writes that says nothing of the names' encoding: the place of the name is filled in afterwards.
    blank = "n" * len(written)
    path = tmp_path / "t5.zip"
    path.write_bytes(zipped({blank: DATA}).replace(blank.encode(), written))
    assert names(path) == [f"t5.zip/{NAME}"]


def test_a_zip_in_a_zip_is_opened_and_what_macos_adds_is_not_data(tmp_path: Path) -> None:
    inner = zipped({"Na Hang.xlsx": DATA, "ảnh.jpg": b"\xff\xd8"})
    path = tmp_path / "t5.zip"
    path.write_bytes(
        zipped({"trong.zip": inner, "__MACOSX/._a.xlsx": b"\0", "a.csv": delimited(VILLAGES.lines).encode()})
    )
    assert names(path) == ["t5.zip/a.csv", "t5.zip/trong.zip/Na Hang.xlsx"]
    assert [answer(one.name, one.data).read for one in gather([path])] == [3, 3]


@pytest.mark.parametrize("data", [DATA, zipped({"thư.docx": b"x"}), zipped({})])
def test_a_named_zip_without_data_is_given_itself(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    (received,) = gather([path])
    found = answer(received.name, received.data)
    assert found.read == 3 if data is DATA else found.said == [("fatal", "not_a_table", None)]


def test_in_a_folder_texts_and_pages_count_where_they_hold_a_table(tmp_path: Path) -> None:
    lines = VILLAGES.lines
    files = {
        "bang.txt": delimited(lines, "\t").encode("utf-16"),
        "trang.htm": page(table(lines)).encode(),
        "excel.xml": xml_2003(lines),
        "thu.txt": "Kính gửi: Trung tâm điều hành.\nGửi kèm báo cáo tháng 5, tháng 6; xin cảm ơn.\n".encode(),
        "trang chu.html": b"<html><body><p>x</p></body></html>",
        "cau hinh.xml": b"<config><a>1</a></config>",
        "README.txt": delimited(lines, "\t").encode(),
        "~$bang.xlsx": b"x",
        "con/Thumbs.db": b"x",
    }
    for name, data in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    assert sorted(names(tmp_path)) == ["bang.txt", "excel.xml", "trang.htm"]
