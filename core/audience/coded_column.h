// SPDX-License-Identifier: GPL-3.0-or-later
// CodedColumn: one value a row as codes into a dictionary, in the narrowest width that holds them.
#pragma once

#include "core/audience/value_dictionary.h"

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

namespace postweave::audience {

/// Immutable; safe to read from several threads.
class CodedColumn {
public:
    using Code = ValueDictionary::Code;
    using Codes = std::variant<std::vector<std::uint8_t>, std::vector<std::uint16_t>, std::vector<std::uint32_t>>;

    CodedColumn() = default;
    /// Every code is at most dictionary.size().
    CodedColumn(ValueDictionary dictionary, std::vector<Code> codes);
    /// The same where a row's code is `places[codes[row]]`.
    CodedColumn(ValueDictionary dictionary, std::vector<Code> codes, const std::vector<Code>& places);
    /// Nothing where some code is past the dictionary.
    [[nodiscard]] static std::optional<CodedColumn> fromParts(ValueDictionary dictionary, Codes codes);

    [[nodiscard]] ValueType type() const { return m_dictionary.type(); }
    [[nodiscard]] const ValueDictionary& dictionary() const { return m_dictionary; }
    [[nodiscard]] std::size_t rowCount() const;
    [[nodiscard]] Code code(std::size_t row) const;
    [[nodiscard]] bool isSet(std::size_t row) const { return code(row) != ValueDictionary::kMissing; }
    /// monostate where the row has none.
    [[nodiscard]] Value value(std::size_t row) const { return m_dictionary.value(code(row)); }
    [[nodiscard]] const Codes& codes() const { return m_codes; }
    /// True if row i has code i + 1 throughout (each value once, in row order): a set of codes is a set of rows then.
    [[nodiscard]] bool isIdentity() const { return m_identity; }
    [[nodiscard]] std::size_t byteCount() const;

private:
    void findIdentity();

    ValueDictionary m_dictionary;
    Codes m_codes;
    bool m_identity = false;
};

} // namespace postweave::audience
