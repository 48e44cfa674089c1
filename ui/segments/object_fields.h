// SPDX-License-Identifier: GPL-3.0-or-later
// ObjectFields: what the objects in a list hold, for people who choose a field and its values.
#pragma once

#include "core/audience/coded_column.h"

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace postweave::ui::segments {

/// Looks at the first objects of each list column it is asked about, once. Safe to use from several threads.
class ObjectFields {
public:
    struct Field {
        std::string name;                                    ///< dots lead into objects within
        std::shared_ptr<const audience::CodedColumn> values; ///< one row an object; of the type that fits them all
    };

    /// The fields of its objects, those that most have first; none where its items are no objects.
    [[nodiscard]] const std::vector<Field>& of(const audience::CodedColumn& list);
    /// nullptr where no object has it.
    [[nodiscard]] const Field* find(const audience::CodedColumn& list, std::string_view name);

private:
    std::mutex m_mutex;
    std::map<const audience::CodedColumn*, std::vector<Field>> m_known; ///< columns outlive the context this belongs to
};

} // namespace postweave::ui::segments
