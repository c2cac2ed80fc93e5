"""One PO entry as text."""

import re

from i18n_summit.model import Message

_SPACED = re.compile(r"(.*\s.*?)(:[0-9]+)?", re.ASCII)


def entry_text(message: Message) -> str:
    """Write one entry, unwrapped: a line of the file is a line of the text."""
    mark, previous = ("#~ ", "#~| ") if message.is_obsolete else ("", "#| ")
    pieces: list[str] = []
    if message.translator_comment:
        pieces.append(_comment("# ", message.translator_comment))
    if not message.is_obsolete:
        if comments := "\n".join(message.comments):
            pieces.append(_comment("#. ", comments))
        if message.references:
            pieces.append(f"#: {' '.join(map(_isolated, message.references))}\n")
    if message.flags:
        pieces.append(f"#, {', '.join(message.flags)}\n")
    if message.previous_context is not None:
        pieces.append(_field(previous, "msgctxt", message.previous_context))
    if message.previous_id is not None:
        pieces.append(_field(previous, "msgid", message.previous_id))
    if message.previous_id_plural is not None:
        pieces.append(_field(previous, "msgid_plural", message.previous_id_plural))
    if message.context is not None:
        pieces.append(_field(mark, "msgctxt", message.context))
    pieces.append(_field(mark, "msgid", message.id))
    if message.id_plural:
        pieces.append(_field(mark, "msgid_plural", message.id_plural))
    for number, form in enumerate(message.plural_translations):
        pieces.append(_field(mark, f"msgstr[{number}]", form))
    if not message.plural_translations:
        pieces.append(_field(mark, "msgstr", message.translation))
    return "".join(pieces)


def _comment(mark: str, text: str) -> str:
    text = text.replace("\n", f"\n{mark}")
    return f"{mark}{text}\n"


def _isolated(reference: str) -> str:
    if reference.split() == [reference]:
        return reference
    spaced = _SPACED.fullmatch(reference)
    return f"\u2068{spaced[1]}\u2069{spaced[2] or ''}" if spaced else reference


def _field(mark: str, keyword: str, text: str) -> str:
    text = (
        text.replace("\\", r"\\")
        .replace('"', r"\"")
        .replace("\t", r"\t")
        .replace("\r", r"\r")
        .replace("\v", r"\v")
        .replace("\b", r"\b")
        .replace("\f", r"\f")
    )
    if "\n" in text:
        inside, last = text[:-1], text[-1]
        if "\n" in inside:
            joint = f'"\n{mark}"'
            inside = joint + inside.replace("\n", rf"\n{joint}")
        text = inside + last.replace("\n", r"\n")
    return f'{mark}{keyword} "{text}"\n'
