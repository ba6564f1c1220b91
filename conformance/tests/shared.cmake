# shared
foreach(part bytes json script)
    cp_unit_test(shared_${part}_test ${CMAKE_CURRENT_LIST_DIR}/shared_${part}_test.c)
    if(TARGET shared_${part}_test)
        target_link_libraries(shared_${part}_test PRIVATE cp_shared)
    endif()
endforeach()
