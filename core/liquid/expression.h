// SPDX-License-Identifier: GPL-3.0-or-later
// Expressions as compiled: literals, paths with their names resolved to slots, ranges, filters resolved to functions.
// They live in their program's arena.
#pragma once

#include "core/base/source_range.h"
#include "core/liquid/value.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace postweave::liquid {

struct Expression;
struct Filter;

/// `.name`, `[0]`, `["name"]` or `[expression]`.
struct PathStep {
    enum class Command : std::uint8_t { None, Size, First, Last };
    Key name;
    std::int64_t index = 0;
    const Expression* dynamic = nullptr; ///< set: what it evaluates to is the name or index
    bool isIndex = false;
    Command command = Command::None; ///< for `.size` and its like, where no such name is found
};

struct Path {
    Key name;
    std::uint32_t slot = 0;
    const Expression* dynamicName = nullptr; ///< `[expression]` at the start
    std::span<const PathStep> steps;
    std::uint32_t firstCache = 0; ///< of the program's lookup caches: one for each step
};

struct Expression {
    enum class Type : std::uint8_t { Literal, Path, Range };
    Type type = Type::Literal;
    Value literal;
    const Path* path = nullptr;
    const Expression* first = nullptr;
    const Expression* last = nullptr;
    SourceRange range;

    [[nodiscard]] bool isLiteral() const { return type == Type::Literal; }
};

struct NamedArgument {
    std::string_view name;
    const Expression* value = nullptr;
};

struct FilterCall {
    const Filter* filter = nullptr; ///< null: unknown
    std::string_view name;
    std::span<const Expression* const> arguments;
    std::span<const NamedArgument> named;
    /// All arguments are literals, as many as the filter takes: they need no evaluation.
    bool hasConstantArguments = false;
    std::span<const Value> constants;
    SourceRange range;
};

/// What `{{ … }}`, echo and assign hold.
struct FilteredExpression {
    const Expression* base = nullptr; ///< null: nothing (`{{ }}`)
    std::span<const FilterCall> filters;
    const Value* folded = nullptr; ///< set: what it always comes to
    SourceRange range;
};

} // namespace postweave::liquid
