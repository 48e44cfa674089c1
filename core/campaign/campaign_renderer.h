// SPDX-License-Identifier: GPL-3.0-or-later
// CampaignRenderer: one recipient's message. The export, the checks and the window's preview all render here.
#pragma once

#include "core/audience/audience.h"
#include "core/campaign/people.h"
#include "core/campaign/prepared_campaign.h"
#include "core/email/message.h"
#include "core/liquid/renderer.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace postweave::campaign {

struct RenderFailure {
    CampaignPart part = CampaignPart::Template;
    liquid::RenderError error;
    bool operator==(const RenderFailure&) const = default;
};

/// Reused from recipient to recipient.
struct RenderedMessage {
    enum class Status : std::uint8_t { Ready, Aborted, Failed };
    Status status = Status::Ready;
    std::string abortReason;
    std::optional<RenderFailure> failure;

    audience::Ordinal profile = 0;
    std::string key;
    std::string email;      ///< as the profile has it
    email::Message message; ///< `to` is empty where the profile has no usable address
    std::string preheader;
    liquid::RenderTrace trace; ///< of the template's dynamic blocks
};

/// Renders any profile, recipient or not, address or not. Not safe from several threads: make one for each; they may
/// share campaign and facts.
class CampaignRenderer {
public:
    CampaignRenderer(std::shared_ptr<const PreparedCampaign> campaign, std::shared_ptr<const Facts> facts);
    ~CampaignRenderer();
    CampaignRenderer(CampaignRenderer&&) noexcept;
    CampaignRenderer& operator=(CampaignRenderer&&) noexcept;

    /// Fills `out`; of a message that is not Ready, the parts rendered before stand there.
    void render(audience::Ordinal profile, RenderedMessage& out);
    /// The same as far as Liquid goes: the HTML stays as the template gives it, without preheader, tagged links and
    /// text part. Who gets which branch, and whose message is another one, does not depend on these.
    void renderTexts(audience::Ordinal profile, RenderedMessage& out);

    /// The value of a variable that the template uses, for the profile rendered last, as a template prints it; the
    /// items of a list joined with `|`.
    [[nodiscard]] std::string valueOf(const liquid::VariableUse& use);

    [[nodiscard]] const PreparedCampaign& campaign() const { return *m_campaign; }

private:
    struct State;
    std::shared_ptr<const PreparedCampaign> m_campaign;
    std::shared_ptr<const Facts> m_facts;
    std::unique_ptr<State> m_state;
};

/// `line 3, column 7: …`, with the part's name where it is not the template, and the partial's.
[[nodiscard]] std::string describe(const RenderFailure& failure);

/// A message longer than this ends with an error; RenderLimits' other bounds stand.
inline constexpr std::size_t kMaxMessageBytes = std::size_t{16} << 20;

} // namespace postweave::campaign
