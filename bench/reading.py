"""What it costs to read a document: `samskab read FILE --json` as a whole process, from start to exit.

    python -m bench.reading

Time is the middle of a few runs. Memory is the most that the command, or the process that reads for it, held at once.
"""

import os
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


def documents(folder: Path) -> list[Path]:
    """The story's own documents, written to a folder, and documents that lie beside the repository, if any do.

    Another process writes them: what starts a command must be small, for the system counts its memory as theirs.
    """
    subprocess.run([sys.executable, "-c", WRITE, folder], check=True)
    return [*sorted(folder.iterdir()), *sorted(BESIDE.glob("*.txt"))]


def cost(path: Path) -> tuple[float, int]:
    """(wall seconds, peak memory in bytes) of reading one file once."""
    begun = time.perf_counter()
    process = subprocess.Popen([COMMAND, "read", path, "--json"], stdout=subprocess.DEVNULL)
    _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{path.name} could not be read")
    return time.perf_counter() - begun, used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def main() -> int:
    sys.stdout.write(f"reading a document, whole process, {RUNS} runs             bytes     median      peak memory\n")
    with tempfile.TemporaryDirectory() as folder:
        for path in documents(Path(folder)):
            runs = [cost(path) for _ in range(RUNS)]
            seconds = statistics.median(wall for wall, _memory in runs)
            memory = max(memory for _wall, memory in runs)
            sys.stdout.write(
                f"{path.name[:56]:<56} {path.stat().st_size:9,} {seconds:8.2f} s {memory / 1e6:10.0f} MB\n"
            )
    sys.stdout.write("no peer: we know of no other program that reads these documents into these findings\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
