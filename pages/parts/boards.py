"""Ranking boards as frames: rank within each criterion, one unit's criteria, which units a picture shows. No screen."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from pages.parts.style import NO_VALUE, vn
from pages.parts.words import say

OWN = "CĐS tỉnh"
NATIONAL = ("DTI", "PCI", "PAPI", "PAR Index")
BOARDS = ("department", "district", "commune")
BANDS = 4
AT_MOST = 20  # units side by side that can still be read


# --- rank within a criterion -----------------------------------------------------------------------------------


def standings(criteria: pd.DataFrame) -> pd.DataFrame:
    """The same rows with what the criterion's other units have: ranked (how many), best, median, behind (points to the
    median, above zero where the unit is below it). criteria: criterion, rank, score; a unit without a rank is not
    among them, a criterion that a unit doesn't have stays without a rank and is never 0."""
    among = criteria[criteria["rank"].notna()].groupby("criterion")["score"]
    frame = criteria.assign(
        ranked=criteria["criterion"].map(among.size()).fillna(0).astype(int),
        best=criteria["criterion"].map(among.max()).astype("float64"),
        median=criteria["criterion"].map(among.median()).astype("float64"),
    )
    return frame.assign(behind=frame["median"] - frame["score"])


def of_unit(standing: pd.DataFrame, unit: str, criteria: Sequence[str]) -> pd.DataFrame:
    """One unit's criteria, the worst rank first, those it doesn't have last. standing: as standings."""
    own = standing[standing["unit"] == unit].drop_duplicates("criterion").set_index("criterion")
    whole = own.reindex(list(criteria)).rename_axis("criterion").reset_index()
    for name in ("ranked", "best", "median"):
        known = standing.drop_duplicates("criterion").set_index("criterion")[name]
        whole[name] = whole["criterion"].map(known)
    return whole.sort_values(["rank", "behind"], ascending=False, na_position="last", kind="stable", ignore_index=True)


