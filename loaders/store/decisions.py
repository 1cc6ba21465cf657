"""What people decided on screen: other names of units, forms read by hand, remarks acknowledged. Kept in the journal.

Names and forms decide how files are read, so they hold for every file from then on. They are never written into the
committed lists; the newest decision about a name or a form counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import duckdb

from loaders.contract import BadFile
from loaders.places import Places
from loaders.settings import Home, now
from loaders.shapes import forms
from loaders.shapes.forms import Form
from loaders.store import journal

ALIAS, FORM, ACKNOWLEDGED = "alias", "form", "acknowledgement"
LONGEST_REASON = 1_000


def places(home: Home) -> Places:
    """The reference lists with the names that people gave."""
    decided: dict[tuple[str, str | None], str] = {}
    for entry in journal.entries(home.journal, ALIAS):
        decided[entry["alias"], entry.get("within")] = entry["unit_id"]
    return Places.load(home.reference, [(alias, unit, within) for (alias, within), unit in decided.items()])


def known_forms(home: Home) -> list[Form]:
    """The forms that people read, the newest first; one for each block of headings."""
    newest: dict[tuple[Any, ...], Form] = {}
    for entry in journal.entries(home.journal, FORM):
        form = forms.from_entry(entry)
        newest[form.headings, form.rows] = form
    return list(newest.values())[::-1]


def that_read(home: Home) -> list[dict[str, Any]]:
    """The entries that decide how a file is read."""
    return list(journal.entries(home.journal, ALIAS, FORM))


def name_unit(home: Home, alias: str, unit_id: str, within: str | None = None) -> None:
    """From now on the name means that unit; within: only in that district. BadFile where there is no such unit."""
    alias = " ".join(alias.split())
    if not alias:
        raise BadFile("wrong_alias", "tên gọi để trống", "chọn một tên trong danh sách chờ")
    known = Places.load(home.reference)
    if not known.knows(unit_id) or (within and not known.knows(within)):
        raise BadFile("wrong_alias", f"không có đơn vị “{unit_id}” trong danh mục", "chọn đơn vị trong danh sách")
    entry = {"kind": ALIAS, "at": now().isoformat(), "alias": alias, "unit_id": unit_id, "within": within or None}
    journal.append(home.journal, entry)


def remember_form(home: Home, form: Form) -> None:
    """From now on every sheet with these headings is read so."""
    entry = {
        "kind": FORM,
        "at": now().isoformat(),
        "source": form.source,
        "headings": list(form.headings),
        "fields": dict(form.fields),
        "rows": form.rows,
    }
    journal.append(home.journal, entry)


# --- remarks ---------------------------------------------------------------------------------------------------

REMARK = ("sha256", "source", "rule", "sheet", "cell", "row_number")
ACKNOWLEDGE = """
update log.issues as i
set acknowledged_at = $at, reason = $reason
from log.batches as b
where b.batch_id = i.batch_id and i.level = 'warning' and b.sha256 = $sha256 and b.source = $source and i.rule = $rule
    and coalesce(i.sheet, '') = coalesce($sheet, '') and i.cell is not distinct from $cell
    and i.row_number is not distinct from $row_number
"""


def acknowledgement(remarks: Sequence[Mapping[str, Any]], reason: str) -> dict[str, Any]:
    """The journal's entry. remarks: each with the names of REMARK. BadFile where no reason is given."""
    reason = " ".join(reason.split())
    if not reason:
        raise BadFile(
            "no_reason", "chưa ghi lý do", "ghi ngắn gọn vì sao giá trị này đúng, ví dụ: đã gọi đơn vị xác nhận"
        )
    if len(reason) > LONGEST_REASON:
        raise BadFile("no_reason", "lý do dài quá 1.000 ký tự", "ghi ngắn lại")
    told = [{name: remark[name] for name in REMARK} for remark in remarks]
    return {"kind": ACKNOWLEDGED, "remarks": told, "reason": reason}


def apply(con: duckdb.DuckDBPyConnection, entry: Mapping[str, Any]) -> None:
    """Put the reason beside the warnings it is about; those of a file that isn't there are passed over."""
    for remark in entry["remarks"]:
        con.execute(ACKNOWLEDGE, {**remark, "at": entry["at"], "reason": entry["reason"]})
