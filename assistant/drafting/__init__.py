"""An answer as a letter: drafts for the inbox and for Slack. This is the room's door."""

from assistant.drafting.drafting import Clerk, write_draft
from assistant.drafting.letter import Asked, Draft, Evidence, Letter, Review
from assistant.drafting.reading import presses

__all__ = ["Asked", "Clerk", "Draft", "Evidence", "Letter", "Review", "presses", "write_draft"]
