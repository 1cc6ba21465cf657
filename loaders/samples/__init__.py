"""Synthetic agency exports for the demonstration and the tests: seventeen months, seeded, as untidy as real ones.

What in them is real and which faults are planted where: docs/sample-data.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from loaders.samples.book import Book, Planted, save
from loaders.samples.counts import count_books
from loaders.samples.dossiers import dossier_books, make_desks
from loaders.samples.indicators import indicator_books
from loaders.samples.obstacles import obstacle_books
from loaders.samples.procedures import make_procedures, procedure_books
from loaders.samples.scores import score_books
from loaders.samples.station_files import station_books
from loaders.samples.stations import make_stations
from loaders.samples.tasks import task_books
from loaders.samples.village_files import village_books
from loaders.samples.villages import make_villages
from loaders.samples.world import MONTHS, Month, World, read_world

__all__ = ["Planted", "make_books", "planted_faults", "write_samples"]


def write_samples(out: Path, seed: int = 2024, scale: int = 1, months: Sequence[Month] = MONTHS) -> list[Path]:
    """Write every export below `out`, one folder a month; returns the files. scale multiplies the dossiers."""
    return [save(book, out) for book in make_books(read_world(seed, scale), months)]


def planted_faults(seed: int = 2024, scale: int = 1) -> list[Planted]:
    """Every fault that `write_samples` with the same seed and scale puts into its files, in the files' order."""
    return [fault for book in make_books(read_world(seed, scale)) for fault in book.faults]


def make_books(world: World, months: Sequence[Month] = MONTHS) -> Iterator[Book]:
    """One after the other, so that only one file is in memory at a time. A month's files don't depend on `months`."""
    stations, villages, procedures = make_stations(world), make_villages(world), make_procedures(world)
    desks = make_desks(world, procedures)
    for month in months:
        yield from station_books(world, stations, month)
        yield from village_books(world, villages, month)
        yield from procedure_books(world, procedures, month)
        yield from count_books(world, month)
        yield from dossier_books(world, desks, month)
        yield from task_books(world, month)
        yield from score_books(world, month)
        yield from indicator_books(world, month)
        yield from obstacle_books(world, month)
