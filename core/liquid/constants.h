// SPDX-License-Identifier: GPL-3.0-or-later
// What a template computes from literals alone is computed once, when it is parsed.
#pragma once

#include "core/liquid/expression.h"

namespace postweave::liquid {

struct Program;

/// Notes the arguments of a filter where they are all literals, and as many as it takes.
void noteConstantArguments(FilterCall& call, Arena& arena);
/// Notes the result where base and filters are constant. What fails, is no plain value or takes much memory is left to
/// the render.
void foldConstants(FilteredExpression& expression, Program& program);

} // namespace postweave::liquid
