"""One HTML page, from bytes to segments."""

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from i18n_summit.model import Page, Span
from i18n_summit.pages.attributes import ELSEWHERE, Value, Values, read_tag
from i18n_summit.pages.contexts import CELLS
from i18n_summit.pages.encoding import PageBytes
from i18n_summit.pages.frames import Frame
from i18n_summit.pages.kinds import HEADING_LEVELS
from i18n_summit.pages.plain import PlainRun, read_plain
from i18n_summit.pages.remarks import remarks
from i18n_summit.pages.scopes import CHANGES_SCOPE, Scope, changes_scope, inner_scope
from i18n_summit.pages.selectors import Rules
from i18n_summit.pages.templates import TEMPLATE_PART
from i18n_summit.pages.tokens import CONTENT, PLAIN_STEP, RUN_ONLY, SPACE, Token
from i18n_summit.pages.walk import Walker


def read_html(
    source: PageBytes, path: PurePosixPath, *, latin: str = "en", rules: Rules | None = None
) -> Page:
    """Split one HTML page into segments.

    Spans are half-open byte offsets into the page's data, which is the file as
    it was. *latin* is the language of Latin text that the page declares no
    language for. Parts marked ``translate="no"`` yield none (HTML Standard,
    3.2.6.4).
    """
    scope = Scope(is_selected=rules is None or not rules.has_include)
    reader = Strider(source, latin, scope, rules)
    segments = reader.read()
    html, body = reader.late_values("html"), reader.late_values("body")
    if html or body:  # They hold from the beginning on.
        scope = inner_scope(scope, "html", html, None)
        late_body = (reader.strays["body"][0], body) if body else None
        reader = Strider(source, latin, scope, rules, late_body=late_body)
        segments = reader.read()
    return Page(
        path=path,
        data=source.data,
        encoding=source.encoding,
        segments=segments,
        elements=tuple(reader.register.elements),
        stored=source.stored,
        remarks=remarks(source.data),
        torn=reader.torn,
    )


class Strider(Walker):
    """Goes from block to block in long steps, as long as what stands between two tags of blocks
    is plain; where it is not, token by token.
    """

    @property
    def torn(self) -> tuple[Span, ...]:
        """What HTML has cut of a template's tags, where text was left alone for it."""
        return self._torn.left_alone

    @property
    def strays(self) -> Mapping[str, Sequence[Token]]:
        """Tags of ``<html>`` and ``<body>`` that were dropped."""
        return self._tree.strays

    def late_values(self, name: str) -> Values:
        """Give what tags of ``<html>`` or ``<body>`` behind the first one say of all that it holds:
        of attributes the first counts.
        """
        found: dict[str, Value] = {}
        for token in self.strays[name]:
            values = read_tag(self._markup[token.start : token.end], self._encoding).values
            for key, value in values.items():
                found.setdefault(key, value._replace(attribute=ELSEWHERE))
        return found if changes_scope(found) else {}

    def _step(self, at: int) -> int | None:
        """Read a run and the tag of a block behind it, or the whole block; give where that ends.

        None, and nothing is read, where one of the two is not plain.
        """
        step = PLAIN_STEP.match(self._markup, at)
        tree, current = self._tree, self._tree.current
        if step is None or step.lastindex == RUN_ONLY or current is not self._frames[-1].node:
            return None
        if tree.needs_text or (self._has_templates and self._may_be_torn(at, step.end())):
            return None
        run, end, start, content, void = step.groups()
        if end is not None:
            if current is None or current.name != end or current.is_foreign:
                return None
            if run and not self._read_run(run, at, is_last=True):
                return None
            tree.end_current()
            if self._has_templates:
                self._torn.note_end(current)
            self._leave(self._frames.pop(), current)
            return step.end()
        name = start or void
        if not tree.is_at_home(name) or (run and not self._read_run(run, at, is_last=False)):
            return None
        at += len(run)
        tag_end = step.end()
        if content is not None:
            tag_end = step.start(CONTENT)
            if self._read_block(name, at, tag_end, content):
                return step.end()
        self._begin_block(name, at, tag_end)
        return tag_end

    def _may_be_torn(self, start: int, end: int) -> bool:
        """Tell whether a part of a template's tag stands between two offsets."""
        if start < self._torn.tag_end:
            return True
        return TEMPLATE_PART.search(self._markup, start, end) is not None

    def _read_block(self, name: str, start: int, tag_end: int, content: str) -> bool:
        """Read a block that holds a plain run and nothing else, as the tree need not know it;
        false, and nothing is read, where it must.
        """
        if self._heading is not None or self._keep is not None:
            return False
        frame = self._frames[-1]
        scope = frame.scope
        if name in CHANGES_SCOPE or self._rules is not None:
            match = None
            if self._rules is not None:
                match = self._rules.look(frame.node, self._markup[start:tag_end], start)
            scope = inner_scope(scope, name, {}, match)
        found = None
        if content.strip(SPACE):
            found = self._plain(content, tag_end, scope, is_in_cell=name in CELLS)
            if found is None:
                return False
        level = HEADING_LEVELS.get(name)
        if level is not None:
            self._trail.begin(level)
        if found is not None and scope.is_active:
            place = start + 1 + len(name)
            self._segments.add_block(found, tag_end, frame.node, place, scope)
        if level is not None:
            self._trail.end(level, found.text if found is not None else "")
        frame.is_shared = True
        return True

    def _begin_block(self, name: str, start: int, end: int) -> None:
        """Open a block that says nothing about what it holds, or pass by a void one."""
        node = self._tree.begin(name, start, end)
        frame = self._frames[-1]
        scope = frame.scope
        if name in CHANGES_SCOPE or self._rules is not None:
            match = None
            if self._rules is not None:
                match = self._rules.match(node, self._markup[start:end])
            scope = inner_scope(scope, name, {}, match)
        node.scope = scope
        if not node.is_void:
            frame.is_shared = True
            self._frames.append(Frame(node, scope, self._trail.headings))
            if name in HEADING_LEVELS:
                self._begin_heading(node, self._frames[-1])

    def _read_run(self, raw: str, start: int, *, is_last: bool) -> bool:
        """Read a run that a block begins or ends behind; false, and nothing is read, where it is
        not plain.
        """
        if not raw.strip(SPACE):
            return True
        frame = self._frames[-1]
        found = self._plain(raw, start, frame.scope)
        if found is None:
            return False
        if self._heading is not None:
            self._heading.text.append(found.text)
        if self._keep is not None:
            self._keep.text.append(found.text)
        if frame.scope.is_active:
            is_sole = is_last and not frame.is_shared
            self._segments.add_run(found, start, frame.node, frame.scope, is_sole=is_sole)
        if not frame.is_shared:
            frame.is_shared = bool(found.text.strip(SPACE))
        return True

    def _plain(
        self, raw: str, start: int, scope: Scope, *, is_in_cell: bool = False
    ) -> PlainRun | None:
        """Give what a run holds, or None where the tree or a rule must see its tags.

        It may be all *in* a *cell* that the tree has not seen.
        """
        if "<" not in raw:
            return read_plain(raw, self._encoding, keeps_lines=scope.keeps_lines)
        if self._tree.has_link or (not is_in_cell and self._tree.is_around_cells):
            return None
        found = read_plain(raw, self._encoding, keeps_lines=scope.keeps_lines)
        if found is None or self._rules is None:
            return found
        return None if self._rules.may_match(found.tags, start, start + len(raw)) else found
