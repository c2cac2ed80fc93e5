"""What pages and the sitemap say to search engines: where each page is, in which languages."""

import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from i18n_summit.catalogs.sources import gather_sources, sources_for
from i18n_summit.coverage import measure_coverage, measure_page
from i18n_summit.model import Addition, Catalog
from i18n_summit.pages.head import read_head
from i18n_summit.render import render_page
from i18n_summit.site import MARK
from i18n_summit.site.addresses import page_addresses
from i18n_summit.site.links import open_graph_locale
from i18n_summit.site.sitemap import sitemap_files
from i18n_summit.translations import usable_translations
from tests.oracle import read
from tests.projects import (
    EN,
    EN_PO,
    JA_PO,
    PAGE,
    PROJECT,
    SETTINGS,
    Files,
    make,
    run,
    snapshot,
    translate,
)
from tests.strategies import pages, scraps

BASE = "https://example.org/summit/"
ADDRESS = 'base_url = "https://example.org/summit"\n'

ADDRESSES = {
    "a page": ("https://example.org/", "a.html", "https://example.org/pt-BR/a.html"),
    "the first page": (BASE, "index.html", BASE + "pt-BR/"),
    "the first page of a folder": (BASE, "talks/index.html", BASE + "pt-BR/talks/"),
    "one whose name ends like it": (BASE, "an-index.html", BASE + "pt-BR/an-index.html"),
    "an index of another kind": (BASE, "index.htm", BASE + "pt-BR/index.htm"),
    "what stands for itself in no address": (
        BASE,
        'a b/%?#&"<é表.html',
        BASE + "pt-BR/a%20b/%25%3F%23%26%22%3C%C3%A9%E8%A1%A8.html",
    ),
}


@pytest.mark.parametrize("case", ADDRESSES)
def test_the_address_of_a_page(case: str) -> None:
    base_url, path, wanted = ADDRESSES[case]
    assert page_addresses(base_url, PurePosixPath(path), ["pt-BR"]) == {"pt-BR": wanted}


# As Open Graph names them, which asks for a country.
OPEN_GRAPH = {
    "en": "en_US",
    "ja": "ja_JP",
    "pt": "pt_BR",
    "pt-PT": "pt_PT",
    "en-GB": "en_GB",
    "zh-Hans": "zh_CN",
    "zh-Hant": "zh_TW",
    "zh-Hant-HK": "zh_HK",
    "sr-Latn": "sr_RS",
    "es-419": None,
    "tlh": None,
    "en-x-klingon": None,
}


@pytest.mark.parametrize("locale", OPEN_GRAPH)
def test_open_graph_names_a_locale_with_its_likely_country(locale: str) -> None:
    assert open_graph_locale(locale) == OPEN_GRAPH[locale]


def english(folder: Path, settings: str = ADDRESS, files: Files = PROJECT) -> Path:
    """Write a project with an address, whose English is complete."""
    make(folder, {**files, "i18n-summit.toml": settings + SETTINGS})
    assert run(folder, "extract").exit_code == 0
    if "source/notes.txt" in files:
        translate(folder, EN_PO, **EN)
    return folder


def links(locale: str, other: str, territory: str, behind: str = "") -> str:
    """Write what is added to a page in each of two locales."""
    return (
        f'<link rel="canonical" href="{BASE}{locale}/{behind}">'
        f'<link rel="alternate" hreflang="en" href="{BASE}en/{behind}">'
        f'<link rel="alternate" hreflang="ja" href="{BASE}ja/{behind}">'
        f'<link rel="alternate" hreflang="x-default" href="{BASE}en/{behind}">'
        f'<meta property="og:locale" content="{territory}">'
        f'<meta property="og:locale:alternate" content="{other}">'
    )


PAGE_LINKS = {"en": links("en", "ja_JP", "en_US"), "ja": links("ja", "en_US", "ja_JP")}


def without_links(folder: Path) -> dict[str, bytes | None]:
    """Give what would be rendered without an address."""
    settings = (folder / "i18n-summit.toml").read_text()
    plain = re.sub("base_url = .*\n", "", settings)
    make(folder, {"i18n-summit.toml": plain})
    assert run(folder, "render", "-o", str(folder / "plain")).exit_code == 0
    make(folder, {"i18n-summit.toml": settings})
    return snapshot(folder / "plain")


