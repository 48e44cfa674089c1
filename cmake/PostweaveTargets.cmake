# SPDX-License-Identifier: GPL-3.0-or-later
# How targets are declared: one library a module, sources listed; one executable a test.

# moc gets no compiler predefines: with them its parser takes the attribute in libstdc++'s `namespace std …` for an error.
unset(CMAKE_CXX_COMPILER_PREDEFINES_COMMAND)

include(PrecompiledHeaders)

# postweave_module(NAME SOURCES … DEPENDS … PRIVATE_DEPENDS … [OWN_FLAGS]): static library of a core module. NAME is
# core_<folder>. OWN_FLAGS: its dependencies bring flags or definitions that other modules have not.
function(postweave_module name)
  postweave_library(${name} core ${ARGN})
endfunction()

# postweave_library(NAME KIND …): what both kinds of module have in common; KIND as of postweave_precompile.
function(postweave_library name kind)
  cmake_parse_arguments(ARG "OWN_FLAGS" "" "SOURCES;DEPENDS;PRIVATE_DEPENDS" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR})
  target_link_libraries(${name} PUBLIC ${ARG_DEPENDS} PRIVATE postweave_flags ${ARG_PRIVATE_DEPENDS})
  if(ARG_OWN_FLAGS)
    set(own OWN)
  endif()
  postweave_precompile(${name} ${kind} ${own})
endfunction()

# postweave_ui_module(NAME SOURCES … DEPENDS … [OWN_FLAGS]): the same for a module of the window, with Qt's moc.
function(postweave_ui_module name)
  postweave_library(${name} window ${ARGN})
  set_target_properties(${name} PROPERTIES AUTOMOC ON)
  target_compile_definitions(${name} PRIVATE QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING
    QT_NO_CAST_FROM_BYTEARRAY QT_NO_FOREACH QT_STRICT_ITERATORS QT_USE_QSTRINGBUILDER)
endfunction()

# postweave_test(NAME SOURCES … DEPENDS … [ENVIRONMENT …] [TIMEOUT s] [LABELS …] [XVFB] [OWN_FLAGS]): one Qt Test
# executable and ctest entry.
function(postweave_test name)
  cmake_parse_arguments(ARG "XVFB;OWN_FLAGS" "TIMEOUT" "SOURCES;DEPENDS;ENVIRONMENT;LABELS" ${ARGN})
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 120)
  endif()
  add_executable(${name} ${ARG_SOURCES})
  set_target_properties(${name} PROPERTIES AUTOMOC ON)
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR})
  target_link_libraries(${name} PRIVATE postweave_flags Qt6::Test ${ARG_DEPENDS})
  target_compile_definitions(${name} PRIVATE POSTWEAVE_SHARED_DATA="${PROJECT_SOURCE_DIR}/../shared/data"
    POSTWEAVE_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  if(NOT ARG_OWN_FLAGS)
    if("${ARG_DEPENDS}" MATCHES "ui_|window_")
      postweave_precompile(${name} window_test)
    else()
      postweave_precompile(${name} test)
    endif()
    # Mostly empty, as moc's output is included by the test itself.
    set_source_files_properties(${CMAKE_CURRENT_BINARY_DIR}/${name}_autogen/mocs_compilation.cpp
      PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
  endif()
  if(ARG_XVFB)
    add_test(NAME ${name} COMMAND xvfb-run -a -s "-screen 0 1600x1000x24" $<TARGET_FILE:${name}>)
  else()
    add_test(NAME ${name} COMMAND ${name})
  endif()
  set_tests_properties(${name} PROPERTIES TIMEOUT ${ARG_TIMEOUT} LABELS "${ARG_LABELS}"
    ENVIRONMENT "LC_ALL=C.UTF-8;QTWEBENGINE_DISABLE_SANDBOX=1;QT_LOGGING_RULES=qt.webenginecontext=false;ASAN_OPTIONS=new_delete_type_mismatch=0;TSAN_OPTIONS=die_after_fork=0;LSAN_OPTIONS=suppressions=${PROJECT_SOURCE_DIR}/tests/lsan.supp;${ARG_ENVIRONMENT}")
endfunction()
