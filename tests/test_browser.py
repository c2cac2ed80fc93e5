"""The session catalog as its readers see it: rendered, and opened in a real Chromium."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from urllib.parse import quote

import polib
import pytest
from selenium.webdriver import ActionChains, Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.expected_conditions import url_to_be
from selenium.webdriver.support.wait import WebDriverWait

from tests.browser import (
    DESKTOP,
    PHONE,
    Screen,
    axe_violations,
    served,
    visit,
)
from tests.projects import make_summit, run
from tests.test_summit import JAPANESE

LOCALES = ("en", "ja")
OTHER = {"en": "ja", "ja": "en"}
SCREENS = {
    f"{name}, {scheme}": replace(screen, scheme=scheme)
    for name, screen in {"phone": PHONE, "desktop": DESKTOP}.items()
    for scheme in ("light", "dark")
}


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The catalog as it is in ``whole``, and with every second message emptied in ``half``."""
    folder = tmp_path_factory.mktemp("browser")
    make_summit(folder / "whole")
    make_summit(folder / "half")
    for locale in LOCALES:
        catalog = read_catalog(folder / "half", locale)
        for entry in catalog[::2]:
            entry.msgstr = ""
        catalog.save()
    for name in ("whole", "half"):
        assert run(folder / name, "render").exit_code == 0
    return folder


@pytest.fixture(scope="module")
def site(projects: Path) -> Iterator[str]:
    with served(projects) as address:
        yield address


def read_catalog(project: Path, locale: str) -> polib.POFile:
    return polib.pofile(str(project / "locales" / locale / "LC_MESSAGES" / "summit.po"))


def page(site: str, locale: str, talk: str = "", *, project: str = "whole") -> str:
    return f"{site}/{project}/build/{locale}/index.html{talk}"


def one(browser: Chrome, selector: str) -> WebElement:
    return browser.find_element(By.CSS_SELECTOR, selector)


def press(browser: Chrome, *keys: str) -> WebElement:
    """Press keys, and give what has the focus then."""
    ActionChains(browser).send_keys(*keys).perform()
    return browser.switch_to.active_element


def shown(browser: Chrome, selector: str) -> list[str]:
    """Give the ids of the talks where such an element is to be seen."""
    found: list[str] = browser.execute_script(
        """
        const seen = {contentVisibilityAuto: true, visibilityProperty: true};
        return [...document.querySelectorAll(arguments[0])]
          .filter(element => element.checkVisibility(seen) && element.getClientRects().length)
          .map(element => element.closest("article").id);
        """,
        selector,
    )
    return found


TALKS = [f"talk-{number:02}" for number in range(1, 54)]


@pytest.mark.parametrize("screen", SCREENS.values(), ids=SCREENS)
@pytest.mark.parametrize("locale", LOCALES)
def test_a_page_fits_its_screen(browser: Chrome, site: str, locale: str, screen: Screen) -> None:
    visit(browser, page(site, locale), screen)
    script = "const e = document.documentElement; return [e.clientWidth, e.scrollWidth]"
    for _ in ("closed", "all open"):
        inside, whole = browser.execute_script(script)
        assert screen.width - 20 < inside <= screen.width
        assert whole <= inside
        one(browser, ".all input").click()


@pytest.mark.parametrize("screen", SCREENS.values(), ids=SCREENS)
def test_the_index_fits_its_screen_and_axe_finds_nothing(
    browser: Chrome, site: str, screen: Screen
) -> None:
    visit(browser, f"{site}/whole/build/", screen)
    script = "const e = document.documentElement; return [e.clientWidth, e.scrollWidth]"
    inside, whole = browser.execute_script(script)
    assert whole <= inside <= screen.width
    assert axe_violations(browser) == []


def test_the_index_leads_to_each_language(browser: Chrome, site: str) -> None:
    names = {"en": "English", "ja": "日本語"}
    for number, locale in enumerate(LOCALES, start=1):
        visit(browser, f"{site}/whole/build/")
        focus = press(browser, *[Keys.TAB] * number)
        assert (focus.accessible_name, focus.get_property("lang")) == (names[locale], locale)
        press(browser, Keys.ENTER)
        WebDriverWait(browser, 30).until(url_to_be(page(site, locale)))
        assert one(browser, ":root").get_property("lang") == locale


