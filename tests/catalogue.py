"""What the screens say, and what en.po says for it: texts without a translation, translations that nobody says.

`python -m tests.catalogue` prints both; with --write they are put into en.po (the first ones empty, to be filled in)
and taken out of it. Babel's own extractor would miss the calls inside f-strings: texts come from the syntax tree.
"""

from __future__ import annotations

import ast
import sys
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime
from string import Formatter

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from loaders import SOURCES
from metrics import METRICS
from pages.parts import words
from tests.conftest import ROOT

ENGLISH = words.FOLDER / "en.po"
SAYING = ("say", "later")
# Breve, circumflex, horn and the five tones, once a letter is taken apart; đ does not come apart.
MARKS = set("\u0306\u0302\u031b\u0300\u0301\u0303\u0309\u0323")


# --- the texts -----------------------------------------------------------------------------------------------


def screens() -> dict[str, str]:
    """File → code, of those that may say something."""
    paths = [ROOT / "app.py", *sorted((ROOT / "pages").rglob("*.py"))]
    return {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def sayings(tree: ast.AST) -> Iterator[tuple[ast.Call, ast.expr]]:
    """Every say() and later() with its text."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args and _called(node) in SAYING:
            yield node, node.args[0]


def _called(call: ast.Call) -> str:
    return str(getattr(call.func, "id", getattr(call.func, "attr", "")))


def said() -> dict[str, list[str]]:
    """Text → where it is said: files, or the registry that it comes from."""
    found = [
        (text.value, name)
        for name, code in screens().items()
        for _, text in sayings(ast.parse(code))
        if isinstance(text, ast.Constant)
    ]
    for source in SOURCES.values():
        found += [(text, f"loaders/sources/{source.name}.py") for text in (source.title, source.agency)]
    found += [(metric.measured_in, "metrics.py") for metric in METRICS.values() if metric.measured_in != "%"]
    places: dict[str, set[str]] = {}
    for text, place in found:
        places.setdefault(text, set()).add(place)
    return {text: sorted(there) for text, there in places.items()}


def translations() -> dict[str, tuple[str, ...]]:
    """Text → its English one, or two: for one and for many. Empty where nobody has translated it."""
    with ENGLISH.open("rb") as file:
        return {_text(message.id): _forms(message.string) for message in read_po(file) if message.id}


def _text(message_id: str | list[str] | tuple[str, ...]) -> str:
    return message_id if isinstance(message_id, str) else message_id[0]


def _forms(string: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else tuple(string)


def missing() -> dict[str, list[str]]:
    """The texts without an English one → where they are said."""
    known = {text for text, forms in translations().items() if all(forms)}
    return {text: places for text, places in sorted(said().items()) if text not in known}


def unused() -> list[str]:
    """The translated texts that nobody says."""
    return sorted(set(translations()) - set(said()))


# --- what is wrong with them -----------------------------------------------------------------------------------


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def is_vietnamese(text: str) -> bool:
    """Whether a letter of it is used in Vietnamese and not in English."""
    return "đ" in text.lower() or bool(MARKS & set(unicodedata.normalize("NFD", text)))


def unsaid(code: str) -> list[tuple[int, str]]:
    """(line, text) of the Vietnamese texts outside say(), later() and docstrings."""
    tree = ast.parse(code)
    passed_over = {id(node) for _, text in sayings(tree) for node in ast.walk(text)}
    passed_over |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    texts = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return [(one.lineno, one.value) for one in texts if id(one) not in passed_over and is_vietnamese(one.value)]


def put_together(code: str) -> list[tuple[int, str]]:
    """(line, text) of the texts that no catalogue can have: they are put together before they are said."""
    found = [(call.lineno, text) for call, text in sayings(ast.parse(code)) if not isinstance(text, ast.Constant)]
    return [
        (line, ast.unparse(text))
        for line, text in found
        if isinstance(text, ast.JoinedStr | ast.BinOp | ast.Call | ast.IfExp | ast.BoolOp) and not _is_lookup(text)
    ]


def _is_lookup(text: ast.expr) -> bool:
    """`NAMES[kind].get(code, code)`: one of several that are listed with later()."""
    return isinstance(text, ast.Call) and _called(text) == "get"


def frozen(code: str, is_script: bool = False) -> list[tuple[int, str]]:
    """(line, text) of what is said once for all: at import (a script runs anew each time), or in a cached function
    that is not told the `language`. Whoever asks first would set the language of all who come later."""
    tree = ast.parse(code)
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    inside = {id(node) for function in functions for node in ast.walk(function)}
    inside |= {id(node) for one in ast.walk(tree) if isinstance(one, ast.Lambda) for node in ast.walk(one)}
    cached = [one for one in functions if any("cache" in ast.unparse(by) for by in one.decorator_list)]
    kept = {id(node) for one in cached if "language" not in ast.unparse(one.args) for node in ast.walk(one)}
    return [
        (call.lineno, ast.unparse(text))
        for call, text in sayings(tree)
        if _called(call) == "say" and (id(call) in kept or not (is_script or id(call) in inside))
    ]


# --- the file ------------------------------------------------------------------------------------------------


def refreshed(old: Catalog, places: dict[str, list[str]]) -> Catalog:
    """The same translations, for exactly those texts."""
    new = Catalog(
        locale="en",
        project="IOC Tuyên Quang",
        version="1.0",
        msgid_bugs_address="IOC Tuyên Quang",
        header_comment="# The screens in English. Refreshed by `python -m tests.catalogue --write`.",
        creation_date=old.creation_date,
        revision_date=datetime.now(UTC).replace(second=0, microsecond=0),
        last_translator="IOC Tuyên Quang",
        language_team="English",
        fuzzy=False,
    )
    known = {_text(message.id): message for message in old if message.id}
    for text, there in places.items():
        message = known.get(text)
        locations = [(place, 0) for place in there]
        new.add(message.id if message else text, message.string if message else "", locations=locations)
    return new


def write() -> None:
    """Bring en.po up to date: without the texts that nobody says, with an empty entry for each new one."""
    with ENGLISH.open("rb") as file:
        new = refreshed(read_po(file), said())
    with ENGLISH.open("wb") as file:
        write_po(file, new, width=120, sort_output=True, include_lineno=False)


def main(arguments: list[str]) -> int:
    """0 where nothing is missing or unused, else 1."""
    if "--write" in arguments:
        write()
    lacking, superfluous = missing(), unused()
    for text, places in lacking.items():
        print(f"missing: {text!r} ({', '.join(places)})")
    for text in superfluous:
        print(f"unused: {text!r}")
    return 1 if lacking or superfluous else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
