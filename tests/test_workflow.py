"""What the commands make of a project's files."""

import gc
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from i18n_summit.files import Change
from i18n_summit.model import Page, Severity
from i18n_summit.project import find_project
from i18n_summit.workflow.extract import extract_catalogs
from i18n_summit.workflow.render import render_pages
from i18n_summit.workflow.stored import read_texts
from i18n_summit.workflow.workspace import open_workspace, survey_pages
from tests.projects import (
    EN,
    EN_PO,
    JA_PO,
    NOTES,
    PAGE,
    POT,
    PROJECT,
    SETTINGS,
    Files,
    make,
    run,
    snapshot,
    translate,
)

LATER = "1575198000"
"""2019-12-01 11:00 UTC."""
JA = {
    "Kafka Summit sessions": "Kafka Summit セッション一覧",
    "Core Kafka": "コア Kafka",
    "Kafka Needs no Keeper": "Kafka に番人はいらない",
    "Read <a>the proposal</a> before you come.": "<a>提案</a>を先にお読みください。",
    "View Description": "説明を表示",
    "Bring your laptop and a charger.": "ノート PC と充電器をお持ちください。",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project with catalogs that nobody has translated."""
    make(tmp_path)
    assert run(tmp_path, "extract").exit_code == 0
    return tmp_path


@pytest.fixture
def translated(folder: Path) -> Path:
    translate(folder, JA_PO, **JA)
    translate(folder, EN_PO, **EN)
    return folder


def text(folder: Path, name: str) -> str:
    return (folder / name).read_bytes().decode()


TEMPLATE = """\
msgid ""
msgstr ""
"Project-Id-Version: summit\\n"
"Report-Msgid-Bugs-To: \\n"
"POT-Creation-Date: 2019-09-30 09:00+0000\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""
HEADER = """\
msgid ""
msgstr ""
"Project-Id-Version: summit\\n"
"Report-Msgid-Bugs-To: \\n"
"POT-Creation-Date: 2019-09-30 09:00+0000\\n"
"PO-Revision-Date: 2019-09-30 09:00+0000\\n"
"Last-Translator: \\n"
"Language-Team: {}\\n"
"Language: {}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {}\\n"
"""
# The language of each message, its trail and role, its page and its id.
MESSAGES = [
    ("en", "title", "index.html", "Kafka Summit sessions"),
    ("en", "track", "index.html", "Core Kafka"),
    ("en", "Core Kafka — title", "index.html", "Kafka Needs no Keeper"),
    (
        "en",
        "Core Kafka › Kafka Needs no Keeper — description",
        "index.html",
        "Read <a>the proposal</a> before you come.",
    ),
    ("en", "ui", "index.html", "View Description"),
    ("ja", "track", "index.html", "ストリーム処理"),
    (
        "ja",
        "ストリーム処理 — description",
        "index.html",
        "「Kafka と Spark」の使い分けについて話します。",
    ),
    ("en", "description", "notes.txt", "Bring your laptop and a charger."),
    ("ja", "description", "notes.txt", "会場は&lt;b>二階&lt;/b>です。"),
]


def entries(*languages: str) -> str:
    """Write the messages of some languages as a catalog has them."""
    return "".join(
        f"\n#. {place}\n"
        + (f"#. source language: {language}\n" if len(languages) > 1 else "")
        + f'#: source/{page}\nmsgid "{id}"\nmsgstr ""\n'
        for language, place, page, id in MESSAGES
        if language in languages
    )


def test_a_catalog_holds_what_is_not_in_its_language(tmp_path: Path) -> None:
    settings = f'locales = ["en", "ja", "fr"]\n{SETTINGS}'
    make(tmp_path, {**PROJECT, "i18n-summit.toml": settings})
    assert run(tmp_path, "extract").exit_code == 0
    english = HEADER.format("English", "en", "nplurals=2; plural=(n != 1);")
    japanese = HEADER.format("Japanese", "ja", "nplurals=1; plural=0;")
    french = HEADER.format("French", "fr", "nplurals=2; plural=(n > 1);")
    assert {
        name.removeprefix("locales/"): data.decode()
        for name, data in snapshot(tmp_path).items()
        if name.startswith("locales/") and data is not None
    } == {
        "summit.pot": TEMPLATE + entries("en", "ja"),
        "en/LC_MESSAGES/summit.po": english + '"X-Source-Language: ja\\n"\n' + entries("ja"),
        "ja/LC_MESSAGES/summit.po": japanese + '"X-Source-Language: en\\n"\n' + entries("en"),
        "fr/LC_MESSAGES/summit.po": french + entries("en", "ja"),
    }


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="gettext is not here")
@pytest.mark.parametrize("name", [POT, EN_PO, JA_PO])
def test_msgfmt_accepts_what_extract_writes(folder: Path, name: str) -> None:
    command = ["msgfmt", "-c", "-o", "/dev/null", str(folder / name)]
    done = subprocess.run(command, capture_output=True, check=False)
    assert (done.returncode, b"error" in done.stderr) == (0, False), done.stderr.decode()


