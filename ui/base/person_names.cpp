// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/person_names.h"

#include <array>

namespace postweave::ui {

namespace {

constexpr std::array kFirstNames = {"first_name", "firstname", "given_name"};
constexpr std::array kLastNames = {"last_name", "lastname", "family_name", "surname"};
constexpr std::array kWholeNames = {"name", "full_name"};

template <std::size_t size>
const audience::CodedColumn* firstTextColumn(const audience::Audience& audience,
                                             const std::array<const char*, size>& names)
{
    for (const char* name : names) {
        const audience::AttributeColumn* found = audience.attribute(name);
        if (found != nullptr && found->column.type() == ValueType::Text) {
            return &found->column;
        }
    }
    return nullptr;
}

std::string_view textAt(const audience::CodedColumn* column, audience::Ordinal profile)
{
    if (column == nullptr || !column->isSet(profile)) {
        return {};
    }
    return column->dictionary().text(column->code(profile));
}

QString qtText(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

PersonNames::PersonNames(const audience::Audience& audience)
    : m_first(firstTextColumn(audience, kFirstNames)),
      m_last(firstTextColumn(audience, kLastNames)),
      m_whole(firstTextColumn(audience, kWholeNames))
{
}

std::string PersonNames::nameOf(audience::Ordinal profile) const
{
    std::string name(textAt(m_first, profile));
    const std::string_view family = textAt(m_last, profile);
    if (!family.empty()) {
        name += name.empty() ? "" : " ";
        name += family;
    }
    return name.empty() ? std::string(textAt(m_whole, profile)) : name;
}

QString personName(const audience::Audience& audience, audience::Ordinal profile)
{
    const std::string name = PersonNames(audience).nameOf(profile);
    if (!name.empty()) {
        return QString::fromStdString(name);
    }
    const std::string_view email = audience.email(profile);
    return qtText(email.empty() ? audience.key(profile) : email);
}

QString personDetail(const audience::Audience& audience, audience::Ordinal profile)
{
    const QString email = qtText(audience.email(profile));
    const QString key = qtText(audience.key(profile));
    return email.isEmpty() || email == key || email == personName(audience, profile) ? key : email;
}

} // namespace postweave::ui
