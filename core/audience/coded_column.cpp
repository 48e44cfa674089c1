// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audience/coded_column.h"

#include <algorithm>
#include <limits>

namespace postweave::audience {

namespace {

/// `codeOf(i)` of each row, in the narrowest width that holds `largest`; where that is the widest, in place.
template <typename CodeOf>
CodedColumn::Codes narrowed(std::vector<ValueDictionary::Code>& codes, std::size_t largest, const CodeOf& codeOf)
{
    const auto fill = [&](auto& narrow) {
        using Narrow = typename std::decay_t<decltype(narrow)>::value_type;
        for (std::size_t i = 0; i < codes.size(); ++i) {
            narrow[i] = static_cast<Narrow>(codeOf(codes[i]));
        }
    };
    if (largest <= std::numeric_limits<std::uint8_t>::max()) {
        std::vector<std::uint8_t> narrow(codes.size());
        fill(narrow);
        return narrow;
    }
    if (largest <= std::numeric_limits<std::uint16_t>::max()) {
        std::vector<std::uint16_t> narrow(codes.size());
        fill(narrow);
        return narrow;
    }
    fill(codes);
    return std::move(codes);
}

template <typename Codes>
bool countsUp(const Codes& codes)
{
    for (std::size_t i = 0; i < codes.size(); ++i) {
        if (codes[i] != i + 1) {
            return false;
        }
    }
    return true;
}

} // namespace

CodedColumn::CodedColumn(ValueDictionary dictionary, std::vector<Code> codes)
    : m_dictionary(std::move(dictionary)), m_codes(narrowed(codes, m_dictionary.size(), [](Code code) { return code; }))
{
    findIdentity();
}

CodedColumn::CodedColumn(ValueDictionary dictionary, std::vector<Code> codes, const std::vector<Code>& places)
    : m_dictionary(std::move(dictionary)),
      m_codes(narrowed(codes, m_dictionary.size(), [&](Code code) { return places[code]; }))
{
    findIdentity();
}

void CodedColumn::findIdentity()
{
    m_identity =
        m_dictionary.size() == rowCount() && std::visit([](const auto& values) { return countsUp(values); }, m_codes);
}

std::optional<CodedColumn> CodedColumn::fromParts(ValueDictionary dictionary, Codes codes)
{
    const bool sound = std::visit(
        [&](const auto& values) {
            return std::all_of(values.begin(), values.end(), [&](auto code) { return code <= dictionary.size(); });
        },
        codes);
    if (!sound) {
        return std::nullopt;
    }
    CodedColumn column;
    column.m_dictionary = std::move(dictionary);
    column.m_codes = std::move(codes);
    column.findIdentity();
    return column;
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
