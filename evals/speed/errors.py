"""What the bench cannot go on with."""

from evals.errors import EvalsError


class ServerFailed(EvalsError):
    """A server that was started to be measured did not answer as it should."""
