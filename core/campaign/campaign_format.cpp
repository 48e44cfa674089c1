// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/campaign/campaign_format.h"

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/email/address.h"
#include "core/segment/json_fields.h"
#include "core/segment/segment_format.h"
#include "core/segment/validation.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace postweave::campaign {

namespace {

using segment::JsonFields;
using segment::reportAt;

bool hasLiquid(std::string_view text)
{
    return text.find("{{") != text.npos || text.find("{%") != text.npos;
}

/// Empty, and a diagnostic, if the value is no text; empty if the key is missing.
std::string readText(JsonFields& fields, std::string_view key)
{
    const Json* value = fields.find(key);
    if (value == nullptr) {
        return {};
    }
    if (!value->is_string()) {
        fields.report(key, "wrong-json-type", fmt::format("'{}' is {}, not text", key, segment::kindOf(*value)),
                      "write it between quotes");
        return {};
    }
    return value->get<std::string>();
}

std::string requireText(JsonFields& fields, std::string_view key, std::string_view mend)
{
    return fields.require(key, mend) == nullptr ? std::string() : readText(fields, key);
}

/// An address, unless Liquid decides it at rendering or it is still empty.
std::string readAddress(JsonFields& fields, std::string_view key)
{
    std::string address = readText(fields, key);
    if (!address.empty() && !hasLiquid(address)) {
        if (const auto usable = email::toSmtpAddress(address); !usable) {
            fields.report(key, "wrong-address", usable.error().message, "write it as name@host.example");
        }
    }
    return address;
}

/// `{"segment": NAME}` or `{"where": node}`.
segment::FilterTree readRule(const Json& json, const std::string& path, Diagnostics& diagnostics)
{
    JsonFields fields(json, path, {"segment", "where"}, diagnostics);
    if (!fields.isObject()) {
        return nobody();
    }
    const Json* where = fields.find("where");
    if ((where == nullptr) == !fields.has("segment")) {
        reportAt(diagnostics, path, "wrong-rule", "a rule has either 'segment' or 'where'",
                 R"(write {"segment": "NAME"} or {"where": {…}})");
        return nobody();
    }
    if (where == nullptr) {
        const auto name = fields.requireText("segment", "name a saved segment");
        return name ? segment::FilterTree(segment::Node{segment::SegmentReference{*name}}) : nobody();
    }
    segment::NodeReading reading = segment::readNode(*where, fields.pathOf("where"));
    diagnostics.insert(diagnostics.end(), reading.diagnostics.begin(), reading.diagnostics.end());
    return reading.node ? segment::FilterTree(std::move(*reading.node)) : nobody();
}

void readExclusions(JsonFields& fields, Campaign& campaign, Diagnostics& diagnostics)
{
    const Json* rules = fields.find("exclude");
    if (rules == nullptr) {
        return;
    }
    if (!rules->is_array()) {
        fields.report("exclude", "wrong-json-type", fmt::format("'exclude' is {}, not a list", segment::kindOf(*rules)),
                      "put the rules between [ and ]");
        return;
    }
    for (std::size_t i = 0; i < rules->size(); ++i) {
        campaign.exclude.push_back(readRule((*rules)[i], childPath(fields.pathOf("exclude"), i), diagnostics));
    }
}

void readSender(JsonFields& fields, Campaign& campaign, Diagnostics& diagnostics)
{
    const Json* json = fields.require("from", R"(add "from": {"name": "…", "email": "…"})");
    if (json == nullptr) {
        return;
    }
    JsonFields from(*json, fields.pathOf("from"), {"name", "email"}, diagnostics);
    campaign.from.name = readText(from, "name");
    if (from.require("email", R"(add "email", the address that the message comes from)") != nullptr) {
        campaign.from.email = readAddress(from, "email");
    }
}

void readUtm(JsonFields& fields, Campaign& campaign, Diagnostics& diagnostics)
{
    const Json* json = fields.find("utm");
    if (json == nullptr) {
        return;
    }
    JsonFields utm(*json, fields.pathOf("utm"), {"source", "medium", "campaign", "term", "content", "id"}, diagnostics);
    for (const std::string& name : utmNames()) {
        if (std::string value = readText(utm, name); !value.empty()) {
            campaign.utm.emplace_back(name, std::move(value));
        }
    }
}

void readAutoescape(JsonFields& fields, Campaign& campaign)
{
    const Json* json = fields.find("autoescape");
    if (json == nullptr || *json == "html") {
        return;
    }
    if (*json == "none") {
        campaign.autoescape = Autoescape::None;
        return;
    }
    fields.report("autoescape", "wrong-value", "'autoescape' is neither \"html\" nor \"none\"",
                  "write \"html\", which escapes every value for where it stands");
}

void readUnsubscribe(JsonFields& fields, Campaign& campaign, Diagnostics& diagnostics)
{
    const Json* json = fields.find("unsubscribe");
    if (json == nullptr) {
        return;
    }
    JsonFields unsubscribe(*json, fields.pathOf("unsubscribe"), {"url", "mailto"}, diagnostics);
    campaign.unsubscribe.url = readText(unsubscribe, "url");
    campaign.unsubscribe.mailto = readAddress(unsubscribe, "mailto");
    const std::string& url = campaign.unsubscribe.url;
    if (!url.empty() && !url.starts_with('{') && !email::isWebUrl(url)) {
        unsubscribe.report("url", "wrong-url", "the unsubscribe URL does not start with https://",
                           "write the whole URL, such as https://shop.example/u?k={{ customer.key }}");
    }
}

void checkFormat(JsonFields& fields)
{
    const Json* format = fields.require("format", fmt::format(R"(add "format": "{}")", kCampaignFormat));
    if (format != nullptr && *format != kCampaignFormat) {
        fields.report("format", "wrong-format", fmt::format("the format is not \"{}\"", kCampaignFormat),
                      fmt::format("write \"{}\"", kCampaignFormat));
    }
}

Json ruleJson(const segment::FilterTree& tree)
{
    const auto* reference = std::get_if<segment::SegmentReference>(&tree.root().body);
    Json rule = Json::object();
    if (reference != nullptr && !tree.root().off) {
        rule["segment"] = reference->segment;
    } else {
        rule["where"] = segment::writeNode(tree.root());
    }
    return rule;
}

void putText(Json& json, const char* key, const std::string& text)
{
    if (!text.empty()) {
        json[key] = text;
    }
}

Diagnostic fromError(const Error& error, std::string_view text)
{
    Diagnostic diagnostic{Severity::Error, "no-json", error.message, {}, {}, error.where.path};
    if (error.where.line > 0) {
        std::size_t offset = 0;
        for (int line = 1; line < error.where.line && offset < text.size(); ++line) {
            offset = std::min(text.find('\n', offset), text.size() - 1) + 1;
        }
        for (int column = 1; column < error.where.column && offset < text.size(); ++column) {
            static_cast<void>(nextCodePoint(text, offset));
        }
        diagnostic.range = {offset, offset};
    }
    return diagnostic;
}

void validateRule(const std::string& rule, const segment::FilterTree& tree, const segment::Catalog& catalog,
                  const segment::Definitions& definitions, Diagnostics& out)
{
    for (Diagnostic& diagnostic : segment::validate({}, tree, catalog, definitions)) {
        diagnostic.path = pathInCampaign(rule, tree, diagnostic.path);
        out.push_back(std::move(diagnostic));
    }
}

} // namespace

