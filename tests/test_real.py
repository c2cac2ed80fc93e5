"""Real pages, of several generators and encodings, held to html5lib.

    I18N_SUMMIT_CORPORA=$(python3 benchmarks/corpora.py --small) pytest -m real

These are not among the tests that run by default: the pages have to be fetched
first. Those of the judge itself are.
"""

import os
import re
import warnings
from functools import cache
from pathlib import Path, PurePosixPath

import pytest
from bs4 import XMLParsedAsHTMLWarning

from benchmarks.corpora import CORPORA, some_pages
from benchmarks.tokens import Filled, Verdict, judged, parsed, segment_problems, token_problems
from i18n_summit.model import Selectors
from i18n_summit.pages import read_page
from i18n_summit.render import render_page
from tests.oracle import read
from tests.test_rules_tree import marked, ours, theirs

FOLDER = Path(os.environ.get("I18N_SUMMIT_CORPORA", "no-corpora"))
NAMES = [corpus.name for corpus in CORPORA if corpus.is_small]
MISSING = [name for name in NAMES if not (FOLDER / name).is_dir()]
needs_corpora = pytest.mark.skipif(
    bool(MISSING),
    reason=f"no corpora {MISSING}: set I18N_SUMMIT_CORPORA to the folder that"
    " benchmarks/corpora.py --small prints",
)
XHTML = "{http://www.w3.org/1999/xhtml}"
PAGE = PurePosixPath("page.html")


@cache
def pages(name: str) -> dict[PurePosixPath, bytes]:
    """Give the pages of a corpus by their paths."""
    paths = some_pages(FOLDER / name, 300)
    return {PurePosixPath(path.relative_to(FOLDER)): path.read_bytes() for path in paths}


@pytest.mark.real
@needs_corpora
def test_there_are_many_pages_in_several_encodings() -> None:
    found = {path: data for name in NAMES for path, data in pages(name).items()}
    read = [read_page(d, p, latin="en", selectors=Selectors()) for p, d in found.items()]
    assert len(read) >= 500
    assert {"whatwg_shift_jis", "cp949", "whatwg_windows_1252", "utf-8"} <= {
        page.encoding for page in read
    }


@pytest.mark.real
@needs_corpora
@pytest.mark.parametrize("name", NAMES)
def test_segments_and_translations_stand_where_a_browser_sees_them(name: str) -> None:
    verdicts = {path: judged(data, path) for path, data in pages(name).items()}
    assert {path: v.problems for path, v in verdicts.items() if v.problems} == {}
    assert all(verdict.tokens >= verdict.segments > 0 for verdict in verdicts.values())


@pytest.mark.real
@needs_corpora
@pytest.mark.parametrize("name", NAMES)
def test_pages_without_translations_come_back_byte_for_byte(name: str) -> None:
    changed = [
        path
        for path, data in pages(name).items()
        if render_page(
            read_page(data, path, latin="en", selectors=Selectors()), {}, "ja", keeps_language=True
        ).data
        != data
    ]
    assert changed == []


@pytest.mark.real
@needs_corpora
@pytest.mark.parametrize("name", NAMES)
def test_elements_have_the_blocks_and_the_language_that_browsers_give_them(name: str) -> None:
    for path, data in pages(name).items():
        page = read_page(data, path, latin="en", selectors=Selectors())
        markup = marked(page.data.decode(page.encoding))
        # Its declaration would speak of bytes that are no longer its own.
        markup = re.sub("(?i)charset", "letters", markup)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
            expected = theirs(markup)
        found = ours(markup)
        assert {mark: found[mark] for mark in expected} == expected, path


# The judge itself

SOUND = """<!DOCTYPE html><html lang="en"><title>Kafka</title>
<p title="Manual">Brokers <b>keep</b> <code translate="no">log</code> files<!-- why -->, all<br>
<div>Kafka は <button>押す</button> よ</div>
<p class="notranslate">log<p><svg><text>Lag</text></svg>"""


def test_a_sound_page_passes() -> None:
    assert judged(SOUND.encode(), PAGE) == Verdict(segments=6, tokens=9, problems=())


@pytest.mark.parametrize(
    ("markup", "problems"),
    [
        ("<p>q000000z <b>q000001z</b></p>", []),
        ("<p>q000001z <b>q000000z</b></p>", ["«two» stands in the place of «one»"]),
        (
            "<p>q000000z</p><b>q000001z</b>",
            [f"«</{XHTML}p>» stands in the place of «<{XHTML}b>»"],
        ),
        (
            "<p>q000000z q000000z <b></b></p>",
            [
                "the token of «one» stands 2 times",
                "the token of «two» stands 0 times",
                "«one one» stands in the place of «one»",
            ],
        ),
    ],
    ids=["sound", "swapped", "moved out", "doubled and lost"],
)
def test_tokens_out_of_place_are_found(markup: str, problems: list[str]) -> None:
    tree = parsed("<p>one <b>two</b></p>")
    texts = {"q000000z": "one", "q000001z": "two"}
    assert list(token_problems(tree, Filled(markup, texts))) == problems


def test_segments_of_another_page_are_found() -> None:
    found = segment_problems(read("<p>one<p>two"), parsed("<p>one<b>two</b>"))
    assert sorted(found) == [
        "a segment «one» of our own",
        "a segment «two» of our own",
        "no segment «onetwo»",
    ]