def test_a_page_names_itself_and_its_translations_and_nothing_else_is_added(
    tmp_path: Path,
) -> None:
    folder = english(tmp_path)
    plain = without_links(folder)
    assert run(folder, "render").exit_code == 0
    built = snapshot(folder / "build")
    sitemap = built.pop("sitemap.xml") or b""
    for locale, added in PAGE_LINKS.items():
        page = plain[f"{locale}/index.html"]
        assert page is not None
        plain[f"{locale}/index.html"] = page.replace(b"</head>", added.encode() + b"</head>")
    assert built == plain
    assert (
        sitemap.decode()
        == (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f"{MARK}\n"
            '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
            ' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
        )
        + "".join(
            f"  <url>\n    <loc>{BASE}{locale}/</loc>\n"
            f'    <xhtml:link rel="alternate" hreflang="en" href="{BASE}en/"/>\n'
            f'    <xhtml:link rel="alternate" hreflang="ja" href="{BASE}ja/"/>\n'
            f'    <xhtml:link rel="alternate" hreflang="x-default" href="{BASE}en/"/>\n'
            "  </url>\n"
            for locale in ("en", "ja")
        )
        + "</urlset>\n"
    )
    before = snapshot(folder)
    assert run(folder, "render").stderr == "8 files unchanged\n"
    assert snapshot(folder) == before


def test_with_keep_lang_nothing_is_added(tmp_path: Path) -> None:
    make(tmp_path, {"i18n-summit.toml": ADDRESS, "source/index.html": PAGE})
    assert run(tmp_path, "render", "--keep-lang").exit_code == 0
    built = snapshot(tmp_path / "build")
    assert (built["en/index.html"], built["ja/index.html"]) == (PAGE.encode(), PAGE.encode())
    assert sorted(built) == ["en", "en/index.html", "index.html", "ja", "ja/index.html"]


def test_one_locale_alone_is_rendered_as_with_the_others(tmp_path: Path) -> None:
    folder = english(tmp_path)
    assert run(folder, "render").exit_code == 0
    assert run(folder, "render", "-l", "ja", "-o", str(folder / "public")).exit_code == 0
    whole, alone = snapshot(folder / "build"), snapshot(folder / "public")
    assert alone == {name: data for name, data in whole.items() if name.startswith("ja")}
    # The others' catalogs are asked what they hold, so they must be whole.
    make(folder, {EN_PO: 'msgid "x'})
    assert run(folder, "render", "-l", "ja").exit_code == 2
    make(folder, {EN_PO: None})
    assert run(folder, "render", "-l", "ja").exit_code == 0


# Lines of the configuration, and the locales that the page is announced in. Its Japanese has one
# of five messages (the title, which is the heading too), its English all.
THRESHOLDS = {
    "none": ("", ["en", "ja"]),
    "one that is met": ("[coverage]\nja = 20\n", ["en", "ja"]),
    "one that is not": ("[coverage]\nja = 21\n", ["en"]),
    "a role's that is met": ("[coverage]\nja = { title = 50 }\n", ["en", "ja"]),
    "a role's that is not": ("[coverage]\nja = { all = 0, title = 51 }\n", ["en"]),
    "that of a role which the page has not": ("[coverage]\nja = { ui = 0 }\n", ["en", "ja"]),
    "that of English": ("[coverage]\nen = 100\nja = { description = 1 }\n", ["en"]),
}


def announced(page: bytes | None) -> dict[str, list[str]]:
    """Give what a page says to search engines, as html5lib reads it: canonical, alternates, Open
    Graph.
    """
    soup = BeautifulSoup(page or b"", "html5lib")
    return {
        "canonical": [str(tag["href"]) for tag in soup.select("head > link[rel=canonical]")],
        "alternate": [
            f"{tag['hreflang']} {tag['href']}" for tag in soup.select("head > link[rel=alternate]")
        ],
        "og": [str(tag["content"]) for tag in soup.select('head > meta[property^="og:locale"]')],
    }


NOTHING: dict[str, list[str]] = {"canonical": [], "alternate": [], "og": []}


@pytest.mark.parametrize("case", THRESHOLDS)
def test_a_page_below_its_threshold_is_rendered_and_not_announced(
    tmp_path: Path, case: str
) -> None:
    lines, locales = THRESHOLDS[case]
    folder = english(tmp_path, files={**PROJECT, "source/other.html": "<!DOCTYPE html><p>Other."})
    make(folder, {"i18n-summit.toml": ADDRESS + SETTINGS + lines})
    translate(folder, JA_PO, **{"Kafka Summit sessions": "Kafka Summit のセッション"})
    assert run(folder, "render").exit_code == 0
    built = snapshot(folder / "build")
    for locale in ("en", "ja"):
        assert announced(built[f"{locale}/index.html"]) == (
            {
                "canonical": [f"{BASE}{locale}/"],
                "alternate": [
                    *(f"{name} {BASE}{name}/" for name in locales),
                    f"x-default {BASE}{locales[0]}/",
                ],
                "og": ["en_US", "ja_JP"][:: 1 if locale == "en" else -1]
                if len(locales) > 1
                else ["en_US"],
            }
            if locale in locales
            else NOTHING
        )
    sitemap = sitemap_of([built["sitemap.xml"] or b""])
    assert [place for place in sitemap if place.endswith("/")] == [f"{BASE}{n}/" for n in locales]