def band(rank: float, size: int) -> int:
    """0 (the first quarter of the board) to 3 (the last): 19 units are 1–5, 6–10, 11–15 and 16–19."""
    return min(int((rank - 1) * BANDS // max(size, 1)), BANDS - 1)


def ranges(size: int) -> dict[int, str]:
    """Band → its ranks as they are said; a band that no place of a small board falls into is left out."""
    places: dict[int, list[int]] = {}
    for place in range(1, size + 1):
        places.setdefault(band(place, size), []).append(place)
    return {one: vn(own[0]) if len(own) == 1 else f"{vn(own[0])}–{vn(own[-1])}" for one, own in places.items()}


# --- which units -------------------------------------------------------------------------------------------------


def side_by_side(board: pd.DataFrame, district: str | None, unit: str | None) -> pd.DataFrame:
    """The units of a heat map in the board's order: all of a small board, one district's, else the last AT_MOST ranked
    ones; the chosen unit is always among them. board: as ask.board."""
    if district:
        chosen = board["district"].eq(district)
    elif len(board) <= AT_MOST + 5:
        chosen = board["unit"].notna()
    else:
        ranked = board[board["rank"].notna()]
        chosen = board["unit"].isin(ranked["unit"].tail(AT_MOST))
    chosen |= board["unit"].eq(unit)
    return board[chosen & (board["rank"].notna() | board["unit"].eq(unit))].reset_index(drop=True)


def home_of(unit: str | None, boards: dict[str, pd.DataFrame]) -> str | None:
    """The board that lists the unit; None where none does."""
    return next((name for name, frame in boards.items() if unit in set(frame["unit"])), None)


def marked_first(board: pd.DataFrame, unit: str | None, at_most: int) -> pd.DataFrame:
    """The board, with the marked unit on top where it would stand below what is seen without scrolling."""
    is_below = board["unit"].eq(unit) & (board.index >= at_most)
    return pd.concat([board[is_below], board[~is_below]], ignore_index=True)


# --- sentences -----------------------------------------------------------------------------------------------------


def closest(board: pd.DataFrame) -> str:
    """The smallest step between two neighbours; empty where nobody is behind anybody. board: rank, gap, unit_name."""
    behind = board[board["rank"].notna() & board["gap"].gt(0)]
    if behind.empty:
        return ""
    steps = behind["gap"].round(4)
    least = steps[steps.eq(steps.min())]
    place = behind.loc[least.index[0], "rank"]
    above = board[board["rank"].lt(place)]
    above = above[above["rank"].eq(above["rank"].max())]
    pairs = behind.loc[least.index, "rank"].nunique()
    gap = float(least.iloc[0])
    said = say(
        "{below} kém {above} {gap} điểm, sát nhất bảng",
        below=_joined(board[board["rank"].eq(place)]["unit_name"]),
        above=_joined(above["unit_name"]),
        gap=vn(gap, 2 if gap >= 0.005 else 4),
    )
    return said + (say("; {count} cặp khác cũng vậy", count=vn(pairs - 1)) if pairs > 1 else "")


def remarks(board: pd.DataFrame) -> list[str]:
    """What the table alone doesn't say: who is without a rank and why, which ranks the file says otherwise, doubts."""
    said = []
    without = board[board["rank"].isna()]
    excluded = without[without["is_ranked"].eq(False)]
    for rows, why in (
        (excluded, say("Không xếp hạng, theo ghi chú của tệp")),
        (without.drop(excluded.index), say("Chưa có điểm và hạng")),
    ):
        if len(rows):
            said.append(f"{why}: {_joined(rows['unit_name'], _cells(rows))}")
    other = board[board["rank"].notna() & board["reported_rank"].notna() & board["rank"].ne(board["reported_rank"])]
    if len(other):
        named = [
            say("{unit} ghi hạng {said}", unit=one.unit_name, said=vn(one.reported_rank))
            for one in other.head(3).itertuples()
        ]
        said.append(say("Hạng tính theo điểm khác tệp ở {count} đơn vị: ", count=vn(len(other))) + ", ".join(named))
    for one in board[board["doubt"].notna()].itertuples():
        said.append(say("≠ Cần xác nhận: {unit}, {why}", unit=one.unit_name, why=one.doubt))
    return said


def concentrated(standing: pd.DataFrame, shown: pd.DataFrame, size: int, is_dark: bool) -> str:
    """How the heat map is read, and which of the units shown has the most criteria in the last band."""
    strong = say("ô sáng là nơi cần tập trung") if is_dark else say("ô đậm là nơi cần tập trung")
    said = say("1 là tốt nhất trong {count} đơn vị; {strong}", count=vn(size), strong=strong)
    inside = standing[standing["unit"].isin(shown["unit"]) & standing["rank"].notna()]
    last = inside[[band(rank, size) == BANDS - 1 for rank in inside["rank"]]].groupby("unit").size()
    if last.empty:
        return said
    worst = shown[shown["unit"].isin(last[last.eq(last.max())].index)]["unit_name"]
    many = say("{count} chỉ số", count=vn(last.max()))
    return f"{said} · {say('nhiều nhất ở {units} ({many})', units=_joined(worst, at_most=2), many=many)}"


def weakest(own: pd.DataFrame) -> str:
    """A unit's worst and best criterion. own: as of_unit."""
    known = own[own["rank"].notna()]
    if known.empty:
        return say("Tệp không có điểm từng chỉ số của đơn vị này")
    worst, best = known.iloc[0], known.iloc[-1]
    said = say("yếu nhất: {criterion}, {place}", criterion=worst["criterion"], place=place(worst))
    if round(worst["behind"], 2) > 0:
        said += say(", kém trung vị {gap} điểm", gap=vn(worst["behind"], 2))
    if best["rank"] < worst["rank"]:
        said += " · " + say("mạnh nhất: {criterion}, {place}", criterion=best["criterion"], place=place(best))
    return said


def place(row: pd.Series) -> str:
    """hạng 13/19; without the whole where only this unit's line is known."""
    if row["ranked"] > 1:
        return say("hạng {rank}/{all}", rank=vn(row["rank"]), all=vn(row["ranked"]))
    return say("hạng {rank}", rank=vn(row["rank"]))


def _cells(rows: pd.DataFrame) -> list[str]:
    return [say("ô {cell}", cell=cell) if isinstance(cell, str) and cell else "" for cell in rows["cell"]]


def _joined(names: Sequence[str] | pd.Series, beside: Sequence[str] = (), at_most: int = 4) -> str:
    """A, B và C; past `at_most` the rest are counted."""
    listed = [str(name) for name in names]
    if beside:
        listed = [f"{name} ({what})" if what else name for name, what in zip(listed, beside, strict=True)]
    if len(listed) > at_most:
        listed = [*listed[:at_most], say("{count} đơn vị khác", count=vn(len(listed) - at_most))]
    *first, last = listed or [NO_VALUE]
    return f"{', '.join(first)} {say('và')} {last}" if first else last
