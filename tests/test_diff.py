"""What differs between two states of the catalogs, message by message and word by word."""

import json
import os
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n_summit.reports.wording import Mark, mark_words
from tests.projects import EN_PO, JA_PO, make, make_half, run, translate
from tests.repositories import git

HEAD = 'msgid ""\nmsgstr "Language: ja\\n"\n\n'
BEFORE = (
    HEAD
    + """\
msgid "It runs over 80 clusters."
msgstr "80 以上のクラスターが動いています。"

msgctxt "menu"
msgid "Close"
msgstr "閉じる"

#, fuzzy
msgid "Stream Processing"
msgstr "ストリーム処理"

msgid "Track"
msgstr "トラック"

msgid "10 GB"
msgstr "10 GB"

msgid "Gone for good"
msgstr "なくなったもの"

#~ msgid "Long gone"
#~ msgstr "昔のもの"
"""
)
AFTER = (
    HEAD
    + """\
#, fuzzy
#| msgid "It runs over 80 clusters."
msgid "It runs over 90 clusters."
msgstr "80 以上のクラスターが動いています。"

msgctxt "menu"
msgid "Close"
msgstr "閉める"

msgid "Stream Processing"
msgstr "ストリーム処理"

msgid "Track"
msgstr "トラック"

msgid "10\u00a0GB"
msgstr "10 GB"

msgid "<b>New</b> | @kafka #1"
msgstr ""

#~ msgid "Gone for good"
#~ msgstr "なくなったもの"
"""
)
TEXT = """\
after.po:7: source changed (number), fuzzy set
  msgid It runs over [-80-]{+90+} clusters.
  msgstr 80 以上のクラスターが動いています。

after.po:11: translation changed
  msgctxt menu
  msgid Close
  msgstr 閉[-じる-]{+める+}

after.po:14: approved
  msgid Stream Processing
  msgstr ストリーム処理

after.po:20: source changed (white space)
  msgid 10[- -]{+\\xa0+}GB
  msgstr 10 GB

after.po:23: added
  msgid {+<b>New</b> | @kafka #1+}

after.po: removed
  msgid [-Gone for good-]
  msgstr [-なくなったもの-]

after.po: obsolete dropped
  msgid [-Long gone-]
  msgstr [-昔のもの-]
"""
MARKDOWN = r"""### after.po: 7 messages differ (1 added, 1 removed, 2 source changed, 1 translation changed, 1 fuzzy set, 1 approved, 1 obsolete dropped)

| change | source | translation |
|---|---|---|
| source changed (number), fuzzy set | It runs over <del>80</del><ins>90</ins> clusters. | 80 以上のクラスターが動いています。 |
| translation changed | menu<br>Close | 閉<del>じる</del><ins>める</ins> |
| approved | Stream Processing | ストリーム処理 |
| source changed (white space) | 10<del> </del><ins>\\xa0</ins>GB | 10 GB |
| added | <ins>&lt;b&gt;New&lt;/b&gt; \| @<!-- -->kafka \#<!-- -->1</ins> |  |
| removed | <del>Gone for good</del> | <del>なくなったもの</del> |
| obsolete dropped | <del>Long gone</del> | <del>昔のもの</del> |
"""  # noqa: E501
COUNT = (
    "7 messages differ (1 added, 1 removed, 2 source changed, 1 translation changed,"
    " 1 fuzzy set, 1 approved, 1 obsolete dropped)\n"
)


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(make(tmp_path, {"before.po": BEFORE, "after.po": AFTER}))
    return tmp_path


def test_two_files_are_compared_message_by_message(files: Path) -> None:
    result = run(files, "diff", "before.po", "after.po")
    assert (result.exit_code, result.stdout, result.stderr) == (0, TEXT, COUNT)


def test_words_are_in_colour_where_there_is_colour(files: Path) -> None:
    shown = run(files, "diff", "before.po", "after.po", FORCE_COLOR="1").stdout
    assert "over \x1b[31m80\x1b[0m\x1b[32m90\x1b[0m clusters." in shown


def test_a_review_gets_a_table_in_which_texts_are_no_markup(files: Path) -> None:
    result = run(files, "-q", "diff", "before.po", "after.po", "--format", "markdown")
    assert (result.stdout, result.stderr) == (MARKDOWN, "")


