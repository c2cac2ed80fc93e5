"""What pages say to the checks in their comments, and what becomes of it."""

from pathlib import Path, PurePosixPath

import pytest

from i18n_summit.checks import CHECKS, DEFAULT_CHECKS, check_page
from i18n_summit.model import Page, Selectors
from i18n_summit.pages import read_page
from tests.projects import PROJECT, SETTINGS, make, make_half, run

PATH = PurePosixPath("source/index.html")
FORM = "<!-- i18n-summit: ignore[code] reason -->"
UNUSED = "finds nothing here to ignore. Take it out of the comment."
FILE, RUN = "«a.jpg» is the name of a file. Write what the image shows.", "«languages.To» are two"
SAID = "<!-- i18n-summit: ignore[{}] a sample -->"
BAD = "It is in many languages.To see it, run it"


def read(text: str, path: PurePosixPath = PATH) -> Page:
    return read_page(text.encode(), path, latin="en", selectors=Selectors())


# A page, and what is found: the code, the beginning of what is said, and before what it stands.
PAGES: dict[str, tuple[str, list[tuple[str, str, str]]]] = {
    "nothing": (
        f'<p><img alt="a.jpg">{BAD}</p>',
        [("file-name", FILE, 'a.jpg">'), ("run-together", RUN, "languages.To")],
    ),
    "before the tag": (f'{SAID.format("file-name")}<img alt="a.jpg">', []),
    "before tags around it": (f'{SAID.format("file-name")}\n <p><a href=x><img alt="a.jpg">', []),
    "in the text behind": (f"{SAID.format('run-together')}<p class='a'>{BAD}</p>", []),
    "in all of the text, with its tags": (
        f"<p>{SAID.format('run-together')}Kafka is <b>new</b>. {BAD} and <i>{BAD}</i></p>",
        [],
    ),
    "in the middle of a sentence": (f"<p>Kafka {SAID.format('run-together')} is. {BAD}</p>", []),
    "not before it": (
        f"<p>{BAD} {SAID.format('run-together')} again.</p>",
        [
            ("run-together", RUN, "languages.To"),
            ("unused-suppression", f'"run-together" {UNUSED}', "<!--"),
        ],
    ),
    "not behind the text that follows": (
        f"{SAID.format('run-together')}<p>Kafka</p><p>{BAD}</p>",
        [
            ("unused-suppression", f'"run-together" {UNUSED}', "<!--"),
            ("run-together", RUN, "languages.To"),
        ],
    ),
    "a reason with a sign of tags": (
        '<!-- i18n-summit: ignore[file-name] a -> b, <i>meant</i> --><img alt="a.jpg">',
        [],
    ),
    "an end as browsers mend it": (
        '<!-- i18n-summit: ignore[file-name] meant --!><img alt="a.jpg">',
        [],
    ),
    "no comment in a textarea": (
        f'<textarea>{SAID.format("file-name")}</textarea><img alt="a.jpg">',
        [("file-name", FILE, 'a.jpg">')],
    ),
    "no comment in a script": (
        f'<script>{SAID.format("no-code")}</script><img alt="a.jpg">',
        [("file-name", FILE, 'a.jpg">')],
    ),
    "no comment in a value": (
        f"<p data-x='{SAID.format('file-name')}'>" + '<img alt="a.jpg">',
        [("file-name", FILE, 'a.jpg">')],
    ),
    "a comment in the title of a drawing": (
        f'<svg><title>{SAID.format("file-name")}</title></svg><img alt="a.jpg">',
        [],
    ),
    "several, one of them unused": (
        f'{SAID.format("file-name, run-together copy")}<img alt="a.jpg"><p>Kafka',
        [
            ("suppression", '"copy" cannot be ignored in a page. Take it out.', "<!--"),
            ("unused-suppression", f'"run-together" {UNUSED}', "<!--"),
        ],
    ),
    "two comments": (
        f'{SAID.format("file-name")} <!-- x -->{SAID.format("run-together")}<img alt="a.jpg">{BAD}',
        [],
    ),
    "the language of the page": (
        f'<!doctype html>{SAID.format("page-language")}<html lang="ja"><title>All</title><h1>All',
        [],
    ),
    "what is about all of the page": (
        f"<!doctype html><html><body><p>Kafka</p>{SAID.format('no-title, no-heading')}</body>",
        [],
    ),
    "what rendering finds": (SAID.format("part-language, own-link") + "<p>Kafka</p>", []),
    "what keeps a translation out": (
        SAID.format("encoding") + "<p>Kafka</p>",
        [("suppression", '"encoding" cannot be ignored in a page. Take it out.', "<!--")],
    ),
    "no reason": (
        '<!-- i18n-summit: ignore[file-name] --><img alt="a.jpg">',
        [("suppression", f"no reason is given for what is ignored. Write {FORM}.", "<!--")],
    ),
    "over two lines": (
        '<!--\n  i18n-summit: ignore[file-name]\n  the name is meant\n--><img alt="a.jpg">',
        [],
    ),
    "no code": (
        "<!-- i18n-summit: ignore a song --><p>Kafka",
        [("suppression", f"it does not say which checks are ignored. Write {FORM}.", "<!--")],
    ),
    "a code that no check has": (
        "<!-- i18n-summit: ignore[file-nme] x --><p>Kafka",
        [
            (
                "suppression",
                'there is no check "file-nme" to ignore. Did you mean "file-name"?',
                "<!--",
            )
        ],
    ),
    "a word that says nothing": (
        "<!-- i18n-summit: identical --><p>Kafka",
        [
            (
                "suppression",
                f'"identical" says nothing to the checks of a page. Write {FORM}.',
                "<!--",
            )
        ],
    ),
}


