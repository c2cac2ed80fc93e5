"""Catalogs: PO text to messages and back, and the messages that pages ask for."""