def test_a_program_gets_all_of_both_states(files: Path) -> None:
    result = run(files, "diff", "before.po", "after.po", "--format", "json")
    found = json.loads(result.stdout)
    assert (found["total"], len(found["differences"])) == (7, 7)
    state = {
        "msgctxt": None,
        "msgid_plural": None,
        "msgstr": "80 以上のクラスターが動いています。",
        "comment": "",
        "obsolete": False,
    }
    assert found["differences"][0] == {
        "path": "after.po",
        "line": 7,
        "locale": "ja",
        "kinds": ["source changed", "fuzzy set"],
        "changed": "number",
        "before": {**state, "msgid": "It runs over 80 clusters.", "fuzzy": False, "flags": []},
        "after": {**state, "msgid": "It runs over 90 clusters.", "fuzzy": True, "flags": ["fuzzy"]},
    }
    assert found["differences"][-1]["after"] is None


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("text", ""),
        ("markdown", "No differences.\n"),
        ("json", '{\n  "differences": [],\n  "total": 0\n}\n'),
    ],
)
def test_the_same_twice_is_no_difference(files: Path, form: str, said: str) -> None:
    result = run(files, "diff", "after.po", "after.po", "--format", form)
    assert (result.exit_code, result.stdout, result.stderr) == (0, said, "no differences\n")


ONE = 'msgid "Close"\nmsgstr "閉じる"\n'
OLD_ONE = '#~ msgid "Close"\n#~ msgstr "閉じる"\n'
# Two states of what a translator has written beside translations, and what is said of them.
BESIDE = {
    "comment": (
        f"# careful\n# 窓ではない\n{ONE}",
        f"# careful: @kafka\n{ONE}",
        """\
b.po:3: comment changed
  msgid Close
  msgstr 閉じる
  comment careful[-\\n窓ではない-]{+: @kafka+}
""",
        (
            "| comment changed | Close | 閉じる<br>comment: careful"
            "<del><br>窓ではない</del><ins>: @<!-- -->kafka</ins> |"
        ),
    ),
    "flags": (
        f"#, python-format\n{ONE}",
        f"#, python-format, no-wrap\n{ONE}",
        """\
b.po:3: flags changed
  msgid Close
  msgstr 閉じる
  flags python-format{+, no-wrap+}
""",
        "| flags changed | Close | 閉じる<br>flags: python-format<ins>, no-wrap</ins> |",
    ),
    "an empty one is fuzzy no more": (
        '#, fuzzy\nmsgid "Close"\nmsgstr ""\n',
        'msgid "Close"\nmsgstr ""\n',
        "b.po:2: flags changed\n  msgid Close\n  flags [-fuzzy-]\n",
        "| flags changed | Close | flags: <del>fuzzy</del> |",
    ),
    "an obsolete one": (
        f"{ONE}\n# 注意\n{OLD_ONE.replace('Close', 'Open')}",
        ONE,
        """\
b.po: obsolete dropped
  msgid [-Open-]
  msgstr [-閉じる-]
  comment [-注意-]
""",
        ("| obsolete dropped | <del>Open</del> | <del>閉じる</del><br>comment: <del>注意</del> |"),
    ),
    "an obsolete one changes": (
        OLD_ONE,
        OLD_ONE.replace("閉じる", ""),
        "b.po:2: translation changed\n  msgid Close\n  msgstr [-閉じる-]\n",
        "| translation changed | Close | <del>閉じる</del> |",
    ),
    "the header": (
        'msgid ""\nmsgstr ""\n"Language: ja\\n"\n"PO-Revision-Date: 2019\\n"\n"X-A: 1\\n"\n',
        'msgid ""\nmsgstr ""\n"Language: ja\\n"\n"POT-Creation-Date: 2020\\n"\n"X-A: 2\\n"\n',
        "b.po: header changed\n  msgstr X-A: [-1-]{+2+}\n",
        "| header changed |  | X-A: <del>1</del><ins>2</ins> |",
    ),
    "the comment of the header": (
        f"# 用語集は wiki に\n{HEAD}{ONE}",
        f"# 用語集は locales に\n{HEAD}{ONE}",
        ("b.po: header changed, comment changed\n  comment 用語集は [-wiki-]{+locales+} に\n"),
        (
            "| header changed, comment changed |  |"
            " comment: 用語集は <del>wiki</del><ins>locales</ins> に |"
        ),
    ),
    "the header is fuzzy no more": (
        f"#, fuzzy\n{HEAD}{ONE}",
        f"{HEAD}{ONE}",
        "b.po: header changed, flags changed\n  flags [-fuzzy-]\n",
        "| header changed, flags changed |  | flags: <del>fuzzy</del> |",
    ),
}


@pytest.mark.parametrize("case", BESIDE)
def test_what_stands_beside_translations_is_compared_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    before, after, text, row = BESIDE[case]
    monkeypatch.chdir(make(tmp_path, {"a.po": before, "b.po": after}))
    assert run(tmp_path, "diff", "a.po", "b.po").stdout == text
    table = run(tmp_path, "diff", "a.po", "b.po", "--format", "markdown").stdout
    assert table.splitlines()[4:] == [row]
    found = json.loads(run(tmp_path, "diff", "a.po", "b.po", "--format", "json").stdout)
    kinds = [kind for difference in found["differences"] for kind in difference["kinds"]]
    assert ", ".join(kinds) == text.partition(": ")[2].partition("\n")[0]


