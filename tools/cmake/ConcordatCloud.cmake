# How a cloud's plugin is built: closed, complete at link time, its facts beside it. The same file serves the clouds of this tree
# and, installed with the package ConcordatCloud, those of others.
include(GNUInstallDirs)

# Where the export map and the shared facts are. Global, because functions see the variables of who calls them.
set_property(GLOBAL PROPERTY CONCORDAT_SDK_FOLDER ${CONCORDAT_SDK_FOLDER})

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
  get_property(sdk GLOBAL PROPERTY CONCORDAT_SDK_FOLDER)
  add_library(${target} MODULE ${PLUGIN_SOURCES})
  target_link_libraries(${target} PRIVATE Concordat::sdk_rules ${PLUGIN_LIBRARIES})
  concordat_hide_symbols(${target})
  if(COMMAND concordat_prepare_plugin)
    concordat_prepare_plugin(${target})
  endif()
  # -z defs: a missing symbol fails here, not when an operator starts the cloud.
  target_link_options(${target} PRIVATE -Wl,-z,defs -Wl,--version-script=${sdk}/export.map)
  set_target_properties(${target} PROPERTIES
    PREFIX "" SUFFIX ".so"
    LINK_DEPENDS ${sdk}/export.map)
  if(PLUGIN_OUTPUT)
    set_target_properties(${target} PROPERTIES OUTPUT_NAME ${PLUGIN_OUTPUT})
  endif()
  if(PLUGIN_DIRECTORY)
    set_target_properties(${target} PROPERTIES LIBRARY_OUTPUT_DIRECTORY ${PLUGIN_DIRECTORY})
  endif()
endfunction()

# concordat_add_cloud(NAME SOURCES ... [FACTS cloud.yaml] [LANGUAGES fr.yaml ...])
# The target `cloud_NAME`: clouds/NAME/NAME.so in the build folder, with the facts as cloud.yaml, the catalogues and the SDK's
# shared facts beside it; `cmake --install` puts the folder where an installed Concordat looks for plugins. The global property CONCORDAT_CLOUDS
# lists the names.
function(concordat_add_cloud name)
  cmake_parse_arguments(CLOUD "" "FACTS" "SOURCES;LANGUAGES" ${ARGN})
  if(NOT CLOUD_SOURCES)
    message(FATAL_ERROR "concordat_add_cloud(${name}): name its SOURCES")
  endif()
  if(NOT CLOUD_FACTS)
    set(CLOUD_FACTS cloud.yaml)
  endif()
  get_filename_component(facts ${CLOUD_FACTS} ABSOLUTE)
  get_property(sdk GLOBAL PROPERTY CONCORDAT_SDK_FOLDER)
  set(folder ${PROJECT_BINARY_DIR}/clouds/${name})
  concordat_add_plugin_library(cloud_${name}
    SOURCES ${CLOUD_SOURCES}
    OUTPUT ${name}
    DIRECTORY ${folder}
    LIBRARIES Concordat::sdk_basic Concordat::sdk_store)
  concordat_copy_fact(${facts} ${folder}/cloud.yaml)
  concordat_copy_fact(${sdk}/facts/countries.yaml ${folder}/countries.yaml)
  concordat_copy_fact(${sdk}/facts/operations.yaml ${folder}/operations.yaml)
  set(copies ${folder}/cloud.yaml ${folder}/countries.yaml ${folder}/operations.yaml)
  foreach(language ${CLOUD_LANGUAGES})
    get_filename_component(catalogue ${language} ABSOLUTE)
    get_filename_component(file_name ${language} NAME)
    concordat_copy_fact(${catalogue} ${folder}/${file_name})
    list(APPEND copies ${folder}/${file_name})
  endforeach()
  add_custom_target(cloud_${name}_facts ALL DEPENDS ${copies})
  add_dependencies(cloud_${name} cloud_${name}_facts)
  set(destination ${CMAKE_INSTALL_LIBDIR}/concordat/clouds/${name})
  install(TARGETS cloud_${name} LIBRARY DESTINATION ${destination} COMPONENT runtime)
  install(FILES ${copies} DESTINATION ${destination} COMPONENT runtime)
  set_property(GLOBAL APPEND PROPERTY CONCORDAT_CLOUDS ${name})
endfunction()

# concordat_copy_fact(FROM TO)
# Copies a file of facts whenever it has changed.
function(concordat_copy_fact from to)
  add_custom_command(OUTPUT ${to}
    COMMAND ${CMAKE_COMMAND} -E copy ${from} ${to}
    DEPENDS ${from}
    COMMENT "Facts: ${to}")
endfunction()
