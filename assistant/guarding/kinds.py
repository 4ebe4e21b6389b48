"""The kinds of message that ask for care; the intents of `corpus/intents/` have the same names."""

from enum import StrEnum


class Care(StrEnum):
    """Why a message asks for care."""

    SELF_HARM = "self_harm"
    DANGER = "danger"
    HARASSMENT = "harassment"
    UNPAID = "unpaid"
    MANIPULATION = "manipulation"
    REVEAL = "reveal"
    PROMISE = "promise"
    FORGE = "forge"
    OTHERS_DATA = "others_data"
    IMPERSONATE = "impersonate"
    ABUSE = "abuse"
    LEGAL = "legal"
    TAX = "tax"
    IMMIGRATION = "immigration"
    MEDICAL = "medical"
    OFF_TOPIC = "off_topic"


HURT = (Care.SELF_HARM, Care.DANGER, Care.HARASSMENT)
"""Somebody may come to harm: this is spoken to before anything else, the gravest first."""

HOSTILE = (Care.FORGE, Care.OTHERS_DATA, Care.IMPERSONATE, Care.PROMISE, Care.REVEAL, Care.MANIPULATION)
"""What the assistant does not do; the first that is found names what is declined."""

REFERRED = (Care.LEGAL, Care.TAX, Care.IMMIGRATION, Care.MEDICAL)
"""Matters on which the guide may say something, and others say the rest."""
