"""Personal data, masked before anything else is done with a message. This is the room's door."""

from assistant.masking.masking import Masked, mask
from assistant.masking.placeholders import Kind, question_in, without_placeholders

__all__ = ["Kind", "Masked", "mask", "question_in", "without_placeholders"]
