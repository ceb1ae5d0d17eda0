"""The report in real Chromium: sentences open, the keyboard works, nothing runs, it prints."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from tests.support.evidence import again, finding, micros

from uproar.model.rows import BinRow
from uproar.tell import FilledStory, draft, fill, renderers

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")  # selenium's own sockets

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
DRIVER = shutil.which("chromedriver")


@pytest.fixture(scope="module")
def story() -> FilledStory:
    evidence = again()
    start_at = micros("2031-10-11T18:00")
    series = tuple(BinRow(start_at + h * 3_600_000_000, h * h % 97) for h in range(48))
    found = finding("volume.series", 48, "hours", rows=series)
    evidence.findings[found.id] = found  # type: ignore[index]  # a dict behind a Mapping
    return fill(draft(evidence), evidence)


@pytest.fixture(scope="module")
def browser(story: FilledStory, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    if CHROMIUM is None or DRIVER is None:
        pytest.skip("needs chromium and chromedriver: apt-get install chromium chromium-driver")
    from selenium import webdriver

    report = tmp_path_factory.mktemp("report") / "report.html"
    page = renderers()["html"].render(story)
    assert isinstance(page, str)
    report.write_text(page, encoding="utf-8")
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                 "--window-size=1000,900"):  # fmt: skip
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    driver.get(report.as_uri())
    yield driver
    driver.quit()


def test_a_sentence_opens_to_its_evidence_and_closes(browser: Any, story: FilledStory) -> None:
    quote = "the suitcase got a better goodbye than I did"
    quoting = next(s for p in story.paragraphs for s in p if quote in s.text)
    panel = browser.find_element("id", f"why-{quoting.id}")
    assert not panel.is_displayed()
    browser.find_element("id", f"s-{quoting.id}").click()
    assert panel.is_displayed()
    assert quote in panel.text
    panel.find_element("class name", "close").click()
    assert not panel.is_displayed()


def test_every_sentence_can_be_reached_and_opened_by_keyboard(
    browser: Any, story: FilledStory
) -> None:
    from selenium.webdriver.common.keys import Keys

    browser.get("about:blank")
    browser.back()
    browser.execute_script("history.replaceState(null, '', location.pathname)")
    browser.refresh()
    reached = []
    for _ in story.sentences():
        browser.find_element("tag name", "body").send_keys(Keys.TAB) if not reached else (
            browser.switch_to.active_element.send_keys(Keys.TAB)
        )
        reached.append(browser.switch_to.active_element.get_attribute("id"))
    assert set(reached) == {f"s-{s.id}" for s in story.sentences()}
    browser.switch_to.active_element.send_keys(Keys.ENTER)
    assert browser.find_element("id", reached[-1].replace("s-", "why-", 1)).is_displayed()


def test_charts_are_drawn_without_network(browser: Any) -> None:
    charts = browser.find_elements("css selector", "figure svg")
    assert len(charts) >= 4
    assert all(c.size["width"] > 300 and c.size["height"] > 20 for c in charts)
    loaded = browser.execute_script("return performance.getEntriesByType('resource').length")
    assert loaded == 0


def test_dark_and_light_differ_and_both_can_be_read(browser: Any) -> None:
    def colours() -> tuple[str, str]:
        body = browser.find_element("tag name", "body")
        return body.value_of_css_property("color"), body.value_of_css_property("background-color")

    seen = []
    for scheme in ("light", "dark"):
        browser.execute_cdp_cmd(
            "Emulation.setEmulatedMedia",
            {"features": [{"name": "prefers-color-scheme", "value": scheme}]},
        )
        seen.append(colours())
        assert _contrast(*seen[-1]) >= 7
    assert seen[0] != seen[1]


def _contrast(ink: str, paper: str) -> float:
    def light(colour: str) -> float:
        parts = [int(x) / 255 for x in colour.split("(")[1].rstrip(")").split(",")[:3]]
        linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, bright = sorted((light(ink), light(paper)))
    return (bright + 0.05) / (dark + 0.05)


def test_print_shows_the_evidence_of_every_sentence(browser: Any, story: FilledStory) -> None:
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    panels = browser.find_elements("css selector", ".why")
    assert len(panels) == len(story.sentences())
    assert all(p.is_displayed() for p in panels)
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_nothing_on_the_page_is_wider_than_a_phone(browser: Any) -> None:
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": 360, "height": 740, "deviceScaleFactor": 1, "mobile": False},
    )
    wide = browser.execute_script("return document.documentElement.scrollWidth")
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    assert wide <= 360


def test_the_console_stays_empty(browser: Any) -> None:
    assert browser.get_log("browser") == []
