"""Three-way merges: nothing lost, and no difference which side is ours."""

import re
import subprocess
from pathlib import PurePath
from time import process_time

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n_summit.catalogs.merge import Merge, merge_catalogs
from i18n_summit.catalogs.store import CatalogText, format_catalog, read_catalog
from i18n_summit.model import Catalog, Key, Message
from tests.catalogs import HEADER
from tests.test_store import needs_msgfmt, read

PO = PurePath("summit.po")
Branches = tuple[Catalog, Catalog, Catalog]
"""The base, and two sides of it."""


def stored(catalog: Catalog) -> CatalogText:
    return read_catalog(format_catalog(catalog), PO, None)


def merged(base: Catalog, ours: Catalog, theirs: Catalog) -> Merge:
    return merge_catalogs(*map(stored, (base, ours, theirs)))


def written(merge: Merge) -> bytes:
    return format_catalog(merge.catalog, merge.before)


# The same, but for what a translator may have left; one is another in bold, one has a context.
KEYS: list[Key] = [
    (None, "Close"),
    (None, "<b>Close</b>"),
    ("menu", "Close"),
    (None, "View description"),
    (None, "Read the abstract\nbefore you come"),
]
PLURAL_KEYS: list[Key] = [(None, "%d talk"), (None, "%d talks, all of them")]
DATES = ["2019-09-30 09:00+0900", "2019-09-30 00:00+0000", "2019-10-02 08:00+0900", "YEAR-MO-DA"]
PLURALS = ["nplurals=1; plural=0;", "nplurals=2; plural=(n != 1);"]


@st.composite
def headers(draw: st.DrawFn) -> dict[str, str]:
    return {
        **HEADER,
        "POT-Creation-Date": draw(st.sampled_from(DATES)),
        "PO-Revision-Date": draw(st.sampled_from(DATES)),
        "Last-Translator": draw(st.sampled_from(["山田花子 <hanako@example.jp>", "Ted", ""])),
        "Plural-Forms": draw(st.sampled_from([*PLURALS[:1] * 5, PLURALS[1]])),
        **draw(st.sampled_from([{}, {"X-Memo": "訳語は用語集に"}, {"X-Memo": "済"}])),
    }


@st.composite
def messages_of(draw: st.DrawFn, key: Key, side: str, count: int) -> Message:
    """Draw a message with words that no other side has, or with the base's."""
    word = st.sampled_from(["", "甲", f"{side}の訳", f'{side}の\n"別訳"\\'])
    is_obsolete = draw(st.sampled_from([False, False, True]))
    previous = draw(st.sampled_from([None, None, *KEYS]))
    is_plural = key in PLURAL_KEYS
    flags = draw(st.sampled_from([(), (), ("fuzzy",), ("no-wrap",), ("no-wrap", "fuzzy")]))
    place = draw(st.sampled_from(["index.html", f"{side}.html"]))
    return Message(
        id=key[1],
        context=key[0],
        translation="" if is_plural else draw(word),
        id_plural=f"{key[1]}!" if is_plural else None,
        plural_translations=tuple(draw(word) for _ in range(count)) if is_plural else (),
        translator_comment=draw(st.sampled_from(["", "訳注", f"{side}の訳注\n訳注"])),
        comments=() if is_obsolete else ("title",),
        references=() if is_obsolete else (place,),
        flags=flags,
        previous_id=previous and previous[1],
        previous_context=previous and previous[0],
        is_obsolete=is_obsolete,
    )


@st.composite
def sides_of(draw: st.DrawFn, base: Catalog | None, side: str) -> Catalog:
    """Draw a catalog in which each message may be the base's, another, or absent."""
    header = draw(headers())
    known: dict[Key, Message] = {}
    if base is not None:
        header = draw(st.sampled_from([base.header, header]))
        known = {message.key: message for message in base.messages}
    count = PLURALS.index(header["Plural-Forms"]) + 1
    found: list[Message] = []
    for key in [*known, *(key for key in KEYS + PLURAL_KEYS if key not in known)]:
        old = known.get(key)
        if old is not None and old.id_plural and len(old.plural_translations) != count:
            old = None
        message = draw(st.sampled_from([old, old, draw(messages_of(key, side, count)), None]))
        if message is not None:
            found.append(message)
    if draw(st.sampled_from([False, True])):
        found = draw(st.permutations(found))
    return Catalog(None, header, tuple(sorted(found, key=lambda m: m.is_obsolete)))


@st.composite
def branches(draw: st.DrawFn) -> Branches:
    base = draw(sides_of(None, "元"))
    return base, draw(sides_of(base, "花子")), draw(sides_of(base, "Ted"))


