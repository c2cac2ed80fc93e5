"""Checks of pages: what is wrong before anybody translates it."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import islice

from i18n_summit.checks.readings import GAP, prose
from i18n_summit.checks.register import PageFinding, page_check
from i18n_summit.language import are_same
from i18n_summit.model import Page, Segment, Severity

_WHOLE = re.compile(rb"<(?:!doctype|html|head|body)[\s>]", re.IGNORECASE)
# A space that does not break is nothing to read; headings and titles end where others begin.
_NOTHING = rb"(?:\s|&nbsp;|&#160;|&#xa0;|\xc2\xa0|<(?!/?h[1-6]|/?title|img)[^<>]*>)*"
_SOMETHING = rb"(?:(?!&nbsp;|&#160;|&#xa0;|\xc2\xa0)[^\s<]|<img\s[^<>]*\balt\s*=\s*[\"']?[^\"'\s>])"
_TITLE = re.compile(rb"<title(?:\s[^<>]*)?>" + _NOTHING + _SOMETHING, re.IGNORECASE)
_HEADING = re.compile(
    rb"<h[1-6](?:\s[^<>]*)?>" + _NOTHING + _SOMETHING + rb"|\srole=[\"']?heading\b", re.IGNORECASE
)
_IMAGE_FILE = re.compile(
    r"(?:https?://)?[\w .()/%-]+\.(?:jpe?g|png|gif|svg|webp|avif|bmp|tiff?)"
    # What cameras and telephones name their pictures.
    r"|(?:DSC[NF]?|C?IMG|PXL|MVIMG|GOPR|PICT|SAM)[_-]?\d{3,}[\w-]*|P\d{7}"
    r"|(?:image|photo|picture|screen-?shot)[_-]?\d[\w-]*",
    re.IGNORECASE,
)
_ALT = re.compile(rb"\salt\s*=\s*[\"']?\Z", re.IGNORECASE)
_BEGINNINGS = (
    "The|This|That|These|Those|There|Then|It|Its|We|You|They|He|She|If|In|On|At|As|By|For|From|To"
    "|With|And|But|So|Or|An?|My|Our|Your|Their|When|While|Where|What|Who|Why|How|Yes|No|Not|All"
    "|Each|Some|Many|Most|After|Before|Since|Here|Now|Once|Please|See|Read|Learn|Try|Use|Join"
)
"""Words after a full stop: others may belong to a name in a program (asyncio.Queue)."""
_RUN_TOGETHER = re.compile(
    rf"(?<![\w./@:-])(?:[A-Za-z]{{2,}}[.!?]({GAP}*)(?:{_BEGINNINGS})(?={GAP}*(?:[ ,]|\Z))"
    rf"|[a-z]{{2,}}[!?]({GAP}*)[A-Z][a-z]+(?={GAP}*(?:[ ,.!?]|\Z)))"
)
_TAGS = re.compile(r"(?:</?(?:a|b|cite|em|font|i|mark|q|small|span|strong|u)\d*>)*")
"""Tags between which a reader sees no space."""
_MOST = 20
"""Findings in one segment: each is looked for in all of it."""
_REPLACED = re.compile(r"\b[a-z]*(?:className|htmlFor)[a-z]+\b|\b[a-z]+className\b")


@page_check(Severity.WARNING)
def page_language(page: Page) -> Iterator[PageFinding]:
    """A tag declares another language than most of what it holds is in.

    Translations are right all the same; readers of the source page hear it wrongly.

    Bad:  <html lang="ja"> around a page in English
    Good: <html lang="en">
    """
    held: defaultdict[int, Counter[str]] = defaultdict(Counter)
    declaring: dict[int | None, int | None] = {None: None}
    for index, element in enumerate(page.elements):
        own = index if element.language else declaring.get(element.parent)
        declaring[index] = own
    for segment in page.segments:
        around = declaring.get(segment.element)
        if around is not None:
            held[around][segment.language] += 1
    for index, languages in sorted(held.items()):
        element = page.elements[index]
        declared = element.language or ""
        language, _ = languages.most_common(1)[0]
        right = sum(count for tag, count in languages.items() if are_same(tag, declared))
        if element.slots and 2 * right < languages.total() and not are_same(language, declared):
            span = element.slots[0].span
            yield PageFinding(
                f'most of this is in {language}, and lang says "{declared}".'
                f' Write lang="{language}".',
                span.start,
                span.end,
            )


@page_check(Severity.WARNING)
def no_title(page: Page) -> Iterator[PageFinding]:
    """A whole page has no title: tabs, bookmarks and search results show its address.

    Bad:  <head><title></title></head>
    Good: <head><title>Sessions</title></head>
    """
    if _is_whole(page) and _TITLE.search(page.data) is None:
        yield PageFinding("the page has no title. Write its <title>.")


@page_check(Severity.WARNING)
def no_heading(page: Page) -> Iterator[PageFinding]:
    """A whole page has no heading: who listens to it cannot find its parts.

    One without text is none.

    Bad:  <p class="big">Sessions</p>, <h1>&nbsp;</h1>
    Good: <h1>Sessions</h1>
    """
    if _is_whole(page) and page.segments and _HEADING.search(page.data) is None:
        yield PageFinding("the page has no heading. Write an <h1>.")


@page_check(Severity.WARNING)
def file_name(page: Page) -> Iterator[PageFinding]:
    """The text for an image is the name of its file.

    Bad:  <img alt="IMG_1234.jpg">, <img alt="DSC_0042">
    Good: <img alt="The audience of the opening keynote">
    """
    for segment in page.segments:
        if _IMAGE_FILE.fullmatch(segment.id):
            start, end = segment.span
            if _ALT.search(page.data[max(start - 10, 0) : start]):
                yield PageFinding(
                    f"«{segment.id}» is the name of a file. Write what the image shows.", start, end
                )


@page_check(Severity.WARNING)
def run_together(page: Page) -> Iterator[PageFinding]:
    """Two sentences have no space between them, be there a tag or not.

    Bad:  "It is available in many languages.To try it, run …", "<b>Ready?</b>Yes."
    Good: "It is available in many languages. To try it, run …"
    """
    for segment in page.segments:
        if "." in segment.id or "!" in segment.id or "?" in segment.id:
            for match in islice(_RUN_TOGETHER.finditer(prose(segment.id)), _MOST):
                if _TAGS.fullmatch(segment.id, *match.span(match.lastindex or 0)):
                    found = segment.id[match.start() : match.end()]
                    words = f"«{found}» are two sentences. Write a space between them."
                    yield _finding(page, segment, found, words)


@page_check(Severity.WARNING)
def replaced_word(page: Page) -> Iterator[PageFinding]:
    """A word was mangled when "class" was replaced by "className", or "for" by "htmlFor".

    Bad:  "We classNameically do it by hand."
    Good: "We classically do it by hand."
    """
    for segment in page.segments:
        if "className" in segment.id or "htmlFor" in segment.id:
            for match in islice(_REPLACED.finditer(prose(segment.id)), _MOST):
                word = match[0].replace("className", "class").replace("htmlFor", "for")
                words = f"«{match[0]}» was replaced by accident. Write «{word}»."
                yield _finding(page, segment, match[0], words)


@page_check(Severity.WARNING)
def torn_tag(page: Page) -> Iterator[PageFinding]:
    """A tag of a template, or what looks like one, is cut by tags of HTML: text beside it is left
    alone, in values too, and so is text in it where it ends in another element.

    Bad:  <div>Talks {# <p>old</p> #} of today</div>
    Good: <div><span>Talks</span> {# <p>old</p> #} <span>of today</span></div>
    """
    for start, end in page.torn:
        yield PageFinding(
            "HTML cuts a template's tag here, and no catalog has the text beside it. Put that into"
            " an element of its own, and into no tag in a value the quotes of that; where this is"
            " no tag, write «{» as «&#123;».",
            start,
            end,
        )


def _is_whole(page: Page) -> bool:
    return bool(page.elements) and _WHOLE.search(page.data) is not None


def _finding(page: Page, segment: Segment, words: str, message: str) -> PageFinding:
    """Find words in a segment's markup; where an entity or a tag cuts them, take all of it."""
    written = words.encode(page.encoding, "replace")
    start = page.data.find(written, *segment.span)
    return PageFinding(message, *((start, start + len(written)) if start >= 0 else segment.span))
