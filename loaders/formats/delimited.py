"""CSV and TSV to one sheet of texts: encoding and delimiter are found out, never asked for."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Literal

import charset_normalizer

from loaders.contract import BadFile
from loaders.formats import legacy, limits
from loaders.formats.grid import Row, Sheet

if TYPE_CHECKING:
    from _csv import Reader

_DELIMITERS = "\t;,|"
_LOOKED_AT = 5_000  # records, to find the delimiter
_HEAD = 200_000  # signs, to find habits
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")
_QUOTED = re.compile(r'"[^"]*"')
_LONGEST_RECORD = 500  # lines; a longer one is a quotation mark that nobody closed

# windows-1258 writes tone marks as bytes of their own behind the vowel: ` ? ~ ' .
_TONES = re.compile(r"(.?)([\u0300\u0301\u0303\u0309\u0323])", re.S)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\ufffe\uffff]")
_VOWELS = frozenset("aăâeêioôơuưyAĂÂEÊIOÔƠUƯY")


def decoded(data: bytes) -> str | None:
    """The text in NFC without byte-order marks, or None where the bytes are no text.

    UTF-8 and UTF-16 with or without mark, else windows-1258, else windows-1252 where that shows text typed in the old
    font encodings (TCVN3, VNI; `legacy` reads them), else what charset-normalizer finds.
    """
    # Some programs fill the last block of a file with zeros, or end it as DOS did.
    bare = data.rstrip(b"\x00\x1a")
    data = data if b"\x00" in bare else bare
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", "replace")
    elif b"\x00" in data[:4096]:
        head = data[:4096]
        odd, even = head[1::2].count(0), head[::2].count(0)
        if max(odd, even) < len(head) // 8 or min(odd, even) * 4 > max(odd, even):
            return None
        text = data.decode("utf-16-le" if odd > even else "utf-16-be", "replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = _damaged_utf8(data) or _legacy(data)
    if len(_CONTROLS.findall(text[:65536])) > len(text[:65536]) // 100:
        return None
    # Files put together from several have a mark at the beginning of each.
    text = text.replace("\ufeff", "")
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def _damaged_utf8(data: bytes) -> str | None:
    """UTF-8 that was cut off or has a few wrong bytes; None where it is another encoding."""
    text = data.decode("utf-8-sig", "replace")
    wrong = text.count("\ufffd")
    right = sum(1 for sign in text[:_HEAD] if sign > "\x7f") - wrong
    return text.rstrip("\ufffd") if right > 20 * wrong else None


def _legacy(data: bytes) -> str:
    western = data.decode("cp1252", "replace")
    vietnamese = unicodedata.normalize("NFC", data.decode("cp1258", "replace"))
    words = {text: _words(text[:_HEAD]) for text in (western, vietnamese)}
    tones = _TONES.findall(data.decode("cp1258", "replace")[:_HEAD])
    way = legacy.best_way(words[western])
    # The tone marks of windows-1258 stand behind vowels; what is right otherwise makes more syllables.
    is_composed = sum(base in _VOWELS for base, _ in tones) >= 0.95 * len(tones) > 0
    if is_composed and (way is None or legacy.syllables(words[vietnamese]) >= legacy.syllables(words[western], way)):
        return vietnamese
    if way is not None:
        return western
    best = charset_normalizer.from_bytes(
        data[:65536], cp_isolation=["cp1252", "cp1258", "utf_8", "utf_16_le"], steps=5, chunk_size=4096
    ).best()
    encoding = best.encoding if best and not tones else "cp1252"
    return data.decode(encoding if encoding != "utf_16_le" else "cp1252", "replace")


def _words(text: str) -> set[str]:
    return {word for word in re.split(r'[\s;,|"]+', text) if not word.isascii()}


def sheet(text: str) -> Sheet | None:
    """The one sheet of a CSV, or None where no delimiter makes a table of it. Every cell is str or None."""
    try:
        delimiter = _delimiter(text)
        if delimiter is None:
            return None
        records, starts = _records(text, delimiter)
        if _is_padded(text, delimiter):
            records = [[cell.strip(" ") for cell in record] for record in records]
            # A line of dashes under the headings is drawn, not written.
            records = [[] if len(record) > 2 and set("".join(record)) <= set("-:=+") else record for record in records]
    except csv.Error:
        raise BadFile(
            "too_large",
            f"tệp có ô dài hơn {csv.field_size_limit() // 1000} nghìn ký tự",
            "Rút ngắn ô đó (Excel giữ được 32.767 ký tự) rồi gửi lại.",
        ) from None
    while records and not any(records[-1]):
        records.pop()
    width = max(map(len, records), default=0)
    # A CSV of a million full rows is as large as it says; blanks made to fill a rectangle are not.
    filled = sum(map(len, records))
    if width > limits.MOST_COLUMNS or (len(records) * width > limits.SPARSE_FROM and len(records) * width > filled * 4):
        raise limits.too_large()
    rows: list[Row] = [_cells(record, width) for record in records]
    while width and all(row[width - 1] is None for row in rows):
        width -= 1
        rows = [row[:width] for row in rows]
    return Sheet("", rows, line_numbers=starts[: len(rows)])


def _is_padded(text: str, delimiter: str) -> bool:
    """Whether blanks stand behind the delimiters, for the eye: they belong to no cell."""
    if delimiter + " " not in text[:_HEAD] or delimiter == "\t":
        return False
    head = _QUOTED.sub("", text[:_HEAD])
    return head.count(delimiter + " ") * 3 > head.count(delimiter)


def _cells(record: list[str], width: int) -> Row:
    row: Row = [cell or None for cell in record]
    return row if len(row) == width else row + [None] * (width - len(row))


def _delimiter(text: str) -> str | None:
    """The character that cuts most records into the same number of fields.

    Title lines above the table have fewer fields, decimal commas cut only some of the rows.
    """
    hint = re.match(r"sep=(.)\r?\n", text)
    if hint:
        return hint[1]
    best, best_score = None, (0.0, 0)
    for delimiter in _DELIMITERS:
        if delimiter not in text[:1_000_000]:
            continue
        looked_at = text
        if delimiter == "," and best is not None:
            # "0,6735;38": the comma of a number, on every line of a table that something else cuts.
            looked_at = _DECIMAL_COMMA.sub(".", text[:_HEAD])
        counts = Counter(map(len, filter(None, _first_records(looked_at, delimiter))))
        total = sum(counts.values())
        several = {fields: times for fields, times in counts.items() if fields > 1}
        if not several:
            continue
        fields, times = max(several.items(), key=lambda item: (item[1], item[0]))
        score = (times / total, fields)
        # A table of one record says nothing unless there is only that record.
        if (times > 1 or total == 1) and score > best_score:
            best, best_score = delimiter, score
    return best


def _first_records(text: str, delimiter: str) -> list[list[str]]:
    return [record for record, _ in islice(_walk(text, delimiter), _LOOKED_AT)]


def _records(text: str, delimiter: str) -> tuple[list[list[str]], list[int]]:
    """All records, and the line on which each begins."""
    if '"' not in text:
        records = list(_reader(text, delimiter, csv.QUOTE_NONE, False))
        return records, list(range(1, len(records) + 1))
    reader = _reader(text, delimiter, csv.QUOTE_MINIMAL, _is_padded(text, delimiter))
    try:
        records = list(reader)
        if reader.line_num == len(records):
            return records, list(range(1, len(records) + 1))
    except csv.Error:
        pass
    walked = list(_walk(text, delimiter))
    return [record for record, _ in walked], [start for _, start in walked]


def _reader(text: str, delimiter: str, quoting: Literal[0, 3], is_padded: bool) -> Reader:
    file = io.StringIO(text, newline="")
    return csv.reader(file, delimiter=delimiter, quoting=quoting, skipinitialspace=is_padded)


def _walk(text: str, delimiter: str) -> Iterator[tuple[list[str], int]]:
    """Each record with its first line. From a quotation mark that nobody closed on, quotation marks are plain text."""
    before = 0
    # A quotation mark counts only where a field begins.
    is_padded = _is_padded(text, delimiter)
    reader = _reader(text, delimiter, csv.QUOTE_MINIMAL, is_padded)
    try:
        for record in reader:
            if reader.line_num - before > _LONGEST_RECORD:
                break
            yield record, before + 1
            before = reader.line_num
        else:
            return
    except csv.Error:  # the field is longer than the module allows: the same mistake
        pass
    for number, record in enumerate(_reader(text, delimiter, csv.QUOTE_NONE, is_padded), 1):
        if number > before:
            yield record, number