@pytest.mark.parametrize("case", PAGES)
def test_a_comment_suppresses_what_it_stands_before_and_no_more(case: str) -> None:
    text, expected = PAGES[case]
    found = check_page(read(text))
    assert [d.code for d in found] == [code for code, _, _ in expected]
    for d, (code, said, place) in zip(found, expected, strict=True):
        assert d.message.startswith(said)
        assert d.severity is CHECKS[code].severity
        line = text.split("\n")[d.location.line - 1]
        assert line[d.location.column - 1 :].startswith(place)


def test_only_checks_that_were_run_are_called_unused() -> None:
    page = read(f"{SAID.format('file-name, run-together')}<p>Kafka</p>")
    chosen = {"file-name", "unused-suppression"}
    assert [d.message for d in check_page(page, chosen)] == [f'"file-name" {UNUSED}']
    assert check_page(page, DEFAULT_CHECKS - {"unused-suppression"}) == []


def test_a_text_page_has_no_comments() -> None:
    page = read(f"{SAID.format('run-together')} {BAD}\n", PurePosixPath("notes.txt"))
    assert [d.code for d in check_page(page)] == ["run-together"]


def test_a_page_is_quiet_when_it_is_rendered_too(tmp_path: Path) -> None:
    link = '<link rel="canonical" href="https://example.org/">'
    folder = make_half(tmp_path)
    make(folder, {"i18n-summit.toml": f'base_url = "https://example.org/"\n{SETTINGS}'})
    page = folder / "source" / "index.html"
    text = PROJECT["source/index.html"]
    for comment, codes in (("", ["own-link:"]), (SAID.format("own-link"), [])):
        page.write_text(text.replace("</head>", f"{comment}{link}</head>"), encoding="utf-8")
        said = run(folder, "render").stdout.splitlines()
        assert [line.split()[2] for line in said] == codes


@pytest.mark.slow
def test_a_page_of_comments_is_read_once() -> None:
    # Quadratic time is minutes here.
    comment = SAID.format("run-together")
    check_page(read(f"{comment}<p>{BAD}</p>" * 20_000))
    check_page(read(f"{comment}" * 20_000 + f"<p>{BAD}</p>"))
    check_page(read(f"{comment}<!--" * 20_000))
    check_page(read("<!-- i18n-summit:" * 20_000))
