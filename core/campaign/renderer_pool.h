// SPDX-License-Identifier: GPL-3.0-or-later
// RendererPool: renderers for the pieces of a parallel loop, made once for each thread that asks.
#pragma once

#include "core/campaign/campaign_renderer.h"

#include <memory>
#include <mutex>
#include <vector>

namespace postweave::campaign {

/// One renderer for each of several campaigns, and a message to render into.
struct RendererSet {
    std::vector<CampaignRenderer> renderers; ///< in the order of the campaigns
    RenderedMessage message;
};

/// Safe to use from several threads.
class RendererPool {
public:
    RendererPool(std::vector<std::shared_ptr<const PreparedCampaign>> campaigns, std::shared_ptr<const Facts> facts)
        : m_campaigns(std::move(campaigns)), m_facts(std::move(facts))
    {
    }

    [[nodiscard]] std::unique_ptr<RendererSet> take()
    {
        {
            const std::lock_guard lock(m_mutex);
            if (!m_idle.empty()) {
                std::unique_ptr<RendererSet> set = std::move(m_idle.back());
                m_idle.pop_back();
                return set;
            }
        }
        auto set = std::make_unique<RendererSet>();
        for (const auto& campaign : m_campaigns) {
            set->renderers.emplace_back(campaign, m_facts);
        }
        return set;
    }

    void giveBack(std::unique_ptr<RendererSet> set)
    {
        const std::lock_guard lock(m_mutex);
        m_idle.push_back(std::move(set));
    }

private:
    std::vector<std::shared_ptr<const PreparedCampaign>> m_campaigns;
    std::shared_ptr<const Facts> m_facts;
    std::mutex m_mutex;
    std::vector<std::unique_ptr<RendererSet>> m_idle;
};

} // namespace postweave::campaign