@pytest.mark.parametrize("epoch", [None, LATER])
def test_a_second_extract_changes_no_byte_at_whatever_time(
    translated: Path, epoch: str | None
) -> None:
    before = snapshot(translated)
    times = {path: path.stat().st_mtime_ns for path in translated.rglob("*.po*")}
    result = run(translated, "extract", SOURCE_DATE_EPOCH=epoch)
    assert (result.exit_code, result.stderr) == (0, "3 files unchanged\n")
    assert snapshot(translated) == before
    assert {path: path.stat().st_mtime_ns for path in times} == times


def test_the_date_changes_with_the_content_only(translated: Path) -> None:
    make(translated, {"source/notes.txt": f"{NOTES}\nWelcome, and have fun.\n"})
    before = snapshot(translated)
    assert run(translated, "extract", SOURCE_DATE_EPOCH=LATER).exit_code == 0
    after = snapshot(translated)
    assert after[EN_PO] == before[EN_PO]
    japanese = before[JA_PO]
    assert japanese is not None
    assert after[JA_PO] == japanese.replace(
        b"POT-Creation-Date: 2019-09-30 09:00", b"POT-Creation-Date: 2019-12-01 11:00"
    ) + (b'\n#. description\n#: source/notes.txt\nmsgid "Welcome, and have fun."\nmsgstr ""\n')


def test_without_an_epoch_the_date_is_now_with_its_time_zone(tmp_path: Path) -> None:
    make(tmp_path)
    assert run(tmp_path, "extract", SOURCE_DATE_EPOCH=None).exit_code == 0
    dates = re.findall(r"-Date: (.*)\\n", text(tmp_path, JA_PO))
    assert len(dates) == 2
    assert all(re.fullmatch(r"20\d\d-\d\d-\d\d \d\d:\d\d[+-]\d{4}", date) for date in dates)


def test_an_edited_page_keeps_translations_as_guesses_and_vanished_ones_as_obsolete(
    translated: Path,
) -> None:
    edited = PAGE.replace("before you come", "before the talk").replace("<h2>Core Kafka</h2>", "")
    make(translated, {"source/index.html": edited})
    assert run(translated, "extract").stderr == (
        "locales/summit.pot: updated, 8 messages\n"
        "locales/ja/LC_MESSAGES/summit.po: updated, 5 messages, 1 fuzzy\n"
        "1 file unchanged\n"
    )
    found = text(translated, JA_PO)
    assert (
        "#. Kafka Needs no Keeper — description\n"
        "#. changed: reworded\n"
        "#: source/index.html\n"
        "#, fuzzy\n"
        '#| msgid "Read <a>the proposal</a> before you come."\n'
        'msgid "Read <a>the proposal</a> before the talk."\n'
        'msgstr "<a>提案</a>を先にお読みください。"\n'
    ) in found
    assert found.endswith('\n#~ msgid "Core Kafka"\n#~ msgstr "コア Kafka"\n')
    make(translated, {"source/index.html": PAGE})
    assert run(translated, "extract").exit_code == 0
    found = text(translated, JA_PO)
    assert 'msgid "Core Kafka"\nmsgstr "コア Kafka"\n' in found
    assert "#~" not in found


def test_an_approved_edit_is_nothing_stale_and_its_comment_goes_without_a_new_date(
    translated: Path,
) -> None:
    make(translated, {"source/index.html": PAGE.replace("before you come", "before the talk")})
    assert run(translated, "extract").exit_code == 0
    fuzzy = text(translated, JA_PO)
    previous = '#, fuzzy\n#| msgid "Read <a>the proposal</a> before you come."\n'
    assert previous in fuzzy
    approved = fuzzy.replace(previous, "")
    make(translated, {JA_PO: approved})
    later = {"SOURCE_DATE_EPOCH": "1600000000"}
    assert run(translated, "extract", "--check", **later).exit_code == 0
    assert text(translated, JA_PO) == approved
    assert run(translated, "extract", **later).exit_code == 0
    assert text(translated, JA_PO) == approved.replace("#. changed: reworded\n", "")


