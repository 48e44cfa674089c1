// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/attribute_table.h"
#include "core/profile/identity_index.h"
#include "core/profile/profile_store.h"
#include "core/profile/stored_value.h"

#include <fmt/format.h>

namespace postweave::profile {

namespace {

/// A query that counts what must not be, and the sentence for it.
struct Rule {
    std::string sql;
    std::string sentence; ///< with {} for the count
};

std::vector<Rule> tableRules()
{
    return {
        {"SELECT count(*) FROM attribute_history WHERE profile NOT IN (SELECT _id FROM profile)",
         "{} history values belong to no profile"},
        {"SELECT count(*) FROM attribute_history WHERE attribute NOT IN (SELECT id FROM attribute)",
         "{} history values belong to no attribute"},
        {"SELECT count(*) FROM profile WHERE _id > ifnull((SELECT value FROM counter WHERE name = 'last_profile'), 0)",
         "{} profiles have an id that was never given"},
        {"SELECT count(*) FROM profile WHERE _key = ''", "{} profiles have no key"}};
}

std::string wrongKind(ValueType type, const std::string& column)
{
    switch (type) {
    case ValueType::Boolean:
        return fmt::format("{} NOT IN (0, 1)", column);
    case ValueType::Date:
        return fmt::format("{} NOT BETWEEN -719162 AND 2932896", column); // years 0001 to 9999
    case ValueType::List:
        return fmt::format("iif(json_valid({0}), json_type({0}) <> 'array', 1)", column);
    default:
        return fmt::format("typeof({}) <> '{}'", column,
                           type == ValueType::Number ? "real"
                           : type == ValueType::Text ? "text"
                                                     : "integer");
    }
}

std::vector<Rule> attributeRules(const AttributeSchema& schema)
{
    std::vector<Rule> rules;
    for (const Attribute& attribute : schema.attributes()) {
        const AttributeDefinition& definition = attribute.definition;
        const std::string column = quotedName(attribute.column);
        rules.push_back(
            {fmt::format("SELECT count(*) FROM profile WHERE {} IS NOT NULL AND {}", column,
                         wrongKind(definition.type, column)),
             fmt::format("{{}} values of the attribute {} are no {}", definition.key, nameOf(definition.type))});
        rules.push_back(
            {fmt::format("SELECT count(*) FROM attribute_history WHERE attribute = {} AND value IS NOT NULL AND {}",
                         attribute.id.value, wrongKind(definition.type, "value")),
             fmt::format("{{}} history values of the attribute {} are no {}", definition.key,
                         nameOf(definition.type))});
    }
    return rules;
}

} // namespace

Result<std::vector<std::string>> ProfileStore::check(const CancelToken& cancel)
{
    const Result<AttributeSchema> known = loadSchema(*m_database);
    if (!known) {
        return fail(known.error());
    }
    std::vector<Rule> rules = tableRules();
    for (Rule& rule : attributeRules(*known)) {
        rules.push_back(std::move(rule));
    }
    Result<std::vector<std::string>> findings = IdentityIndex(*m_database).check();
    if (!findings) {
        return findings;
    }
    for (const Rule& rule : rules) {
        if (cancel.isCancelled()) {
            return fail(ErrorCode::Cancelled, "cancelled");
        }
        const Result<std::int64_t> count = m_database->queryInteger(rule.sql);
        if (!count) {
            return fail(count.error());
        }
        if (*count > 0) {
            const std::size_t hole = rule.sentence.find("{}");
            findings->push_back(std::string(rule.sentence).replace(hole, 2, std::to_string(*count)));
        }
    }
    return findings;
}

} // namespace postweave::profile
