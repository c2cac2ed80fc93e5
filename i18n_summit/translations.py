"""Which translations of a catalog may reach a page."""

from i18n_summit.markup import is_blank
from i18n_summit.model import Catalog, Key
from i18n_summit.placeholders import placeholder_problems


class Translations(dict[Key, str]):
    """Translation by (context, id), each with text and with its placeholders whole."""


def usable_translations(catalog: Catalog) -> Translations:
    """Give the translations that somebody stands by and whose placeholders are whole.

    Fuzzy, empty and obsolete ones are not among them, nor those without a text to read.
    """
    return Translations(
        (message.key, message.translation)
        for message in catalog.messages
        if message.is_translated
        and message.translation
        and not placeholder_problems(message.id, message.translation)
        and (not is_blank(message.translation) or is_blank(message.id))
    )
