"""Entries as text: written as polib writes them, and read as polib reads them."""

import polib
from hypothesis import given, settings
from hypothesis import strategies as st

from i18n_summit.catalogs.entries import entry_text
from i18n_summit.model import Message

CONTROLS = "".join(map(chr, [*range(32), 0x7F, 0x85, 0x2028, 0x2029]))


class LineFeeds(str):
    """Text that polib cuts into lines at line feeds only, as PO files are."""

    __slots__ = ()

    def splitlines(self, keepends: bool = False) -> list[str]:  # noqa: FBT001, FBT002
        lines = self.split("\n")
        return [line + "\n" for line in lines[:-1]] + [line for line in lines[-1:] if line]


def written_by_polib(message: Message) -> str:
    def text(value: str | None) -> LineFeeds | None:
        return None if value is None else LineFeeds(value)

    entry = polib.POEntry(
        msgid=text(message.id),
        msgctxt=text(message.context),
        msgstr=text(message.translation),
        msgid_plural=text(message.id_plural or ""),
        msgstr_plural={n: text(form) for n, form in enumerate(message.plural_translations)},
        tcomment=message.translator_comment,
        comment="\n".join(message.comments),
        occurrences=[(reference, "") for reference in message.references],
        flags=list(message.flags),
        previous_msgid=text(message.previous_id),
        previous_msgctxt=text(message.previous_context),
        previous_msgid_plural=text(message.previous_id_plural),
        obsolete=message.is_obsolete,
    )
    return str(entry.__unicode__(wrapwidth=0))


_TEXTS = st.text(st.sampled_from(CONTROLS + '\n"\\nrta Aé字😀') | st.characters(), max_size=12)
_MAYBE = st.none() | _TEXTS
_MESSAGES = st.builds(
    Message,
    id=_TEXTS,
    context=_MAYBE,
    translation=_TEXTS,
    id_plural=_MAYBE,
    plural_translations=st.lists(_TEXTS, max_size=3).map(tuple),
    translator_comment=_TEXTS,
    comments=st.lists(_TEXTS, max_size=3).map(tuple),
    # Those with spaces are put between isolates, which polib does not know.
    references=st.lists(_TEXTS.map(lambda text: "".join(text.split())), max_size=3).map(tuple),
    flags=st.lists(st.sampled_from(["fuzzy", "no-wrap"]), unique=True).map(tuple),
    previous_id=_MAYBE,
    previous_context=_MAYBE,
    previous_id_plural=_MAYBE,
    is_obsolete=st.booleans(),
)


@settings(max_examples=500, deadline=None)
@given(_MESSAGES)
def test_an_entry_is_written_as_polib_writes_it(message: Message) -> None:
    assert entry_text(message) == written_by_polib(message)


def test_each_control_character_is_written_as_polib_writes_it() -> None:
    for character in CONTROLS:
        message = Message(f"a{character}b{character}", None, character, previous_id=character)
        assert entry_text(message) == written_by_polib(message)