@given(branches())
def test_the_result_is_the_same_with_the_sides_swapped(sides: Branches) -> None:
    base, ours, theirs = sides
    merge = merged(base, ours, theirs)
    data = written(merge)
    assert written(merged(base, theirs, ours)) == data
    assert read_catalog(data, PO, None).catalog == merge.catalog


@given(branches())
def test_no_translation_that_a_side_wrote_is_lost(sides: Branches) -> None:
    base, *others = sides
    merge = merged(*sides)
    known = {text for message in base.messages for text in forms(message)}
    wrote = {text for side in others for message in side.messages for text in forms(message)}
    assert [text for text in wrote - known - {""} if not is_said(text, merge.catalog)] == []


@given(branches())
def test_a_side_that_did_nothing_leaves_the_other_as_it_is(sides: Branches) -> None:
    base, side, _ = sides
    merge = merged(base, side, base)
    live = [m for m in merge.catalog.messages if not m.is_obsolete]
    assert merge.conflicts == ()
    assert merge.catalog.header == side.header
    assert live == [m for m in side.messages if not m.is_obsolete]
    assert set(side.messages) <= set(merge.catalog.messages)


@given(branches())
def test_two_equal_sides_are_the_result(sides: Branches) -> None:
    base, side, _ = sides
    assert written(merged(base, side, side)) == format_catalog(side)


@needs_msgfmt
@given(branches())
def test_msgfmt_accepts_the_result(sides: Branches) -> None:
    data = written(merged(*sides))
    done = subprocess.run(
        ["msgfmt", "-c", "-o", "/dev/null", "-"], input=data, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr.decode()) == (0, "")


def forms(message: Message) -> tuple[str, ...]:
    return message.plural_translations or (message.translation,)


def is_said(text: str, catalog: Catalog) -> bool:
    """Tell whether a text is a translation, or stands in a comment as PO files write it."""
    if any(text in forms(message) for message in catalog.messages):
        return True
    comments = (m.translator_comment.replace('"\n"', "") for m in catalog.messages)
    return any(f'"{text}"' in polib.unescape(comment) for comment in comments)


HEAD = """\
msgid ""
msgstr ""
"POT-Creation-Date: {}\\n"
"PO-Revision-Date: {}\\n"
"Last-Translator: {}\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"""
SPRING, SUMMER = "2019-04-01 09:00+0900", "2019-08-01 09:00+0900"
BASE = HEAD.format(SPRING, SPRING, "Ted")
TRANSLATOR = HEAD.format(SPRING, SUMMER, "Hanako")
EXTRACTOR = HEAD.format(SUMMER, SPRING, "Ted")
BOTH = HEAD.format(SUMMER, SUMMER, "Hanako")

UNDECIDED = """\
# merge conflict, the other side has:
# msgstr "終了"
#, fuzzy
msgid "Close"
msgstr "閉じる"
"""

