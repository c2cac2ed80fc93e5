"""What other tools did to pages and catalogs, and what becomes of them here.

translate-toolkit, po4a, itstool and gettext were run on the pages of six
manuals. Each test or row is one complaint of that run, on a project of its own
and through the command line; polib reads the catalogs, html5lib the pages.
"""

import json
from collections.abc import Mapping
from pathlib import Path

import polib
import pytest
from bs4 import BeautifulSoup

from tests.oracle import comments, parse, skeleton
from tests.projects import make, run, snapshot

JA_PO = "locales/ja/LC_MESSAGES/messages.po"


def extracted(folder: Path, page: str | bytes) -> Path:
    """Make a project of one page, and its catalogs."""
    make(folder, {"i18n-summit.toml": "", "source/index.html": page})
    assert run(folder, "extract").exit_code == 0
    return folder


def entries(folder: Path) -> list[polib.POEntry]:
    """List the messages of the Japanese catalog, without obsolete ones."""
    return [entry for entry in polib.pofile(str(folder / JA_PO)) if not entry.obsolete]


def translate(folder: Path, translations: Mapping[str, str]) -> None:
    """Write translations into the Japanese catalog, as polib writes it."""
    catalog = polib.pofile(str(folder / JA_PO))
    for entry in catalog:
        entry.msgstr = translations.get(entry.msgid, "")
    catalog.save()


def rendered(folder: Path, *options: str) -> bytes:
    """Give the page in Japanese."""
    result = run(folder, "render", "-l", "ja", *options)
    assert (result.exit_code, result.stdout) == (0, "")
    return (folder / "build" / "ja" / "index.html").read_bytes()


def test_a_page_that_cannot_be_read_became_an_empty_file_and_exit_code_0(tmp_path: Path) -> None:
    extracted(tmp_path, "<p>Keynote</p>")
    make(tmp_path, {"source/broken.html": b"<meta charset=utf-8><p>caf\xe9"})

    result = run(tmp_path, "render")

    assert result.exit_code == 2
    assert "source/broken.html:1: " in result.stderr
    files = {name: data for name, data in snapshot(tmp_path).items() if name.startswith("build/")}
    assert [name for name, data in files.items() if "broken" in name or data == b""] == []


# A page, its messages with their translations, and the page in Japanese.
PAGES = [
    pytest.param(
        "<p>Never write &#60;script&#62;alert(1)&#60;/script&#62; here.</p>",
        {
            "Never write &lt;script>alert(1)&lt;/script> here.": (
                "ここに &lt;script>alert(1)&lt;/script> と書かないでください。"
            )
        },
        "<p>ここに &lt;script&gt;alert(1)&lt;/script&gt; と書かないでください。</p>",
        id="references in a text came back as a live script",
    ),
    pytest.param(
        '<p data-x="&quot; onclick=&quot;alert(1)" title="Say &quot;hello&quot;">Hello</p>',
        {'Say "hello"': '"こんにちは" onclick="alert(1)', "Hello": "こんにちは"},
        '<p data-x="&quot; onclick=&quot;alert(1)"'
        ' title="&quot;こんにちは&quot; onclick=&quot;alert(1)">こんにちは</p>',
        id="quotes in a value came back as a new attribute",
    ),
    pytest.param(
        '<p>R&D at <a href="/?a&b">AT&T</a></p><p>R&D</p>',
        {"R&D at <a>AT&T</a>": "<a>AT&T</a> の R&D", "R&D": "R&D"},
        '<p><a href="/?a&b">AT&amp;T</a> の R&amp;D</p><p>R&D</p>',
        id="R&D became R&D;",
    ),
    pytest.param(
        "<p>Read <!-- twice --> the <b>manual<!-- 3rd ed. --></b>.</p>",
        {"Read the <b>manual</b>.": "<b>マニュアル</b>をお読みください。"},
        "<p><b>マニュアル</b>をお読みください。<!-- twice --><!-- 3rd ed. --></p>",
        id="comments in a paragraph were deleted",
    ),
    pytest.param(
        "<p>Keynote</p>\n<!-- never closed\n<p>Tracks</p>\n</body></html>\n",
        {"Keynote": "基調講演"},
        "<p>基調講演</p>\n<!-- never closed\n<p>Tracks</p>\n</body></html>\n",
        id="all after an unclosed comment was cut off",
    ),
    pytest.param(
        '<p\n   class="a  b"\n\n   title="Two\n  lines">A  long\n line</p >'
        "<textarea  >first\n\n    second  </textarea\n>",
        {
            "Two lines": "二行",
            "A long line": "長い行",
            "first\n\n    second": "最初\n\n    次",
        },
        '<p\n   class="a  b"\n\n   title="二行">長い行</p >'
        "<textarea  >最初\n\n    次  </textarea\n>",
        id="start tags and textarea were wrapped anew",
    ),
    pytest.param(
        "\ufeff<p>Keynote</p>",
        {"Keynote": "基調講演"},
        "\ufeff<p>基調講演</p>",
        id="a byte order mark became a message",
    ),
    pytest.param(
        "<style>p::before { content: 'Welcome' }</style><script>say('Welcome back')</script>"
        """<button onclick="say('Good morning')" style="color: navy">Go</button>""",
        {"Go": "進む"},
        "<style>p::before { content: 'Welcome' }</style><script>say('Welcome back')</script>"
        """<button onclick="say('Good morning')" style="color: navy">進む</button>""",
        id="CSS and scripts were offered for translation",
    ),
    pytest.param(
        "".join(
            f'<button aria-controls="d{n}">View <b id="b{n}">it</b></button>' for n in range(53)
        ),
        {"View <b>it</b>": "<b>それ</b>を見る"},
        "".join(
            f'<button aria-controls="d{n}"><b id="b{n}">それ</b>を見る</button>' for n in range(53)
        ),
        id="an id in a button made 53 messages of one",
    ),
    pytest.param(
        '<html lang="en"><p lang="en">Keynote</p></html>',
        {"Keynote": "基調講演"},
        '<html lang="en"><p lang="en">基調講演</p></html>',
        id="the lang of a page was a message",
    ),
]


