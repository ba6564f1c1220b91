# Debian packages, by `cpack -G DEB` in the build folder: childproof (the programs) and libsup-dev (the reference's library).

set(CPACK_PACKAGE_NAME childproof)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "") # each package has its own: a common one would be put before it
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL Unspecified sup)

set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)

set(CPACK_DEBIAN_UNSPECIFIED_PACKAGE_NAME childproof)
set(CPACK_DEBIAN_UNSPECIFIED_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_UNSPECIFIED_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_UNSPECIFIED_PACKAGE_RECOMMENDS faketime)
set(CPACK_DEBIAN_UNSPECIFIED_PACKAGE_SUGGESTS "gdb, libsup-dev")
set(CPACK_COMPONENT_UNSPECIFIED_DESCRIPTION
    "conformance harness for supervisors of worker processes
childproof attaches to a supervisor in any language through a small adapter,
gives it a child process that misbehaves on purpose, and reports which
clauses of the specification were broken, at which event of which run.

The package holds the harness, its scenarios, the scriptable child and the
reference supervisor's adapter.")

set(CPACK_DEBIAN_SUP_PACKAGE_NAME libsup-dev)
set(CPACK_DEBIAN_SUP_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_SUP_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_SUP_PACKAGE_DEPENDS libinih-dev)
set(CPACK_COMPONENT_SUP_DESCRIPTION
    "reference supervisor of worker processes, development files
libsup keeps a child process behind framed pipes: it starts it, sends
requests, streams rows back under back-pressure, cancels and times out,
watches its memory, restarts it within limits and leaves nothing behind.

The package holds the headers, the static library and sup-config.")

include(CPack)
