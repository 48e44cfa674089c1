// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/liquid/constants.h"

#include "core/liquid/failure.h"
#include "core/liquid/filters/filter.h"
#include "core/liquid/program.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace postweave::liquid {

namespace {

constexpr std::size_t kMostScratch = std::size_t{64} << 10;

bool isConstant(const FilterCall& call)
{
    return call.filter != nullptr && call.hasConstantArguments && !call.filter->knowsTime;
}

/// In the arena; nothing for values that refer to others.
std::optional<Value> kept(const Value& value, Arena& arena)
{
    switch (value.kind()) {
    case Kind::Nil:
    case Kind::Boolean:
    case Kind::Integer:
    case Kind::Float:
        return value;
    case Kind::Text: {
        const std::string_view text = arena.copy(value.asText());
        return value.isHtml() ? Value::html(text) : Value::text(text);
    }
    default:
        return std::nullopt;
    }
}

} // namespace

void noteConstantArguments(FilterCall& call, Arena& arena)
{
    const std::size_t count = call.arguments.size() + (call.named.empty() ? 0 : 1);
    const bool isKnown = call.filter != nullptr && count >= call.filter->fewest && count <= call.filter->most;
    if (!isKnown || !std::ranges::all_of(call.arguments, &Expression::isLiteral) ||
        !std::ranges::all_of(call.named, [](const NamedArgument& named) { return named.value->isLiteral(); })) {
        return;
    }
    Value* const values = arena.makeRoom<Value>(count);
    std::size_t next = 0;
    for (const Expression* const argument : call.arguments) {
        new (values + next++) Value(argument->literal);
    }
    if (!call.named.empty()) {
        std::vector<Hash::Entry> entries;
        for (const NamedArgument& named : call.named) {
            entries.push_back({named.name, named.value->literal});
        }
        new (values + next) Value(Value::hash(*Hash::make(arena, entries)));
    }
    call.constants = {values, count};
    call.hasConstantArguments = true;
}

void foldConstants(FilteredExpression& expression, Program& program)
{
    const bool isFoldable = expression.base != nullptr && expression.base->isLiteral() && !expression.filters.empty() &&
                            std::ranges::all_of(expression.filters, isConstant);
    if (!isFoldable) {
        return;
    }
    Arena scratch(kMostScratch);
    const TimeZone utc;
    std::string text;
    const bool escapesHtml = program.options.autoescape == Autoescape::Html;
    FilterCallContext context{nullptr, scratch, utc, {}, kMostScratch, escapesHtml, text};
    try {
        Value value = expression.base->literal;
        for (const FilterCall& call : expression.filters) {
            value = call.filter->function(context, value, call.constants);
        }
        if (const auto result = kept(value, program.arena)) {
            expression.folded = program.arena.make<Value>(*result);
        }
    } catch (const RenderFailure&) {
        // The render reports it, where it stands.
    } catch (const Arena::Exhausted&) {
        // Nor is it worth keeping.
    }
}

} // namespace postweave::liquid
