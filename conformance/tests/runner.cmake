# runner and command line
foreach(part command environment last_words loop process protocol select sweep wall_clock)
    cp_unit_test(runner_${part}_test runner_${part}_test.c)
    if(TARGET runner_${part}_test)
        target_link_libraries(runner_${part}_test PRIVATE cp_runner)
    endif()
endforeach()
if(TARGET runner_wall_clock_test)
    target_compile_definitions(runner_wall_clock_test PRIVATE WALL_LIBRARY_FILE="$<TARGET_FILE:childproof_wall>")
    add_dependencies(runner_wall_clock_test childproof_wall)
endif()

# whole programs: the command line, what an interrupted run leaves, adapters that do no work
set(scenarios ${PROJECT_SOURCE_DIR}/scenarios)
foreach(part cli interrupt leftovers)
    add_test(NAME ${part}_test COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/${part}_test.sh
        $<TARGET_FILE:childproof> $<TARGET_FILE:lazy> ${scenarios})
    set_tests_properties(${part}_test PROPERTIES TIMEOUT ${CHILDPROOF_TEST_LIMIT_S})
endforeach()
add_test(NAME completion_test COMMAND bash ${CMAKE_CURRENT_SOURCE_DIR}/completion_test.sh
    $<TARGET_FILE:childproof> ${PROJECT_SOURCE_DIR}/tools/completion/childproof.bash ${scenarios})
add_test(NAME manual_test COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/manual_test.sh
    $<TARGET_FILE:childproof> ${PROJECT_SOURCE_DIR}/docs/man)
set_tests_properties(completion_test manual_test PROPERTIES TIMEOUT ${CHILDPROOF_TEST_LIMIT_S})
if(TARGET ref-adapter)
    add_test(NAME verdict_test COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/verdict_test.sh
        $<TARGET_FILE:childproof> $<TARGET_FILE:ref-adapter> ${CMAKE_CURRENT_SOURCE_DIR}/verdicts)
    set_tests_properties(verdict_test PROPERTIES TIMEOUT ${CHILDPROOF_TEST_LIMIT_S})
    add_test(NAME stall_test COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/stall_test.sh
        $<TARGET_FILE:childproof> $<TARGET_FILE:ref-adapter> ${CMAKE_CURRENT_SOURCE_DIR}/stalls)
    set_tests_properties(stall_test PROPERTIES TIMEOUT ${CHILDPROOF_TEST_LIMIT_S})
    add_test(NAME report_flow_test COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/report_flow_test.sh
        $<TARGET_FILE:childproof> $<TARGET_FILE:ref-adapter> ${CMAKE_CURRENT_SOURCE_DIR}/verdicts)
    set_tests_properties(report_flow_test PROPERTIES TIMEOUT ${CHILDPROOF_TEST_LIMIT_S})
    add_test(NAME play_test COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/play_test.sh
        $<TARGET_FILE:childproof> $<TARGET_FILE:ref-adapter>)
    set_tests_properties(play_test PROPERTIES TIMEOUT ${CHILDPROOF_TEST_LIMIT_S})
endif()
add_test(NAME lazy_test COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/lazy_test.sh
    $<TARGET_FILE:childproof> $<TARGET_FILE:lazy> ${scenarios} "spawn/*" "abort/*" "states/*")
set_tests_properties(lazy_test PROPERTIES TIMEOUT ${CHILDPROOF_TEST_LIMIT_S})