@given(pages(), st.integers(1, 3))
def test_a_page_alone_is_covered_as_a_project_of_one_page(markup: str, step: int) -> None:
    page = read(markup)
    sources = sources_for(gather_sources([page]), "ja")
    messages = tuple(source.message._replace(translation="訳") for source in sources[::step])
    catalog = Catalog("ja", {}, messages)
    coverage = measure_page(page, usable_translations(catalog), "ja")
    assert coverage == measure_coverage(sources, catalog, "ja")


# A page, and why nothing is added to it.
LEFT_ALONE = {
    "a fragment": "<p>Other talks</p>",
    "a page that hides": "<!DOCTYPE html><meta name=robots content=noindex><p>Other talks",
    "a canonical link of its own": "<!DOCTYPE html>\n <link rel=canonical href=/x><p>Other talks",
    "an alternate of its own": "<!DOCTYPE html>\n <link rel=alternate hreflang=fr href=x><p>Talks",
    "a locale of its own": "<!DOCTYPE html>\n <meta property=og:locale content=fr_FR><p>Talks",
}
OWN_LINKS = {
    "a canonical link of its own": "canonical",
    "an alternate of its own": "alternate",
    "a locale of its own": "og:locale",
}


@pytest.mark.parametrize("case", LEFT_ALONE)
def test_a_page_that_cannot_say_it_or_says_something_else_is_left_alone(
    tmp_path: Path, case: str
) -> None:
    make(tmp_path, {"i18n-summit.toml": ADDRESS, "source/a.html": LEFT_ALONE[case]})
    result = run(tmp_path, "render")
    assert result.exit_code == 0
    name = OWN_LINKS.get(case)
    assert result.stdout == (
        f'source/a.html:2:2: warning own-link: the page has its own "{name}", the same in every'
        " language: none is added, and the sitemap leaves the page out. Take it out of the page;"
        " it is written for each language.\n"
        if name
        else ""
    )
    built = snapshot(tmp_path / "build")
    assert built == {**without_links(tmp_path), "sitemap.xml": built["sitemap.xml"]}
    assert sitemap_of([built["sitemap.xml"] or b""]) == {}


# Pages whose bytes are not those of plain UTF-8 with lines of Unix, with the place marked.
WRITTEN = {
    "utf-16": "<!DOCTYPE html><title>Kafka</title>§<p>Talks",
    "shift_jis": "<!DOCTYPE html><meta charset=shift_jis><!-- 表 --><title>Kafka</title>§<p>Talks",
    "utf-8": "<!DOCTYPE html>\r\n<head>\r\n\t<title>Kafka</title>\r\n§</head><p>Talks",
}


@pytest.mark.parametrize("encoding", WRITTEN)
def test_links_are_written_as_the_page_is(tmp_path: Path, encoding: str) -> None:
    before, behind = WRITTEN[encoding].split("§")
    make(
        tmp_path,
        {"i18n-summit.toml": ADDRESS, "source/a.html": (before + behind).encode(encoding)},
    )
    assert run(tmp_path, "render").exit_code == 0
    added = links("en", "ja_JP", "en_US", "a.html")
    if "\n" in before:
        added = re.sub("(<[^>]*>)", "\t\\1\r\n", added)
    page = (before + added + behind).replace("<!DOCTYPE html>", '<!DOCTYPE html><html lang="en">')
    assert (tmp_path / "build/en/a.html").read_bytes().decode(encoding) == page


@given(pages() | scraps())
def test_an_addition_changes_nothing_else_of_a_rendered_page(markup: str) -> None:
    page = read(markup)
    head = read_head(page)
    if head is not None:
        addition = Addition(head.place, "<link rel=addition>")
        plain = render_page(page, {}, "ja")
        added = render_page(page, {}, "ja", addition=addition)
        assert added.data.replace(addition.markup.encode(), b"") == plain.data
        assert added.data.count(addition.markup.encode()) == 1
        assert added.diagnostics == plain.diagnostics


