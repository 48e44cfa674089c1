// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/campaign/csv_columns.h"

#include "core/base/source_range.h"

#include <fmt/format.h>

#include <algorithm>

namespace postweave::campaign {

namespace {

std::string blockName(const liquid::DynamicBlock& block, std::string_view source, const std::vector<std::string>& taken)
{
    const std::string name = fmt::format("block:{}", block.line);
    const bool isTaken = std::find(taken.begin(), taken.end(), name) != taken.end();
    return isTaken ? fmt::format("{}.{}", name, positionOf(source, block.range.begin).column) : name;
}

} // namespace

CsvColumns::CsvColumns(const PreparedCampaign& campaign) : m_names{"key", "email", "subject"}
{
    const liquid::Analysis& analysis = campaign.part(CampaignPart::Template).analysis;
    for (const liquid::VariableUse& use : analysis.variables) {
        const bool isKnown = std::any_of(m_values.begin(), m_values.end(),
                                         [&](const liquid::VariableUse* other) { return other->path == use.path; });
        if (!use.isLocal && use.isWhole && !use.segments.empty() && !isKnown) {
            m_values.push_back(&use);
            m_names.push_back(use.path);
        }
    }
    m_blockCount = analysis.ownBlocks;
    for (std::size_t i = 0; i < m_blockCount; ++i) {
        m_names.push_back(blockName(analysis.blocks[i], campaign.source(CampaignPart::Template), m_names));
    }
}

std::vector<std::string> CsvColumns::row(const RenderedMessage& rendered, CampaignRenderer& renderer) const
{
    std::vector<std::string> fields = {rendered.key, rendered.email, rendered.message.subject};
    fields.reserve(m_names.size());
    for (const liquid::VariableUse* use : m_values) {
        fields.push_back(renderer.valueOf(*use));
    }
    for (std::size_t i = 0; i < m_blockCount; ++i) {
        const int branch = i < rendered.trace.blocks.size() ? rendered.trace.blocks[i].branch : -1;
        fields.push_back(branch < 0 ? std::string() : std::to_string(branch));
    }
    return fields;
}

} // namespace postweave::campaign
