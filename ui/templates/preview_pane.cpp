// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/templates/preview_pane.h"

#include "ui/base/button_kind.h"
#include "ui/base/fonts.h"
#include "ui/base/icon.h"
#include "ui/base/number_format.h"
#include "ui/templates/icon_sign.h"
#include "ui/templates/person_stepper.h"
#include "ui/webview/preview_view.h"
#include "ui/widgets/error_presenter.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pane_header.h"
#include "ui/widgets/segmented_control.h"

#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace postweave::ui::templates {

using namespace Qt::Literals::StringLiterals;

namespace {

enum Place { MessagePlace, FaultPlace, NobodyPlace };

} // namespace

PreviewPane::PreviewPane(PreviewController& preview, QWidget* parent)
    : Surface(&Theme::surface, parent),
      m_preview(preview),
      m_view(new webview::PreviewView),
      m_stepper(new PersonStepper(preview)),
      m_devices(new SegmentedControl),
      m_looks(new SegmentedControl),
      m_subject(new Label({}, TextRole::BodyStrong)),
      m_campaign(new Label({}, TextRole::Body, &Theme::text2)),
      m_sender(new Label({}, TextRole::Body, &Theme::text2)),
      m_stack(new QStackedWidget),
      m_fault(new ErrorPresenter),
      m_excerpt(new Label({}, TextRole::CodeSmall)),
      m_note(new Label({}, TextRole::Body, &Theme::text2)),
      m_zoom(new QPushButton)
{
    setEdges(Qt::LeftEdge);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeToolbar());
    layout->addWidget(new Hairline(Qt::Horizontal));
    layout->addWidget(makeSubject());
    layout->addWidget(new Hairline(Qt::Horizontal));
    m_stack->addWidget(m_view);
    m_stack->addWidget(makeFaultPlace());
    m_stack->addWidget(makeNobodyPlace());
    layout->addWidget(m_stack, 1);
    layout->addWidget(makeFoot());
    connectParts();
    showPreview();
}

QWidget* PreviewPane::makeToolbar()
{
    auto* bar = new QWidget;
    bar->setFixedHeight(scaled(size::kPaneHead));
    auto* layout = new QHBoxLayout(bar);
    layout->setContentsMargins(scaled(12), 0, scaled(8), 0);
    layout->setSpacing(scaled(8));
    m_devices->add(tr("As on a desktop"), Icon::Desktop);
    m_devices->add(tr("As on a tablet"), Icon::Tablet);
    m_devices->add(tr("As on a phone"), Icon::Phone);
    m_devices->setAccessibleName(tr("Device"));
    m_looks->setIndependent(true);
    m_looks->add(tr("Dark mode"), Icon::Moon);
    m_looks->add(tr("Without pictures"), Icon::ImageOff);
    m_looks->add(tr("Plain text"), Icon::Pilcrow);
    m_looks->setAccessibleName(tr("Look"));
    m_more = iconButton(Icon::Dots, tr("Which campaign gives subject and sender"), bar);
    layout->addWidget(m_stepper, 1);
    layout->addWidget(m_devices);
    layout->addWidget(m_looks);
    layout->addWidget(m_more);
    return bar;
}

QWidget* PreviewPane::makeSubject()
{
    auto* block = new QWidget;
    auto* layout = new QVBoxLayout(block);
    layout->setContentsMargins(scaled(space::kPane), scaled(9), scaled(space::kPane), scaled(9));
    layout->setSpacing(scaled(1));
    auto* first = new QHBoxLayout;
    first->setSpacing(scaled(12));
    m_subject->setElided(true);
    m_sender->setElided(true);
    first->addWidget(m_subject, 1);
    first->addWidget(m_campaign);
    layout->addLayout(first);
    layout->addWidget(m_sender);
    return block;
}

QWidget* PreviewPane::makeFaultPlace()
{
    auto* place = new Surface(&Theme::sunken);
    auto* layout = new QVBoxLayout(place);
    layout->setContentsMargins(scaled(20), scaled(20), scaled(20), scaled(20));
    layout->setSpacing(scaled(12));
    m_excerptCard = new Card;
    auto* cardLayout = new QVBoxLayout(m_excerptCard);
    cardLayout->setContentsMargins(scaled(14), scaled(12), scaled(14), scaled(12));
    m_excerpt->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_excerpt->setAccessibleName(tr("The place in the template"));
    cardLayout->addWidget(scrolling(m_excerpt));
    m_excerptCard->setMaximumHeight(scaled(92));
    layout->addWidget(m_fault);
    layout->addWidget(m_excerptCard);
    layout->addStretch(1);
    return place;
}

