// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audience/coded_column.h"

#include <algorithm>
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
    column.m_identity = column.m_dictionary.size() == column.rowCount() &&
                        std::visit([](const auto& values) { return countsUp(values); }, column.m_codes);
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
