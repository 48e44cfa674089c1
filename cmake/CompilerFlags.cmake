# SPDX-License-Identifier: GPL-3.0-or-later
# One flags target, linked privately by every module; ccache and mold are used where they are present.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Dev CACHE STRING "Build type" FORCE)
endif()

add_library(postweave_flags INTERFACE)
target_compile_options(postweave_flags INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wnon-virtual-dtor
  -Woverloaded-virtual -Werror)
# g++ 12 reports false positives of these from std::variant and std::string at -O1 and above.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(postweave_flags INTERFACE -Wno-maybe-uninitialized -Wno-restrict -Wno-stringop-overflow -Wno-array-bounds
    -Wno-stringop-overread -Wno-dangling-pointer)
endif()

# clang's -Wconversion has this in it, g++'s has not for C++.
if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
  target_compile_options(postweave_flags INTERFACE -Wno-sign-conversion)
endif()

if(POSTWEAVE_SANITIZE)
  add_compile_options(-fsanitize=${POSTWEAVE_SANITIZE} -fno-omit-frame-pointer)
  string(REPLACE "fuzzer-no-link," "" postweave_link_sanitizers "${POSTWEAVE_SANITIZE}")
  add_link_options(-fsanitize=${postweave_link_sanitizers})
endif()

find_program(POSTWEAVE_CCACHE ccache)
if(POSTWEAVE_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # Without this ccache leaves alone what uses precompiled headers.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros ${POSTWEAVE_CCACHE})
endif()
find_program(POSTWEAVE_MOLD mold)
if(POSTWEAVE_MOLD)
  add_link_options(-fuse-ld=mold)
endif()
