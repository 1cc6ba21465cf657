"""The services screen's views and the page of one unit in a real browser: what is clicked narrows, opens, downloads.

What is expected was counted in the sample files of April and May 2024 themselves: form II.06a of each unit, the detail
export TTPVHCC_ho so chi tiet, the list of procedures; or is what docs/sample-data.md says of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Locator, Page, TimeoutError, expect

from loaders import load, open_warehouse
from tests.browser.test_coverage_views import open_row, view
from tests.browser.test_drills import choose, drill, grid_with
from tests.browser.visits import settled, show
from tests.pages import warehouses

pytestmark = pytest.mark.browser

TITLE = "Dịch vụ công"
EXPORT = "2024-05/TTPVHCC_ho so chi tiet_202405.xlsx"
LIST = "2024-05/Danh muc TTHC tinh 31-05-2024.xlsx"
NA_HANG = "2024-05/Na_Hang/BC TTHC Na Hang 31.05.2024 (chinh thuc).xlsx"
NUMBERS = (  # columns 3 to 13 of form II.06a, as the loaders name them
    *("received_total", "received_online", "received_direct", "carried_over"),
    *("resolved_total", "resolved_early", "resolved_on_time", "resolved_late"),
    *("pending_total", "pending_in_time", "pending_overdue"),
)


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the files that the dashboard `samples` has loaded."""
    return warehouses.samples(tmp_path_factory) / "samples"


def row_of(path: Path, number: int) -> tuple[Any, ...]:
    """One row of a file's first sheet, as it was typed."""
    sheet = load_workbook(path, read_only=True).worksheets[0]
    return next(iter(sheet.iter_rows(min_row=number, max_row=number, values_only=True)))


def cards(page: Page) -> list[str]:
    """The values of the cards, in order."""
    return [one.inner_text().replace("\u00a0", " ") for one in page.get_by_test_id("stMetricValue").all()]


def first_row(page: Page, heading: str) -> list[str]:
    """The first row of the grid with that column, from the table that readers of screens get."""
    return grid_with(page, heading).locator("tbody tr").first.locator("td").all_text_contents()


def click_mark(page: Page, label: str, address: str) -> None:
    """A click near the left end of the mark of a chart that is labelled so; again, where the chart was drawn anew."""
    for _ in range(5):
        settled(page)
        mark = page.locator(f'path[aria-label*="{label}"]').first
        mark.scroll_into_view_if_needed()
        box = mark.bounding_box()
        assert box is not None, f"no mark {label}"
        page.mouse.click(box["x"] + min(20, box["width"] / 2), box["y"] + box["height"] / 2)
        try:
            page.wait_for_url(re.compile(address), timeout=5_000, wait_until="commit")
        except TimeoutError:
            continue
        settled(page)
        return
    expect(page).to_have_url(re.compile(address))


def in_file(dialog: Locator) -> str:
    """Where the dialog says that its figure stands: file, sheet, cell."""
    said = dialog.locator("p", has_text=re.compile("^Trong tệp gốc")).filter(visible=True).first
    expect(said).to_be_visible(timeout=30_000)
    return said.inner_text().replace("\u00a0", " ")


def closed(page: Page) -> None:
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    settled(page)


def test_filters_change_the_figures_and_stay_in_the_address(page: Page, samples: str) -> None:
    show(page, f"{samples}/dich-vu-cong", TITLE)
    # 39.807 dossiers of the districts and 13.527 of the departments.
    expect(page.get_by_test_id("stMetricValue").nth(1)).to_have_text("53.334")
    choose(page, "Cấp", "Cấp huyện")
    expect(page.get_by_test_id("stMetricValue").nth(1)).to_have_text("39.807", timeout=30_000)
    settled(page)
    choose(page, "Cơ quan", "Na Hang")
    # 4.394 online + 1.398 others; 5.779 resolved, 72 of them late; 27 open and overdue.
    expect(page.get_by_test_id("stMetricValue").nth(1)).to_have_text("5.792", timeout=30_000)
    settled(page)
    assert cards(page)[2:] == ["75,9 %", "98,8 %", "27"]
    choose(page, "Kỳ", "Kỳ 04/2024")
    # 4.601 online + 1.575 others; 6.205 resolved, 69 of them late; 14 open and overdue.
    expect(page.get_by_test_id("stMetricValue").nth(1)).to_have_text("6.176", timeout=30_000)
    settled(page)
    assert cards(page)[2:] == ["74,5 %", "98,9 %", "14"]
    view(page, "Đúng hạn", "time")
    assert cards(page)[0] == "98,9 %"
    for one in ("level=district", "unit=huyen-na-hang", "month=2024-04"):
        expect(page).to_have_url(re.compile(one))
    show(page, page.url, TITLE)
    expect(page.get_by_test_id("stMetricValue").first).to_have_text("98,9\u00a0%", timeout=30_000)
    page.get_by_role("button", name="Toàn tỉnh").click()
    expect(page).not_to_have_url(re.compile("unit=|level="), timeout=30_000)
    # The month is chosen for all pages and stays for the next visitor of this window: back to the newest.
    settled(page)
    choose(page, "Kỳ", "Kỳ mới nhất")
    expect(page).not_to_have_url(re.compile("month="), timeout=30_000)


