"""Broken PO files: each is refused with all its problems, and left as it is."""

import re
import shutil
import subprocess
from pathlib import Path, PurePath

import pytest
from hypothesis import assume, given

from i18n_summit.catalogs.store import read_catalog
from i18n_summit.errors import CatalogError, ProblemsError, single_errors
from tests.projects import JA_PO, make_half, run, snapshot
from tests.test_entries import files

PO = PurePath("ja.po")
HEAD = r"""msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n"

"""
MEND = "Mend the entry, or restore the file."
KEEP = "Keep one of the two."
WRITE = "Write the character itself."
RESOLVE = "Resolve the conflict and delete the markers."
DELETE = "Delete it, or restore the file."
RESTORE = "Restore it, or delete it to begin anew."

needs_msgfmt = pytest.mark.skipif(shutil.which("msgfmt") is None, reason="gettext is not here")


def is_refused_by_msgfmt(data: bytes, *options: str) -> bool:
    command = ["msgfmt", *options, "-o", "/dev/null", "-"]
    return bool(subprocess.run(command, input=data, capture_output=True, check=False).returncode)


# What stands below the header, from line 4 on; all that is said about it, each after its path.
ENTRIES: dict[str, tuple[str, ...]] = {
    "a string that does not end": (
        'msgid "Close"\nmsgstr "閉じる\n',
        f":5:8: this string does not end. {MEND}",
    ),
    "a string that does not begin": (
        'msgid "Close"\nmsgstr 閉じる"\n',
        f":5:8: no string here. {MEND}",
    ),
    "a string in other quotation marks": (
        "msgid 'Close'\nmsgstr “閉じる”\n",
        f":4:7: no string here. {MEND}",
        f":5:8: no string here. {MEND}",
    ),
    "a string that ends in a lone backslash": (
        'msgid "Close"\nmsgstr "閉じる\\"\n',
        f":5:8: this string does not end. {MEND}",
    ),
    "junk after a string": (
        'msgid "Close" now\nmsgstr "閉じる"。\n',
        f":4:14: something stands after the end of the string. {MEND}",
        f":5:13: something stands after the end of the string. {MEND}",
    ),
    "an unescaped quotation mark": (
        'msgid "Say "hello""\nmsgstr ""\n',
        f":4:13: something stands after the end of the string. {MEND}",
    ),
    "no string": (
        "msgid\nmsgstr 閉じる\n",
        f":4:6: no string here. {MEND}",
        f":5:8: no string here. {MEND}",
    ),
    "two strings on a line": (
        'msgid "Close" "d"\nmsgstr ""\n',
        f":4:14: something stands after the end of the string. {MEND}",
    ),
    "two fields on a line": (
        'msgid "Close" msgstr "閉じる"\n',
        f":4:14: something stands after the end of the string. {MEND}",
        f":5:1: the file ends inside an entry, before msgstr. {MEND}",
    ),
    "a carriage return that ends a line": (
        'msgid "Close"\rmsgstr "閉じる"\n',
        f":4:14: something stands after the end of the string. {MEND}",
        f":5:1: the file ends inside an entry, before msgstr. {MEND}",
    ),
    "a duplicate": (
        'msgid "Close"\nmsgstr "閉じる"\n\nmsgid "Close"\nmsgstr "終了"\n',
        f":7:1: this msgid already stands at line 4. {KEEP}",
    ),
    "a duplicate in a context": (
        'msgctxt "a"\nmsgid "A"\nmsgstr ""\n\nmsgctxt "a"\nmsgid "A"\nmsgstr ""\n',
        f":9:1: this msgid already stands at line 5. {KEEP}",
    ),
    "a duplicate with a plural": (
        'msgid "A"\nmsgstr ""\n\nmsgid "A"\nmsgid_plural "B"\nmsgstr[0] ""\nmsgstr[1] ""\n',
        f":7:1: this msgid already stands at line 4. {KEEP}",
    ),
    "an obsolete duplicate": (
        'msgid "Close"\nmsgstr ""\n\n#~ msgid "Close"\n#~ msgstr "閉じる"\n',
        f":7:1: this msgid already stands at line 4. {KEEP}",
    ),
    "two obsolete duplicates": (
        '#~ msgid "A"\n#~ msgstr "あ"\n\n#~ msgid "A"\n#~ msgstr "い"\n',
        f":7:1: this msgid already stands at line 4. {KEEP}",
    ),
    "a second header and a duplicate": (
        'msgid "A"\nmsgstr ""\n\nmsgid ""\nmsgstr "Language: ja\\n"\n\nmsgid "A"\nmsgstr "あ"\n',
        f':7:1: a second header (msgid ""); the first one stands at line 1. {KEEP}',
        f":10:1: this msgid already stands at line 4. {KEEP}",
    ),
    "a conflict": (
        'msgid "Close"\n<<<<<<< HEAD\nmsgstr "閉じる"\n=======\nmsgstr "終了"\n>>>>>>> main\n',
        *(f":{n}:1: a conflict marker that a merge left behind. {RESOLVE}" for n in (5, 7, 9)),
    ),
    "a conflict that shows its base": (
        (
            '<<<<<<< HEAD\nmsgid "A"\nmsgstr "あ"\n||||||| 1c0ffee\n'
            'msgid "A"\nmsgstr ""\n=======\nmsgid "A"\nmsgstr "い"\n>>>>>>> main\n'
        ),
        *(f":{n}:1: a conflict marker that a merge left behind. {RESOLVE}" for n in (4, 7, 10, 13)),
    ),
    "the end before a msgid": (
        'msgctxt "menu"\n',
        f":5:1: the file ends inside an entry, before msgid. {MEND}",
    ),
    "the end before a msgstr": (
        'msgid "Close"\n',
        f":5:1: the file ends inside an entry, before msgstr. {MEND}",
    ),
    "the end before a plural form": (
        'msgid "talk"\nmsgid_plural "talks"\n',
        f":6:1: the file ends inside an entry, before msgstr[0]. {MEND}",
    ),
    "the end within a keyword": (
        'msgid "Close"\nmsgs',
        f":5:1: neither a comment nor a keyword nor a string. {MEND}",
    ),
    "the end within a string": (
        'msgid "Close"\nmsgstr ""\n"閉じ',
        f":6:1: this string does not end. {MEND}",
    ),
    "the end within an obsolete entry": (
        '#~ msgid "Close"\n',
        f":5:1: the file ends inside an entry, before msgstr. {MEND}",
    ),
    "two msgctxt": (
        'msgctxt "a"\nmsgctxt "b"\nmsgid "Close"\nmsgstr ""\n',
        f":5:1: msgctxt where msgid was expected. {MEND}",
    ),
    "two msgid": (
        'msgid "Close"\nmsgid "Open"\nmsgstr "開く"\n',
        f":5:1: msgid where msgstr was expected. {MEND}",
    ),
    "two msgid_plural": (
        'msgid "A"\nmsgid_plural "B"\nmsgid_plural "C"\nmsgstr[0] ""\n',
        f":6:1: msgid_plural where msgstr[0] was expected. {MEND}",
    ),
    "two msgstr": (
        'msgid "Close"\nmsgstr "閉じる"\nmsgstr "終了"\n',
        f":6:1: this entry already has a msgstr. {MEND}",
    ),
    "no msgid": (
        'msgctxt "menu"\nmsgstr "閉じる"\n',
        f":5:1: msgstr where msgid was expected. {MEND}",
    ),
    "no msgstr": (
        'msgid "Close"\n\nmsgid "Open"\nmsgstr "開く"\n',
        f":6:1: msgid where msgstr was expected. {MEND}",
    ),
    "a context below the id": (
        'msgid "Close"\nmsgctxt "menu"\nmsgstr ""\n',
        f":5:1: msgctxt where msgstr was expected. {MEND}",
    ),
    "escapes that PO does not have": (
        'msgid "50\\% \\d"\nmsgstr "\\xyz"\n',
        f":4:10: an escape that is not read here, \\%. {WRITE}",
        f":4:13: an escape that is not read here, \\d. {WRITE}",
        f":5:9: an escape that is not read here, \\x. {WRITE}",
    ),
    "escapes by number": (
        'msgid "A"\nmsgstr "\\101\\x41"\n',
        f":5:9: an escape that is not read here, \\1. {WRITE}",
        f":5:13: an escape that is not read here, \\x. {WRITE}",
    ),
    "a misspelt keyword": (
        'msgid "Close"\nmgsstr "閉じる"\n\nmsg_id "Open"\nmsgstr "開く"\n\nMSGID "A"\nmsgstr ""\n',
        f":5:1: neither a comment nor a keyword nor a string. {MEND}",
        f":7:1: neither a comment nor a keyword nor a string. {MEND}",
        f":10:1: neither a comment nor a keyword nor a string. {MEND}",
    ),
    "a keyword that nobody knows": (
        'msgid "Close"\nmsgfoo "閉じる"\nmsgstr ""\n',
        f":5:1: neither a comment nor a keyword nor a string. {MEND}",
    ),
    "a domain, of which a catalog here has one": (
        'domain "menu"\nmsgid "Close"\nmsgstr ""\n',
        f":4:1: neither a comment nor a keyword nor a string. {MEND}",
    ),
    "plural forms that do not begin at 0": (
        'msgid "%d talk"\nmsgid_plural "%d talks"\nmsgstr[1] "%d 件"\n',
        f":6:1: msgstr[1] where msgstr[0] was expected. {MEND}",
    ),
    "spaces around the number of a plural form": (
        'msgid "%d talk"\nmsgid_plural "%d talks"\nmsgstr[ 0 ] "%d 件"\nmsgstr[1] "%d 件"\n',
        f":6:1: neither a comment nor a keyword nor a string. {MEND}",
    ),
    "a plural form left out": (
        'msgid "%d talk"\nmsgid_plural "%d talks"\nmsgstr[0] "%d 件"\nmsgstr[2] "%d 件"\n',
        f":7:1: msgstr[2] where msgstr[1] was expected. {MEND}",
    ),
    "a plural form doubled": (
        'msgid "%d talk"\nmsgid_plural "%d talks"\nmsgstr[0] "%d 件"\nmsgstr[0] "%d 件"\n',
        f":7:1: msgstr[0] where msgstr[1] was expected. {MEND}",
    ),
    "plural forms without a plural": (
        'msgid "%d talk"\nmsgstr[0] "%d 件"\n',
        f":5:1: msgstr[0] where msgstr was expected. {MEND}",
    ),
    "a plural without plural forms": (
        'msgid "%d talk"\nmsgid_plural "%d talks"\nmsgstr "%d 件"\n',
        f":6:1: msgstr where msgstr[0] was expected. {MEND}",
    ),
    "a string before its keyword": (
        '"閉じる"\nmsgid "Close"\nmsgstr ""\n',
        f":4:1: a string without a keyword before it. {MEND}",
    ),
    "an entry that is obsolete in part": (
        '#~ msgid "Close"\nmsgstr "閉じる"\n',
        f":5:1: an entry that is obsolete (#~) only in part. {MEND}",
    ),
    "a string that is obsolete in part": (
        'msgid "Close"\nmsgstr ""\n#~ "閉じる"\n',
        f":6:4: an entry that is obsolete (#~) only in part. {MEND}",
    ),
    "a line that is obsolete twice, in a live entry": (
        '#~ #~ msgctxt "menu"\nmsgid "Close"\nmsgstr "閉じる"\n',
        f":5:1: an entry that is obsolete (#~) only in part. {MEND}",
    ),
    "no keyword in a line that is obsolete twice": (
        '#~#~ sgid "Close"\n',
        f":4:6: neither a comment nor a keyword nor a string. {MEND}",
    ),
    "a comment inside an entry": (
        'msgid "Close"\n# 訳注\nmsgstr "閉じる"\n',
        f":5:1: a comment inside an entry, before its msgstr. {MEND}",
    ),
    "a comment inside a string": (
        'msgid "Close"\nmsgstr ""\n# 訳注\n"閉じる"\n',
        f":7:1: a string without a keyword before it. {MEND}",
    ),
    "previous ids that are none": (
        (
            '#| Shut\nmsgid "Close"\nmsgstr ""\n\n'
            '#| "Open"\n#~| msgstr "開く"\nmsgid "Opened"\nmsgstr ""\n'
        ),
        f":4:4: no previous msgid, though #| announces one. {MEND}",
        f":8:4: no previous msgid, though #| announces one. {MEND}",
        f":9:5: no previous msgid, though #| announces one. {MEND}",
    ),
    "a previous id that does not end": (
        '#| msgid "Shut\nmsgid "Close"\nmsgstr ""\n',
        f":4:10: this string does not end. {MEND}",
    ),
    "a previous id below its entry": (
        'msgid "Close"\nmsgstr ""\n#| msgctxt "menu"\n#| msgid "Shut"\n# 訳注\n',
        f":6:4: a previous msgid with no entry below it. {MEND}",
    ),
    "previous strings in the wrong order": (
        (
            '#| msgid_plural "B"\n#| msgid "A"\n#| msgid "B"\nmsgid "C"\nmsgstr ""\n\n'
            '#| msgid "A"\n#| msgctxt "B"\nmsgid "D"\nmsgstr ""\n'
        ),
        f":4:4: a previous msgid_plural that does not belong here. {MEND}",
        f":6:4: a previous msgid that does not belong here. {MEND}",
        f":11:4: a previous msgctxt that does not belong here. {MEND}",
    ),
    "a previous context alone": (
        '#| msgctxt "menu"\nmsgid "Close"\nmsgstr ""\n',
        f":4:4: a previous msgctxt without a previous msgid. {MEND}",
    ),
    "an obsolete previous id with no entry": (
        '#~| msgid "Shut"\n',
        f":4:5: a previous msgid with no entry below it. {MEND}",
    ),
    "a byte order mark where two files were joined": (
        '\ufeffmsgid "Close"\nmsgstr ""\n',
        f":4:1: neither a comment nor a keyword nor a string. {MEND}",
    ),
    "characters that end a string in an MO file": (
        '# \0\nmsgid "Close\x04\x04"\nmsgstr "閉\0じる\0"\n',
        f":4:3: a character that no message can hold, U+0000. {DELETE}",
        f":5:13: a character that no message can hold, U+0004. {DELETE}",
        f":6:10: a character that no message can hold, U+0000. {DELETE}",
        f":6:13: a character that no message can hold, U+0000. {DELETE}",
    ),
    "an obsolete header": (
        '#~ msgid ""\n#~ msgstr "X-Generator: Poedit 1.8\\n"\n',
        f":4:1: this msgid already stands at line 1. {KEEP}",
    ),
    "another file": (
        "<!DOCTYPE html>\n<title>404</title>\n",
        f":4:1: neither a comment nor a keyword nor a string. {MEND}",
    ),
    "several problems in several entries": (
        'msgid "A\nmsgstr "あ"\n# 訳注\nmsgid "B"\nmsgstr "い" !\n\nmsgid "C"\n',
        f":4:7: this string does not end. {MEND}",
        f":8:11: something stands after the end of the string. {MEND}",
        f":11:1: the file ends inside an entry, before msgstr. {MEND}",
    ),
    "a flaw, and duplicates around it": (
        'msgid "A"\nmsgstr ""\n\nmsgid "B\nmsgstr ""\n\nmsgid "A"\nmsgstr "あ"\n',
        f":7:7: this string does not end. {MEND}",
        f":10:1: this msgid already stands at line 4. {KEEP}",
    ),
}

