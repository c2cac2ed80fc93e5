"""A translator's branch and one whose texts changed: the merge is what an extraction after the
translation would have given.
"""

import shutil
import sys
from pathlib import Path

import pytest

from i18n_summit.catalogs.merge import merge_catalogs
from i18n_summit.catalogs.store import format_catalog
from i18n_summit.catalogs.update import update_catalog
from i18n_summit.model import Message
from i18n_summit.workflow.merge import install_driver
from tests.projects import make, run
from tests.repositories import git
from tests.test_merge import BASE, BOTH, EXTRACTOR, TRANSLATOR
from tests.test_store import read


def entry(id: str, translation: str, edit: str = "", previous: str = "") -> str:
    above = f'#. changed: {edit}\n#, fuzzy\n#| msgid "{previous}"\n' if edit else ""
    return f'{above}msgid "{id}"\nmsgstr "{translation}"\n'


# The entry of the base, what a translator makes of it, the text that the pages have by now, and
# the entry that both together give.
EDITS = {
    "a space that parts words": (
        entry("The talk is now here", ""),
        entry("The talk is now here", "講演は今ここです"),
        "The talk is nowhere",
        entry("The talk is nowhere", "講演は今ここです", "negation", "The talk is now here"),
    ),
    "a space that parts numbers": (
        entry("Gates 1 2 are open", ""),
        entry("Gates 1 2 are open", "1・2番ゲートは開いています"),
        "Gates 12 are open",
        entry("Gates 12 are open", "1・2番ゲートは開いています", "number", "Gates 1 2 are open"),
    ),
    "a tag that says something": (
        entry("See 10<sup>6</sup> nodes", ""),
        entry("See 10<sup>6</sup> nodes", "10<sup>6</sup>ノード"),
        "See 106 nodes",
        entry("See 106 nodes", "10<sup>6</sup>ノード", "tags", "See 10<sup>6</sup> nodes"),
    ),
    "a word that was struck out": (
        entry("Do <del>not</del> stop", "止める"),
        entry("Do <del>not</del> stop", "<del>決して</del>止める"),
        "Do not stop",
        entry("Do not stop", "<del>決して</del>止める", "tags", "Do <del>not</del> stop"),
    ),
    "white space": (
        entry("Read  the docs", ""),
        entry("Read  the docs", "文書を読む"),
        "Read the docs",
        entry("Read the docs", "文書を読む"),
    ),
    "a tag that has gone": (
        entry("Read the <b>new</b> docs", ""),
        entry("Read the <b>new</b> docs", "<b>新しい</b>文書を読む"),
        "Read the new docs",
        entry("Read the new docs", "新しい文書を読む"),
    ),
    "a tag that has another name": (
        entry("See <a>the docs</a> now", ""),
        entry("See <a>the docs</a> now", "<a>文書</a>を見る"),
        "See <a1>the docs</a1> now",
        entry("See <a1>the docs</a1> now", "<a1>文書</a1>を見る"),
    ),
    "a tag that has gone, and another translation": (
        entry("Read the <b>new</b> docs", "<b>新しい</b>文書を読む"),
        entry("Read the <b>new</b> docs", "<b>新しい</b>文書をお読みください"),
        "Read the new docs",
        entry("Read the new docs", "新しい文書をお読みください"),
    ),
    "a tag that has gone, and another translation that cannot follow": (
        entry("Read the <b>new</b> docs", "<b>新しい</b>文書を読む"),
        entry("Read the <b>new</b> docs", "<i>新しい</i>文書を読む"),
        "Read the new docs",
        entry("Read the new docs", "<i>新しい</i>文書を読む", "tags", "Read the <b>new</b> docs"),
    ),
    "a number, after one that is approved meanwhile": (
        entry("Over 60 clusters run", "50個が動く", "number", "Over 50 clusters run"),
        entry("Over 60 clusters run", "60個も動く"),
        "Over 80 clusters run",
        entry("Over 80 clusters run", "60個も動く", "number", "Over 60 clusters run"),
    ),
    "a word, after a number that is approved meanwhile": (
        entry("Over 60 clusters run", "50個が動く", "number", "Over 50 clusters run"),
        entry("Over 60 clusters run", "60個も動く"),
        "Over 60 clusters ran",
        entry("Over 60 clusters ran", "60個も動く", "reworded", "Over 60 clusters run"),
    ),
    "a tag that has gone, where the untranslated text has a comment": (
        "# 花子へ\n" + entry("Read the <b>new</b> docs", ""),
        "# 花子へ\n" + entry("Read the <b>new</b> docs", "<b>新しい</b>文書を読む"),
        "Read the new docs",
        "# 花子へ\n" + entry("Read the new docs", "新しい文書を読む"),
    ),
    "a word, where the untranslated text has a comment": (
        "# 花子へ\n" + entry("Over 60 clusters run", ""),
        "# 花子へ\n" + entry("Over 60 clusters run", "60個が動く"),
        "Over 60 clusters ran",
        "# 花子へ\n"
        + entry("Over 60 clusters ran", "60個が動く", "reworded", "Over 60 clusters run"),
    ),
    "white space, and a number that is approved meanwhile": (
        entry("Over 60  clusters run", "50個が動く", "number", "Over 50 clusters run"),
        entry("Over 60  clusters run", "60個も動く"),
        "Over 60 clusters run",
        entry("Over 60 clusters run", "60個も動く"),
    ),
}


