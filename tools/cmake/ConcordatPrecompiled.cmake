# Precompiled headers. Most sources spend more time on the standard library's headers than on their own lines, so a room, a
# test and a plugin start from headers that were parsed once. Only the language's own headers and GoogleTest are among them:
# a library that one room hides stays hidden. Sources include what they use all the same; CONCORDAT_PCH=OFF builds without.
option(CONCORDAT_PCH "Precompile the headers that most sources include" ON)

set(concordat_standard_headers
  <algorithm> <array> <atomic> <charconv> <chrono> <condition_variable> <filesystem> <fstream> <functional> <iostream> <map>
  <memory> <mutex> <optional> <set> <span> <sstream> <stdexcept> <string> <string_view> <thread> <vector>)

# concordat_precompile(TARGET KIND)
# Lets TARGET start from the headers of KIND: rooms, tests, test_support or plugins. Its flags must be those of the KIND; the compiler
# warns when they are not.
function(concordat_precompile target kind)
  if(CONCORDAT_PCH)
    target_precompile_headers(${target} REUSE_FROM concordat_headers_${kind})
  endif()
endfunction()

# concordat_parse_afresh(SOURCES...)
# Leaves precompiled headers out of sources of the current folder in which g++ 12 takes "text" + std::string for an overflow: the
# same wrong guess as -Wrestrict (ConcordatOptions.cmake), which it makes for precompiled headers only.
function(concordat_parse_afresh)
  set_source_files_properties(${ARGN} PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
endfunction()

# An empty source to carry a set of headers.
function(concordat_empty_source result kind)
  set(source ${PROJECT_BINARY_DIR}/generated/headers_of_${kind}.cpp)
  file(CONFIGURE OUTPUT ${source} CONTENT "// Carries precompiled headers.\n")
  set(${result} ${source} PARENT_SCOPE)
endfunction()

if(NOT CONCORDAT_PCH)
  return()
endif()

# Where that guess comes up next, it is a warning and breaks no build; without precompiled headers it is an error still.
target_compile_options(concordat_options INTERFACE
  "$<$<CXX_COMPILER_ID:GNU>:-Wno-error=array-bounds;-Wno-error=stringop-overflow>")

# A compiled header that comes out of a cache is as old as its first user, not as the headers it was made from.
target_compile_options(concordat_options INTERFACE $<$<CXX_COMPILER_ID:Clang>:SHELL:-Xclang -fno-pch-timestamp>)

concordat_empty_source(source rooms)
add_library(concordat_headers_rooms OBJECT EXCLUDE_FROM_ALL ${source})
target_link_libraries(concordat_headers_rooms PRIVATE concordat_options)
target_precompile_headers(concordat_headers_rooms PRIVATE ${concordat_standard_headers})

concordat_empty_source(source plugins)
add_library(concordat_headers_plugins OBJECT EXCLUDE_FROM_ALL ${source})
target_link_libraries(concordat_headers_plugins PRIVATE concordat_options)
concordat_hide_symbols(concordat_headers_plugins)
target_precompile_headers(concordat_headers_plugins PRIVATE ${concordat_standard_headers})

if(CONCORDAT_TESTS)
  # A program, because programs and libraries differ in how their code may be placed.
  concordat_empty_source(source tests)
  add_executable(concordat_headers_tests EXCLUDE_FROM_ALL ${source})
  concordat_compile_as_test(concordat_headers_tests)
  target_precompile_headers(concordat_headers_tests PRIVATE
    ${concordat_standard_headers} <gmock/gmock.h> <gtest/gtest.h>)

  concordat_empty_source(source test_support)
  add_library(concordat_headers_test_support OBJECT EXCLUDE_FROM_ALL ${source})
  target_link_libraries(concordat_headers_test_support PRIVATE concordat_options GTest::gmock)
  target_compile_options(concordat_headers_test_support PRIVATE -O0)
  target_precompile_headers(concordat_headers_test_support PRIVATE
    ${concordat_standard_headers} <gmock/gmock.h> <gtest/gtest.h>)
endif()
