// SPDX-License-Identifier: GPL-3.0-or-later
// CampaignsPage: audience → content → checks → export, one page with its steps at the left.
#pragma once

#include "ui/base/page.h"
#include "ui/campaigns/campaigns_controller.h"

#include <QPointer>

class QListView;
class QStackedWidget;
class QWidget;

namespace postweave::ui {
class Label;
class PaneHeader;
class Stepper;
class UndoNotice;
} // namespace postweave::ui

namespace postweave::ui::campaigns {

class AudienceStep;
class ChecksStep;
class ContentStep;
class ExportStep;
class WaterfallView;

class CampaignsPage : public Page {
    Q_OBJECT
public:
    /// Session and jobs must outlive it.
    CampaignsPage(WorkspaceSession& session, StatusJobs& jobs, QObject* parent = nullptr);
    ~CampaignsPage() override;

    [[nodiscard]] QString id() const override { return QStringLiteral("campaigns"); }
    [[nodiscard]] QString title() const override { return tr("Campaigns"); }
    [[nodiscard]] Icon icon() const override { return Icon::Mail; }
    [[nodiscard]] QWidget* widget() override;
    [[nodiscard]] QUndoStack* undoStack() override { return m_controller.document().undoStack(); }
    [[nodiscard]] QList<SearchItem> search(const QString& text, int limit) override;
    [[nodiscard]] QList<SearchItem> commands() override;
    void activate(const PageTarget& target) override;
    [[nodiscard]] PageTarget place() const override { return {id(), m_controller.openName(), 0}; }
    [[nodiscard]] bool isSettled() const override { return m_controller.isSettled(); }

private:
    enum Step { Audience, Content, Checks, Export };

    void build();
    [[nodiscard]] QWidget* makeSide();
    [[nodiscard]] QWidget* makeMiddle();
    [[nodiscard]] QWidget* makeInspector();
    [[nodiscard]] QWidget* makeEmpty();
    void showNames();
    void showAppraisal(const Appraisal& appraisal);
    void showFailure(const Error& error);
    void updateSteps();
    void goTo(const QString& page, const QString& item, int line);

    WorkspaceSession& m_session;
    CampaignsController m_controller;
    Reach m_reach;
    bool m_appraised = false;
    QPointer<QStackedWidget> m_root;
    QListView* m_list = nullptr;
    PaneHeader* m_listHead = nullptr;
    PaneHeader* m_stepHead = nullptr;
    Stepper* m_stepper = nullptr;
    QStackedWidget* m_steps = nullptr;
    AudienceStep* m_audience = nullptr;
    ContentStep* m_content = nullptr;
    ChecksStep* m_checks = nullptr;
    ExportStep* m_export = nullptr;
    WaterfallView* m_waterfall = nullptr;
    Label* m_number = nullptr;
    Label* m_numberWords = nullptr;
    UndoNotice* m_notice = nullptr;
};

} // namespace postweave::ui::campaigns