# The entries of the base, of a translator's branch and of an extractor's, whose template is
# newer; what they become; and the messages in conflict.
CASES = {
    "a translation": (
        'msgid "Close"\nmsgstr ""\n',
        'msgid "Close"\nmsgstr "閉じる"\n',
        '#: new.html\nmsgid "Close"\nmsgstr ""\n',
        '#: new.html\nmsgid "Close"\nmsgstr "閉じる"\n',
        [],
    ),
    "the same translation, approved by one": (
        'msgid "Close"\nmsgstr ""\n',
        'msgid "Close"\nmsgstr "閉じる"\n',
        '#, fuzzy\n#| msgid "Close it"\nmsgid "Close"\nmsgstr "閉じる"\n',
        'msgid "Close"\nmsgstr "閉じる"\n',
        [],
    ),
    "a translation and its removal": (
        'msgid "Close"\nmsgstr "終了"\n',
        'msgid "Close"\nmsgstr "閉じる"\n',
        'msgid "Close"\nmsgstr ""\n',
        'msgid "Close"\nmsgstr "閉じる"\n',
        [],
    ),
    "two translations: the later stays": (
        '# 短く\nmsgid "Close"\nmsgstr ""\n',
        '# 短く\nmsgid "Close"\nmsgstr "閉じる"\n',
        '# 短く\nmsgid "Close"\nmsgstr "終了\\n"\n"する"\n',
        (
            f"# 短く\n# merge conflict, the other side (Ted, {SPRING}) has:\n"
            '# msgstr ""\n# "終了\\n"\n# "する"\n#, fuzzy\nmsgid "Close"\nmsgstr "閉じる"\n'
        ),
        ["Close"],
    ),
    "two translations: the approved one stays": (
        'msgid "Close"\nmsgstr ""\n',
        '#, fuzzy\nmsgid "Close"\nmsgstr "閉じる"\n',
        'msgid "Close"\nmsgstr "終了"\n',
        (
            f"# merge conflict, the other side (Hanako, {SUMMER}) has:\n"
            '# msgstr "閉じる"\n#, fuzzy\nmsgid "Close"\nmsgstr "終了"\n'
        ),
        ["Close"],
    ),
    "an approval": (
        '#, fuzzy\n#| msgid "Shut"\nmsgid "Close"\nmsgstr "閉じる"\n',
        'msgid "Close"\nmsgstr "閉じる"\n',
        '#: new.html\n#, fuzzy\n#| msgid "Shut"\nmsgid "Close"\nmsgstr "閉じる"\n',
        '#: new.html\nmsgid "Close"\nmsgstr "閉じる"\n',
        [],
    ),
    "an approval, and another guess": (
        '#, fuzzy\nmsgid "Close"\nmsgstr "閉じる"\n',
        'msgid "Close"\nmsgstr "閉じる"\n',
        '#, fuzzy\nmsgid "Close"\nmsgstr "終了"\n',
        (
            f"# merge conflict, the other side (Ted, {SPRING}) has:\n"
            '# msgstr "終了"\n#, fuzzy\nmsgid "Close"\nmsgstr "閉じる"\n'
        ),
        ["Close"],
    ),
    "an approval, and another translation": (
        '#, fuzzy\nmsgid "Close"\nmsgstr "閉じる"\n',
        'msgid "Close"\nmsgstr "終了"\n',
        'msgid "Close"\nmsgstr "閉じる"\n',
        (
            f"# merge conflict, the other side (Ted, {SPRING}) has:\n"
            '# msgstr "閉じる"\n#, fuzzy\nmsgid "Close"\nmsgstr "終了"\n'
        ),
        ["Close"],
    ),
    "an approval, and a removal": (
        '#, fuzzy\nmsgid "Close"\nmsgstr "閉じる"\n',
        'msgid "Close"\nmsgstr "閉じる"\n',
        'msgid "Close"\nmsgstr ""\n',
        'msgid "Close"\nmsgstr "閉じる"\n',
        [],
    ),
    "a conflict that is not decided, and an approval of what was kept": (
        'msgid "Close"\nmsgstr ""\n',
        UNDECIDED,
        'msgid "Close"\nmsgstr "閉じる"\n',
        UNDECIDED,
        [],
    ),
    "a conflict of a guess that is not decided, and another translation": (
        '#, fuzzy\nmsgid "Close"\nmsgstr "閉じる"\n',
        UNDECIDED,
        'msgid "Close"\nmsgstr "閉める"\n',
        UNDECIDED.replace("閉じる", "閉める"),
        [],
    ),
    "a doubt, and another translation": (
        'msgid "Close"\nmsgstr "終了"\n',
        'msgid "Close"\nmsgstr "閉じる"\n',
        '#, fuzzy\nmsgid "Close"\nmsgstr "終了"\n',
        '#, fuzzy\nmsgid "Close"\nmsgstr "閉じる"\n',
        [],
    ),
    "lines of a comment": (
        '# 一\n# 二\nmsgid "Close"\nmsgstr ""\n',
        '# 一\n# 二\n# 花子より\nmsgid "Close"\nmsgstr ""\n',
        '# 二\n# Ted より\nmsgid "Close"\nmsgstr ""\n',
        '# 二\n# Ted より\n# 花子より\nmsgid "Close"\nmsgstr ""\n',
        [],
    ),
    "flags": (
        '#, no-wrap, c-format\nmsgid "Close"\nmsgstr "閉"\n',
        '#, fuzzy, no-wrap, c-format\nmsgid "Close"\nmsgstr "閉"\n',
        '#, no-wrap, ignore-same\nmsgid "Close"\nmsgstr "閉"\n',
        '#, fuzzy, no-wrap, ignore-same\nmsgid "Close"\nmsgstr "閉"\n',
        [],
    ),
    "places": (
        '#. ui\n#: old.html\nmsgid "Close"\nmsgstr ""\n',
        '#. ui\n#: mine.html\nmsgid "Close"\nmsgstr ""\n',
        '#. button\n#: new.html\nmsgid "Close"\nmsgstr ""\n',
        '#. button\n#: new.html\nmsgid "Close"\nmsgstr ""\n',
        [],
    ),
    "a place of the older template alone": (
        '#: old.html\nmsgid "Close"\nmsgstr ""\n',
        '#: mine.html\nmsgid "Close"\nmsgstr ""\n',
        '#. ui\n#: old.html\nmsgid "Close"\nmsgstr ""\n',
        '#. ui\n#: mine.html\nmsgid "Close"\nmsgstr ""\n',
        [],
    ),
    "order, and messages that are new on both sides": (
        'msgid "a"\nmsgstr ""\n\nmsgid "b"\nmsgstr ""\n\nmsgid "c"\nmsgstr ""\n',
        (
            'msgid "a"\nmsgstr "あ"\n\nmsgid "b"\nmsgstr ""\n\nmsgid "x"\nmsgstr ""\n\n'
            'msgid "c"\nmsgstr ""\n'
        ),
        (
            'msgid "c"\nmsgstr ""\n\nmsgid "b"\nmsgstr ""\n\nmsgid "y"\nmsgstr ""\n\n'
            'msgid "a"\nmsgstr ""\n'
        ),
        (
            'msgid "c"\nmsgstr ""\n\nmsgid "b"\nmsgstr ""\n\nmsgid "x"\nmsgstr ""\n\n'
            'msgid "y"\nmsgstr ""\n\nmsgid "a"\nmsgstr "あ"\n'
        ),
        [],
    ),
    "the same id in two contexts": (
        'msgctxt "menu"\nmsgid "Close"\nmsgstr ""\n\nmsgid "Close"\nmsgstr ""\n',
        'msgctxt "menu"\nmsgid "Close"\nmsgstr "閉"\n\nmsgid "Close"\nmsgstr ""\n',
        'msgctxt "menu"\nmsgid "Close"\nmsgstr ""\n\nmsgid "Close"\nmsgstr "近い"\n',
        'msgctxt "menu"\nmsgid "Close"\nmsgstr "閉"\n\nmsgid "Close"\nmsgstr "近い"\n',
        [],
    ),
    "vanished, and translated anew": (
        '#: old.html\nmsgid "Close"\nmsgstr "終了"\n\nmsgid "Open"\nmsgstr ""\n',
        '#: old.html\nmsgid "Close"\nmsgstr "閉じる"\n\nmsgid "Open"\nmsgstr "開く"\n',
        'msgid "Open"\nmsgstr ""\n\n#~ msgid "Close"\n#~ msgstr "終了"\n',
        'msgid "Open"\nmsgstr "開く"\n\n#~ msgid "Close"\n#~ msgstr "閉じる"\n',
        [],
    ),
    "vanished without a word": (
        'msgid "Close"\nmsgstr ""\n\nmsgid "Open"\nmsgstr ""\n',
        'msgid "Close"\nmsgstr ""\n\nmsgid "Open"\nmsgstr "開く"\n',
        'msgid "Open"\nmsgstr ""\n',
        'msgid "Open"\nmsgstr "開く"\n',
        [],
    ),
    "taken out, and still there on the other side": (
        'msgid "Close"\nmsgstr "閉じる"\n\nmsgid "Open"\nmsgstr ""\n',
        'msgid "Close"\nmsgstr "閉じる"\n\nmsgid "Open"\nmsgstr "開く"\n',
        'msgid "Open"\nmsgstr ""\n',
        'msgid "Open"\nmsgstr "開く"\n\n#~ msgid "Close"\n#~ msgstr "閉じる"\n',
        [],
    ),
    "obsolete, and pruned on one side": (
        '#~ msgid "Close"\n#~ msgstr "閉じる"\n',
        "",
        '#~ msgid "Close"\n#~ msgstr "閉じる"\n',
        '#~ msgid "Close"\n#~ msgstr "閉じる"\n',
        [],
    ),
    "obsolete, and back on one side": (
        '#~ msgid "Close"\n#~ msgstr "終了"\n',
        '#~ msgid "Close"\n#~ msgstr "閉じる"\n',
        '#: new.html\nmsgid "Close"\nmsgstr "終了"\n',
        '#: new.html\nmsgid "Close"\nmsgstr "閉じる"\n',
        [],
    ),
    "obsolete on one side, new on the other": (
        "",
        '#~ msgid "Close"\n#~ msgstr "閉じる"\n',
        '#: new.html\nmsgid "Close"\nmsgstr ""\n',
        '#: new.html\nmsgid "Close"\nmsgstr "閉じる"\n',
        [],
    ),
    "a changed text, whose old one was translated": (
        'msgid "Close"\nmsgstr "終了"\n',
        '# 短く\nmsgid "Close"\nmsgstr "閉じる"\n',
        '#. ui\n#, fuzzy\n#| msgid "Close"\nmsgid "Close it"\nmsgstr "終了"\n',
        '# 短く\n#. ui\n#, fuzzy\n#| msgid "Close"\nmsgid "Close it"\nmsgstr "閉じる"\n',
        [],
    ),
    "a changed text, whose old one had no translation": (
        'msgid "Close"\nmsgstr ""\n',
        'msgid "Close"\nmsgstr "閉じる"\n',
        '#| msgid "Close"\nmsgid "Close it"\nmsgstr ""\n',
        ('#. changed: reworded\n#, fuzzy\n#| msgid "Close"\nmsgid "Close it"\nmsgstr "閉じる"\n'),
        [],
    ),
    "a changed text that names no other, for there was no translation": (
        'msgid "Read the abstract"\nmsgstr ""\n\nmsgid "Venue"\nmsgstr ""\n',
        'msgid "Read the abstract"\nmsgstr "概要を読む"\n\nmsgid "Venue"\nmsgstr "会場"\n',
        '#: new.html\nmsgid "Read the abstracts"\nmsgstr ""\n',
        (
            '#. changed: typo\n#: new.html\n#, fuzzy\n#| msgid "Read the abstract"\n'
            'msgid "Read the abstracts"\nmsgstr "概要を読む"\n\n'
            '#~ msgid "Venue"\n#~ msgstr "会場"\n'
        ),
        [],
    ),
    "a changed text, and two translations": (
        'msgid "Close"\nmsgstr "終了"\n',
        'msgid "Close"\nmsgstr "閉じる"\n',
        '#, fuzzy\n#| msgid "Close"\nmsgid "Close it"\nmsgstr "それを閉じる"\n',
        (
            f"# merge conflict, the other side (Ted, {SPRING}) has:\n"
            '# msgstr "それを閉じる"\n#, fuzzy\n#| msgid "Close"\n'
            'msgid "Close it"\nmsgstr "閉じる"\n'
        ),
        ["Close it"],
    ),
    "a changed text that is translated, and names no other": (
        'msgid "Close"\nmsgstr "終了"\n',
        'msgid "Close"\nmsgstr "閉じる"\n',
        'msgid "Close it"\nmsgstr "それを閉じる"\n',
        'msgid "Close it"\nmsgstr "それを閉じる"\n\n#~ msgid "Close"\n#~ msgstr "閉じる"\n',
        [],
    ),
    "a changed text that both have, and one with the old translation": (
        'msgid "Close"\nmsgstr "終了"\n',
        'msgid "Close"\nmsgstr "閉じる"\n\nmsgid "Close it"\nmsgstr ""\n',
        '#, fuzzy\n#| msgid "Close"\nmsgid "Close it"\nmsgstr "終了"\n',
        (
            '#, fuzzy\n#| msgid "Close"\nmsgid "Close it"\nmsgstr "終了"\n\n'
            '#~ msgid "Close"\n#~ msgstr "閉じる"\n'
        ),
        [],
    ),
    "another white space: approved as before": (
        'msgid "Close  it"\nmsgstr "終了"\n',
        'msgid "Close  it"\nmsgstr "閉じる"\n',
        'msgid "Close it"\nmsgstr "終了"\n',
        'msgid "Close it"\nmsgstr "閉じる"\n',
        [],
    ),
    "a text that both have changed alike, and one has approved": (
        'msgid "Close"\nmsgstr "閉じる"\n',
        'msgid "Close it"\nmsgstr "それを閉じる"\n',
        '#, fuzzy\n#| msgid "Close"\nmsgid "Close it"\nmsgstr "閉じる"\n',
        'msgid "Close it"\nmsgstr "それを閉じる"\n',
        [],
    ),
    "forms of a plural": (
        'msgid "%d talk"\nmsgid_plural "%d talks"\nmsgstr[0] ""\nmsgstr[1] ""\n',
        'msgid "%d talk"\nmsgid_plural "%d talks"\nmsgstr[0] "講演"\nmsgstr[1] "講演 %d 件"\n',
        '#: n\nmsgid "%d talk"\nmsgid_plural "%d talks"\nmsgstr[0] ""\nmsgstr[1] ""\n',
        (
            '#: n\nmsgid "%d talk"\nmsgid_plural "%d talks"\nmsgstr[0] "講演"\n'
            'msgstr[1] "講演 %d 件"\n'
        ),
        [],
    ),
    "a conflict that both have decided, as where branches cross": (
        UNDECIDED,
        'msgid "Close"\nmsgstr "閉じる"\n',
        'msgid "Close"\nmsgstr "終了"\n',
        (
            f"# merge conflict, the other side (Ted, {SPRING}) has:\n"
            '# msgstr "終了"\n#, fuzzy\nmsgid "Close"\nmsgstr "閉じる"\n'
        ),
        ["Close"],
    ),
    "a conflict that one has decided, and the other by taking the flag away": (
        UNDECIDED,
        UNDECIDED.replace("#, fuzzy\n", ""),
        'msgid "Close"\nmsgstr "終了"\n',
        (
            f"# merge conflict, the other side (Ted, {SPRING}) has:\n"
            '# msgstr "終了"\n#, fuzzy\nmsgid "Close"\nmsgstr "閉じる"\n'
        ),
        ["Close"],
    ),
    "a conflict that both have decided alike": (
        UNDECIDED,
        'msgid "Close"\nmsgstr "終了"\n',
        'msgid "Close"\nmsgstr "終了"\n',
        'msgid "Close"\nmsgstr "終了"\n',
        [],
    ),
    "a conflict that one has decided": (
        UNDECIDED,
        'msgid "Close"\nmsgstr "終了"\n',
        UNDECIDED,
        'msgid "Close"\nmsgstr "終了"\n',
        [],
    ),
    "a plural that is new": (
        'msgid "%d talk"\nmsgstr ""\n',
        'msgid "%d talk"\nmsgstr "講演"\n',
        'msgid "%d talk"\nmsgid_plural "%d talks"\nmsgstr[0] ""\nmsgstr[1] ""\n',
        (
            '#. changed: plural\n#, fuzzy\n#| msgid "%d talk"\n'
            'msgid "%d talk"\nmsgid_plural "%d talks"\nmsgstr[0] "講演"\nmsgstr[1] ""\n'
        ),
        [],
    ),
    "a plural that is another, and a translation": (
        'msgid "a talk"\nmsgid_plural "5 talks"\nmsgstr[0] ""\nmsgstr[1] ""\n',
        'msgid "a talk"\nmsgid_plural "5 talks"\nmsgstr[0] "講演"\nmsgstr[1] "講演5件"\n',
        'msgid "a talk"\nmsgid_plural "6 talks"\nmsgstr[0] ""\nmsgstr[1] ""\n',
        (
            '#. changed: number\n#, fuzzy\n#| msgid "a talk"\n#| msgid_plural "5 talks"\n'
            'msgid "a talk"\nmsgid_plural "6 talks"\nmsgstr[0] "講演"\nmsgstr[1] "講演5件"\n'
        ),
        [],
    ),
    "a plural that is another, and a second translation": (
        'msgid "a talk"\nmsgid_plural "5 talks"\nmsgstr[0] "話"\nmsgstr[1] "話5件"\n',
        'msgid "a talk"\nmsgid_plural "5 talks"\nmsgstr[0] "講演"\nmsgstr[1] "講演5件"\n',
        (
            '#. changed: number\n#, fuzzy\n#| msgid "a talk"\n#| msgid_plural "5 talks"\n'
            'msgid "a talk"\nmsgid_plural "6 talks"\nmsgstr[0] "話"\nmsgstr[1] "話5件"\n'
        ),
        (
            '#. changed: number\n#, fuzzy\n#| msgid "a talk"\n#| msgid_plural "5 talks"\n'
            'msgid "a talk"\nmsgid_plural "6 talks"\nmsgstr[0] "講演"\nmsgstr[1] "講演5件"\n'
        ),
        [],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_two_branches_become_one(case: str) -> None:
    *entries, conflicts = CASES[case]
    heads = BASE, TRANSLATOR, EXTRACTOR, BOTH
    base, ours, theirs, result = (
        f"{head}\n{text}" if text else head for head, text in zip(heads, entries, strict=True)
    )
    for one, other in (ours, theirs), (theirs, ours):
        merge = merge_catalogs(*(read(text.encode()) for text in (base, one, other)))
        assert written(merge).decode() == result
        assert [key[1] for key in merge.conflicts] == conflicts


# What stands in the headers of the base, of a translator's branch and of an extractor's, and
# what that becomes; with a conflict the note above it.
Fields = dict[str, str | None]
FIELDS: dict[str, tuple[Fields, Fields, Fields, Fields, str]] = {
    "a date of each": (
        {},
        {"PO-Revision-Date": SUMMER},
        {"POT-Creation-Date": SUMMER},
        {"PO-Revision-Date": SUMMER, "POT-Creation-Date": SUMMER},
        "",
    ),
    "the later of two dates, with its translator": (
        {},
        {"PO-Revision-Date": SUMMER, "Last-Translator": "Hanako", "X-Generator": "Poedit 3.4"},
        {"PO-Revision-Date": "2019-05-01", "Last-Translator": "Kenji", "X-Generator": "Weblate"},
        {"PO-Revision-Date": SUMMER, "Last-Translator": "Hanako", "X-Generator": "Poedit 3.4"},
        "",
    ),
    "the later of two dates in two zones": (
        {},
        {"PO-Revision-Date": "2019-10-01 01:00+0000", "Last-Translator": "Hanako"},
        {"PO-Revision-Date": "2019-10-01 08:59+0900", "Last-Translator": "Kenji"},
        {"PO-Revision-Date": "2019-10-01 01:00+0000", "Last-Translator": "Hanako"},
        "",
    ),
    "a date that is none": (
        {},
        {"POT-Creation-Date": "YEAR-MO-DA HO:MI+ZONE"},
        {"POT-Creation-Date": SUMMER},
        {"POT-Creation-Date": SUMMER},
        "",
    ),
    "fields of their own": (
        {"X-Old": "1", "X-Both": "1"},
        {"X-Memo": "用語集は wiki に", "X-Old": None},
        {"X-Both": "2", "POT-Creation-Date": SUMMER},
        {"X-Both": "2", "POT-Creation-Date": SUMMER, "X-Old": None, "X-Memo": "用語集は wiki に"},
        "",
    ),
    "a field that both have changed: the newer template's": (
        {"X-Memo": "1"},
        {"X-Memo": "2", "PO-Revision-Date": SUMMER},
        {"X-Memo": "3", "POT-Creation-Date": SUMMER},
        {"X-Memo": "3", "PO-Revision-Date": SUMMER, "POT-Creation-Date": SUMMER},
        "",
    ),
    "a plural rule that one has changed": (
        {},
        {"Plural-Forms": PLURALS[0]},
        {"POT-Creation-Date": SUMMER},
        {"Plural-Forms": PLURALS[0], "POT-Creation-Date": SUMMER},
        "",
    ),
    "two plural rules": (
        {},
        {"Plural-Forms": PLURALS[1], "Last-Translator": "Hanako"},
        {"Plural-Forms": "nplurals=2; plural=n>1;", "POT-Creation-Date": SUMMER},
        {
            "Plural-Forms": "nplurals=2; plural=n>1;",
            "Last-Translator": "Hanako",
            "POT-Creation-Date": SUMMER,
        },
        f"# merge conflict, the other side (Hanako, {SPRING}) has Plural-Forms: {PLURALS[1]}\n",
    ),
    "two plural rules, one in two lines": (
        {},
        {"Plural-Forms": "nplurals=2;\n  plural=n>2;", "Last-Translator": "Hanako"},
        {"Plural-Forms": "nplurals=2; plural=n>1;", "POT-Creation-Date": SUMMER},
        {
            "Plural-Forms": "nplurals=2; plural=n>1;",
            "Last-Translator": "Hanako",
            "POT-Creation-Date": SUMMER,
        },
        (
            f"# merge conflict, the other side (Hanako, {SPRING}) has Plural-Forms:"
            " nplurals=2; plural=n>2;\n"
        ),
    ),
}


@pytest.mark.parametrize("case", FIELDS)
def test_headers_are_merged_field_by_field(case: str) -> None:
    *changes, note = FIELDS[case]
    dates = {"PO-Revision-Date": SPRING, "POT-Creation-Date": SPRING, "Last-Translator": "Ted"}
    old: Fields = {**HEADER, **dates, **changes[0]}
    base, ours, theirs, result = (
        {name: value for name, value in {**old, **change}.items() if value is not None}
        for change in changes
    )
    entry = (Message("Close", None, "閉じる"),)
    expected = note + format_catalog(Catalog(None, result, entry)).decode()
    for one, other in (ours, theirs), (theirs, ours):
        merge = merged(*(Catalog(None, header, entry) for header in (base, one, other)))
        assert merge.catalog.header == result
        assert sorted(written(merge).decode().split("\n")) == sorted(expected.split("\n"))
        assert bool(merge.conflicts) == bool(note)


def test_a_rule_that_both_have_decided_in_two_ways_is_a_conflict_again() -> None:
    """As where branches cross: what their origins made of a conflict is nobody's base."""
    head = BASE.replace("Ted", "{}").replace("nplurals=2; plural=(n != 1);", "{}")
    base = f"# merge conflict, the other side has Plural-Forms: b\n{head.format('Ted', 'a')}"
    one, other = (read(head.format(name, name).encode()) for name in "ab")
    for sides in (one, other), (other, one):
        merge = merge_catalogs(read(base.encode()), *sides)
        assert merge.conflicts == ((None, ""),)
        assert {"a", "b"} <= set(re.findall(r"Plural-Forms: (\w)", written(merge).decode()))


def test_comments_of_the_header_are_merged_line_by_line() -> None:
    base, one, other = (
        f"# 会議の訳\n{line}\n#, fuzzy\n{BASE}".replace("#, fuzzy\n" * (line == "# Ted"), "")
        for line in ("#", "# Hanako", "# Ted")
    )
    merge = merge_catalogs(*(read(text.encode()) for text in (base, one, other)))
    found = written(merge).decode()
    assert sorted(found.removesuffix(BASE).split("\n")) == ["", "# Hanako", "# Ted", "# 会議の訳"]


WRAPPED = f"""\
{BASE}
#: index.html
msgid ""
"Read the "
"abstract"
msgstr ""

#: index.html
msgid "Close"
msgstr ""
"""
TRANSLATED = WRAPPED.replace('"Close"\nmsgstr ""', '"Close"\nmsgstr "閉じる"')
EXTENDED = WRAPPED + '\nmsgid "Open"\nmsgstr ""\n'
EUC = TRANSLATED.replace("UTF-8", "EUC-JP").encode("euc-jp")

# How the base, a side that translates and one that adds come, and what they become.
FORMS: dict[str, tuple[str, str | bytes, str, str | bytes]] = {
    "wrapped": (WRAPPED, TRANSLATED, EXTENDED, TRANSLATED + EXTENDED.removeprefix(WRAPPED)),
    "CRLF on one side": (
        WRAPPED,
        TRANSLATED.replace("\n", "\r\n"),
        EXTENDED,
        (TRANSLATED + EXTENDED.removeprefix(WRAPPED)).replace("\n", "\r\n"),
    ),
    "some CRLF on the other side": (
        WRAPPED,
        TRANSLATED.replace("\n", "\r\n"),
        EXTENDED.replace("\n", "\r\n", 9),
        (TRANSLATED + EXTENDED.removeprefix(WRAPPED)).replace("\n", "\r\n"),
    ),
    "a byte order mark on one side": (
        WRAPPED,
        TRANSLATED,
        "\ufeff" + EXTENDED,
        "\ufeff" + TRANSLATED + EXTENDED.removeprefix(WRAPPED),
    ),
    "another encoding on one side": (
        WRAPPED,
        EUC,
        EXTENDED,
        EUC + EXTENDED.removeprefix(WRAPPED).encode(),
    ),
    "unwrapped by one side": (
        WRAPPED,
        TRANSLATED.replace('""\n"Read the "\n"ab', '"Read the ab'),
        EXTENDED,
        TRANSLATED.replace('""\n"Read the "\n"ab', '"Read the ab') + EXTENDED.removeprefix(WRAPPED),
    ),
    "added by both": ("", TRANSLATED, EXTENDED, TRANSLATED + EXTENDED.removeprefix(WRAPPED)),
    "without headers": (
        'msgid "a"\nmsgstr ""\n',
        'msgid "a"\nmsgstr "あ"\n',
        'msgid "a"\nmsgstr ""\n\nmsgid "b"\nmsgstr ""\n# end\n',
        'msgid "a"\nmsgstr "あ"\n\nmsgid "b"\nmsgstr ""\n# end\n',
    ),
}


@pytest.mark.parametrize("case", FORMS)
def test_what_did_not_change_keeps_its_bytes(case: str) -> None:
    base, ours, theirs, result = FORMS[case]
    result = result.encode() if isinstance(result, str) else result
    for one, other in (ours, theirs), (theirs, ours):
        known = read(base) if base else None
        assert written(merge_catalogs(known, read(one), read(other))) == result


def test_many_flags_of_one_message_are_merged_in_linear_time() -> None:
    flags = tuple(f"x-flag-{number}" for number in range(20_000))
    sides = [
        stored(Catalog(None, dict(HEADER), (Message("Close", None, text, flags=marks),)))
        for text, marks in [("", flags), ("閉じる", flags[1:]), ("", (*flags, "no-wrap"))]
    ]
    began = process_time()
    (message,) = merge_catalogs(*sides).catalog.messages
    assert process_time() - began < 2
    assert set(message.flags) == {*flags[1:], "no-wrap"}