def test_obsolete_messages_are_pruned_only_on_request(translated: Path) -> None:
    make(translated, {"source/index.html": PAGE.replace("<h2>Core Kafka</h2>", "")})
    assert run(translated, "extract").exit_code == 0
    kept = text(translated, JA_PO)
    assert kept.endswith('\n#~ msgid "Core Kafka"\n#~ msgstr "コア Kafka"\n')
    assert run(translated, "extract", "--check").exit_code == 0
    assert run(translated, "extract", "--check", "--prune").exit_code == 1
    assert run(translated, "extract", "--prune").exit_code == 0
    assert text(translated, JA_PO) == kept.partition("\n#~ ")[0]


def test_a_catalog_as_another_tool_wraps_it_keeps_its_bytes(translated: Path) -> None:
    wrapped = text(translated, JA_PO).replace(
        'msgstr "ノート PC と充電器をお持ちください。"',
        'msgstr ""\n"ノート PC と"\n"充電器をお持ちください。"',
    )
    (translated / JA_PO).write_bytes(wrapped.replace("\n", "\r\n").encode())
    before = snapshot(translated)
    assert run(translated, "extract").exit_code == 0
    assert snapshot(translated) == before


def test_a_page_whose_name_has_a_space_changes_no_catalog_twice(tmp_path: Path) -> None:
    make(tmp_path, {"source/私の ページ.txt": "Welcome to San Francisco.\n"})
    assert run(tmp_path, "extract").exit_code == 0
    name = "locales/ja/LC_MESSAGES/messages.po"
    assert "\n#: \u2068source/私の ページ.txt\u2069\n" in text(tmp_path, name)
    # As PO editors do: unchanged to the reader.
    wrapped = text(tmp_path, name).replace('msgid "Wel', 'msgid ""\n"Wel')
    (tmp_path / name).write_bytes(wrapped.encode())
    assert run(tmp_path, "extract").stderr == "3 files unchanged\n"


def test_notes_for_translators_stand_in_the_catalog_once(tmp_path: Path) -> None:
    page = '<p its-loc-note="about &nbsp; the floor&nbsp;">Second floor</p>'
    make(tmp_path, {"source/a.html": page})
    assert run(tmp_path, "extract").exit_code == 0
    name = "locales/ja/LC_MESSAGES/messages.po"
    assert "#. description\n#. about \u00a0 the floor\n#: source/a.html\n" in text(tmp_path, name)
    wrapped = text(tmp_path, name).replace('msgid "Sec', 'msgid ""\n"Sec')
    (tmp_path / name).write_bytes(wrapped.encode())
    assert run(tmp_path, "extract").stderr == "3 files unchanged\n"


# What the pages or catalogs are changed to, and what the command says.
STALE: dict[str, tuple[Files, str]] = {
    "a page has another message": (
        {"source/notes.txt": "Welcome to San Francisco.\n"},
        (
            "locales/summit.pot: is stale, 8 messages\n"
            "locales/en/LC_MESSAGES/summit.po: is stale, 2 messages, 2 to translate\n"
            "locales/ja/LC_MESSAGES/summit.po: is stale, 6 messages, 6 to translate\n"
        ),
    ),
    "a catalog is not there": (
        {EN_PO: None},
        (
            "locales/en/LC_MESSAGES/summit.po: is missing, 3 messages, 3 to translate\n"
            "2 files unchanged\n"
        ),
    ),
    "a catalog has no message": (
        {JA_PO: "# 翻訳前\n"},
        (
            "locales/ja/LC_MESSAGES/summit.po: is stale, 6 messages, 6 to translate\n"
            "2 files unchanged\n"
        ),
    ),
}


@pytest.mark.parametrize("case", STALE)
def test_extract_check_fails_when_something_is_stale_and_writes_nothing(
    folder: Path, case: str
) -> None:
    files, said = STALE[case]
    make(folder, files)
    before = snapshot(folder)
    result = run(folder, "extract", "--check")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"{said}The catalogs are stale. Run i18n-summit extract.\n"
    assert snapshot(folder) == before
    assert run(folder, "extract").exit_code == 0
    result = run(folder, "extract", "--check")
    assert (result.exit_code, result.stderr) == (0, "3 files unchanged\n")


