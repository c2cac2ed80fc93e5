"""What was found before and need not fail a run: a baseline, which may only shrink."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import NamedTuple, NoReturn

from i18n_summit.errors import BaselineError
from i18n_summit.model import Diagnostic

_VERSION = 1
_BEGINNING = re.compile(rb'\s*\{\s*"baseline"\s*:')
_REMEDY = "Write it anew with --write-baseline."


class Identity(NamedTuple):
    """What makes a finding one and the same: neither its place nor its words."""

    code: str
    locale: str
    context: str | None
    id: str
    """The msgid it is about, or what is wrong in a page."""
    page: str = ""
    """The path of the page that it is about; no other page has the finding."""


Baseline = Mapping[Identity, int]
"""How often each finding was found."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Findings beside a baseline."""

    new: list[Diagnostic]
    known: int
    """How many are in the baseline."""
    gone: Baseline
    """What the baseline has, and was not found."""


def identity(diagnostic: Diagnostic) -> Identity:
    """Give the identity of a finding about a message or a page."""
    if diagnostic.locale is None:
        at = diagnostic.at or 0
        wrong = (diagnostic.text or "")[at : at + diagnostic.length]
        return Identity(diagnostic.code, "", None, wrong, str(diagnostic.location.path))
    return Identity(
        diagnostic.code, diagnostic.locale or "", diagnostic.context, diagnostic.id or ""
    )


def compare(diagnostics: Iterable[Diagnostic], baseline: Baseline) -> Comparison:
    """Part findings into new ones and those that a baseline has.

    Of several with one identity, the first ones are the known ones.
    """
    left = Counter(baseline)
    new: list[Diagnostic] = []
    known = 0
    for diagnostic in diagnostics:
        key = identity(diagnostic)
        if left[key] > 0:
            left[key] -= 1
            known += 1
        else:
            new.append(diagnostic)
    return Comparison(new, known, +left)


def format_baseline(diagnostics: Iterable[Diagnostic]) -> bytes:
    """Write findings as a baseline: JSON, a finding a line, in an order that does not change."""
    counts = Counter(map(identity, diagnostics))
    lines = [
        json.dumps(_entry(key, count), ensure_ascii=False)
        for key, count in sorted(counts.items(), key=_order)
    ]
    listed = "\n    " + ",\n    ".join(lines) + "\n  " if lines else ""
    return f'{{\n  "baseline": {_VERSION},\n  "findings": [{listed}]\n}}\n'.encode(
        "utf-8", "surrogatepass"
    )


def may_be_baseline(data: bytes) -> bool:
    """Tell whether the bytes of a file begin as a baseline does, of any version, broken or not."""
    return _BEGINNING.match(data) is not None


def read_baseline(data: bytes, path: PurePath) -> Baseline:
    """Read the bytes of a baseline. Raises BaselineError, with its place, for what is none."""
    try:
        document = json.loads(data)
    except UnicodeDecodeError as error:
        raise BaselineError(f"{path}: byte {error.start} is not UTF-8. {_REMEDY}") from error
    except json.JSONDecodeError as error:
        raise BaselineError(
            f"{path}:{error.lineno}:{error.colno}: {error.msg}. Mend the file, or"
            f" {_REMEDY[0].lower()}{_REMEDY[1:]}"
        ) from error
    except RecursionError as error:
        raise BaselineError(f"{path}: this is no baseline. {_REMEDY}") from error
    if not isinstance(document, dict) or document.get("baseline") != _VERSION:
        _refuse(path, f'this is no baseline: it has no "baseline": {_VERSION}')
    findings = document.get("findings")
    if not isinstance(findings, list):
        _refuse(path, 'it has no list "findings"')
    found: Counter[Identity] = Counter()
    for number, finding in enumerate(findings, start=1):
        match finding:
            case {
                "code": str(code),
                "locale": str(locale),
                "context": str() | None as context,
                "msgid": str(id),
                "count": int(count),
            } if count > 0 and count is not True:
                found[Identity(code, locale, context, id)] += count
            case {
                "code": str(code),
                "page": str(page),
                "text": str(text),
                "count": int(count),
            } if count > 0 and count is not True:
                found[Identity(code, "", None, text, page)] += count
            case _:
                lacks = "a code, locale, context, msgid or count, or, of a page, its page or text"
                _refuse(path, f"finding {number} lacks {lacks}")
    return found


def _entry(key: Identity, count: int) -> dict[str, str | int | None]:
    if key.page:
        return {"code": key.code, "page": key.page, "text": key.id, "count": count}
    return {
        "code": key.code,
        "locale": key.locale,
        "context": key.context,
        "msgid": key.id,
        "count": count,
    }


def _order(item: tuple[Identity, int]) -> tuple[str, str, str, str, str]:
    key, _ = item
    return key.code, key.locale, key.page, key.id, key.context or ""


def _refuse(path: PurePath, complaint: str) -> NoReturn:
    raise BaselineError(f"{path}: {complaint}. {_REMEDY}")
