"""Where data lives, and which province this is. Read when asked, never at import."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

PROJECT = Path(__file__).resolve().parent.parent
TIME_ZONE = "Asia/Ho_Chi_Minh"


@dataclass(frozen=True)
class Home:
    """The folders of one installation, below `root`. reference falls back to the project's own."""

    root: Path

    @property
    def inbox(self) -> Path:
        """Where officers put files that `load` takes without being told."""
        return self.root / "inbox"

    @property
    def archive(self) -> Path:
        """The bytes of every file that was loaded, by their checksum."""
        return self.root / "archive"

    @property
    def journal(self) -> Path:
        """What was done with the archive and decided on screen, one JSON line each."""
        return self.root / "journal"

    @property
    def outbox(self) -> Path:
        """What goes back to the agencies."""
        return self.root / "outbox"

    @property
    def samples(self) -> Path:
        """Where `sample` writes synthetic exports."""
        return self.root / "samples"

    @property
    def warehouse(self) -> Path:
        """The dated warehouses and CURRENT, the line that names the one in force."""
        return self.root / "warehouse"

    @property
    def reference(self) -> Path:
        """Lists that an officer edits: units, aliases, targets, who sends what by when."""
        own = self.root / "reference"
        return own if own.is_dir() else PROJECT / "data" / "reference"


def home(data: Path | str | None = None) -> Home:
    """The installation named by `data`, else by the variable IOC_DATA, else the project's data/."""
    return Home(Path(data or os.environ.get("IOC_DATA") or PROJECT / "data").expanduser().resolve())


def now() -> datetime:
    """This moment, with the province's offset."""
    return datetime.now(ZoneInfo(TIME_ZONE))


def local(moment: datetime) -> datetime:
    """A moment with the province's offset; one without an offset is taken as local already."""
    zone = ZoneInfo(TIME_ZONE)
    return moment.replace(tzinfo=zone) if moment.tzinfo is None else moment.astimezone(zone)


# The old province's bounding box (domain facts, 2024): west, south, east, north in degrees of WGS 84.
BOX = (104.849, 21.497, 105.598, 22.691)
# The province's own unit_id: the one whose place among the 63 is shown, and the sender of last resort.
PROVINCE = "tinh-tuyen-quang"
