# What `cmake --install` puts where: the headers, the library, the program, the models, and the files that make
# find_package(meruit) work.
include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/meruit)

install(TARGETS meruit EXPORT meruitTargets)
install(EXPORT meruitTargets NAMESPACE meruit:: DESTINATION ${package_dir})
install(DIRECTORY ${PROJECT_SOURCE_DIR}/interpreter/include/meruit DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
if(EXISTS ${PROJECT_SOURCE_DIR}/stdlib/models)
  install(DIRECTORY ${PROJECT_SOURCE_DIR}/stdlib/models DESTINATION ${CMAKE_INSTALL_DATADIR}/meruit)
endif()
if(TARGET meruit_program)
  install(TARGETS meruit_program)
endif()

# The runtime that this build was linked with: the archive or the shared library.
set(MERUIT_ANTLR4_SEARCH "libantlr4-runtime.a antlr4-runtime")
if(MERUIT_ANTLR_SHARED)
  set(MERUIT_ANTLR4_SEARCH antlr4-runtime)
endif()
configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/meruitConfig.cmake.in
  ${PROJECT_BINARY_DIR}/meruitConfig.cmake INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/meruitConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/meruitConfig.cmake ${PROJECT_BINARY_DIR}/meruitConfigVersion.cmake
  DESTINATION ${package_dir})