def test_a_step_of_the_way_lists_its_procedures_and_each_opens(page: Page, samples: str, files: Path) -> None:
    show(page, f"{samples}/dich-vu-cong?view=way", TITLE)
    click_mark(page, "title: Có trong danh mục", "step=listed")
    expect(page.get_by_role("heading", name="Danh mục: 1.826 thủ tục")).to_be_visible(timeout=30_000)
    # 812 full and 402 partial services: the others are information.
    click_mark(page, "title: Có dịch vụ công trực tuyến", "step=online")
    expect(page.get_by_role("heading", name="Thủ tục chưa có dịch vụ công trực tuyến: 612")).to_be_visible()
    code, name = first_row(page, "Mã thủ tục")[:2]
    open_row(page, "Mã thủ tục")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text(name).first).to_be_visible(timeout=30_000)
    said = re.search(r"Danh muc TTHC tinh 31-05-2024\.xlsx: trang DM TTHC, ô I(\d+)", in_file(dialog))
    assert said, in_file(dialog)
    told = row_of(files / LIST, int(said[1]))
    assert (told[1], told[2], told[8]) == (code, name, "Cung cấp thông tin")
    closed(page)
    page.get_by_role("radio", name="Dịch vụ thiết yếu Đề án 06").click()
    expect(page.get_by_role("heading", name="53 dịch vụ công thiết yếu")).to_be_visible(timeout=30_000)


def test_on_time_narrows_to_the_unit_clicked_and_tells_its_interval(page: Page, samples: str) -> None:
    show(page, f"{samples}/dich-vu-cong?view=time", TITLE)
    click_mark(page, "Đơn vị: Sở Tư pháp; Tháng: 05/2024", "unit=so-tu-phap")
    # Six fields, 1.973 dossiers resolved, 37 of them late.
    assert cards(page)[0] == "98,1 %"
    page.get_by_text("Khoảng tin cậy").first.click()
    expect(page).to_have_url(re.compile("interval=true"), timeout=30_000)
    # Wilson, 95 %: (p + z²/2n ± z·√(p(1-p)/n + z²/4n²)) / (1 + z²/n) = 98,03 ± 0,61.
    expect(page.get_by_text("Biểu II.06a 97,4–98,6\u00a0%")).to_be_visible(timeout=30_000)
    open_row(page, "Số hồ sơ")
    assert "TTPVHCC_ho so chi tiet_202405.xlsx: trang Danh sach ho so" in in_file(page.get_by_role("dialog"))
    closed(page)
    # A second click lets the unit go.
    click_mark(page, "Đơn vị: Sở Tư pháp; Tháng: 05/2024", "^(?!.*unit=)")


def test_a_dossier_at_risk_leads_to_its_row(page: Page, samples: str, files: Path) -> None:
    show(page, f"{samples}/dich-vu-cong?view=coming", TITLE)
    settled(page)
    # Received or in process: 131 due from 31 May to 7 June, 45 due before; 4 of the others have no day.
    assert cards(page)[:2] == ["131", "45"]
    expect(page.get_by_text("trên 321 đang chạy")).to_be_visible()
    code = first_row(page, "Khả năng trễ")[0]
    open_row(page, "Khả năng trễ")
    said = re.search(
        r"TTPVHCC_ho so chi tiet_202405\.xlsx: trang Danh sach ho so, dòng ([\d.]+)",
        in_file(page.get_by_role("dialog")),
    )
    assert said, in_file(page.get_by_role("dialog"))
    told = row_of(files / EXPORT, int(said[1].replace(".", "")))
    assert (told[1], told[11]) == (code, None)
    closed(page)
    drill(page, "7 ngày", {"x": 70, "y": 52}, "unit=so-giao-thong-van-tai")  # 8, the most of all
    settled(page)
    assert cards(page)[0] == "8"


def test_the_index_is_sorted_and_opens_its_dossiers(page: Page, samples: str) -> None:
    show(page, f"{samples}/dich-vu-cong?view=index", TITLE)
    settled(page)
    points = [float(one.removeprefix("+").split()[0].replace(",", ".")) for one in _gains(page)]
    assert points == sorted(points, reverse=True) and len(points) > 2
    page.get_by_role("radio", name="Ít hồ sơ nhất").click()
    expect(page).to_have_url(re.compile("index_order=dossiers"), timeout=30_000)
    settled(page)
    # 2.071 over in May, 32 of those resolved late.
    assert "cần thêm 32 hồ sơ" in _gains(page)[0]
    open_row(page, "Nếu")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text(re.compile("2.039 trên 2.071"))).to_be_visible(timeout=30_000)
    assert "TTPVHCC_ho so chi tiet_202405.xlsx: trang Danh sach ho so, ô L" in in_file(dialog)


