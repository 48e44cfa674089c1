// SPDX-License-Identifier: GPL-3.0-or-later
// A TemplateSource without a workspace: everything in memory, answers come through the event loop as they do there.
#pragma once

#include "core/audience/audience_builder.h"
#include "core/segment/segment_format.h"
#include "ui/templates/template_source.h"

#include <QTimer>

#include <algorithm>
#include <map>

namespace postweave::ui::templates {

class FakeTemplateSource : public TemplateSource {
    Q_OBJECT
public:
    explicit FakeTemplateSource(World world = makeWorld({}, {}, {})) : m_world(std::move(world)) {}

    World world() const override { return m_world; }
    const std::vector<SavedTemplate>& templates() const override { return m_templates; }
    bool isOpen() const override { return true; }
    bool isReadOnly() const override { return false; }
    bool isLoading() const override { return m_pending > 0; }
    Instant clockNow() const override { return {1'000'000}; }

    void save(const QString& name, std::shared_ptr<const std::string> text) override
    {
        ++saves;
        SavedTemplate& saved = find(name);
        if (!saved.text || *saved.text != *text) {
            saved.version = saved.text ? saved.version + 1 : 1;
            saved.text = text;
            m_versions[name].push_back(*text);
        }
        tell();
    }
    void rename(const QString& from, const QString& to) override
    {
        find(from).name = to;
        m_versions[to] = m_versions[from];
        tell();
    }
    void remove(const QString& name) override
    {
        std::erase_if(m_templates, [&](const SavedTemplate& saved) { return saved.name == name; });
        tell();
    }
    void loadVersions(const QString& name, QObject*,
                      std::function<void(const std::vector<SavedVersion>&)> deliver) override
    {
        std::vector<SavedVersion> versions;
        for (std::size_t i = m_versions[name].size(); i > 0; --i) {
            versions.push_back({static_cast<std::int64_t>(i), {}, m_versions[name][i - 1].size()});
        }
        deliver(versions);
    }
    void loadVersion(const QString& name, std::int64_t version, QObject*,
                     std::function<void(const std::string&)> deliver) override
    {
        deliver(m_versions[name].at(static_cast<std::size_t>(version - 1)));
    }

    /// As somebody else would: the page hears of it.
    void setWorld(const World& world)
    {
        m_world = world;
        Q_EMIT worldChanged();
    }
    [[nodiscard]] std::string textOf(const QString& name) const
    {
        const auto found = std::find_if(m_templates.begin(), m_templates.end(),
                                        [&](const SavedTemplate& s) { return s.name == name; });
        return found == m_templates.end() || !found->text ? std::string("(none)") : *found->text;
    }
    int saves = 0;

private:
    SavedTemplate& find(const QString& name)
    {
        const auto found = std::find_if(m_templates.begin(), m_templates.end(),
                                        [&](const SavedTemplate& s) { return s.name == name; });
        return found != m_templates.end() ? *found : m_templates.emplace_back(SavedTemplate{name, 0, {}, nullptr});
    }
    void tell()
    {
        ++m_pending;
        QTimer::singleShot(0, this, [this] {
            if (--m_pending == 0) {
                Q_EMIT templatesChanged();
            }
        });
    }

    World m_world;
    std::vector<SavedTemplate> m_templates;
    std::map<QString, std::vector<std::string>> m_versions;
    int m_pending = 0;
};

/// Anna (US, pro), Ben (CA, free), Cleo (DE, free, no name), and `more` from nowhere.
inline World smallWorld(int more = 0, std::vector<campaign::Campaign> campaigns = {})
{
    audience::AudienceBuilder builder;
    for (const char* name : {"first_name", "country", "plan", "email"}) {
        static_cast<void>(builder.addAttribute(name, ValueType::Text));
    }
    const auto add = [&builder](const std::string& key, const char* name, const char* country, const char* plan) {
        const auto person = builder.addProfile(key);
        if (*name != '\0') {
            static_cast<void>(builder.setValue(*person, "first_name", std::string(name)));
        }
        static_cast<void>(builder.setValue(*person, "country", std::string(country)));
        static_cast<void>(builder.setValue(*person, "plan", std::string(plan)));
        static_cast<void>(builder.setValue(*person, "email", key + "@shop.example"));
    };
    add("c1", "Anna", "US", "pro");
    add("c2", "Ben", "CA", "free");
    add("c3", "", "DE", "free");
    for (int i = 0; i < more; ++i) {
        add("more" + std::to_string(i), "Dana", "FR", "free");
    }
    segment::Definitions definitions;
    definitions.segments.emplace("Americans",
                                 segment::parseSegment(R"({"format":"postweave.segment/1","name":"Americans",
        "where":{"attribute":"country","op":"in","value":["US","CA"]}})")
                                     .segment.tree);
    return makeWorld({builder.build(),
                      std::make_shared<const segment::Definitions>(std::move(definitions)),
                      {1'760'000'000'000'000},
                      {},
                      nullptr},
                     {}, std::move(campaigns));
}

} // namespace postweave::ui::templates
