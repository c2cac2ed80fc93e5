"""What the checks find in the header of a catalog, and in its plural forms."""

import shutil
import subprocess
from pathlib import Path, PurePath, PurePosixPath

import pytest

from i18n_summit.catalogs.headers import catalog_header, is_own_catalog
from i18n_summit.catalogs.places import Places
from i18n_summit.catalogs.store import read_catalog
from i18n_summit.checks import check_catalog
from i18n_summit.language import path_language, stated_language
from i18n_summit.model import Catalog, Message
from tests.catalogs import HEADER

TALKS = 'msgid "%d talk"\nmsgid_plural "%d talks"\n'
ONE, TWO = 'msgstr[0] "%d 件"\n', 'msgstr[1] "%d 件"\n'
TEXT = 'msgid "Kafka"\nmsgstr "カフカ"\n'
TYPE = "Content-Type: text/plain; charset=UTF-8"
JA, PT = PurePosixPath("ja/LC_MESSAGES/summit.po"), PurePosixPath("po/pt_BR.po")
NONE = PurePosixPath("summit.po")
RULE = "nplurals=1; plural=0;"

# The path, the fields of the header, the entries, whether the catalog is ours, and what is found:
# line and complaint.
HEADERS: dict[str, tuple[PurePosixPath, list[str], str, bool, list[tuple[int, str]]]] = {
    "all that is asked for": (JA, ["Language: ja", TYPE], TEXT, True, []),
    "another tag of the language": (JA, ["Language: ja_JP", TYPE], TEXT, True, []),
    "a script": (PurePosixPath("zh_Hans.po"), ["Language: zh_CN", TYPE], TEXT, True, []),
    "a locale of C": (PurePosixPath("sr@latin.po"), ["Language: sr_Latn", TYPE], TEXT, True, []),
    "a path that names no language": (NONE, ["Language: fr", TYPE], TEXT, False, []),
    "no language": (
        JA,
        [TYPE],
        TEXT,
        True,
        [(3, 'it does not say the language. Write "Language: ja".')],
    ),
    "an empty one": (
        PT,
        ["Language: ", TYPE],
        TEXT,
        True,
        [(3, 'it does not say the language. Write "Language: pt_BR".')],
    ),
    "another one": (
        JA,
        ["Language: en", TYPE],
        TEXT,
        True,
        [
            (
                3,
                (
                    'it says "Language: en", and the catalog is for ja. Write "Language: ja", or'
                    " move the file."
                ),
            )
        ],
    ),
    "a name of one": (
        JA,
        ["Language: Japanese", TYPE],
        TEXT,
        True,
        [(3, '"Language: Japanese" is no code of a language. Write one such as ja.')],
    ),
    "no charset": (
        JA,
        ["Language: ja"],
        TEXT,
        True,
        [(3, 'it has no charset. Write "Content-Type: text/plain; charset=UTF-8".')],
    ),
    "neither": (
        NONE,
        ["X-Memo: none"],
        TEXT,
        False,
        [
            (3, "it does not say the language. Write the language."),
            (3, 'it has no charset. Write "Content-Type: text/plain; charset=UTF-8".'),
        ],
    ),
    "no header, in a catalog of another tool": (
        JA,
        [],
        TEXT,
        False,
        [(1, "there is none. Write one, with Language and Content-Type.")],
    ),
    "no message": (JA, [], "# nothing yet\n", False, []),
    "no rule, and no plural": (JA, ["Language: ja", TYPE], TEXT, True, []),
    "no rule": (
        JA,
        ["Language: ja", TYPE],
        TALKS + ONE,
        True,
        [(3, f'it does not say the plural forms. Write "Plural-Forms: {RULE}".')],
    ),
    "the rule of the language": (
        JA,
        ["Language: ja", TYPE, f"Plural-Forms: {RULE}"],
        TALKS + ONE,
        True,
        [],
    ),
    "the same rule in other words": (
        PurePosixPath("en.po"),
        ["Language: en", TYPE, "Plural-Forms: nplurals = 2; plural = n==1 ? 0 : 1"],
        TALKS + ONE + TWO,
        True,
        [],
    ),
    "the rule of another language": (
        JA,
        ["Language: ja", TYPE, "Plural-Forms: nplurals=2; plural=n != 1;"],
        TALKS + ONE + TWO,
        True,
        [
            (
                3,
                (
                    f'"Plural-Forms: nplurals=2; plural=n != 1;" is not the rule of ja. Write'
                    f' "Plural-Forms: {RULE}".'
                ),
            )
        ],
    ),
    "that, of another tool": (
        JA,
        ["Language: ja", TYPE, "Plural-Forms: nplurals=2; plural=n != 1;"],
        TALKS + ONE + TWO,
        False,
        [],
    ),
    "no rule at all": (
        JA,
        ["Language: ja", TYPE, "Plural-Forms: nplurals=1; plural=__import__('os');"],
        TALKS + ONE,
        False,
        [
            (
                3,
                (
                    "\"Plural-Forms: nplurals=1; plural=__import__('os');\" is no rule for plural"
                    f' forms. Write "Plural-Forms: {RULE}".'
                ),
            )
        ],
    ),
    "a rule that chooses a form that it has not": (
        JA,
        ["Language: ja", TYPE, "Plural-Forms: nplurals=1; plural=n != 1;"],
        TALKS + ONE,
        False,
        [
            (
                3,
                (
                    '"Plural-Forms: nplurals=1; plural=n != 1;" is no rule for plural forms.'
                    f' Write "Plural-Forms: {RULE}".'
                ),
            )
        ],
    ),
    "a language that Babel does not know": (
        PurePosixPath("xq/LC_MESSAGES/summit.po"),
        ["Language: xq", TYPE],
        TALKS + ONE,
        True,
        [(3, "it does not say the plural forms. Write those of its language.")],
    ),
}


