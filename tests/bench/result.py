"""One row of the benchmark."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Result:
    """A measured value (median) with its unit; limit: what it must stay below, None where it is only for comparison."""

    name: str
    value: float
    measured_in: str
    limit: float | None = None

    @property
    def is_within(self) -> bool:
        """Whether the value keeps its limit; True without one."""
        return self.limit is None or self.value < self.limit

    @property
    def shown(self) -> str:
        """The value as people read it: 1,58 s; 44.720 dòng/s."""
        if self.value >= 10_000:
            return f"{self.value:,.0f} {self.measured_in}".replace(",", ".")
        return f"{self.value:.4g} {self.measured_in}".replace(".", ",")

    @property
    def limit_shown(self) -> str:
        """The limit likewise, or a dash."""
        return f"< {self.limit:g} {self.measured_in}".replace(".", ",") if self.limit is not None else "–"

    def as_json(self) -> dict[str, Any]:
        """For bench.json."""
        return asdict(self) | {"is_within": self.is_within}
