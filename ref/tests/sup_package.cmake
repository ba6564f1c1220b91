# cmake -DBUILD=… -DSOURCE=… -DCHILD=… -DWORK=… -P sup_package.cmake
# Installs the library into an empty place, builds the example against it in both ways, and runs it.

function(run)
    execute_process(COMMAND ${ARGN} RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
    if(NOT status EQUAL 0)
        list(JOIN ARGN " " command)
        message(FATAL_ERROR "${command}\nended with ${status}:\n${output}")
    endif()
    set(output "${output}" PARENT_SCOPE)
endfunction()

function(expect_run program)
    set(ENV{CHILD_COUNT} ${WORK}/count) # the second child only serves
    file(REMOVE ${WORK}/count)
    run(${program} ${CHILD} hello recv "response={\"status\":\"health_ok\"}" recv
        "row={\"ordinal\":0}"
        "response={\"status\":\"stream_complete\",\"summary\":{\"total_rows\":1,\"per_stream_counts\":{\"s\":1},\"elapsed_micros\":1}}"
        serve -- hello serve)
    if(NOT output MATCHES "s\\[0\\] {\"ordinal\":0}\n1 rows\ngraceful: exit status: 0\n")
        message(FATAL_ERROR "the example printed:\n${output}")
    endif()
endfunction()

file(REMOVE_RECURSE ${WORK})
run(${CMAKE_COMMAND} --install ${BUILD} --component sup --prefix ${WORK}/prefix)

run(${CMAKE_COMMAND} -S ${SOURCE}/examples -B ${WORK}/found -DCMAKE_PREFIX_PATH=${WORK}/prefix)
run(${CMAKE_COMMAND} --build ${WORK}/found)
expect_run(${WORK}/found/supervise)

file(GLOB_RECURSE pc ${WORK}/prefix/*/sup.pc)
get_filename_component(pc_directory ${pc} DIRECTORY)
set(ENV{PKG_CONFIG_PATH} ${pc_directory})
run(pkg-config --cflags --libs sup)
separate_arguments(flags UNIX_COMMAND "${output}")
run(cc -std=c17 -o ${WORK}/supervise ${SOURCE}/examples/supervise.c ${flags})
expect_run(${WORK}/supervise)

# No name but the public ones is seen from outside.
file(GLOB_RECURSE archive ${WORK}/prefix/*/libsup.a)
run(nm --extern-only --defined-only ${archive})
string(REGEX MATCHALL "[^\n]* [A-Z] [^\n]*" names "${output}")
list(LENGTH names count)
list(FILTER names EXCLUDE REGEX " sup_[a-z_0-9]*$")
if(names OR count LESS 30)
    message(FATAL_ERROR "the archive shows ${count} names, among them: ${names}")
endif()
