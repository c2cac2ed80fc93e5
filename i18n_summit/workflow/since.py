"""Which messages of a catalog have changed since a revision in git."""

import os
from pathlib import Path, PurePath

from i18n_summit.catalogs.store import read_catalog
from i18n_summit.errors import GitError, nearest
from i18n_summit.git import ask_git
from i18n_summit.model import Catalog, Key, Message

_REMEDY = "Run this inside a git work tree, or leave --since out."
_FATAL = 128
"""The code that git ends with where a file is not in a revision."""


class Past:
    """The catalogs as they were at one revision."""

    def __init__(self, revision: str) -> None:
        self._revision = revision
        self._commits: dict[Path, str] = {}
        """Its name, by folder: each may be in a work tree of its own."""

    def changed(self, path: Path, shown: PurePath, catalog: Catalog) -> set[Key]:
        """Give the keys of the messages of a catalog that are new or other than in the past: in
        translation, plural forms, flags or a translator's comment.

        Raises GitError for a revision that does not exist and for a file in no
        work tree, and ProblemsError where the catalog could not be read then.
        """
        path = Path(os.path.realpath(path))
        name = f"{self._commit(path.parent)}:./{path.name}"
        data = ask_git(path.parent, "show", name, remedy=_REMEDY, absent=_FATAL)
        known: dict[Key, tuple[object, ...]] = {}
        if data is not None:
            place = PurePath(f"{self._revision}:{shown}")
            before = read_catalog(data, place, catalog.locale).catalog
            known = {message.key: _words(message) for message in before.messages}
        return {m.key for m in catalog.messages if known.get(m.key) != _words(m)}

    def _commit(self, folder: Path) -> str:
        if folder not in self._commits:
            self._commits[folder] = _commit_name(folder, self._revision)
        return self._commits[folder]


def _words(message: Message) -> tuple[object, ...]:
    return (
        message.translation,
        message.id_plural,
        message.plural_translations,
        message.flags,
        message.translator_comment,
        message.is_obsolete,
    )


def _commit_name(folder: Path, revision: str) -> str:
    asked = ["rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"]
    found = ask_git(folder, *asked, remedy=_REMEDY, absent=1)
    if found is None:
        listed = ask_git(folder, "for-each-ref", "--format=%(refname:short)", remedy=_REMEDY)
        names = (listed or b"").decode("utf-8", "replace").split()
        raise GitError(
            f'{folder}: git knows no revision "{revision}". {nearest(revision, [*names, "HEAD"])}'
        )
    return found.decode("ascii").strip()
