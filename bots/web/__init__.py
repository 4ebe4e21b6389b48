"""The web: the API, the page and the documents. This is the room's door."""

from bots.web.app import create_app
from bots.web.widget import widget_script

__all__ = ["create_app", "widget_script"]
