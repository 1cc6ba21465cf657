"""Files made to hurt, each built here, and a runner that reads each in a process of its own under limits.

    python -m tests.loaders.hostile NAME…

prints one JSON line for each: what was said, processor seconds, megabytes at the peak, how the process ended.
"""

from __future__ import annotations

import io
import json
import os
import resource
import struct
import sys
import zipfile
import zlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from loaders.files import gather
from loaders.places import Places
from loaders.reading import read_file
from tests.workbook import ROOT, csv_file, web_page
from tests.workbook import xlsx as good_xlsx
from tests.workbook import zipped as zipped_files

MEMORY = 1 << 30
SECONDS = 20
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
HEADS = ["Mã trạm", "Xã", "Huyện", "Kinh độ", "Vĩ độ"]
ROWS = [["Viettel đến ngày 31/5/2024"], HEADS, ["A", "Năng Khả", "Na Hang", "105,4", "22,3"]]


# --- workbooks by hand -------------------------------------------------------------------------------------------


def package(sheet: bytes | str, shared: bytes | str = b"", workbook: str = "", deflate: int = 9) -> bytes:
    """An .xlsx of one sheet from its XML."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rels = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/xl/workbook.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        '<Override PartName="/xl/sharedStrings.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>',
        "_rels/.rels": rels.format(f'<Relationship Id="r" Type="{kind}/officeDocument" Target="xl/workbook.xml"/>'),
        "xl/workbook.xml": workbook
        or f'<workbook {MAIN} xmlns:r="{kind}"><sheets><sheet name="T" sheetId="1" r:id="s"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": rels.format(
            f'<Relationship Id="s" Type="{kind}/worksheet" Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="t" Type="{kind}/sharedStrings" Target="sharedStrings.xml"/>'
        ),
        "xl/worksheets/sheet1.xml": sheet,
        "xl/sharedStrings.xml": shared or f"<sst {MAIN}><si><t>A</t></si></sst>",
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=deflate) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def sheet(rows: str, dimension: str = "", after: str = "", before: str = "") -> str:
    return f"{before}<worksheet {MAIN}>{dimension}<sheetData>{rows}</sheetData>{after}</worksheet>"


def inline(rows: list[list[str]]) -> str:
    """The rows as inline strings, from A1 on."""
    return "".join(
        f'<row r="{r}">'
        + "".join(f'<c r="{chr(65 + c)}{r}" t="inlineStr"><is><t>{cell}</t></is></c>' for c, cell in enumerate(row))
        + "</row>"
        for r, row in enumerate(rows, 1)
    )


SHEET = "xl/worksheets/sheet1.xml"
STRAY = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
LAUGHS = (
    "<!DOCTYPE x [<!ENTITY a0 'hahahahaha'>"
    + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
    + "]>"
)


def ods(table: str, before: str = "", encrypted: bool = False) -> bytes:
    names = "".join(f' xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text"))
    content = (
        f"{before}<office:document-content{names}><office:body><office:spreadsheet>"
        f'<table:table table:name="T">{table}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    lock = "<manifest:encryption-data/>" if encrypted else ""
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="content.xml">{lock}</manifest:file-entry></manifest:manifest>'
    )
    return zipped_files(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content.encode(),
            "META-INF/manifest.xml": manifest.encode(),
        }
    )


def ods_cell(text: str, attributes: str = "") -> str:
    return f'<table:table-cell office:value-type="string" {attributes}><text:p>{text}</text:p></table:table-cell>'


def ole(*streams: str) -> bytes:
    """The old container, as far as anyone looks who wants to know what is in it."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + b"".join(name.encode("utf-16-le") for name in streams)


def looping_ole() -> bytes:
    """A container whose sectors follow each other in a ring."""
    head = bytearray(512)
    head[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", head, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIII", head, 44, 1, 1, 0, 4096, 1)
    struct.pack_into("<III", head, 64, 0, 1, 0)
    struct.pack_into("<I", head, 76, 0)
    fat = struct.pack("<128I", 0xFFFFFFFD, 2, 1, *[3] * 125)
    entry = bytearray(128)
    name = "Workbook".encode("utf-16-le") + b"\0\0"
    entry[: len(name)] = name
    struct.pack_into("<H", entry, 64, len(name))
    entry[66] = 2
    struct.pack_into("<II", entry, 116, 1, 1 << 30)
    return bytes(head) + fat + bytes(entry) * 8


# --- archives by hand --------------------------------------------------------------------------------------------


