# What a user of the library gets: headers, libsup.a, find_package(sup), sup.pc.

include(CMakePackageConfigHelpers)

# The installed archive shows the names of the public headers and no other: everything is one object, and what does not
# begin with `sup_` is made local to it. Our own tests link the archive as it was built.
set(SUP_ARCHIVE ${CMAKE_CURRENT_BINARY_DIR}/package/libsup.a)
set(SUP_OBJECT ${CMAKE_CURRENT_BINARY_DIR}/package/sup.o)
add_custom_command(OUTPUT ${SUP_ARCHIVE}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${CMAKE_CURRENT_BINARY_DIR}/package
    COMMAND ${CMAKE_C_COMPILER} -r -nostdlib -o ${SUP_OBJECT} -Wl,--whole-archive $<TARGET_FILE:sup>
    COMMAND ${CMAKE_OBJCOPY} --wildcard --keep-global-symbol=sup_* ${SUP_OBJECT}
    COMMAND ${CMAKE_COMMAND} -E rm -f ${SUP_ARCHIVE}
    COMMAND ${CMAKE_AR} rcs ${SUP_ARCHIVE} ${SUP_OBJECT}
    DEPENDS sup
    COMMENT "Packing libsup.a for installation" VERBATIM)
add_custom_target(sup-package ALL DEPENDS ${SUP_ARCHIVE})

configure_package_config_file(cmake/sup-config.cmake.in ${CMAKE_CURRENT_BINARY_DIR}/package/sup-config.cmake
    INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/sup
    PATH_VARS CMAKE_INSTALL_LIBDIR CMAKE_INSTALL_INCLUDEDIR)
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/package/sup-config-version.cmake
    VERSION ${PROJECT_VERSION} COMPATIBILITY SameMinorVersion)

install(FILES ${SUP_ARCHIVE} DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT sup)
install(TARGETS sup-config DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT sup)
install(DIRECTORY include/sup DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT sup FILES_MATCHING PATTERN *.h)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/package/sup-config.cmake
    ${CMAKE_CURRENT_BINARY_DIR}/package/sup-config-version.cmake
    DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/sup COMPONENT sup)

# The prefix of sup.pc is the one of the installation, which `cmake --install --prefix` may change.
install(CODE "
    set(PROJECT_VERSION \"${PROJECT_VERSION}\")
    set(SUP_PC_LIBDIR \"\${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_LIBDIR}\")
    set(SUP_PC_INCLUDEDIR \"\${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_INCLUDEDIR}\")
    configure_file(\"${CMAKE_CURRENT_SOURCE_DIR}/cmake/sup.pc.in\" \"${CMAKE_CURRENT_BINARY_DIR}/package/sup.pc\" @ONLY)"
    COMPONENT sup)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/package/sup.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT sup)
