"""Bilingual localization of web pages: pages in, PO catalogs out, one page per locale back."""

__version__ = "0.1.0"
