"""The index: a page that sends visitors to their language, by plain links."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from i18n_summit.site import MARK

NAME = "index.html"
_STYLE = """\
    :root { color-scheme: light dark; font: 1.125rem/1.5 system-ui, sans-serif; }
    :root { background: Canvas; color: CanvasText; }
    body { display: grid; min-height: 100vh; margin: 0; place-items: center; }
    main { box-sizing: border-box; max-width: 44rem; padding: 2rem 1.25rem; text-align: center; }
    body { overflow-wrap: anywhere; }
    h1 { margin: 0 0 2rem; font-size: 1.5rem; line-height: 1.35; text-wrap: balance; }
    h1 span { display: block; margin-top: .5rem; word-break: auto-phrase; }
    ul { display: flex; flex-wrap: wrap; gap: .75rem; justify-content: center; }
    ul { margin: 0; padding: 0; list-style: none; }
    a { display: block; min-width: 8rem; padding: .75rem 1.25rem; border: 2px solid; }
    a { border-radius: .5rem; color: #0a4fa3; text-decoration: none; }
    a:hover { text-decoration: underline; }
    a:focus-visible { outline: 3px solid; outline-offset: 3px; }
    @media (prefers-color-scheme: dark) { a { color: #8fc1ff; } }
"""


@dataclass(frozen=True, slots=True)
class Entrance:
    """Where visitors come in who speak one language."""

    locale: str
    path: str
    """From the index."""
    title: str | None = None
    """Of the page there, in that language."""


def index_page(entrances: Iterable[Entrance]) -> str:
    """Write the index: the titles of the pages it leads to, and a link for each language, by its
    own name.
    """
    entrances = list(entrances)
    titled = [entrance for entrance in entrances if entrance.title]
    names = {entrance.locale: language_name(entrance.locale) for entrance in entrances}
    main = (titled or entrances)[0]
    title = main.title or " · ".join(names.values())
    # A title that is the same in several languages is shown once.
    shown = {entrance.title: entrance.locale for entrance in reversed(titled)}
    headings = [(locale, text or "") for text, locale in reversed(shown.items())]
    spans = [
        f"      <span {_language(locale)}>{escape(text)}</span>\n"
        for locale, text in headings or names.items()
    ]
    links = [
        f'      <li><a href="{escape(quote(entrance.path))}" hreflang="{entrance.locale}"'
        f" {_language(entrance.locale)}>{escape(names[entrance.locale])}</a></li>\n"
        for entrance in entrances
    ]
    return f"""\
<!DOCTYPE html>
<html lang="{main.locale}">
<head>
  {MARK}
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>{escape(title)}</title>
  <style>
{_STYLE}  </style>
</head>
<body>
  <main>
    <h1>
{"".join(spans)}    </h1>
    <ul>
{"".join(links)}    </ul>
  </main>
</body>
</html>
"""


def language_name(locale: str) -> str:
    """Give the name of a language in that language; its tag where nobody knows the name."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(locale, sep="-").display_name or locale
    except (UnknownLocaleError, ValueError):
        return locale


def _language(locale: str) -> str:
    """Write which language an element is in, and that it is read from the right where it is."""
    from babel import Locale, UnknownLocaleError

    try:
        is_leftward = Locale.parse(locale, sep="-").text_direction == "rtl"
    except (UnknownLocaleError, ValueError):
        is_leftward = False
    return f'lang="{locale}" dir="rtl"' if is_leftward else f'lang="{locale}"'
