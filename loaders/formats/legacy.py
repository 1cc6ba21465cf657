"""Text of the time before Unicode, and text read in a wrong encoding, to what the sender saw on his screen.

The fonts .VnTime (TCVN3, "ABC") and VNI-Times show western letters as Vietnamese ones: "Tuyªn Quang", "Tuyeân Quang".
Which cells are written so is decided by their font, else by what can be a Vietnamese syllable, for a whole sheet at
once; a short cell that could be either follows its row or column. Text with a letter that only Unicode has is never
changed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache
from itertools import product

from loaders.formats import twice_decoded
from loaders.formats.grid import Row, Sheet
from loaders.formats.syllables import is_syllable

Place = tuple[int, int]
CAPITALS = "+capitals"
_WORD = re.compile("[A-Za-z\u00a1-\u024f\u1e00-\u1eff]+")
_ONLY_UNICODE = re.compile("[ăĂđĐĩĨũŨơƠưƯ\u1ea0-\u1ef9]")
# Signs that the old fonts use for letters and that Vietnamese in Unicode has not, or hardly.
_SUSPECT = re.compile("[\u00a1-\u00bf\u00c4-\u00c7\u00cb\u00ce\u00cf\u00d1\u00d6-\u00d8\u00db\u00dc\u00de\u00df"
                      "\u00e4-\u00e7\u00eb\u00ee\u00ef\u00f1\u00f6-\u00f8\u00fb\u00fc\u00fe]")  # fmt: skip
_FONTS = ((re.compile(r"\.vn\w*h$"), "tcvn3" + CAPITALS), (re.compile(r"\.vn"), "tcvn3"), (re.compile("vni"), "vni"))


def way_of_font(name: str) -> str | None:
    """How text in that font is written: "tcvn3", "tcvn3+capitals" (.VnTimeH draws small letters as capitals), "vni";
    None for a font of Unicode."""
    bare = re.sub(r"[\s_-]", "", name.lower())
    return next((way for pattern, way in _FONTS if pattern.match(bare)), None)


# --- the two ways of writing -----------------------------------------------------------------------------------


@cache
def _tcvn3() -> dict[int, str]:
    import viparse  # takes longer to import than most files to read, and few files need it

    return {code: viparse.fix(chr(code), encoding="tcvn3") for code in range(0xA1, 0x100)}


@cache
def _vni() -> tuple[re.Pattern[str], dict[str, str]]:
    """Letter and mark, or a sign of its own, -> the Vietnamese letter."""
    import viparse

    bases = "aeouyAEOUYôöÔÖ"
    marks = "ùøûõïâáàåãäêéèúüëÙØÛÕÏÂÁÀÅÃÄÊÉÈÚÜË"
    written = {base + mark: viparse.fix(base + mark, encoding="vni") for base, mark in product(bases, marks)}
    pairs = {pair: letter for pair, letter in written.items() if len(letter) == 1}
    singles = dict(zip("ñÑöÖôÔæÆóÓòÒîÎ", "đĐưƯơƠỉỈĩĨịỊỵỴ", strict=True))
    # viparse 0.1.31 knows neither these two nor the last two of the letters above.
    table = pairs | singles | {"aú": "ẳ", "AÚ": "Ẳ"}
    return re.compile("|".join(sorted(table, key=len, reverse=True))), table


def _from_tcvn3(text: str) -> str:
    return _in_capitals(text, text.translate(_tcvn3()))


def _from_vni(text: str) -> str:
    pattern, table = _vni()
    return pattern.sub(lambda found: table[found.group()], text)


_WAYS: Mapping[str, Callable[[str], str]] = {"tcvn3": _from_tcvn3, "vni": _from_vni}


def _in_capitals(written: str, text: str) -> str:
    """TCVN3 has no capitals with tones: in a heading in capitals they come out small. Whole cells and words follow
    their other letters."""
    plain = [letter for letter in written if letter.isascii() and letter.isalpha()]
    if len(plain) > 1 and all(letter.isupper() for letter in plain):
        has_long = any(sum(letter.isascii() and letter.isupper() for letter in word) > 1 for word in written.split())
        return text.upper() if has_long else text
    return text


# --- which cells are written so ----------------------------------------------------------------------------------


@cache
def _is_word(word: str, way: str) -> bool:
    return is_syllable(_WAYS[way](word) if way else word)


def _evidence(text: str, way: str) -> tuple[int, int]:
    """How many words are Vietnamese only when read that way, and how many only as they stand."""
    found = against = 0
    for word in _WORD.findall(text):
        if word.isascii() or not any(letter.isalpha() for letter in word):
            continue
        read, stands = _is_word(word, way), _is_word(word, "")
        found += read and not stands
        against += stands and not read
    return found, against


def _class_of(text: str, way: str) -> str:
    """ "unicode", "written" (that way), "either", or "" for text without any letter that tells."""
    if text.isascii():
        return ""
    if _ONLY_UNICODE.search(text):
        return "unicode"
    found, against = _evidence(text, way)
    if found > against:
        return "written"
    return "unicode" if against > found else "either"


def best_way(texts: Iterable[str]) -> str | None:
    """The way in which these texts are written for the most part, None for Unicode or too little to tell."""
    scores: Counter[str] = Counter()
    for text in texts:
        if not text.isascii() and not _ONLY_UNICODE.search(text):
            for way in _WAYS:
                found, against = _evidence(text, way)
                scores[way] += found - against
    way, score = max(scores.items(), key=lambda item: item[1], default=("", 0))
    return way if score > 0 else None


def syllables(words: Iterable[str], way: str = "") -> int:
    """How many of the words that are not plain letters are Vietnamese, as they stand or read that way."""
    return sum(_is_word(word, way) for text in words for word in _WORD.findall(text) if not word.isascii())


def decoded(sheets: list[Sheet]) -> tuple[list[Sheet], list[str]]:
    """The sheets as their senders saw them, and the ways of writing that were found ("utf-8", "tcvn3", "vni")."""
    ways: dict[str, None] = {}
    made = []
    for sheet in sheets:
        texts = _marked(sheet)
        joined = "\n".join(texts)
        if not sheet.fonts and not _SUSPECT.search(joined) and not twice_decoded.may_be_wrong(joined):
            made.append(sheet)
            continue
        mended = _read_twice(sheet, texts)
        ways |= {} if mended is sheet else {"utf-8": None}
        written, way = _old_fonts(mended, texts if mended is sheet else _marked(mended))
        ways |= {way: None} if way else {}
        made.append(written)
    return made, list(ways)


def _marked(sheet: Sheet) -> set[str]:
    """The texts that are more than plain letters, which are the same in every way of writing; all where fonts tell."""
    if sheet.fonts:
        return {cell for row in sheet.rows for cell in row if type(cell) is str} | set(sheet.lead)
    return {cell for row in sheet.rows for cell in row if type(cell) is str and not cell.isascii()} | set(sheet.lead)


def _read_twice(sheet: Sheet, texts: set[str]) -> Sheet:
    """The sheet with what was read wrongly put right, as often as it was; whether a short text was, its sheet tells."""
    for _ in range(twice_decoded.MOST_ROUNDS):
        wrong = [text for text in texts if not text.isascii() and twice_decoded.may_be_wrong(text)]
        proofs = sum(map(twice_decoded.is_proof, wrong))
        if not proofs:
            break
        meant = sum(_ONLY_UNICODE.search(text) is not None and twice_decoded.may_be_meant(text) for text in texts)
        changed = {text: twice_decoded.mended(text, proofs > meant) for text in wrong}
        sheet = _changed(sheet, _looked_up(changed))
        texts = {changed.get(text, text) for text in texts}
    return sheet


def _looked_up(table: Mapping[str, str]) -> Callable[[Place, str], str]:
    return lambda place, text: table.get(text, text)


def _changed(sheet: Sheet, change: Callable[[Place, str], str]) -> Sheet:
    rows: list[Row] = [
        [change((r, c), cell) if type(cell) is str else cell for c, cell in enumerate(row)]
        for r, row in enumerate(sheet.rows)
    ]
    return replace(sheet, rows=rows, lead=tuple(change((-1, -1), line) for line in sheet.lead))


def _old_fonts(sheet: Sheet, texts: set[str]) -> tuple[Sheet, str | None]:
    by_font = Counter(way.removesuffix(CAPITALS) for way in sheet.fonts.values())
    way = best_way(texts) or next(iter(by_font), None)
    if way is None:
        return sheet, None
    classes = {text: _class_of(text, way) for text in texts}
    places = {
        (r, c): seen
        for r, row in enumerate(sheet.rows)
        for c, cell in enumerate(row)
        if type(cell) is str and (seen := classes.get(cell, ""))
    }
    fonts = _trusted_fonts(sheet, way, places)
    follows = _followers(places)
    read = _WAYS[way]

    def change(place: Place, text: str) -> str:
        seen, font = classes.get(text, ""), fonts.get(place, "")
        if seen == "unicode":
            return text
        if seen == "written" or (seen == "either" and (font if fonts else follows(place))):
            text = read(text)
        return text.upper() if font.endswith(CAPITALS) else text

    if not fonts and "written" not in classes.values():
        return sheet, None
    return _changed(sheet, change), way


def _trusted_fonts(sheet: Sheet, way: str, places: Mapping[Place, str]) -> Mapping[Place, str]:
    """The cells' old fonts; none where Unicode was typed into such cells, as people do who keep an old form."""
    ours = {place: font for place, font in sheet.fonts.items() if font.startswith(way)}
    seen = Counter(places.get(place, "") for place in ours)
    return ours if seen["written"] >= seen["unicode"] else {}


def _followers(places: Mapping[Place, str]) -> Callable[[Place], bool]:
    """Whether a cell that could be either is written the old way: as its row, or as its column, whichever of the two
    divides the sheet more cleanly; in a sheet without any Unicode every cell is."""
    if "unicode" not in places.values():
        return lambda place: True
    lines = [_lines(places, axis) for axis in (0, 1)]
    mixed = [sum(len(seen) > 1 for seen in line.values()) for line in lines]
    axis = 0 if mixed[0] <= mixed[1] else 1
    return lambda place: lines[axis].get(place[axis]) == {"written"}


def _lines(places: Mapping[Place, str], axis: int) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for place, seen in places.items():
        if seen != "either":
            found.setdefault(place[axis], set()).add(seen)
    return found
