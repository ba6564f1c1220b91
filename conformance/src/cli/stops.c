#include "cli/stops.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <termios.h>
#include <unistd.h>

#include "cli/cli.h"

#define LOOK_MS          100 /* between two looks for a debugger */
#define END_OF_FILE_BYTE 4   /* Ctrl-D, where the terminal does not make it an end of file */

enum key {
    KEY_NONE, /* none in time */
    KEY_ON,
    KEY_RUN,
    KEY_QUIT,
    KEY_SIGNAL, /* one is pending: the run will see it */
};

bool stops_any(const struct stops *stops)
{
    return stops->step || stops->debug_adapter || stops->debug_child;
}

static enum key read_key(void)
{
    char byte;
    ssize_t got = read(STDIN_FILENO, &byte, 1);
    if (got <= 0 || byte == 'q' || byte == 'Q' || byte == END_OF_FILE_BYTE)
        return KEY_QUIT;
    return byte == 'c' ? KEY_RUN : byte == '\n' || byte == ' ' ? KEY_ON : KEY_NONE;
}

/* One key, without a line feed after it. */
static enum key wait_for_key(int limit_ms)
{
    bool terminal = isatty(STDIN_FILENO) != 0;
    struct termios before;
    bool changed = terminal && tcgetattr(STDIN_FILENO, &before) == 0;
    sigset_t mask;
    sigemptyset(&mask);
    sigaddset(&mask, SIGINT);
    sigaddset(&mask, SIGTERM);
    sigaddset(&mask, SIGHUP);
    int signals = signalfd(-1, &mask, SFD_CLOEXEC | SFD_NONBLOCK);
    if (changed) {
        struct termios now = before;
        now.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
        (void)tcsetattr(STDIN_FILENO, TCSADRAIN, &now);
    }
    struct pollfd watched[] = {{signals, POLLIN, 0}, {STDIN_FILENO, POLLIN, 0}};
    enum key key = KEY_NONE;
    if (poll(watched, terminal ? 2 : 1, limit_ms) > 0)
        key = watched[0].revents != 0 ? KEY_SIGNAL : read_key();
    if (changed)
        (void)tcsetattr(STDIN_FILENO, TCSADRAIN, &before);
    if (signals >= 0)
        close(signals);
    return key;
}

/* The run ends as it does after Ctrl-C: everything is cleaned up. */
static void quit(struct stops *stops)
{
    *stops = (struct stops){.quit = true};
    (void)kill(getpid(), SIGINT);
}

static bool is_traced(pid_t pid)
{
    char path[64];
    char line[128];
    bool traced = false;
    (void)snprintf(path, sizeof path, "/proc/%d/status", (int)pid);
    FILE *file = fopen(path, "re");
    if (file == NULL)
        return true; /* gone: nothing to wait for */
    while (fgets(line, sizeof line, file) != NULL) {
        if (strncmp(line, "TracerPid:", 10) == 0)
            traced = strtol(line + 10, NULL, 10) != 0;
    }
    (void)fclose(file);
    return traced;
}

static void wait_for_debugger(struct stops *stops, const char *what, pid_t pid)
{
    bool terminal = isatty(STDIN_FILENO) != 0;
    cli_complain("%s %d waits for a debugger: gdb -p %d%s", what, (int)pid, (int)pid,
        terminal ? "   (Enter goes on without one, q ends)" : "");
    for (int waited_ms = 0; waited_ms < STOPS_DEBUGGER_WAIT_MS; waited_ms += LOOK_MS) {
        if (is_traced(pid))
            return;
        enum key key = wait_for_key(LOOK_MS);
        if (key == KEY_QUIT)
            quit(stops);
        if (key != KEY_NONE)
            return;
    }
    cli_complain("no debugger came within %d s; the run goes on", STOPS_DEBUGGER_WAIT_MS / 1000);
}

void stops_at_adapter(struct stops *stops, pid_t pid)
{
    if (stops->debug_adapter)
        wait_for_debugger(stops, "adapter", pid);
}

void stops_at_event(struct stops *stops, const struct trace_event *event)
{
    if (stops->debug_child && event->source == TRACE_SOURCE_CHILD && strcmp(event->name, "hello") == 0)
        wait_for_debugger(stops, "child", event->pid);
    if (!stops->step)
        return;
    enum key key = KEY_NONE;
    while (key == KEY_NONE)
        key = wait_for_key(-1);
    if (key == KEY_QUIT)
        quit(stops);
    else if (key == KEY_RUN)
        stops->step = false;
}
