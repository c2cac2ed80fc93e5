"""The charset of a PO file: what its header says, and nothing else."""

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path, PurePath

import polib
import pytest

from i18n_summit.catalogs.store import format_catalog, read_catalog
from i18n_summit.errors import CatalogError
from i18n_summit.model import Message
from tests.projects import make, run, snapshot

PO = PurePath("locales/fr/LC_MESSAGES/messages.po")
TYPE = "Content-Type: text/plain; charset="
CLOSE = 'msgid "Close"\nmsgstr "Fermé"\n'
LATIN = f'msgid ""\nmsgstr "Project-Id-Version: x\\n{TYPE}ISO-8859-1\\n"\n\n'
NAMES_UTF8 = f'"{TYPE}UTF-8\\n"\n'

BACKSLASH = "characters that hold the byte of a backslash, at which gettext fails in a header"

needs_gettext = pytest.mark.skipif(shutil.which("msgfmt") is None, reason="gettext is not here")

# A file, and the charset that its header names and it is in.
CHARSETS = {
    "a header on one line": (LATIN + CLOSE, "latin-1"),
    "a name that goes on in the next line": (
        f'msgid ""\nmsgstr ""\n"{TYPE}ISO-8859-"\n"1\\n"\n\n{CLOSE}',
        "latin-1",
    ),
    "a field that msgcat -w 20 has wrapped": (
        LATIN.replace(": text", ': "\n"text').replace(" charset", ' "\n"charset') + CLOSE,
        "latin-1",
    ),
    "a field in small letters": (LATIN.replace("Content-T", "content-t") + CLOSE, "latin-1"),
    "a field that goes on, indented": (LATIN.replace("; ch", ";\\n ch") + CLOSE, "latin-1"),
    BACKSLASH: (
        LATIN.replace(": x", ': 一覧表"\n"').replace("ISO-8859-1", "Shift_JIS")
        + CLOSE.replace("Fermé", "閉じる"),
        "shift_jis",
    ),
    "a message that names another": (
        f'{LATIN.replace("ISO-8859-1", "UTF-8")}msgid "{TYPE}ISO-8859-1"\nmsgstr ""\n\n{CLOSE}',
        "utf-8",
    ),
    "a comment that names another": (f"# {NAMES_UTF8}{LATIN}# {NAMES_UTF8}{CLOSE}", "latin-1"),
    "the id of a header, in a context": (
        f'{LATIN}msgctxt "menu"\nmsgid ""\nmsgstr {NAMES_UTF8}\n{CLOSE}',
        "latin-1",
    ),
}


def texts(text: str) -> dict[str, str]:
    return {entry.msgid: entry.msgstr for entry in polib.pofile(text) if not entry.msgctxt}


@needs_gettext
@pytest.mark.parametrize("case", CHARSETS)
def test_the_header_says_the_charset(case: str) -> None:
    text, charset = CHARSETS[case]
    data = text.encode(charset)
    read = read_catalog(data, PO, "fr")
    found = {m.id: m.translation for m in read.catalog.messages if m.context is None}
    assert found == texts(text)
    assert format_catalog(read.catalog, read) == data
    if case != BACKSLASH:
        command = ["msgconv", "--to-code=UTF-8", "-"]
        done = subprocess.run(command, input=data, capture_output=True, check=True)
        assert found == texts(done.stdout.decode())


@needs_gettext
@pytest.mark.parametrize("case", CHARSETS)
def test_commands_read_and_keep_the_charset(case: str, tmp_path: Path) -> None:
    text, charset = CHARSETS[case]
    files = {
        "i18n-summit.toml": b'locales = ["fr", "en"]\n',
        "source/index.html": b'<meta charset="utf-8"><p lang="en">Close</p>\n',
        str(PO): text.encode(charset),
    }
    catalog = make(tmp_path, files) / PO
    for command in ("extract", "render", "compile"):
        assert run(tmp_path, command).exit_code == 0
    data = catalog.read_bytes()
    close = texts(text)["Close"]
    assert texts(data.decode(charset))["Close"] == close
    page = (tmp_path / "build/fr/index.html").read_text(encoding="utf-8")
    assert page == f'<meta charset="utf-8"><p lang="fr">{close}</p>\n'
    mo = polib.mofile(str(catalog.with_suffix(".mo")))
    assert {entry.msgid: entry.msgstr for entry in mo if not entry.msgctxt} == {"Close": close}
    if case != BACKSLASH:
        subprocess.run(["msgfmt", "-c", "-o", "/dev/null", str(catalog)], check=True)
    assert run(tmp_path, "extract").exit_code == 0
    assert catalog.read_bytes() == data


CONVERT = "Convert the file to UTF-8, or mend the header."

