"""Notes on the cells of one sheet: the comments part, and the drawing without which Excel shows none of them.

A sender's own notes stay; where a marked cell has one, our text is put under it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from lxml import etree
from openpyxl.utils.cell import coordinate_to_tuple, get_column_letter

from loaders.workbooks.parts import MAIN, Odd, Parts, main
from loaders.workbooks.sheet_cells import SheetCells

# Begins everything that we write into a note, so that it can be taken out when the workbook comes back.
SIGN = "[Kiểm tra số liệu]"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_NAMES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_SHAPE_TYPE = (
    f'<v:shapetype {_NAMES} id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = (
    '<v:shape {names} id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;margin-left:60pt;'
    'margin-top:2pt;width:270pt;height:{height}pt;z-index:{order};visibility:hidden" fillcolor="#ffffe1" '
    'o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_SHAPE_START = re.compile(rb"<((?:[\w.-]+:)?)shape(?=[\s>])")
_PLACE = re.compile(rb"<(?:\w+:)?(Row|Column)>\s*(\d+)\s*</")
_ANCHOR = re.compile(rb"(<(?:\w+:)?Anchor>)((?:\s*\d+\s*,){7}\s*\d+)")
_HEIGHT = re.compile(rb"""(style=["'][^"']*?\bheight:\s*)([\d.]+)(pt|px)""")
_SHAPE_ID = re.compile(rb"_x0000_s(\d+)")
_LETTERS_A_LINE, _LINE_HEIGHT, _ROW_HEIGHT = 48, 14, 15
_WIDTH = 270  # points

Spot = tuple[int, int]
Texts = Mapping[Spot, str]


def note(parts: Parts, path: str, sheet: SheetCells, texts: Texts) -> None:
    """Take our earlier notes off the sheet of that path, and put these texts at their cells (row, column from 1)."""
    comments = parts.linked(path, "comments")
    if comments is None and not texts:
        return
    drawing = parts.linked(path, "vmlDrawing")
    had = _places(parts.read(drawing)) if drawing else set()
    if comments is None:
        comments = _new_comments(parts, path)
    root = parts.edited(comments)
    _take_out_ours(root)
    _put(root, texts)
    noted = {coordinate_to_tuple(node.get("ref", "A1").upper()): node for node in root.iter(main("comment"))}
    whole = {place: "".join(text.text or "" for text in node.iter(main("t"))) for place, node in noted.items()}
    gone = had - noted.keys()
    shapes = {place: whole[place] for place in sorted(noted.keys() - had)}
    longer = {place: whole[place] for place in had & texts.keys()}
    if drawing is None:
        drawing = parts.new_path("xl/drawings/vmlDrawing{}.vml")
        parts.write(drawing, f"<xml {_NAMES}></xml>".encode())
        parts.set_type(drawing, _VML_TYPE)
        sheet.draw(parts.link(path, "vmlDrawing", drawing))
    if gone or shapes or longer:
        parts.write(drawing, _drawn(parts.read(drawing), sheet, gone, shapes, longer))


def _new_comments(parts: Parts, path: str) -> str:
    comments = parts.new_path("xl/comments{}.xml")
    root = etree.Element(main("comments"), nsmap={None: MAIN})
    etree.SubElement(root, main("authors"))
    etree.SubElement(root, main("commentList"))
    parts.plant(comments, root)
    parts.set_type(comments, _COMMENTS_TYPE)
    parts.link(path, "comments", comments)
    return comments


# --- texts -----------------------------------------------------------------------------------------------


def _take_out_ours(root: etree._Element) -> None:
    for comment in list(root.iter(main("comment"))):
        texts = list(comment.iter(main("t")))
        whole = "".join(node.text or "" for node in texts)
        at = whole.find(SIGN)
        if at < 0:
            continue
        kept = whole[:at].rstrip("\n")
        if not kept:
            comment.getparent().remove(comment)
            continue
        left = len(kept)
        for node in texts:
            node.text = (node.text or "")[:left]
            left = max(left - len(node.text), 0)


def _put(root: etree._Element, texts: Texts) -> None:
    authors, listed = root.find(main("authors")), root.find(main("commentList"))
    if authors is None:
        authors = etree.Element(main("authors"))
        root.insert(0, authors)
    if listed is None:
        listed = etree.SubElement(root, main("commentList"))
    present = {node.get("ref", "").upper(): node for node in listed.iter(main("comment"))}
    names = [node.text for node in authors]
    for (row, column), text in texts.items():
        address = f"{get_column_letter(column)}{row}"
        comment = present.get(address)
        if comment is None:
            if SIGN not in names:
                etree.SubElement(authors, main("author")).text = SIGN
                names.append(SIGN)
            author = str(names.index(SIGN))
            comment = etree.SubElement(listed, main("comment"), ref=address, authorId=author)
            etree.SubElement(comment, main("text"))
            said = f"{SIGN}\n{text}"
        else:
            said = f"\n\n{SIGN}\n{text}"
        _add_run(comment, said)


def _add_run(comment: etree._Element, said: str) -> None:
    text = comment.find(main("text"))
    if text is None:
        text = etree.Element(main("text"))
        comment.insert(0, text)
    plain = text.find(main("t"))
    if plain is not None:
        # Text that is not in runs may not have a run beside it.
        plain.text = (plain.text or "") + said
        plain.set(_SPACE, "preserve")
        return
    run = etree.Element(main("r"))
    etree.SubElement(run, main("t"), {_SPACE: "preserve"}).text = said
    runs = [index for index, node in enumerate(text) if node.tag == main("r")]
    text.insert(runs[-1] + 1 if runs else 0, run)


# --- shapes ----------------------------------------------------------------------------------------------


def _places(vml: bytes) -> set[Spot]:
    """The cells whose notes the drawing has; buttons and other controls have none."""
    return {place for start, end in _shapes(vml) if (place := _place(vml[start:end])) is not None}


def _shapes(vml: bytes) -> Iterator[Spot]:
    """Where each shape begins and ends."""
    end = 0
    while found := _SHAPE_START.search(vml, end):
        close = b"</%bshape>" % found[1]
        at = vml.find(close, found.end())
        if at < 0:
            raise Odd("a shape without an end")
        end = at + len(close)
        yield found.start(), end


def _place(shape: bytes) -> Spot | None:
    if b'ObjectType="Note"' not in shape:
        return None
    found = {name: int(number) for name, number in _PLACE.findall(shape)}
    return (found[b"Row"] + 1, found[b"Column"] + 1) if len(found) == 2 else None


def _drawn(vml: bytes, sheet: SheetCells, gone: Collection[Spot], shapes: Texts, longer: Texts) -> bytes:
    """The drawing without the shapes of notes that are gone, with room for longer texts, and with new shapes."""

    pieces, done = [], 0
    for start, end in _shapes(vml):
        place, shape = _place(vml[start:end]), vml[start:end]
        if place is not None and place in longer:
            shape = _taller(shape, longer[place])
        pieces += [vml[done:start], b"" if place in gone else shape]
        done = end
    vml = b"".join([*pieces, vml[done:]])
    first = max((int(number) for number in _SHAPE_ID.findall(vml)), default=1024) + 1
    new = [] if b"_x0000_t202" in _without_uses(vml) else [_SHAPE_TYPE]
    for order, ((row, column), text) in enumerate(shapes.items()):
        height = _height(text)
        # Left column and its offset, top row and its offset, right, bottom; all count from 0.
        bottom = row + height // _ROW_HEIGHT
        anchor = f"{column}, 15, {max(row - 2, 0)}, 10, {sheet.across(column + 1, _WIDTH) - 1}, 15, {bottom}, 4"
        values = {"number": first + order, "order": order + 1, "row": row - 1, "column": column - 1}
        new.append(_SHAPE.format(names=_NAMES, height=height, anchor=anchor, **values))
    at = vml.rindex(b"</")
    return vml[:at] + "".join(new).encode() + vml[at:]


def _height(text: str) -> int:
    """The points that a text needs."""
    return 10 + _LINE_HEIGHT * (1 + sum(1 + len(line) // _LETTERS_A_LINE for line in text.split("\n")))


def _taller(shape: bytes, text: str) -> bytes:
    """A sender's own shape with room for what was put under its text: Excel shows no more than fits."""
    height = _height(text)

    def lower(found: re.Match[bytes]) -> bytes:
        numbers = [int(number) for number in found[2].split(b",")]
        numbers[6] = max(numbers[6], numbers[2] + height // _ROW_HEIGHT + 1)
        return found[1] + b", ".join(b"%d" % number for number in numbers)

    def higher(found: re.Match[bytes]) -> bytes:
        points = float(found[2]) * (0.75 if found[3] == b"px" else 1)
        return found[1] + b"%gpt" % max(points, height)

    return _HEIGHT.sub(higher, _ANCHOR.sub(lower, shape, count=1), count=1)


def _without_uses(vml: bytes) -> bytes:
    """What remains tells whether the type of the shapes is declared."""
    return vml.replace(b'type="#_x0000_t202"', b"").replace(b"type='#_x0000_t202'", b"")
