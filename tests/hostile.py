"""Pages that nobody would write, and translations of them that move all that may be moved."""

from collections.abc import Iterator, Sequence
from random import Random

from i18n_summit.markup import is_blank
from i18n_summit.model import Page
from i18n_summit.placeholders import placeholder_problems
from i18n_summit.render import render_page
from i18n_summit.translations import Translations
from tests.oracle import read
from tests.strategies import displaced, has_pairs, in_order, shuffled

_OFTEN = "a b button code em font i img input label nobr ruby select span svg textarea br".split()
_NAMES = (
    "a abbr address annotation-xml applet area article aside audio b base big blockquote body br"
    " button canvas caption center code col colgroup datalist dd del desc details dialog dir div"
    " dl dt em embed fieldset figcaption figure font footer foreignObject form frame g h1 h2 head"
    " header hgroup hr html i iframe image img input ins keygen label legend li link listing"
    " malignmark map mark marquee math menu meta meter mglyph mi mo mtext nav nobr noembed"
    " noframes noscript object ol optgroup option output p param picture plaintext pre progress q"
    " rb rp rt rtc ruby s script search section select small source span strike strong style sub"
    " summary sup svg table tbody td template textarea tfoot th thead title tr track tspan tt u"
    " ul var video wbr x-y xmp"
).split()
"""Not ``frameset``: before any text it is the page itself, and what is around it is not."""
NEWER = frozenset(
    "br details dialog main menu picture rb rtc search select source summary table template"
    " track".split()
)
"""Names that html5lib, of 2020, does not know or treats as browsers did then; in the cells of a
table its formatting does not go on before white space.
"""
_VOID = frozenset(
    "area base br col embed frame hr image img input keygen link meta param source track"
    " wbr".split()
)
_RAW = frozenset("iframe noembed noframes script style textarea title xmp".split())
_TEXTS = ["one", "two ", " three", "", " ", "{{ x }}", "<!--c-->", "<?php x ?>"]
_ATTRIBUTES = (
    *[""] * 8,
    " translate=no",
    " href=u lang=ja",
    " lang=ja",
    " type=hidden",
    " color=red",
    " encoding=text/html",
    ' title="hey you"',
)
_BEGINNINGS = (
    *["<!DOCTYPE html><html lang=en><body>"] * 4,
    "<!DOCTYPE html><head></head>",
    "<!DOCTYPE html>",
    "",
)
_AROUND = (
    *[""] * 12,
    "<p>",
    "<div>",
    "<table>",
    "<table><tr><td>",
    "<ul><li>",
    "<select><option>",
    "<svg>",
    "<form>",
    "<ruby>",
    "<template>",
    "<button>",
)
_LONGEST = 400
_DEEPEST = 5


def hostile_page(random: Random, *, without: frozenset[str] = frozenset()) -> str:
    """Make up a page of few kinds of elements, whose tags may be missing, crossed or strays."""
    known = [name for name in _NAMES if name not in without]
    often = [name for name in _OFTEN if name not in without]
    names = random.sample(known, random.randint(1, 4)) + random.sample(often, random.randint(1, 4))
    strays, losses = random.choice([(0.0, 0.0), (0.0, 0.2), (0.08, 0.15)])
    around = random.choice([tag for tag in _AROUND if tag.strip("<").split(">")[0] not in without])
    while True:
        content = "".join(_pieces(random, names, strays, losses, depth=0))
        if len(content) <= _LONGEST:
            return random.choice(_BEGINNINGS) + around + content + random.choice([" end", "</p>"])


def moved_about(markup: str, random: Random) -> str | None:
    """Translate a page so that tags and texts stand wherever their rules allow; None where that
    is nothing.
    """
    page = read(markup)
    texts = iter(lambda: random.choice(["訳", "訳", "訳 ", " ", ""]), None)
    translations = Translations(_usable(page, texts, random))
    if not translations:
        return None
    keeps_language = random.random() < 0.5
    return render_page(page, translations, "ja", keeps_language=keeps_language).data.decode()


def _usable(
    page: Page, texts: Iterator[str], random: Random
) -> Iterator[tuple[tuple[str | None, str], str]]:
    for segment in page.segments:
        if has_pairs(segment.id) and random.random() < 0.8:
            translation = shuffled(segment.id, texts, random)
        elif random.random() < 0.6:
            translation = displaced(segment.id, texts)
        else:
            translation = in_order(segment.id, iter(lambda: "訳", None))
        if not (is_blank(translation) or placeholder_problems(segment.id, translation)):
            yield (segment.context, segment.id), translation


def _pieces(
    random: Random, names: Sequence[str], strays: float, losses: float, *, depth: int
) -> Iterator[str]:
    for _ in range(random.randint(1, 4)):
        chance = random.random()
        if chance < 0.4 or depth == _DEEPEST:
            yield random.choice(_TEXTS)
            continue
        name = random.choice(names)
        if chance < 0.4 + strays:
            yield f"</{name}>"
            continue
        number = f" id=q{random.randrange(1000)}" if random.random() < 0.6 else ""
        yield f"<{name}{number}{random.choice(_ATTRIBUTES)}>"
        if name in _VOID:
            continue
        if name in _RAW:
            yield "text"
        else:
            yield from _pieces(random, names, strays, losses, depth=depth + 1)
        if name in _RAW or random.random() >= losses:
            yield f"</{name}>"
