"""The operators' monthly station lists, each in its own layout.

Viettel: two heading rows, technologies as marks, decimal commas. VNPT (as VinaPhone): district rows, one
technology list, typed numbers and dates. MobiFone: lon/lat in one cell in 2023, VN-2000 metres in 2024.
"""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache

from pyproj import Transformer

from loaders.samples.book import Book, Cell, Row, Sheet, signature, title_block
from loaders.samples.stations import MOBIFONE, VIETTEL, VNPT, Station, listed
from loaders.samples.world import NEWEST, Month, World, comma

STATUS = {
    VIETTEL: {
        "active": "Đang hoạt động",
        "building": "Đang xây dựng",
        "stopped": "Dừng hoạt động",
        "outage": "Mất điện",
    },
    VNPT: {
        "active": "Đang phát sóng",
        "building": "Chưa phát sóng",
        "stopped": "Tạm dừng",
        "outage": "Mất liên lạc",
    },
    MOBIFONE: {"active": "Hoạt động", "building": "Đang lắp đặt", "stopped": "Tháo dỡ", "outage": "Sự cố"},
}
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


def station_books(world: World, stations: list[Station], month: Month) -> list[Book]:
    makers = {VIETTEL: _viettel, VNPT: _vnpt, MOBIFONE: _mobifone}
    return [maker(world, listed(stations, operator, month), month) for operator, maker in makers.items()]


def _viettel(world: World, stations: list[Station], month: Month) -> Book:
    received_at = world.received_at("stations", VIETTEL, month)
    sheet = Sheet("BTS")
    title = ("DANH SÁCH TRẠM BTS TRÊN ĐỊA BÀN TỈNH TUYÊN QUANG", f"(Số liệu tính đến ngày {month.last:%d/%m/%Y})")
    title_block(sheet, received_at, 18, ("TẬP ĐOÀN CÔNG NGHIỆP - VIỄN THÔNG QUÂN ĐỘI", "VIETTEL TUYÊN QUANG"), title)
    sheet.heading(
        "STT | Mã trạm | Tên trạm | Xã, phường,\nthị trấn | Huyện, TP | Toạ độ | < | Công nghệ | < | < | < | "
        "Loại trạm | Chiều cao cột (m) | Dùng chung | Ngày phát sóng | Trạng thái | Nguồn điện | Ghi chú",
        "^ | ^ | ^ | ^ | ^ | Kinh độ | Vĩ độ | 2G | 3G | 4G | 5G | ^ | ^ | ^ | ^ | ^ | ^ | ^",
    )
    sheet.add(*[f"({number})" for number in range(1, 19)])
    first = len(sheet.rows) + 1
    for number, station in enumerate(stations, 1):
        sheet.rows.append(_viettel_row(world, station, number, month))
    book = Book(f"{month}/viettel_BTS_T{month.number}.{month.year}.xlsx", "bts_stations", received_at, [sheet])
    if month == NEWEST:
        # Both on stations that are still being built, so that the count of active ones stays what it is.
        building = [first + i for i, s in enumerate(stations) if s.status(month.last) == "building"]
        book.plant("coordinate_outside_province", sheet, building[0], 7, "12,50213")
        book.plant("unknown_unit", sheet, building[1], 4, "Tân Hoà Phú")
    sheet.add(None, "Ghi chú: trạm dùng chung là trạm đặt trên cùng vị trí với doanh nghiệp khác.")
    signature(sheet, received_at.date(), 18, "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC")
    return book


def _viettel_row(world: World, station: Station, number: int, month: Month) -> Row:
    has = station.technologies(month.last)
    status = station.status(month.last)
    on_air = station.on_air_on if status != "building" else None
    district = world.district_of(station.commune)
    return [
        float(number),
        station.code,
        f"{station.commune.short_name} {number % 7 + 1}",
        station.commune.short_name,
        "TP Tuyên Quang" if district.kind_word == "Thành phố" else district.short_name,
        comma(station.longitude, 5),
        comma(station.latitude, 5),
        *("x" if name in has else None for name in ("2G", "3G", "4G", "5G")),
        f"Loại {station.station_class}",
        comma(station.mast_height_m, 1),
        "x" if station.is_shared else None,
        f"{on_air:%d/%m/%Y}" if on_air else None,
        STATUS[VIETTEL][status],
        "Điện lưới",
        None,
    ]