ONE = 'msgid "Close"\nmsgstr "閉じる"\n'
CONVERT = "Convert the file to UTF-8, or mend the header."

# A file that is broken as a whole.
WHOLE: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", f":1:1: this file is empty, as a failed save leaves one. {RESTORE}"),
    "blank lines": (
        b"\n \r\n",
        f":1:1: this file is empty, as a failed save leaves one. {RESTORE}",
    ),
    "a byte order mark alone": (
        b"\xef\xbb\xbf",
        f":1:1: this file is empty, as a failed save leaves one. {RESTORE}",
    ),
    "NUL bytes, as after a power failure": (
        bytes(4096),
        f":1:1: this file is empty, as a failed save leaves one. {RESTORE}",
    ),
    "an obsolete header alone": (
        (ONE + '\n#~ msgid ""\n#~ msgstr "Language: ja\\n"\n').encode(),
        ":4:1: an entry with an empty msgid, which is no header, for it is obsolete. Delete it.",
    ),
    "UTF-16": (
        (HEAD + ONE).encode("utf-16"),
        ":1:1: this is UTF-16 or UTF-32. Convert the file to UTF-8.",
    ),
    "UTF-16 without a mark": (
        (HEAD + ONE).encode("utf-16-be"),
        ":1:1: this is UTF-16 or UTF-32. Convert the file to UTF-8.",
    ),
    "lines that end in carriage returns": (
        (HEAD + ONE).replace("\n", "\r").encode(),
        ":1:1: its lines end in carriage returns alone. Convert them to line feeds.",
    ),
    "a character cut in half": (
        (HEAD + ONE).encode()[:-7],
        ":5:10: byte 130 (0xE3) is not UTF-8, the charset of its header. " + CONVERT,
    ),
    "UTF-8 in another charset's name": (
        HEAD.replace("UTF-8", "US-ASCII").encode() + 'msgid "a é"\nmsgstr ""\n'.encode(),
        ":4:10: byte 117 (0xC3) is not US-ASCII, the charset of its header. " + CONVERT,
    ),
    "another charset in the name of UTF-8": (
        HEAD.encode() + ONE.encode("euc-jp"),
        ":5:9: byte 127 (0xCA) is not UTF-8, the charset of its header. " + CONVERT,
    ),
    "another charset without a name": (
        'msgid "é"\nmsgstr ""\n'.encode("latin-1"),
        ":1:8: byte 7 (0xE9) is not UTF-8, and no header names a charset. " + CONVERT,
    ),
    "a charset that nobody knows": (
        HEAD.replace("UTF-8", "UTF-9").encode(),
        ":2:43: its header names an unknown charset, UTF-9. Write charset=UTF-8.",
    ),
    "a codec that is no charset": (
        HEAD.replace("UTF-8", "idna").encode() + b'msgid "..a"\nmsgstr ""\n',
        ":2:43: its header names an unknown charset, idna. Write charset=UTF-8.",
    ),
    "a charset with a NUL in its name": (
        HEAD.replace("UTF-8", "UTF\0-8").encode(),
        ":2:43: its header names an unknown charset, UTF\0-8. Write charset=UTF-8.",
    ),
    "a charset with two ways to write a character": (
        HEAD.replace("UTF-8", "cp932").encode() + b'msgid "\x87\x90"\nmsgstr ""\n',
        (
            ":4:8: this cp932 file cannot be written back byte for byte."
            " Convert it to UTF-8, and write charset=UTF-8 in its header."
        ),
    ),
    "a header below other entries": (
        f"{ONE}\n{HEAD}".encode(),
        ':4:1: the header (msgid "") stands below other entries. Move it to the top.',
    ),
}

