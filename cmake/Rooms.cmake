# How each room of the house is built: one warning set, one sanitizer switch, one way to embed a text.

# A test that hangs is ended after so many seconds; one that is only slow, on a busy machine or under a sanitizer, is not.
set(CHILDPROOF_TEST_LIMIT_S 900)
set(CHILDPROOF_CHECK_MULTIPLIER 20) # of libcheck's own limits, 4 s a case

add_library(cp_flags INTERFACE)
target_compile_definitions(cp_flags INTERFACE _GNU_SOURCE)
target_compile_options(cp_flags INTERFACE
    -Wall -Wextra -Werror -Wshadow -Wconversion -Wsign-conversion -Wstrict-prototypes -Wmissing-prototypes -Wvla
    -Wformat=2 -Wundef -Wpointer-arith -Wcast-align -Wwrite-strings -Wswitch-enum -Wdouble-promotion
    -fno-common -fno-strict-aliasing)
if(CMAKE_C_COMPILER_ID STREQUAL "GNU")
    target_compile_options(cp_flags INTERFACE -Wlogical-op -Wduplicated-cond -Wduplicated-branches)
endif()
if(CHILDPROOF_SANITIZE)
    target_compile_options(cp_flags INTERFACE -fsanitize=${CHILDPROOF_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(cp_flags INTERFACE -fsanitize=${CHILDPROOF_SANITIZE})
endif()

# cp_library(NAME SOURCE…): a static library of one folder.
function(cp_library name)
    add_library(${name} STATIC ${ARGN})
    target_link_libraries(${name} PRIVATE $<BUILD_INTERFACE:cp_flags>)
endfunction()

# cp_program(NAME SOURCE…): a program in build/bin.
function(cp_program name)
    add_executable(${name} ${ARGN})
    target_link_libraries(${name} PRIVATE cp_flags)
endfunction()

# cp_unit_test(NAME SOURCE…): a libcheck program, registered with ctest. Link what it needs afterwards.
function(cp_unit_test name)
    if(NOT CHILDPROOF_TESTS)
        return()
    endif()
    add_executable(${name} ${ARGN})
    target_link_libraries(${name} PRIVATE cp_flags PkgConfig::CHECK)
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES TIMEOUT ${CHILDPROOF_TEST_LIMIT_S}
        ENVIRONMENT CK_TIMEOUT_MULTIPLIER=${CHILDPROOF_CHECK_MULTIPLIER})
endfunction()

# cp_embed_text(TARGET SYMBOL FILE): `extern const char SYMBOL[]` holds FILE's text, ended by NUL.
function(cp_embed_text target symbol file)
    get_filename_component(source ${file} ABSOLUTE)
    set(output ${CMAKE_CURRENT_BINARY_DIR}/${symbol}.c)
    add_custom_command(OUTPUT ${output}
        COMMAND ${LUA_PROGRAM} ${PROJECT_SOURCE_DIR}/cmake/embed.lua ${symbol} ${source} ${output}
        DEPENDS ${source} ${PROJECT_SOURCE_DIR}/cmake/embed.lua
        COMMENT "Embedding ${file}" VERBATIM)
    target_sources(${target} PRIVATE ${output})
endfunction()
