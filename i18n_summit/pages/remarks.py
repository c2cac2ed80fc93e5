"""What a page says to the toolkit, in its comments."""

from i18n_summit.markup import MARK
from i18n_summit.model import Span
from i18n_summit.pages.front_matter import markup_start
from i18n_summit.pages.tokens import Kind, Tokenizer, is_self_closing

_FOREIGN = frozenset({"svg", "math"})


def remarks(data: bytes) -> tuple[Span, ...]:
    """Give the comments that begin with the toolkit's mark: those that browsers take for such,
    and none that stand in values, scripts and other raw text.
    """
    if MARK.encode() not in data:
        return ()
    markup = data.decode("latin-1")
    found: list[Span] = []
    depth = 0
    tokenizer = Tokenizer(markup, markup_start(data))
    for token in tokenizer:
        if token.kind is Kind.COMMENT:
            said = markup[token.start : token.end].removeprefix("<!--")
            if said.lstrip().startswith(MARK):
                found.append(Span(token.start, token.end))
        elif token.name in _FOREIGN:
            if token.kind is Kind.START and not is_self_closing(markup, token):
                depth += 1
            elif token.kind is Kind.END:
                depth = max(depth - 1, 0)
            tokenizer.is_foreign = depth > 0
    return tuple(found)
