// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/templates/known_names.h"

#include "core/audience/column_summary.h"
#include "ui/base/number_format.h"
#include "ui/templates/liquid_words.h"

#include <QCoreApplication>

#include <algorithm>
#include <set>

namespace postweave::ui::templates {

using namespace Qt::Literals::StringLiterals;
using editor::Completion;
using Kind = editor::CompletionContext::Kind;

namespace {

struct Say {
    Q_DECLARE_TR_FUNCTIONS(KnownNames)
};

constexpr std::size_t kMostFrequent = 60;

Icon iconOf(ValueType type)
{
    switch (type) {
    case ValueType::Boolean:
        return Icon::Toggle;
    case ValueType::Integer:
    case ValueType::Number:
        return Icon::Hash;
    case ValueType::Date:
    case ValueType::DateTime:
        return Icon::Calendar;
    case ValueType::List:
        return Icon::List;
    case ValueType::Text:
        break;
    }
    return Icon::Text;
}

QString detailOf(const audience::AttributeColumn& attribute)
{
    const QString type = QString::fromUtf8(nameOf(attribute.column.type()).data());
    const bool hasLabel = !attribute.label.empty() && attribute.label != attribute.name;
    return hasLabel ? u"%1 · %2"_s.arg(QString::fromStdString(attribute.label), type) : type;
}

QList<Completion> words(std::span<const LiquidWord> known, Icon icon)
{
    QList<Completion> list;
    for (const LiquidWord& word : known) {
        list.append({QString::fromUtf8(word.word), meaningOf(word), icon});
    }
    return list;
}

} // namespace

void KnownNames::setReading(const std::optional<TemplateReading>& reading)
{
    std::set<std::string> names;
    if (reading) {
        for (const liquid::VariableUse& use : reading->analysis.variables) {
            if (use.isLocal && !use.segments.empty()) {
                names.insert(use.segments.front());
            }
        }
    }
    m_localNames.assign(names.begin(), names.end());
}

QList<Completion> KnownNames::completions(const editor::CompletionContext& context) const
{
    if (!m_world) {
        return {};
    }
    switch (context.kind) {
    case Kind::Tag:
        return words(liquidTags(), Icon::Code);
    case Kind::Filter:
        return words(liquidFilters(), Icon::Wand);
    case Kind::Value:
        return values();
    case Kind::Member:
        return members(context.path);
    case Kind::Segment:
        return segments();
    case Kind::Partial:
        return partials();
    case Kind::Literal:
        return literals(context.path);
    case Kind::Event:
        return events();
    case Kind::None:
        break;
    }
    return {};
}

QList<Completion> KnownNames::values() const
{
    QList<Completion> list = {{u"customer"_s, Say::tr("whom the message is for"), Icon::Person},
                              {u"campaign"_s, Say::tr("what is sent"), Icon::Mail},
                              {u"now"_s, Say::tr("the moment of sending"), Icon::Clock}};
    for (const std::string& name : m_localNames) {
        list.append({QString::fromStdString(name), Say::tr("of this template"), Icon::Braces});
    }
    return list;
}

QList<Completion> KnownNames::members(const std::string& path) const
{
    if (path == "campaign") {
        return {{u"name"_s, {}, Icon::Mail},      {u"subject"_s, {}, Icon::Mail},
                {u"preheader"_s, {}, Icon::Mail}, {u"unsubscribe_url"_s, Say::tr("link to unsubscribe"), Icon::Link},
                {u"from"_s, {}, Icon::Mail},      {u"utm"_s, {}, Icon::Link}};
    }
    if (!path.starts_with("customer")) {
        return {};
    }
    const std::string prefix = path == "customer" ? std::string() : path.substr(9) + '.';
    QList<Completion> list;
    std::set<std::string> groups;
    for (const auto& attribute : m_world->people.audience->attributes()) {
        if (!attribute->name.starts_with(prefix)) {
            continue;
        }
        const std::string rest = attribute->name.substr(prefix.size());
        const std::size_t dot = rest.find('.');
        if (dot == std::string::npos) {
            list.append({QString::fromStdString(rest), detailOf(*attribute), iconOf(attribute->column.type())});
        } else if (groups.insert(rest.substr(0, dot)).second) {
            list.append({QString::fromStdString(rest.substr(0, dot)), Say::tr("group of attributes"), Icon::Group});
        }
    }
    if (prefix.empty()) {
        list.append({u"key"_s, Say::tr("the profile’s key"), Icon::Key});
        if (m_world->people.audience->attribute("email") == nullptr) {
            list.append({u"email"_s, Say::tr("the address"), Icon::Mail});
        }
        list.append({u"segments"_s, Say::tr("names of the segments they are in"), Icon::Segments});
    }
    return list;
}

QList<Completion> KnownNames::literals(const std::string& path) const
{
    const audience::AttributeColumn* attribute =
        path.starts_with("customer.") ? m_world->people.audience->attribute(path.substr(9)) : nullptr;
    if (attribute == nullptr) {
        return {};
    }
    QList<Completion> list;
    const auto people = static_cast<qint64>(m_world->people.audience->size());
    for (const audience::ValueCount& value : audience::topValues(attribute->column, kMostFrequent)) {
        if (const auto* text = std::get_if<std::string>(&value.value)) {
            list.append({QString::fromStdString(*text), formatShare(static_cast<qint64>(value.count), people),
                         iconOf(attribute->column.type())});
        }
    }
    return list;
}

QList<Completion> KnownNames::segments() const
{
    QList<Completion> list;
    for (const auto& [name, tree] : m_world->people.definitions->segments) {
        list.append({QString::fromStdString(name), {}, Icon::Segments});
    }
    return list;
}

QList<Completion> KnownNames::events() const
{
    QList<Completion> list;
    for (const segment::CatalogEvent& event : m_world->catalog.events) {
        list.append({QString::fromStdString(event.type), {}, Icon::Bolt});
    }
    return list;
}

QList<Completion> KnownNames::partials() const
{
    QList<Completion> list;
    for (const auto& [name, text] : m_world->templates) {
        list.append({QString::fromStdString(name), {}, Icon::Template});
    }
    return list;
}

} // namespace postweave::ui::templates
