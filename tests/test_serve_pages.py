"""The pages in a real browser: what a reader sees, without JavaScript, and that nothing hostile runs."""

from __future__ import annotations

import shutil
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.expected_conditions import staleness_of
from selenium.webdriver.support.wait import WebDriverWait
from test_serve import HOSTILE, PERSON, client, folder, served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import httpx
    from selenium.webdriver.remote.webdriver import WebDriver
    from selenium.webdriver.remote.webelement import WebElement

__all__ = ["client", "folder"]  # fixtures
_QUIET = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=900,1400",
)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebDriver]:
    """Start Chromium without a screen and without JavaScript."""
    program, driver = shutil.which("chromium"), shutil.which("chromedriver")
    assert program and driver, "these tests need Chromium and its driver: make browser"
    options = webdriver.ChromeOptions()
    options.binary_location = program
    for argument in (*_QUIET, f"--user-data-dir={tmp_path_factory.mktemp('chromium')}"):
        options.add_argument(argument)
    options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
    running = webdriver.Chrome(options, webdriver.ChromeService(driver))
    try:
        yield running
    finally:
        running.quit()


def follow(browser: WebDriver, pressed: WebElement) -> None:
    """Click on what leads elsewhere; a busy browser gives the page that it leaves for a while.

    Between the two pages its driver may have neither, which it calls an error of its own.
    """
    pressed.click()
    WebDriverWait(browser, 30, ignored_exceptions=[WebDriverException]).until(staleness_of(pressed))


def test_a_reader_walks_from_a_person_to_the_document(
    browser: WebDriver, client: httpx.Client, tmp_path: Path
) -> None:
    browser.get(f"{client.base_url}{PERSON.lstrip('/')}?lang=fr")
    assert browser.find_element(By.TAG_NAME, "h1").text == "Mohammed bin Saeed Al-Moghidi"
    quotes = [mark.text for mark in browser.find_elements(By.TAG_NAME, "mark")]
    assert "Général de division Mohammed bin Saeed Al-Moghidi" in quotes
    assert browser.get_screenshot_as_file(str(tmp_path / "person.png"))
    follow(browser, browser.find_element(By.CSS_SELECTOR, "figcaption a"))
    assert "/id/document/riyad-2026-01-28" in browser.current_url
    assert len(browser.find_elements(By.TAG_NAME, "mark")) > 10


def test_the_page_can_be_used_by_keyboard_and_in_english(browser: WebDriver, client: httpx.Client) -> None:
    browser.get(f"{client.base_url}{PERSON.lstrip('/')}?lang=en")
    assert browser.find_element(By.TAG_NAME, "html").get_attribute("lang") == "en"
    browser.switch_to.active_element.send_keys(Keys.TAB)
    first = browser.switch_to.active_element
    assert first.text == "Skip to the content" and first.is_displayed()
    levels = [int(one.tag_name[1]) for one in browser.find_elements(By.CSS_SELECTOR, "h1, h2, h3")]
    assert levels[0] == 1 and all(b - a <= 1 for a, b in pairwise(levels))


def test_a_question_is_asked_from_the_form(browser: WebDriver, client: httpx.Client) -> None:
    browser.get(f"{client.base_url}sparql?lang=fr")
    follow(browser, browser.find_element(By.CSS_SELECTOR, "main button"))
    assert "Mohammed bin Saeed Al-Moghidi" in browser.find_element(By.TAG_NAME, "table").text
    follow(browser, browser.find_element(By.CSS_SELECTOR, "td a"))
    assert browser.current_url.endswith("/id/person/abdulaziz-al-balawi?lang=fr")


def test_a_mistake_is_told_below_the_query_that_has_it(browser: WebDriver, client: httpx.Client) -> None:
    browser.get(f"{client.base_url}sparql?lang=fr&query=SELEKT")
    assert browser.find_element(By.ID, "query").get_attribute("value") == "SELEKT"
    assert "line 1, column 1" in browser.find_element(By.CSS_SELECTOR, "[role=alert]").text


def test_a_reader_searches_by_keyboard_and_reaches_the_thing(
    browser: WebDriver, client: httpx.Client
) -> None:
    browser.get(f"{client.base_url}?lang=fr")
    box = browser.find_element(By.NAME, "words")
    box.send_keys("balawi")
    box.send_keys(Keys.ENTER)
    WebDriverWait(browser, 30).until(staleness_of(box))
    assert browser.find_element(By.NAME, "words").get_attribute("value") == "balawi"
    assert {mark.text for mark in browser.find_elements(By.TAG_NAME, "mark")} == {"Balawi"}
    follow(browser, browser.find_element(By.LINK_TEXT, "Abdulaziz Al-Balawi"))
    assert browser.find_element(By.TAG_NAME, "h1").text == "Abdulaziz Al-Balawi"


def test_a_ready_question_is_narrowed_and_an_empty_answer_said(
    browser: WebDriver, client: httpx.Client
) -> None:
    browser.get(f"{client.base_url}questions/meetings?lang=fr")
    assert not browser.find_elements(By.TAG_NAME, "table")
    follow(browser, browser.find_element(By.CSS_SELECTOR, "main button"))
    assert "2026-01-28" in browser.find_element(By.TAG_NAME, "table").text
    browser.find_element(By.NAME, "person").send_keys("personne de ce nom")
    follow(browser, browser.find_element(By.CSS_SELECTOR, "main button"))
    assert "Rien ici." in browser.find_element(By.TAG_NAME, "main").text
    assert browser.find_element(By.NAME, "person").get_attribute("value") == "personne de ce nom"


@pytest.mark.parametrize(
    "path", ["", PERSON.lstrip("/"), "questions/meetings?person=", "find?words=terrorisme"]
)
def test_a_narrow_screen_is_not_scrolled_sideways(
    browser: WebDriver, client: httpx.Client, path: str
) -> None:
    narrow = {"width": 390, "height": 800, "deviceScaleFactor": 1, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", narrow)
    try:
        browser.get(f"{client.base_url}{path}")
        metrics = browser.execute_cdp_cmd("Page.getLayoutMetrics", {})
        assert metrics["cssContentSize"]["width"] <= 390
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_an_arabic_name_is_read_from_the_right(browser: WebDriver, tmp_path: Path) -> None:
    dataset = tmp_path / "arabic.trig"
    dataset.write_text(
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . <urn:g> "
        '{ <https://w3id.org/kgriyadh/id/person/x> rdfs:label "الفريق محمد سانغاري"@ar }',
        "utf-8",
    )
    with served("--data", str(dataset)) as arabic:
        browser.get(f"{arabic.base_url}id/person/x")
        assert browser.find_element(By.TAG_NAME, "h1").value_of_css_property("direction") == "rtl"


def test_nothing_hostile_runs_or_is_fetched(browser: WebDriver, tmp_path: Path) -> None:
    dataset = tmp_path / "hostile.trig"
    dataset.write_text(HOSTILE, "utf-8")
    with served("--data", str(dataset)) as hostile:
        browser.get(f"{hostile.base_url}id/person/x")
        assert browser.find_element(By.TAG_NAME, "h1").text == "<script>alert(1)</script>"
        assert not browser.find_elements(By.CSS_SELECTOR, "script, img, mark b, a[href^='javascript']")
