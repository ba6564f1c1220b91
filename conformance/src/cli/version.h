#ifndef CLI_VERSION_H
#define CLI_VERSION_H
/* Given by the build. */
#ifndef CHILDPROOF_VERSION
#define CHILDPROOF_VERSION "unknown"
#endif
#endif
