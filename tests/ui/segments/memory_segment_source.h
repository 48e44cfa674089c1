// SPDX-License-Identifier: GPL-3.0-or-later
// A SegmentSource without a workspace.
#pragma once

#include "ui/segments/segment_source.h"

namespace postweave::ui::segments::testing {

class MemorySegmentSource : public SegmentSource {
    Q_OBJECT
public:
    MemorySegmentSource(std::shared_ptr<const audience::Audience> audience,
                        std::shared_ptr<const segment::Definitions> definitions, QObject* parent = nullptr);

    [[nodiscard]] Context context() const override { return m_context; }
    [[nodiscard]] const std::vector<SavedSegment>& segments() const override { return m_segments; }
    [[nodiscard]] bool isReadOnly() const override { return m_readOnly; }
    [[nodiscard]] bool isLoading() const override { return false; }
    [[nodiscard]] int campaignsUsing(const QString&) const override { return 0; }
    void save(const QString& name, const std::string& text) override;
    void rename(const QString& from, const QString& to) override;
    void remove(const QString& name) override;
    void loadHistories(const QStringList& attributes) override;
    void refreshNow() override {}
    void loadHistory(const QString& name) override;
    /// The next one of `refreshes`.
    void refreshMembers(const QString& name) override;
    int findPastMembers(const segment::FilterTree& tree, Instant at) override;
    void cancelPastMembers(int number) override { cancelledPasts.append(number); }

    void setReadOnly(bool readOnly) { m_readOnly = readOnly; }
    void setContext(Context context);
    [[nodiscard]] std::string textOf(const QString& name) const;
    QStringList historiesAsked;
    int saves = 0;
    std::vector<StoredRefresh> stored;    ///< of every segment
    std::vector<StoredRefresh> refreshes; ///< to come
    QList<int> cancelledPasts;
    bool answersPast = true; ///< false: as one that takes long
    std::string pastFailure; ///< what every question about the past is answered; empty: it is answered

private:
    void publish();

    std::shared_ptr<const audience::Audience> m_audience;
    std::shared_ptr<const segment::Definitions> m_base;
    Context m_context;
    std::vector<SavedSegment> m_segments;
    bool m_readOnly = false;
    int m_questions = 0;
};

} // namespace postweave::ui::segments::testing
