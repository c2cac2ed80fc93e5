"""What a project's configuration says: a table of TOML to Settings."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import NoReturn

from i18n_summit.errors import ConfigurationError
from i18n_summit.model import Selectors

_LOCALE = re.compile(r"[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8})*")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
# The address of a folder as it stands in links: in ASCII, with no query, fragment or password.
# Browsers take . and .. out of a path: it would be another address.
_BASE_URL = re.compile(
    r"https?://[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::([0-9]{1,5}))?"
    r"(?!.*/(?:\.|%2[Ee]){1,2}(?:/|$))(?:/(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*)?"
)
_LAST_PORT = 0xFFFF
_USUAL_ROLES = ("title", "ui", "description")


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings, with the defaults for what a configuration does not say."""

    source: str = "source"
    catalogs: str = "locales"
    output: str = "build"
    domain: str = "messages"
    locales: tuple[str, ...] = ("en", "ja")
    selectors: Selectors = field(default_factory=Selectors)
    coverage: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """Least percentage by locale and role; the role "all" is the whole locale."""
    selected_checks: tuple[str, ...] | None = None
    """The only ones to run; None for those that run by default."""
    ignored_checks: tuple[str, ...] = ()
    failing_checks: tuple[str, ...] = ()
    """Those whose warnings are errors in this project."""
    glossary: str | None = None
    japanese: str | None = None
    """The profile that Japanese is held to."""
    base_url: str | None = None
    """Where the output folder will be found, with a slash at the end."""


def read_settings(table: dict[str, object], *, file: str, name: str) -> Settings:
    """Read a table of settings.

    *file* and *name*, the table's, are for messages; the name is empty at the
    top level of a file. Raises ConfigurationError, at its key, for what cannot
    be used.
    """
    return _Reading(file, name).settings(table)