BROKEN: dict[str, tuple[bytes, list[str]]] = {
    **{name: ((HEAD + text).encode(), said) for name, (text, *said) in ENTRIES.items()},
    **{name: (data, [complaint]) for name, (data, complaint) in WHOLE.items()},
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_file_is_refused_with_all_its_places(case: str) -> None:
    data, complaints = BROKEN[case]
    with pytest.raises((CatalogError, ProblemsError)) as caught:
        read_catalog(data, PO, "ja")
    errors = single_errors(caught.value)
    assert [str(error) for error in errors] == [f"{PO}{complaint}" for complaint in complaints]
    assert {type(error) for error in errors} == {CatalogError}


def test_there_are_many_kinds_of_broken_files() -> None:
    assert len(BROKEN) >= 70


COMMANDS = ["extract", "extract --check", "render", "check", "status", "compile", "build"]


@pytest.mark.slow
@pytest.mark.parametrize("case", BROKEN)
def test_no_command_touches_a_broken_catalog_or_anything_else(case: str, tmp_path: Path) -> None:
    data, complaints = BROKEN[case]
    folder = make_half(tmp_path)
    (folder / JA_PO).write_bytes(data)
    before = snapshot(folder)
    shown = [f"error: {JA_PO}{complaint}".replace("\0", "\\x00") for complaint in complaints]
    for name in COMMANDS:
        done = run(folder, *name.split())
        assert (done.exit_code, done.stdout, done.stderr.splitlines()) == (2, "", shown), name
        assert snapshot(folder) == before, name


# What is refused here and read by msgfmt -c, and why.
STRICTER = {
    "two strings on a line": "no tool writes it, and a quotation mark too many looks like it",
    "two fields on a line": "the same, for a lost end of line",
    "a carriage return that ends a line": "the same",
    "lines that end in carriage returns": "the same",
    "a string before its keyword": "msgfmt adds it to the entry above, across a blank line",
    "spaces around the number of a plural form": "no tool writes them",
    "escapes by number": "they stand for bytes of a charset; msgcat --escape alone writes them",
    "a header below other entries": "a merge that went wrong looks like it",
    "a charset that nobody knows": "msgfmt warns, and reads what it cannot know",
    "a codec that is no charset": "the same",
    "a charset with a NUL in its name": "the same",
    "a charset with two ways to write a character": "it would not come back byte for byte",
}


@needs_msgfmt
@pytest.mark.parametrize("case", BROKEN)
def test_msgfmt_refuses_it_too_or_we_say_why(case: str) -> None:
    assert is_refused_by_msgfmt(BROKEN[case][0], "-c") is (case not in STRICTER)


# Nothing is lost where comments stand below a previous msgid, or where it alone is obsolete.
LENIENT = re.compile(r"^[ \t]*#[ \t~#]*\|.*\n(?:\s*\n)*[ \t]*#(?!~?\|)", re.MULTILINE)
LENIENT_ERROR = re.escape("inconsistent use of #~")


@needs_msgfmt
@given(files())
def test_what_gettext_cannot_read_is_refused(text: str) -> None:
    try:
        read_catalog(text.encode(), PO, "ja")
    except (CatalogError, ProblemsError):
        return
    assume(not LENIENT.search(text))
    command = ["msgcat", "-o", "/dev/null", "-"]
    done = subprocess.run(command, input=text.encode(), capture_output=True, check=False)
    *errors, summary = done.stderr.decode("utf-8", "replace").splitlines() or [""]
    # A warning goes on in a line that begins with spaces.
    errors = [line for line in errors if not re.search(rf"warning|^ |{LENIENT_ERROR}", line)]
    assert (errors if "fatal error" in summary else []) == []
