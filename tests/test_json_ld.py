"""Prose in JSON-LD; Python's json says what is JSON, and what a string says."""

import json
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n_summit.pages.json_ld import PROSE, JsonString, prose_strings
from i18n_summit.pages.standard import codec_name
from i18n_summit.writing import escape_json

EVENT = """\
{
  "@context": "https://schema.org",
  "@type": "Event",
  "@id": "https://example.com/#summit",
  "name": "Kafka Summit San Francisco 2019",
  "startDate": "2019-09-30T09:00-07:00",
  "eventStatus": "EventScheduled",
  "location": {"@type": "Place", "name": "会場の二階", "url": "https://example.com/map"},
  "offers": {"price": 1200.50, "priceCurrency": "USD", "sku": "KS19"},
  "isAccessibleForFree": false
}
"""


def test_a_string_is_known_by_its_place_its_property_and_its_language() -> None:
    text = '{"@context": {"@language": "ja"}, "name": "\\u30ab\\"フカ\\""}'

    assert prose_strings(text) == [JsonString(43, 55, 'カ"フカ"', "name", "ja")]
    assert text[43:55] == '\\u30ab\\"フカ\\"'


# A script, and the property and text of each string for readers.
FOUND = [
    pytest.param(
        EVENT,
        [("name", "Kafka Summit San Francisco 2019"), ("name", "会場の二階")],
        id="an event",
    ),
    pytest.param('{"keywords": ["Kafka", "KSQL"]}', ["Kafka", "KSQL"], id="an array"),
    pytest.param('{"name": {"@value": "Kafka"}}', ["Kafka"], id="a value object"),
    pytest.param('{"name": [{"@value": "a"}, "b"]}', ["a", "b"], id="an array of both"),
    pytest.param('[{"name": "a"}, [{"name": "b"}]]', ["a", "b"], id="an array outside"),
    pytest.param('{"@graph": [{"name": "a"}, {"name": "b"}]}', ["a", "b"], id="a graph"),
    pytest.param('{"x": {"y": [{"name": "a"}]}, "name": "b"}', ["a", "b"], id="nested objects"),
    pytest.param('{"\\u006eame": "a"}', ["a"], id="an escaped property"),
    pytest.param('{"name": "a", "name": "b"}', ["a", "b"], id="a property twice"),
    pytest.param('{"name": ""}', [""], id="nothing in it"),
    pytest.param('{"name": "\\ud842\\udfb7"}', ["𠮷"], id="a surrogate pair"),
    pytest.param('{"name": "\\ud842", "text": "a"}', ["a"], id="half a pair"),
    pytest.param('{"name": "a", "\\udfb7": "b"}', ["a"], id="the other half in a name"),
    pytest.param('{"name": "\\ud842\\u0041", "text": "b"}', ["b"], id="half a pair and a letter"),
    pytest.param('{"name": "\\ud842\\ud842\\udfb7", "text": "b"}', ["b"], id="half and a pair"),
    pytest.param('{"name": "{example}, ${x}"}', ["{example}, ${x}"], id="braces"),
    pytest.param('{"name": "Kafka: 入門"}', ["Kafka: 入門"], id="a colon is no URL"),
    pytest.param('{"name": "See https://x.org"}', ["See https://x.org"], id="a URL in a text"),
    pytest.param('{"name": "2019-09-30 in town"}', ["2019-09-30 in town"], id="a date in a text"),
    pytest.param('\t\r\n {"name":"a"}\n', ["a"], id="white space around"),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_strings_for_readers_are_found(text: str, expected: list[str | tuple[str, str]]) -> None:
    found = prose_strings(text)
    assert [
        (s.key, s.text) if isinstance(expected[0], tuple) else s.text for s in found
    ] == expected
    assert [json.loads(f'"{text[s.start : s.end]}"') for s in found] == [s.text for s in found]


NONE = [
    pytest.param('{"url": "a", "@id": "a", "@type": "name", "sku": "a"}', id="other properties"),
    pytest.param('{"Name": "a", "schema:name": "a"}', id="other words for one"),
    pytest.param('{"name": 1, "text": true, "headline": null}', id="no strings"),
    pytest.param('{"name": {"first": "a"}}', id="an object"),
    pytest.param('{"name": {"@id": "a"}}', id="a reference"),
    pytest.param('{"name": {"@value": "2019", "@type": "xsd:gYear"}}', id="a typed value"),
    pytest.param('{"name": {"@type": ["xsd:x"], "@value": "a"}}', id="typed by an array"),
    pytest.param('{"x": {"@value": {"name": "a"}, "@type": "@json"}}', id="a value that is JSON"),
    pytest.param('{"@value": "a", "x": {"@value": "a"}}', id="values of nothing"),
    pytest.param('{"name": "https://example.com/日程"}', id="a URL"),
    pytest.param('{"name": ["//example.com", "mailto:a@b.c", "URN:isbn:1"]}', id="other URLs"),
    pytest.param('{"name": ["2019-09-30", "2019-09-30T09:00:00+09:00", "2019-09"]}', id="dates"),
    pytest.param('{"name": "{{ title }}", "text": "a <%= b %>"}', id="a template's strings"),
    pytest.param(
        '{"@context": {"name": "http://schema.org/name", "text": {"name": "a", "@id": "b"}}}',
        id="definitions",
    ),
    pytest.param('{"@context": ["a", {"name": "b", "x": [{"name": "a"}]}]}', id="their arrays"),
    pytest.param('"name"', id="a string alone"),
    pytest.param('["name", "text"]', id="strings alone"),
]


@pytest.mark.parametrize("text", NONE)
def test_what_is_not_for_readers_is_passed_over(text: str) -> None:
    json.loads(text)
    assert prose_strings(text) == []


# A script whose names each say, in the order of the texts, what language they are in.
LANGUAGES = [
    pytest.param('{"name": "a"}', [None], id="nothing said"),
    pytest.param('{"@context": {"@language": "ja"}, "name": "a"}', ["ja"], id="the context"),
    pytest.param('{"name": "a", "@context": {"@language": "ja"}}', ["ja"], id="said behind it"),
    pytest.param(
        '{"@context": ["https://schema.org", {"@language": "ja"}], "name": "a"}',
        ["ja"],
        id="one of two contexts",
    ),
    pytest.param(
        '{"@context": [{"@language": "ja"}, {"@language": "en"}], "name": "a"}',
        ["en"],
        id="the last of two",
    ),
    pytest.param(
        '{"@context": {"@language": "ja"}, "x": {"name": ["a", "b"]}, "name": "c"}',
        ["ja", "ja", "ja"],
        id="all that is inside",
    ),
    pytest.param(
        '{"@context": {"@language": "ja"}, "x": {"@context": {"@language": "en"}, "name": "a"},'
        ' "name": "b"}',
        ["en", "ja"],
        id="an inner context",
    ),
    pytest.param(
        '{"@context": {"@language": "ja"}, "x": [{"@context": {"@language": null}, "name": "a"},'
        ' {"@context": null, "name": "b"}, {"@context": "https://schema.org", "name": "c"}]}',
        [None, None, "ja"],
        id="a context that takes it back",
    ),
    pytest.param('{"name": {"@value": "a", "@language": "ja"}}', ["ja"], id="a value object"),
    pytest.param('{"name": {"@language": "ja", "@value": "a"}}', ["ja"], id="said before it"),
    pytest.param(
        '{"@context": {"@language": "ja"}, "name": [{"@value": "a", "@language": "en"},'
        ' {"@value": "b"}, {"@value": "c", "@language": null}, "d"]}',
        ["en", None, None, "ja"],
        id="a value object is asked alone",
    ),
    pytest.param(
        '{"@context": {"name": {"@language": "fr"}, "x": {"@context": {"@language": "de"}}},'
        ' "name": "a"}',
        [None],
        id="a definition",
    ),
    pytest.param('{"@context": {"@language": ["ja"]}, "name": "a"}', [None], id="no language"),
    pytest.param('{"@language": "ja", "inLanguage": "ja", "name": "a"}', [None], id="no context"),
]


@pytest.mark.parametrize(("text", "expected"), LANGUAGES)
def test_strings_say_their_language(text: str, expected: list[str | None]) -> None:
    json.loads(text)
    assert [string.language for string in prose_strings(text)] == expected


# A script, its template's tags, and the texts in it.
TEMPLATES = [
    pytest.param(
        '{"headline": {{ page.title | jsonify }}, "description": "Real words"}',
        ["{{ page.title | jsonify }}"],
        ["Real words"],
        id="Liquid",
    ),
    pytest.param(
        '{"name":{{{a}}},"text":"b","x":{"y":[ {{ c | d: "}}" }},{{e}},"f"], "keywords": ["g"]}}',
        ["{{{a}}}", '{{ c | d: "}}" }}', "{{e}}"],
        ["b", "g"],
        id="without spaces",
    ),
    pytest.param(
        '{"x": <?php echo json_encode($a) ?>, "name": "b", "y": <%= c %>, "z": {% d "e" %}\n}',
        ["<?php echo json_encode($a) ?>", "<%= c %>", '{% d "e" %}'],
        ["b"],
        id="other languages",
    ),
    pytest.param("{{ page | jsonify }}", ["{{ page | jsonify }}"], [], id="all of it"),
]


@pytest.mark.parametrize(("text", "tags", "expected"), TEMPLATES)
def test_a_template_s_tag_in_the_place_of_a_value_is_one(
    text: str, tags: list[str], expected: list[str]
) -> None:
    plain = text
    for tag in tags:
        plain = plain.replace(tag, "null".ljust(len(tag)))
    assert is_json(plain)
    assert prose_strings(text) == prose_strings(plain)
    assert [string.text for string in prose_strings(text)] == expected


def test_a_type_and_a_language_that_a_template_says_are_not_known() -> None:
    typed = '{"name": {"@value": "a", "@type": {{ b }}}, "text": "c"}'
    language = '{"@context": {"@language": {{ a }}}, "name": "b"}'

    assert [string.text for string in prose_strings(typed)] == ["c"]
    assert prose_strings(language) == [JsonString(46, 47, "b", "name", None)]


NO_JSON = [
    pytest.param("", id="nothing"),
    pytest.param('{"name": "a"', id="no end"),
    pytest.param('{"name": "a"}}', id="two ends"),
    pytest.param('{"name": "a"} {}', id="two values"),
    pytest.param('{"name": "a"]', id="another end"),
    pytest.param('{"name": "a",}', id="a comma at the end"),
    pytest.param('{"name": ["a",]}', id="a comma at the end of an array"),
    pytest.param('{"name": "a" "text": "b"}', id="no comma"),
    pytest.param('{"name" "a"}', id="no colon"),
    pytest.param('{name: "a", "name": "b"}', id="a property without quotes"),
    pytest.param("{'name': 'a', \"name\": \"b\"}", id="single quotes"),
    pytest.param('{"name": "a"} // comment', id="a comment"),
    pytest.param('{"name": "a", /* comment */ "text": "b"}', id="a comment inside"),
    pytest.param('<!-- {"name": "a"} -->', id="a comment of HTML"),
    pytest.param('\ufeff{"name": "a"}', id="a byte order mark"),
    pytest.param('{"name": "a"}\u00a0', id="white space that is none"),
    pytest.param('{"name": "a", "text": {{ b }} "c"}', id="a template's tag before a value"),
    pytest.param('{"name": "a", {{ b }}: "c"}', id="a template's tag for a property"),
    pytest.param(
        '{"name": "a", "text": {% if b %}"c"{% else %}"d"{% endif %}}', id="values in tags"
    ),
    pytest.param('{"name": "a", "text": {{ b }', id="a template's tag that never ends"),
    pytest.param('{"name": "a"{% if b %}, "text": "b"{% endif %}}', id="tags around"),
    pytest.param('{"name": "a\nb"}', id="a line break in a string"),
    pytest.param('{"name": "a\\x"}', id="an escape that is none"),
    pytest.param('{"name": "a\\u12"}', id="half an escape"),
    pytest.param('{"name": "a", "x": NaN}', id="NaN"),
    pytest.param('{"name": "a", "x": 01}', id="a zero before a number"),
    pytest.param('{"name": "a", "x": .5}', id="half a number"),
    pytest.param('{"name": "a", "x": True}', id="Python"),
]


@pytest.mark.parametrize("text", NO_JSON)
def test_what_is_no_json_has_no_strings(text: str) -> None:
    assert not is_json(text)
    assert prose_strings(text) == []


def is_json(text: str) -> bool:
    """Ask Python, which takes NaN for JSON too."""
    try:
        json.loads(text, parse_constant=_refuse)
    except ValueError:
        return False
    return True


def _refuse(name: str) -> None:
    raise ValueError(name)


# Any JSON

Visit = Callable[[str, str, str | None], str]
_KEYS = st.sampled_from(["name", "text", "keywords", "url", "x", "é", 'a"b', "@id"])
_TEXTS = st.text() | st.sampled_from(["Core Kafka", "</script>", "講演\u2028", 'a\\"/\b\f\n\r\t\0'])
_PLAIN = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
)
_LANGUAGE = st.fixed_dictionaries({"@language": st.sampled_from(["en", "ja", None])})
_MORE = _LANGUAGE | st.sampled_from([{}, {"@type": "xsd:token"}])
_CONTEXT = st.sampled_from(["https://schema.org", None]) | _LANGUAGE


