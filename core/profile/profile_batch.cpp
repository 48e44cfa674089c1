// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/profile_batch.h"

#include "core/profile/hash_sort.h"
#include "core/profile/identity_index.h"
#include "core/profile/stored_value.h"

namespace postweave::profile {

void ProfileBatch::add(std::string_view key)
{
    m_keys.push_back(m_texts.keep(key));
    m_cells.resize(m_cells.size() + m_types.size());
    if (!m_partial.empty()) {
        m_partial.push_back(0);
    }
}

void ProfileBatch::dropLast()
{
    m_keys.pop_back();
    m_cells.resize(m_cells.size() - m_types.size());
    if (!m_partial.empty()) {
        m_partial.pop_back();
    }
}

bool ProfileBatch::set(std::size_t column, const Value& value)
{
    const std::optional<StoredValue> stored = toStored(value, m_types[column], m_buffer);
    if (!stored) {
        return false;
    }
    Cell& cell = last(column);
    switch (stored->kind) {
    case StoredValue::Kind::Missing:
        cell.kind = Kind::Missing;
        break;
    case StoredValue::Kind::Integer:
        cell.kind = Kind::Integer;
        cell.integer = stored->integer;
        break;
    case StoredValue::Kind::Number:
        cell.kind = Kind::Number;
        cell.number = stored->number;
        break;
    case StoredValue::Kind::Text:
        setText(column, stored->text);
    }
    return true;
}

void ProfileBatch::setText(std::size_t column, std::string_view text)
{
    Cell& cell = last(column);
    cell.kind = Kind::Text;
    cell.text = m_texts.keep(text).data();
    cell.size = static_cast<std::uint32_t>(text.size());
}

void ProfileBatch::leaveAlone(std::size_t column)
{
    last(column).kind = Kind::LeftAlone;
    m_partial.resize(m_keys.size());
    m_partial.back() = 1;
}

bool ProfileBatch::isLeftAlone(std::size_t row, std::size_t column) const
{
    return m_cells[row * m_types.size() + column].kind == Kind::LeftAlone;
}

StoredValue ProfileBatch::value(std::size_t row, std::size_t column) const
{
    const Cell& cell = m_cells[row * m_types.size() + column];
    StoredValue value;
    switch (cell.kind) {
    case Kind::Integer:
        value.kind = StoredValue::Kind::Integer;
        value.integer = cell.integer;
        break;
    case Kind::Number:
        value.kind = StoredValue::Kind::Number;
        value.number = cell.number;
        break;
    case Kind::Text:
        value.kind = StoredValue::Kind::Text;
        value.text = {cell.text, cell.size};
        break;
    default:
        break;
    }
    return value;
}

const std::vector<HashedKey>& ProfileBatch::byHash()
{
    if (m_byHash.size() != m_keys.size()) {
        m_byHash.clear();
        m_byHash.reserve(m_keys.size());
        for (const std::string_view key : m_keys) {
            m_byHash.push_back({identityHash(key), static_cast<std::uint32_t>(m_byHash.size())});
        }
        sortByHash(m_byHash, [](const HashedKey& a, const HashedKey& b) {
            return a.hash != b.hash ? a.hash < b.hash : a.row < b.row;
        });
    }
    return m_byHash;
}

} // namespace postweave::profile
