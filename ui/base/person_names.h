// SPDX-License-Identifier: GPL-3.0-or-later
// What people are called: by the attributes that hold names, else by their address or key.
#pragma once

#include "core/audience/audience.h"

#include <QString>

#include <string>

namespace postweave::ui {

/// The columns that make a name, found once; the audience must outlive it. Any thread.
class PersonNames {
public:
    explicit PersonNames(const audience::Audience& audience);
    /// First and last name where the attributes have them, else the whole name; empty if there is none.
    [[nodiscard]] std::string nameOf(audience::Ordinal profile) const;

private:
    const audience::CodedColumn* m_first;
    const audience::CodedColumn* m_last;
    const audience::CodedColumn* m_whole;
};

/// The name, else the e-mail address, else the key.
[[nodiscard]] QString personName(const audience::Audience& audience, audience::Ordinal profile);
/// What stands beside the name: the address, or the key.
[[nodiscard]] QString personDetail(const audience::Audience& audience, audience::Ordinal profile);

} // namespace postweave::ui
