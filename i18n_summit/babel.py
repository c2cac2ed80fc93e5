"""What Babel finds of the toolkit: a method to extract messages from pages, and a checker.

Both are entry points of the package, so that ``pybabel`` knows them by name. Babel loads the
checker with every catalog it checks: what only extraction needs is imported there.
"""

from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING

from babel.messages.catalog import Catalog, Message, TranslationError

from i18n_summit.errors import ConfigurationError
from i18n_summit.placeholders import placeholder_problems

if TYPE_CHECKING:
    from i18n_summit.settings import Settings

_CONTEXT_KEYWORD = "pgettext"
"""Babel learns that a message has a context from the function that it is an argument of."""
_OWN = ("include", "exclude", "roles", "latin")
_OF_BABEL = ("keywords", "add_comments")
_UNNAMED = "page.html"
_PAGES = (".html", ".htm", ".txt")

Extracted = tuple[int, str | None, tuple[str, ...], list[str]]
"""Line, from 1; the function, None without context; its arguments; comments, a line each."""


def extract_messages(
    file: IO[bytes],
    keywords: Collection[str],
    comment_tags: Collection[str],  # noqa: ARG001
    options: Mapping[str, object],
) -> Iterator[Extracted]:
    """Give the messages of one page, each once and at its first place, as Babel asks for them.

    *options* are ``include``, ``exclude`` and ``roles``, as in a project's
    configuration or as text with one of them a line, and ``latin``, the
    language of Latin text that the page declares no language for. Each that is
    not given is as the project says that the page lies in.

    Raises ConfigurationError and SelectorError for options that cannot be used
    and for a file that is no page, and PageError for a page that cannot be read.
    """
    from i18n_summit.catalogs.sources import gather_sources, template_messages
    from i18n_summit.language import latin_language
    from i18n_summit.pages import is_page, read_page

    name = getattr(file, "name", None)
    # Of a file that was opened by its number, the name is that.
    path = Path(name if isinstance(name, str) else _UNNAMED)
    shown = PurePosixPath(path.as_posix())
    if not is_page(shown):
        raise ConfigurationError(
            f"{path}: this is no page. Let the pattern of the mapping end in .html, .htm or .txt."
        )
    settings = _settings(options, path.parent)
    latin = options.get("latin") or latin_language(settings.locales)
    page = read_page(file.read(), shown, latin=str(latin), selectors=settings.selectors)
    sources = gather_sources([page])
    for source, message in zip(sources, template_messages(sources), strict=True):
        line, comments = source.location.line, list(message.comments)
        if message.context is None:
            yield line, None, (message.id,), comments
            continue
        if _CONTEXT_KEYWORD not in keywords:
            raise ConfigurationError(
                f'{path}:{line}: this message has a context, "{message.context}", and Babel does'
                f" not look for {_CONTEXT_KEYWORD}. Add -k {_CONTEXT_KEYWORD}:1c,2 to the command."
            )
        yield line, _CONTEXT_KEYWORD, (message.context, message.id), comments


def check_placeholders(catalog: Catalog | None, message: Message) -> None:  # noqa: ARG001
    """Raise TranslationError for a translation whose placeholders are not those of its source.

    Babel calls this for the catalogs of every project. So it looks at messages
    from pages only: all their references name one, and they have a comment, as
    each message of a page has.
    """
    if message.fuzzy or not (isinstance(message.id, str) and isinstance(message.string, str)):
        return
    names = [name for name, _ in message.locations]
    if not (names and message.auto_comments and all(n.lower().endswith(_PAGES) for n in names)):
        return
    if message.string and (problems := placeholder_problems(message.id, message.string)):
        words = [problem.complaint for problem in problems]
        raise TranslationError(f"{'; '.join(words)}. Until then the source stays in the page.")


def _settings(options: Mapping[str, object], folder: Path) -> "Settings":
    """Give the settings of the project around a folder, with the options in their place."""
    from dataclasses import replace

    from i18n_summit.pages import check_selector
    from i18n_summit.project import find_project
    from i18n_summit.settings import read_settings

    for name in options:
        if name not in (*_OWN, *_OF_BABEL):
            near = get_close_matches(name, _OWN, n=1, cutoff=0.0)[0]
            raise ConfigurationError(
                f'the mapping of i18n-summit has no option "{name}". Did you mean "{near}"?'
            )
    table = {name: _value(name, options[name]) for name in _OWN[:3] if name in options}
    settings = find_project(folder).settings
    given = read_settings(table, file="the mapping of i18n-summit", name="").selectors
    chosen = {name: getattr(given, name) for name in table}
    selectors = replace(settings.selectors, **chosen)
    for selector in (*dict(selectors.roles).values(), *selectors.include, *selectors.exclude):
        check_selector(selector)
    return replace(settings, selectors=selectors)


def _value(name: str, option: object) -> object:
    """Give an option as a configuration has it: in a mapping file all of them are text."""
    if not isinstance(option, str):
        return option
    lines = [line.strip() for line in option.splitlines() if line.strip()]
    if name != "roles":
        return lines
    pairs = [line.partition("=") for line in lines]
    return {role.strip(): selector.strip() for role, _, selector in pairs}