def written(fields: list[str], entries: str) -> bytes:
    lines = "".join(f'"{field}\\n"\n' for field in fields)
    header = f'msgid ""\nmsgstr ""\n{lines}\n' if fields else ""
    return (header + entries).encode()


@pytest.mark.parametrize("case", HEADERS)
def test_a_header_says_what_programs_must_know(case: str) -> None:
    path, fields, entries, own, complaints = HEADERS[case]
    text = read_catalog(written(fields, entries), PurePath(path), None)
    locale = path_language(path) or "und"
    found = check_catalog(
        text.catalog, path, locale, checks={"header"}, place=Places(text), is_own=own
    )
    assert [(d.location.line, d.message) for d in found] == [
        (line, f"the header: {complaint}") for line, complaint in complaints
    ]


@pytest.mark.parametrize("locale", ["ja", "en", "pt-BR", "ar", "ru", "zh-Hant", "sr-Latn", "xq"])
def test_a_header_of_our_own_is_as_it_should_be(locale: str) -> None:
    header = catalog_header("summit", "2019-09-30 09:00+0000", locale)
    forms = int(header["Plural-Forms"].split(";")[0].split("=")[1])
    talks = Message("%d 件", None, "", "%d 件", ("x",) * forms)
    path = PurePosixPath(f"locales/{locale.replace('-', '_')}/LC_MESSAGES/summit.po")
    catalog = Catalog(locale, header, (talks,))
    assert check_catalog(catalog, path, locale, checks={"header", "plural-forms"}) == []


# The rule, the entries, and what is found at which line. msgfmt -c refuses the same.
FORMS: dict[str, tuple[str, str, list[tuple[int, str]]]] = {
    "as many as the header says": (RULE, TALKS + ONE, []),
    "more": (
        RULE,
        TALKS + ONE + TWO,
        [
            (
                9,
                (
                    "2 plural forms here, and the header says nplurals=1."
                    " Write as many as the header says, or mend the header."
                ),
            )
        ],
    ),
    "fewer, in two": (
        "nplurals=2; plural=n != 1;",
        TALKS + ONE + "\n" + TALKS.replace("talk", "room") + ONE,
        [
            (
                9,
                (
                    "1 plural form here, as in 1 more, and the header says nplurals=2."
                    " Write as many as the header says, or mend the header."
                ),
            )
        ],
    ),
}