def _gains(page: Page) -> list[str]:
    return grid_with(page, "Nếu").locator("tbody tr td:first-of-type").all_text_contents()


def test_two_numbers_open_two_files(page: Page, samples: str) -> None:
    show(page, f"{samples}/dich-vu-cong?view=sources", TITLE)
    open_row(page, "Tiếp nhận · biểu")
    dialog = page.get_by_role("dialog")
    # Thành phố Tuyên Quang: 6.621 in its form, 109 of 2.100 in the export.
    expect(dialog.get_by_text("6.621 theo Biểu II.06a, 109 theo tệp chi tiết")).to_be_visible(timeout=30_000)
    assert "II.06a Tuyen Quang thang 05 nam 2024.xlsx: trang II.06a, ô C" in in_file(dialog)
    dialog.get_by_role("tab", name="Tệp chi tiết hồ sơ").click()
    expect(dialog.get_by_text("TTPVHCC_ho so chi tiet_202405.xlsx (109)")).to_be_visible(timeout=30_000)
    assert "TTPVHCC_ho so chi tiet_202405.xlsx: trang Danh sach ho so, ô J" in in_file(dialog)


def test_the_form_downloaded_is_read_back_as_it_was_sent(page: Page, samples: str, files: Path, tmp_path: Path) -> None:
    show(page, f"{samples}/dich-vu-cong?view=sources&form_unit=huyen-na-hang", TITLE)
    settled(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Tải biểu II.06a (.xlsx)").click()
    assert waiting.value.suggested_filename.startswith("minh-hoa_bieu-II.06a_huyen-na-hang")
    path = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(path)
    sheet = load_workbook(path).worksheets[0]
    texts = [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert "TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH TẠI CƠ QUAN, ĐƠN VỊ" in texts
    assert "Kỳ báo cáo: Tháng 5/2024" in texts
    total = next(row for row in sheet.iter_rows() if row[1].value == "Tổng cộng")
    assert [str(cell.value)[:5] for cell in total[2:]] == ["=SUM("] * 11
    sent = dict(_sent(files / NA_HANG))
    results = next(
        row
        for row in load_workbook(path, data_only=True).worksheets[0].iter_rows(values_only=True)
        if row[1] == "Tổng cộng"
    )
    assert list(results[2:]) == [sum(column) for column in zip(*sent.values(), strict=True)]
    assert [outcome.outcome for outcome in load([path], data=tmp_path / "fresh").files] == ["loaded"]
    columns = ", ".join(NUMBERS)
    with open_warehouse(tmp_path / "fresh") as con:
        back = con.execute(f"select unit_id, field, {columns} from src.dossier_counts").fetchall()
    assert {unit for unit, *_ in back} == {"huyen-na-hang"}
    assert {field: tuple(numbers) for _, field, *numbers in back} == sent


def _sent(path: Path) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Field, its eleven numbers: the numbered rows of the form, below the row of column numbers."""
    for row in load_workbook(path, read_only=True).worksheets[0].iter_rows(values_only=True):
        if len(row) >= 13 and isinstance(row[0], int | float) and isinstance(row[2], int | float):
            yield str(row[1]), tuple(int(one) for one in row[2:13])


def test_a_unit_has_a_page_one_click_away_and_the_way_back(page: Page, samples: str) -> None:
    show(page, f"{samples}/dich-vu-cong?unit=so-tu-phap", TITLE)
    settled(page)
    page.get_by_role("link", name="Trang của Sở Tư pháp").click()
    expect(page.get_by_role("heading", name="Đơn vị", level=1)).to_be_visible(timeout=30_000)
    settled(page)
    # 1.216 online + 743 others; 1.973 resolved, 37 of them late; 14 open and overdue.
    assert cards(page) == ["1.959 hồ sơ", "62,1 %", "98,1 %", "14 hồ sơ"]
    open_row(page, "Trung vị")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("6 dòng")).to_be_visible(timeout=30_000)
    assert "TTPVHCC_Bieu II.06a so nganh_T5.2024.xlsx: trang Sở Tư pháp, ô C" in in_file(dialog)
    closed(page)
    page.go_back()
    expect(page.get_by_role("heading", name=TITLE, level=1)).to_be_visible(timeout=30_000)
    expect(page).to_have_url(re.compile("/dich-vu-cong.*unit=so-tu-phap"))
    settled(page)
    view(page, "Bộ chỉ số 766", "index")
    page.get_by_role("link", name="Trang của Sở Tư pháp").click()
    expect(page.get_by_role("heading", name="Đơn vị", level=1)).to_be_visible(timeout=30_000)
    settled(page)
    page.get_by_role("button", name="Sắp đến hạn").click()
    expect(page).to_have_url(re.compile("/dich-vu-cong.*view=coming"), timeout=30_000)
    expect(page.get_by_role("radio", name="Sắp đến hạn")).to_be_checked(timeout=30_000)
    expect(page).to_have_url(re.compile("unit=so-tu-phap"))
