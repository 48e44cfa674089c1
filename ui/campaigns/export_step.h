// SPDX-License-Identifier: GPL-3.0-or-later
// ExportStep: format, folder, progress, and what came of it.
#pragma once

#include "core/campaign/campaign_export.h"

#include <QWidget>

class QLineEdit;
class QProgressBar;
class QPushButton;

namespace postweave::ui {
class CountBar;
class ErrorPresenter;
class Label;
class SegmentedControl;
} // namespace postweave::ui

namespace postweave::ui::campaigns {

class CampaignsController;

class ExportStep : public QWidget {
    Q_OBJECT
public:
    /// The controller must outlive it.
    explicit ExportStep(CampaignsController& controller, QWidget* parent = nullptr);

    /// Without recipients, or with errors among the findings, nothing can be exported; `reason` says so.
    void setReady(bool ready, const QString& reason);

private:
    void askForFolder();
    void start(bool replaceFinished);
    void showProgress(double share);
    void showResult(const campaign::ExportReport& report, const QString& folder);
    void showFailure(const Error& error);
    void suggestFolder();
    void update();

    CampaignsController& m_controller;
    SegmentedControl* m_format;
    QLineEdit* m_folder;
    QPushButton* m_export;
    QPushButton* m_cancel;
    CountBar* m_bar;
    Label* m_words;
    Label* m_note;
    ErrorPresenter* m_failure;
    bool m_ready = false;
    QString m_reason; ///< why it is not ready, as it is shown
    bool m_folderChosen = false;
};

} // namespace postweave::ui::campaigns