def test_render_writes_each_page_in_each_language_and_copies_the_rest(translated: Path) -> None:
    result = run(translated, "render")
    assert (result.exit_code, result.stdout) == (0, "")
    written = {n: d for n, d in snapshot(translated / "build").items() if d is not None}
    assert b"ja/index.html" in (written.pop("index.html") or b"")
    english = PAGE.replace(
        '<h2 lang="ja">ストリーム処理', '<h2 lang="en">Stream Processing'
    ).replace(
        '<p lang="ja">「Kafka と Spark」の使い分けについて話します。',
        '<p lang="en">When to use Kafka &amp; when Spark.',
    )
    japanese = PAGE.replace('<html lang="en">', '<html lang="ja">')
    link = '<a href="https://example.com/kip-500" class="kip">'
    japanese = japanese.replace(
        f"Read {link}the proposal</a> before you come.", f"{link}提案</a>を先にお読みください。"
    )
    for id, translation in JA.items():
        japanese = japanese.replace(id, translation)
    assert {name: data.decode() for name, data in written.items()} == {
        "en/css/style.css": PROJECT["source/css/style.css"],
        "en/index.html": english,
        "en/notes.txt": "Bring your laptop\nand a charger.\n\n・It is on the second floor.\n",
        "ja/css/style.css": PROJECT["source/css/style.css"],
        "ja/index.html": japanese,
        "ja/notes.txt": f"{JA['Bring your laptop and a charger.']}\n\n・会場は<b>二階</b>です。\n",
    }


def test_untranslated_pages_come_back_byte_for_byte_with_their_languages_kept(
    folder: Path,
) -> None:
    make(folder, {"source/crlf.html": b"\xef\xbb\xbf<!doctype html>\r\n<p lang=ja>\xe6\x97\xa5"})
    assert run(folder, "render", "--keep-lang").exit_code == 0
    found = snapshot(folder)
    for name, data in snapshot(folder / "source").items():
        assert found[f"build/en/{name}"] == data
        assert found[f"build/ja/{name}"] == data


def test_render_goes_where_it_is_told_and_leaves_what_has_not_changed(translated: Path) -> None:
    output = translated / "public"
    result = run(translated, "render", "-l", "ja", "-o", str(output))
    assert result.stderr == (
        "public/ja/index.html: created\n"
        "public/ja/notes.txt: created\n"
        "public/ja/css/style.css: created\n"
    )
    assert not (translated / "build").exists()
    before = {path: path.stat().st_mtime_ns for path in output.rglob("*.*")}
    make(translated, {"source/css/style.css": "body { color: navy }\n"})
    result = run(translated, "render", "-l", "ja", "-o", str(output))
    assert result.stderr == "public/ja/css/style.css: updated\n2 files unchanged\n"
    changed = [path.name for path, time in before.items() if path.stat().st_mtime_ns != time]
    assert changed == ["style.css"]


# A translation that cannot be used, and what is said about it.
UNUSABLE = {
    "a lost tag": ("提案を先にお読みください。", ["<a> is missing", "</a> is missing"]),
    "a doubled tag": (
        "<a>提案</a>を<a>先に</a>お読みください。",
        ["<a> stands 2 times instead of 1", "</a> stands 2 times instead of 1"],
    ),
    "a foreign tag": (
        "<a>提案</a>を<b>先に</b>お読みください。",
        [
            "<b> is not in the source (a literal one is written &lt;b>)",
            "</b> is not in the source (a literal one is written &lt;/b>)",
        ],
    ),
    "a script": (
        "<a>提案</a><script>alert(1)</script>",
        [
            "<script> is not in the source (a literal one is written &lt;script>)",
            "</script> is not in the source (a literal one is written &lt;/script>)",
        ],
    ),
    "a tag that ends before it begins": (
        "</a>提案<a>",
        ["its tags cross; close each tag inside the one that it opened in"],
    ),
}


@pytest.mark.parametrize("case", UNUSABLE)
def test_a_translation_that_cannot_be_used_leaves_the_source_in_the_page(
    folder: Path, case: str
) -> None:
    translation, complaints = UNUSABLE[case]
    id = "Read <a>the proposal</a> before you come."
    translate(folder, JA_PO, **{id: translation})
    lines = text(folder, JA_PO).split("\n")
    line = lines.index(f'msgid "{id}"') + 2
    project = find_project(folder)
    texts = read_texts(project, ["en", "ja"])
    found = render_pages(open_workspace(project), texts, lambda items, _: items).diagnostics
    assert [(d.code, d.severity, d.location.path, d.locale, d.id) for d in found] == [
        ("placeholder", Severity.ERROR, project.shown(folder / JA_PO), "ja", id) for _ in complaints
    ]
    assert {d.location.line for d in found} <= {line - 1, line}
    result = run(folder, "render")
    said = [
        f"{JA_PO}:{d.location.line}:{d.location.column}: error placeholder: {complaint}."
        " Until then the source stays in the page."
        for d, complaint in zip(found, complaints, strict=True)
    ]
    assert result.exit_code == 1
    assert [line for line in result.stdout.splitlines() if line.startswith(JA_PO)] == said
    assert '>Read <a href="https://example.com/kip-500" class="kip">the proposal</a> before' in (
        text(folder, "build/ja/index.html")
    )
    assert [run(folder, command).exit_code for command in ("check", "build")] == [1, 1]


