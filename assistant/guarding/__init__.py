"""What asks for more care than a question: somebody in danger or hurt, an attack, a matter for others.

This is the room's door.
"""

from assistant.guarding.kinds import HOSTILE, HURT, REFERRED, Care
from assistant.guarding.watching import Watch, watch

__all__ = ["HOSTILE", "HURT", "REFERRED", "Care", "Watch", "watch"]
