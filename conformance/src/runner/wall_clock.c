#include "runner/wall_clock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "preload/wall.h"
#include "shared/clock.h"

int wall_clock_open(
    struct wall_clock *clock, const char *path, const char *library, struct environment *environment)
{
    int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0)
        return -errno;
    void *page = MAP_FAILED;
    if (ftruncate(fd, sizeof(struct wall_page)) == 0)
        page = mmap(NULL, sizeof(struct wall_page), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    int error = errno;
    close(fd);
    if (page == MAP_FAILED)
        return -error;
    clock->page = page;
    environment_preload(environment, library);
    environment_set(environment, WALL_VARIABLE, path);
    return 0;
}

bool wall_clock_followed(const struct wall_clock *clock)
{
    return clock->page != NULL && atomic_load(&clock->page->loaded) > 0;
}

void wall_clock_step(struct wall_clock *clock, int64_t seconds)
{
    atomic_fetch_add(&clock->page->offset_ns, seconds * CLOCK_NS_PER_S);
}

void wall_clock_close(struct wall_clock *clock)
{
    if (clock->page != NULL)
        (void)munmap(clock->page, sizeof(struct wall_page));
    clock->page = NULL;
}