def bomb_archive(name: str, size: int) -> bytes:
    """A zip whose one member unpacks to that many noughts."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open(name, "w", force_zip64=True) as member,
    ):
        for _ in range(size >> 20):
            member.write(bytes(1 << 20))
    return file.getvalue()


def lying(data: bytes, name: str, said: int) -> bytes:
    """The zip with another size written down for that member, in both places."""
    result = bytearray(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        info = archive.getinfo(name)
        struct.pack_into("<I", result, info.header_offset + 22, said)
    at = bytes(result).index(b"PK\x01\x02")
    while result[at : at + 4] == b"PK\x01\x02":
        length, extra, comment = struct.unpack_from("<HHH", result, at + 28)
        if bytes(result[at + 46 : at + 46 + length]) == name.encode():
            struct.pack_into("<I", result, at + 24, said)
        at += 46 + length + extra + comment
    return bytes(result)


def locked_member(name: str, content: bytes) -> bytes:
    """A zip that says of its member that it is encrypted."""
    data = bytearray(zipped_files({name: content}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def spoilt_member(name: str, content: bytes) -> bytes:
    """A zip whose packed bytes were damaged on the way."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    data = bytearray(file.getvalue())
    at = 30 + len(name.encode()) + 20
    data[at : at + 40] = bytes(40)
    return bytes(data)


def good_csv() -> bytes:
    return csv_file(ROWS)


# --- what is tried -------------------------------------------------------------------------------------------------

File = tuple[str, bytes]


def _blank_run(size: int) -> bytes:
    """An .xlsx whose sheet is a good table and that many blanks, never whole in memory here."""
    head, tail = sheet(inline(ROWS), after="@").encode().split(b"@")
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package(head + tail))) as small,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as large,
    ):
        for name in small.namelist():
            with large.open(name, "w") as part:
                if name != SHEET:
                    part.write(small.read(name))
                    continue
                part.write(head)
                for _ in range(size >> 20):
                    part.write(b" " * (1 << 20))
                part.write(tail)
    return file.getvalue()


def _many_members(count: int) -> bytes:
    return zipped_files({f"{number}.csv": b"a;b\n1;2\n" for number in range(count)})


def _nested() -> bytes:
    data = good_csv()
    for depth in range(50):
        data = zipped_files({f"{depth}.zip": data})
    return data


def _lying_sheet() -> bytes:
    return lying(_blank_run(1 << 29), SHEET, 20_000_000)


