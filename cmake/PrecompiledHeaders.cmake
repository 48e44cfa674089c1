# SPDX-License-Identifier: GPL-3.0-or-later
# Headers that most files of a kind include, compiled once for all targets of that kind. Every file still includes what
# it uses: the presets release and fuzz compile without.
option(POSTWEAVE_PRECOMPILE "Compile common headers once" OFF)

# postweave_precompile(TARGET KIND [OWN]): KIND names a header in cmake/precompiled. OWN: the target has flags or
# definitions that its kind's other targets have not, so it compiles the header for itself.
function(postweave_precompile target kind)
  if(NOT POSTWEAVE_PRECOMPILE)
    return()
  endif()
  get_property(first GLOBAL PROPERTY postweave_precompiled_${kind})
  if(first AND NOT "OWN" IN_LIST ARGN)
    target_precompile_headers(${target} REUSE_FROM ${first})
    return()
  endif()
  target_precompile_headers(${target} PRIVATE ${PROJECT_SOURCE_DIR}/cmake/precompiled/${kind}.h)
  if(NOT "OWN" IN_LIST ARGN)
    set_property(GLOBAL PROPERTY postweave_precompiled_${kind} ${target})
  endif()
endfunction()
