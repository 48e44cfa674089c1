// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a campaign, a mapping or a score: each fault is said as text, and what reads without one reads the same
// when it is written again.
#include "core/base/json.h"
#include "core/base/text.h"
#include "core/campaign/campaign_format.h"
#include "core/campaign/prepared_campaign.h"
#include "core/ingest/mapping.h"
#include "core/segment/score.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

using namespace postweave;

void require(bool holds)
{
    if (!holds) {
        std::abort();
    }
}

void requireWords(const Diagnostics& diagnostics)
{
    for (const Diagnostic& diagnostic : diagnostics) {
        require(!diagnostic.message.empty() && isValidUtf8(diagnostic.message));
    }
}

void readCampaign(std::string_view text)
{
    const auto reading = campaign::parseCampaign(text);
    requireWords(reading.diagnostics);
    if (hasErrors(reading.diagnostics)) {
        return;
    }
    const auto again = campaign::parseCampaign(campaign::campaignText(reading.campaign));
    require(!hasErrors(again.diagnostics) && again.campaign == reading.campaign);
    require(campaign::prepareCampaign(reading.campaign, {"t", reading.campaign.subject, nullptr}).prepared != nullptr);
}

void readScore(std::string_view text)
{
    const auto reading = segment::parseScore(text);
    requireWords(reading.diagnostics);
    if (!hasErrors(reading.diagnostics)) {
        require(segment::parseScore(segment::scoreText(reading.score)).score == reading.score);
    }
}

void readMapping(std::string_view text)
{
    const auto json = parseJson(text);
    if (!json) {
        return;
    }
    const auto parsed = ingest::parseMapping(*json);
    requireWords(parsed.diagnostics);
    if (!hasErrors(parsed.diagnostics)) {
        const auto written = parseJson(ingest::writeMapping(parsed.mapping));
        require(written && ingest::parseMapping(*written).mapping == parsed.mapping);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    readCampaign(text);
    readScore(text);
    readMapping(text);
    return 0;
}