def sitemap_of(files: Iterable[bytes]) -> dict[str, list[str]]:
    """Read the addresses of sitemaps, with the links of each, by the parser of Python."""
    found: dict[str, list[str]] = {}
    for data in files:
        space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
        root = ET.fromstring(data)
        assert root.tag == f"{{{space['s']}}}urlset"
        for url in root.findall("s:url", space):
            place = url.findtext("s:loc", None, space)
            assert place is not None
            assert place not in found
            found[place] = [
                f"{link.get('hreflang')} {link.get('href')}"
                for link in url.findall("{http://www.w3.org/1999/xhtml}link[@rel='alternate']")
            ]
    return found


def test_pages_and_sitemap_say_the_same_and_every_link_is_answered(tmp_path: Path) -> None:
    names = ["index.html", "talks/index.html", 'talks/R&D "表" 100%.html', "a.htm", "ü/ü.html"]
    text = "<!DOCTYPE html><title>{}</title><p>Talk {} of the day.<p>話の{}番目です。"
    files: dict[str, str] = {
        f"source/{name}": text.format(name, number, number) for number, name in enumerate(names)
    }
    settings = ADDRESS + 'locales = ["ja", "en", "pt-BR"]\n[coverage]\nen = 100\nja = 100\n'
    make(tmp_path, {**files, "i18n-summit.toml": settings})
    assert run(tmp_path, "extract").exit_code == 0
    for number in (1, 2):
        translate(
            tmp_path,
            "locales/en/LC_MESSAGES/messages.po",
            **{f"話の{number}番目です。": f"This is talk {number}."},
        )
    assert run(tmp_path, "render").exit_code == 0
    said: dict[str, list[str]] = {}
    for number, name in enumerate(names):
        for locale in ("ja", "en", "pt-BR"):
            found = announced((tmp_path / "build" / locale / name).read_bytes())
            # Portuguese has no threshold.
            assert bool(found["canonical"]) == (
                locale == "pt-BR" or (locale == "en" and number in (1, 2))
            )
            said.update(dict.fromkeys(found["canonical"], found["alternate"]))
    assert len(said) == 7
    for alternates in said.values():
        by_language = dict(alternate.split(" ") for alternate in alternates)
        assert by_language.pop("x-default") == next(iter(by_language.values()))
        assert [said[place] for place in by_language.values()] == [alternates] * len(by_language)
    assert sitemap_of([(tmp_path / "build/sitemap.xml").read_bytes()]) == said


def many(pages: int, locales: int) -> Iterable[dict[str, str]]:
    names = [f"l{number}" for number in range(locales)]
    for number in range(pages):
        yield page_addresses(BASE, PurePosixPath(f"{number}&.html"), names)


# More than one file may hold: pages and locales.
LARGE = {"addresses": (25_001, 2), "bytes": (60, 100)}


@pytest.mark.slow
@pytest.mark.parametrize("case", LARGE)
def test_a_sitemap_that_is_too_large_becomes_several(case: str) -> None:
    pages_, locales = LARGE[case]
    *parts, (name, index) = [
        (name, text.encode()) for name, text in sitemap_files(BASE, many(pages_, locales))
    ]
    assert [name for name, _ in parts] == ["sitemap-1.xml", "sitemap-2.xml"]
    read_parts = [sitemap_of([data]) for _, data in parts]
    sizes = [(len(found), len(data)) for found, (_, data) in zip(read_parts, parts, strict=True)]
    assert all(count <= 50_000 and size <= 52_428_800 for count, size in sizes)
    assert sizes[0][0] == 50_000 or sizes[0][1] > 52_400_000  # It is full.
    assert list(read_parts[0] | read_parts[1]) == [
        place for addresses in many(pages_, locales) for place in addresses.values()
    ]
    root = ET.fromstring(index)
    assert (name, root.tag.rpartition("}")[2]) == ("sitemap.xml", "sitemapindex")
    assert [place.text for place in root.iter() if place.tag.endswith("}loc")] == [
        f"{BASE}sitemap-1.xml",
        f"{BASE}sitemap-2.xml",
    ]


def test_a_sitemap_of_somebody_else_stays(tmp_path: Path) -> None:
    folder = english(tmp_path)
    make(folder, {"build/sitemap.xml": "<mine/>"})
    result = run(folder, "render")
    assert result.exit_code == 0
    assert result.stderr.endswith("build/sitemap.xml: not written by i18n-summit, so it stays\n")
    assert (folder / "build/sitemap.xml").read_text() == "<mine/>"


def test_a_sitemap_stays_while_a_page_cannot_be_read(tmp_path: Path) -> None:
    folder = english(tmp_path)
    assert run(folder, "render").exit_code == 0
    before = snapshot(folder / "build")
    make(folder, {"source/index.html": b"<!DOCTYPE html>\xff"})
    assert run(folder, "render").exit_code == 2
    assert snapshot(folder / "build") == before
