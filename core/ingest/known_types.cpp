// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/known_types.h"

#include <fmt/format.h>

namespace postweave::ingest {

Result<ResolvedRule> resolveRule(const PlannedValue& planned, const TypeInference& inferred,
                                 std::optional<ValueType> standing)
{
    const bool wantsNumber = planned.type ? planned.type == ValueType::Number : inferred.sawFraction();
    ResolvedRule resolved;
    resolved.rule.dateFormat = planned.dateFormat;
    resolved.rule.separator = planned.separator.empty() ? std::string(1, inferred.separator()) : planned.separator;
    if (!standing) {
        resolved.rule.type = planned.type ? *planned.type : inferred.type().value_or(ValueType::Text);
        resolved.change = SchemaChange::Add;
        return resolved;
    }
    resolved.rule.type = *standing;
    if (standing == ValueType::Integer && wantsNumber) {
        resolved.rule.type = ValueType::Number;
        resolved.change = SchemaChange::WidenToNumber;
    }
    const bool integerIntoNumber = planned.type == ValueType::Integer && standing == ValueType::Number;
    if (planned.type && planned.type != resolved.rule.type && !integerIntoNumber) {
        return fail(
            ErrorCode::InvalidInput,
            fmt::format("'{}' is already {} in this workspace, not {}; leave the type out, or take another name",
                        planned.name, nameOf(*standing), nameOf(*planned.type)),
            {"", 0, 0, planned.path});
    }
    return resolved;
}

} // namespace postweave::ingest
