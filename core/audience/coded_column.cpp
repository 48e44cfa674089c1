// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audience/coded_column.h"

#include <limits>

namespace postweave::audience {

namespace {

template <typename Narrow>
std::vector<Narrow> narrowed(const std::vector<ValueDictionary::Code>& codes)
{
    std::vector<Narrow> narrow(codes.size());
    for (std::size_t i = 0; i < codes.size(); ++i) {
        narrow[i] = static_cast<Narrow>(codes[i]);
    }
    return narrow;
}

bool countsUp(const std::vector<ValueDictionary::Code>& codes)
{
    for (std::size_t i = 0; i < codes.size(); ++i) {
        if (codes[i] != i + 1) {
            return false;
        }
    }
    return true;
}

} // namespace

std::span<const std::uint32_t> ValueDictionary::list(Code code) const
{
    const std::size_t begin = code == 1 ? 0 : m_listEnds[code - 2];
    return {m_listItems.data() + begin, m_listEnds[code - 1] - begin};
}

std::string_view ValueDictionary::item(std::size_t position) const
{
    const std::size_t begin = position == 0 ? 0 : m_textEnds[position - 1];
    return {m_textBytes.data() + begin, m_textEnds[position] - begin};
}

Value ValueDictionary::value(Code code) const
{
    if (code == kMissing) {
        return {};
    }
    switch (m_type) {
    case ValueType::Boolean:
        return integer(code) != 0;
    case ValueType::Integer:
        return integer(code);
    case ValueType::Number:
        return number(code);
    case ValueType::Date:
        return Date{static_cast<std::int32_t>(integer(code))};
    case ValueType::DateTime:
        return Instant{integer(code)};
    case ValueType::Text:
        return std::string(text(code));
    case ValueType::List:
        break;
    }
    TextList items;
    for (const std::uint32_t position : list(code)) {
        items.emplace_back(item(position));
    }
    return items;
}

std::size_t ValueDictionary::byteCount() const
{
    return (m_integers.size() + m_numbers.size() + m_textEnds.size() + m_listEnds.size()) * 8 + m_textBytes.size() +
           m_listItems.size() * 4;
}

CodedColumn::CodedColumn(ValueDictionary dictionary, std::vector<Code> codes) : m_dictionary(std::move(dictionary))
{
    m_identity = m_dictionary.size() == codes.size() && countsUp(codes);
    if (m_dictionary.size() <= std::numeric_limits<std::uint8_t>::max()) {
        m_codes = narrowed<std::uint8_t>(codes);
    } else if (m_dictionary.size() <= std::numeric_limits<std::uint16_t>::max()) {
        m_codes = narrowed<std::uint16_t>(codes);
    } else {
        m_codes = std::move(codes);
    }
}

std::size_t CodedColumn::rowCount() const
{
    return std::visit([](const auto& codes) { return codes.size(); }, m_codes);
}

CodedColumn::Code CodedColumn::code(std::size_t row) const
{
    return std::visit([row](const auto& codes) { return static_cast<Code>(codes[row]); }, m_codes);
}

std::size_t CodedColumn::byteCount() const
{
    const auto bytes = [](const auto& codes) { return codes.size() * sizeof(codes[0]); };
    return m_dictionary.byteCount() + std::visit(bytes, m_codes);
}

} // namespace postweave::audience
