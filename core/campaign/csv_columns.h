// SPDX-License-Identifier: GPL-3.0-or-later
// CsvColumns: which columns audience.csv has for a campaign, and a recipient's row.
#pragma once

#include "core/campaign/campaign_renderer.h"

#include <string>
#include <vector>

namespace postweave::campaign {

/// key, email, subject; each value that the template and its partials read, named as written, once, in order of place
/// (names that the template itself gives, and paths with a variable in them, are no columns); each dynamic block of the
/// template as `block:LINE` (`block:LINE.COLUMN` for a second one on a line): the number of the branch it took, from 1,
/// 0 for none, empty where it was not reached.
class CsvColumns {
public:
    explicit CsvColumns(const PreparedCampaign& campaign);

    [[nodiscard]] const std::vector<std::string>& names() const { return m_names; }
    [[nodiscard]] std::vector<std::string> row(const RenderedMessage& rendered, CampaignRenderer& renderer) const;

private:
    std::vector<std::string> m_names;
    std::vector<const liquid::VariableUse*> m_values; // of the campaign's analysis
    std::size_t m_blockCount = 0;
};

} // namespace postweave::campaign
