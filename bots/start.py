"""The way in of the `wil` command.

What the modules define lives as long as the process: Python's collector of unreachable objects would look through it
again and again, at the start (a fifth of it) and in every reply.
"""

import gc


def main() -> None:
    """Run the command."""
    gc.disable()
    from bots.command import main as command

    gc.freeze()
    gc.enable()
    command()
