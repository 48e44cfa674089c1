// SPDX-License-Identifier: GPL-3.0-or-later
// SegmentListModel: the saved segments with their size and how it moved.
#pragma once

#include "ui/segments/segment_source.h"

#include <QAbstractListModel>
#include <QHash>
#include <QList>

#include <optional>

namespace postweave::ui::segments {

/// How large a segment is, and was at evenly spaced past moments (oldest first, today last) where time moves it.
struct SegmentSize {
    std::optional<qint64> count; ///< nothing: it cannot be evaluated
    QList<double> past;
};

class SegmentListModel : public QAbstractListModel {
    Q_OBJECT
public:
    explicit SegmentListModel(QObject* parent = nullptr);

    /// Rows that stay keep their indexes' selection; only what changed is emitted.
    void setNames(const QStringList& names);
    void setSize(const QString& name, const SegmentSize& size);
    void clearSizes();
    [[nodiscard]] const QStringList& names() const { return m_names; }
    [[nodiscard]] int rowOf(const QString& name) const { return static_cast<int>(m_names.indexOf(name)); }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    QStringList m_names;
    QHash<QString, SegmentSize> m_sizes;
};

} // namespace postweave::ui::segments
