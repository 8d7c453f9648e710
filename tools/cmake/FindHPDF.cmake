# Debian ships libhpdf (zlib licence) without a CMake package. Defines HPDF::HPDF.
include(FindPackageHandleStandardArgs)
find_path(HPDF_INCLUDE_DIR hpdf.h)
find_library(HPDF_LIBRARY hpdf)
find_package_handle_standard_args(HPDF REQUIRED_VARS HPDF_INCLUDE_DIR HPDF_LIBRARY)
if(HPDF_FOUND AND NOT TARGET HPDF::HPDF)
  add_library(HPDF::HPDF UNKNOWN IMPORTED)
  set_target_properties(HPDF::HPDF PROPERTIES
    IMPORTED_LOCATION ${HPDF_LIBRARY}
    INTERFACE_INCLUDE_DIRECTORIES ${HPDF_INCLUDE_DIR})
endif()
