"""The index: a page that sends visitors to their language."""

from pathlib import Path

import html5lib
import pytest
from bs4 import BeautifulSoup

from i18n_summit.site import MARK
from i18n_summit.site.index import Entrance, index_page
from tests.oracle import language
from tests.projects import PAGE, make, make_half, run, snapshot, translate

TITLE = "Kafka Summit sessions"
TITLE_JA = "Kafka Summit のセッション一覧"

# Where visitors come in; then the title of the index, its language, its heading and its links,
# each of these with its language, and with its direction where that is from the right.
INDEXES = {
    "a title in each language": (
        [Entrance("en", "en/index.html", TITLE), Entrance("ja", "ja/index.html", TITLE_JA)],
        (TITLE, "en"),
        [(TITLE, "en", None), (TITLE_JA, "ja", None)],
        [("en/index.html", "English", "en", None), ("ja/index.html", "日本語", "ja", None)],
    ),
    "a title that is the same": (
        [Entrance("en", "en/a.html", "Kafka"), Entrance("ja", "ja/a.html", "Kafka")],
        ("Kafka", "en"),
        [("Kafka", "en", None)],
        [("en/a.html", "English", "en", None), ("ja/a.html", "日本語", "ja", None)],
    ),
    "a title in the other language": (
        [Entrance("en", "en/a.html"), Entrance("ja", "ja/a.html", TITLE_JA)],
        (TITLE_JA, "ja"),
        [(TITLE_JA, "ja", None)],
        [("en/a.html", "English", "en", None), ("ja/a.html", "日本語", "ja", None)],
    ),
    "no title": (
        [Entrance("en", "en/a.html"), Entrance("ja", "ja/a.html")],
        ("English · 日本語", "en"),
        [("English", "en", None), ("日本語", "ja", None)],
        [("en/a.html", "English", "en", None), ("ja/a.html", "日本語", "ja", None)],
    ),
    "a language from the right": (
        [Entrance("ar", "ar/a.html", "كافكا"), Entrance("en", "en/a.html", "Kafka")],
        ("كافكا", "ar"),
        [("كافكا", "ar", "rtl"), ("Kafka", "en", None)],
        [("ar/a.html", "العربية", "ar", "rtl"), ("en/a.html", "English", "en", None)],
    ),
    "a country, and a language that nobody knows": (
        [Entrance("pt-BR", "pt-BR/a.html"), Entrance("tlh", "tlh/a.html")],
        ("português (Brasil) · tlh", "pt-BR"),
        [("português (Brasil)", "pt-BR", None), ("tlh", "tlh", None)],
        [("pt-BR/a.html", "português (Brasil)", "pt-BR", None), ("tlh/a.html", "tlh", "tlh", None)],
    ),
    "what must be escaped": (
        [Entrance("en", 'en/a "b" & 表?.html', "<b>R&D</b>")],
        ("<b>R&D</b>", "en"),
        [("<b>R&D</b>", "en", None)],
        [("en/a%20%22b%22%20%26%20%E8%A1%A8%3F.html", "English", "en", None)],
    ),
}


@pytest.mark.parametrize("case", INDEXES)
def test_an_index_leads_to_each_language_by_its_name(case: str) -> None:
    entrances, title, headings, links = INDEXES[case]
    page = index_page(entrances)
    html5lib.HTMLParser(strict=True).parse(page)  # Raises at the first error.
    soup = BeautifulSoup(page, "html5lib")
    assert soup.title is not None
    assert (soup.title.text, language(soup.title)) == title
    spans = soup.select("main > h1 > span")
    assert [(s.text, language(s), s.get("dir")) for s in spans] == headings
    found = soup.select("main > ul > li > a")
    assert [(a["href"], a.text, language(a), a.get("dir")) for a in found] == links
    assert [a["hreflang"] for a in found] == [entrance.locale for entrance in entrances]
    assert [tag.name for tag in soup.select("script, [style], link, img")] == []


# Pages, and where the index leads: the page in English, with the title that is shown.
ENTRANCES = {
    "index.html": (("a.html", "b/index.html", "index.html"), "en/index.html"),
    "the first of the uppermost folder": (("0/a.html", "b.html", "c.htm"), "en/b.html"),
    "the first of one folder": (("b/c/a.html", "b/d.html", "e/a.html"), "en/b/d.html"),
    "a page before a text": (("a.txt", "b/index.html"), "en/b/index.html"),
    "a text where there is nothing else": (("b.txt", "c.txt"), "en/b.txt"),
}


