"""What a process holds, where the system tells (Linux)."""

from dataclasses import dataclass
from pathlib import Path

_PROCESSES = Path("/proc")


@dataclass(frozen=True)
class Memory:
    """MiB in use now and at most, code and mapped files included."""

    now: float
    peak: float


def memory(process: int | None = None) -> Memory | None:
    """The memory of a process (this one by default), or None where the system does not tell."""
    path = _PROCESSES / str(process or "self") / "status"
    if not path.exists():
        return None
    lines = dict(line.split(":", 1) for line in path.read_text(encoding="ascii").splitlines() if ":" in line)
    return Memory(_mebibytes(lines["VmRSS"]), _mebibytes(lines["VmHWM"]))


def forget_peak() -> None:
    """Let this process's peak begin anew at what it holds now, where the system can."""
    path = _PROCESSES / "self" / "clear_refs"
    if path.exists():
        path.write_text("5", encoding="ascii")


def _mebibytes(value: str) -> float:
    return int(value.split()[0]) / 1024
