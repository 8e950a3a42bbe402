/* The nth call of one name meets a fault. Loaded before libc with LD_PRELOAD, where processes cannot be traced.
 *
 * FAULT_CALL  pwrite, fsync, rename, link, ftruncate or unlink
 * FAULT_NTH   which of these calls, counting from 1
 * FAULT       an errno; or "kill" (half is written first); "short" (half is written, and said so);
 *             "lie" (half is written, and all is said to be)
 * FAULT_MARK  a file that is made when the fault is met
 * FAULT_OPEN  with any value, what some process has open is neither replaced nor removed, as on Windows: EACCES
 * FAULT_LOG   a file to which each sync and each name given is added, one line each, for which no fault is needed
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int count;

/* Adds "call path" to the log. */
static void keep(const char *name, const char *path)
{
    const char *log = getenv("FAULT_LOG");
    if (!log)
        return;
    int descriptor = open(log, O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600);
    dprintf(descriptor, "%s %s\n", name, path);
    close(descriptor);
}

/* The same for the path behind a descriptor. */
static void keep_descriptor(const char *name, int descriptor)
{
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, sizeof path - 1);
    path[length < 0 ? 0 : length] = 0;
    keep(name, path);
}

/* The fault, if this call of ``name`` is to meet it. */
static const char *fault_of(const char *name)
{
    const char *call = getenv("FAULT_CALL"), *nth = getenv("FAULT_NTH"), *mark = getenv("FAULT_MARK");
    if (!call || !nth || strcmp(call, name) || ++count != atoi(nth))
        return NULL;
    if (mark)
        close(open(mark, O_CREAT | O_WRONLY | O_CLOEXEC, 0600));
    return getenv("FAULT");
}

static int meets(const char *fault)
{
    if (!strcmp(fault, "kill"))
        kill(getpid(), SIGKILL);
    if (!strcmp(fault, "lie"))
        return 0;
    errno = atoi(fault) ? atoi(fault) : EIO;
    return -1;
}

/* True if a process that we can see has ``path`` open. */
static int is_open(const char *path)
{
    char real[PATH_MAX], link[PATH_MAX], open_path[PATH_MAX];
    struct dirent *process, *descriptor;
    if (!getenv("FAULT_OPEN") || !realpath(path, real))
        return 0;
    int found = 0;
    DIR *processes = opendir("/proc");
    while (processes && !found && (process = readdir(processes))) {
        snprintf(link, sizeof link, "/proc/%.20s/fd", process->d_name);
        DIR *descriptors = atoi(process->d_name) ? opendir(link) : NULL;
        while (descriptors && !found && (descriptor = readdir(descriptors))) {
            ssize_t length = readlinkat(dirfd(descriptors), descriptor->d_name, open_path, sizeof open_path - 1);
            open_path[length < 0 ? 0 : length] = 0;
            found = !strcmp(open_path, real);
        }
        if (descriptors)
            closedir(descriptors);
    }
    if (processes)
        closedir(processes);
    return found;
}

/* Refuses ``name`` of a file that is open, and says so in the log. */
static int is_in_use(const char *name, const char *path)
{
    if (!is_open(path))
        return 0;
    keep(name, path);
    errno = EACCES;
    return 1;
}

#define REAL(name) ((typeof(&name))dlsym(RTLD_NEXT, #name))

static ssize_t write_half(int descriptor, const void *data, size_t length, off_t offset)
{
    return REAL(pwrite)(descriptor, data, length / 2, offset);
}

ssize_t pwrite(int descriptor, const void *data, size_t length, off_t offset)
{
    const char *fault = fault_of("pwrite");
    if (!fault)
        return REAL(pwrite)(descriptor, data, length, offset);
    if (!strcmp(fault, "short"))
        return write_half(descriptor, data, length, offset);
    if (!strcmp(fault, "kill") || !strcmp(fault, "lie"))
        write_half(descriptor, data, length, offset);
    return meets(fault) ? -1 : (ssize_t)length;
}

ssize_t pwrite64(int descriptor, const void *data, size_t length, off_t offset)
{
    return pwrite(descriptor, data, length, offset);
}

int fsync(int descriptor)
{
    const char *fault = fault_of("fsync");
    keep_descriptor("fsync", descriptor);
    return fault ? meets(fault) : REAL(fsync)(descriptor);
}

int ftruncate(int descriptor, off_t length)
{
    const char *fault = fault_of("ftruncate");
    return fault ? meets(fault) : REAL(ftruncate)(descriptor, length);
}

int ftruncate64(int descriptor, off_t length)
{
    return ftruncate(descriptor, length);
}

int rename(const char *from, const char *to)
{
    const char *fault = fault_of("rename");
    if (is_in_use("in use", to))
        return -1;
    keep("rename", to);
    return fault ? meets(fault) : REAL(rename)(from, to);
}

int link(const char *from, const char *to)
{
    const char *fault = fault_of("link");
    keep("link", to);
    return fault ? meets(fault) : REAL(link)(from, to);
}

int linkat(int from_folder, const char *from, int to_folder, const char *to, int flags)
{
    keep_descriptor("linkat", to_folder);
    return REAL(linkat)(from_folder, from, to_folder, to, flags);
}

int unlink(const char *path)
{
    const char *fault = fault_of("unlink");
    if (is_in_use("in use", path))
        return -1;
    return fault ? meets(fault) : REAL(unlink)(path);
}

int unlinkat(int folder, const char *name, int flags)
{
    char link[64], path[PATH_MAX * 2];
    snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
    ssize_t length = readlink(link, path, PATH_MAX);
    if (length > 0 && *name != '/')
        snprintf(path + length, sizeof path - length, "/%s", name);
    if (!(flags & AT_REMOVEDIR) && is_in_use("in use", length > 0 ? path : name))
        return -1;
    return REAL(unlinkat)(folder, name, flags);
}