CampaignReading parseCampaign(std::string_view text)
{
    const auto json = parseJson(text);
    return json ? readCampaign(*json) : CampaignReading{{}, {fromError(json.error(), text)}};
}

CampaignReading readCampaign(const Json& json)
{
    CampaignReading reading;
    Campaign& campaign = reading.campaign;
    Diagnostics& diagnostics = reading.diagnostics;
    JsonFields fields(json, "$",
                      {"format", "name", "audience", "exclude", "template", "subject", "preheader", "from", "reply_to",
                       "utm", "autoescape", "unsubscribe"},
                      diagnostics);
    if (!fields.isObject()) {
        return reading;
    }
    checkFormat(fields);
    campaign.name = fields.requireText("name", R"(add "name", under which the campaign is saved)").value_or("");
    if (const Json* rule = fields.require("audience", R"(add "audience": {"segment": "NAME"})"); rule != nullptr) {
        campaign.audience = readRule(*rule, fields.pathOf("audience"), diagnostics);
    }
    readExclusions(fields, campaign, diagnostics);
    campaign.templateName = requireText(fields, "template", R"(add "template", a saved template or a file)");
    campaign.subject = requireText(fields, "subject", R"(add "subject", the message's subject)");
    campaign.preheader = readText(fields, "preheader");
    readSender(fields, campaign, diagnostics);
    campaign.replyTo = readAddress(fields, "reply_to");
    readUtm(fields, campaign, diagnostics);
    readAutoescape(fields, campaign);
    readUnsubscribe(fields, campaign, diagnostics);
    return reading;
}

