# How a cloud's plugin is built: closed, complete at link time, its facts beside it.

# concordat_hide_symbols(TARGET)
# Compiles TARGET as part of a plugin: nothing of it may show outside.
function(concordat_hide_symbols target)
  # gnu_unique symbols would be shared between plugins and keep the loader from closing them.
  target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-fno-gnu-unique>)
  set_target_properties(${target} PROPERTIES CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON)
endfunction()

# concordat_add_plugin_library(TARGET SOURCES ... [DIRECTORY folder] [OUTPUT name] [LIBRARIES targets...])
# A library that exports nothing but the symbol `concordat_plugin`.
function(concordat_add_plugin_library target)
  cmake_parse_arguments(PLUGIN "" "DIRECTORY;OUTPUT" "SOURCES;LIBRARIES" ${ARGN})
  set(map ${PROJECT_SOURCE_DIR}/plugins/sdk/export.map)
  add_library(${target} MODULE ${PLUGIN_SOURCES})
  target_link_libraries(${target} PRIVATE concordat_options Concordat::sdk_rules ${PLUGIN_LIBRARIES})
  concordat_hide_symbols(${target})
  concordat_precompile(${target} plugins)
  # -z defs: a missing symbol fails here, not when an operator starts the cloud.
  target_link_options(${target} PRIVATE -Wl,-z,defs -Wl,--version-script=${map})
  set_target_properties(${target} PROPERTIES
    PREFIX "" SUFFIX ".so"
    LINK_DEPENDS ${map})
  if(PLUGIN_OUTPUT)
    set_target_properties(${target} PROPERTIES OUTPUT_NAME ${PLUGIN_OUTPUT})
  endif()
  if(PLUGIN_DIRECTORY)
    set_target_properties(${target} PROPERTIES LIBRARY_OUTPUT_DIRECTORY ${PLUGIN_DIRECTORY})
  endif()
endfunction()

# concordat_add_cloud(NAME SOURCES ... [FACTS cloud.yaml])
# The target `cloud_NAME`: build/clouds/NAME/NAME.so with cloud.yaml and the SDK's shared facts beside it. The global
# property CONCORDAT_CLOUDS lists the names, for the tests.
function(concordat_add_cloud name)
  cmake_parse_arguments(CLOUD "" "FACTS" "SOURCES" ${ARGN})
  if(NOT CLOUD_FACTS)
    set(CLOUD_FACTS cloud.yaml)
  endif()
  set(folder ${PROJECT_BINARY_DIR}/clouds/${name})
  concordat_add_plugin_library(cloud_${name}
    SOURCES ${CLOUD_SOURCES}
    OUTPUT ${name}
    DIRECTORY ${folder}
    LIBRARIES Concordat::sdk_basic Concordat::sdk_store)
  set(copies)
  foreach(file
      ${CMAKE_CURRENT_SOURCE_DIR}/${CLOUD_FACTS}
      ${PROJECT_SOURCE_DIR}/plugins/sdk/facts/countries.yaml
      ${PROJECT_SOURCE_DIR}/plugins/sdk/facts/operations.yaml)
    get_filename_component(file_name ${file} NAME)
    add_custom_command(OUTPUT ${folder}/${file_name}
      COMMAND ${CMAKE_COMMAND} -E copy ${file} ${folder}/${file_name}
      DEPENDS ${file}
      COMMENT "Facts of ${name}: ${file_name}")
    list(APPEND copies ${folder}/${file_name})
  endforeach()
  add_custom_target(cloud_${name}_facts ALL DEPENDS ${copies})
  add_dependencies(cloud_${name} cloud_${name}_facts)
  add_dependencies(product cloud_${name})
  set_property(GLOBAL APPEND PROPERTY CONCORDAT_CLOUDS ${name})
endfunction()