FILES: dict[str, Callable[[], File]] = {
    # locked, cut, dressed up
    "xlsx with a password": lambda: ("a.xlsx", ole("EncryptionInfo", "EncryptedPackage")),
    "ods with a password": lambda: ("a.ods", ods("", encrypted=True)),
    "zip with a password": lambda: ("a.zip", locked_member("b.csv", good_csv())),
    "xlsx cut short": lambda: ("a.xlsx", good_xlsx(ROWS)[:3000]),
    "zip cut short": lambda: ("a.zip", zipped_files({"b.csv": good_csv()})[:150]),
    "zip damaged": lambda: ("a.zip", spoilt_member("b.csv", good_csv() * 50)),
    "picture called xlsx": lambda: ("a.xlsx", b"\x89PNG\r\n\x1a\n" + zlib.compress(bytes(9999))),
    "xls whose sectors run in a ring": lambda: ("a.xls", looping_ole()),
    # more cells than there are
    "stray cell, said": lambda: (
        "a.xlsx",
        package(sheet(inline(ROWS) + STRAY, '<dimension ref="A1:XFD1048576"/>')),
    ),
    "stray cell, hushed up": lambda: ("a.xlsx", package(sheet(inline(ROWS) + STRAY, '<dimension ref="A1:E3"/>'))),
    "stray cell, unsaid": lambda: ("a.xlsx", package(sheet(inline(ROWS) + STRAY))),
    "stray cell beside a long list": lambda: (
        "a.xlsx",
        package(
            sheet(
                '<row r="1"><c r="XFD1"><v>1</v></c></row>'
                + "".join(f'<row r="{r}"><c r="A{r}"><v>1</v></c></row>' for r in range(2, 60_000))
            )
        ),
    ),
    "stray cell at the end of the first column": lambda: (
        "a.xlsx",
        package(sheet(inline(ROWS) + '<row r="1048576"><c r="A1048576"><v>1</v></c></row>')),
    ),
    "row beyond the last": lambda: (
        "a.xlsx",
        package(sheet(inline(ROWS) + '<row r="4294967295"><c r="A4294967295"><v>1</v></c></row>')),
    ),
    "column beyond the last": lambda: (
        "a.xlsx",
        package(sheet(inline(ROWS) + '<row r="9"><c r="ZZZZZZZ9"><v>1</v></c></row>')),
    ),
    "ods cell repeated": lambda: (
        "a.ods",
        ods(
            '<table:table-row table:number-rows-repeated="1048576">'
            + ods_cell("x", 'table:number-columns-repeated="16384"')
            + "</table:table-row>"
        ),
    ),
    "ods percent repeated": lambda: (
        "a.ods",
        ods(
            '<table:table-row table:number-rows-repeated="1000000"><table:table-cell office:value-type="percentage" '
            'office:value="0.5" table:number-columns-repeated="25"><text:p>50%</text:p></table:table-cell>'
            "</table:table-row>"
        ),
    ),
    "ods blanks between": lambda: (
        "a.ods",
        ods(
            (
                '<table:table-row><table:table-cell table:number-columns-repeated="16383"/>'
                + ods_cell("x")
                + "</table:table-row>"
            )
            * 20_000
        ),
    ),
    "html one cell over many": lambda: (
        "a.xls",
        b"<html><table>" + b"<tr>" + b"<td colspan=16384>x" * 20_000 + b"</table></html>",
    ),
    "html one cell down and over": lambda: (
        "a.xls",
        b"<html><table>" + b"<tr><td rowspan=60000 colspan=16384>x" * 3000 + b"</table></html>",
    ),
    "html a wide row over a long list": lambda: (
        "a.xls",
        b"<html><table><tr><td colspan=16000>x<td>y" + b"<tr><td>x" * 60_000 + b"</table></html>",
    ),
    "html nested tables": lambda: ("a.xls", b"<html>" + b"<table><tr><td>" * 30_000 + b"x</html>"),
    "html nested boxes": lambda: ("a.xls", b"<html><table><tr><td>" + b"<div>" * 200_000 + b"x</html>"),
    "csv one line of many cells": lambda: ("a.csv", b"a;" * 5_000_000),
    "csv one long line over a long list": lambda: ("a.csv", b"a;" * 16_000 + b"\n" + b"a;b\n" * 300_000),
    "xlsx heading row to the last column": lambda: (
        "a.xlsx",
        good_xlsx([["Viettel đến ngày 31/5/2024"], HEADS * 3270, *[["A"] * 16_000 for _ in range(4)]]),
    ),
    "many merged areas": lambda: (
        "a.xlsx",
        package(
            sheet(
                inline(ROWS),
                after="<mergeCells>"
                + "".join(f'<mergeCell ref="A{r}:B{r}"/>' for r in range(10, 400_010))
                + "</mergeCells>",
            )
        ),
    ),
    # more bytes than there are
    "sheet of blanks": lambda: ("a.xlsx", _blank_run(200 << 20)),
    "sheet of blanks that says it is small": lambda: ("a.xlsx", _lying_sheet()),
    "zip bomb": lambda: ("a.zip", bomb_archive("b.csv", 600 << 20)),
    "zip bomb that says it is small": lambda: ("a.zip", lying(bomb_archive("b.csv", 1 << 29), "b.csv", 5000)),
    "zip in zip in zip": lambda: ("a.zip", _nested()),
    "zip of thousands": lambda: ("a.zip", _many_members(5000)),
    # XML that grows
    "entities in the sheet": lambda: (
        "a.xlsx",
        package(sheet(inline([*ROWS, ["&a9;"]]), before='<?xml version="1.0"?>' + LAUGHS)),
    ),
    "entities in the texts": lambda: (
        "a.xlsx",
        package(
            sheet('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'),
            f'<?xml version="1.0"?>{LAUGHS}<sst {MAIN}><si><t>&a9;</t></si></sst>',
        ),
    ),
    "entities in a sheet's name": lambda: (
        "a.xlsx",
        package(
            sheet(inline(ROWS)),
            workbook=f'<?xml version="1.0"?>{LAUGHS}<workbook {MAIN} xmlns:r="http://schemas.openxmlformats.org/'
            'officeDocument/2006/relationships"><sheets><sheet name="&a9;" sheetId="1" r:id="s"/></sheets></workbook>',
        ),
    ),
    "entities in ods": lambda: (
        "a.ods",
        ods(f"<table:table-row>{ods_cell('&a9;#')}</table:table-row>", f'<?xml version="1.0"?>{LAUGHS}'),
    ),
    "entities in an ods attribute": lambda: (
        "a.ods",
        ods(
            f"<table:table-row>{ods_cell('#', 'table:formula=' + chr(34) + '&a9;' + chr(34))}</table:table-row>",
            f'<?xml version="1.0"?>{LAUGHS}',
        ),
    ),
    "entities in a web page": lambda: (
        "a.xls",
        f"{LAUGHS}<html><table><tr><td title='&a9;'>&a9;</td><td>x</td></tr></table></html>".encode(),
    ),
    "a file of this machine in the sheet": lambda: (
        "a.xlsx",
        package(
            sheet(
                inline([*ROWS, ["&f;"]]),
                before='<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]>',
            )
        ),
    ),
    "formulas that never end": lambda: (
        "a.xlsx",
        package(sheet(inline(ROWS), after="<!--" + '<c r="A1"><f>' * 60_000 + "-->")),
    ),
    "tags that never end": lambda: (
        "a.xlsx",
        package(
            sheet(
                inline(ROWS) + '<row r="9"><c r="A9" t="e"><v>#N/A</v></c></row>',
                after="<!--" + "<c " * 300_000 + "-->",
            )
        ),
    ),
    "errors that never end": lambda: (
        "a.xlsx",
        package(sheet(inline(ROWS), after="<!--" + '<c t="e" r="A1">' * 60_000 + "-->")),
    ),
    # long and strange texts
    "long cells": lambda: (
        "a.xlsx",
        good_xlsx([*ROWS, *[["x" * 40_000, "Xã" + "y" * 40_000, "Na Hang", "1" * 40_000, "z" * 40_000]] * 20]),
    ),
    "long cells in csv": lambda: ("a.csv", csv_file([*ROWS, *[["x" * 140_000, "b", "c", "d" * 140_000, "e"]] * 20])),
    "long title": lambda: ("a.csv", csv_file([["Viettel " + "từ ngày 01/05/2024 đến " * 5_000], *ROWS])),
    "blanks in a heading": lambda: ("a.csv", csv_file([ROWS[0], ["Mã trạm" + " (" * 20_000, *HEADS[1:]], *ROWS[2:]])),
    "web page of many bad cells": lambda: ("a.xls", web_page([*ROWS, *[["A", "?", "?", "?", "?"]] * 3000])),
}


