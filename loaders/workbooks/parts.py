"""An .xlsx as parts that are changed one by one; a part that is not changed keeps its bytes."""

from __future__ import annotations

import io
import posixpath
import zipfile
from copy import copy
from functools import cached_property
from itertools import count

from lxml import etree

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_MOST_BYTES = 600_000_000
_LEVEL = 4  # half the time of the usual 6, a sixth more bytes
_TYPES_PART = "[Content_Types].xml"


class Odd(Exception):
    """The workbook is laid out in a way that this code doesn't know: it must be written anew before it is marked."""


def main(name: str) -> str:
    """The full name of a spreadsheet element."""
    return f"{{{MAIN}}}{name}"


class Parts:
    """The parts of a package by path, without the leading slash; letters' case doesn't count in a path.

    Trees that `edited` gives out are written back by `packed`. Raises Odd where a part that must be there is not.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, OSError):
            raise Odd("no zip") from None
        if sum(info.file_size for info in self._archive.infolist()) > _MOST_BYTES:
            raise Odd("more than can be packed again")
        self._names = {name.lower().lstrip("/"): name for name in self._archive.namelist()}
        self._changed: dict[str, bytes] = {}
        self._trees: dict[str, etree._Element] = {}
        self._edited: set[str] = set()
        self._dropped: set[str] = set()

    def __contains__(self, path: str) -> bool:
        return path.lower() in self._names and self._name(path) not in self._dropped

    def _name(self, path: str) -> str:
        return self._names.setdefault(path.lower(), path)

    def read(self, path: str) -> bytes:
        """The part's bytes as they are now."""
        if path not in self:
            raise Odd(f"no part {path}")
        name = self._name(path)
        return self._changed[name] if name in self._changed else self._archive.read(name)

    def write(self, path: str, data: bytes) -> None:
        """Give a part, new or old, these bytes."""
        self._changed[self._name(path)] = data

    def tree(self, path: str) -> etree._Element:
        """The part's root, to be read."""
        name = self._name(path)
        if name not in self._trees:
            parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, remove_blank_text=False)
            try:
                self._trees[name] = etree.fromstring(self.read(path), parser)
            except etree.XMLSyntaxError:
                raise Odd(f"broken part {path}") from None
        return self._trees[name]

    def edited(self, path: str) -> etree._Element:
        """The part's root, to be changed in place."""
        self._edited.add(self._name(path))
        return self.tree(path)

    def plant(self, path: str, root: etree._Element) -> None:
        """Add a part that is kept as a tree."""
        self._trees[self._name(path)] = root
        self._edited.add(self._name(path))

    def new_path(self, form: str) -> str:
        """The first of xl/comments1.xml, xl/comments2.xml … that no part has."""
        return next(path for number in count(1) if (path := form.format(number)).lower() not in self._names)

    def packed(self) -> bytes:
        """The whole workbook, its parts in the order in which they came."""
        for name in sorted(self._edited):
            root = self._trees[name]
            self._changed[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for info in self._archive.infolist():
                if info.filename in self._dropped:
                    continue
                data = self._changed.pop(info.filename, None)
                data = self._archive.read(info) if data is None else data
                archive.writestr(copy(info), data, compresslevel=_LEVEL)
            for name, data in self._changed.items():
                if name not in self._dropped:
                    # A date of its own would make two runs over one file differ.
                    archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED, compresslevel=_LEVEL)
        return file.getvalue()

    # --- relationships and types ------------------------------------------------------------------------

    @cached_property
    def workbook(self) -> str:
        """The path of the workbook part."""
        found = [target for kind, target in self.links("").values() if kind == "officeDocument"]
        if not found:
            raise Odd("no workbook part")
        return found[0]

    def links(self, path: str) -> dict[str, tuple[str, str]]:
        """Id -> (last word of the relation's type, path of its target) of a part; "" is the package itself."""
        rels = _rels(path)
        if rels not in self:
            return {}
        found = {}
        for node in self.tree(rels):
            if isinstance(node.tag, str) and node.get("TargetMode") != "External":
                target = node.get("Target", "")
                target = (
                    target.lstrip("/") if target.startswith("/") else posixpath.join(posixpath.dirname(path), target)
                )
                found[node.get("Id", "")] = (node.get("Type", "").rpartition("/")[2], posixpath.normpath(target))
        return found

    def linked(self, path: str, kind: str) -> str | None:
        """The path of the first target of that kind, None where the part has none."""
        return next((target for name, target in self.links(path).values() if name == kind and target in self), None)

    def link(self, path: str, kind: str, target: str) -> str:
        """Relate a part to another one; returns the new id."""
        rels = _rels(path)
        if rels not in self:
            self.plant(rels, etree.Element(f"{{{_RELATIONS}}}Relationships", nsmap={None: _RELATIONS}))
        root = self.edited(rels)
        taken = {node.get("Id") for node in root if isinstance(node.tag, str)}
        new = next(name for number in count(1) if (name := f"rId{number}") not in taken)
        values = {"Id": new, "Type": f"{LINKS}/{kind}", "Target": f"/{target}"}
        etree.SubElement(root, f"{{{_RELATIONS}}}Relationship", values)
        return new

    def unlink(self, path: str) -> None:
        """Leave out all relations of a part; what they led to stays, without use."""
        if (rels := _rels(path)) in self:
            self._dropped.add(self._name(rels))

    def content_type(self, path: str) -> str:
        """What the package says the part is; "" where it says nothing of it by name."""
        for node in self.tree(_TYPES_PART).iter(f"{{{_TYPES}}}Override"):
            if node.get("PartName", "").lower() == f"/{path.lower()}":
                return str(node.get("ContentType", ""))
        return ""

    def set_type(self, path: str, content_type: str) -> None:
        """Say what a new part is."""
        values = {"PartName": f"/{path}", "ContentType": content_type}
        etree.SubElement(self.edited(_TYPES_PART), f"{{{_TYPES}}}Override", values)


def _rels(path: str) -> str:
    folder, name = posixpath.split(path)
    return posixpath.join(folder, "_rels", f"{name}.rels")
