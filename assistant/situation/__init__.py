"""A person's situation as their messages tell it: details read, facts made. This is the room's door."""

from assistant.situation.details import Details, facts_of, with_fact, with_told
from assistant.situation.reading import Reading, read_situation
from assistant.situation.replies import Reply, corrected_kin, read_reply, read_yes_or_no
from assistant.situation.subject import Subject
from assistant.situation.told import Told

__all__ = [
    "Details",
    "Reading",
    "Reply",
    "Subject",
    "Told",
    "corrected_kin",
    "facts_of",
    "read_reply",
    "read_situation",
    "read_yes_or_no",
    "with_fact",
    "with_told",
]