QWidget* PreviewPane::makeNobodyPlace()
{
    auto* place = new Surface(&Theme::sunken);
    auto* layout = new QVBoxLayout(place);
    layout->setContentsMargins(scaled(32), 0, scaled(32), 0);
    auto* title = new Label(tr("Nobody to show it for yet"), TextRole::Heading);
    auto* words = new Label(
        tr("The preview shows the message as a real person of yours would get it. Import people, and it appears here."),
        TextRole::Body, &Theme::text2);
    words->setWordWrap(true);
    auto* import = new QPushButton(themedIcon(Icon::Upload), tr("Import people"));
    connect(import, &QPushButton::clicked, this, &PreviewPane::peopleWanted);
    layout->addStretch(2);
    layout->addWidget(title);
    layout->addWidget(words);
    layout->addSpacing(scaled(12));
    layout->addWidget(import, 0, Qt::AlignLeft);
    layout->addStretch(3);
    return place;
}

QWidget* PreviewPane::makeFoot()
{
    auto* foot = new Surface(&Theme::surface);
    foot->setEdges(Qt::TopEdge);
    foot->setFixedHeight(scaled(36));
    auto* layout = new QHBoxLayout(foot);
    layout->setContentsMargins(scaled(space::kPane), 0, scaled(8), 0);
    layout->setSpacing(scaled(8));
    auto* icon = new IconSign(Icon::Info);
    m_note->setElided(true);
    setButtonKind(m_zoom, ButtonKind::Quiet);
    setCompact(m_zoom);
    m_zoom->setToolTip(tr("Zoom"));
    layout->addWidget(icon);
    layout->addWidget(m_note, 1);
    layout->addWidget(m_zoom);
    setZoomWords(1);
    return foot;
}

void PreviewPane::connectParts()
{
    connect(&m_preview, &PreviewController::previewChanged, this, &PreviewPane::showPreview);
    connect(&m_preview, &PreviewController::personChanged, this, [this] {
        if (!m_preview.world()->hasPeople()) {
            showPreview();
        }
    });
    connect(m_devices, &SegmentedControl::currentChanged, this,
            [this](int index) { m_view->setDevice(static_cast<webview::Device>(index)); });
    connect(m_looks, &SegmentedControl::toggled, this, [this](int index, bool on) {
        if (index == Dark) {
            m_view->setDark(on);
        } else if (index == ImagesOff) {
            m_view->setImagesShown(!on);
        }
        showPreview();
    });
    connect(m_view, &webview::PreviewView::zoomChanged, this, &PreviewPane::setZoomWords);
    connect(m_view, &webview::PreviewView::shown, this, &PreviewPane::settledChanged);
    connect(m_view, &webview::PreviewView::refusedCountChanged, this, &PreviewPane::showNote);
    connect(m_view, &webview::PreviewView::linkHovered, this, [this](const QString& url) {
        m_hoveredLink = url;
        m_refusedLink.clear();
        showNote();
    });
    connect(m_view, &webview::PreviewView::linkRefused, this, [this](const QUrl& url) {
        m_refusedLink = url.toDisplayString();
        showNote();
    });
    connect(m_more, &QToolButton::clicked, this, &PreviewPane::openCampaignMenu);
    connect(m_zoom, &QPushButton::clicked, this, &PreviewPane::openZoomMenu);
}

bool PreviewPane::isSettled() const
{
    return m_view->isSettled();
}

void PreviewPane::showPreview()
{
    if (!m_preview.world()->hasPeople()) {
        showSubject(nullptr);
        m_stack->setCurrentIndex(NobodyPlace);
        return;
    }
    const std::optional<Preview>& preview = m_preview.preview();
    if (!preview) {
        return; // what was shown stays until the new one is there
    }
    showSubject(&*preview);
    preview->fault ? showFault(*preview->fault) : showMessage(*preview);
    showNote();
}

