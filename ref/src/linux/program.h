/* Programs in the file system. */
#ifndef SUP_LINUX_PROGRAM_H
#define SUP_LINUX_PROGRAM_H

#include <stddef.h>

enum program_look {
    PROGRAM_ABSENT,         /* there is nothing, or it cannot be reached */
    PROGRAM_NO_FILE,        /* it is no regular file */
    PROGRAM_NOT_EXECUTABLE, /* it has no execute bit for this process */
    PROGRAM_READY,
};

/* Looks at what PATH names, through links. */
enum program_look program_look(const char *path);

/* The folder of the running program, without a slash at its end. 0 or -errno. */
int program_own_folder(char *to, size_t bytes);

#endif