def _vnpt(world: World, stations: list[Station], month: Month) -> Book:
    received_at = world.received_at("stations", VNPT, month)
    sheet = Sheet(f"Tram BTS {month.number}.{month.year}")
    title = (
        "BÁO CÁO DANH SÁCH TRẠM THU PHÁT SÓNG THÔNG TIN DI ĐỘNG VINAPHONE",
        f"Tính đến ngày {month.last.day}/{month.last.month}/{month.last.year}",
    )
    title_block(sheet, received_at, 13, ("TẬP ĐOÀN VNPT", "VNPT TUYÊN QUANG"), title)
    sheet.heading(
        "TT | Doanh nghiệp | Mã trạm | Công nghệ | Xã/phường/thị trấn | Địa chỉ | Vĩ độ | Kinh độ | Loại BTS | "
        "Độ cao cột | Ngày đưa vào sử dụng | Dùng chung hạ tầng | Tình trạng hoạt động",
    )
    path = f"{month}/VNPT-TQ danh sach tram {month.last:%d.%m.%Y}.xlsx"
    book = Book(path, "bts_stations", received_at, [sheet])
    number = 0
    for index, district in enumerate(world.districts):
        sheet.add(ROMAN[index], district.name.replace(" ", "\u00a0", 1))
        building: Row = []
        for station in stations:
            if station.commune.parent_id == district.unit_id:
                number += 1
                row = _vnpt_row(station, number, month)
                sheet.rows.append(row)
                building = row if station.status(month.last) == "building" else building
        if month == NEWEST and building and not book.faults:
            # A station still being built once more, with another mast: it does not touch the count of active ones.
            again = list(building)
            again[9] = 21.0
            book.note("duplicate_key", sheet, sheet.add(*again), 3, again[2])
    signature(sheet, received_at.date(), 13, "GIÁM ĐỐC", "Người lập")
    return book


def _vnpt_row(station: Station, number: int, month: Month) -> Row:
    status = station.status(month.last)
    commune = station.commune
    return [
        number,
        "VinaPhone",
        station.code,
        ",".join(station.technologies(month.last)) + (" " if number % 9 == 0 else ""),
        # Typed by hand: lower-case kinds, and two blanks here and there.
        f"{commune.kind_word.lower()} {'  ' if number % 17 == 0 else ''}{commune.short_name}",
        f"{commune.short_name}, Tuyên Quang",
        station.latitude,
        station.longitude,
        station.station_class,
        station.mast_height_m,
        station.on_air_on if status != "building" else None,
        "Có" if station.is_shared else "Không",
        STATUS[VNPT][status],
    ]


def _mobifone(world: World, stations: list[Station], month: Month) -> Book:
    received_at = world.received_at("stations", MOBIFONE, month)
    metric = month.year == 2024
    sheet = Sheet("Sheet1")
    title = ("THỐNG KÊ TRẠM BTS MOBIFONE TẠI TUYÊN QUANG", f"Số liệu đến ngày {month.last:%d/%m/%Y}")
    remark = "Hệ toạ độ VN-2000, kinh tuyến trục 106°00', múi chiếu 3°" if metric else ""
    title_block(sheet, received_at, 14, ("TỔNG CÔNG TY VIỄN THÔNG MOBIFONE", "MOBIFONE TUYÊN QUANG"), title, remark)
    points = ("X (m)", "Y (m)") if metric else ("Tọa độ (kinh độ/vĩ độ)",)
    head = ("TT", "Huyện/TP", "Xã/phường", "Mã trạm BTS", "Tên trạm BTS", *points, "2G", "3G", "4G", "5G")
    sheet.heading((*head, "Phát sóng", "Tình trạng", "Ghi chú"))
    for number, station in enumerate(stations, 1):
        has = station.technologies(month.last)
        status = station.status(month.last)
        since = station.on_air_on if station.on_air_on and status != "building" else None
        sheet.add(
            number,
            world.district_of(station.commune).name,
            station.commune.name,
            station.code,
            f"MBF {station.commune.short_name}",
            *(_metres(station) if metric else (_pair(station),)),
            *("X" if name in has else "-" for name in ("2G", "3G", "4G", "5G")),
            # Typed dates beside text ones, as different hands keep the list.
            since if number % 3 else (f"{since.day}/{since.month}/{since.year}" if since else None),
            STATUS[MOBIFONE][status],
            "Dùng chung vị trí" if station.is_shared else None,
        )
    signature(sheet, received_at.date() - timedelta(days=1), 14, "GIÁM ĐỐC")
    path = f"{month}/BTS MobiFone Tuyen Quang thang {month.number}-{month.year}.xlsx"
    return Book(path, "bts_stations", received_at, [sheet])


def _pair(station: Station) -> str:
    return f"{comma(station.longitude, 5)}/{comma(station.latitude, 5)}"


def _metres(station: Station) -> tuple[Cell, Cell]:
    """Surveyors' axes: X is the northing, Y the easting."""
    easting, northing = _to_vn2000().transform(station.longitude, station.latitude)
    return round(northing, 2), round(easting, 2)


@lru_cache(maxsize=1)
def _to_vn2000() -> Transformer:
    return Transformer.from_crs("EPSG:4326", "EPSG:9211", always_xy=True)