class _Reading:
    """Reads a table of settings; each complaint names the file, the table and the key."""

    def __init__(self, file: str, table: str) -> None:
        self._file = file
        self._table = table

    def settings(self, table: dict[str, object]) -> Settings:
        default = Settings()
        self._know(
            table,
            "",
            (
                "source",
                "catalogs",
                "output",
                "domain",
                "locales",
                "include",
                "exclude",
                "roles",
                "coverage",
                "checks",
                "base_url",
            ),
        )
        domain = self._text(table, "domain", default.domain)
        if not _NAME.fullmatch(domain):
            self._refuse("", f'domain "{domain}" is no file name. Use letters, digits and hyphens')
        locales = self._locales(self._texts(table, "locales", default.locales))
        selectors = self._selectors(table)
        checks = self._subtable(table, "checks")
        known = ("select", "ignore", "errors", "glossary", "japanese")
        self._know(checks, "checks", known)
        if checks.get("select") == []:
            # Nothing would be left to fail on.
            self._refuse("checks", '"select" is empty. Name checks, or leave it out')
        return Settings(
            source=self._text(table, "source", default.source),
            catalogs=self._text(table, "catalogs", default.catalogs),
            output=self._text(table, "output", default.output),
            domain=domain,
            locales=locales,
            selectors=selectors,
            coverage=self._coverage(self._subtable(table, "coverage"), locales, selectors),
            selected_checks=(
                self._texts(checks, "select", (), "checks") if "select" in checks else None
            ),
            ignored_checks=self._texts(checks, "ignore", (), "checks"),
            failing_checks=self._texts(checks, "errors", (), "checks"),
            glossary=self._text(checks, "glossary", "", "checks") if "glossary" in checks else None,
            japanese=self._text(checks, "japanese", "", "checks") if "japanese" in checks else None,
            base_url=self._base_url(table) if "base_url" in table else None,
        )

    def _locales(self, tags: tuple[str, ...]) -> tuple[str, ...]:
        found: list[str] = []
        for tag in tags:
            if not _LOCALE.fullmatch(tag):
                self._refuse(
                    "", f'locales: "{tag}" is no language tag. Write one such as ja or pt-BR'
                )
            locale = tag.replace("_", "-")
            if locale.lower() in map(str.lower, found):
                self._refuse("", f'locales: "{locale}" stands there twice. Keep one')
            found.append(locale)
        if not found:
            self._refuse("", "locales: there is none. Name at least one")
        return tuple(found)

    def _base_url(self, table: dict[str, object]) -> str:
        url = self._text(table, "base_url", "")
        found = _BASE_URL.fullmatch(url)
        if not found or int(found[1] or 0) > _LAST_PORT:
            self._refuse(
                "",
                f'base_url: "{url}" is not the address of a folder. Write it whole and in ASCII,'
                " such as https://example.org/summit/",
            )
        # With a path or without one, each page's own follows behind a single slash.
        return url.rstrip("/") + "/"

    def _selectors(self, table: dict[str, object]) -> Selectors:
        roles = self._subtable(table, "roles")
        found = Selectors(
            roles=tuple((role, self._text(roles, role, "", "roles")) for role in roles),
            include=self._texts(table, "include", ()),
            exclude=self._texts(table, "exclude", ()),
        )
        if "all" in roles:
            self._refuse("roles", '"all" means every role and can name none. Choose another name')
        return found

    def _coverage(
        self, table: dict[str, object], locales: tuple[str, ...], selectors: Selectors
    ) -> dict[str, dict[str, int]]:
        roles = ("all", *dict.fromkeys((*(role for role, _ in selectors.roles), *_USUAL_ROLES)))
        named = {locale.replace("_", "-"): value for locale, value in table.items()}
        self._know(named, "coverage", locales, "locale")
        found: dict[str, dict[str, int]] = {}
        for locale, value in named.items():
            if isinstance(value, dict):
                self._know(value, f"coverage.{locale}", roles, "role")
                found[locale] = {
                    role: self._percent(percent, f"coverage.{locale}", role)
                    for role, percent in value.items()
                }
            else:
                found[locale] = {"all": self._percent(value, "coverage", locale)}
        return found

    def _percent(self, value: object, where: str, key: str) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 100:
            self._refuse(where, f'"{key}" is no percentage. Write a whole number from 0 to 100')
        return value

    def _text(self, table: dict[str, object], key: str, default: str, where: str = "") -> str:
        value = table.get(key, default)
        if not isinstance(value, str) or not value.strip():
            self._refuse(where, f'"{key}" is no text. Write it in quotes')
        return value

    def _texts(
        self, table: dict[str, object], key: str, default: tuple[str, ...], where: str = ""
    ) -> tuple[str, ...]:
        value = table.get(key, list(default))
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self._refuse(where, f'"{key}" is no list of texts. Write it as ["…", "…"]')
        return tuple(value)

    def _subtable(self, table: dict[str, object], key: str) -> dict[str, object]:
        value = table.get(key, {})
        if not isinstance(value, dict):
            self._refuse("", f'"{key}" is no table. Write [{self._name(key)}] and its keys below')
        return value

    def _know(
        self, table: Mapping[str, object], where: str, known: tuple[str, ...], noun: str = "key"
    ) -> None:
        for key in table:
            if key not in known:
                near = get_close_matches(key, known, n=1, cutoff=0.5)
                remedy = (
                    f'Did you mean "{near[0]}"?' if near else "Known: " + ", ".join(known) + "."
                )
                raise ConfigurationError(f'{self._place(where)} has no {noun} "{key}". {remedy}')

    def _refuse(self, where: str, complaint: str) -> NoReturn:
        raise ConfigurationError(f"{self._place(where)}: {complaint}.")

    def _place(self, where: str) -> str:
        name = self._name(where)
        return f"{self._file}: [{name}]" if name else self._file

    def _name(self, where: str) -> str:
        return ".".join(part for part in (self._table, where) if part)
