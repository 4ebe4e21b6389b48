"""What this room raises."""


class SlackError(Exception):
    """Slack cannot be used as it is set up; the message says what is wrong and what to do."""