def _holders(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    members = st.dictionaries(_KEYS, values, max_size=4)
    context = _CONTEXT | st.lists(_CONTEXT, max_size=2)
    return (
        st.lists(values, max_size=3)
        | members
        | st.builds(lambda m: {"@type": "Event", **m}, members)
        | st.builds(lambda c, m: {"@context": c, **m}, context, members)
        | st.builds(lambda c, m: {**m, "@context": c}, context, members)
        | st.builds(lambda text, more: {"@value": text, **more}, _TEXTS, _MORE)
    )


_DATA = st.recursive(_TEXTS | _PLAIN, _holders, max_leaves=20)
_STYLES = st.fixed_dictionaries(
    {
        "ensure_ascii": st.booleans(),
        "indent": st.sampled_from([None, 0, 2, "\t"]),
        "separators": st.sampled_from([None, (",", ":"), (" , ", " :\n")]),
    }
)


def visited(value: Any, visit: Visit, key: str = "", language: str | None = None) -> Any:
    """Give a value with the strings for readers as *visit* returns them."""
    if isinstance(value, str) and key in PROSE:
        return visit(key, value, language)
    if isinstance(value, list):
        return [visited(item, visit, key, language) for item in value]
    if not isinstance(value, dict):
        return value
    if "@context" in value:
        contexts = value["@context"]
        for context in contexts if isinstance(contexts, list) else [contexts]:
            if not isinstance(context, str):
                language = context and context["@language"]
    if key in PROSE and isinstance(value.get("@value"), str) and "@type" not in value:
        said = value.get("@language")
        said = said if isinstance(said, str) else None
        value = {**value, "@value": visit(key, value["@value"], said)}
    return {
        name: item if name in ("@context", "@value") else visited(item, visit, name, language)
        for name, item in value.items()
    }


@given(_DATA, _STYLES)
def test_strings_of_any_json_are_found_as_they_stand(data: Any, style: dict[str, Any]) -> None:
    text = json.dumps(data, **style)
    expected: list[tuple[str, str, str | None]] = []

    def note(key: str, said: str, language: str | None) -> str:
        expected.append((key, said, language))
        return said

    visited(data, note)
    found = prose_strings(text)

    assert [(string.key, string.text, string.language) for string in found] == expected
    for string in found:
        assert json.loads(text[string.start - 1 : string.end + 1]) == string.text


@given(_DATA, _STYLES, st.lists(_TEXTS, min_size=1, max_size=3))
def test_what_is_put_in_the_place_of_a_string_is_what_it_says_then(
    data: Any, style: dict[str, Any], texts: list[str]
) -> None:
    text = json.dumps(data, **style)
    at = 0
    pieces: list[str] = []
    for string, new in zip(prose_strings(text), _supply(texts), strict=False):
        pieces += (text[at : string.start], escape_json(new, encoding="utf-8"))
        at = string.end
    supply = _supply(texts)

    written = "".join(pieces) + text[at:]

    assert json.loads(written) == visited(data, lambda *_: next(supply))


def _supply(texts: list[str]) -> Iterator[str]:
    return (f"{texts[number % len(texts)]}{number}" for number in count())


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """Draw JSON with a piece taken out, doubled or put in."""
    style: dict[str, Any] = draw(_STYLES)
    text = json.dumps(draw(_DATA), **style)
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, min(len(text), start + 3)))
    noise = draw(st.sampled_from(["", text[start:end] * 2, "\\u", "\\ud800", "0", "e", '"', "NaN"]))
    return text[:start] + noise + text[end:]