@pytest.mark.parametrize("case", ENTRANCES)
def test_the_index_leads_to_the_page_where_visitors_come_in(tmp_path: Path, case: str) -> None:
    names, wanted = ENTRANCES[case]
    make(tmp_path, {f"source/{name}": f"<title>{name}</title><p>Page</p>" for name in names})
    assert run(tmp_path, "render").exit_code == 0
    found = BeautifulSoup((tmp_path / "build/index.html").read_bytes(), "html5lib").select("a")
    assert [a["href"] for a in found] == [wanted, wanted.replace("en/", "ja/")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make_half(tmp_path)
    return tmp_path


def titles(folder: Path) -> list[tuple[str, str]]:
    """Give the titles that the index shows, with their languages."""
    soup = BeautifulSoup((folder / "build/index.html").read_bytes(), "html5lib")
    return [(span.text, str(span["lang"])) for span in soup.select("h1 span")]


def test_titles_are_shown_in_the_languages_they_are_in(folder: Path) -> None:
    assert run(folder, "build").exit_code == 0
    assert titles(folder) == [(TITLE, "en")]  # Nobody has translated it yet.
    translate(folder, "locales/ja/LC_MESSAGES/summit.po", **{TITLE: TITLE_JA})
    assert run(folder, "build").exit_code == 0
    assert titles(folder) == [(TITLE, "en"), (TITLE_JA, "ja")]
    locked = PAGE.replace("<title>", '<title translate="no">')
    make(folder, {"source/index.html": locked})
    assert run(folder, "build").exit_code == 0
    assert titles(folder) == [("English", "en"), ("日本語", "ja")]
    filled_in = PAGE.replace("<title>", "<title>{{ name }} – ")
    make(folder, {"source/index.html": filled_in})
    assert run(folder, "build").exit_code == 0
    assert titles(folder) == [("English", "en"), ("日本語", "ja")]


def test_the_index_is_written_when_all_locales_are(folder: Path) -> None:
    index = folder / "build/index.html"
    for options in (["-l", "ja"], ["-l", "en"]):
        assert run(folder, "render", *options).exit_code == 0
        assert not index.exists()
    assert run(folder, "render", "-l", "ja", "-l", "en").exit_code == 0
    first = index.read_bytes()
    result = run(folder, "render", "--keep-lang")
    assert (result.exit_code, index.read_bytes()) == (0, first)
    assert run(folder, "render", "-o", str(folder / "public")).exit_code == 0
    assert (folder / "public/index.html").read_bytes() == first


def test_an_index_of_somebody_else_stays(folder: Path) -> None:
    make(folder, {"build/index.html": "<p>mine</p>"})
    for _ in range(2):
        result = run(folder, "render")
        assert result.exit_code == 0
        kept = "build/index.html: not written by i18n-summit, so it stays\n"
        assert result.stderr.endswith(kept)
        assert (folder / "build/index.html").read_text() == "<p>mine</p>"
    make(folder, {"build/index.html": f"<p>old</p>{MARK}"})
    assert run(folder, "render").stderr.endswith("build/index.html: updated\n6 files unchanged\n")


def test_an_index_stays_while_a_page_cannot_be_read(folder: Path) -> None:
    make(folder, {"build/index.html": f"<p>old</p>{MARK}", "source/broken.txt": b"\xff"})
    assert run(folder, "render").exit_code == 2
    assert (folder / "build/index.html").read_text() == f"<p>old</p>{MARK}"


@pytest.mark.parametrize("command", ["render", "build"])
def test_a_link_in_the_place_of_the_index_is_refused_before_anything_is_written(
    folder: Path, command: str
) -> None:
    make(folder, {"outside.html": "mine", "build/x": ""})
    (folder / "build/index.html").symlink_to("../outside.html")
    before = snapshot(folder)
    result = run(folder, command)
    assert (result.exit_code, snapshot(folder)) == (2, before)
    assert result.stderr == (
        f"error: {folder}/build/index.html: this is a link, and what is rendered stays in the"
        " output folder. Remove the link.\n"
    )
    assert run(folder, "render", "-l", "ja").exit_code == 0