def test_markup_that_is_no_placeholder_is_text_in_the_page(folder: Path) -> None:
    translate(folder, JA_PO, **{"Core Kafka": "<script src=x>alert('1')</script >&#60;b>"})
    assert run(folder, "render").exit_code == 0
    assert "<h2>&lt;script src=x&gt;alert('1')&lt;/script &gt;&amp;#60;b&gt;</h2>" in (
        text(folder, "build/ja/index.html")
    )


# Neither reaches a page.
NOT_APPROVED = {
    "fuzzy": ('msgid "Core Kafka"\nmsgstr ""', '#, fuzzy\nmsgid "Core Kafka"\nmsgstr "核"'),
    "obsolete": ('\nmsgid "Core Kafka"\nmsgstr ""', '\n#~ msgid "Core Kafka"\n#~ msgstr "核"'),
}


@pytest.mark.parametrize("case", NOT_APPROVED)
def test_what_nobody_stands_by_reaches_no_page(folder: Path, case: str) -> None:
    old, new = NOT_APPROVED[case]
    before = text(folder, JA_PO)
    assert old in before
    (folder / JA_PO).write_bytes(before.replace(old, new).encode())
    assert run(folder, "render").exit_code == 0
    assert '<h2 lang="en">Core Kafka</h2>' in text(folder, "build/ja/index.html")


def test_all_that_stands_in_the_way_is_named_before_anything_is_written(tmp_path: Path) -> None:
    make(tmp_path, {**PROJECT, "locales/ja": "a file", "build/ja": "a file", "build/en/css": "one"})
    before = snapshot(tmp_path)
    for command, places in (
        ("extract", ["locales/ja"]),
        ("render", ["build/en/css", "build/ja"]),
        ("build", ["build/en/css", "build/ja"]),
    ):
        result = run(tmp_path, command)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.splitlines() == [
            f"error: {tmp_path}/{place}: this is no folder, and one is needed here. Move it away."
            for place in places
        ]
        assert snapshot(tmp_path) == before


def test_build_does_it_all_and_a_second_one_changes_no_byte(translated: Path) -> None:
    shutil.rmtree(translated / "locales" / "en")
    result = run(translated, "build")
    assert result.exit_code == 0
    assert result.stderr == (
        "locales/en/LC_MESSAGES/summit.po: created, 3 messages, 3 to translate\n"
        "2 files unchanged\n"
        "build/en/index.html: created\n"
        "build/ja/index.html: created\n"
        "build/en/notes.txt: created\n"
        "build/ja/notes.txt: created\n"
        "build/en/css/style.css: created\n"
        "build/ja/css/style.css: created\n"
        "build/index.html: created\n"
    )
    assert result.stdout.endswith("\ncheck: 3 warnings (3 missing)\n")
    before = snapshot(translated)
    again = run(translated, "build", SOURCE_DATE_EPOCH=LATER)
    assert (again.exit_code, again.stdout) == (0, result.stdout)
    assert again.stderr == "3 files unchanged\n7 files unchanged\n"
    assert snapshot(translated) == before


def test_extract_tells_what_became_of_each_file(tmp_path: Path) -> None:
    make(tmp_path, {"source/a.txt": "Welcome to San Francisco.\n"})
    project = find_project(tmp_path)
    survey = survey_pages(open_workspace(project), lambda items, _: items)
    written = extract_catalogs(project, survey)
    assert [(str(w.path), w.change) for w in written] == [
        ("locales/messages.pot", Change.CREATED),
        ("locales/en/LC_MESSAGES/messages.po", Change.CREATED),
        ("locales/ja/LC_MESSAGES/messages.po", Change.CREATED),
    ]
    assert [len(w.catalog.messages) for w in written if w.catalog] == [1, 0, 1]


@pytest.mark.slow
def test_a_page_is_dropped_before_the_next_but_one_is_read(folder: Path) -> None:
    make(folder, {f"source/{number}.html": PAGE for number in range(9)})
    alive: list[int] = []

    def watched(paths: Sequence[Path], _: str) -> Iterator[Path]:
        for path in paths:
            alive.append(sum(isinstance(one, Page) for one in gc.get_objects()))
            yield path

    project = find_project(folder)
    survey_pages(open_workspace(project), watched)
    render_pages(open_workspace(project), read_texts(project, ["en", "ja"]), watched)
    assert (len(alive), max(alive)) == (22, 1)
