#include "linux/program.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum program_look program_look(const char *path)
{
    struct stat status;
    if (stat(path, &status) < 0)
        return PROGRAM_ABSENT;
    if (!S_ISREG(status.st_mode))
        return PROGRAM_NO_FILE;
    /* root may run what has any execute bit, and nothing else */
    return access(path, X_OK) == 0 ? PROGRAM_READY : PROGRAM_NOT_EXECUTABLE;
}

int program_own_folder(char *to, size_t bytes)
{
    ssize_t length = readlink("/proc/self/exe", to, bytes);
    if (length < 0)
        return -errno;
    if ((size_t)length >= bytes)
        return -ENAMETOOLONG;
    to[length] = '\0';
    char *slash = strrchr(to, '/');
    if (!slash)
        return -ENOENT;
    slash[slash == to ? 1 : 0] = '\0';
    return 0;
}