@given(damaged() | st.text('[]{}:,"\\u0dD8cC1-+.eE tn\n', max_size=12) | st.text())
def test_strings_are_found_in_json_and_in_nothing_else(text: str) -> None:
    wrapped = f'{{"name": "Core Kafka", "url": {text}}}'

    assert bool(prose_strings(wrapped)) == is_json(wrapped)


# Writing

ENCODINGS = ["utf-8", "utf-16-le", "cp932", "euc_jp", "iso2022_jp", "gb18030", "euc_kr", "cp1252"]
ENCODINGS += filter(None, map(codec_name, ["euc-jp", "iso-2022-jp", "windows-1255"]))

# A text, an encoding, and how it stands in a script.
WRITTEN = [
    pytest.param("基調講演 “é”", "utf-8", "基調講演 “é”", id="most of it as it is"),
    pytest.param('"\\/', "utf-8", '\\"\\\\/', id="quotes and backslashes"),
    pytest.param(
        "\b\f\n\r\t\0\x1f\x7f", "utf-8", "\\b\\f\\n\\r\\t\\u0000\\u001f\x7f", id="controls"
    ),
    pytest.param("</script>", "utf-8", "\\u003c/script\\u003e", id="the end of the script"),
    pytest.param("<!--]]>&lt;", "utf-8", "\\u003c!--]]\\u003e\\u0026lt;", id="other markup"),
    pytest.param("{{ x }}${x}", "utf-8", "\\u007b\\u007b x }}$\\u007bx}", id="a template's tags"),
    pytest.param("a\u2028b\u2029", "utf-8", "a\\u2028b\\u2029", id="line separators"),
    pytest.param("①€𠮷", "cp932", "①\\u20ac\\ud842\\udfb7", id="what cp932 cannot hold"),
    pytest.param("𠮷", "gb18030", "𠮷", id="what gb18030 can"),
    pytest.param('¥", "x": "‾', "euc_jp", '\\u00a5\\", \\"x\\": \\"\\u203e', id="a yen sign"),
    pytest.param("表〜", "cp932", "表\\u301c", id="what cp932 holds as something else"),
    pytest.param("日本é", "iso2022_jp", "日本\\u00e9", id="an encoding with states"),
]


