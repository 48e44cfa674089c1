// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/type_inference.h"

#include "core/ingest/scalar_text.h"

namespace postweave::ingest {

namespace {

constexpr std::uint8_t bit(ValueType type)
{
    return static_cast<std::uint8_t>(1U << static_cast<unsigned>(type));
}

constexpr std::uint8_t kBoolean = bit(ValueType::Boolean);
constexpr std::uint8_t kInteger = bit(ValueType::Integer);
constexpr std::uint8_t kNumber = bit(ValueType::Number);
constexpr std::uint8_t kDate = bit(ValueType::Date);
constexpr std::uint8_t kDateTime = bit(ValueType::DateTime);

std::uint8_t dateTypesOf(std::string_view text)
{
    constexpr std::size_t kDateLength = 10;
    if (text.size() < kDateLength || text[4] != '-') {
        return 0;
    }
    if (text.size() == kDateLength) {
        return parseDate(text) ? kDate : 0;
    }
    return parseDateTime(text) ? kDateTime : 0;
}

bool startsLikeANumber(std::string_view text)
{
    return text.front() == '-' || (text.front() >= '0' && text.front() <= '9');
}

std::uint8_t typesOf(std::string_view text)
{
    if (startsLikeANumber(text)) {
        switch (numberShapeOf(text)) {
        case NumberShape::Integer:
            return kInteger | kNumber;
        case NumberShape::Number:
            return kNumber;
        case NumberShape::None:
            return dateTypesOf(text);
        }
    }
    return readBoolean(text) ? kBoolean : 0;
}

} // namespace

void TypeInference::observeSeparators(std::string_view text)
{
    if (!m_barMisplaced) {
        const SeparatorUse use = separatorUse(text, '|');
        m_bar = m_bar || use.found;
        m_barMisplaced = use.misplaced;
    }
    if (!m_bar && !m_semicolonMisplaced) {
        const SeparatorUse use = separatorUse(text, ';');
        m_semicolon = m_semicolon || use.found;
        m_semicolonMisplaced = use.misplaced;
    }
}

void TypeInference::observeField(std::string_view text, bool mayBeSeparated)
{
    const bool decided = m_candidates == 0 && !startsLikeANumber(text); // text, and no fraction
    const std::uint8_t types = decided ? 0 : typesOf(text);
    m_candidates &= types;
    m_fraction = m_fraction || types == kNumber;
    if (types == 0 && mayBeSeparated) { // what holds a separator is nothing narrower
        observeSeparators(text);
    }
}

void TypeInference::observe(const Cell& cell, bool mayBeSeparated)
{
    if (!cell.isSet()) {
        return;
    }
    m_any = true;
    switch (cell.kind) {
    case CellKind::Field:
        observeField(cell.text, mayBeSeparated);
        break;
    case CellKind::String:
        m_candidates &= dateTypesOf(cell.text);
        break;
    case CellKind::Boolean:
        m_candidates &= kBoolean;
        break;
    case CellKind::Integer:
        m_candidates &= kInteger | kNumber;
        break;
    case CellKind::Number:
        m_candidates &= kNumber;
        m_fraction = true;
        break;
    case CellKind::List:
        m_candidates = 0;
        m_array = true;
        break;
    case CellKind::Absent:
    case CellKind::Missing:
        break;
    }
}

void TypeInference::take(const TypeInference& later)
{
    m_candidates &= later.m_candidates;
    m_any = m_any || later.m_any;
    m_fraction = m_fraction || later.m_fraction;
    m_array = m_array || later.m_array;
    m_bar = m_bar || later.m_bar;
    m_barMisplaced = m_barMisplaced || later.m_barMisplaced;
    m_semicolon = m_semicolon || later.m_semicolon;
    m_semicolonMisplaced = m_semicolonMisplaced || later.m_semicolonMisplaced;
}

std::optional<ValueType> TypeInference::type() const
{
    if (!m_any) {
        return std::nullopt;
    }
    for (const ValueType type :
         {ValueType::Boolean, ValueType::Integer, ValueType::Number, ValueType::Date, ValueType::DateTime}) {
        if ((m_candidates & bit(type)) != 0) {
            return type;
        }
    }
    const bool separated = m_bar ? !m_barMisplaced : m_semicolon && !m_semicolonMisplaced;
    return m_array || separated ? ValueType::List : ValueType::Text;
}

} // namespace postweave::ingest