@pytest.mark.parametrize("case", EDITS)
def test_a_merge_gives_what_an_extraction_after_the_translation_gives(case: str) -> None:
    old, retold, new, result = EDITS[case]
    base, translated = read(f"{BASE}\n{old}".encode()), read(f"{TRANSLATOR}\n{retold}".encode())
    wanted = [Message(new)]
    header = read(EXTRACTOR.encode()).catalog.header
    extracted = read(format_catalog(update_catalog(base.catalog, wanted, header)))
    for sides in (translated, extracted), (extracted, translated):
        merge = merge_catalogs(base, *sides)
        assert format_catalog(merge.catalog, merge.before).decode() == f"{BOTH}\n{result}"
        assert merge.conflicts == ()
    assert update_catalog(translated.catalog, wanted).messages == merge.catalog.messages


def test_an_approval_of_one_half_of_a_split_text_reaches_that_half() -> None:
    whole = "Read the docs now. Then write some code."
    halves = "Read the docs now.", "Then write some code."
    old = [entry(half, "読んで書く", "part of a longer text", whole) for half in halves]
    base = read("\n".join([BASE, *old]).encode())
    retold = entry(halves[0], "今すぐ文書を読む"), entry(halves[1], "そして書く")
    translated = read("\n".join([TRANSLATOR, *retold]).encode())
    wanted = [Message("Then write some good code."), Message("Read all the docs now.")]
    header = read(EXTRACTOR.encode()).catalog.header
    extracted = read(format_catalog(update_catalog(base.catalog, wanted, header)))
    expected = (
        entry("Then write some good code.", "そして書く", "reworded", halves[1]),
        entry("Read all the docs now.", "今すぐ文書を読む", "reworded", halves[0]),
    )
    for sides in (translated, extracted), (extracted, translated):
        merge = merge_catalogs(base, *sides)
        found = format_catalog(merge.catalog, merge.before).decode()
        assert found == "\n".join([BOTH, *expected])


CATALOG = "locales/ja/LC_MESSAGES/messages.po"
PAGE = '<!doctype html><html lang="en"><title>2019</title><p>{}</p></html>\n'


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not here")
def test_git_merges_a_translation_into_a_text_whose_tags_changed(tmp_path: Path) -> None:
    make(tmp_path, {"i18n-summit.toml": 'locales = ["ja"]\n'})
    git(tmp_path, "init", "-q", "-b", "pages")
    for name, value in {"user.name": "Ted", "user.email": "ted@example.com"}.items():
        git(tmp_path, "config", name, value)
    install_driver(tmp_path, [sys.executable, "-P", "-m", "i18n_summit"])

    def commit(page: str, old: str, new: str) -> str:
        make(tmp_path, {"source/a.html": PAGE.format(page)})
        run(tmp_path, "extract")
        text = (tmp_path / CATALOG).read_text(encoding="utf-8")
        make(tmp_path, {CATALOG: text.replace(f'msgstr "{old}"\n', f'msgstr "{new}"\n')})
        git(tmp_path, "add", "-A")
        git(tmp_path, "commit", "-q", "-m", page)
        return text

    commit("Read the <b>new</b> docs", "", "<b>新しい</b>文書を読む")
    git(tmp_path, "checkout", "-q", "-b", "hanako")
    commit("Read the <b>new</b> docs", "<b>新しい</b>文書を読む", "<b>新しい</b>文書です")
    git(tmp_path, "checkout", "-q", "pages")
    expected = commit("Read the new docs", "", "").replace("を読む", "です")
    git(tmp_path, "merge", "-q", "hanako")
    assert (tmp_path / CATALOG).read_text(encoding="utf-8") == expected
    assert run(tmp_path, "extract", "--check").exit_code == 0
