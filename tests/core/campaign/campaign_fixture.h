// SPDX-License-Identifier: GPL-3.0-or-later
// A small shop's people and a campaign to them, for tests.
#pragma once

#include "core/audience/audience_builder.h"
#include "core/base/file.h"
#include "core/base/json.h"
#include "core/campaign/campaign_check.h"
#include "core/campaign/campaign_export.h"
#include "core/campaign/campaign_format.h"
#include "core/campaign/campaign_renderer.h"
#include "core/segment/segment_format.h"

#include <QTemporaryDir>

#include <filesystem>
#include <fstream>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>

namespace postweave::test {

inline constexpr std::string_view kTemplate =
    "<html><body><h1>Hello {{ customer.first_name | default: 'friend' }}</h1>\n"
    "<p><a href=\"https://shop.example/spring\">Look</a> "
    "<a href=\"{{ campaign.unsubscribe.url }}\">Leave</a></p></body></html>\n";

inline Instant at(std::string_view text)
{
    return TimeZone().resolve(parseDateTime(text).value());
}

inline const Instant kNow = at("2026-03-02T09:00:00Z");

template <typename T>
T must(Result<T> result)
{
    if (!result) {
        throw std::runtime_error(toLine(result.error()));
    }
    if constexpr (!std::is_void_v<T>) {
        return std::move(*result);
    }
}

/// Makes people, one call a profile.
class PeopleBuilder {
public:
    PeopleBuilder()
    {
        const std::pair<const char*, ValueType> attributes[] = {
            {"email", ValueType::Text},        {"first_name", ValueType::Text},       {"country", ValueType::Text},
            {"born", ValueType::Date},         {"seen", ValueType::DateTime},         {"points", ValueType::Integer},
            {"balance", ValueType::Number},    {"vip", ValueType::Boolean},           {"tags", ValueType::List},
            {"address.city", ValueType::Text}, {"address.geo.zone", ValueType::Text}, {"note", ValueType::Text}};
        for (const auto& [name, type] : attributes) {
            must(m_builder.addAttribute(name, type));
        }
    }

    audience::Ordinal add(std::string key, const std::map<std::string, Value>& values)
    {
        const audience::Ordinal profile = must(m_builder.addProfile(std::move(key)));
        for (const auto& [name, value] : values) {
            must(m_builder.setValue(profile, name, value));
        }
        return profile;
    }

    void addEvent(audience::Ordinal profile, std::string_view type, std::string_view time,
                  const std::vector<audience::NamedValue>& properties = {})
    {
        must(m_builder.addEvent(profile, type, at(time), properties));
    }

    void addSegment(const std::string& name, std::string_view where)
    {
        const segment::NodeReading reading = segment::readNode(must(parseJson(where)));
        m_definitions.segments[name] = segment::FilterTree(reading.node.value());
    }

    campaign::People build(const TimeZone& zone = {})
    {
        return {m_builder.build(), std::make_shared<const segment::Definitions>(m_definitions), kNow, zone, nullptr};
    }

private:
    audience::AudienceBuilder m_builder;
    segment::Definitions m_definitions;
};

/// To everybody, complete, with links tagged.
inline campaign::Campaign springSale()
{
    campaign::Campaign sale;
    sale.name = "spring-sale";
    sale.audience = segment::FilterTree();
    sale.templateName = "spring.liquid.html";
    sale.subject = "{{ customer.first_name | default: 'Hello' }}, spring is here";
    sale.preheader = "Flowers and more";
    sale.from = {"Shop", "news@shop.example"};
    sale.utm = {{"source", "newsletter"}, {"medium", "email"}};
    sale.unsubscribe = {"https://shop.example/u?k={{ customer.key }}", "unsubscribe@shop.example"};
    return sale;
}

inline std::shared_ptr<const campaign::PreparedCampaign> prepare(const campaign::Campaign& sale,
                                                                 std::string_view source = kTemplate)
{
    campaign::PrepareResult result =
        campaign::prepareCampaign(sale, {"spring.liquid.html", std::string(source), nullptr});
    for (const campaign::Finding& finding : result.findings) {
        if (finding.diagnostic.severity == Severity::Error) {
            throw std::runtime_error(finding.diagnostic.message);
        }
    }
    return result.prepared;
}

inline campaign::RenderedMessage render(const campaign::Campaign& sale, const campaign::People& people,
                                        audience::Ordinal profile, std::string_view source = kTemplate)
{
    const auto prepared = prepare(sale, source);
    campaign::CampaignRenderer renderer(prepared, must(campaign::Facts::gather(*prepared, people)));
    campaign::RenderedMessage rendered;
    renderer.render(profile, rendered);
    return rendered;
}

/// What a template alone prints for a profile, without preheader, links, body.
inline std::string renderText(const campaign::People& people, audience::Ordinal profile, std::string_view source)
{
    campaign::Campaign sale = springSale();
    sale.preheader.clear();
    sale.utm.clear();
    const campaign::RenderedMessage rendered = render(sale, people, profile, source);
    return rendered.failure ? "failed: " + campaign::describe(*rendered.failure) : rendered.message.html;
}

/// Every file below a folder, by its path in it.
inline std::map<std::string, std::string> filesIn(const std::filesystem::path& folder)
{
    std::map<std::string, std::string> files;
    if (!std::filesystem::exists(folder)) {
        return files;
    }
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        const std::string path = std::filesystem::relative(entry.path(), folder).string();
        files[path] = entry.is_regular_file() ? must(readFile(entry.path())) : "(folder)";
    }
    return files;
}

inline void writeText(const std::filesystem::path& path, std::string_view text)
{
    std::ofstream(path) << text;
}

} // namespace postweave::test
