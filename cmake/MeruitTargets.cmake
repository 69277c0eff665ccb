# How this project's targets are made: one room (stage) a library, warnings as errors, one test program a file.

set(MERUIT_WARNINGS -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror
    # g++ 12 sees uninitialised limbs inside Boost's integers where there are none.
    $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>
    # g++ 12 warns about overlapping copies inside its own std::string (GCC bug 105651).
    $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
    # __int128 is used throughout the kernels; both compilers have it.
    $<$<CXX_COMPILER_ID:GNU>:-Wno-pedantic> $<$<CXX_COMPILER_ID:Clang>:-Wno-pedantic>)

if(MERUIT_SANITIZE)
  add_compile_options(-fsanitize=${MERUIT_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${MERUIT_SANITIZE})
endif()

# Tests that try many things divide their number by this: under a sanitizer each takes ten times as long and more.
set(MERUIT_TEST_SHARE 1)
if(MERUIT_SANITIZE)
  set(MERUIT_TEST_SHARE 10)
endif()

# meruit_room(check SOURCES a.cpp b.cpp USES syntax number): the library meruit_check of interpreter/check.
function(meruit_room name)
  cmake_parse_arguments(ROOM "" "" "SOURCES;USES;LINKS" ${ARGN})
  add_library(meruit_${name} OBJECT ${ROOM_SOURCES})
  target_compile_options(meruit_${name} PRIVATE ${MERUIT_WARNINGS})
  target_include_directories(meruit_${name} PUBLIC
    ${PROJECT_SOURCE_DIR}/interpreter ${PROJECT_SOURCE_DIR}/interpreter/include)
  foreach(use IN LISTS ROOM_USES)
    target_link_libraries(meruit_${name} PUBLIC meruit_${use})
  endforeach()
  target_link_libraries(meruit_${name} PUBLIC ${ROOM_LINKS})
  set_property(GLOBAL APPEND PROPERTY MERUIT_ROOMS meruit_${name})
endfunction()

# meruit_test(number_test SOURCES number_test.cpp USES number source): a doctest program, run by ctest, whose last
# line is `N passed, N failed`. Objects of the rooms used, and of the rooms these use, must all be named.
function(meruit_test name)
  cmake_parse_arguments(TEST "" "" "SOURCES;USES;LINKS" ${ARGN})
  add_executable(${name} ${TEST_SOURCES} ${PROJECT_SOURCE_DIR}/tests/main.cpp)
  target_compile_options(${name} PRIVATE ${MERUIT_WARNINGS})
  foreach(use IN LISTS TEST_USES)
    target_link_libraries(${name} PRIVATE meruit_${use})
  endforeach()
  target_link_libraries(${name} PRIVATE ${TEST_LINKS})
  target_compile_definitions(${name} PRIVATE
    MERUIT_SOURCE_DIR="${PROJECT_SOURCE_DIR}" MERUIT_TEST_SHARE=${MERUIT_TEST_SHARE})
  add_test(NAME ${name} COMMAND ${name})
endfunction()
