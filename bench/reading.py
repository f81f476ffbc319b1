"""What it costs to read a document: `samskab read FILE --json` as a whole process, from start to exit.

    python -m bench.reading

Times are the middle of a few runs. Memory is the most that the command, or the process that reads for it, held at once.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

COMMAND = Path(sys.executable).with_name("samskab")
BESIDE = Path(__file__).resolve().parents[2] / "shared/seeds"
RUNS = 5
WRITE = """
import sys, pathlib
from samskab.frontdoor.story.documents import example_documents, first_description
for name, data in [first_description(), *example_documents().items()]:
    pathlib.Path(sys.argv[1], name).write_bytes(data)
"""
# Starts a command and says its exit code, processor seconds and peak memory (KiB). What starts a command must be small itself, for the
# system counts the starter's memory as that of the started.
START = """
import os, sys
pid = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, 1, 0)])
_pid, status, used = os.wait4(pid, 0)
print(os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, used.ru_maxrss)
"""


def documents(folder: Path) -> list[Path]:
    """The story's own documents, written to a folder, and documents that lie beside the repository, if any do."""
    subprocess.run([sys.executable, "-c", WRITE, folder], check=True)
    return [*sorted(folder.iterdir()), *sorted(BESIDE.glob("*.txt"))]


def cost(path: Path) -> tuple[float, float, int]:
    """(wall seconds, processor seconds, peak memory in bytes) of reading one file once."""
    begun = time.perf_counter()
    command = [sys.executable, "-I", "-S", "-c", START, COMMAND, "read", path, "--json"]
    code, processor, memory = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    seconds = time.perf_counter() - begun
    if code != "0":
        raise RuntimeError(f"{path.name} could not be read")
    return seconds, float(processor), int(memory) * 1024


def main() -> int:
    sys.stdout.write(
        f"{f'reading a document, whole process, {RUNS} runs':<56}     bytes     median  processor  peak memory\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        for path in documents(Path(folder)):
            wall, processor, memory = zip(*(cost(path) for _ in range(RUNS)), strict=True)
            sys.stdout.write(
                f"{path.name[:56]:<56} {path.stat().st_size:9,} {statistics.median(wall):8.2f} s "
                f"{statistics.median(processor):8.2f} s {max(memory) / 1e6:9.0f} MB\n"
            )
    sys.stdout.write("no peer: we know of no other program that reads these documents into these findings\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
