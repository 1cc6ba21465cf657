"""What is said about coverage's doubts: the rule of each kind, what could not be compared, one doubt as a sentence."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

import pandas as pd

from pages.parts import coverage_doubts, nearness
from pages.parts.coverage_doubts import ALONE, CODES, FAR, OUTSIDE, SILENT, UNSAID
from pages.parts.maps import Land
from pages.parts.style import NO_VALUE, is_missing, vn
from pages.parts.words import later, say

WHY = {
    coverage_doubts.OPERATORS: later("hai nhà mạng dùng một mã"),
    coverage_doubts.COMMUNES: later("một nhà mạng, hai xã"),
    coverage_doubts.SPELLINGS: later("một nhà mạng, một xã: viết khác nhau"),
}
SENTENCES = {
    FAR: later("{village_name}, {unit} khai có 4G; trạm 4G gần nhất là {station_code_2} ({operator_2}), cách {away}."),
    SILENT: later("{unit} có {stations} trạm đang hoạt động; cả {villages} thôn khai không có sóng."),
    OUTSIDE: later("{station_code} ({operator}) khai ở {unit}; tọa độ cách xã này {away}."),
    CODES: later("{station_code} ({operator}, {unit}) và {station_code_2} ({operator_2}, {unit_2}) có cùng một mã."),
    UNSAID: later("{station_code} ({operator}) khai không dùng chung; {station_code_2} ({operator_2}) cách {away}."),
    ALONE: later("{station_code} ({operator}) khai dùng chung; trạm gần nhất của nhà mạng khác cách {away}."),
}


def km(metres: float | None) -> str:
    """5000 → 5 km; 7421 → 7,4 km."""
    return say("{km} km", km=vn(None if metres is None else metres / 1000, 1).removesuffix(",0"))


def apart(metres: object) -> str:
    """As km; near things in metres, for at one site 0,0 km would say nothing. No distance → –."""
    if is_missing(metres):
        return NO_VALUE
    away = float(str(metres))
    return say("{metres} m", metres=vn(away)) if round(away) < 1000 else say("{km} km", km=vn(away / 1000, 1))


def place(where: object) -> str:
    """Whose coordinates a village has."""
    return say("của thôn") if where == nearness.OWN else say("trung tâm xã")


def roles(kind: str) -> tuple[str, str]:
    """What a doubt's two rows are called."""
    if kind == FAR:
        return say("Dòng của thôn"), say("Dòng của trạm 4G gần nhất")
    if kind == SILENT:
        return say("Dòng của thôn đông dân nhất"), say("Dòng của một trạm trong xã")
    if kind == ALONE:
        return say("Dòng của trạm"), say("Dòng của trạm gần nhất của nhà mạng khác")
    return say("Dòng của trạm"), say("Dòng của trạm kia")


def sentence(kind: str, row: Mapping[Hashable, object]) -> str:
    """One doubt. row: of its list, units by their names."""
    return say(SENTENCES[kind], **{str(name): value for name, value in row.items()} | {"away": apart(row.get("away"))})


def rule(kind: str, claims: pd.DataFrame, stations: pd.DataFrame, land: Land, far: Mapping[str, int]) -> str:
    """What makes such a doubt, and what could not be compared. claims: as coverage_doubts.far_from_4g; stations: as
    records_coverage.stations."""
    if kind == FAR:
        return rule_of_4g(claims, far["far_4g_metres"])
    if kind == SILENT:
        return say("Xã có trạm đang hoạt động nhưng mọi thôn trong danh sách đều khai không có sóng.")
    if kind == CODES:
        return say("Hai dòng có mã giống nhau khi bỏ qua chữ hoa, dấu cách và gạch nối.")
    unplaced = int((stations["longitude"].isna() | stations["latitude"].isna()).sum())
    rest = [say("{count} trạm không có tọa độ, không xét.", count=vn(unplaced))] if unplaced else []
    if kind == OUTSIDE and land.is_own:
        return " ".join([say("Trạm nằm ngoài địa giới của xã ghi trong tệp."), land.note, *rest])
    if kind == OUTSIDE:
        said = say(
            "Chưa có tệp địa giới nên so với điểm trung tâm xã: trạm cách trung tâm xã đã khai hơn {km}.",
            km=km(far["far_commune_metres"]),
        )
        return " ".join([said, *rest])
    unsaid = int((stations["is_shared"].isna() & stations["is_active"].eq(True)).sum())
    if unsaid:
        rest.insert(0, say("{count} trạm không khai có dùng chung hay không, không xét.", count=vn(unsaid)))
    if kind == UNSAID:
        return " ".join([say("Trạm khai không dùng chung, nhưng cùng vị trí có trạm của nhà mạng khác."), *rest])
    return " ".join([say("Trạm khai dùng chung, nhưng cùng vị trí không có trạm của nhà mạng khác."), *rest])


def rule_of_4g(claims: pd.DataFrame, far: float) -> str:
    """The same for villages declared with 4G. claims: as coverage_doubts.far_from_4g."""
    if len(claims) and claims["away"].isna().all():
        return say("Không đối chiếu được: chưa có trạm 4G đang hoạt động nào có tọa độ, hoặc không thôn nào có tọa độ.")
    said = [say("Thôn khai có 4G mà trạm 4G đang hoạt động gần nhất cách hơn {km}.", km=km(far))]
    at_commune = claims[claims["place"].eq(nearness.COMMUNE)]
    left_out = int((at_commune["away"].gt(far) & ~at_commune["is_doubtful"]).sum())
    if len(at_commune):
        said.append(
            say(
                "{count} thôn lấy tọa độ trung tâm xã: chỉ nêu thôn mà dù ở đâu trong xã vẫn xa hơn thế.",
                count=vn(len(at_commune)),
            )
        )
    if left_out:
        said.append(say("{count} thôn tính từ trung tâm xã thì xa hơn, nhưng không nêu.", count=vn(left_out)))
    nowhere = int(claims["place"].eq(nearness.NOWHERE).sum())
    if nowhere:
        said.append(say("{count} thôn không có tọa độ, không xét.", count=vn(nowhere)))
    return " ".join(said)