@pytest.mark.slow
@pytest.mark.parametrize("screen", SCREENS.values(), ids=SCREENS)
@pytest.mark.parametrize("locale", LOCALES)
def test_axe_finds_nothing(browser: Chrome, site: str, locale: str, screen: Screen) -> None:
    visit(browser, page(site, locale), screen)
    assert axe_violations(browser) == []
    one(browser, ".all input").click()
    assert axe_violations(browser) == []


def spoken(browser: Chrome) -> list[tuple[str, str]]:
    """Give each text of the page with the languages that its parts are said to be in."""
    found: list[tuple[str, str]] = browser.execute_script(
        """
        const language = node => ["en", "ja"].find(
          language => node.parentElement.matches(`:lang(${language})`));
        return [...document.querySelectorAll(arguments[0])].map(block => {
          const languages = new Set();
          const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const node = walker.currentNode;
            if (node.data.trim()) languages.add(language(node));
          }
          return [block.textContent, [...languages].join(" ")];
        });
        """,
        "h1, h2, h3, .skip, .dates, .intro, .tracks li, .all, summary, .synopsis, .back, footer p",
    )
    return [(" ".join(text.split()), language) for text, language in found]


def read_text(notation: str) -> str:
    """Give the text of a message as readers see it, without its placeholders."""
    return " ".join(unescape(re.sub(r"</?[a-z][a-z0-9-]*/?>", "", notation)).split())


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("project", ["whole", "half"])
def test_each_text_says_its_language(
    browser: Chrome, site: str, projects: Path, project: str, locale: str
) -> None:
    visit(browser, page(site, locale, project=project))
    root = one(browser, ":root")
    assert root.get_property("lang") == locale
    entries = read_catalog(projects / project, locale)
    left = {read_text(entry.msgid) for entry in entries if not entry.translated()}
    same = {read_text(entry.msgid) for entry in entries if entry.msgstr == entry.msgid}
    found = spoken(browser)
    assert found == [(text, OTHER[locale] if text in left else locale) for text, _ in found]
    # The catalogs might be wrong about what language their texts are in; their scripts are not.
    scripts = [(text, "ja" if JAPANESE.search(text) else "en") for text, _ in found]
    assert [pair for pair in scripts if pair not in found and pair[0] not in same] == []
    # A page half translated has much of both.
    if project == "half":
        assert {language for _, language in found} == {"en", "ja"}


def test_a_switch_of_language_leads_to_the_other_page(browser: Chrome, site: str) -> None:
    visit(browser, page(site, "en"))
    for locale in ("ja", "en"):
        one(browser, f"nav [hreflang={locale}]").click()
        assert browser.current_url == page(site, locale)
        assert one(browser, ":root").get_property("lang") == locale


