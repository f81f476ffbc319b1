"""Run inside, by `as_unit`: give up everything the unit does not leave, and become the service. Knows no Samskab."""

import ctypes
import errno
import json
import os
import pwd
import resource
import socket
import sys

MDWE, NO_NEW_PRIVILEGES, DROP_BOUND, KEEP_NONE = 65, 38, 24, 28
ALLOW, REFUSE = 0x7FFF0000, 0x00050000
MASKED, EQUAL, LESS = 7, 4, 2
NAMESPACES = 0x00020000 | 0x02000000 | 0x04000000 | 0x08000000 | 0x10000000 | 0x20000000 | 0x40000000


class Compare(ctypes.Structure):
    _fields_ = [("arg", ctypes.c_uint), ("op", ctypes.c_int), ("a", ctypes.c_uint64), ("b", ctypes.c_uint64)]


def prctl(option, value=0, third=0):
    if ctypes.CDLL(None, use_errno=True).prctl(option, value, third, 0, 0):
        raise OSError(ctypes.get_errno(), f"prctl {option}")


def become(name):
    """Another person, with no way back and no power left over."""
    who = pwd.getpwnam(name)
    for capability in range(41):
        prctl(DROP_BOUND, capability)
    os.initgroups(name, who.pw_gid)
    os.setresgid(who.pw_gid, who.pw_gid, who.pw_gid)
    os.setresuid(who.pw_uid, who.pw_uid, who.pw_uid)


def filter_calls(names, families):
    """Everything else is answered with EPERM, as the unit has it."""
    library = ctypes.CDLL("libseccomp.so.2")
    library.seccomp_init.restype = ctypes.c_void_p
    library.seccomp_rule_add_array.argtypes = [
        ctypes.c_void_p, ctypes.c_uint32, ctypes.c_int, ctypes.c_uint, ctypes.POINTER(Compare)
    ]  # fmt: skip
    library.seccomp_load.argtypes = [ctypes.c_void_p]
    rules = library.seccomp_init(REFUSE | errno.EPERM)

    def rule(action, name, *compared):
        number = library.seccomp_syscall_resolve_name(name.encode())
        if number != -1:
            library.seccomp_rule_add_array(rules, action, number, len(compared), (Compare * len(compared))(*compared))

    for name in names:
        if name not in {"socket", "clone", "clone3", "unshare", "setns"}:
            rule(ALLOW, name)
    for family in families:
        rule(ALLOW, "socket", Compare(0, EQUAL, getattr(socket, family), 0))
    rule(ALLOW, "clone", Compare(0, MASKED, NAMESPACES, 0))
    rule(REFUSE | errno.ENOSYS, "clone3")  # its flags cannot be looked at; libc then asks for clone
    if library.seccomp_load(rules):
        raise OSError("the filter was not taken")


def main():
    facts = json.loads(sys.argv[1])
    os.umask(int(facts["umask"], 8))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if facts["files"]:
        most = min(int(facts["files"]), resource.getrlimit(resource.RLIMIT_NOFILE)[1])
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    os.chdir(facts["folder"])
    become(facts["user"])
    prctl(NO_NEW_PRIVILEGES, 1)
    if facts["no_exec_gain"]:
        prctl(MDWE, 1)
    filter_calls(facts["calls"], facts["families"])
    os.execve(facts["command"][0], facts["command"], facts["surroundings"])


main()
