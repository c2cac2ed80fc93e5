"""Catalogs to try properties on: arbitrary text in every field, within what PO can hold."""

import re

from hypothesis import strategies as st

from i18n_summit.model import Catalog, Message

HEADER = {
    "Project-Id-Version": "summit",
    "Report-Msgid-Bugs-To": "",
    "POT-Creation-Date": "2019-09-30 09:00+0900",
    "PO-Revision-Date": "2019-10-01 18:30+0900",
    "Last-Translator": "山田花子 <hanako@example.jp>",
    "Language-Team": "Japanese",
    "Language": "ja",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=1; plural=0;",
}

_NEVER = "\0\x04"
"""NUL ends a string in C, and EOT parts context and id in MO files."""
_ESCAPED = "\a\b\v\f"
"""Babel does not know their escapes."""
_LINE_ENDS = "\x1c\x1d\x1e\x85\u2028\u2029"
"""polib by itself cuts strings at them."""
_PHRASES = [
    "Kafka Streams と KSQL",
    "説明を表示",
    "Help, My Kafka is Broken!",
    "<a>ドキュメント</a>をお読みください。\n",
    'say "hello" \\ 「こんにちは」',
    "C:\\new\\table\\a",
    "\ttab and\r\nreturn",
    "\n",
    "#~ msgid",
    "msgstr",
    "\u3000全角 空白\u00a0",
    "👩‍💻",
]
_FLAGS = ["fuzzy", "no-wrap", "ignore-check", "no-python-format"]


def texts(without: str = "") -> st.SearchStrategy[str]:
    """Draw text, without some characters."""
    letters = st.characters(exclude_categories=["Cs"], exclude_characters=_NEVER + without)
    piece = st.text(letters, max_size=6) | st.sampled_from(_PHRASES)
    return st.lists(piece, max_size=3).map("".join)


def _lines(without: str) -> st.SearchStrategy[str]:
    """Draw what a comment can hold: no line end in it, and no white space around it."""
    return texts(without).map(lambda text: re.sub(r"[\r\n]", " ", text).strip()).filter(bool)


def _names(without: str) -> st.SearchStrategy[str]:
    """Draw the names of files."""
    usual = st.sampled_from(["source/index.html", "source/私の ページ.html", "a.c:12", "b c.c:7"])
    return usual | _lines(without + "\u2068\u2069")


@st.composite
def messages(draw: st.DrawFn, without: str = "") -> Message:
    """Draw a message; its strings begin and end with line feeds alike, as msgfmt has it."""
    text = texts(without).map(lambda text: text.strip("\n"))
    words = text.filter(bool)
    first, last = draw(st.sampled_from(["", "\n"])), draw(st.sampled_from(["", "\n"]))
    maybe = st.none() | words
    is_plural = draw(st.booleans())
    translation = draw(text.map(lambda text: f"{first}{text}{last}" if text else ""))
    has_previous = draw(st.booleans())
    return Message(
        id=f"{first}{draw(words)}{last}",
        context=draw(maybe),
        translation="" if is_plural else translation,
        id_plural=f"{first}{draw(words)}{last}" if is_plural else None,
        plural_translations=(translation,) if is_plural else (),
        translator_comment="\n".join(draw(st.lists(_lines(without), max_size=2))),
        comments=tuple(draw(st.lists(_lines(without), max_size=2))),
        references=tuple(draw(st.lists(_names(without), max_size=3))),
        flags=tuple(draw(st.lists(st.sampled_from(_FLAGS), max_size=3, unique=True))),
        previous_id=draw(texts(without)) if has_previous else None,
        previous_context=draw(st.none() | texts(without)) if has_previous else None,
        previous_id_plural=draw(st.none() | texts(without)) if has_previous else None,
    )


@st.composite
def catalogs(draw: st.DrawFn, without: str = "", most: int = 6) -> Catalog:
    """Draw a Japanese catalog, its obsolete messages last."""
    found = draw(st.lists(messages(without), max_size=most, unique_by=lambda m: m.key))
    live = draw(st.integers(0, len(found)))
    fields = draw(st.dictionaries(st.sampled_from(["X-Memo", "X-Team"]), _lines(without)))
    # Obsolete messages stand nowhere: PO editors and msgcat leave both out.
    obsolete = (m._replace(is_obsolete=True, comments=(), references=()) for m in found[live:])
    return Catalog("ja", {**HEADER, **fields}, (*found[:live], *obsolete))


def common_catalogs() -> st.SearchStrategy[Catalog]:
    """Draw catalogs with text that polib and Babel read as gettext does."""
    return catalogs(_ESCAPED + _LINE_ENDS)
