// SPDX-License-Identifier: GPL-3.0-or-later
// PreviewPane: the right side: the message as one person gets it.
#pragma once

#include "ui/templates/preview_controller.h"
#include "ui/widgets/surface.h"

class QPushButton;
class QStackedWidget;
class QToolButton;
class QUrl;

namespace postweave::ui {
class ErrorPresenter;
class Label;
class SegmentedControl;
} // namespace postweave::ui

namespace postweave::ui::webview {
class PreviewView;
} // namespace postweave::ui::webview

namespace postweave::ui::templates {

class PersonStepper;

class PreviewPane : public Surface {
    Q_OBJECT
public:
    /// The controller outlives it.
    explicit PreviewPane(PreviewController& preview, QWidget* parent = nullptr);

    /// The caret stands on this line; `label` says in what.
    void followLine(int line, const QString& label);
    [[nodiscard]] webview::PreviewView* view() const { return m_view; }
    [[nodiscard]] PersonStepper* stepper() const { return m_stepper; }
    [[nodiscard]] SegmentedControl* devices() const { return m_devices; }
    [[nodiscard]] SegmentedControl* looks() const { return m_looks; }
    [[nodiscard]] ErrorPresenter* fault() const { return m_fault; }
    [[nodiscard]] Label* subject() const { return m_subject; }
    [[nodiscard]] Label* note() const { return m_note; }
    [[nodiscard]] bool isSettled() const;

Q_SIGNALS:
    /// From a fault: show where it is.
    void placeChosen(const postweave::SourcePosition& place);
    void peopleWanted();
    void settledChanged();

private:
    enum Look { Dark, ImagesOff, PlainText };
    QWidget* makeToolbar();
    QWidget* makeSubject();
    QWidget* makeFoot();
    QWidget* makeFaultPlace();
    QWidget* makeNobodyPlace();
    void connectParts();
    void showPreview();
    void showMessage(const Preview& preview);
    void showFault(const PreviewFault& fault);
    void showSubject(const Preview* preview);
    void showNote();
    void openCampaignMenu();
    void openZoomMenu();
    void setZoomWords(double zoom);

    PreviewController& m_preview;
    webview::PreviewView* m_view;
    PersonStepper* m_stepper;
    SegmentedControl* m_devices;
    SegmentedControl* m_looks;
    QToolButton* m_more = nullptr;
    Label* m_subject;
    Label* m_campaign;
    Label* m_sender;
    QStackedWidget* m_stack;
    ErrorPresenter* m_fault;
    Label* m_excerpt;
    QWidget* m_excerptCard = nullptr;
    Label* m_note;
    QPushButton* m_zoom;
    QString m_hoveredLink;
    QString m_refusedLink;
    QString m_shownTemplate;
};

} // namespace postweave::ui::templates