Json writeCampaign(const Campaign& campaign)
{
    Json json = {{"format", kCampaignFormat}, {"name", campaign.name}, {"audience", ruleJson(campaign.audience)}};
    for (const segment::FilterTree& tree : campaign.exclude) {
        json["exclude"].push_back(ruleJson(tree));
    }
    json["template"] = campaign.templateName;
    json["subject"] = campaign.subject;
    putText(json, "preheader", campaign.preheader);
    json["from"] = Json::object();
    putText(json["from"], "name", campaign.from.name);
    json["from"]["email"] = campaign.from.email;
    putText(json, "reply_to", campaign.replyTo);
    for (const auto& [name, value] : campaign.utm) {
        json["utm"][name] = value;
    }
    json["autoescape"] = campaign.autoescape == Autoescape::Html ? "html" : "none";
    if (campaign.unsubscribe != Unsubscribe{}) {
        json["unsubscribe"] = Json::object();
        putText(json["unsubscribe"], "url", campaign.unsubscribe.url);
        putText(json["unsubscribe"], "mailto", campaign.unsubscribe.mailto);
    }
    return json;
}

std::string campaignText(const Campaign& campaign)
{
    return toText(writeCampaign(campaign), 2) + '\n';
}

std::string pathInCampaign(std::string_view rule, const segment::FilterTree& tree, std::string_view path)
{
    constexpr std::string_view kRoot = "$.where";
    if (!path.starts_with(kRoot)) {
        return std::string(rule);
    }
    const bool isReference = std::holds_alternative<segment::SegmentReference>(tree.root().body);
    return std::string(rule).append(path.substr(isReference ? kRoot.size() : 1));
}

Diagnostics validateAudience(const Campaign& campaign, const segment::Catalog& catalog,
                             const segment::Definitions& definitions)
{
    Diagnostics diagnostics;
    validateRule("$.audience", campaign.audience, catalog, definitions, diagnostics);
    for (std::size_t i = 0; i < campaign.exclude.size(); ++i) {
        validateRule(childPath("$.exclude", i), campaign.exclude[i], catalog, definitions, diagnostics);
    }
    return diagnostics;
}

std::vector<std::string> referencedSegments(const Campaign& campaign)
{
    std::set<std::string> names;
    const auto add = [&](const segment::FilterTree& tree) {
        for (std::string& name : segment::referencedSegments(tree)) {
            names.insert(std::move(name));
        }
    };
    add(campaign.audience);
    std::for_each(campaign.exclude.begin(), campaign.exclude.end(), add);
    return {names.begin(), names.end()};
}

} // namespace postweave::campaign