def run(name: str) -> dict[str, object]:
    """Read one file in this process; what was said."""
    file_name, data = FILES[name]()
    moment = datetime.fromisoformat("2024-06-05T08:15:00+07:00")
    with TemporaryDirectory() as folder:
        path = Path(folder) / file_name
        path.write_bytes(data)
        del data
        places = Places.load(ROOT / "data" / "reference")
        before = resource.getrusage(resource.RUSAGE_SELF)
        said, kept, longest = [], 0, 0
        for received in gather([path]):
            readings, _ = read_file(received.name, received.data, places, moment)
            for reading in readings:
                said += [(issue.level, issue.rule, issue.message[:200], issue.fix) for issue in reading.all_issues[:3]]
                longest = max([longest, *(len(issue.message + issue.value) for issue in reading.all_issues)])
                kept += 0 if reading.is_fatal else sum(len(rows.kept()) for rows in reading.rows)
        after = resource.getrusage(resource.RUSAGE_SELF)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"said": said, "kept": kept, "longest": longest, "seconds": seconds, "megabytes": after.ru_maxrss // 1024}


def main(names: list[str]) -> None:
    """One child for each name: what kills it, kills nothing else."""
    for name in names:
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            resource.setrlimit(resource.RLIMIT_CPU, (SECONDS + 20, SECONDS + 20))
            resource.setrlimit(resource.RLIMIT_AS, (4 * MEMORY, 4 * MEMORY))
            try:
                answer = run(name)
            except BaseException as trouble:
                answer = {"fell": f"{type(trouble).__name__}: {trouble}"[:300]}
            os.write(writer, json.dumps(answer, ensure_ascii=False).encode())
            os._exit(0)
        os.close(writer)
        with os.fdopen(reader, "rb") as pipe:
            told = pipe.read()
        _, status = os.waitpid(child, 0)
        found = json.loads(told) if told else {"fell": f"status {status}"}
        print(json.dumps({"name": name} | found, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:] or list(FILES))
