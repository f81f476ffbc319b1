/* A disk that forgets what was never synced.
 *
 * Loaded before a program (LD_PRELOAD), it lets every write through, and keeps what stood there before in a file beside:
 * the undo log. fsync and fdatasync empty the log, for what they were called for is safe. When the power "goes"
 * (kill -9), proof/power.py writes the old content back: what was never synced never was.
 *
 * One undo log for each file, under POWER_LOGS, named by the file's device and inode; guarded by flock, since several
 * processes may write in one file. Files outside POWER_FOLDER, and SQLite's shared memory (-shm), are left alone.
 * A record: offset, length of the old bytes, the file's size before (8 bytes each), then the old bytes.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))real(#name))

static void *real(const char *name) { return dlsym(RTLD_NEXT, name); }

/* The undo log of this descriptor's file, locked; -1 when the file is none of ours. */
static int log_of(int fd, int make) {
    const char *folder = getenv("POWER_FOLDER"), *logs = getenv("POWER_LOGS");
    char link[64], path[4096], name[4200];
    struct stat facts;
    if (!folder || !logs || fstat(fd, &facts) || !S_ISREG(facts.st_mode)) return -1;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length <= 0) return -1;
    path[length] = 0;
    if (strncmp(path, folder, strlen(folder)) || (length > 4 && !strcmp(path + length - 4, "-shm"))) return -1;
    snprintf(name, sizeof name, "%s/%lx-%lx", logs, (long)facts.st_dev, (long)facts.st_ino);
    int undo = open(name, O_RDWR | O_APPEND | O_CLOEXEC | (make ? O_CREAT : 0), 0666);
    if (undo >= 0) flock(undo, LOCK_EX);
    return undo;
}

static void all(int undo, const void *bytes, size_t count) {
    const char *at = bytes;
    while (count) {
        ssize_t done = REAL(write)(undo, at, count);
        if (done <= 0) abort(); /* a proof that cannot remember proves nothing */
        at += done, count -= done;
    }
}

/* Keeps what stands at offset..offset+count, before it is written over or cut away. */
static int remember(int fd, off_t offset, size_t count) {
    int before = errno, undo = log_of(fd, 1);
    if (undo >= 0) {
        struct stat facts;
        fstat(fd, &facts);
        size_t stands = offset < facts.st_size ? (size_t)(facts.st_size - offset) : 0;
        if (stands > count) stands = count;
        char *old = malloc(24 + stands);
        ssize_t got = stands ? pread(fd, old + 24, stands, offset) : 0;
        if (got < 0) { /* opened for writing only: read it by another way */
            char link[64];
            snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
            int again = open(link, O_RDONLY | O_CLOEXEC);
            got = pread(again, old + 24, stands, offset);
            close(again);
        }
        long long head[3] = {offset, got < 0 ? 0 : got, facts.st_size};
        memcpy(old, head, 24);
        all(undo, old, 24 + (got < 0 ? 0 : got));
        free(old);
    }
    errno = before;
    return undo;
}

static void done(int undo) {
    int before = errno;
    if (undo >= 0) close(undo); /* lets go of the lock */
    errno = before;
}

static off_t here(int fd) {
    struct stat facts;
    if (fcntl(fd, F_GETFL) & O_APPEND && !fstat(fd, &facts)) return facts.st_size;
    return lseek(fd, 0, SEEK_CUR);
}

static size_t sum(const struct iovec *parts, int count) {
    size_t bytes = 0;
    for (int at = 0; at < count; at++) bytes += parts[at].iov_len;
    return bytes;
}

ssize_t write(int fd, const void *bytes, size_t count) {
    int undo = fd > 2 ? remember(fd, here(fd), count) : -1;
    ssize_t result = REAL(write)(fd, bytes, count);
    done(undo);
    return result;
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
    int undo = fd > 2 ? remember(fd, here(fd), sum(parts, count)) : -1;
    ssize_t result = REAL(writev)(fd, parts, count);
    done(undo);
    return result;
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t offset) {
    int undo = remember(fd, offset, count);
    ssize_t result = REAL(pwrite)(fd, bytes, count, offset);
    done(undo);
    return result;
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off_t offset) { return pwrite(fd, bytes, count, offset); }

ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t offset) {
    int undo = remember(fd, offset, sum(parts, count));
    ssize_t result = REAL(pwritev)(fd, parts, count, offset);
    done(undo);
    return result;
}

ssize_t pwritev64(int fd, const struct iovec *parts, int count, off_t offset) { return pwritev(fd, parts, count, offset); }

int ftruncate(int fd, off_t size) {
    int undo = remember(fd, size, (size_t)-1 >> 1);
    int result = REAL(ftruncate)(fd, size);
    done(undo);
    return result;
}

int ftruncate64(int fd, off_t size) { return ftruncate(fd, size); }

static int synced(int fd, int result) {
    int before = errno, undo = result ? -1 : log_of(fd, 0);
    if (undo >= 0 && REAL(ftruncate)(undo, 0)) abort();
    done(undo);
    errno = before;
    return result;
}

int fsync(int fd) { return synced(fd, REAL(fsync)(fd)); }

int fdatasync(int fd) { return synced(fd, REAL(fdatasync)(fd)); }
