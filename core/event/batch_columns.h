// SPDX-License-Identifier: GPL-3.0-or-later
// BatchColumns: values of rows on their way into columns. Private to core/event.
#pragma once

#include "core/event/chunk_join.h"

namespace postweave::event {

/// One column a property of the catalog; those that no value was set in are left out at the end.
class BatchColumns {
public:
    BatchColumns(std::span<const CatalogProperty> catalog, std::size_t rows);
    /// The value fits the property's type; rows in rising order, each property at most once a row.
    void set(std::size_t property, std::size_t row, const Value& value);
    void moveTo(EventChunk& chunk);

private:
    struct Building {
        PropertyColumn column;
        TextPlaces places;
    };
    void start(Building& building) const;
    void setList(Building& building, std::size_t row, const TextList& list);

    std::span<const CatalogProperty> m_catalog;
    std::size_t m_rows;
    std::vector<Building> m_columns;
};

} // namespace postweave::event
