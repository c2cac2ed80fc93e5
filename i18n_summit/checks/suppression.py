"""What translators say to the checks, in the comments of their messages.

``# i18n-summit: ignore[code, code] reason`` above a message suppresses what these checks
find in it; ``# i18n-summit: identical reason`` says that its translation is the source
text on purpose.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from i18n_summit.checks.register import (
    CHECKS,
    RENDERED,
    Brief,
    Check,
    Finding,
    late_check,
    message_check,
)
from i18n_summit.language import has_letters
from i18n_summit.markup import MARK
from i18n_summit.model import Message, Severity

CODE, UNUSED = "suppression", "unused-suppression"
"""The codes of the checks here."""
_DIRECTIVE = re.compile(rf"[ \t]*{MARK}[ \t]*([^\s\[]*)[ \t]*(?:\[([^\]\n]*)\])?(.*)")
_IGNORE, _IDENTICAL = "ignore", "identical"
_MANY = {"*", "all", "default"}
"""What means many checks elsewhere."""
_FORM = f"# {MARK} {_IGNORE}[code] reason"
_PAGE_FORM = f"<!-- {MARK} {_IGNORE}[code] reason -->"


@dataclass(slots=True)
class Suppressions:
    """What one message, or one comment of a page, suppresses."""

    codes: list[str] = field(default_factory=list)
    is_identical: bool = False
    flaws: list[str] = field(default_factory=list)
    """What is wrong with how it is said."""

    def cover(self, check: Check) -> bool:
        """Tell whether findings of a check are suppressed."""
        if not check.is_suppressible:
            return False
        return check.code in self.codes or (self.is_identical and check.allows_identical)


def suppressions(message: Message) -> Suppressions | None:
    """Read what a message says to the checks; None where it says nothing, as nearly all."""
    if MARK not in message.translator_comment:
        return None
    found = Suppressions()
    for line in message.translator_comment.split("\n"):
        if directive := _DIRECTIVE.fullmatch(line):
            name, codes, reason = directive.groups()
            if name == _IGNORE:
                _read_ignore(found, codes, reason, form=_FORM, is_of_pages=False)
            elif name == _IDENTICAL and codes is None:
                found.is_identical = True
                # A guess is of another source text, and somebody will look at it anyway.
                if message.is_translated and not _is_source_text(message):
                    found.flaws.append(
                        "it is said to be identical on purpose, and is not the source text."
                        " Take the comment out, or copy the msgid."
                    )
            else:
                found.flaws.append(
                    f'"{name}" says nothing to the checks. Write {_FORM}, or # {MARK} {_IDENTICAL}.'
                )
    return found


def read_comment(text: str) -> Suppressions:
    """Read what a comment of a page says to the checks."""
    found = Suppressions()
    name, codes, reason = None, None, ""
    if directive := _DIRECTIVE.fullmatch(" ".join(text.split())):
        name, codes, reason = directive.groups()
    if name == _IGNORE:
        _read_ignore(found, codes, reason, form=_PAGE_FORM, is_of_pages=True)
    else:
        found.flaws.append(f'"{name}" says nothing to the checks of a page. Write {_PAGE_FORM}.')
    return found


def _is_source_text(message: Message) -> bool:
    forms = message.plural_translations or (message.translation,)
    return all(form in (message.id, message.id_plural) for form in forms)


def _read_ignore(
    found: Suppressions, codes: str | None, reason: str, *, form: str, is_of_pages: bool
) -> None:
    known = CHECKS | RENDERED if is_of_pages else CHECKS
    listed = [code for code in (codes or "").replace(",", " ").split() if code]
    if not listed:
        found.flaws.append(f"it does not say which checks are ignored. Write {form}.")
    for code in listed:
        if code in _MANY:
            found.flaws.append(f'"{code}" names no check: name each that is ignored. Write {form}.')
        elif code not in known:
            from difflib import get_close_matches

            near = get_close_matches(code.lower(), known, n=1, cutoff=0.0)[0]
            found.flaws.append(f'there is no check "{code}" to ignore. Did you mean "{near}"?')
        elif not known[code].is_suppressible or known[code].is_of_pages is not is_of_pages:
            where = "a page" if is_of_pages else "a message"
            found.flaws.append(f'"{code}" cannot be ignored in {where}. Take it out.')
        else:
            found.codes.append(code)
    if listed and not has_letters(reason):
        found.flaws.append(f"no reason is given for what is ignored. Write {form}.")


@message_check(Severity.ERROR, is_suppressible=False)
def suppression(message: Message, brief: Brief) -> Iterator[Finding]:
    """The comment that suppresses a check names none, one that does not exist, or no reason.

    Bad:  # i18n-summit: ignore[copy]
    Good: # i18n-summit: ignore[copy] the song's title stays in English
    Good: # i18n-summit: identical
    Good: <!-- i18n-summit: ignore[file-name] a sample of what not to write --> in a page
    """
    said = suppressions(message)
    for flaw in said.flaws if said else ():
        yield Finding(flaw)


@late_check(Severity.WARNING, is_of_messages=True)
def unused_suppression(
    message: Message, ignored: Collection[str], found: Collection[str]
) -> Iterator[Finding]:
    """The comment suppresses a check that finds nothing in the message, or there in the page.

    Only translations that somebody stands by are looked at, and checks that were run.

    Bad:  # i18n-summit: ignore[copy] a title, above a message that is now translated
    Good: the comment taken out
    """
    for code in ignored:
        if message.is_translated and code not in found:
            yield Finding(said_unused(code))


def said_unused(code: str) -> str:
    """Say that a check finds nothing that is suppressed."""
    return f'"{code}" finds nothing here to ignore. Take it out of the comment.'
