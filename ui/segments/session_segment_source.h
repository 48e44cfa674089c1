// SPDX-License-Identifier: GPL-3.0-or-later
// SessionSegmentSource: the SegmentSource of an open workspace.
#pragma once

#include "ui/base/workspace_session.h"
#include "ui/segments/segment_source.h"

#include <map>

namespace postweave::ui::segments {

class SessionSegmentSource : public SegmentSource {
    Q_OBJECT
public:
    /// The session outlives it.
    explicit SessionSegmentSource(WorkspaceSession& session, QObject* parent = nullptr);

    [[nodiscard]] Context context() const override { return m_context; }
    [[nodiscard]] const std::vector<SavedSegment>& segments() const override { return m_segments; }
    [[nodiscard]] bool isReadOnly() const override { return m_session.isReadOnly(); }
    [[nodiscard]] bool isLoading() const override { return m_session.isLoadingAudience() || m_reads > 0; }

    [[nodiscard]] int campaignsUsing(const QString& name) const override;

    // Shown at once, written in the background in the order of calls; errors come with failed().
    void save(const QString& name, const std::string& text) override;
    void rename(const QString& from, const QString& to) override;
    void remove(const QString& name) override;
    void loadHistories(const QStringList& attributes) override;
    void refreshNow() override;
    void loadHistory(const QString& name) override;
    void refreshMembers(const QString& name) override;
    int findPastMembers(const segment::FilterTree& tree, Instant at) override;
    void cancelPastMembers(int number) override;

private:
    struct Loaded {
        std::vector<SavedSegment> segments;
        std::vector<SavedSegment> scores;
        std::map<std::string, int> uses; ///< by segment
    };

    void clear();
    void load();
    void take(Loaded loaded);
    void rebuildContext();
    [[nodiscard]] std::shared_ptr<const segment::Definitions> definitions();
    void changed();

    WorkspaceSession& m_session;
    Context m_context;
    std::vector<SavedSegment> m_segments;
    std::vector<SavedSegment> m_scores;
    std::map<std::string, int> m_uses;                   ///< campaigns by segment
    std::map<std::string, segment::FilterTree> m_parsed; ///< by text, so that a save reads one segment anew
    AudiencePtr m_audience;                              ///< with the histories asked for so far
    std::uint64_t m_writes = 0;                          ///< a read that began before the last one is stale
    int m_reads = 0;
    int m_pastNumber = 0;
    CancelToken m_pastCancel;
};

} // namespace postweave::ui::segments
