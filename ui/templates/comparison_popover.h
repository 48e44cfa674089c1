// SPDX-License-Identifier: GPL-3.0-or-later
// ComparisonPopover: what an earlier version of a template would have said to whom, kind by kind, with somebody to look
// at for each.
#pragma once

#include "ui/base/worker.h"
#include "ui/templates/version_comparison.h"

#include <QStandardItemModel>
#include <QWidget>

#include <functional>

class QListView;
class QPlainTextEdit;

namespace postweave::ui {
class Label;
} // namespace postweave::ui

namespace postweave::ui::templates {

/// The content of a popover.
class ComparisonView : public QWidget {
    Q_OBJECT
public:
    /// Starts to compare at once. `show` is called with whoever is chosen to be looked at.
    ComparisonView(PreviewJob job, std::int64_t version, std::string earlier,
                   std::function<void(audience::Ordinal)> show, QWidget* parent = nullptr);

    [[nodiscard]] QListView* kinds() const { return m_kinds; }
    [[nodiscard]] bool isRunning() const { return m_work.isRunning(); }
    /// The words at the top.
    [[nodiscard]] QString headline() const;

private:
    void start(std::string earlier);
    void take(const VersionComparison& comparison, bool isWhole);
    void refuse(const Error& error);
    void showKind(const QModelIndex& index);

    PreviewJob m_job;
    std::function<void(audience::Ordinal)> m_show;
    VersionComparison m_comparison;
    QStandardItemModel m_model;
    Label* m_headline = nullptr;
    QListView* m_kinds = nullptr;
    QPlainTextEdit* m_change = nullptr;
    LatestWork m_work;
};

/// Opens below `anchor` and deletes itself.
void openComparison(QWidget* anchor, PreviewJob job, std::int64_t version, std::string earlier,
                    std::function<void(audience::Ordinal)> show);

} // namespace postweave::ui::templates
