"""An answer as a letter: drafts for the inbox and for Slack. This is the room's door."""

from assistant.drafting.drafting import Desk, write_draft
from assistant.drafting.letter import Asked, Draft, Evidence, Letter, Review

__all__ = ["Asked", "Desk", "Draft", "Evidence", "Letter", "Review", "write_draft"]
