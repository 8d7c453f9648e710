# Debian ships SOCI without a CMake package. Defines SOCI::core, SOCI::sqlite3 and SOCI::postgresql.
include(FindPackageHandleStandardArgs)
find_path(SOCI_INCLUDE_DIR soci/soci.h)
foreach(part core sqlite3 postgresql)
  find_library(SOCI_${part}_LIBRARY soci_${part})
endforeach()
find_package_handle_standard_args(SOCI REQUIRED_VARS
  SOCI_INCLUDE_DIR SOCI_core_LIBRARY SOCI_sqlite3_LIBRARY SOCI_postgresql_LIBRARY)
if(SOCI_FOUND AND NOT TARGET SOCI::core)
  foreach(part core sqlite3 postgresql)
    add_library(SOCI::${part} UNKNOWN IMPORTED)
    set_target_properties(SOCI::${part} PROPERTIES
      IMPORTED_LOCATION ${SOCI_${part}_LIBRARY}
      INTERFACE_INCLUDE_DIRECTORIES "${SOCI_INCLUDE_DIR};${SOCI_INCLUDE_DIR}/soci")
  endforeach()
  # soci-sqlite3.h and soci-postgresql.h include the databases' own headers.
  find_path(SOCI_PostgreSQL_INCLUDE_DIR libpq-fe.h PATH_SUFFIXES postgresql)
  target_include_directories(SOCI::postgresql INTERFACE ${SOCI_PostgreSQL_INCLUDE_DIR})
  target_link_libraries(SOCI::sqlite3 INTERFACE SOCI::core)
  target_link_libraries(SOCI::postgresql INTERFACE SOCI::core)
endif()
