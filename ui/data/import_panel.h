// SPDX-License-Identifier: GPL-3.0-or-later
// ImportPanel: file → columns with a live preview → result with the rejected rows.
#pragma once

#include "core/ingest/import.h"
#include "ui/data/import_controller.h"

#include <QWidget>

class QLineEdit;
class QProgressBar;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace postweave::ui {
class ErrorPresenter;
class Label;
class SegmentedControl;
class Stepper;
} // namespace postweave::ui

namespace postweave::ui::data {

class MappingModel;
class MappingView;
class PreviewModel;
class RejectedModel;

class ImportPanel : public QWidget {
    Q_OBJECT
public:
    /// The controller must outlive the panel.
    explicit ImportPanel(ImportController& controller, QWidget* parent = nullptr);

    /// The first step, with nothing chosen.
    void restart();
    /// Looks at this file at once.
    void chooseFile(const QString& file);

Q_SIGNALS:
    void closed();

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    enum Step { File, Columns, Outcome };

    [[nodiscard]] QWidget* makeSide();
    [[nodiscard]] QWidget* makeFileStep();
    [[nodiscard]] QWidget* makeColumnsStep();
    [[nodiscard]] QWidget* makeOutcomeStep();
    void askForFile();
    void fitPreview();
    void show(Step step);
    void updateSteps();
    void takeDraft();
    void takePreview(const ingest::Preview& preview);
    void takeReport(const ingest::ImportReport& report);
    void takeFailure(const Error& error);

    ImportController& m_controller;
    MappingModel* m_mapping;
    PreviewModel* m_preview;
    RejectedModel* m_rejected;
    Stepper* m_stepper = nullptr;
    QStackedWidget* m_pages = nullptr;
    SegmentedControl* m_kind = nullptr;
    MappingView* m_mappingView = nullptr;
    QTableView* m_previewView = nullptr;
    QWidget* m_typeRow = nullptr;
    QLineEdit* m_eventType = nullptr;
    Label* m_fileName = nullptr;
    Label* m_verdict = nullptr;
    Label* m_outcome = nullptr;
    Label* m_outcomeWords = nullptr;
    QPushButton* m_run = nullptr;
    QPushButton* m_again = nullptr;
    ErrorPresenter* m_fileError = nullptr;
    ErrorPresenter* m_planError = nullptr;
    ErrorPresenter* m_runError = nullptr;
    bool m_ready = false;
    bool m_finished = false;
};

} // namespace postweave::ui::data
