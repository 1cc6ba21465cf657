"""The directions in which the project's files may import each other: a file's text in, sentences out."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SCREEN = {"streamlit", "altair", "pydeck"}
DRAWN_WITHOUT_A_BROWSER = {
    *("charts", "charts_coverage", "charts_services", "charts_tasks"),
    *("maps", "map_classes", "map_scale", "map_labels", "map_picture", "boundaries"),
    *("style", "words", "sentences", "decks", "exports", "coverage", "dossiers", "tasks", "senders", "cards", "points"),
    *("remarks", "charts_senders", "intake", "nearness", "records_coverage", "station_marks", "next_station_picture"),
    *(
        "white_zones",
        "white_zone_cards",
        "white_zone_form",
        "charts_white",
        "coverage_doubts",
        "doubt_words",
        "resilience",
    ),
    *("services.way", "services.charts_way", "services.index_766", "services.charts_index", "services.on_time"),
    *("services.coming", "services.charts_coming", "services.charts_time", "services.unit_months"),
    *("project06.moved", "project06.moved_texts", "project06.forecast", "project06.charts_forecast"),
    *("project06.indicator_pace", "project06.indicators", "project06.indicator_words", "project06.charts_indicators"),
    *("services.two_sources", "services.counts_form", "services.charts_sources", "services.statutory_forms"),
    *("services.statutory_sheet", "units.peers"),
    *("next_stations", "next_station_map", "charts_next_stations", "operators", "charts_operators", "reminders"),
}
SOURCES_MAY_USE = {"loaders.contract", "loaders.clean", "loaders.checks", "loaders.derive"}
SQL = re.compile(r"\bselect\b.+\bfrom\b|\binsert\s+into\b|\bcreate\s+(or\s+replace\s+)?(table|view)\b", re.I | re.S)

# --- what a file imports ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Import:
    """`from loaders import clean` is of module `loaders`, name `clean`. within: the innermost function."""

    module: str
    name: str
    line: int
    within: str

    @property
    def top(self) -> str:
        return self.module.partition(".")[0]

    def targets(self) -> tuple[str, str]:
        """What may be meant: a name of the module, or a module below it."""
        return self.module, f"{self.module}.{self.name}" if self.name else self.module


def imports(path: str, source: str) -> list[Import]:
    return list(_imports(ast.parse(source), _package(path), ""))


def _package(path: str) -> list[str]:
    return list(Path(path).parts[:-1])


def _imports(node: ast.AST, package: list[str], within: str) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        match child:
            case ast.Import(names=names):
                yield from (Import(alias.name, "", child.lineno, within) for alias in names)
            case ast.ImportFrom(module=module, names=names, level=level):
                base = package[: len(package) - level + 1] if level else []
                full = ".".join([*base, *filter(None, [module])])
                yield from (Import(full, alias.name, child.lineno, within) for alias in names)
            case ast.Call(
                func=ast.Name(id=called) | ast.Attribute(attr=called), args=[ast.Constant(value=str(name)), *_]
            ):
                if called in {"import_module", "__import__"}:
                    yield Import(name, "", child.lineno, within)
                yield from _imports(child, package, within)
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield from _imports(child, package, name)
            case _:
                yield from _imports(child, package, within)


# --- the directions ---------------------------------------------------------------------------------------


def violations(path: str, source: str, door: set[str]) -> list[str]:
    """One sentence per import or text that points the wrong way. door: the names that `loaders` offers."""
    found = [f"{path}:{i.line}: {said}" for i in imports(path, source) if (said := _wrong(path, i, door))]
    if _is_page(path) or path == "app.py":
        found += [f"{path}:{line}: SQL in a page" for line in _sql_lines(source)]
    return found


def _is_page(path: str) -> bool:
    return path.startswith("pages/") and path.count("/") == 1


def _wrong(path: str, i: Import, door: set[str]) -> str:
    """Why a file at `path` may not import this; empty where it may."""
    parts = Path(path).with_suffix("").parts
    if parts[:2] == ("loaders", "sources"):
        return _wrong_in_source(i)
    if parts[0] == "loaders":
        return f"loaders import {i.top}" if i.top in SCREEN | {"metrics", "pages", "app"} else ""
    if parts == ("metrics",):
        return _wrong_in_metrics(i)
    if parts[:2] == ("pages", "parts"):
        return _wrong_in_part(".".join(parts[2:]), i) or _beyond_the_door(i, door)
    if parts[0] == "pages":
        return _wrong_in_page(i) or _beyond_the_door(i, door)
    if parts == ("app",) and i.top in {"duckdb", "altair", "pydeck", "metrics"}:
        return f"app.py imports {i.top}: queries and charts belong to pages"
    return ""


def _wrong_in_source(i: Import) -> str:
    if i.top in sys.stdlib_module_names or SOURCES_MAY_USE & set(i.targets()):
        return ""
    return f"a source imports {i.targets()[1]}: only contract, clean, checks and derive"


def _wrong_in_metrics(i: Import) -> str:
    if i.top in SCREEN | {"pages", "app"}:
        return f"metrics import {i.top}"
    if i.top == "loaders" and i.within != "main":
        return "metrics import loaders outside main()"
    return ""


def _wrong_in_part(part: str, i: Import) -> str:
    if part in DRAWN_WITHOUT_A_BROWSER and i.top == "streamlit":
        return f"{part} imports streamlit: the nightly briefing runs without it"
    return _a_page(i, f"a part imports {i.targets()[1]}: pages use parts, not the reverse")


def _wrong_in_page(i: Import) -> str:
    if i.top == "duckdb":
        return "a page imports duckdb: it asks metrics"
    return _a_page(i, f"a page imports {i.targets()[1]}: what two pages share moves to parts/")


def _beyond_the_door(i: Import, door: set[str]) -> str:
    if i.top == "app":
        return "imports app"
    is_inner = i.module.startswith("loaders.") or (i.module == "loaders" and bool(i.name) and i.name not in door)
    return f"imports {i.targets()[1]}: only what loaders/__init__.py offers" if is_inner else ""


def _a_page(i: Import, said: str) -> str:
    is_part = "pages.parts" in i.targets() or i.module.startswith("pages.parts.")
    return said if i.top == "pages" and not is_part else ""


def _sql_lines(source: str) -> list[int]:
    """Lines of texts that are SQL, and of calls that run it. A docstring is prose."""
    tree = ast.parse(source)
    prose = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant)}
    lines = []
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str(text)) if id(node) not in prose and SQL.search(text):
                lines.append(node.lineno)
            case ast.Call(func=ast.Attribute(attr="execute" | "sql")):
                lines.append(node.lineno)
    return sorted(set(lines))


def offered(source: str) -> set[str]:
    """The names in a package's `__all__`."""
    for node in ast.parse(source).body:
        match node:
            case ast.Assign(targets=[ast.Name(id="__all__")], value=names):
                return set(ast.literal_eval(names))
    return set()


def reach(start: str, graph: dict[str, set[str]]) -> set[str]:
    """All that importing `start` brings along."""
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        for module in graph.get(waiting.pop(), set()) - seen:
            seen.add(module)
            waiting.append(module)
    return seen