@pytest.mark.parametrize("screen", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_talk_leads_to_itself_in_the_other_language(
    browser: Chrome, site: str, screen: Screen
) -> None:
    visit(browser, page(site, "en"), screen)
    for locale in ("ja", "en"):
        assert shown(browser, f".talk [hreflang={locale}]") == TALKS
        assert shown(browser, f".talk [hreflang={OTHER[locale]}]") == []
        one(browser, f"#talk-33 [hreflang={locale}]").click()
        assert browser.current_url == page(site, locale, "#talk-33")
        assert one(browser, ":root").get_property("lang") == locale
        assert one(browser, ":target").get_property("id") == "talk-33"
        top = browser.execute_script(
            "return document.querySelector(':target h3').getBoundingClientRect().top"
        )
        assert 0 <= top < screen.height / 4


def test_a_description_opens_by_click_and_by_keyboard(browser: Chrome, site: str) -> None:
    visit(browser, page(site, "ja"))
    one(browser, "#talk-03 summary").click()
    assert shown(browser, ".synopsis") == ["talk-03"]
    assert press(browser, Keys.TAB).accessible_name == "English"
    assert press(browser, Keys.TAB).accessible_name == "説明を表示"
    press(browser, Keys.ENTER)
    assert shown(browser, ".synopsis") == ["talk-03", "talk-04"]
    press(browser, Keys.SPACE)
    assert shown(browser, ".synopsis") == ["talk-03"]


def test_all_descriptions_open_at_once(browser: Chrome, site: str) -> None:
    visit(browser, page(site, "en"))
    assert (shown(browser, ".synopsis"), shown(browser, "summary")) == ([], TALKS)
    one(browser, ".all").click()
    assert (shown(browser, ".synopsis"), shown(browser, "summary")) == (TALKS, [])
    press(browser, Keys.SPACE)
    assert (shown(browser, ".synopsis"), shown(browser, "summary")) == ([], TALKS)


def test_a_search_opens_the_description_that_it_finds(browser: Chrome, site: str) -> None:
    visit(browser, page(site, "en"))
    words = one(browser, "#talk-40 .synopsis").get_property("textContent")
    assert isinstance(words, str)
    # A link to words looks for them as a search within the page does, and can be tested.
    first = quote(" ".join(words.split()[:6])).replace("-", "%2D")
    visit(browser, page(site, "en", f"#:~:text={first}"))
    WebDriverWait(browser, 30).until(lambda browser: shown(browser, ".synopsis"))
    assert shown(browser, ".synopsis") == ["talk-40"]


@pytest.mark.parametrize("locale", LOCALES)
def test_paper_shows_every_description(browser: Chrome, site: str, locale: str) -> None:
    visit(browser, page(site, locale), replace(DESKTOP, medium="print"))
    assert shown(browser, ".synopsis") == TALKS
    assert shown(browser, ".talk :is(summary, .languages)") == []
    left_out = ["nav.languages", "nav.tracks", ".back"]
    assert [selector for selector in left_out if one(browser, selector).is_displayed()] == []


def test_the_focus_goes_as_the_eye_does_and_is_seen(browser: Chrome, site: str) -> None:
    visit(browser, page(site, "en"))
    names = []
    for _ in range(10):
        focus = press(browser, Keys.TAB)
        names.append(focus.accessible_name)
        assert focus.is_displayed()
        assert focus.value_of_css_property("outline-style") == "solid"
    assert names == [
        "Skip to the sessions",
        "English",
        "日本語",
        "Core Kafka",
        "Event Driven Development",
        "Stream Processing",
        "Use Cases",
        "View all descriptions",
        "日本語",
        "View Description",
    ]
    visit(browser, page(site, "en"))
    press(browser, Keys.TAB, Keys.ENTER)
    assert browser.current_url == page(site, "en", "#sessions")
    assert press(browser, Keys.TAB, Keys.TAB, Keys.SPACE).accessible_name == "View Description"
    assert shown(browser, ".synopsis") == ["talk-01"]


# What Japanese typesetting keeps from the start of a line: JIS X 4051, as line-break: strict.
UNFIT = "、。，．・：；？！）］｝〕〉》」』】ー〜々ゝゞぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"


@pytest.mark.parametrize("screen", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_no_line_of_japanese_starts_with_what_may_not(
    browser: Chrome, site: str, screen: Screen
) -> None:
    visit(browser, page(site, "ja"), screen)
    one(browser, ".all input").click()
    starts: list[str] = browser.execute_script(
        """
        const starts = [];
        for (const block of document.querySelectorAll("h1, h2, h3, p, li")) {
          let before = Infinity;
          const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const range = document.createRange();
            [...walker.currentNode.data].forEach((character, index) => {
              if (!character.trim()) return;
              range.setStart(walker.currentNode, index);
              range.setEnd(walker.currentNode, index + 1);
              const [box] = range.getClientRects();
              if (!box) return;
              if (box.left < before) starts.push(character);
              before = box.left;
            });
          }
        }
        return starts;
        """
    )
    assert len(starts) > 200
    assert [character for character in starts if character in UNFIT] == []
