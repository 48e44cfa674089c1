// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/findings.h"

#include "app/cli/output.h"
#include "core/base/json.h"
#include "core/base/source_range.h"

#include <fmt/format.h>

namespace postweave::cli {

namespace {

std::string_view wordOf(Severity severity)
{
    switch (severity) {
    case Severity::Error:
        return "error";
    case Severity::Warning:
        return "warning";
    case Severity::Note:
        return "note";
    }
    return "note";
}

bool isInTemplate(const campaign::Finding& finding)
{
    return finding.part == campaign::CampaignPart::Template;
}

const std::string& fileOf(const campaign::Finding& finding, const FindingPlaces& places)
{
    if (!finding.partial.empty()) {
        return finding.partial;
    }
    return isInTemplate(finding) ? places.templateName : places.campaignFile;
}

std::string lineOf(const campaign::Finding& finding, const FindingPlaces& places)
{
    const Diagnostic& found = finding.diagnostic;
    std::string message = fmt::format("{}: {}", wordOf(found.severity), found.message);
    if (!found.mend.empty()) {
        message += "; " + found.mend;
    }
    const std::string path = isInTemplate(finding) ? ""
                             : found.path.empty()  ? std::string(campaign::jsonPathOf(finding.part))
                                                   : found.path;
    return toLine({ErrorCode::InvalidInput,
                   fmt::format("{} [{}]", message, found.rule),
                   {fileOf(finding, places), isInTemplate(finding) ? finding.line : 0, finding.column, path}});
}

} // namespace

void printFindings(const campaign::Findings& findings, const FindingPlaces& places)
{
    for (const campaign::Finding& finding : findings) {
        print(lineOf(finding, places) + '\n');
        if (isInTemplate(finding) && finding.line > 0 && finding.partial.empty()) {
            print(excerpt(places.templateSource, finding.diagnostic.range) + '\n');
        }
    }
}

std::string wordsOf(const liquid::BlockBranch& branch)
{
    if (branch.tag == "else") {
        return "otherwise";
    }
    return branch.wording.empty() ? branch.condition : branch.wording;
}

Json toJson(const campaign::Findings& findings, const FindingPlaces& places)
{
    Json list = Json::array();
    for (const campaign::Finding& finding : findings) {
        Json json = Json::object();
        json["file"] = fileOf(finding, places);
        json["line"] = finding.line;
        json["column"] = finding.column;
        if (!isInTemplate(finding)) {
            json["path"] = finding.diagnostic.path.empty() ? std::string(campaign::jsonPathOf(finding.part))
                                                           : finding.diagnostic.path;
        }
        json["severity"] = wordOf(finding.diagnostic.severity);
        json["rule"] = finding.diagnostic.rule;
        json["message"] = finding.diagnostic.message;
        json["mend"] = finding.diagnostic.mend;
        if (finding.people > 0) {
            json["people"] = finding.people;
        }
        if (!finding.profile.empty()) {
            json["profile"] = finding.profile;
        }
        list.push_back(std::move(json));
    }
    return list;
}

} // namespace postweave::cli
