"""MO files: what gettext reads of them, and what the command says and writes."""

import gettext
import io
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path, PurePath
from typing import Any

import pytest
from hypothesis import given

from i18n_summit.catalogs.entries import entry_text
from i18n_summit.catalogs.mo import format_mo
from i18n_summit.catalogs.store import format_catalog, read_catalog
from i18n_summit.errors import CatalogError
from i18n_summit.model import Catalog, Message
from tests.catalogs import HEADER, catalogs
from tests.projects import EN_PO, JA_PO, make_half, make_summit, run, snapshot

PO = PurePath("locales/ja/LC_MESSAGES/summit.po")
CASES = Path(__file__).parent / "cases" / "po"
HEAD = """\
msgid ""
msgstr ""
"Project-Id-Version: summit\\n"
"POT-Creation-Date: 2019-09-30 09:00+0900\\n"
"Language: ja\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
needs_gettext = pytest.mark.skipif(shutil.which("msgfmt") is None, reason="gettext is not here")


def compiled(text: str | bytes) -> bytes:
    data = text.encode() if isinstance(text, str) else text
    read = read_catalog(data, PO, "ja")
    return format_mo(read.catalog, PO, read)


def by_python(data: bytes) -> gettext.GNUTranslations:
    return gettext.GNUTranslations(io.BytesIO(data))


def by_msgfmt(data: bytes) -> bytes:
    command = ["msgfmt", "--no-hash", "--endianness=little", "-o", "-", "-"]
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout


def by_msgunfmt(data: bytes) -> str:
    done = subprocess.run(["msgunfmt", "-"], input=data, capture_output=True, check=True)
    return done.stdout.decode()


# Entries, a question to gettext, and its answer.
Ask = Callable[[gettext.GNUTranslations], str]
ANSWERS: dict[str, tuple[str, Ask, str]] = {
    "a translation": ('msgid "Close"\nmsgstr "閉じる"\n', lambda t: t.gettext("Close"), "閉じる"),
    "a context": (
        'msgid "Open"\nmsgstr "開く"\n\nmsgctxt "state"\nmsgid "Open"\nmsgstr "開いた状態"\n',
        lambda t: t.pgettext("state", "Open"),
        "開いた状態",
    ),
    "an empty context": (
        'msgctxt ""\nmsgid "Open"\nmsgstr "開く"\n',
        lambda t: t.gettext("Open") + t.pgettext("", "Open"),
        "Open開く",
    ),
    "the first plural form": (
        'msgid "%d talk"\nmsgid_plural "%d talks"\nmsgstr[0] "講演%d件"\nmsgstr[1] "全%d件"\n',
        lambda t: t.ngettext("%d talk", "%d talks", 1),
        "講演%d件",
    ),
    "the second plural form, in a context": (
        'msgctxt "x"\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "一"\nmsgstr[1] "二"\n',
        lambda t: t.npgettext("x", "a", "b", 5),
        "二",
    ),
    "a plural that is empty in part": (
        'msgid "talk"\nmsgid_plural "talks"\nmsgstr[0] "講演"\nmsgstr[1] ""\n',
        lambda t: t.ngettext("talk", "talks", 1) + t.ngettext("talk", "talks", 2),
        "talktalks",
    ),
    "an empty translation": ('msgid "Close"\nmsgstr ""\n', lambda t: t.gettext("Close"), "Close"),
    "a fuzzy translation": (
        '#, fuzzy\nmsgid "Close"\nmsgstr "閉じる"\n',
        lambda t: t.gettext("Close"),
        "Close",
    ),
    "an obsolete translation": (
        '#~ msgid "Close"\n#~ msgstr "閉じる"\n',
        lambda t: t.gettext("Close"),
        "Close",
    ),
    "a blank, which some languages need": (
        'msgid " and "\nmsgstr " "\n',
        lambda t: t.gettext(" and "),
        " ",
    ),
    "the header, without the template's date": (
        "",
        lambda t: t.gettext(""),
        (
            "Project-Id-Version: summit\nLanguage: ja\nContent-Type: text/plain; charset=UTF-8\n"
            "Plural-Forms: nplurals=2; plural=(n != 1);\n"
        ),
    ),
}


@pytest.mark.parametrize("case", ANSWERS)
def test_gettext_gives(case: str) -> None:
    entries, ask, answer = ANSWERS[case]
    assert ask(by_python(compiled(HEAD + entries))) == answer


@needs_gettext
def test_a_plural_that_is_empty_is_one_as_for_msgfmt() -> None:
    entry = 'msgid "talk"\nmsgid_plural ""\nmsgstr[0] "講演"\nmsgstr[1] "全講演"\n'
    data = compiled(HEAD + entry)
    assert data == by_msgfmt((HEAD + entry).encode())
    assert by_python(data).ngettext("talk", "", 2) == "全講演"
    (message,) = read_catalog((HEAD + entry).encode(), PO, "ja").catalog.messages
    assert entry_text(message) == entry


# A file whose charset gettext would not get right.
CHARSETS = {
    "another one": HEAD.replace("UTF-8", "EUC-JP"),
    "an unset one": HEAD.replace("UTF-8", "CHARSET"),
    "none": 'msgid ""\nmsgstr "Content-Type: text/plain\\n"\n\n',
    "none, and no end of its last line": 'msgid ""\nmsgstr "Language: ja"\n\n',
    "one in small letters": 'msgid ""\nmsgstr "content-type: text/plain; charset=EUC-JP\\n"\n\n',
    "a word in capital letters": HEAD.replace("charset", "CHARSET"),
    "one on a line of its own": HEAD.replace("; charset=UTF-8", ";\\n charset=EUC-JP"),
    "two": HEAD.replace("UTF-8", "EUC-JP").replace(
        "Plural", "Content-Type: text/plain; charset=EUC-JP\\nPlural"
    ),
    "no header": "",
    "a BOM, which msgfmt refuses": f"\ufeff{HEAD}",
}


@pytest.mark.parametrize("case", CHARSETS)
def test_an_mo_file_is_utf8_and_says_so(case: str) -> None:
    encoding = "euc-jp" if "EUC-JP" in CHARSETS[case] else "utf-8"
    text = CHARSETS[case] + 'msgid "Close"\nmsgstr "閉じる"\n'
    found = by_python(compiled(text.encode(encoding)))
    assert found.gettext("Close") == "閉じる"
    assert found.info()["content-type"] == "text/plain; charset=UTF-8"


@needs_gettext
@pytest.mark.parametrize("name", ["msgcat", "poedit", "polib", "editor"])
def test_msgfmt_writes_the_same_bytes_for_what_tools_write(name: str) -> None:
    data = (CASES / f"{name}.po").read_bytes()
    assert compiled(data) == by_msgfmt(data)


TYPE = "Content-Type: text/plain; charset=UTF-8"
# What a header says, in forms that tools and people write.
HEADERS = {
    "two spaces behind a colon": f"Language:  ja\\n{TYPE}\\n",
    "none behind it": f"Language:ja\\n{TYPE}\\n",
    "a line that is indented": f"Language-Team: a\\n more: of it\\n\\tand\\n{TYPE}\\n",
    "a line without a colon": f"{TYPE}\\nX-A: 1\\nstray\\n",
    "no end of its last line": f"X-A: 1\\n{TYPE}",
    "small letters": f"{TYPE.lower()}\\nplural-forms: nplurals=2; plural=n>1;\\n",
    "a field that stands twice": f"{TYPE}\\nX-A: 1\\nX-B: 1\\nX-A: 2\\n",
    "a charset and more": f"{TYPE} ; x=y\\n",
    "spaces at the end, and an empty line": f"{TYPE}  \\n\\nX-A: 1 \\n",
    "the template's date at the end": f"{TYPE}\\nPOT-Creation-Date: 2019-09-30 09:00+0900",
    "the template's date twice": f"POT-Creation-Date: 1\\n{TYPE}\\nPOT-Creation-Date: 2\\n",
}


@needs_gettext
@pytest.mark.parametrize("case", HEADERS)
def test_msgfmt_writes_the_same_bytes_for_a_header(case: str) -> None:
    data = f'msgid ""\nmsgstr "{HEADERS[case]}"\n\nmsgid "Close"\nmsgstr "閉じる"\n'.encode()
    assert compiled(data) == by_msgfmt(data)


@needs_gettext
@given(catalogs(most=12))
def test_msgfmt_writes_the_same_bytes(catalog: Catalog) -> None:
    assert format_mo(catalog, PO) == by_msgfmt(format_catalog(catalog))


# gettext takes a line that ends in a backslash for one with the line below: here with the flag.
BACKSLASHES: dict[str, dict[str, Any]] = {
    "a translator's comment": {"translator_comment": "From C:\\docs\\\nto D:\\"},
    "a note of the page": {"comments": ("C:\\docs\\", "D:\\")},
    "a reference": {"references": ("index.html", "docs\\")},
    "a reference with a space": {"references": ("my docs\\",)},
    "a flag": {"flags": ("fuzzy", "no-wrap\\")},
}


@needs_gettext
@pytest.mark.parametrize("case", BACKSLASHES)
def test_a_line_that_ends_in_a_backslash_takes_no_other_one_with_it(case: str) -> None:
    fuzzy = Message("Close", None, "閉じる", flags=("fuzzy",), previous_id="")
    catalog = Catalog("ja", HEADER, (fuzzy._replace(**BACKSLASHES[case]),))
    written = format_catalog(catalog)
    assert by_msgfmt(written) == format_mo(catalog, PO)
    assert read_catalog(written, PO, "ja").catalog == catalog


@needs_gettext
def test_msgunfmt_gives_the_approved_messages_back() -> None:
    entries = (
        'msgctxt "talk"\nmsgid "Close"\nmsgstr "閉会"\n\nmsgid "Close"\nmsgstr "閉じる"\n\n'
        'msgid "%d talk"\nmsgid_plural "%d talks"\nmsgstr[0] "講演%d件"\nmsgstr[1] "全%d件"\n'
    )
    left_out = '#, fuzzy\nmsgid "Open"\nmsgstr "開"\n\nmsgid "A"\nmsgstr ""\n\n'
    read = read_catalog(by_msgunfmt(compiled(HEAD + left_out + entries)).encode(), PO, "ja")
    wanted = read_catalog((HEAD + entries).encode(), PO, "ja").catalog
    assert set(read.catalog.messages) == set(wanted.messages)


@given(catalogs())
def test_python_reads_every_approved_translation_and_no_other(catalog: Catalog) -> None:
    found = by_python(format_mo(catalog, PO))
    for message in catalog.messages:
        is_known = not (message.is_obsolete or message.is_fuzzy)
        texts = message.plural_translations or (message.translation,)
        expected = texts[0] if is_known and texts[0] else message.id
        context, plural = message.context, message.id_plural
        if plural is None:
            answer = found.pgettext(context, message.id) if context else found.gettext(message.id)
        elif context:
            answer = found.npgettext(context, message.id, plural, 1)
        else:
            answer = found.ngettext(message.id, plural, 1)
        assert answer == expected


# A rule, and whether a program can load a file with it.
RULES = {
    "nplurals=1; plural=0;": True,
    "nplurals=2; plural=(n != 1)": True,
    " nplurals= 3;  plural=n%10==1 && n%100!=11 ? 0 : n%10>=2 ? 1 : 2 ;": True,
    "nplurals=INTEGER; plural=EXPRESSION;": False,
    "nplurals=2; plural=n != ;": False,
    "nplurals=2; plural=os.remove(n);": False,
    "nplurals=2": False,
    "plural=n != 1": False,
    "": False,
}


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_that_gettext_cannot_use_is_refused(rule: str) -> None:
    catalog = Catalog("ja", {"Plural-Forms": rule}, ())
    if RULES[rule]:
        assert by_python(format_mo(catalog, PO)).info()["plural-forms"] == rule.strip()
        return
    with pytest.raises(CatalogError) as caught:
        format_mo(catalog, PO)
    assert str(caught.value) == (
        f'{PO}:1: its header has no rule in "Plural-Forms: {rule}".'
        " Write one as in nplurals=2; plural=(n != 1);"
    )


def mo(path: str) -> str:
    return path.removesuffix("po") + "mo"


def test_compile_writes_beside_each_catalog_says_so_and_then_nothing(tmp_path: Path) -> None:
    folder = make_half(tmp_path)
    before = snapshot(folder)
    done = run(folder, "compile")
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == (
        f"{mo(EN_PO)}: created, 3 messages\n{mo(JA_PO)}: created, 6 messages, 6 to translate\n"
    )
    after = snapshot(folder)
    assert {name: data for name, data in after.items() if name in before} == before
    assert after.keys() - before.keys() == {mo(EN_PO), mo(JA_PO)}
    english = by_python(after[mo(EN_PO)] or b"")
    assert english.gettext("ストリーム処理") == "Stream Processing"
    again = run(folder, "compile")
    assert (again.exit_code, again.stderr) == (0, "2 files unchanged\n")
    assert snapshot(folder) == after


def test_compile_takes_some_locales_or_files_without_a_project(tmp_path: Path) -> None:
    folder = make_summit(tmp_path)
    assert run(folder, "compile", "-l", "en").exit_code == 0
    assert sorted(path.parts[-3] for path in folder.rglob("*.mo")) == ["en"]
    for name in ("source", "pyproject.toml"):
        path = folder / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    done = run(folder, "compile", str(folder / "locales/ja/LC_MESSAGES/summit.po"))
    assert (done.exit_code, done.stdout) == (0, "")
    assert sorted(path.parts[-3] for path in folder.rglob("*.mo")) == ["en", "ja"]


def test_compile_writes_nothing_when_one_catalog_cannot_be_read(tmp_path: Path) -> None:
    folder = make_half(tmp_path)
    (folder / JA_PO).write_text('msgid "A\nmsgstr ""\n', encoding="utf-8")
    before = snapshot(folder)
    done = run(folder, "compile")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == (
        f"error: {JA_PO}:1:7: this string does not end. Mend the entry, or restore the file.\n"
    )
    assert snapshot(folder) == before


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["a.pot", "b.po"], "this is no name of a PO file. Let it end in .po."),
        (["-l", "fr"], 'the project has no locale "fr". It has en, ja.'),
        (["-l", "ja", "a.po"], "--locale chooses among the project's"),
        ([], "messages.po: there is no catalog yet. Run i18n-summit extract first."),
    ],
)
def test_compile_refuses(arguments: list[str], complaint: str, tmp_path: Path) -> None:
    done = run(tmp_path, "compile", *arguments)
    assert done.exit_code == 2
    assert complaint in done.stderr
    assert snapshot(tmp_path) == {}
