// SPDX-License-Identifier: GPL-3.0-or-later
// POSTWEAVE_VECTORISED: compiles a plain loop several times and picks the widest the machine has at start.
#pragma once

// Sanitizers run before the resolvers that choose are safe to run.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) &&               \
    !defined(__SANITIZE_THREAD__)
#define POSTWEAVE_VECTORISED __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define POSTWEAVE_VECTORISED
#endif