void PreviewPane::showMessage(const Preview& preview)
{
    const bool isSame = std::exchange(m_shownTemplate, m_preview.templateId()) == m_preview.templateId();
    m_stack->setCurrentIndex(MessagePlace);
    if (m_looks->isOn(PlainText)) {
        m_view->showText(preview.text, isSame);
    } else {
        m_view->showHtml(preview.html, isSame);
    }
}

void PreviewPane::showFault(const PreviewFault& fault)
{
    m_stack->setCurrentIndex(FaultPlace);
    m_fault->present(fault.title, fault.words);
    if (fault.at.line > 0) {
        m_fault->addMend(tr("Go to line %1").arg(fault.at.line), [this, at = fault.at] { Q_EMIT placeChosen(at); });
    }
    if (m_preview.sample().size() > 1) {
        m_fault->addMend(tr("Next person"), [this] { m_preview.stepPerson(1); });
    }
    m_excerpt->setText(fault.excerpt);
    m_excerptCard->setVisible(!fault.excerpt.isEmpty());
}

void PreviewPane::showSubject(const Preview* preview)
{
    const auto campaigns = m_preview.campaigns();
    const int index = m_preview.campaignIndex();
    m_more->setEnabled(!campaigns.empty());
    if (index < 0 || preview == nullptr) {
        m_subject->setText(tr("No subject yet"));
        m_subject->setColorRole(&Theme::text2);
        m_campaign->setText({});
        m_sender->setText(tr("A campaign gives subject and sender"));
        return;
    }
    m_subject->setColorRole(&Theme::text);
    m_subject->setText(preview->subject.isEmpty() ? tr("(empty subject)") : preview->subject);
    m_campaign->setText(QString::fromStdString(campaigns[static_cast<std::size_t>(index)]->name));
    const bool both = !preview->sender.isEmpty() && !preview->preheader.isEmpty();
    m_sender->setText(preview->sender + (both ? u" · "_s : QString()) + preview->preheader);
}

void PreviewPane::showNote()
{
    const std::optional<Preview>& preview = m_preview.preview();
    if (!m_refusedLink.isEmpty()) {
        m_note->setText(tr("Links are not followed here: %1").arg(m_refusedLink));
    } else if (!m_hoveredLink.isEmpty()) {
        m_note->setText(m_hoveredLink);
    } else if (preview && m_looks->isOn(Dark) && !m_looks->isOn(PlainText) && !preview->saysDark) {
        m_note->setText(tr("It has no dark style: mail programs keep or invert its colours"));
    } else if (m_view->refusedCount() > 0) {
        m_note->setText(
            tr("%n things on the web were not fetched; pictures show their words", nullptr, m_view->refusedCount()));
    } else {
        m_note->setText(tr("Runs no script, fetches nothing from the network"));
    }
}

void PreviewPane::openCampaignMenu()
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto campaigns = m_preview.campaigns();
    for (int i = 0; i < static_cast<int>(campaigns.size()); ++i) {
        const QString name = QString::fromStdString(campaigns[static_cast<std::size_t>(i)]->name);
        QAction* action = menu->addAction(tr("As in %1").arg(name), this, [this, i] { m_preview.setCampaign(i); });
        action->setCheckable(true);
        action->setChecked(i == m_preview.campaignIndex());
    }
    QAction* none = menu->addAction(tr("The template alone"), this, [this] { m_preview.setCampaign(-1); });
    none->setCheckable(true);
    none->setChecked(m_preview.campaignIndex() < 0);
    menu->popup(m_more->mapToGlobal(QPoint(0, m_more->height() + 4)));
}

void PreviewPane::openZoomMenu()
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("As large as fits"), this, [this] { m_view->setZoom(std::nullopt); });
    for (const double zoom : {0.5, 0.75, 1.0, 1.25, 1.5, 2.0}) {
        menu->addAction(formatPercent(zoom, 0), this, [this, zoom] { m_view->setZoom(zoom); });
    }
    menu->popup(m_zoom->mapToGlobal(QPoint(0, -menu->sizeHint().height())));
}

void PreviewPane::setZoomWords(double zoom)
{
    m_zoom->setText(formatPercent(zoom, 0));
    m_zoom->setAccessibleName(tr("Zoom %1").arg(m_zoom->text()));
}

void PreviewPane::followLine(int line, const QString& label)
{
    m_view->markLine(line > 0 ? std::optional(webview::MarkedLine{line, label}) : std::nullopt);
}

} // namespace postweave::ui::templates
