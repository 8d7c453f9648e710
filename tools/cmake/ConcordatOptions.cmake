# What every target of the project is compiled with, as one interface target, and the function that makes a room's library.
add_library(concordat_options INTERFACE)
target_compile_features(concordat_options INTERFACE cxx_std_20)
target_include_directories(concordat_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(concordat_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Wcast-qual
  $<$<BOOL:${CONCORDAT_WERROR}>:-Werror>
  # g++ 12 sees overlapping copies in "text" + std::string where there are none (GCC bug 105651).
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
  $<$<CONFIG:Release>:-fno-plt>)
set_target_properties(concordat_options PROPERTIES INTERFACE_POSITION_INDEPENDENT_CODE ON)

find_package(Threads REQUIRED)
target_link_libraries(concordat_options INTERFACE Threads::Threads)

if(CONCORDAT_SANITIZE)
  # SOCI hides a typeinfo that -fsanitize=vptr would need.
  string(FIND "${CONCORDAT_SANITIZE}" "undefined" has_undefined)
  set(sanitize_flags -fsanitize=${CONCORDAT_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  if(NOT has_undefined EQUAL -1)
    list(APPEND sanitize_flags -fno-sanitize=vptr)
  endif()
  if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    list(APPEND sanitize_flags -fsanitize-ignorelist=${PROJECT_SOURCE_DIR}/tools/cmake/sanitizer-ignore.txt)
  endif()
  target_compile_options(concordat_options INTERFACE ${sanitize_flags})
  target_link_options(concordat_options INTERFACE ${sanitize_flags})
endif()

if(CONCORDAT_FUZZERS)
  # Every room is instrumented, so that the fuzzers see which of its branches an input takes.
  target_compile_options(concordat_options INTERFACE -fsanitize=fuzzer-no-link)
endif()

# What `cmake --build --target` builds for tools/run, the TSan run and the fuzzing run.
add_custom_target(product)
add_custom_target(concurrency_tests)
add_custom_target(fuzzers)

find_program(CONCORDAT_CCACHE ccache)
if(CONCORDAT_CCACHE)
  # Without this sloppiness ccache passes on every source that starts from precompiled headers.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros ${CONCORDAT_CCACHE})
endif()

# concordat_add_room(NAME SOURCES ... [PUBLIC targets...] [PRIVATE targets...])
# A static library `concordat_NAME` with the alias `Concordat::NAME`.
function(concordat_add_room name)
  cmake_parse_arguments(ROOM "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  add_library(concordat_${name} STATIC ${ROOM_SOURCES})
  add_library(Concordat::${name} ALIAS concordat_${name})
  target_link_libraries(concordat_${name} PUBLIC concordat_options ${ROOM_PUBLIC} PRIVATE ${ROOM_PRIVATE})
  concordat_precompile(concordat_${name} rooms)
endfunction()

# concordat_compile_as_test(TARGET)
# What every test program is compiled with. Tests are not optimised: they are built more often than they run, and what
# they test is the rooms, which are built as operators get them.
function(concordat_compile_as_test target)
  target_link_libraries(${target} PRIVATE concordat_options GTest::gmock_main)
  target_compile_options(${target} PRIVATE -O0)
endfunction()

# concordat_compile_as_test_support(TARGET)
# The same for a library that several test programs share.
function(concordat_compile_as_test_support target)
  target_link_libraries(${target} PUBLIC concordat_options GTest::gmock)
  target_compile_options(${target} PRIVATE -O0)
  concordat_precompile(${target} test_support)
endfunction()

# concordat_add_test(NAME SOURCES ... LIBRARIES ... [LABELS ...] [LAUNCHER program] [TIMEOUT seconds])
# One GoogleTest program, registered with ctest as one test, which LAUNCHER starts if there is one. The label `concurrency`
# makes it part of the TSan run.
function(concordat_add_test name)
  if(NOT CONCORDAT_TESTS)
    return()
  endif()
  cmake_parse_arguments(TEST "" "LAUNCHER;TIMEOUT" "SOURCES;LIBRARIES;LABELS" ${ARGN})
  add_executable(${name} ${TEST_SOURCES})
  target_link_libraries(${name} PRIVATE ${TEST_LIBRARIES})
  concordat_compile_as_test(${name})
  concordat_precompile(${name} tests)
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/tests)
  add_test(NAME ${name} COMMAND ${TEST_LAUNCHER} $<TARGET_FILE:${name}>)
  if(NOT TEST_TIMEOUT)
    set(TEST_TIMEOUT 120)
  endif()
  if(CONCORDAT_SANITIZE)
    # What is checked at every access takes its time, the more so on a busy machine.
    math(EXPR TEST_TIMEOUT "${TEST_TIMEOUT} * 5")
  endif()
  set_tests_properties(${name} PROPERTIES LABELS "${TEST_LABELS}" TIMEOUT ${TEST_TIMEOUT})
  if("concurrency" IN_LIST TEST_LABELS)
    add_dependencies(concurrency_tests ${name})
  endif()
endfunction()

# concordat_add_check(NAME)
# A script of tools/checks that ctest runs too.
function(concordat_add_check name)
  if(CONCORDAT_TESTS)
    add_test(NAME check_${name} COMMAND ${PROJECT_SOURCE_DIR}/tools/checks/${name})
  endif()
endfunction()

# concordat_add_fuzzer(NAME SOURCES ... LIBRARIES ...)
# A libFuzzer target; its committed seed corpus is tests/fuzz/corpus/NAME.
function(concordat_add_fuzzer name)
  if(NOT CONCORDAT_FUZZERS)
    return()
  endif()
  cmake_parse_arguments(FUZZ "" "" "SOURCES;LIBRARIES" ${ARGN})
  add_executable(${name} ${FUZZ_SOURCES})
  target_link_libraries(${name} PRIVATE concordat_options ${FUZZ_LIBRARIES})
  target_compile_options(${name} PRIVATE -fsanitize=fuzzer)
  target_link_options(${name} PRIVATE -fsanitize=fuzzer)
  add_dependencies(fuzzers ${name})
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/fuzz)
endfunction()

# concordat_prepare_plugin(TARGET)
# What concordat_add_plugin_library adds to a plugin of this tree; authors elsewhere choose their own flags.
function(concordat_prepare_plugin target)
  target_link_libraries(${target} PRIVATE concordat_options)
  concordat_precompile(${target} plugins)
endfunction()
