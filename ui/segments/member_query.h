// SPDX-License-Identifier: GPL-3.0-or-later
// Members of a segment as a list: who they are, filtered and sorted. Pure functions, for worker threads.
#pragma once

#include "core/audience/bitset.h"
#include "core/base/cancel_token.h"
#include "ui/segments/segment_context.h"

#include <QString>

#include <memory>
#include <string>
#include <vector>

namespace postweave::ui::segments {

/// Which attributes a person is called by.
struct PersonNames {
    std::string first;
    std::string last;
    std::string whole;
    [[nodiscard]] bool any() const { return !first.empty() || !last.empty() || !whole.empty(); }
};

[[nodiscard]] PersonNames personNames(const SegmentContext& context);
/// The name, else the address, else the key.
[[nodiscard]] QString displayName(const SegmentContext& context, const PersonNames& names, audience::Ordinal person);

/// The first column of a table of members; any other is an attribute's name.
inline constexpr const char* kNameColumn = "";
inline constexpr const char* kEmailColumn = "\x01email";
inline constexpr const char* kKeyColumn = "\x01key";

struct MemberQuery {
    QString search;      ///< part of a name, an address or a key, whatever the case; empty: all
    std::string sortBy;  ///< a column
    bool sorted = false; ///< else in the order of the workspace
    bool descending = false;
    bool operator==(const MemberQuery&) const = default;
};

using MemberList = std::shared_ptr<const std::vector<audience::Ordinal>>;

/// Missing values come last either way. Nullptr if cancelled.
[[nodiscard]] MemberList queryMembers(const SegmentContext& context, const audience::Bitset& members,
                                      const MemberQuery& query, const CancelToken& cancel);

/// Columns to begin with: the name, then attributes that the tree asks about, then others that tell people apart.
[[nodiscard]] std::vector<std::string> proposeColumns(const SegmentContext& context, const segment::FilterTree& tree,
                                                      std::size_t most);

} // namespace postweave::ui::segments
