# What is installed beside programs, scenarios and the library: manual pages, completion, documents.

find_program(GZIP_PROGRAM NAMES gzip)

# cp_compress(SOURCE NAME RET_FILE): the file to install; compressed where gzip is there, the same bytes for the same source.
function(cp_compress source name ret_file)
    if(NOT GZIP_PROGRAM)
        set(${ret_file} ${source} PARENT_SCOPE)
        return()
    endif()
    set(output ${PROJECT_BINARY_DIR}/install/${name}.gz)
    add_custom_command(OUTPUT ${output}
        COMMAND ${CMAKE_COMMAND} -E make_directory ${PROJECT_BINARY_DIR}/install
        COMMAND ${GZIP_PROGRAM} -9nc ${source} > ${output}
        DEPENDS ${source} COMMENT "Compressing ${name}" VERBATIM)
    set(${ret_file} ${output} PARENT_SCOPE)
endfunction()

set(compressed_files)
foreach(page childproof fake-child ref-adapter)
    cp_compress(${PROJECT_SOURCE_DIR}/docs/man/${page}.1 ${page}.1 file)
    list(APPEND compressed_files ${file})
    install(FILES ${file} DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
endforeach()
cp_compress(${PROJECT_SOURCE_DIR}/docs/man/sup-config.1 sup-config.1 file)
list(APPEND compressed_files ${file})
install(FILES ${file} DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT sup)
cp_compress(${PROJECT_SOURCE_DIR}/CHANGELOG.md CHANGELOG.md file)
list(APPEND compressed_files ${file})
install(FILES ${file} DESTINATION ${CMAKE_INSTALL_DOCDIR})
# Debian wants a changelog in its own form beside it.
configure_file(cmake/changelog.in ${PROJECT_BINARY_DIR}/install/changelog @ONLY)
cp_compress(${PROJECT_BINARY_DIR}/install/changelog changelog file)
list(APPEND compressed_files ${file})
install(FILES ${file} DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES ${file} DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/libsup-dev COMPONENT sup)
add_custom_target(compressed-files ALL DEPENDS ${compressed_files})

install(FILES tools/completion/childproof.bash
    DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME childproof)
install(FILES README.md SPEC.md conformance/ADAPTER.md docs/ci.md docs/strength.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES scenarios/README.md DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME scenarios.md)
install(FILES cmake/copyright DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES cmake/copyright DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/libsup-dev COMPONENT sup)
