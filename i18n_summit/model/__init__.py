"""The nouns of the toolkit, as plain frozen data. This room imports nothing of the package."""

from i18n_summit.model.catalogs import Catalog, Key, Message, Source, Survey
from i18n_summit.model.findings import Count, Coverage, Diagnostic, Severity
from i18n_summit.model.pages import (
    Addition,
    Element,
    Head,
    Holder,
    OwnLink,
    Page,
    Placeholder,
    Segment,
    Selectors,
    Slot,
    Stored,
    Writing,
)
from i18n_summit.model.places import Location, Span

__all__ = [
    "Addition",
    "Catalog",
    "Count",
    "Coverage",
    "Diagnostic",
    "Element",
    "Head",
    "Holder",
    "Key",
    "Location",
    "Message",
    "OwnLink",
    "Page",
    "Placeholder",
    "Segment",
    "Selectors",
    "Severity",
    "Slot",
    "Source",
    "Span",
    "Stored",
    "Survey",
    "Writing",
]
