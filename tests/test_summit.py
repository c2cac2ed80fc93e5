"""The project's own project: the session catalog of Kafka Summit San Francisco 2019."""

import json
import re
import shutil
import subprocess
import tomllib
from itertools import groupby
from pathlib import Path
from typing import TypedDict

import pytest
from bs4 import BeautifulSoup, Tag

from tests.projects import make_summit, run, snapshot

REPOSITORY = Path(__file__).parent.parent
FACTS = REPOSITORY.parent / "shared" / "page" / "facts.json"
JAPANESE = re.compile(r"[\u3041-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f]")
SEEN = {"title", "alt", "content", "placeholder", "aria-label"}
"""The attributes that people read or hear."""


class Speaker(TypedDict):
    """One of facts.json."""

    name: str | None
    organisation: str


class Talk(TypedDict):
    """One of facts.json."""

    n: int
    title: str | None
    title_on_page: str | None
    speakers: list[Speaker] | None


class Track(TypedDict):
    """One of facts.json."""

    on_page: str
    talks: list[Talk]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with its pages rendered."""
    folder = make_summit(tmp_path_factory.mktemp("summit"))
    result = run(folder, "render")
    assert (result.exit_code, result.stdout) == (0, "")
    return folder


def page(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html5lib")


@pytest.fixture(scope="module")
def source() -> BeautifulSoup:
    return page(REPOSITORY / "source" / "index.html")


@pytest.fixture(scope="module")
def tracks() -> list[Track]:
    if not FACTS.exists():
        pytest.skip(f"{FACTS} is not here")
    found: list[Track] = json.loads(FACTS.read_text(encoding="utf-8"))["tracks"]
    return found


def text(tag: Tag | None) -> str | None:
    return None if tag is None else " ".join(tag.get_text().split())


def test_the_catalogs_are_up_to_date_with_the_page(project: Path) -> None:
    result = run(project, "extract", "--check")
    assert (result.exit_code, result.stderr) == (0, "3 files unchanged\n")


def test_the_checks_find_nothing(project: Path) -> None:
    found = json.loads(run(project, "check", "--format", "json").stdout)
    assert found == {"diagnostics": [], "errors": 0, "warnings": 0}


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="gettext is not here")
@pytest.mark.parametrize(
    "name", ["summit.pot", "en/LC_MESSAGES/summit.po", "ja/LC_MESSAGES/summit.po"]
)
def test_msgfmt_accepts_the_catalogs(name: str) -> None:
    command = ["msgfmt", "-c", "-o", "/dev/null", str(REPOSITORY / "locales" / name)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_both_languages_are_complete_in_every_role(project: Path) -> None:
    found = json.loads(run(project, "status", "--format", "json").stdout)["locales"]
    percents = {
        locale: {role: count["percent"] for role, count in coverage["roles"].items()}
        for locale, coverage in found.items()
    }
    assert percents == {
        "en": {"track": 100, "title": 100, "ui": 100},
        "ja": {"title": 100, "ui": 100, "track": 100, "description": 100},
    }
    # As the configuration asks: a role that nothing asks for could fall behind in silence.
    settings = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    asked = settings["tool"]["i18n-summit"]["coverage"]
    assert {locale: set(roles) <= set(asked[locale]) for locale, roles in percents.items()} == {
        "en": True,
        "ja": True,
    }


@pytest.mark.parametrize("locale", ["en", "ja"])
def test_a_rendered_page_says_its_language(project: Path, locale: str) -> None:
    root = page(project / "build" / locale / "index.html").html
    assert root is not None
    assert root["lang"] == locale


def test_the_english_page_has_japanese_only_where_it_says_so(project: Path) -> None:
    html = page(project / "build" / "en" / "index.html")
    texts = [(str(string), string.parent) for string in html.find_all(string=JAPANESE)]
    values = [
        (str(value), tag)
        for tag in html.select("*")
        for name, value in tag.attrs.items()
        if name in SEEN and JAPANESE.search(str(value))
    ]
    assert ("日本語", html.select_one("nav a[lang=ja]")) in texts
    assert [text for text, tag in texts + values if not is_excused(tag)] == []


def is_excused(tag: Tag | None) -> bool:
    """Tell whether a place is marked as Japanese or as not to be translated."""
    around = [] if tag is None else [tag, *tag.parents]
    language = next((str(t["lang"]) for t in around if t.get("lang")), "")
    return language == "ja" or any(t.get("translate") == "no" for t in around)


def test_the_japanese_page_has_its_titles_in_japanese(project: Path) -> None:
    found = page(project / "build" / "ja" / "index.html")
    english = [h.get_text() for h in found.select("h3") if h.get("lang") == "en"]
    assert english == []
    names = [text(h) for h in found.select("section.track > h2")]
    assert names[2:] == ["ストリーム処理", "ユースケース"]


def test_every_file_beside_the_page_is_copied(project: Path) -> None:
    source = snapshot(project / "source")
    for locale in ("en", "ja"):
        built = snapshot(project / "build" / locale)
        assert list(built) == list(source)
        assert built["style.css"] == source["style.css"]


def test_a_page_without_translations_comes_back_byte_for_byte(tmp_path: Path) -> None:
    shutil.copytree(REPOSITORY / "source", tmp_path / "source")
    assert run(tmp_path, "render", "--keep-lang").exit_code == 0
    for locale in ("en", "ja"):
        assert snapshot(tmp_path / "build" / locale) == snapshot(tmp_path / "source")


def test_all_53_talks_are_there_in_order(source: BeautifulSoup) -> None:
    assert [article["id"] for article in source.select("article")] == [
        f"talk-{number:02}" for number in range(1, 54)
    ]
    assert {text(summary) for summary in source.select("details > summary")} == {"View Description"}
    assert len(source.select("article details")) == 53


def test_every_talk_leads_to_itself_in_each_language(source: BeautifulSoup) -> None:
    links = {
        str(article["id"]): [
            (link["href"], link["lang"], link["hreflang"])
            for link in article.select(".languages a")
        ]
        for article in source.select("article")
    }
    assert links == {
        f"talk-{number:02}": [
            (f"../{locale}/index.html#talk-{number:02}", locale, locale) for locale in ("en", "ja")
        ]
        for number in range(1, 54)
    }


def test_every_link_within_the_page_leads_somewhere(source: BeautifulSoup) -> None:
    ids = [str(tag["id"]) for tag in source.select("[id]")]
    assert len(ids) == len(set(ids))
    links = {str(a["href"]).partition("#")[2] for a in source.select("a[href*='#']")}
    assert links <= set(ids)


def test_every_synopsis_has_40_to_90_words(source: BeautifulSoup) -> None:
    lengths = {
        str(article["id"]): len(synopsis.get_text().split())
        for article in source.select("article")
        for synopsis in article.select(".synopsis")
    }
    assert len(lengths) == 53
    assert {id: words for id, words in lengths.items() if not 40 <= words <= 90} == {}


def test_the_tracks_are_those_of_the_conference(source: BeautifulSoup, tracks: list[Track]) -> None:
    assert [
        (text(section.h2), [article["id"] for article in section.select("article")])
        for section in source.select("section.track")
    ] == [
        (track["on_page"], [f"talk-{talk['n']:02}" for talk in track["talks"]]) for track in tracks
    ]


def test_the_titles_are_those_of_the_page(source: BeautifulSoup, tracks: list[Track]) -> None:
    titles = {str(article["id"]): text(article.h3) for article in source.select("article")}
    assert titles == {
        f"talk-{talk['n']:02}": talk["title_on_page"] or talk["title"] or "Title not announced"
        for track in tracks
        for talk in track["talks"]
    }
    assert titles["talk-11"] == "Kafka Connect を使った Connector 構築で学んだこと"
    unknown = [id for id, title in titles.items() if title == "Title not announced"]
    assert unknown == ["talk-10", "talk-26", "talk-34"]


def test_the_speakers_are_those_of_the_facts(source: BeautifulSoup, tracks: list[Track]) -> None:
    speakers = {
        str(article["id"]): text(article.select_one(".speakers[translate=no]"))
        for article in source.select("article")
    }
    assert speakers == {
        f"talk-{talk['n']:02}": credit(talk["speakers"] or [])
        for track in tracks
        for talk in track["talks"]
    }


def credit(speakers: list[Speaker]) -> str | None:
    """Name speakers as the page does: one house at a time, its name last."""
    houses: list[str] = []
    for organisation, group in groupby(speakers, key=lambda speaker: speaker["organisation"]):
        *first, last = [speaker["name"] or "" for speaker in group]
        names = f"{', '.join(first)} & {last}" if first else last
        houses.append(", ".join(filter(None, [names, organisation])))
    return " & ".join(houses) or None
