"""Pages with their translations in place: what changes, and what never does."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from html import escape as markup_escape
from itertools import count, cycle
from pathlib import PurePosixPath
from random import Random

import pytest
from bs4 import Tag
from hypothesis import given
from hypothesis import strategies as st

from i18n_summit.language import are_same
from i18n_summit.markup import escape, parts
from i18n_summit.model import (
    Catalog,
    Diagnostic,
    Holder,
    Key,
    Location,
    Message,
    Page,
    Segment,
    Severity,
    Writing,
)
from i18n_summit.render import render_page
from i18n_summit.translations import Translations, usable_translations
from tests.oracle import comments, parse, places, read, skeleton
from tests.strategies import (
    WORD,
    displaced,
    harm,
    has_pairs,
    in_order,
    pages,
    scraps,
    shuffled,
    tangles,
)

_LOCALES = st.sampled_from(["de", "ja", "en"])
_CHANCE = st.randoms(use_true_random=False)


def rendered(markup: str, translations: dict[str, str], locale: str = "ja") -> str:
    """Render a page with translations by msgid."""
    usable = usable_translations(_catalog(locale, translations))
    return render_page(read(markup), usable, locale).data.decode()


def _catalog(locale: str, translations: dict[str, str]) -> Catalog:
    return Catalog(locale, {}, tuple(Message(i, translation=t) for i, t in translations.items()))


def _tokens() -> Iterator[str]:
    return (f"t{number:04}" for number in count(1))


# Properties of any page


@given(scraps())
def test_a_page_without_translations_comes_back_byte_for_byte(markup: str) -> None:
    data = markup.encode()
    assert render_page(read(data), {}, "ja", keeps_language=True).data == data


@given(scraps())
def test_translations_that_are_their_source_leave_every_byte(markup: str) -> None:
    page = read(markup)
    same: dict[Key, str] = {(s.context, s.id): s.id for s in page.segments}
    assert render_page(page, same, "ja", keeps_language=True).data == markup.encode()


@given(pages(), st.lists(harm, min_size=1, max_size=4), _LOCALES, _CHANCE)
def test_no_translation_alters_the_elements_of_a_page(
    markup: str, texts: list[str], locale: str, random: Random
) -> None:
    page = read(markup)
    supply = cycle(texts)
    chosen = [segment for segment in page.segments if random.random() < 0.7]
    translations = {segment.id: in_order(segment.id, supply) for segment in chosen}
    usable = usable_translations(_catalog(locale, translations))
    assert len(usable) == len(translations)

    data = render_page(page, usable, locale).data

    assert skeleton(data) == skeleton(markup)
    assert comments(data) == comments(markup)


@given(pages(), st.lists(harm, min_size=1, max_size=4), _LOCALES, _CHANCE)
def test_no_order_of_placeholders_alters_the_elements_of_a_page(
    markup: str, texts: list[str], locale: str, random: Random
) -> None:
    page = read(markup)
    supply = cycle(texts)
    translations = {
        segment.id: shuffled(segment.id, supply, random)
        for segment in page.segments
        if has_pairs(segment.id)
    }
    usable = usable_translations(_catalog(locale, translations))
    assert len(usable) == len(translations)

    data = render_page(page, usable, locale).data

    assert Counter(skeleton(data)) == Counter(skeleton(markup))
    assert comments(data) == comments(markup)


@given(pages(), harm, st.text("<>/&;ltamp b1あ", max_size=8), _CHANCE)
def test_what_a_catalog_makes_of_placeholders_never_alters_a_page(
    markup: str, text: str, noise: str, random: Random
) -> None:
    page = read(markup)
    translations: dict[str, str] = {}
    for segment in page.segments:
        tags = [str(part) for part in parts(segment.id) if not isinstance(part, str)]
        chosen = random.choices([*tags, noise, escape(text)], k=len(tags) + 2)
        translations[segment.id] = "".join(chosen)
    usable = usable_translations(_catalog("de", translations))

    data = render_page(page, usable, "de").data

    assert Counter(skeleton(data)) == Counter(skeleton(markup))


@given(tangles(), _CHANCE)
def test_no_translation_changes_what_browsers_mend(markup: str, random: Random) -> None:
    page = read(markup)
    supply = iter(lambda: random.choice(["訳", "訳", " ", ""]), None)
    translations = {
        segment.id: shuffled(segment.id, supply, random)
        if has_pairs(segment.id) and random.random() < 0.7
        else displaced(segment.id, supply)
        for segment in page.segments
    }
    usable = usable_translations(_catalog("ja", translations))

    data = render_page(page, usable, "ja").data

    assert Counter(skeleton(data)) == Counter(skeleton(markup))
    assert comments(data) == comments(markup)


@given(pages(), _LOCALES)
def test_every_text_comes_back_translated_once_and_in_its_place(markup: str, locale: str) -> None:
    page = read(markup)
    supply = _tokens()
    foreign = [s for s in page.segments if not are_same(s.language, locale)]
    usable = usable_translations(
        _catalog(locale, {segment.id: in_order(segment.id, supply) for segment in foreign})
    )
    before = {word: place for word, place, _ in places(markup, WORD)}
    expected: dict[str, tuple[str, ...]] = {}
    for segment in page.segments:
        translation = usable.get((segment.context, segment.id), segment.id)
        for old, new in zip(parts(segment.id), parts(translation), strict=True):
            words = WORD.findall(str(old))
            if words and old != new:
                expected[str(new)] = before[words[0]]
            expected.update((w, before[w]) for w in words if old == new and w in before)

    data = render_page(page, usable, locale, keeps_language=True).data

    found = [(w, place) for w, place, _ in places(data, re.compile(r"[wt]\d{4}"))]
    replaced = {word for segment in page.segments for word in WORD.findall(segment.id)}
    assert sorted(pair for pair in found if pair[0] in expected) == sorted(expected.items())
    assert [pair for pair in found if pair[0] in replaced - expected.keys()] == []


@given(pages(), _LOCALES, _CHANCE)
def test_every_text_is_in_the_language_that_its_page_says(
    markup: str, locale: str, random: Random
) -> None:
    page = read(markup)
    supply = _tokens()
    chosen = [segment for segment in page.segments if random.random() < 0.5]
    usable = usable_translations(
        _catalog(locale, {segment.id: in_order(segment.id, supply) for segment in chosen})
    )

    result = render_page(page, usable, locale)

    said = {w: lang for w, _, lang in places(result.data, re.compile(r"[wt]\d{4}"))}
    # A fragment stands in a page of the locale.
    around = "" if b"<html" in result.data else locale
    reported = {diagnostic.id for diagnostic in result.diagnostics}
    wrong = [
        (segment.id, said[word])
        for segment in page.segments
        if segment.id not in reported
        for word, language in _languages(segment, usable, locale)
        if word in said and not are_same(said[word] or around, language)
    ]
    assert wrong == []


def _languages(
    segment: Segment, translations: Translations, locale: str
) -> Iterator[tuple[str, str]]:
    """Give the first word of a segment, in its source and its translation, with its language."""
    if not has_pairs(segment.id) or segment.writing is Writing.JSON:
        return  # It stands in several elements, or in none.
    source = parts(segment.id)[0]
    translated = parts(translations.get((segment.context, segment.id), "-"))[0]
    for word in WORD.findall(str(source))[:1]:
        yield word, segment.language
        yield str(translated), locale


# What translations are written as

PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '" onmouseover="alert(1)',
    " onmouseover=alert(1) x=",
    "--><script>alert(1)</script><!--",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "&lt;script>",
    "]]></svg><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "</p></body></html><p>",
    "<br/>&nbsp;<br>",
    "`x` \\ {{ x }} <?php ?> <% %>",
    "\u2028\u00a0\u3000「訳」",
]
WHERE = [
    pytest.param("<p>{}</p>", id="text"),
    pytest.param("<!DOCTYPE html><title>{}</title>", id="title"),
    pytest.param("<textarea>{}</textarea>", id="textarea"),
    pytest.param("<pre>{}</pre>", id="pre"),
    pytest.param("<select><option>{}</select>", id="option"),
    pytest.param("<svg><text>{}</text></svg>", id="svg"),
    pytest.param("<svg><desc><![CDATA[{}]]></desc></svg>", id="CDATA"),
    pytest.param('<img src="a.png" alt="{}">', id="double quotes"),
    pytest.param("<img src='a.png' alt='{}'>", id="single quotes"),
    pytest.param("<img src=a.png alt={}>", id="no quotes"),
    pytest.param("<img src=a.png alt={} >", id="no quotes, then a space"),
    pytest.param("<svg><g aria-label={}></g></svg>", id="no quotes, in svg"),
    pytest.param("<meta name=description content={}>", id="meta"),
]


@pytest.mark.parametrize("place", WHERE)
@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_translation_is_text_wherever_it_stands(place: str, payload: str) -> None:
    markup = place.format("Keynote")

    data = rendered(markup, {"Keynote": escape(payload)})

    assert skeleton(data) == skeleton(markup)
    soup = parse(data)
    values = [str(value) for tag in soup.find_all() for value in tag.attrs.values()]
    assert payload in [*values, *soup.strings]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_translation_of_structured_data_is_a_string_of_it(payload: str) -> None:
    markup = (
        '<script type="application/ld+json">[{"name": "Keynote", "url": "/#Keynote"}]</script><p>b'
    )

    data = rendered(markup, {"Keynote": escape(payload)})

    assert skeleton(data) == skeleton(markup)
    assert comments(data) == []
    script = parse(data).find("script")
    assert script is not None
    assert json.loads("".join(map(str, script.contents))) == [{"name": payload, "url": "/#Keynote"}]


@pytest.mark.parametrize("quote", ['"', "'", ""])
@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_translation_in_a_page_within_the_page_is_text(payload: str, quote: str) -> None:
    inner = "<p title='Keynote' id=a>Keynote</p><iframe srcdoc='<b>Keynote</b> day'></iframe>"
    value = markup_escape(inner) if quote else markup_escape(inner).replace(" ", "&#32;")
    markup = f"<iframe srcdoc={quote}{value}{quote}></iframe><p>b"

    data = rendered(
        markup, {"Keynote": escape(payload), "<b>Keynote</b> day": f"<b>{escape(payload)}</b>"}
    )

    assert skeleton(data) == skeleton(markup)
    page = _srcdoc(data)
    assert payload in [str(value) for tag in parse(page).find_all() for value in tag.attrs.values()]
    assert payload in parse(page).strings
    assert payload in parse(_srcdoc(page)).strings


def test_a_page_within_the_page_without_quotes_never_loses_its_value() -> None:
    usable = Translations({(None, "Logo"): "\0"})
    page = read("<iframe srcdoc=Logo class=x></iframe>")

    data = render_page(page, usable, "ja", keeps_language=True).data

    assert data == b"<iframe srcdoc=&#32; class=x></iframe>"


def _srcdoc(markup: str) -> str:
    frame = parse(markup).find("iframe")
    assert isinstance(frame, Tag)
    return str(frame["srcdoc"])


# Page, translations, and the page in Japanese.
WRITTEN = [
    pytest.param(
        '<p>Read <a href="/d?a&b" class=x>the docs</a>, <b>please</b>.</p>',
        {"Read <a>the docs</a>, <b>please</b>.": "<b>どうか</b><a>文書</a>をお読みください。"},
        '<p><b>どうか</b><a href="/d?a&b" class=x>文書</a>をお読みください。</p>',
        id="tags move with all they have",
    ),
    pytest.param(
        "<li <?php item() ?> id=x>Core <b <?= $b->c ?> title='y'>Kafka</b> and KSQL</li>",
        {"Core <b>Kafka</b> and KSQL": "KSQL と<b>カフカ</b>"},
        "<li <?php item() ?> id=x>KSQL と<b <?= $b->c ?> title='y'>カフカ</b></li>",
        id="start tags that HTML ends in a template's tag",
    ),
    pytest.param(
        "<p>\n  Core Kafka <!-- track 1 --> and <?php track() ?>\n  KSQL\n</p>",
        {
            "Core Kafka and <keep><?php track() ?></keep> KSQL": (
                "Kafka コアと<keep><?php track() ?></keep> KSQL"
            )
        },
        "<p>\n  Kafka コアと<?php track() ?> KSQL<!-- track 1 -->\n</p>",
        id="comments stay behind, in order; white space around stays",
    ),
    pytest.param(
        "<p>Fast joins in <span class='notranslate'>Kafka &amp; Co</span></p>",
        {"Fast joins in <keep>Kafka & Co</keep>": "<keep>Kafka & Co</keep> での高速な結合"},
        "<p><span class='notranslate'>Kafka &amp; Co</span> での高速な結合</p>",
        id="locked text keeps its bytes",
    ),
    pytest.param(
        "<p>Press <button title='Save it'>Save</button> to go on</p>",
        {
            "Press <button/> to go on": "続けるには <button/> を押す",
            "Save": "保存",
            "Save it": "保存する",
        },
        "<p>続けるには <button title='保存する'>保存</button> を押す</p>",
        id="what stands inside a placeholder is translated with it",
    ),
    pytest.param(
        "<p>Press <button>Save</button> to go on</p>",
        {"Press <button/> to go on": "続けるには <button/> を押す"},
        '<p>続けるには <button lang="en">Save</button> を押す</p>',
        id="what stands inside a placeholder stays",
    ),
    pytest.param(
        "<p><span translate=no>Press <b translate=yes>Save</b></span> to go on</p>",
        {"<keep>Press Save</keep> to go on": "進む: <keep>Press Save</keep>", "Save": "保存"},
        "<p>進む: <span translate=no>Press <b translate=yes>保存</b></span></p>",
        id="what stands inside locked text is translated",
    ),
    pytest.param(
        "<p>a <keep>b</keep> c</p>",
        {"a <x-keep>b</x-keep> c": "あ<x-keep>い</x-keep>う"},
        "<p>あ<keep>い</keep>う</p>",
        id="an element called keep is not locked",
    ),
    pytest.param(
        "<p>one <b>two <i>three</b> four</i> five</p>",
        {"one <b>two <i1>three</b> four</i2> five": "一 <b>二 <i1>三</b> 四</i2> 五"},
        "<p>一 <b>二 <i>三</b> 四</i> 五</p>",
        id="lone tags",
    ),
    pytest.param(
        "<p>Write R&amp;D &lt;b> &#x3C;3 &nbsp;here</p>",
        {"Write R&D &lt;b> <3 \u00a0here": "R&D &lt;b> と <3\u00a0書く"},
        "<p>R&amp;D &lt;b&gt; と &lt;3\u00a0書く</p>",
        id="entities",
    ),
    pytest.param(
        "<p>Kafka Summit  San&nbsp;Francisco</p>",
        {"Kafka Summit San\u00a0Francisco": "Kafka Summit San\u00a0Francisco"},
        "<p>Kafka Summit  San&nbsp;Francisco</p>",
        id="a translation that is its source leaves the bytes",
    ),
    pytest.param(
        "<input placeholder=Name type=text><img alt=Logo>",
        {"Name": "名前", "Logo": 'いわゆる"ロゴ"'},
        '<input placeholder="名前" type=text><img alt="いわゆる&quot;ロゴ&quot;">',
        id="unquoted values get quotes",
    ),
    pytest.param(
        "<img alt=\"Kafka's logo\"><img alt=' The other\n logo '>",
        {"Kafka's logo": "Kafka's ロゴ", "The other logo": "もう 1 つの\nロゴ"},
        "<img alt=\"Kafka&#x27;s ロゴ\"><img alt=' もう 1 つの\nロゴ '>",
        id="quotes stay as they are",
    ),
    pytest.param(
        "<pre>\r\nfirst line\r\n  second\r\n</pre>",
        {"first line\n  second": "1 行目\n  2 行目"},
        "<pre>\r\n1 行目\r\n  2 行目\r\n</pre>",
        id="line ends in pre are the page's",
    ),
    pytest.param(
        "<html lang=en><xmp>\r\n<b class='x'>R&D</b>\r\n  {{ x }} &amp; </xmp>"
        "<plaintext>a</p></html>",
        {
            "<b class='x'>R&D&lt;/b>\n  <keep>{{ x }}</keep> &amp;amp;": (
                "<keep>{{ x }}</keep>\n  <b class='よ'>\"研究\" & 開発 <3&lt;/b>"
            ),
            "a&lt;/p>&lt;/html>": "あ&lt;/p>&lt;/html>",
        },
        "<html lang=ja><xmp>\r\n{{ x }}\r\n  <b class='よ'>\"研究\" & 開発 <3</b> </xmp>"
        "<plaintext>あ</p></html>",
        id="raw text",
    ),
    pytest.param(
        "<p>first\r\nline</p>\r\n",
        {"first line": "1 行\n目"},
        "<p>1 行\n目</p>\r\n",
        id="line ends elsewhere are white space",
    ),
    pytest.param(
        "<svg><text><![CDATA[a < b]]></text></svg>",
        {"a < b": "a は b より小さい <"},
        "<svg><text>a は b より小さい &lt;</text></svg>",
        id="CDATA becomes text",
    ),
    pytest.param(
        "<p>Hello, {{ user.name|e }}! {% if talks &gt; 1 %}You have talks.{% endif %}</p>",
        {
            "Hello, <keep1>{{ user.name|e }}</keep1>! <keep2>{% if talks &gt; 1 %}</keep2>"
            "You have talks.": (
                "<keep1>{{ user.name|e }}</keep1> さん、"
                "<keep2>{% if talks &gt; 1 %}</keep2>登壇があります。"
            )
        },
        "<p>{{ user.name|e }} さん、{% if talks &gt; 1 %}登壇があります。{% endif %}</p>",
        id="template tags move with their sentence, or stay outside",
    ),
    pytest.param(
        "<img alt='Photo of {{ name }} (&lt;%= year %&gt;)' title='{{ name }}'>",
        {
            "Photo of <keep>{{ name }}</keep> (<%= year %>)": (
                "<keep>{{ name }}</keep>（<%= year %>）の写真 {{ x }}"
            )
        },
        "<img alt='{{ name }}（&lt;%= year %&gt;）の写真 &#123;{ x }}' title='{{ name }}'>",
        id="template tags in values; a translation brings none in",
    ),
    pytest.param(
        """<p {% if a %}title="Kafka"{% else %}title='KSQL'{% endif %}>Core</p>""",
        {"Kafka": '"カフカ"', "KSQL": "KSQL'"},
        """<p lang="en" {% if a %}title="&quot;カフカ&quot;"{% else %}title='KSQL&#x27;'"""
        "{% endif %}>Core</p>",
        id="attributes between template tags",
    ),
    pytest.param(
        """<html lang='{{ a | default: "b" }}'><p lang="<?= $c->d ?>">Kafka</p>"""
        "<p {% if e %}lang='de'{% else %}lang='fr'{% endif %}>Kafka</p><p lang={{f}}>Kafka</p>"
        """<p lang="{{ g | default: "h" }}" xml:lang="en">Core</p></html>""",
        {"Kafka": "カフカ"},
        """<html lang='{{ a | default: "b" }}'><p lang="<?= $c->d ?>">カフカ</p>"""
        "<p {% if e %}lang='de'{% else %}lang='fr'{% endif %}>カフカ</p><p lang={{f}}>カフカ</p>"
        """<p lang="{{ g | default: "h" }}" xml:lang="en">Core</p></html>""",
        id="languages that a template says",
    ),
    pytest.param(
        '<p {{ a }} lang="en">Kafka</p><p lang="de" title="{{ b }}">Kafka</p><p {{ c }}>Core</p>',
        {"Kafka": "カフカ"},
        '<p {{ a }} lang="ja">カフカ</p><p lang="ja" title="{{ b }}">カフカ</p>'
        '<p lang="en" {{ c }}>Core</p>',
        id="languages beside template tags",
    ),
    pytest.param(
        "<p>See <{{ tag }} class='x'>Kafka</{{ tag }}> and <<?= $tag ?>>KSQL</<?= $tag ?>>.</p>",
        {
            "See <keep1><{{ tag }} class='x'></keep1>Kafka<keep2></{{ tag }}></keep2> and"
            " <keep3><<?= $tag ?>></keep3>KSQL<keep4></<?= $tag ?>></keep4>.": (
                "<keep3><<?= $tag ?>></keep3>KSQL<keep4></<?= $tag ?>></keep4> と"
                "<keep1><{{ tag }} class='x'></keep1>カフカ<keep2></{{ tag }}></keep2>を見る。"
            )
        },
        "<p><<?= $tag ?>>KSQL</<?= $tag ?>> と<{{ tag }} class='x'>カフカ</{{ tag }}>を見る。</p>",
        id="tags whose name a template gives",
    ),
    pytest.param(
        "<p title='Hi {{ x }}'>Hi {{ x }}{% if y %}",
        {"Hi <keep>{{ x }}</keep>": "{<keep>{{ x }}</keep>{"},
        "<p title='&#123;{{ x }}&#123;'>&#123;{{ x }}&#123;{% if y %}",
        id="a translation makes no other tag of a template's",
    ),
    pytest.param(
        '<script type="application/ld+json">{"@type": "Event", "name": "Kafka Summit",'
        ' "startDate": "2019-09-30", "description": "Two days\\nof \\"streams\\""}</script>',
        {
            "Kafka Summit": "Kafka サミット",
            'Two days of "streams"': '&lt;/script>"ストリーム" & {{ x }}',
        },
        '<script type="application/ld+json">{"@type": "Event", "name": "Kafka サミット",'
        ' "startDate": "2019-09-30", "description":'
        ' "\\u003c/script\\u003e\\"ストリーム\\" \\u0026 \\u007b\\u007b x }}"}</script>',
        id="structured data",
    ),
    pytest.param(
        '<html lang=en><p>See <iframe srcdoc="&lt;p class=&quot;x&quot;>Tracks &amp;amp; '
        '&lt;b&gt;talks&lt;/b&gt;&lt;p>Both&lt;img alt=Logo>"></iframe> here</p></html>',
        {
            "See <iframe/> here": "<iframe/> をご覧ください",
            "Tracks & <b>talks</b>": '<b>"講演"</b>と &lt;i>',
            "Logo": "ロゴ",
        },
        '<html lang=ja><p><iframe srcdoc="&lt;html lang=&quot;ja&quot;&gt;'
        "&lt;p class=&quot;x&quot;>"
        "&lt;b&gt;&quot;講演&quot;&lt;/b&gt;と &amp;lt;i&amp;gt;&lt;p lang=&quot;en&quot;>Both"
        '&lt;img lang=&quot;ja&quot; alt=&quot;ロゴ&quot;>"></iframe> をご覧ください</p></html>',
        id="a page within the page",
    ),
    pytest.param(
        "<html lang=en><iframe srcdoc=&lt;p&gt;Read&nbsp;me&lt;p&gt;Both&lt;img&#32;alt=Logo&gt;/>"
        "</iframe></html>",
        {"Read\u00a0me": "「は」 = `わ`\n読む", "Logo": "ロゴ"},
        "<html lang=ja><iframe srcdoc=&lt;html&#32;lang&#61;&quot;ja&quot;&gt;&lt;p&gt;「は」&#32;"
        "&#61;&#32;&#96;わ&#96;&#10;読む&lt;p&#32;lang&#61;&quot;en&quot;&gt;Both"
        "&lt;img&#32;lang&#61;&quot;ja&quot;&#32;alt=&quot;ロゴ&quot;&gt;/>"
        "</iframe></html>",
        id="a page within the page, without quotes",
    ),
    pytest.param(
        '<iframe srcdoc=""></iframe><iframe srcdoc="{{ page }}"></iframe><p>Logo',
        {"Logo": "ロゴ"},
        '<iframe srcdoc=""></iframe><iframe srcdoc="{{ page }}"></iframe><p>ロゴ',
        id="pages within the page that say nothing",
    ),
    pytest.param(
        "<ruby>改善<rp>(</rp><rt>かいぜん</rt><rp>)</rp></ruby> means improvement",
        {},
        "<ruby>改善<rp>(</rp><rt>かいぜん</rt><rp>)</rp></ruby> means improvement",
        id="ruby",
    ),
    pytest.param(
        "<p>fuzzy</p><p>lost <b>tag</b></p><p>empty</p>",
        {"lost <b>tag</b>": "タグ", "empty": ""},
        '<p lang="en">fuzzy</p><p lang="en">lost <b>tag</b></p><p lang="en">empty</p>',
        id="what cannot be used leaves the source",
    ),
]


@pytest.mark.parametrize(("markup", "translations", "expected"), WRITTEN)
def test_a_page_in_japanese(markup: str, translations: dict[str, str], expected: str) -> None:
    assert rendered(markup, translations) == expected


def test_only_what_somebody_stands_by_reaches_a_page() -> None:
    messages = (
        Message("Keynote", translation="基調講演"),
        Message("Keynote", context="menu", translation="基調講演へ"),
        Message("Tracks", translation="トラック", flags=("fuzzy",)),
        Message("Speakers", translation="講演者", is_obsolete=True),
        Message("Venue"),
        Message("One <b>talk</b>", translation="<b>講演", flags=("no-wrap",)),
        Message("Two <b>talks</b>", translation="<b></b>"),
        Message("%d talk", id_plural="%d talks", plural_translations=("講演",)),
    )

    assert usable_translations(Catalog("ja", {}, messages)) == {
        (None, "Keynote"): "基調講演",
        ("menu", "Keynote"): "基調講演へ",
    }


@pytest.mark.parametrize("translation", ["<b></b>", "\0<b> </b>", "\u200b<b>\u3000</b>"])
def test_a_translation_with_nothing_to_read_empties_no_page(translation: str) -> None:
    # Where no text stands before it, a frameset takes the place of the body.
    markup = "<html lang=en>Hello <b>x</b> <frameset><frame src=a.html></frameset>"
    written = rendered(markup, {"Hello <b>x</b>": translation})
    assert skeleton(written) == skeleton(markup)
    assert "Hello <b>x</b>" in written


# The language of parts (decision 9)

# Page and what becomes of it in Japanese, with a translation for "Keynote" alone.
SAID = [
    pytest.param(
        '<html lang="en"><p>Keynote</p></html>',
        '<html lang="ja"><p>基調講演</p></html>',
        id="html",
    ),
    pytest.param(
        "<div><p>Keynote</p>Run <code translate=no>a<b>b</code> now</div>",
        '<div lang="en"><p lang="ja">基調講演</p>Run <code translate=no>a<b>b</code> now</div>',
        id="no span around what browsers mend",
    ),
    pytest.param(
        "<html><body class=x><p>Keynote<p>Tracks<body lang=en>",
        '<html lang="ja"><body class=x><p lang="ja">基調講演<p>Tracks<body lang=en>',
        id="lang of a second body",
    ),
    pytest.param(
        "<head></head><br>Keynote<body lang=en>",
        "<head></head><br>基調講演<body lang=ja>",
        id="lang of a body that has begun unsaid",
    ),
    pytest.param(
        "<p><b lang=fr>Bonjour</p><p>Keynote</b></p><p>Tracks",
        '<p><b lang=fr>Bonjour</p><p><span lang="ja">基調講演</span></b></p><p lang="en">Tracks',
        id="formatting that goes on",
    ),
    pytest.param(
        "<html><p>Keynote</p></html>",
        '<html lang="ja"><p>基調講演</p></html>',
        id="html without lang",
    ),
    pytest.param(
        "<html class=x lang=en xml:lang='en'><p>Keynote</p></html>",
        "<html class=x lang=ja xml:lang='ja'><p>基調講演</p></html>",
        id="xml:lang too, each with its quotes",
    ),
    pytest.param(
        '<html xml:lang="en"><p>Keynote</p></html>',
        '<html lang="ja" xml:lang="ja"><p>基調講演</p></html>',
        id="xml:lang alone",
    ),
    pytest.param(
        "<html lang><p>Keynote</p></html>",
        '<html lang="ja"><p>基調講演</p></html>',
        id="lang without value",
    ),
    pytest.param(
        "<html lang=><p>Keynote</p></html>",
        "<html lang=ja><p>基調講演</p></html>",
        id="lang without value after its sign",
    ),
    pytest.param(
        "<!DOCTYPE html><title>Keynote</title>",
        '<!DOCTYPE html><html lang="ja"><title>基調講演</title>',
        id="page without html",
    ),
    pytest.param(
        "<!DOCTYPE html>Tracks <b>one</b>",
        '<!DOCTYPE html><html lang="ja"><span lang="en">Tracks <b>one</b></span>',
        id="page without html that begins with text",
    ),
    pytest.param("<p>Keynote</p>", "<p>基調講演</p>", id="fragment"),
    pytest.param("<p>Tracks</p>", '<p lang="en">Tracks</p>', id="fragment, not translated"),
    pytest.param(
        '<html lang="ja"><p lang="en">Keynote</p></html>',
        '<html lang="ja"><p lang="ja">基調講演</p></html>',
        id="an own lang is replaced",
    ),
    pytest.param(
        '<html lang="en"><p>Keynote</p><p>Tracks</p></html>',
        '<html lang="ja"><p>基調講演</p><p lang="en">Tracks</p></html>',
        id="half translated",
    ),
    pytest.param(
        '<div lang="en"><p>Keynote</p><p>Tracks</p></div>',
        '<div lang="en"><p lang="ja">基調講演</p><p>Tracks</p></div>',
        id="containers keep theirs",
    ),
    pytest.param(
        '<div lang="en-GB"><p lang="en">Tracks</p></div>',
        '<div lang="en-GB"><p lang="en">Tracks</p></div>',
        id="en-GB is en",
    ),
    pytest.param(
        "<div>Tracks<p>Keynote</p>Speakers</div>",
        '<div><span lang="en">Tracks</span><p>基調講演</p><span lang="en">Speakers</span></div>',
        id="bare runs get a span",
    ),
    pytest.param(
        "<div>Tracks <em>and</em> talks<p>Keynote</p><em>Speakers</em></div>",
        '<div><span lang="en">Tracks <em>and</em> talks</span><p>基調講演</p>'
        '<em lang="en">Speakers</em></div>',
        id="a run that is one element carries it there",
    ),
    pytest.param(
        '<div lang="en">Keynote <!-- c --><p>Tracks</p></div>',
        '<div lang="en"><span lang="ja">基調講演</span> <!-- c --><p>Tracks</p></div>',
        id="a translated run gets a span too",
    ),
    pytest.param(
        "<p lang=en><b>Keynote</b></p>",
        "<p lang=ja><b>基調講演</b></p>",
        id="the innermost lang around the text",
    ),
    pytest.param(
        "<p lang=en><b lang='en-US'>Keynote</b></p>",
        "<p lang=en><b lang='ja'>基調講演</b></p>",
        id="the innermost lang of two",
    ),
    pytest.param(
        "<div><a href=/><hr>Tracks</a></div>",
        '<div><a lang="en" href=/><hr>Tracks</a></div>',
        id="an element with nothing else",
    ),
    pytest.param(
        "<div lang=en><b><p></b></p>Keynote</div>",
        '<div lang=en><b><p></b></p><span lang="ja">基調講演</span></div>',
        id="an element that is over holds nothing",
    ),
    pytest.param(
        "<svg><!DOCTYPE html><text>Keynote</text></svg>",
        "<svg><!DOCTYPE html><text>基調講演</text></svg>",
        id="a doctype inside is none",
    ),
    pytest.param(
        "<title>Tracks</title>",
        '<title lang="en">Tracks</title>',
        id="title",
    ),
    pytest.param(
        "<select><option>Tracks<option>Keynote</select>",
        '<select><option lang="en">Tracks<option>基調講演</select>',
        id="option",
    ),
    pytest.param(
        "<table><tr><td>Tracks<td>Speakers <p>Keynote</table>",
        '<table><tr><td lang="en">Tracks<td><span lang="en">Speakers</span> <p>基調講演</table>',
        id="cells",
    ),
    pytest.param(
        "<table><caption>Tracks</caption><tr><th>Keynote</table>",
        '<table><caption lang="en">Tracks</caption><tr><th>基調講演</table>',
        id="caption",
    ),
    pytest.param(
        "<textarea>Tracks</textarea>",
        '<textarea lang="en">Tracks</textarea>',
        id="textarea",
    ),
    pytest.param(
        "<svg><text>Tracks <tspan>one</tspan><a>two</a></text></svg>",
        '<svg><text lang="en">Tracks <tspan>one</tspan><a>two</a></text></svg>',
        id="svg",
    ),
    pytest.param(
        "<svg><g>Tracks<text>Keynote</text></g></svg>",
        '<svg><g lang="en">Tracks<text lang="ja">基調講演</text></g></svg>',
        id="no span in svg: the parent carries it",
    ),
    pytest.param(
        "<select>Tracks<option>Keynote</select>",
        '<select lang="en">Tracks<option lang="ja">基調講演</select>',
        id="no span in select: the parent carries it",
    ),
    pytest.param(
        '<img alt="Tracks"><img alt="Keynote"><meta name=description content="Tracks">',
        '<img lang="en" alt="Tracks"><img alt="基調講演">'
        '<meta lang="en" name=description content="Tracks">',
        id="void elements carry that of their attributes",
    ),
    pytest.param(
        '<html lang="ja"><p xml:lang="en">Tracks</p></html>',
        '<html lang="ja"><p lang="en" xml:lang="en">Tracks</p></html>',
        id="xml:lang says nothing in HTML",
    ),
    pytest.param(
        "<svg><text xml:lang=fr>Keynote</text><text xml:lang=en lang=ja>Tracks</text></svg>",
        '<svg><text lang="ja" xml:lang=ja>基調講演</text>'
        "<text xml:lang=en lang=ja>Tracks</text></svg>",
        id="in svg it does, before lang",
    ),
    pytest.param(
        "<math xml:lang=fr><mtext>Keynote <p xml:lang=en>Tracks</p></mtext></math>",
        '<math xml:lang=fr><mtext lang="ja">基調講演'
        ' <p lang="fr" xml:lang=fr>Tracks</p></mtext></math>',
        id="in math too, but for the HTML in it",
    ),
    pytest.param(
        '<p title="Keynote">Tracks</p>',
        '<p lang="en" title="基調講演">Tracks</p>',
        id="an attribute is written, though its element cannot say it",
    ),
    pytest.param(
        '<img alt="Tracks" title="Keynote">',
        '<img lang="en" alt="Tracks" title="基調講演">',
        id="of two attributes the first says its language",
    ),
    pytest.param(
        "<div lang=en>Talks <button>Keynote</button> and <b><button>Tracks</button></b></div>",
        '<div lang=en>Talks <button lang="ja">基調講演</button> and'
        " <b><button>Tracks</button></b></div>",
        id="what stands in a run",
    ),
    pytest.param(
        '<div lang="">Tracks<p>Keynote</p></div>',
        '<div lang=""><span lang="en">Tracks</span><p lang="ja">基調講演</p></div>',
        id="unknown around",
    ),
    pytest.param(
        "<html lang='\"><script>'><p>Tracks</p></html>",
        "<html lang='ja'><p lang=\"en\">Tracks</p></html>",
        id="what is no language tag is unknown",
    ),
    pytest.param(
        "<html lang=fr><p>Bonjour</p><p lang=de>Guten Tag</p></html>",
        '<html lang=ja><p lang="fr">Bonjour</p><p lang=de>Guten Tag</p></html>',
        id="other languages stay what they are",
    ),
    pytest.param(
        "<div>Tracks<x-card>Talks<hr>Speakers</x-card></div>",
        '<div lang="en">Tracks<x-card>Talks<hr>Speakers</x-card></div>',
        id="no span around half an element",
    ),
    pytest.param(
        '<html lang="en"><body translate="no"><p>Tracks</p><p translate="yes">Keynote</p></body>',
        '<html lang="ja"><body translate="no"><p>Tracks</p><p translate="yes">基調講演</p></body>',
        id="locked parts are not looked at",
    ),
    pytest.param(
        '<html lang="en" translate="no">Tracks<p translate="yes">Keynote</p></html>',
        '<html lang="en" translate="no">Tracks<p lang="ja" translate="yes">基調講演</p></html>',
        id="a locked page keeps its lang",
    ),
]


@pytest.mark.parametrize(("markup", "expected"), SAID)
def test_the_page_says_the_language_of_its_parts(markup: str, expected: str) -> None:
    assert rendered(markup, {"Keynote": "基調講演"}) == expected


def test_a_part_that_declares_the_language_of_its_segment_follows_it() -> None:
    markup = (
        '<html lang="en"><p>日本語の<em lang="ja">強調した</em>文章と<i lang="fr">mot</i>です'
        "</p></html>"
    )
    id = "日本語の<em>強調した</em>文章と<i>mot</i>です"

    assert rendered(markup, {id: "A <em>stressed</em> text, <i>mot</i>"}, "en") == (
        '<html lang="en"><p>A <em lang="en">stressed</em> text, <i lang="fr">mot</i></p></html>'
    )


def test_a_translated_run_says_its_language_to_what_stands_in_it() -> None:
    markup = '<li lang="en">Press <b>this <button>Save</button></b><p></p></li>'
    translations = {"Press <b>this <button/></b>": "<b>これ<button/></b>を押す"}

    assert rendered(markup, translations) == (
        '<li lang="en"><span lang="ja"><b>これ<button lang="en">Save</button></b>を押す</span>'
        "<p></p></li>"
    )


def test_a_locale_is_written_as_it_is_called_and_other_regions_stay() -> None:
    markup = '<html lang="en-US"><p lang="en-GB">Colour</p><p>ストリーム処理</p></html>'

    assert rendered(markup, {"ストリーム処理": "Stream processing"}, "en") == (
        '<html lang="en"><p lang="en-GB">Colour</p><p>Stream processing</p></html>'
    )


# What other programs may pass for a translation.
BROKEN = ["此処", "此処<b>だ", "</b><b>此処", "<b>此</b><b>処</b>", "<i>此処</i>", "", " "]


@pytest.mark.parametrize("translation", BROKEN)
def test_a_translation_that_is_not_whole_is_left_out_and_named(translation: str) -> None:
    markup = "<p>Hello <b>here</b></p>"
    usable: dict[Key, str] = {(None, "Hello <b>here</b>"): translation}

    result = render_page(read(markup), usable, "ja", keeps_language=True)

    assert result.data.decode() == markup
    named = [("placeholder", Severity.ERROR)] if translation.strip() else []
    assert [(d.code, d.severity) for d in result.diagnostics] == named


def test_keeping_the_language_leaves_every_lang_alone() -> None:
    markup = '<html lang="en"><p lang=en>Keynote</p>Tracks<img alt="Tracks"></html>'
    usable: dict[Key, str] = {(None, "Keynote"): "基調講演"}

    result = render_page(read(markup), usable, "ja", keeps_language=True)

    assert result.data.decode() == markup.replace("Keynote", "基調講演")
    assert result.diagnostics == ()


# Page, and the line, column and text of what has no place to say its language, and what is said.
UNSAID = [
    pytest.param(
        '<html>\n<body><p>\n<a title="Tracks" href="/">Keynote</a></p>',
        (3, 11, "Tracks"),
        "in the ja page this text is in en inside ja, and no markup can say so."
        " Translate it, or mend the lang around it.",
        id="attribute",
    ),
    pytest.param(
        '日本語<img alt="Keynote"\ntitle="Tracks">',
        (2, 8, "Tracks"),
        "in the ja page this text is in en inside ja, and no markup can say so."
        " Translate it, or mend the lang around it.",
        id="second attribute",
    ),
    pytest.param(
        "<svg><g>Tracks<path/>and<g/>Keynote</g></svg>",
        (1, 29, "Keynote"),
        "in the ja page this text is in ja inside en, and no markup can say so."
        " Translate the text around it, or mend the lang around it.",
        id="second run where no span may stand",
    ),
]


@pytest.mark.parametrize(("markup", "place", "complaint"), UNSAID)
def test_what_cannot_say_its_language_is_reported(
    markup: str, place: tuple[int, int, str], complaint: str
) -> None:
    line, column, id = place
    result = render_page(read(markup), {(None, "Keynote"): "基調講演"}, "ja")

    assert result.diagnostics == (
        Diagnostic(
            code="part-language",
            severity=Severity.WARNING,
            location=Location(PurePosixPath("page.html"), line, column),
            message=complaint,
            locale="ja",
            id=id,
        ),
    )


# Encodings


def test_a_page_has_references_for_what_its_encoding_cannot_hold() -> None:
    page = read("<meta charset=Shift_JIS><p title='Price'>①月: 価格はここです</p>".encode("cp932"))
    usable: dict[Key, str] = {(None, "①月: 価格はここです"): "Prix: 5 € – ①", (None, "Price"): "𠮷"}

    data = render_page(page, usable, "fr").data

    assert data == (
        "<meta charset=Shift_JIS><p title='&#134071;'>Prix: 5 &#8364; &#8211; ①</p>".encode("cp932")
    )


@pytest.mark.parametrize(
    ("encoding", "euro"),
    [("iso2022_jp", "&#8364;"), ("utf-16", "€"), ("utf-8-sig", "€"), ("euc_jp", "&#8364;")],
)
def test_a_page_keeps_its_encoding(encoding: str, euro: str) -> None:
    label = {"iso2022_jp": "iso-2022-jp", "euc_jp": "euc-jp"}.get(encoding, "utf-8")
    markup = f"<meta charset={label}><p>価格はここです</p>"
    usable: dict[Key, str] = {(None, "価格はここです"): "Preis: 5 €"}

    data = render_page(read(markup.encode(encoding)), usable, "de").data

    assert data == markup.replace("価格はここです", f"Preis: 5 {euro}").encode(encoding)


def _text_page(data: bytes, encoding: str) -> Page:
    segment = read(data.decode(encoding), name="page.txt").segments[0]
    return Page(PurePosixPath("page.txt"), data, encoding, (segment,))


def test_a_text_page_keeps_the_source_where_it_cannot_hold_a_character() -> None:
    page = _text_page(b"Price\n", "ascii")
    usable: dict[Key, str] = {(None, "Price"): "価格"}

    result = render_page(page, usable, "ja")

    assert result.data == b"Price\n"
    assert result.diagnostics == (
        Diagnostic(
            code="encoding",
            severity=Severity.ERROR,
            location=Location(PurePosixPath("page.txt")),
            message="the translation has '価', which ascii cannot hold; the source stays."
            " Save the page as UTF-8, or reword the translation.",
            locale="ja",
            id="Price",
        ),
    )


# A page, a translation for what it says, and why the source stays.
REFUSED = [
    pytest.param(
        "<xmp>Keynote</xmp>",
        "<\0/XMP>基調講演",
        ("raw-text", "one «</XMP» more than its source, in raw text, where nothing can be escaped"),
        id="the end tag",
    ),
    pytest.param(
        "<plaintext>Keynote </xmp",
        "基調講演 </xmp",
        ("raw-text", "one «</xmp» more than its source, in raw text, where nothing can be escaped"),
        id="the end tag, whose end may follow",
    ),
    pytest.param(
        "<xmp><b>Keynote</b></xmp>",
        "<script>基調講演</b>",
        (
            "raw-text",
            "one «<script» more than its source, in raw text, where nothing can be escaped",
        ),
        id="a tag that the source has not",
    ),
    pytest.param(
        "<plaintext>Keynote <?php echo 1 ?>",
        "基調講演 <?php echo 2 ?>",
        ("raw-text", "one «<?php» more than its source, in raw text, where nothing can be escaped"),
        id="code",
    ),
    pytest.param(
        "<xmp>Keynote {{ x }}</xmp>",
        "基調講演 {<keep>{{ x }}</keep>",
        ("raw-text", "one «{» more than its source, in raw text, where nothing can be escaped"),
        id="a template's tag",
    ),
    pytest.param(
        "<meta charset=windows-1252><xmp>Keynote</xmp>",
        "基調講演",
        ("encoding", "'基', which windows-1252 cannot hold"),
        id="a character that the encoding has not",
    ),
]


@pytest.mark.parametrize(("markup", "translation", "finding"), REFUSED)
def test_raw_text_keeps_its_source_where_a_translation_cannot_be_written(
    markup: str, translation: str, finding: tuple[str, str]
) -> None:
    page = read(markup)
    (segment,) = page.segments
    tags = translation if "keep" in translation else escape(translation)
    keep = "<keep><?php echo 1 ?></keep>" if "<?php echo 1" in markup else ""

    usable = Translations({(None, segment.id): tags + keep})
    result = render_page(page, usable, "ja", keeps_language=True)

    code, complaint = finding
    assert result.data.decode() == markup
    assert [(d.code, d.severity, d.id) for d in result.diagnostics] == [
        (code, Severity.ERROR, segment.id)
    ]
    assert result.diagnostics[0].message.startswith(f"the translation has {complaint}; the source ")


# A page whose last sentence browsers mend by what stands where, a translation that gives its
# texts other places, and one that keeps them.
TANGLED = [
    pytest.param(
        "<p>Run <code translate=no>kafka-<b>topics</code></p>",
        "<keep>kafka-topics</keep> を実行します。",
        "実行: <keep>kafka-topics</keep>",
        id="locked text that leaves formatting open",
    ),
    pytest.param(
        "<p>Read <span translate=no><a href=/x>KIP-345</span> now.",
        "すぐに <keep>KIP-345</keep>",
        "すぐに <keep>KIP-345</keep> を読む。",
        id="formatting that goes on and has no text",
    ),
    pytest.param(
        "<p>Press <button><div><b>Start</div></button> now",
        "<button/>を押します",
        "さあ、<button/>を押します",
        id="a block in a sentence that leaves formatting open",
    ),
    pytest.param(
        "<p>See <a href=/x>this<p>Read <i>all</i> of <a href=/y>it</a>",
        "<a>これ</a>を<i>すべて</i>",
        "さあ<i>すべて</i>の<a>これ</a>",
        id="a link that ends one left open",
    ),
    pytest.param(
        "<p><b>Kafka<p>Write <i>here</i>: <textarea></textarea> now",
        "<textarea/>に<i>書く</i>",
        "さあ<i>ここ</i>に<textarea/>書く",
        id="what formatting does not go on before",
    ),
    pytest.param(
        "<p>A <svg><circle/><i>round</i> thing",
        "<i>丸い</i>もの<svg/>",
        "ある<svg/><i>丸い</i>もの",
        id="svg that HTML ends",
    ),
    pytest.param(
        "<table>See <i>all</i> of <b>it</b><tr><td></table>",
        "<b>それ</b>の<i>すべて</i>",
        "さあ<i>すべて</i>の<b>それ</b>",
        id="text in a table and in no cell",
    ),
    pytest.param(
        "<p>See <ruby>漢<rt>kan<rt>Han</rt></ruby> now",
        "今すぐ<ruby>漢<rt1>かん<rt2>ハン</rt2></ruby>",
        "さあ<ruby>漢<rt1>かん<rt2>ハン</rt2></ruby>を見る",
        id="ruby whose parts end each other",
    ),
    pytest.param(
        "<p>Write <select><option><textarea></textarea></select> <i>here</i> now",
        "<i>ここ</i>に<select/>",
        "さあ<select/> <i>ここ</i>に",
        id="a textarea in a select, which older browsers end before it",
    ),
    pytest.param(
        "<!DOCTYPE html>Read <script></script> <i>all</i> of it",
        "<script/><i>すべて</i>読む",
        "さあ<script/> <i>すべて</i>を",
        id="a script that without text before it is one of the head",
    ),
    pytest.param(
        "<form><div>Give</form> <i>one</i> </span><input> more</div>",
        "<i>一つ</i>と<input/><form/><span/>",
        "さあ<form/> <i>一つ</i> <span/><input/>もっと",
        id="a field behind the end of its form",
    ),
]


@pytest.mark.parametrize(("markup", "moved", "kept"), TANGLED)
def test_where_browsers_mend_a_sentence_its_texts_keep_their_places(
    markup: str, moved: str, kept: str
) -> None:
    page = read(markup)
    segment = page.segments[-1]

    usable = Translations({(None, segment.id): moved})
    refused = render_page(page, usable, "ja", keeps_language=True)
    written = render_page(page, {(None, segment.id): kept}, "ja", keeps_language=True)

    assert refused.data.decode() == markup
    assert [(d.code, d.severity, d.id) for d in refused.diagnostics] == [
        ("tangled", Severity.ERROR, segment.id)
    ]
    assert written.diagnostics == ()
    assert written.data.decode() != markup
    assert skeleton(written.data) == skeleton(markup)


# Sentences in broken or unusual markup that browsers do not mend by their texts.
FREE = [
    pytest.param("<p><b>Read <i>all</i> of it</p>", id="formatting left open around it"),
    pytest.param("<p><b>Kafka<p>Read <i>all</i> of it", id="formatting that goes on"),
    pytest.param("<p><b>Kafka<p>Read <!-- x --><i>all</i> of it", id="a comment in it"),
    pytest.param("<p>Read <i>all</i> of it <b></p>", id="formatting opened behind it"),
    pytest.param("<p>Read <i>all</i> <ruby translate=no>漢<rt>a<rt>b</ruby> of", id="ruby"),
    pytest.param("<div>Read <td><i>all</i></td> of it</div>", id="tags that count for nothing"),
    pytest.param("<p>Read <i>all</i> <image src=x> of it</p>", id="image, which is img"),
    pytest.param("<p>Pick <i>one</i> <select><option>a<option>b</select> now", id="options"),
    pytest.param("<p>Press <i>it</i> <button><p>a<p>b</button> now", id="paragraphs"),
]


@pytest.mark.parametrize("markup", FREE)
def test_sentences_that_browsers_do_not_mend_may_be_told_in_any_order(markup: str) -> None:
    assert [segment.is_tangled for segment in read(markup).segments if "<i>" in segment.id] == [
        False
    ]


@pytest.mark.slow
def test_elements_in_the_sentence_of_another_are_written_however_deep() -> None:
    # Where each level is joined on its own, the cost is the square of the depth.
    depth = 20_000
    page = read("On <object>" * depth + "Kafka" + "</object> it runs" * depth)
    translations: dict[Key, str] = {
        (None, "On <object/> it runs"): "これは<object/>で動く",
        (None, "Kafka"): "カフカ",
    }

    data = render_page(page, translations, "ja", keeps_language=True).data.decode()

    assert data == "これは<object>" * depth + "カフカ" + "</object>で動く" * depth


def test_segments_know_how_they_are_written() -> None:
    page = read("<img alt=a title='b' aria-label=\"c\">d")
    found = {segment.id: (segment.writing, segment.holder) for segment in page.segments}

    assert found == {
        "a": (Writing.UNQUOTED, Holder.ELEMENT),
        "b": (Writing.SINGLE_QUOTED, Holder.ELEMENT),
        "c": (Writing.DOUBLE_QUOTED, Holder.ELEMENT),
        "d": (Writing.TEXT, Holder.RUN),
    }
