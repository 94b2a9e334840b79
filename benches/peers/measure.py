"""What a row of the table is, and how its two sides are measured.

In: commands. Out: seconds, resident memory and the answer of each run. Must not know: which rows there are.
"""
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass
class Measure:
    """One run of one side: seconds, peak resident MB (None where it makes no sense), and what must be equal on both sides."""

    seconds: float
    megabytes: float | None
    answer: object


@dataclass
class Row:
    """One line of the table: the same work done by imbas and by its peer."""

    name: str
    peer: str
    wanted: str
    ours: Callable[[], Measure]
    theirs: Callable[[], Measure]


@dataclass
class Setting:
    """What the rows need: the program, the kernels' program, the list, and a folder for what they write."""

    imbas: str
    kernels: str
    schools: str
    folder: str

    def path(self, name):
        return os.path.join(self.folder, name)


def whole_program(command, answer=lambda out: None):
    """Wall seconds and peak memory of a command from start to end; `answer` reads what it printed."""
    start = time.monotonic()
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            sys.exit(f"expected status 0 of {' '.join(map(str, command))}, found {process.returncode}")
        out.seek(0)
        return Measure(seconds, usage.ru_maxrss / 1024, answer(out.read()))


def self_timed(command):
    """A command that prints one JSON line with `seconds`, its own measure of the work, and the answer."""
    result = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout.splitlines()[-1])
    return Measure(result.pop("seconds"), None, result)


def script(name):
    """A script of this folder, to be run by the same Python."""
    return [sys.executable, os.path.join(os.path.dirname(os.path.abspath(__file__)), name)]


def paired(row, runs):
    """Both sides turn by turn, so that a noisy machine is unfair to nobody; they must agree in every run."""
    pairs = []
    for _ in range(runs):
        ours, theirs = row.ours(), row.theirs()
        if ours.answer != theirs.answer:
            sys.exit(f"{row.name}: not equal: imbas {ours.answer}, peer {theirs.answer}")
        pairs.append((ours, theirs))
    return pairs


HEAD = "| work | peer | imbas, s | peer, s | times faster | wanted | imbas, MB | peer, MB | of its memory |"


def line(row, pairs):
    """The row as Markdown: medians, least and most, and the median of the runs' own ratios."""
    ratio = statistics.median(theirs.seconds / ours.seconds for ours, theirs in pairs)
    cells = [row.name, row.peer, *(spread([pair[side].seconds for pair in pairs]) for side in (0, 1)), f"{ratio:.1f}", row.wanted]
    memory = [[pair[side].megabytes for pair in pairs] for side in (0, 1)]
    if None in memory[0] + memory[1]:
        cells += ["", "", ""]
    else:
        ours, theirs = map(statistics.median, memory)
        cells += [f"{ours:.0f}", f"{theirs:.0f}", f"{ours / theirs:.2f}"]
    return "| " + " | ".join(cells) + " |"


def spread(seconds):
    return f"{statistics.median(seconds):.3g} ({min(seconds):.3g} to {max(seconds):.3g})"