def test_dates_and_the_order_of_flags_are_no_difference(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = 'msgid ""\nmsgstr "PO-Revision-Date: 20{}-04-01 09:00+0900\\n"\n\n'
    files = {
        "a.po": f"{head.format(19)}#, no-wrap, python-format\n{ONE}",
        "b.po": f"{head.format(20)}#, python-format, no-wrap\n{ONE}",
    }
    monkeypatch.chdir(make(tmp_path, files))
    done = run(tmp_path, "diff", "a.po", "b.po")
    assert (done.stdout, done.stderr) == ("", "no differences\n")


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project in a folder of a work tree, committed, and then translated further."""
    if shutil.which("git") is None:
        pytest.skip("git is not here")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    folder = make_half(tmp_path / "会議 の ページ")
    for who in "AUTHOR", "COMMITTER":
        monkeypatch.setenv(f"GIT_{who}_NAME", "山田花子")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "hanako@example.jp")
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "pages: begun")
    translate(folder, JA_PO, **{"Core Kafka": "コア Kafka"})
    return folder


CORE = f"{JA_PO}:24: translation changed\n  msgid Core Kafka\n  msgstr {{+コア Kafka+}}\n"


def test_the_catalogs_of_today_are_compared_with_those_of_a_revision(tree: Path) -> None:
    count = "1 message differs (1 translation changed)\n"
    for arguments in ([], ["HEAD"], ["HEAD", "-l", "ja"]):
        result = run(tree, "diff", *arguments)
        assert (result.exit_code, result.stdout, result.stderr) == (0, CORE, count)
    assert run(tree, "diff", "-l", "en").stderr == "no differences\n"


@pytest.mark.parametrize("kept", ["locales", JA_PO])
def test_links_are_followed_as_they_are_and_as_they_were(tree: Path, kept: str) -> None:
    count = "1 message differs (1 translation changed)\n"
    (tree / kept).rename(tree / "kept")
    (tree / kept).symlink_to(os.path.relpath(tree / "kept", (tree / kept).parent))
    git(tree, "add", "-A")
    git(tree, "commit", "-qm", "a link")
    assert run(tree, "diff").stderr == "no differences\n"
    translate(tree, JA_PO, **{"Kafka Needs no Keeper": "番人は要りません"})
    assert run(tree, "diff").stderr == count
    if kept == JA_PO:
        (tree / kept).unlink()
        (tree / "kept").rename(tree / kept)
        assert run(tree, "diff").stderr == count


def test_a_catalog_that_a_revision_does_not_have_is_all_new(tree: Path) -> None:
    make(tree, {"i18n-summit.toml": 'domain = "summit"\nlocales = ["de"]\n'})
    assert run(tree, "extract").exit_code == 0
    result = run(tree, "diff")
    assert result.stderr.endswith(" added)\n")
    assert result.stdout.count(": added\n") == result.stdout.count("  msgid {+")


def test_a_file_is_compared_with_the_catalog_of_its_locale(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tree)
    text = (tree / JA_PO).read_text(encoding="utf-8").replace("コア Kafka", "")
    make(tree, {"mine.po": text, "other.po": text.replace('"Language: ja\\n"\n', "")})
    assert run(tree, "diff", "mine.po").stdout == CORE
    header = f"{JA_PO}: header changed\n  msgstr {{+Language: ja+}}\n\n"
    assert run(tree, "diff", "other.po", "-l", "ja").stdout == header + CORE


# Arguments, and what is complained of; {} is the folder.
UNUSABLE = {
    "no such revision": (
        ["v9"],
        '{}/locales/en/LC_MESSAGES: git knows no revision "v9". Known: main, HEAD.',
    ),
    "an option": (
        ["--", "--all"],
        '{}/locales/en/LC_MESSAGES: git knows no revision "--all". Known: main, HEAD.',
    ),
    "no such file": (
        ["none.po"],
        "none.po: No such file or directory. Check the name and its permissions.",
    ),
    "no locale": (
        ["bare.po"],
        "bare.po: which catalog is this to be compared with? Name one by --locale.",
    ),
    "another locale": (["fr.po"], 'the project has no locale "fr". It has en, ja.'),
    "a broken file": (
        ["bad.po", "fr.po"],
        (
            "bad.po:2:1: the file ends inside an entry, before msgstr."
            " Mend the entry, or restore the file."
        ),
    ),
}


@pytest.mark.parametrize("case", UNUSABLE)
def test_what_cannot_be_compared_is_refused(
    case: str, tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments, complaint = UNUSABLE[case]
    monkeypatch.chdir(tree)
    bare = 'msgid ""\nmsgstr "Language: {}\\n"\n'
    make(
        tree,
        {"bare.po": 'msgid "A"\nmsgstr ""\n', "fr.po": bare.format("fr"), "bad.po": 'msgid "A"\n'},
    )
    result = run(tree, "diff", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"error: {complaint.format(tree)}\n"


def test_a_broken_catalog_of_a_revision_is_named_with_it(tree: Path) -> None:
    good = (tree / EN_PO).read_text(encoding="utf-8")
    make(tree, {EN_PO: 'msgid "A"\n'})
    git(tree, "commit", "-qam", "locales: broken")
    make(tree, {EN_PO: good})
    result = run(tree, "diff")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"error: HEAD:{EN_PO}:2:1: the file ends inside an entry")


def test_outside_of_git_two_files_are_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    result = run(make_half(tmp_path), "diff")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.endswith(" Name two files, or run this inside a git work tree.\n")


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["a.po", "b.po", "c.po"], "diff compares two states: name one revision, or up to two"),
        (["a.po", "b.po", "-l", "ja"], "--locale needs the project"),
    ],
)
def test_usage_is_explained(tmp_path: Path, arguments: list[str], complaint: str) -> None:
    result = run(tmp_path, "diff", *arguments)
    assert result.exit_code == 2
    assert complaint in result.stderr


KEPT, OLD, NEW = Mark.KEPT, Mark.DELETED, Mark.INSERTED
WORDS = {
    "a number": ("80 clusters", "90 clusters", [(OLD, "80"), (NEW, "90"), (KEPT, " clusters")]),
    "words in a row": ("a b c d", "x y z d", [(OLD, "a b c"), (NEW, "x y z"), (KEPT, " d")]),
    "a word gone": ("the big cat", "the cat", [(KEPT, "the "), (OLD, "big "), (KEPT, "cat")]),
    "Japanese by its scripts": (
        "東京のサーバーを再起動します",
        "大阪のサーバを再起動します",
        [
            (OLD, "東京"),
            (NEW, "大阪"),
            (KEPT, "の"),
            (OLD, "サーバー"),
            (NEW, "サーバ"),
            (KEPT, "を再起動します"),
        ],
    ),
    "a tag": (
        "Read <a>it</a>",
        "Read <b>it</b>",
        [(KEPT, "Read "), (OLD, "<a>"), (NEW, "<b>"), (KEPT, "it"), (OLD, "</a>"), (NEW, "</b>")],
    ),
    "nothing": ("same", "same", [(KEPT, "same")]),
}


@pytest.mark.parametrize("case", WORDS)
def test_words_that_changed_are_marked(case: str) -> None:
    before, after, marked = WORDS[case]
    assert mark_words(before, after) == marked


texts = st.lists(st.sampled_from(["a", " ", "Kafka", "の", "東京", "<a>", "\n", "."])).map("".join)


@given(texts, texts)
def test_marked_words_are_both_texts(before: str, after: str) -> None:
    marked = mark_words(before, after)
    assert "".join(text for mark, text in marked if mark is not NEW) == before
    assert "".join(text for mark, text in marked if mark is not OLD) == after


@pytest.mark.slow
def test_texts_of_two_megabytes_are_compared() -> None:
    long = "Kafka は速い。" * 200_000
    assert mark_words(long, f"a{long[1:]}b")[0][0] is OLD
    assert mark_words(long, long + "!") == [(KEPT, long), (NEW, "!")]


TALK = 'msgid "a talk"\nmsgid_plural "{} talks"\nmsgstr[0] ""\n'
# Two sources of a message, and what is said of the change.
SOURCES = {
    "white space": ('msgid "a  b"\nmsgstr ""\n', 'msgid "a b"\nmsgstr ""\n', "white space"),
    "tags": ('msgid "<b>a</b> b"\nmsgstr ""\n', 'msgid "a b"\nmsgstr ""\n', "tags"),
    "a plural": (TALK.format(5), TALK.format(6), "number"),
    "a plural that came": ('msgid "a talk"\nmsgstr ""\n', TALK.format(6), "plural"),
    "a plural that went": (TALK.format(6), 'msgid "a talk"\nmsgstr ""\n', "plural"),
    "a context": (ONE, f'msgctxt "menu"\n{ONE}', "context"),
}


@pytest.mark.parametrize("case", SOURCES)
def test_a_source_that_changed_says_in_what(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    before, after, word = SOURCES[case]
    monkeypatch.chdir(make(tmp_path, {"a.po": before, "b.po": after}))
    said = run(tmp_path, "diff", "a.po", "b.po").stdout.partition(": ")[2].partition("\n")[0]
    assert said == f"source changed ({word})"