@pytest.mark.parametrize(("text", "encoding", "expected"), WRITTEN)
def test_a_string_is_written_for_its_script(text: str, encoding: str, expected: str) -> None:
    assert escape_json(text, encoding=encoding) == expected


@given(_TEXTS | st.text('"\\<>&{¥‾〜\u3164é表ボ\n\0a'), st.sampled_from(ENCODINGS))
def test_what_is_written_says_the_text_in_every_encoding(text: str, encoding: str) -> None:
    written = escape_json(text, encoding=encoding)

    stored = f'"{written}"'.encode(encoding).decode(encoding)
    assert json.loads(stored) == text
    assert not set("<>&{") & set(stored)


# What is repeated before a number and behind it, and how many strings that has.
HOSTILE = [
    pytest.param("[", "]", 0, id="arrays"),
    pytest.param("[", "", 0, id="arrays that have no end"),
    pytest.param('{"name":["a",', ',"b"]}', 200_000, id="objects and arrays"),
    pytest.param('{"@context":{"@language":"ja"},"name":"a","x":', "}", 100_000, id="contexts"),
    pytest.param('[{"name":"a"},', "", 0, id="strings in what has no end"),
    pytest.param('"\\', "", 0, id="quotes"),
    pytest.param('["\\ud842\\udfb7', "", 0, id="strings that have no end"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("unit", "end", "expected"), HOSTILE)
def test_hostile_json_is_read_in_one_pass(unit: str, end: str, expected: int) -> None:
    assert len(prose_strings(unit * 100_000 + "0" + end * 100_000)) == expected


@pytest.mark.slow
def test_deep_json_is_read_to_its_ground() -> None:
    text = '{"@context":{"@language":"ja"},"x":' + '[{"x":' * 100_000
    text += '{"name":"底"}' + "}]" * 100_000 + "}"
    assert [(s.text, s.language) for s in prose_strings(text)] == [("底", "ja")]
