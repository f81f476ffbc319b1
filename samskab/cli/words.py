"""How the command line speaks when it cannot do what it was asked."""

import errno
import sys
from typing import NoReturn


def refuse(sentence: str) -> NoReturn:
    """One clear sentence on standard error, nothing on standard output, exit code 2."""
    print(sentence, file=sys.stderr)
    raise SystemExit(2)


def first_line(error: Exception) -> str:
    """What a database said, without its next lines and its full stop."""
    return (str(error).strip().splitlines() or ["databasen svarer ikke"])[0].rstrip(".")


def plainly(error: OSError) -> str:
    """Why, in Danish."""
    return {
        errno.EACCES: "du må ikke læse eller skrive der",
        errno.EPERM: "du må ikke læse eller skrive der",
        errno.EROFS: "der kan kun læses",
        errno.ENOSPC: "disken er fuld",
        errno.EDQUOT: "disken er fuld",
        errno.EFBIG: "disken er fuld",
        errno.ENOTDIR: "det er ikke en mappe",
        errno.EEXIST: "det er ikke en mappe",
        errno.ENOENT: "mappen findes ikke",
        errno.EADDRINUSE: "der ligger noget i forvejen",
        errno.EISDIR: "der ligger en mappe med filens navn",
        errno.ENAMETOOLONG: "navnet er for langt",
    }.get(error.errno or 0, "det lod sig ikke gøre")
