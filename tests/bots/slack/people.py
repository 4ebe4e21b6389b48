"""What people do in Slack, as Slack reports it: signed requests over HTTP, or envelopes over the socket."""

import itertools
import json
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from slack_sdk.signature import SignatureVerifier

from tests.bots.slack.standin import CHANNEL, DIRECT, ME, SECRET, TEAM, Slack

_numbers = itertools.count(1)


def new_ts() -> str:
    """A timestamp of a message that nobody else has."""
    return f"1800000000.{next(_numbers):06d}"


def event(inner: dict[str, Any], **outer: Any) -> dict[str, Any]:
    """An Events API payload."""
    return {
        "type": "event_callback",
        "team_id": TEAM,
        "api_app_id": "A1",
        "event_id": f"Ev{next(_numbers)}",
        "event_time": int(time.time()),
        "authorizations": [{"team_id": TEAM, "user_id": ME, "is_bot": True}],
        "event": inner,
        **outer,
    }


def mention(text: str, user: str = "U1", **more: Any) -> dict[str, Any]:
    inner = {"type": "app_mention", "user": user, "text": f"<@{ME}> {text}", "ts": new_ts(), "channel": CHANNEL}
    return event({**inner, "team": TEAM, **more})


def direct(text: str, user: str = "U1", **more: Any) -> dict[str, Any]:
    inner = {"type": "message", "user": user, "text": text, "ts": new_ts(), "channel": DIRECT, "channel_type": "im"}
    return event({**inner, "team": TEAM, **more})


def edited(before: dict[str, Any], text: str) -> dict[str, Any]:
    """The event of a message that was changed, from the event of the message."""
    old = before["event"]
    new = {**old, "text": text, "edited": {"user": old["user"], "ts": new_ts()}}
    inner = {"type": "message", "subtype": "message_changed", "hidden": True, "channel": old["channel"]}
    return event({**inner, "channel_type": "im", "ts": new_ts(), "message": new, "previous_message": old})


def deleted(before: dict[str, Any]) -> dict[str, Any]:
    """The event of a message that was taken away."""
    old = before["event"]
    inner = {"type": "message", "subtype": "message_deleted", "hidden": True, "channel": old["channel"]}
    return event({**inner, "channel_type": "im", "ts": new_ts(), "deleted_ts": old["ts"], "previous_message": old})


def pane(user: str = "U1") -> dict[str, Any]:
    thread = {"user_id": user, "channel_id": DIRECT, "thread_ts": new_ts(), "context": {}}
    return event({"type": "assistant_thread_started", "assistant_thread": thread, "event_ts": new_ts()})


@dataclass
class Person:
    """Somebody whose Slack reaches the application by HTTP."""

    slack: Slack
    application: str
    user: str = "U1"

    def send(self, body: dict[str, Any] | str) -> tuple[int, str]:
        """Send a signed request; its status and body."""
        form = isinstance(body, str)
        raw = body if isinstance(body, str) else json.dumps(body)
        return self.raw(raw, "application/x-www-form-urlencoded" if form else "application/json")

    def raw(self, raw: str, kind: str, at: int | None = None, secret: str = SECRET, **headers: str) -> tuple[int, str]:
        """Send these very bytes, signed at that time with that secret."""
        moment = str(int(time.time()) if at is None else at)
        signature = SignatureVerifier(secret).generate_signature(timestamp=moment, body=raw) or ""
        given = {"Content-Type": kind, "X-Slack-Request-Timestamp": moment, "X-Slack-Signature": signature, **headers}
        request = urllib.request.Request(f"{self.application}/slack/events", raw.encode(), given)  # noqa: S310
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def command(self, text: str, name: str = "one", **more: str) -> tuple[int, str]:
        """`/wil` and a question."""
        return self.send(
            urlencode(
                {
                    "command": "/wil",
                    "text": text,
                    "team_id": TEAM,
                    "channel_id": CHANNEL,
                    "user_id": self.user,
                    "trigger_id": f"trigger{next(_numbers)}",
                    "response_url": f"{self.slack.address}/response/{name}",
                    **more,
                }
            )
        )

    def press(
        self,
        action: str,
        value: str,
        *,
        name: str = "pressed",
        alone: bool = False,
        channel: str = CHANNEL,
        message: dict[str, Any] | None = None,
    ) -> tuple[int, str]:
        """Press a button."""
        shown = {"ts": "1700000000.000001", **(message or {})}
        container = {"type": "message", "message_ts": shown["ts"], "channel_id": channel, "is_ephemeral": alone}
        return self.interact(
            {
                "type": "block_actions",
                "container": container,
                "channel": {"id": channel},
                "message": shown,
                "response_url": f"{self.slack.address}/response/{name}",
                "actions": [{"type": "button", "action_id": action, "block_id": "b", "value": value}],
            }
        )

    def submit(self, view: dict[str, Any], **values: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """Send a dialog with these fields; Slack's answer is the dialog that comes next."""
        state = {"values": {name: {name: value} for name, value in values.items()}}
        sent = {**view, "id": f"V{next(_numbers)}", "hash": "h", "state": state, "type": "modal"}
        status, body = self.interact({"type": "view_submission", "view": sent})
        return status, json.loads(body) if body else {}

    def interact(self, payload: dict[str, Any]) -> tuple[int, str]:
        """Anything that is pressed, chosen or sent."""
        whole = {
            "team": {"id": TEAM},
            "user": {"id": self.user, "team_id": TEAM},
            "api_app_id": "A1",
            "trigger_id": f"trigger{next(_numbers)}",
            **payload,
        }
        return self.send(urlencode({"payload": json.dumps(whole)}))
