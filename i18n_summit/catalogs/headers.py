"""What stands in the header of a PO file."""

import os
from collections.abc import Mapping
from datetime import UTC, datetime

from i18n_summit.errors import ConfigurationError
from i18n_summit.language import LANGUAGE_FIELD, message_languages
from i18n_summit.model import Catalog

_DATE = "POT-Creation-Date"


def new_catalog(locale: str | None, project: str) -> Catalog:
    """Give a catalog without messages whose header names the project, the locale and its plural
    forms; that of a template where *locale* is None.

    It is dated now, or at SOURCE_DATE_EPOCH. Raises ConfigurationError when
    that is no number of seconds.
    """
    now = now_stamp()
    header = template_header(project, now)
    if locale is not None:
        header = catalog_header(project, now, locale)
    return Catalog(locale, header, ())


def template_header(project: str, now: str) -> dict[str, str]:
    """Give the header of a new template."""
    return {
        "Project-Id-Version": project,
        "Report-Msgid-Bugs-To": "",
        _DATE: now,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }


def catalog_header(project: str, now: str, locale: str) -> dict[str, str]:
    """Give the header of a new catalog."""
    from babel import Locale, UnknownLocaleError

    header = template_header(project, now)
    name = locale.replace("-", "_")
    try:
        parsed = Locale.parse(name)
    except (UnknownLocaleError, ValueError):
        team, plural = locale, "nplurals=2; plural=(n != 1);"
    else:
        from babel.messages.plurals import get_plural

        team = parsed.english_name or locale
        plural = str(get_plural(parsed)).rstrip(";") + ";"
    charset = {key: header.pop(key) for key in list(header) if key.startswith(("MIME", "Content"))}
    return {
        **header,
        "PO-Revision-Date": now,
        "Last-Translator": "",
        "Language-Team": team,
        "Language": name,
        **charset,
        "Plural-Forms": plural,
    }


def with_languages(header: Mapping[str, str], languages: set[str]) -> dict[str, str]:
    """Name the source language where all messages of a catalog share one."""
    found = dict(header)
    if len(languages) == 1:
        found[LANGUAGE_FIELD] = next(iter(languages))
    else:
        found.pop(LANGUAGE_FIELD, None)
    return found


def header_fields(text: str) -> dict[str, str]:
    """Give the fields of a header's text; a line without a colon belongs to the one above."""
    return {
        name: "\n".join([lines[0].partition(":")[2].strip(), *map(str.strip, lines[1:])])
        for name, lines in _lines(text).items()
        if name
    }


def header_text(header: Mapping[str, str], before: str = "") -> str:
    """Give the text of a header, a line a field.

    What stands in *before*, the text it had, stays as it is where its field did not change.
    """
    known, old = _lines(before), header_fields(before)
    lines = known.get("", [])
    for name, value in header.items():
        lines += known[name] if old.get(name) == value else [f"{name}: {value}"]
    return "".join(line + "\n" for line in lines)


def _lines(text: str) -> dict[str, list[str]]:
    """Give the lines of a header's text by field; those above the first one by no name."""
    found: dict[str, list[str]] = {}
    name = ""
    for line in text.removesuffix("\n").split("\n") if text else []:
        start, colon, _ = line.partition(":")
        if colon:
            name = start.strip()
        found.setdefault(name, []).append(line)
    return found


def is_own_catalog(catalog: Catalog) -> bool:
    """Tell whether a catalog comes from our pages: those of other tools do not say which language
    their messages are in.
    """
    return LANGUAGE_FIELD in catalog.header or any(
        message_languages(message, catalog) for message in catalog.messages
    )


def dated(header: Mapping[str, str], now: str) -> dict[str, str]:
    """Give a header whose template date is now."""
    return {**header, _DATE: now}


def now_stamp() -> str:
    """Give the time in UTC, as PO headers write it; that of SOURCE_DATE_EPOCH where set.

    Raises ConfigurationError when SOURCE_DATE_EPOCH is no number of seconds.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        # A zone of its own would tell two machines apart, and say where one stands.
        moment = datetime.now(UTC) if epoch is None else datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise ConfigurationError(
            f'SOURCE_DATE_EPOCH: "{epoch}" is no number of seconds since 1970.'
            " Unset it, or set one."
        ) from error
    return moment.strftime("%Y-%m-%d %H:%M%z")
