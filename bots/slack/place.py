"""Where somebody speaks to the assistant in Slack, and whether it may answer there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant import SlackSettings


@dataclass(frozen=True)
class Place:
    """A person in a conversation of a workspace; `thread` is the timestamp that begins the thread, "" for none."""

    team: str
    channel: str
    user: str
    thread: str = ""

    @property
    def key(self) -> str:
        """The thread's name in the store."""
        return f"{self.channel}:{self.thread}"

    @property
    def private(self) -> bool:
        """Whether this is a direct conversation with the assistant."""
        return self.channel.startswith("D")

    def allowed(self, settings: SlackSettings) -> bool:
        """Whether the allow-lists let the assistant speak here; it may answer directly in any allowed workspace."""
        if settings.workspaces and self.team not in settings.workspaces:
            return False
        return self.private or not settings.channels or self.channel in settings.channels


def place_of_event(body: Mapping[str, Any], event: Mapping[str, Any]) -> Place:
    """The place of a message, its thread the one it is in or begins; the workspace is the person's own."""
    team = event.get("user_team") or event.get("team") or body.get("team_id") or ""
    thread = str(event.get("thread_ts") or event.get("ts") or "")
    return Place(str(team), str(event.get("channel") or ""), str(event.get("user") or ""), thread)


def place_of_press(body: Mapping[str, Any]) -> Place:
    """The place of a button, a shortcut's message or a command."""
    container, message = body.get("container") or {}, body.get("message") or {}
    thread = message.get("thread_ts") or container.get("thread_ts") or message.get("ts") or container.get("message_ts")
    user = body.get("user") or {}
    team = user.get("team_id") or (body.get("team") or {}).get("id") or ""
    channel = (body.get("channel") or {}).get("id") or container.get("channel_id") or ""
    return Place(str(team), str(channel), str(user.get("id") or ""), str(thread or ""))


def place_of_command(body: Mapping[str, Any]) -> Place:
    """The place of a slash command, which stands in no thread."""
    return Place(str(body.get("team_id") or ""), str(body.get("channel_id") or ""), str(body.get("user_id") or ""))
