"""Real catalogs, of several tools and many languages, held to gettext.

    I18N_SUMMIT_CATALOGS=$(.venv/bin/python -m benchmarks.wheels) pytest -m real

These are not among the tests that run by default: the catalogs have to be
fetched first.
"""

import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

import polib
import pytest

from benchmarks.wheels import PACKAGES, all_catalogs, language
from i18n_summit.catalogs.merge import merge_catalogs
from i18n_summit.catalogs.mo import format_mo
from i18n_summit.catalogs.store import CatalogText, format_catalog, read_catalog
from i18n_summit.checks import DEFAULT_CHECKS, check_catalog
from i18n_summit.checks.japanese.profiles import profile_named
from i18n_summit.workflow.fix import file_fixes

FOLDER = Path(os.environ.get("I18N_SUMMIT_CATALOGS", "no-catalogs"))
MISSING = [name for name in PACKAGES if not (FOLDER / name).is_dir()]
pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(
        bool(MISSING),
        reason=f"no catalogs {MISSING}: set I18N_SUMMIT_CATALOGS to the folder that"
        " benchmarks/wheels.py prints",
    ),
]


def catalogs(name: str) -> Iterator[tuple[Path, bytes, CatalogText]]:
    for path in all_catalogs(FOLDER / name):
        data = path.read_bytes()
        yield path, data, read_catalog(data, path, language(path))


def test_there_are_many_catalogs_in_many_languages() -> None:
    found = [path for name in PACKAGES for path in all_catalogs(FOLDER / name)]
    languages = {language(path) for path in found}
    assert len(found) >= 1_000
    assert len(languages) >= 100
    assert {"ar", "de", "fa", "fr", "he", "hi", "ja", "ko", "ru", "th", "zh_Hans"} <= languages


@pytest.mark.parametrize("name", PACKAGES)
def test_every_catalog_comes_back_byte_for_byte(name: str) -> None:
    changed = [
        path for path, data, text in catalogs(name) if format_catalog(text.catalog, text) != data
    ]
    assert changed == []


@pytest.mark.parametrize("name", PACKAGES)
def test_a_changed_message_changes_its_own_entry_alone(name: str) -> None:
    for path, data, text in catalogs(name):
        messages = text.catalog.messages
        for number in {0, len(messages) // 3, len(messages) - 1} & set(range(len(messages))):
            changed = messages[number]._replace(flags=("fuzzy", "x-changed"))
            edited = (*messages[:number], changed, *messages[number + 1 :])
            result = format_catalog(replace(text.catalog, messages=edited), text)
            above = sum(len(entry.raw) for entry in text.entries[:number])
            start = len(text.header) + above
            after = len(data.decode()) - start - len(text.entries[number].raw)
            old, new = data.decode(), result.decode()
            assert new[:start] == old[:start], path
            assert new[len(new) - after :] == old[len(old) - after :], path
            again = read_catalog(result, path, language(path)).catalog
            assert again.messages == edited, path


@pytest.mark.parametrize("name", PACKAGES)
def test_every_mo_file_is_that_of_msgfmt(name: str) -> None:
    """But for plurals that are empty in part, which we leave out."""
    different = []
    for path, _, text in catalogs(name):
        if any(
            set(map(bool, m.plural_translations)) == {False, True} for m in text.catalog.messages
        ):
            continue
        command = ["msgfmt", "--no-hash", "--endianness=little", "-o", "-", str(path)]
        theirs = subprocess.run(command, capture_output=True, check=True).stdout
        if format_mo(text.catalog, path, text) != theirs:
            different.append(path)
    assert different == []


@pytest.mark.parametrize("name", PACKAGES)
def test_a_translators_branch_merges_with_one_that_msgcat_has_sorted_and_wrapped(name: str) -> None:
    for path, data, base in catalogs(name):
        new = {
            message.key: message._replace(translation=message.id, flags=())
            for message in base.catalog.messages[::20]
            if message.id_plural is None and not message.is_obsolete
        }
        edited = tuple(new.get(message.key, message) for message in base.catalog.messages)
        ours = format_catalog(replace(base.catalog, messages=edited), base)
        done = subprocess.run(
            ["msgcat", "--width=60", "--sort-output", "-"],
            input=data,
            capture_output=True,
            check=True,
        )
        theirs = done.stdout
        one = merged(base, ours, theirs)
        assert merged(base, theirs, ours) == one, path
        assert merged(base, theirs, data) == theirs, path
        assert merged(base, ours, data) == ours, path
        found = read_catalog(one, path, None).catalog.messages
        sorted_by_msgcat = read_catalog(theirs, path, None).catalog.messages
        assert found == tuple(new.get(m.key, m) for m in sorted_by_msgcat), path


def merged(base: CatalogText, ours: bytes, theirs: bytes) -> bytes:
    sides = (read_catalog(data, base.path, None) for data in (ours, theirs))
    merge = merge_catalogs(base, *sides)
    assert merge.conflicts == ()
    return format_catalog(merge.catalog, merge.before)


VARIABLES = re.compile(r"%\(\w+\)[sd]|%[sd]|\{[^{}]*\}|</?[A-Za-z][^<>]*>|`[^`]*`|https?://[!-~]+")


@pytest.mark.parametrize("profile", ["infer", "jtf", "microsoft", "mozilla", "kubernetes"])
@pytest.mark.parametrize("name", PACKAGES)
def test_a_fix_changes_texts_alone_and_leaves_nothing_to_fix(name: str, profile: str) -> None:
    style = profile_named(profile)
    for path in (path for path in all_catalogs(FOLDER / name) if language(path) == "ja"):
        (fix,) = file_fixes([path], checks=DEFAULT_CHECKS, japanese=style)
        before, after = polib.pofile(str(path)), polib.pofile(fix.data.decode())
        assert len(before) == len(after)
        for old, new in zip(before, after, strict=True):
            texts = [(old.msgstr, new.msgstr)]
            texts += [(old.msgstr_plural[n], new.msgstr_plural[n]) for n in old.msgstr_plural]
            for was, now in texts:
                assert sorted(VARIABLES.findall(was)) == sorted(VARIABLES.findall(now))
            new.msgstr, new.msgstr_plural = old.msgstr, old.msgstr_plural
            assert str(new) == str(old)
        left = check_catalog(fix.catalog, PurePosixPath(path), "ja", japanese=style)
        assert [found for found in left if found.replacement is not None] == []
