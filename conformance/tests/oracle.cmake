# Trace, model and oracle.
cp_unit_test(trace_test ${CMAKE_CURRENT_LIST_DIR}/trace_test.c)
cp_unit_test(model_test ${CMAKE_CURRENT_LIST_DIR}/model_test.c)
cp_unit_test(oracle_test ${CMAKE_CURRENT_LIST_DIR}/oracle_test.c ${CMAKE_CURRENT_LIST_DIR}/oracle_corruptions.c)
if(TARGET oracle_test)
    target_link_libraries(trace_test PRIVATE cp_trace)
    target_link_libraries(model_test PRIVATE cp_oracle)
    target_link_libraries(oracle_test PRIVATE cp_oracle)
    target_compile_definitions(oracle_test PRIVATE TRACES_DIRECTORY="${CMAKE_CURRENT_LIST_DIR}/traces")
endif()

# SPEC.md says what the model says.
if(CHILDPROOF_TESTS)
    add_test(NAME spec_is_current COMMAND ${LUA_PROGRAM} ${CMAKE_CURRENT_LIST_DIR}/../../tools/spec --check
        ${CMAKE_CURRENT_LIST_DIR}/../..)
    # and its byte dumps are what real peers write
    add_test(NAME dumps_test COMMAND ${LUA_PROGRAM} ${CMAKE_CURRENT_LIST_DIR}/dumps_test.lua
        ${CMAKE_CURRENT_LIST_DIR}/../../SPEC.md $<TARGET_FILE:fake-child> $<TARGET_FILE:ref-adapter>)
endif()