# A file that is not in the charset of its header, and what is said.
REFUSED = {
    "no header, but the id of one in a context": (
        f'msgctxt "menu"\nmsgid ""\nmsgstr "{TYPE}ISO-8859-1"\n\n{CLOSE}',
        f":6:13: byte 105 (0xE9) is not UTF-8, and no header names a charset. {CONVERT}",
    ),
    "a header that a merge has torn": (
        LATIN.replace(
            "x\\n", 'x\\n"\n<<<<<<< ours\n"X: 1\\n"\n=======\n"X: 2\\n"\n>>>>>>> theirs\n"'
        ).replace("ISO-8859-1", "UTF-8")
        + CLOSE,
        f":11:13: byte 167 (0xE9) is not UTF-8, the charset of its header. {CONVERT}",
    ),
    "a header below an entry": (
        f"{CLOSE}\n{LATIN.replace('ISO-8859-1', 'UTF-8')}",
        f":2:13: byte 26 (0xE9) is not UTF-8, the charset of its header. {CONVERT}",
    ),
    "a BOM above the header of another charset": (
        f"\xef\xbb\xbf{LATIN}{CLOSE}",
        f":5:13: byte 118 (0xE9) is not UTF-8, which its byte order mark says it is. {CONVERT}",
    ),
    "an unknown name that goes on in the next line": (
        f'msgid ""\nmsgstr ""\n"{TYPE}UT"\n"F-9\\n"\n',
        ":2:7: its header names an unknown charset, UTF-9. Write charset=UTF-8.",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_in_another_charset_is_refused(case: str) -> None:
    text, complaint = REFUSED[case]
    with pytest.raises(CatalogError) as caught:
        read_catalog(text.encode("latin-1"), PO, "fr")
    assert str(caught.value) == f"{PO}{complaint}"


# Charsets in which any bytes are text, and one in which these of UTF-8 are.
UTF8_READ_AS = ["ISO-8859-1", "ISO-8859-15", "KOI8-R", "CP437", "latin1", "GB18030"]


@pytest.mark.parametrize("charset", UTF8_READ_AS)
def test_a_file_in_utf8_that_says_otherwise_is_refused(charset: str) -> None:
    data = LATIN.replace("ISO-8859-1", charset) + CLOSE.replace("Fermé", "日本")
    assert data.encode().decode(charset)  # It is text in that charset too.
    with pytest.raises(CatalogError) as caught:
        read_catalog(data.encode(), PO, "ja")
    complaint = f"this is UTF-8, and the header says {charset}. Write charset=UTF-8."
    assert str(caught.value) == f"{PO}:5:9: {complaint}"


@pytest.mark.parametrize("charset", ["GBK", "EUC-JP"])
def test_what_is_utf8_by_chance_is_read_as_its_header_says(charset: str) -> None:
    word = next(
        character
        for character in map(chr, range(0x4E00, 0x9FFF))
        if is_utf8(character.encode(charset, "ignore"))
    )
    data = (LATIN.replace("ISO-8859-1", charset) + CLOSE.replace("Fermé", word)).encode(charset)
    (message,) = read_catalog(data, PO, "zh").catalog.messages
    assert message.translation == word


def is_utf8(data: bytes) -> bool:
    """Tell whether bytes are one character of UTF-8."""
    try:
        return len(data.decode("utf-8")) == 1
    except UnicodeDecodeError:
        return False


@pytest.mark.parametrize(
    "name", ["punycode", "idna", "raw_unicode_escape", "Unicode-Escape", "charmap", "rot13"]
)
def test_what_is_no_charset_but_to_python_is_refused(name: str) -> None:
    data = (LATIN.replace("ISO-8859-1", name) + CLOSE.replace("é", "e")).encode()
    with pytest.raises(CatalogError) as caught:
        read_catalog(data, PO, "fr")
    complaint = f"its header names an unknown charset, {name}. Write charset=UTF-8."
    assert str(caught.value) == f"{PO}:2:66: {complaint}"


# Characters that Python writes with the bytes of others.
WRITTEN_AS_OTHERS = {
    "Shift_JIS": "¥‾",
    "EUC-JP": "¥‾",
    "CP932": "¢£¬‖−〜",
    "CP950": "¢£¥•‾∼☉♁､",
    "EUC-KR": "\u3164",
    "ISO-2022-JP": "",
    "GB18030": "",
}


def holds(charset: str, character: str) -> bool:
    try:
        return bool(character.encode(charset))
    except UnicodeEncodeError:
        return False


@pytest.mark.parametrize("charset", WRITTEN_AS_OTHERS)
def test_what_is_written_is_read_again_or_refused(charset: str) -> None:
    before = read_catalog(LATIN.replace("ISO-8859-1", charset).encode(), PO, "ja")
    others = WRITTEN_AS_OTHERS[charset]
    for character in others:
        assert holds(charset, character)
        catalog = replace(before.catalog, messages=(Message("Sum", translation=character),))
        with pytest.raises(CatalogError) as caught:
            format_catalog(catalog, before)
        complaint = f"its charset, {charset}, has no {character!r}. Convert the file to UTF-8."
        assert str(caught.value) == f"{PO}: {complaint}"
    every = (chr(code) for code in range(0xA0, 0xD800))
    text = "".join(c for c in every if c not in others and holds(charset, c))
    catalog = replace(before.catalog, messages=(Message("All", translation=text),))
    assert read_catalog(format_catalog(catalog, before), PO, "ja").catalog == catalog


@pytest.mark.parametrize("name", ["locales/messages.pot", str(PO)])
def test_extraction_changes_no_file_when_one_cannot_hold_its_messages(
    name: str, tmp_path: Path
) -> None:
    files = {
        "i18n-summit.toml": b'locales = ["fr", "en"]\n',
        "source/index.html": '<meta charset="utf-8"><p lang="en">It is ¥500.</p>\n'.encode(),
        name: LATIN.replace("ISO-8859-1", "Shift_JIS").encode(),
    }
    make(tmp_path, files)
    done = run(tmp_path, "extract")
    said = f"error: {name}: its charset, Shift_JIS, has no '¥'. Convert the file to UTF-8.\n"
    assert (done.exit_code, done.stderr) == (2, said)
    found = snapshot(tmp_path)
    assert {path: data for path, data in found.items() if data is not None} == files
