// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/member_query.h"

#include "core/base/text.h"
#include "ui/segments/cancellable_sort.h"
#include "ui/segments/literals.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <utility>

namespace postweave::ui::segments {

using audience::AttributeColumn;
using audience::CodedColumn;
using audience::Ordinal;

namespace {

constexpr std::size_t kRowsBetweenLooks = 4096; // between two looks at the cancel token

std::string firstKnown(const SegmentContext& context, std::initializer_list<const char*> names)
{
    for (const char* name : names) {
        const AttributeColumn* column = context.audience->attribute(name);
        if (column != nullptr && column->column.type() == ValueType::Text) {
            return name;
        }
    }
    return {};
}

QString textOf(const SegmentContext& context, const std::string& attribute, Ordinal person)
{
    const AttributeColumn* column = attribute.empty() ? nullptr : context.audience->attribute(attribute);
    if (column == nullptr || !column->column.isSet(person)) {
        return {};
    }
    const std::string_view text = column->column.dictionary().text(column->column.code(person));
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString utf8(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

bool matches(const SegmentContext& context, const PersonNames& names, const std::string& needle, Ordinal person)
{
    const auto holds = [&](std::string_view text) { return foldCase(text).find(needle) != std::string::npos; };
    return holds(context.audience->key(person)) || holds(context.audience->email(person)) ||
           (names.any() && holds(displayName(context, names, person).toStdString()));
}

/// Position of each code in the order of values, so that sorting compares numbers; 0 is the missing one.
std::vector<std::uint32_t> ranksOf(const CodedColumn& column)
{
    const auto& dictionary = column.dictionary();
    std::vector<std::uint32_t> codes(dictionary.size());
    std::iota(codes.begin(), codes.end(), 1U);
    if (dictionary.type() == ValueType::Text) {
        std::vector<std::string> folded(dictionary.size());
        for (std::size_t i = 0; i < folded.size(); ++i) {
            folded[i] = foldCase(dictionary.text(static_cast<std::uint32_t>(i + 1)));
        }
        std::stable_sort(codes.begin(), codes.end(),
                         [&](std::uint32_t a, std::uint32_t b) { return folded[a - 1] < folded[b - 1]; });
    }
    std::vector<std::uint32_t> ranks(dictionary.size() + 1, 0);
    for (std::size_t i = 0; i < codes.size(); ++i) {
        ranks[codes[i]] = static_cast<std::uint32_t>(i + 1);
    }
    return ranks;
}

/// The people by key; false if cancelled.
template <typename Key, typename Less>
bool sortKeyed(std::vector<Ordinal>& people, const std::function<Key(Ordinal)>& keyOf, const Less& less,
               const CancelToken& cancel)
{
    std::vector<std::pair<Key, Ordinal>> keyed;
    keyed.reserve(people.size());
    for (const Ordinal person : people) {
        if (keyed.size() % kRowsBetweenLooks == 0 && cancel.isCancelled()) {
            return false;
        }
        keyed.emplace_back(keyOf(person), person);
    }
    const auto byKey = [&less](const auto& a, const auto& b) { return less(a.first, b.first); };
    if (!sortUntilCancelled(keyed, byKey, cancel)) {
        return false;
    }
    std::transform(keyed.begin(), keyed.end(), people.begin(), [](const auto& entry) { return entry.second; });
    return true;
}

bool sortByColumn(std::vector<Ordinal>& people, const CodedColumn& column, bool descending, const CancelToken& cancel)
{
    const std::vector<std::uint32_t> ranks = ranksOf(column);
    const auto highest = static_cast<std::uint32_t>(ranks.size());
    const std::function<std::uint32_t(Ordinal)> keyOf = [&](Ordinal person) {
        const std::uint32_t rank = ranks[column.code(person)];
        return rank == 0 ? highest : descending ? highest - rank : rank;
    };
    return sortKeyed(people, keyOf, std::less<>(), cancel);
}

bool sortByText(std::vector<Ordinal>& people, bool descending, const std::function<std::string(Ordinal)>& textOfPerson,
                const CancelToken& cancel)
{
    const std::function<std::string(Ordinal)> keyOf = [&](Ordinal person) { return foldCase(textOfPerson(person)); };
    const auto less = [descending](const std::string& a, const std::string& b) { return descending ? b < a : a < b; };
    return sortKeyed(people, keyOf, less, cancel);
}

/// False if cancelled.
bool sortPeople(std::vector<Ordinal>& people, const SegmentContext& context, const PersonNames& names,
                const MemberQuery& query, const CancelToken& cancel)
{
    const audience::Audience& audience = *context.audience;
    if (query.sortBy == kKeyColumn) {
        return sortByText(
            people, query.descending, [&](Ordinal person) { return std::string(audience.key(person)); }, cancel);
    }
    if (query.sortBy == kEmailColumn) {
        return sortByText(
            people, query.descending, [&](Ordinal person) { return std::string(audience.email(person)); }, cancel);
    }
    if (query.sortBy == kNameColumn) {
        return sortByText(
            people, query.descending, [&](Ordinal person) { return displayName(context, names, person).toStdString(); },
            cancel);
    }
    const AttributeColumn* column = audience.attribute(query.sortBy);
    return column == nullptr || sortByColumn(people, column->column, query.descending, cancel);
}

} // namespace

PersonNames personNames(const SegmentContext& context)
{
    PersonNames names;
    names.whole = firstKnown(context, {"name", "full_name", "display_name"});
    names.first = firstKnown(context, {"first_name", "given_name", "firstname"});
    names.last = firstKnown(context, {"last_name", "family_name", "surname", "lastname"});
    return names;
}

QString displayName(const SegmentContext& context, const PersonNames& names, Ordinal person)
{
    QString name = textOf(context, names.whole, person);
    if (name.isEmpty()) {
        name = QString(textOf(context, names.first, person) + QLatin1Char(' ') + textOf(context, names.last, person))
                   .trimmed();
    }
    if (name.isEmpty()) {
        name = utf8(context.audience->email(person));
    }
    return name.isEmpty() ? utf8(context.audience->key(person)) : name;
}

MemberList queryMembers(const SegmentContext& context, const audience::Bitset& members, const MemberQuery& query,
                        const CancelToken& cancel)
{
    const PersonNames names = personNames(context);
    const std::string needle = foldCase(query.search.trimmed().toStdString());
    auto people = std::make_shared<std::vector<Ordinal>>();
    people->reserve(needle.empty() ? members.count() : 0);
    std::size_t seen = 0;
    members.forEach([&](Ordinal person) {
        const bool stopped = ++seen % kRowsBetweenLooks == 0 && cancel.isCancelled();
        if (!stopped && (needle.empty() || matches(context, names, needle, person))) {
            people->push_back(person);
        }
    });
    if (cancel.isCancelled()) {
        return nullptr;
    }
    const bool isDone = !query.sorted || sortPeople(*people, context, names, query, cancel);
    return isDone && !cancel.isCancelled() ? people : nullptr;
}

std::vector<std::string> proposeColumns(const SegmentContext& context, const segment::FilterTree& tree,
                                        std::size_t most)
{
    const PersonNames names = personNames(context);
    std::vector<std::string> columns{kNameColumn};
    const auto add = [&](const std::string& name) {
        const bool isName = name == names.first || name == names.last || name == names.whole;
        const bool isKnown = context.audience->attribute(name) != nullptr;
        if (columns.size() < most && isKnown && !isName &&
            std::find(columns.begin(), columns.end(), name) == columns.end()) {
            columns.push_back(name);
        }
    };
    tree.forEach([&](const segment::Node& node, const segment::NodePath&) {
        if (const auto* test = std::get_if<segment::AttributeTest>(&node.body)) {
            add(test->attribute);
        }
    });
    for (const auto& attribute : context.audience->attributes()) {
        const auto& dictionary = attribute->column.dictionary();
        if (attribute->name != "email" && dictionary.size() > 1 && dictionary.size() < context.people() / 2 + 2) {
            add(attribute->name);
        }
    }
    if (columns.size() < 2) {
        columns.emplace_back(kEmailColumn);
    }
    return columns;
}

} // namespace postweave::ui::segments
