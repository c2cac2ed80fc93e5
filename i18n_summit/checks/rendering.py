"""What rendering finds when it writes a page: its manuals, entered as those of checks are."""

from i18n_summit.checks.register import rendered
from i18n_summit.model import Severity


@rendered(Severity.ERROR)
def encoding() -> None:
    """A text page, or raw text in a page, is in an encoding that cannot hold the translation.

    Elsewhere such a character becomes a numeric reference. Here nothing can be escaped, and the
    source stays in the page.

    Bad:  "Café" -> 「カフェ ☕」 in notes.txt, which is in Shift_JIS
    Good: "Café" -> 「カフェ」, or the page saved as UTF-8
    """


@rendered(Severity.ERROR)
def raw_text() -> None:
    """The translation of raw text, as in xmp, has markup that its source has not.

    Nothing can be escaped there, and the source stays in the page.

    Bad:  "Hello" -> 「</xmp><b>こんにちは</b>」
    Good: "Hello" -> 「こんにちは」
    """


@rendered(Severity.ERROR)
def tangled() -> None:
    """The translation gives texts or tags other places where the page leaves tags open or crosses
    them.

    Browsers mend such markup by what stands where, so that the source stays in the page.

    Bad:  <p>Press <button><div><b>Start</div></button> now -> 「<button/>を押します」
    Good: <p>Press <button><div><b>Start</div></button> now -> 「さあ、<button/>を押します」
    """


@rendered(Severity.WARNING)
def part_language() -> None:
    """A text is in another language than what is around it, and no markup can say so.

    Readers hear it in the voice of the other language (WCAG 3.1.2).

    Bad:  <p title="Read more">…</p>, where the paragraph is translated and its title is not
    Good: both translated, or neither
    """


@rendered(Severity.WARNING)
def own_link() -> None:
    """A page has links of its own for search engines, the same in every language.

    It gets none from base_url, and the sitemap leaves it out.

    Bad:  <link rel="canonical" href="https://example.org/talks/"> in the page
    Good: base_url = "https://example.org/" in the configuration, and no such link
    """
