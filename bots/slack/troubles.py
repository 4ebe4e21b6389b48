"""What Slack refuses, as one sentence that says what to do."""

from slack_sdk.errors import SlackApiError, SlackClientError

from bots.labels import labels
from bots.slack.sending import ResponseRefused
from corpus import Language

_REVOKED = ("token_revoked", "token_expired", "account_inactive", "invalid_auth", "not_authed", "app_uninstalled")
_UNREACHED = ("not_in_channel", "channel_not_found", "is_archived", "restricted_action")


def is_revoked(error: Exception) -> bool:
    """Whether Slack no longer takes the token."""
    return isinstance(error, SlackApiError) and error.response["error"] in _REVOKED


def sentence(error: Exception, language: Language) -> str:
    """One sentence in that language: what Slack refuses and what to do; it holds nothing that people wrote."""
    words = labels("slack")
    if isinstance(error, ResponseRefused):
        return words["trouble_other"].say(language, code=str(error))
    if not isinstance(error, SlackApiError):
        key = "trouble_network" if isinstance(error, (OSError, SlackClientError)) else "trouble_inside"
        return words[key].say(language, code=type(error).__name__)
    code, status = str(error.response["error"]), getattr(error.response, "status_code", 200)
    if status == 429 or code in ("ratelimited", "rate_limited"):
        return words["trouble_rate"].say(language)
    if status >= 500:
        return words["trouble_network"].say(language, code=f"HTTP {status}")
    if code in _REVOKED:
        return words["trouble_revoked"].say(language, code=code)
    if code == "missing_scope":
        return words["trouble_scope"].say(language, scope=str(error.response.get("needed") or "?"))
    if code in _UNREACHED:
        return words["trouble_channel"].say(language, code=code)
    return words["trouble_other"].say(language, code=code[:80])
