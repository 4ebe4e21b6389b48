"""Texts and word lists of the service, kept as data beside this file."""
