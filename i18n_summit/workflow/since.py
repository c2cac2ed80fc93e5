"""The catalogs as they were at a revision in git, and which messages have changed since."""

import os
from pathlib import Path, PurePath

from i18n_summit.catalogs.store import CatalogText, read_catalog
from i18n_summit.git import find_commit, read_committed
from i18n_summit.model import Catalog, Key, Message


class Past:
    """The catalogs as they were at one revision; *remedy* is for who has none."""

    def __init__(self, revision: str, remedy: str) -> None:
        self._revision = revision
        self._remedy = remedy
        self._commits: dict[Path, str] = {}
        """Its name, by folder: each may be in a work tree of its own."""

    def read(self, path: Path, shown: PurePath, locale: str | None) -> CatalogText | None:
        """Give a catalog as it was, named as *shown*; None where it was not.

        Raises GitError for a revision that does not exist and for a file in no
        work tree, and ProblemsError where the catalog could not be read then.
        """
        real = Path(os.path.realpath(path))
        folder = next(parent for parent in real.parents if parent.is_dir())
        if folder not in self._commits:
            self._commits[folder] = find_commit(folder, self._revision, remedy=self._remedy)
        name = str(real.relative_to(folder))
        data = read_committed(folder, name, self._commits[folder], remedy=self._remedy)
        if data is None:
            return None
        return read_catalog(data, PurePath(f"{self._revision}:{shown}"), locale)

    def changed(self, path: Path, shown: PurePath, catalog: Catalog) -> set[Key]:
        """Give the keys of the messages of a catalog that are new or other than in the past: in
        translation, plural forms, flags or a translator's comment.

        Raises what ``read`` does.
        """
        before = self.read(path, shown, catalog.locale)
        messages = before.catalog.messages if before else ()
        known = {message.key: _words(message) for message in messages}
        return {m.key for m in catalog.messages if known.get(m.key) != _words(m)}


def _words(message: Message) -> tuple[object, ...]:
    return (
        message.translation,
        message.id_plural,
        message.plural_translations,
        message.flags,
        message.translator_comment,
        message.is_obsolete,
    )
