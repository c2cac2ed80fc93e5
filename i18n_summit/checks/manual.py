"""The manuals of the checks, as people and programs ask for them."""

import json
from collections.abc import Iterator

from i18n_summit.checks import CHECKS, RENDERED, Check

_ALL = CHECKS | RENDERED


def manual_text(code: str) -> str:
    """Give the manual of a check, or of what rendering finds, for a terminal."""
    check = _ALL[code]
    return f"{code}: {_kind(check)}\n\n{check.manual}\n\n{_suppression(check, '')}"


def checks_lines() -> Iterator[str]:
    """List the checks: code, severity, and what is found."""
    width = max(map(len, CHECKS))
    for code, check in sorted(CHECKS.items()):
        yield f"{code:<{width}}  {_kind(check):<21}  {check.summary}"


def checks_document() -> str:
    """List the checks as JSON."""
    listed = [
        {
            "code": check.code,
            "severity": check.severity.value,
            "default": check.is_default,
            "suppressible": check.is_suppressible,
            "summary": check.summary,
            "manual": check.manual,
        }
        for _, check in sorted(CHECKS.items())
    ]
    return json.dumps({"checks": listed}, ensure_ascii=False, indent=2) + "\n"


def checks_page() -> str:
    """Write all manuals as one page of Markdown."""
    parts = [
        "# The checks",
        "What `i18n-summit explain CODE` says of each, written by `python -m docs.checks`.",
        *(_section(check) for _, check in sorted(_ALL.items())),
    ]
    return "\n\n".join(parts) + "\n"


def _section(check: Check) -> str:
    prose, _, examples = check.manual.rpartition("\n\n")
    return (
        f"## {check.code}\n\n{_kind(check).capitalize()}. {' '.join(prose.split())}\n\n"
        f"```\n{examples}\n```\n\n{_suppression(check, '`')}"
    )


def _kind(check: Check) -> str:
    if check.code in RENDERED:
        return f"{check.severity.value}, of rendering"
    return check.severity.value + ("" if check.is_default else ", when selected")


def _suppression(check: Check, quote: str) -> str:
    if check.code in RENDERED:
        return f"It is found by render and build. {_how_suppressed(check, quote)}"
    return _how_suppressed(check, quote)


def _how_suppressed(check: Check, quote: str) -> str:
    where = "a page" if check.is_of_pages else "a message"
    if not check.is_suppressible:
        return f"It cannot be suppressed in {where}."
    if check.is_of_pages:
        comment = f"<!-- i18n-summit: ignore[{check.code}] reason -->"
        return f"It is suppressed with the comment {quote}{comment}{quote} before it in the page."
    also = f", or with {quote}# i18n-summit: identical{quote}" if check.allows_identical else ""
    return (
        f"It is suppressed with the comment {quote}# i18n-summit: ignore[{check.code}]"
        f" reason{quote} above a message{also}."
    )
