"""Diagnostics and coverage, written for people and for programs."""
