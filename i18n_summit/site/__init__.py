"""What is said to visitors and search engines, in the pages and beside them."""

MARK = "<!-- Written by i18n-summit. A file without this line is left alone. -->"
"""Stands in each file of the tool's own, by which it knows them again."""
