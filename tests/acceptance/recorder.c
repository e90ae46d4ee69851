/* LD_PRELOAD: log what a process does to the files of one folder, in order, so that a power cut
 * can be replayed: a record is kind, path, offset, length, data. Kinds: W write, T truncate,
 * S sync of a file, D sync of a folder, U unlink, R rename (the new path is the data). */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static int log_fd = -1;
static const char *folder;

static int watched(const char *path) {
    if (!folder) {
        folder = getenv("RECORD_FOLDER");
        log_fd = syscall(SYS_openat, AT_FDCWD, getenv("RECORD_LOG"),
                         O_WRONLY | O_CREAT | O_APPEND, 0600);
    }
    return strncmp(path, folder, strlen(folder)) == 0;
}

static int path_of(int fd, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t n = readlink(link, path, PATH_MAX - 1);
    if (n < 0) return 0;
    path[n] = 0;
    return watched(path);
}

static void note(char kind, const char *path, int64_t at, const void *data, uint64_t size) {
    uint32_t length = strlen(path);
    struct iovec parts[] = {{&kind, 1}, {&length, 4}, {(void *)path, length},
                            {&at, 8}, {&size, 8}, {(void *)data, size}};
    syscall(SYS_writev, log_fd, parts, 6);
}

#define REAL(type, name, ...)                                   \
    static type (*real)(__VA_ARGS__);                           \
    if (!real) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name)

/* The log's order must be that of the calls: noting and doing are one step. */
#define STEP(before, call, after)                               \
    pthread_mutex_lock(&turn);                                  \
    before;                                                     \
    typeof(call) result = call;                                 \
    after;                                                      \
    pthread_mutex_unlock(&turn);                                \
    return result

ssize_t write(int fd, const void *data, size_t size) {
    REAL(ssize_t, write, int, const void *, size_t);
    char path[PATH_MAX];
    int ours = path_of(fd, path);
    STEP(struct stat st; off_t at = 0;
         if (ours) at = fcntl(fd, F_GETFL) & O_APPEND ? (fstat(fd, &st), st.st_size)
                                                      : lseek(fd, 0, SEEK_CUR),
         real(fd, data, size), if (ours && result > 0) note('W', path, at, data, result));
}

#define PWRITE(name)                                                                  \
    ssize_t name(int fd, const void *data, size_t size, off_t at) {                   \
        REAL(ssize_t, name, int, const void *, size_t, off_t);                        \
        char path[PATH_MAX];                                                          \
        int ours = path_of(fd, path);                                                 \
        STEP(, real(fd, data, size, at),                                              \
             if (ours && result > 0) note('W', path, at, data, result));              \
    }
PWRITE(pwrite)
PWRITE(pwrite64)

#define TRUNCATE(name)                                                                \
    int name(int fd, off_t size) {                                                    \
        REAL(int, name, int, off_t);                                                  \
        char path[PATH_MAX];                                                          \
        int ours = path_of(fd, path);                                                 \
        STEP(, real(fd, size), if (ours && result == 0) note('T', path, size, "", 0)); \
    }
TRUNCATE(ftruncate)
TRUNCATE(ftruncate64)

#define SYNC(name)                                                                    \
    int name(int fd) {                                                                \
        REAL(int, name, int);                                                         \
        char path[PATH_MAX];                                                          \
        struct stat st;                                                               \
        int ours = path_of(fd, path) && fstat(fd, &st) == 0;                          \
        STEP(, real(fd),                                                              \
             if (ours && result == 0) note(S_ISDIR(st.st_mode) ? 'D' : 'S', path, 0, "", 0)); \
    }
SYNC(fsync)
SYNC(fdatasync)

int unlink(const char *path) {
    REAL(int, unlink, const char *);
    int ours = watched(path);
    STEP(, real(path), if (ours && result == 0) note('U', path, 0, "", 0));
}

int rename(const char *from, const char *to) {
    REAL(int, rename, const char *, const char *);
    int ours = watched(from);
    STEP(, real(from, to), if (ours && result == 0) note('R', from, 0, to, strlen(to)));
}
