// SPDX-License-Identifier: GPL-3.0-or-later
// SegmentSource: what the page needs of the open workspace. A seam: the page knows no session, tests no workspace.
#pragma once

#include "core/base/error.h"
#include "ui/segments/segment_context.h"
#include "ui/segments/segment_history.h"

#include <QObject>
#include <QString>
#include <QStringList>

#include <vector>

namespace postweave::ui::segments {

struct SavedSegment {
    QString name;
    std::string text; ///< `postweave.segment/1`
    bool operator==(const SavedSegment&) const = default;
};

/// UI thread only; nothing here blocks, results come with signals.
class SegmentSource : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// The newest people and definitions that are loaded, and the moment that counts as now.
    [[nodiscard]] virtual Context context() const = 0;
    /// By name.
    [[nodiscard]] virtual const std::vector<SavedSegment>& segments() const = 0;
    [[nodiscard]] virtual bool isReadOnly() const = 0;
    [[nodiscard]] virtual bool isLoading() const = 0;

    /// Campaigns whose audience or exclusions name the segment.
    [[nodiscard]] virtual int campaignsUsing(const QString& name) const = 0;

    virtual void save(const QString& name, const std::string& text) = 0;
    virtual void rename(const QString& from, const QString& to) = 0;
    virtual void remove(const QString& name) = 0;
    /// Into a new context's audience.
    virtual void loadHistories(const QStringList& attributes) = 0;
    /// Takes "now" anew.
    virtual void refreshNow() = 0;

    /// The stored refreshes of a saved segment; historyLoaded() follows.
    virtual void loadHistory(const QString& name) = 0;
    /// Finds the members of a saved segment anew and stores them; historyLoaded() follows.
    virtual void refreshMembers(const QString& name) = 0;
    /// Who was a member at a past moment, by values and events as they were; pastMembersFound() follows with this
    /// number, with the failure if there was one. The answer to an earlier question is not told any more.
    virtual int findPastMembers(const segment::FilterTree& tree, Instant at) = 0;
    /// Nobody waits for that answer any more: it is not worked out to its end and not told.
    virtual void cancelPastMembers(int number) = 0;

Q_SIGNALS:
    void contextChanged();
    /// Null where it could not be refreshed: what was known stays.
    void historyLoaded(const QString& name, const postweave::ui::segments::SegmentHistory& history);
    /// In terms of the audience of `context`.
    void pastMembersFound(int number, const postweave::ui::segments::PastMembers& members,
                          const postweave::ui::segments::Context& context);
    /// Saved, renamed or removed, by whomever; segments() is new.
    void segmentsChanged();
    void failed(const postweave::Error& error);
};

} // namespace postweave::ui::segments
