// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/campaign/finding.h"

#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace postweave::campaign {

namespace {

struct PartNames {
    std::string_view path;
    std::string_view name;
};

constexpr std::array<PartNames, kPartCount + 1> kParts = {{{"$.unsubscribe.url", "unsubscribe URL"},
                                                           {"$.unsubscribe.mailto", "unsubscribe address"},
                                                           {"$.from.name", "sender's name"},
                                                           {"$.from.email", "sender's address"},
                                                           {"$.reply_to", "reply-to address"},
                                                           {"$.subject", "subject"},
                                                           {"$.preheader", "preheader"},
                                                           {"$.template", "template"},
                                                           {"$", "campaign"}}};

std::string sentence(const Diagnostic& diagnostic, std::size_t more)
{
    std::string text = diagnostic.message;
    if (!diagnostic.mend.empty()) {
        text += "; " + diagnostic.mend;
    }
    if (more > 0) {
        text += fmt::format(" (and {} more)", groupedDigits(more));
    }
    return text;
}

} // namespace

std::string_view jsonPathOf(CampaignPart part)
{
    return kParts[static_cast<std::size_t>(part)].path;
}

std::string_view nameOf(CampaignPart part)
{
    return kParts[static_cast<std::size_t>(part)].name;
}

bool hasErrors(const Findings& findings)
{
    return std::any_of(findings.begin(), findings.end(),
                       [](const Finding& finding) { return finding.diagnostic.severity == Severity::Error; });
}

Finding documentFinding(Severity severity, std::string rule, std::string path, std::string message, std::string mend)
{
    Finding finding;
    finding.diagnostic = {severity, std::move(rule), std::move(message), std::move(mend), {}, std::move(path)};
    return finding;
}

Finding partFinding(CampaignPart part, std::string_view source, Diagnostic diagnostic)
{
    Finding finding;
    const SourcePosition position = positionOf(source, diagnostic.range.begin);
    finding.line = position.line;
    finding.column = position.column;
    finding.part = part;
    finding.diagnostic = std::move(diagnostic);
    finding.diagnostic.path = jsonPathOf(part);
    return finding;
}

Error firstError(const Findings& findings, std::string_view campaignFile, std::string_view templateName)
{
    const auto isError = [](const Finding& finding) { return finding.diagnostic.severity == Severity::Error; };
    const auto first = std::find_if(findings.begin(), findings.end(), isError);
    if (first == findings.end()) {
        return {ErrorCode::Internal, "no error was found", {}};
    }
    const auto count = static_cast<std::size_t>(std::count_if(findings.begin(), findings.end(), isError));
    Error error{ErrorCode::InvalidInput, sentence(first->diagnostic, count - 1), {}};
    if (first->part == CampaignPart::Template && first->line > 0) {
        error.where = {
            first->partial.empty() ? std::string(templateName) : first->partial, first->line, first->column, {}};
    } else {
        error.where = {std::string(campaignFile), 0, 0, first->diagnostic.path};
    }
    return error;
}

} // namespace postweave::campaign
