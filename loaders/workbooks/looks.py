"""Cell styles added to a sender's workbook: a fill over the format that a cell has, and the summary's own looks."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from loaders.workbooks.parts import Odd, main

# Not Excel's own "bad" and "neutral": a sender may use those, and a mark must be known again when it comes back.
RED, YELLOW = "FFFFB3AD", "FFFFEB8F"
_GREY, _BLUE = "FFE7EBF0", "FF0B57D0"
# Name -> (bold, size, colour of the text, fill).
_LOOKS: dict[str, tuple[bool, int, str, str]] = {
    "title": (True, 14, "", ""),
    "text": (False, 11, "", ""),
    "head": (True, 11, "", _GREY),
    "link": (False, 11, _BLUE, ""),
    "red": (False, 11, "", RED),
    "yellow": (False, 11, "", YELLOW),
}


class Looks:
    """The styles part of a workbook. Numbers are places in its list of cell formats. Raises Odd where a list lacks."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root
        self._fonts, self._fills, self._formats = (self._list(name) for name in ("fonts", "fills", "cellXfs"))
        self._made: dict[tuple[object, ...], int] = {}
        if not _items(self._fonts) or root.find(main("borders")) is None:
            raise Odd("no fonts or borders")

    def _list(self, name: str) -> etree._Element:
        found = self._root.find(main(name))
        if found is None or not _items(found):
            raise Odd(f"no {name}")
        return found

    def marked(self, number: int, colour: str) -> int:
        """The format `number` with that fill; "" takes the fill away."""
        made = self._made.get((number, colour))
        if made is None:
            formats = _items(self._formats)
            if number >= len(formats):
                raise Odd(f"no cell format {number}")
            new = deepcopy(formats[number])
            new.set("fillId", str(self._fill(colour)))
            new.set("applyFill", "1")
            if colour and self._is_light(new.get("fontId", "0")):
                # White on dark blue would be white on pale red.
                new.set("fontId", str(self._dark(new.get("fontId", "0"))))
                new.set("applyFont", "1")
            made = self._made[number, colour] = _append(self._formats, new)
        return made

    def left_behind(self) -> set[int]:
        """The formats with one of our fills: those of a workbook that was marked before."""
        ours = set()
        for index, fill in enumerate(_items(self._fills)):
            colour = fill.find(f"{main('patternFill')}/{main('fgColor')}")
            if colour is not None and colour.get("rgb", "").upper() in (RED, YELLOW):
                ours.add(str(index))
        return {i for i, one in enumerate(_items(self._formats)) if one.get("fillId") in ours}

    def look(self, name: str) -> int:
        """The format of that look in the summary."""
        made = self._made.get((name,))
        if made is None:
            bold, size, colour, fill = _LOOKS[name]
            font = self._font(bold, size, colour)
            values = {"numFmtId": "0", "fontId": str(font), "fillId": str(self._fill(fill)), "borderId": "0"}
            if self._root.find(main("cellStyleXfs")) is not None:
                values["xfId"] = "0"
            values |= {"applyFont": "1", "applyFill": "1", "applyAlignment": "1"}
            new = etree.Element(main("xf"), values)
            wrap = "0" if name == "title" else "1"
            etree.SubElement(new, main("alignment"), {"vertical": "top", "wrapText": wrap})
            made = self._made[(name,)] = _append(self._formats, new)
        return made

    def _fill(self, colour: str) -> int:
        if not colour:
            return 0  # by the standard the first fill is none
        made = self._made.get(("fill", colour))
        if made is None:
            fill = etree.Element(main("fill"))
            pattern = etree.SubElement(fill, main("patternFill"), patternType="solid")
            etree.SubElement(pattern, main("fgColor"), rgb=colour)
            etree.SubElement(pattern, main("bgColor"), indexed="64")
            made = self._made["fill", colour] = _append(self._fills, fill)
        return made

    def _font(self, bold: bool, size: int, colour: str) -> int:
        font = etree.Element(main("font"))
        if bold:
            etree.SubElement(font, main("b"))
        if colour:
            etree.SubElement(font, main("u"))
        etree.SubElement(font, main("sz"), val=str(size))
        etree.SubElement(font, main("color"), rgb=colour or "FF000000")
        own = _items(self._fonts)[0].find(main("name"))
        etree.SubElement(font, main("name"), val="Calibri" if own is None else own.get("val", "Calibri"))
        return _append(self._fonts, font)

    def _font_colour(self, number: str) -> etree._Element | None:
        fonts = _items(self._fonts)
        return fonts[int(number)].find(main("color")) if int(number) < len(fonts) else None

    def _is_light(self, number: str) -> bool:
        colour = self._font_colour(number)
        if colour is None:
            return False
        rgb = colour.get("rgb", "")[-6:]
        if len(rgb) == 6:
            red, green, blue = bytes.fromhex(rgb)
            return 0.3 * red + 0.59 * green + 0.11 * blue > 160
        # Theme colours 0 and 2 are the paper's, indexed 1 and 9 are white.
        return colour.get("theme") in ("0", "2") or colour.get("indexed") in ("1", "9")

    def _dark(self, number: str) -> int:
        font = deepcopy(_items(self._fonts)[int(number)])
        colour = font.find(main("color"))
        if colour is not None:
            colour.attrib.clear()
            colour.set("rgb", "FF000000")
        return _append(self._fonts, font)


def _items(parent: etree._Element) -> list[etree._Element]:
    return [node for node in parent if isinstance(node.tag, str)]


def _append(parent: etree._Element, node: etree._Element) -> int:
    """Add to a list of the part; returns the place."""
    parent.append(node)
    size = len(_items(parent))
    if parent.get("count") is not None:
        parent.set("count", str(size))
    return size - 1