@pytest.mark.parametrize("case", FORMS)
def test_messages_have_as_many_plural_forms_as_the_header_says(case: str, tmp_path: Path) -> None:
    rule, entries, complaints = FORMS[case]
    data = written(["Language: ja", TYPE, f"Plural-Forms: {rule}"], entries)
    text = read_catalog(data, PurePath(JA), "ja")
    found = check_catalog(text.catalog, JA, "ja", checks={"plural-forms"}, place=Places(text))
    assert [(d.location.line, d.message) for d in found] == complaints
    if shutil.which("msgfmt"):
        path = tmp_path / "ja.po"
        path.write_bytes(data)
        done = subprocess.run(
            ["msgfmt", "--check-header", "-o", "/dev/null", path], capture_output=True, check=False
        )
        assert (b"nplurals = " in done.stderr) == bool(complaints), done.stderr


def test_plural_forms_without_words_or_a_rule_are_others_matter() -> None:
    empty = Message("%d talk", None, "", "%d talks", ("", ""))
    header = {**HEADER, "Plural-Forms": RULE}
    assert check_catalog(Catalog("ja", header, (empty,)), JA, "ja", checks={"plural-forms"}) == []
    full = empty._replace(plural_translations=("%d 件", "%d 件"))
    assert check_catalog(Catalog("ja", {}, (full,)), JA, "ja", checks={"plural-forms"}) == []


def test_obsolete_messages_are_found_where_this_is_asked_for() -> None:
    messages = (Message("A", None, "あ"), Message("B", None, "い", is_obsolete=True, line=9))
    catalog = Catalog("ja", HEADER, messages)
    assert check_catalog(catalog, JA, "ja") == []
    assert [
        (d.location.line, d.message) for d in check_catalog(catalog, JA, "ja", checks={"obsolete"})
    ] == [(9, "«B» is obsolete. Delete the entry, if it will not come back.")]


# What a header says, and the tag of the language.
STATED = {
    "ja": "ja",
    "pt_BR": "pt-BR",
    " zh_Hans_CN ": "zh-Hans-CN",
    "sr@latin": "sr-Latn",
    "sr_RS@latin": "sr-Latn-RS",
    "ja_JP.UTF-8": "ja-JP",
    "ca@valencia": "ca",
    "": None,
    "Japanese": None,
    "JA": None,
    "ja;en": None,
}


@pytest.mark.parametrize("name", STATED)
def test_a_language_is_read_as_headers_state_it(name: str) -> None:
    assert stated_language(name) == STATED[name]


# A path, and the language that it names.
PATHS = {
    "locales/ja/LC_MESSAGES/django.po": "ja",
    "locale/pt_BR/LC_MESSAGES/sphinx.po": "pt-BR",
    "po/ja.po": "ja",
    "po/sr@latin.po": "sr-Latn",
    "ja.po": "ja",
    "po/app.po": None,
    "po/web.po": None,
    "ja/summit.po": None,
    "LC_MESSAGES/summit.po": None,
}


@pytest.mark.parametrize("path", PATHS)
def test_a_path_may_name_a_language(path: str) -> None:
    assert path_language(PurePosixPath(path)) == PATHS[path]


def test_a_catalog_is_ours_when_it_says_what_its_messages_are_in() -> None:
    message = Message("A", comments=("title", "source language: en"))
    assert is_own_catalog(Catalog("ja", {"X-Source-Language": "en"}, ()))
    assert is_own_catalog(Catalog("fr", HEADER, (Message("B"), message)))
    assert not is_own_catalog(Catalog("ja", HEADER, (Message("B"),)))