@pytest.mark.parametrize(("page", "translations", "expected"), PAGES)
def test_a_page_is_translated_and_nothing_else(
    tmp_path: Path, page: str, translations: dict[str, str], expected: str
) -> None:
    extracted(tmp_path, page)
    assert [entry.msgid for entry in entries(tmp_path)] == list(translations)
    assert rendered(tmp_path, "--keep-lang").decode() == page

    translate(tmp_path, translations)

    found = rendered(tmp_path, "--keep-lang").decode()
    assert found == expected
    assert (skeleton(found), comments(found)) == (skeleton(page), comments(page))


# The encoding that a page declares, its title, and its English text with a translation.
STORED = [
    pytest.param(
        "shift_jis",
        "講演の一覧表、ソ連の能力",
        ("Keynote", "基調講演の予定表"),
        id="mojibake, a crash, or UTF-8 under the name of Shift_JIS",
    ),
    pytest.param(
        "shift_jis",
        "①月の髙橋さん～㈱",
        ("Keynote", "②月の﨑さん"),
        id="what cp932 has beyond Shift_JIS was refused",
    ),
    pytest.param(
        "shift_jis", "料金", ("Price", "¥500 か 5 € 𠮷"), id="a crash at what it cannot hold"
    ),
    pytest.param(
        "euc-jp",
        "料金",
        ("Price", "¥500"),
        id="mojibake at what it holds as something else",
    ),
]
_PYTHON_NAMES = {"shift_jis": "cp932", "euc-jp": "euc_jp"}


@pytest.mark.parametrize(("encoding", "title", "translation"), STORED)
def test_a_page_keeps_its_encoding(
    tmp_path: Path, encoding: str, title: str, translation: tuple[str, str]
) -> None:
    id, text = translation
    page = f'<html lang="en"><meta charset="{encoding}"><title>{title}</title><p>{id}</p></html>'
    data = page.encode(_PYTHON_NAMES[encoding])
    extracted(tmp_path, data)
    assert [entry.msgid for entry in entries(tmp_path)] == [id]
    assert rendered(tmp_path, "--keep-lang") == data

    translate(tmp_path, {id: text})

    soup = BeautifulSoup(rendered(tmp_path), "html5lib")
    assert soup.original_encoding == encoding
    assert [tag.get_text() for tag in soup.find_all(["title", "p"])] == [title, text]


def _numbered(count: int) -> tuple[str, dict[str, str]]:
    """Give a page with so many messages, and their translations."""
    translations = {f"Talk number {n}": f"講演 {n} 番" for n in range(count)}
    return "\n".join(f"<p>{id}</p>" for id in translations), translations


def test_a_line_at_the_top_made_53_of_152_messages_fuzzy(tmp_path: Path) -> None:
    page, translations = _numbered(152)
    extracted(tmp_path, page)
    translate(tmp_path, translations)
    make(tmp_path, {"source/index.html": f"<p>Welcome</p>\n{page}"})

    assert run(tmp_path, "extract").exit_code == 0

    found = entries(tmp_path)
    assert {e.msgid: e.msgstr for e in found} == {"Welcome": "", **translations}
    assert [e.msgid for e in found if e.msgctxt or e.fuzzy] == []


def test_a_catalog_of_which_three_in_a_hundred_are_missing_wrote_no_page(tmp_path: Path) -> None:
    page, translations = _numbered(100)
    extracted(tmp_path, page)
    missing = list(translations)[40:43]
    for id in missing:
        translations[id] = ""
    translate(tmp_path, translations)

    soup = parse(rendered(tmp_path))

    assert [tag.get_text() for tag in soup.find_all("p")] == [
        t or i for i, t in translations.items()
    ]
    assert [tag.get_text() for tag in soup.select("[lang=en]")] == missing


def test_the_lang_of_a_page_was_left_to_the_translator(tmp_path: Path) -> None:
    extracted(tmp_path, '<html lang="en"><p>Keynote</p></html>')
    translate(tmp_path, {"Keynote": "基調講演"})
    assert rendered(tmp_path) == '<html lang="ja"><p>基調講演</p></html>'.encode()


# A page, and what counts of it in each language: all, and translated.
COUNTED = [
    pytest.param("<p>ストリーム処理</p>", {"en": (1, 0), "ja": (0, 0)}, id="as work"),
    pytest.param(
        "<p>ストリーム処理</p><p>Keynote</p>", {"en": (1, 0), "ja": (1, 0)}, id="as progress"
    ),
]


@pytest.mark.parametrize(("page", "expected"), COUNTED)
def test_what_is_in_japanese_already_counted(
    tmp_path: Path, page: str, expected: dict[str, tuple[int, int]]
) -> None:
    extracted(tmp_path, page)

    found = json.loads(run(tmp_path, "status", "--format", "json").stdout)["locales"]

    assert {name: (c["total"], c["translated"]) for name, c in found.items()} == expected
    is_done = expected["ja"] == (0, 0)
    assert (found["ja"]["percent"] == 100) is is_done
    assert run(tmp_path, "check", "-l", "ja", "--fail-under", "100").exit_code == (not is_done)
