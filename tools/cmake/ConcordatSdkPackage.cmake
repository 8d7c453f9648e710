# Installs the SDK (component dev) as the package ConcordatCloud, relocatable: headers, libraries, the functions that build a cloud,
# facts, schemas. Its version is that of the border, so that find_package(ConcordatCloud 1.0) asks for what a plugin needs.
include(CMakePackageConfigHelpers)

set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/ConcordatCloud)
set(sdk_folder ${CMAKE_INSTALL_DATADIR}/concordat/sdk)

file(STRINGS ${CONCORDAT_SDK_FOLDER}/rules/concordat/rules/abi.h versions REGEX "define CONCORDAT_SDK_M(AJ|IN)OR")
string(REGEX REPLACE "[^0-9;]" "" versions "${versions}")
list(JOIN versions "." sdk_version)

set_target_properties(concordat_sdk_rules PROPERTIES EXPORT_NAME sdk_rules)
set_target_properties(concordat_sdk_store PROPERTIES EXPORT_NAME sdk_store)
set_target_properties(concordat_sdk_basic PROPERTIES EXPORT_NAME sdk_basic)
install(TARGETS concordat_sdk_rules concordat_sdk_store concordat_sdk_basic
  EXPORT ConcordatCloudTargets
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT dev
  INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(EXPORT ConcordatCloudTargets
  NAMESPACE Concordat:: DESTINATION ${package_folder} COMPONENT dev)

foreach(part rules basic store)
  install(DIRECTORY ${CONCORDAT_SDK_FOLDER}/${part}/concordat
    DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT dev)
endforeach()

configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/ConcordatCloudConfig.cmake.in
  ${CMAKE_CURRENT_BINARY_DIR}/ConcordatCloudConfig.cmake
  INSTALL_DESTINATION ${package_folder} PATH_VARS sdk_folder)
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/ConcordatCloudConfigVersion.cmake
  VERSION ${sdk_version} COMPATIBILITY SameMajorVersion)
install(FILES
    ${CMAKE_CURRENT_BINARY_DIR}/ConcordatCloudConfig.cmake
    ${CMAKE_CURRENT_BINARY_DIR}/ConcordatCloudConfigVersion.cmake
    ${CMAKE_CURRENT_LIST_DIR}/ConcordatCloud.cmake
    ${CMAKE_CURRENT_LIST_DIR}/FindSOCI.cmake
  DESTINATION ${package_folder} COMPONENT dev)

install(FILES
    ${CONCORDAT_SDK_FOLDER}/ABI.md
    ${CONCORDAT_SDK_FOLDER}/CHANGES.md
    ${CONCORDAT_SDK_FOLDER}/cloud.schema.json
    ${CONCORDAT_SDK_FOLDER}/countries.schema.json
    ${CONCORDAT_SDK_FOLDER}/export.map
  DESTINATION ${sdk_folder} COMPONENT dev)
install(DIRECTORY ${CONCORDAT_SDK_FOLDER}/facts DESTINATION ${sdk_folder} COMPONENT dev)
