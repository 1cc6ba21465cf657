"""The command line: `python -m loaders load | check | status | sample | template | rebuild | undo`."""

from __future__ import annotations

import sys

from loaders.commands import main

if __name__ == "__main__":
    sys.exit(main())
