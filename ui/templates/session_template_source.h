// SPDX-License-Identifier: GPL-3.0-or-later
// SessionTemplateSource: the TemplateSource of the open workspace.
#pragma once

#include "ui/base/workspace_session.h"
#include "ui/templates/template_source.h"

#include <set>

namespace postweave::ui::templates {

/// The session outlives it.
class SessionTemplateSource : public TemplateSource {
    Q_OBJECT
public:
    explicit SessionTemplateSource(WorkspaceSession& session, QObject* parent = nullptr);

    [[nodiscard]] World world() const override { return m_world; }
    [[nodiscard]] const std::vector<SavedTemplate>& templates() const override { return m_templates; }
    [[nodiscard]] bool isOpen() const override { return m_session.isOpen(); }
    [[nodiscard]] bool isReadOnly() const override { return m_session.isReadOnly(); }
    [[nodiscard]] bool isLoading() const override { return m_pending > 0 || m_session.isLoadingAudience(); }
    [[nodiscard]] Instant clockNow() const override { return m_session.clockNow(); }

    void save(const QString& name, std::shared_ptr<const std::string> text) override;
    void rename(const QString& from, const QString& to) override;
    void remove(const QString& name) override;
    void loadVersions(const QString& name, QObject* context,
                      std::function<void(const std::vector<SavedVersion>&)> deliver) override;
    void loadVersion(const QString& name, std::int64_t version, QObject* context,
                     std::function<void(const std::string&)> deliver) override;

private:
    struct Loaded {
        std::shared_ptr<const segment::Definitions> definitions;
        std::vector<SavedTemplate> templates;
        std::vector<campaign::Campaign> campaigns;
        campaign::PredicateMeanings predicates;
    };
    using Histories = std::vector<std::shared_ptr<const audience::AttributeHistory>>;
    using Write = std::function<Result<void>(workspace::Workspace&)>;

    [[nodiscard]] static Result<Loaded> loadFrom(workspace::Workspace& workspace,
                                                 std::shared_ptr<const segment::Definitions> definitions);
    void write(const QString& name, Write write, bool changesCampaigns = false);
    void load(bool definitionsToo);
    void take(Loaded loaded);
    void startAnew();
    void peopleChanged();
    void loadHistories();
    void makeWorldAnew();

    WorkspaceSession& m_session;
    World m_world;
    Loaded m_loaded;
    std::vector<SavedTemplate> m_templates;
    AudiencePtr m_audience; ///< with the histories that segments ask for
    Instant m_now;
    std::shared_ptr<segment::LeafCache> m_cache = std::make_shared<segment::LeafCache>();
    int m_pending = 0;
    bool m_isWriting = false; ///< the definitions that change are changed by us
};

} // namespace postweave::ui::templates
