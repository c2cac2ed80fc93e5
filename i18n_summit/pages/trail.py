"""The headings above each place of a page."""

from typing import NamedTuple

from i18n_summit.pages.folding import shortened


class Heading(NamedTuple):
    """A heading that stands above what follows."""

    level: int
    """1 to 6."""
    text: str


Headings = tuple[Heading, ...]


class Trail:
    """The headings above what is read next, outermost first.

    A heading ends those of its own level and deeper ones. What ``h1`` says is the
    page's own title, and in no trail.
    """

    def __init__(self) -> None:
        self.headings: Headings = ()
        self.texts: tuple[str, ...] = ()
        """What they say."""

    def begin(self, level: int) -> None:
        """Begin a heading."""
        if self.headings and self.headings[-1].level >= level:
            self.restore(tuple(h for h in self.headings if h.level < level))

    def end(self, level: int, text: str) -> None:
        """End the heading, with all that it says; of a long text, its beginning counts."""
        text = shortened(text)
        if text and level > 1:
            self.restore((*self.headings, Heading(level, text)))

    def restore(self, headings: Headings) -> None:
        """Go back to the headings of an earlier place."""
        if headings != self.headings:
            self.headings = headings
            self.texts = tuple(heading.text for heading in headings)
