// SPDX-License-Identifier: GPL-3.0-or-later
// SegmentsPage: saved segments, the open one, and who is in it.
#pragma once

#include "ui/base/page.h"
#include "ui/base/worker.h"
#include "ui/segments/segments_controller.h"
#include "ui/segments/starters.h"

#include <QPointer>

#include <memory>

class QStackedWidget;

namespace postweave::ui {
class EmptyState;
class UndoNotice;
} // namespace postweave::ui

namespace postweave::ui::segments {

class InspectorPane;
class SegmentListPane;
class SegmentPane;

class SegmentsPage : public Page {
    Q_OBJECT
public:
    /// The source outlives the page.
    explicit SegmentsPage(SegmentSource& source, QObject* parent = nullptr);
    ~SegmentsPage() override;

    [[nodiscard]] QString id() const override { return QStringLiteral("segments"); }
    [[nodiscard]] QString title() const override { return tr("Segments"); }
    [[nodiscard]] Icon icon() const override { return Icon::Segments; }
    [[nodiscard]] QWidget* widget() override;
    [[nodiscard]] QUndoStack* undoStack() override;
    [[nodiscard]] QList<SearchItem> search(const QString& text, int limit) override;
    [[nodiscard]] QList<SearchItem> commands() override;
    void activate(const PageTarget& target) override;
    [[nodiscard]] PageTarget place() const override { return {id(), m_controller.savedName(), 0}; }
    [[nodiscard]] bool isSettled() const override;

    [[nodiscard]] SegmentsController& controller() { return m_controller; }
    [[nodiscard]] SegmentListPane* list() const { return m_list; }
    [[nodiscard]] SegmentPane* pane() const { return m_pane; }
    [[nodiscard]] InspectorPane* inspector() const { return m_inspector; }
    [[nodiscard]] EmptyState* emptyState() const { return m_empty; }
    [[nodiscard]] UndoNotice* notice() const { return m_notice; }

private:
    void build();
    void makeEmptyState();
    void connectParts();
    void showOpen(const QString& name);
    void showCounts();
    void showHistory(const QString& name, const SegmentHistory& history);
    void findStarters();
    void openWanted();
    void showStarters(const std::vector<StarterSegment>& starters);
    void createNew();
    void removeSegment(const QString& name);

    SegmentsController m_controller;
    QPointer<QWidget> m_widget;
    SegmentListPane* m_list = nullptr;
    QStackedWidget* m_stack = nullptr; ///< the empty state, or pane and inspector
    EmptyState* m_empty = nullptr;
    SegmentPane* m_pane = nullptr;
    InspectorPane* m_inspector = nullptr;
    UndoNotice* m_notice = nullptr;
    LatestWork m_starterWork;
    bool m_opensFirst = false; ///< the first segment is to be opened as soon as there is one
    QString m_wanted;          ///< to be opened as soon as it is known; empty: none
};

} // namespace postweave::ui::segments
