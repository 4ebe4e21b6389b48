"""The web: the API, the page and the documents. This is the room's door."""

from bots.web.app import create_app

__all__ = ["create_app"]
