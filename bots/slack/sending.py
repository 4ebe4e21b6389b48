"""What goes out to Slack: posted, whispered, answered, changed; with older blocks where the newer are refused."""

import logging
from collections.abc import Callable, Sequence
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry import RateLimitErrorRetryHandler, RetryHandler
from slack_sdk.http_retry.builtin_handlers import ServerErrorRetryHandler
from slack_sdk.http_retry.builtin_interval_calculators import BackoffRetryIntervalCalculator
from slack_sdk.web.chat_stream import ChatStream
from slack_sdk.webhook import WebhookClient

from assistant import SlackSettings
from bots.slack.answer_view import Post
from bots.slack.blocks import Block, older

_log = logging.getLogger(__name__)
_TIMEOUT = 20  # seconds
_RATE_RETRIES, _SERVER_RETRIES = 5, 2
_REFUSED = ("invalid_blocks", "invalid_blocks_format", "invalid_block", "unsupported_block")


def make_client(settings: SlackSettings, token: str | None = None) -> WebClient:
    """A client of the Web API that waits as long as Slack asks, and tries again where Slack itself failed."""
    logger = logging.getLogger("bots.slack.api")
    logger.setLevel(logging.CRITICAL)  # what fails is raised, and said once by who asked for it
    return WebClient(
        token=settings.bot_token if token is None else token,
        base_url=settings.api_url,
        timeout=_TIMEOUT,
        retry_handlers=_retries(),
        logger=logger,
    )


def _retries() -> list[RetryHandler]:
    backoff = BackoffRetryIntervalCalculator(backoff_factor=0.5)
    # A connection that breaks is not tried again: the message may have arrived, and none is to be sent twice.
    return [
        RateLimitErrorRetryHandler(max_retry_count=_RATE_RETRIES),
        ServerErrorRetryHandler(max_retry_count=_SERVER_RETRIES, interval_calculator=backoff),
    ]


class ResponseRefused(Exception):
    """Slack did not take what was sent to a response address; the message is Slack's word for why."""


class Sender:
    """Sends posts; safe to share between threads. Every method raises SlackApiError, or ResponseRefused."""

    def __init__(self, client: WebClient) -> None:
        self.client = client
        self._older = False

    def post(self, channel: str, post: Post, thread: str = "") -> str:
        """Post in a channel, or in a thread of it; the message's timestamp."""
        send = self._with_blocks(self.client.chat_postMessage, post)
        sent = send(channel=channel, thread_ts=thread or None, unfurl_links=False, unfurl_media=False)
        return str(sent["ts"])

    def whisper(self, channel: str, user: str, post: Post, thread: str = "") -> None:
        """Post what one person alone sees."""
        self._with_blocks(self.client.chat_postEphemeral, post)(channel=channel, user=user, thread_ts=thread or None)

    def update(self, channel: str, ts: str, post: Post) -> str:
        """Change a message; its timestamp."""
        self._with_blocks(self.client.chat_update, post)(channel=channel, ts=ts)
        return ts

    def delete(self, channel: str, ts: str) -> None:
        """Take a message away; one that is gone already is no error."""
        try:
            self.client.chat_delete(channel=channel, ts=ts)
        except SlackApiError as error:
            if error.response["error"] != "message_not_found":
                raise

    def stop(self, stream: ChatStream, blocks: Sequence[Block]) -> str:
        """End a streamed message with these blocks below it; its timestamp."""
        stopped: Any = self._trying(lambda shown: stream.stop(blocks=shown), blocks)
        return str(stopped.get("ts") or stream.ts)

    def respond(self, address: str, post: Post, *, replace: bool = False) -> None:
        """Answer a command or a button where it was used, for the person alone; `replace` changes what they saw."""
        webhook = WebhookClient(address, timeout=_TIMEOUT, retry_handlers=_retries())

        def send(shown: Sequence[Block]) -> None:
            sent = webhook.send(text=post.text, blocks=list(shown), response_type="ephemeral", replace_original=replace)
            if sent.status_code != 200:
                raise ResponseRefused(sent.body[:80])

        self._trying(send, post.blocks)

    def _with_blocks(self, method: Callable[..., Any], post: Post) -> Callable[..., Any]:
        def send(**values: Any) -> Any:
            return self._trying(lambda shown: method(text=post.text, blocks=list(shown), **values), post.blocks)

        return send

    def _trying(self, send: Callable[[Sequence[Block]], Any], blocks: Sequence[Block]) -> Any:
        """Send with the newer blocks, unless this workspace has refused them; then, and from then on, the older."""
        if self._older:
            return send(older(blocks))
        try:
            return send(blocks)
        except (SlackApiError, ResponseRefused) as error:
            if not _is_refusal(error):
                raise
            sent = send(older(blocks))
            self._older = True  # only once the older were taken: else it was another fault
            _log.warning("this Slack workspace refuses the newer blocks; older ones are sent from now on")
            return sent


def _is_refusal(error: SlackApiError | ResponseRefused) -> bool:
    code = str(error.response["error"]) if isinstance(error, SlackApiError) else str(error)
    return any(refused in code for refused in _REFUSED)
