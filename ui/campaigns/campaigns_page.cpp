// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/campaigns/campaigns_page.h"

#include "ui/base/fonts.h"
#include "ui/base/number_format.h"
#include "ui/base/theme.h"
#include "ui/base/workspace_session.h"
#include "ui/campaigns/audience_step.h"
#include "ui/campaigns/checks_step.h"
#include "ui/campaigns/content_step.h"
#include "ui/campaigns/export_step.h"
#include "ui/campaigns/waterfall_view.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/label.h"
#include "ui/widgets/list_row_delegate.h"
#include "ui/widgets/pane_header.h"
#include "ui/widgets/rounded_corners.h"
#include "ui/widgets/stepper.h"
#include "ui/widgets/surface.h"
#include "ui/widgets/undo_notice.h"

#include <QHBoxLayout>
#include <QListView>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QToolButton>

namespace postweave::ui::campaigns {

CampaignsPage::CampaignsPage(WorkspaceSession& session, StatusJobs& jobs, QObject* parent)
    : Page(parent), m_session(session), m_controller(session, jobs)
{
    connect(&m_controller, &CampaignsController::settledChanged, this, &CampaignsPage::settledChanged);
}

CampaignsPage::~CampaignsPage()
{
    // The steps refer to the controller.
    delete m_root;
}

QWidget* CampaignsPage::widget()
{
    if (!m_root) {
        build();
    }
    return m_root;
}

void CampaignsPage::build()
{
    m_root = new QStackedWidget;
    auto* page = new QWidget;
    auto* row = new QHBoxLayout(page);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(makeSide());
    row->addWidget(makeMiddle(), 2);
    row->addWidget(makeInspector(), 1);
    m_root->addWidget(page);
    m_root->addWidget(makeEmpty());
    m_notice = new UndoNotice(m_root);
    connect(&m_controller, &CampaignsController::namesChanged, this, &CampaignsPage::showNames);
    connect(&m_controller, &CampaignsController::appraised, this, &CampaignsPage::showAppraisal);
    connect(&m_controller, &CampaignsController::appraisalFailed, this, &CampaignsPage::showFailure);
    connect(&m_controller, &CampaignsController::appraisalStarted, m_waterfall,
            [this] { m_waterfall->setStale(true); });
    connect(&m_controller, &CampaignsController::removed, this, [this](const QString& name, const std::string& text) {
        m_notice->announce(tr("%1 deleted").arg(name), [this, name, text] { m_controller.restore(name, text); });
    });
    showNames();
    // The campaign may have been looked at before anybody looked at the page.
    if (const auto& latest = m_controller.latestAppraisal()) {
        *latest ? showAppraisal(**latest) : showFailure(latest->error());
    }
}

QWidget* CampaignsPage::makeSide()
{
    auto* side = new Surface(&Theme::raised);
    side->setEdges(Qt::RightEdge);
    side->setFixedWidth(scaled(264));
    auto* layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_listHead = new PaneHeader(tr("Campaigns"));
    connect(m_listHead->addAction(Icon::Plus, tr("New campaign")), &QToolButton::clicked, &m_controller,
            &CampaignsController::createCampaign);
    layout->addWidget(m_listHead);
    m_list = new QListView;
    m_list->setModel(&m_controller.list());
    setUpList(m_list, ListRowDelegate::Form::TwoLines);
    m_list->setAccessibleName(tr("Campaigns"));
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& index) { m_controller.openCampaign(m_controller.list().nameAt(index.row())); });
    layout->addWidget(m_list, 1);
    layout->addWidget(new Hairline(Qt::Horizontal));
    m_stepper = new Stepper;
    m_stepper->setAccessibleName(tr("Steps of the campaign"));
    layout->addWidget(m_stepper);
    layout->addStretch(1);
    return side;
}

QWidget* CampaignsPage::makeMiddle()
{
    auto* middle = new QWidget;
    auto* layout = new QVBoxLayout(middle);
    layout->setContentsMargins(scaled(space::kPane), scaled(space::kPane), scaled(space::kPane), scaled(space::kPane));
    auto* card = new Card;
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    m_stepHead = new PaneHeader(tr("Audience"));
    QToolButton* remove = m_stepHead->addAction(Icon::Trash, tr("Delete this campaign"));
    connect(remove, &QToolButton::clicked, this, [this] { m_controller.removeCampaign(m_controller.openName()); });
    column->addWidget(m_stepHead);
    column->addWidget(new Hairline(Qt::Horizontal));
    m_audience = new AudienceStep(m_controller);
    m_content = new ContentStep(m_controller);
    m_checks = new ChecksStep;
    m_export = new ExportStep(m_controller);
    m_steps = new QStackedWidget;
    m_steps->addWidget(m_audience);
    m_steps->addWidget(scrolling(m_content));
    m_steps->addWidget(m_checks);
    m_steps->addWidget(m_export);
    column->addWidget(m_steps, 1);
    roundCorners(card);
    layout->addWidget(card);
    connect(m_stepper, &Stepper::currentChanged, this, [this](int step) {
        m_steps->setCurrentIndex(step);
        m_stepHead->setTitle(m_stepper->steps()[static_cast<std::size_t>(step)].title);
    });
    connect(m_audience, &AudienceStep::segmentWanted, this,
            [this](const QString& name) { goTo(QStringLiteral("segments"), name, 0); });
    connect(m_content, &ContentStep::templateWanted, this,
            [this](const QString& name) { goTo(QStringLiteral("templates"), name, 0); });
    connect(m_checks, &ChecksStep::placeWanted, this, [this](int line) {
        if (line > 0) {
            goTo(QStringLiteral("templates"), QString::fromStdString(m_controller.document().campaign().templateName),
                 line);
        } else {
            m_stepper->setCurrent(Content);
        }
    });
    return middle;
}

QWidget* CampaignsPage::makeInspector()
{
    auto* inspector = new Surface(&Theme::surface);
    inspector->setEdges(Qt::LeftEdge);
    inspector->setMinimumWidth(scaled(288));
    inspector->setMaximumWidth(scaled(372));
    auto* layout = new QVBoxLayout(inspector);
    layout->setContentsMargins(scaled(space::kPane), scaled(space::kPane), scaled(space::kPane), scaled(space::kPane));
    layout->setSpacing(scaled(space::kHalf));
    m_number = new Label(QStringLiteral("–"), TextRole::Number);
    m_number->setAccessibleName(tr("People who will get the campaign"));
    m_numberWords = new Label({}, TextRole::Secondary, &Theme::text2);
    layout->addWidget(m_number);
    layout->addWidget(m_numberWords);
    layout->addSpacing(scaled(space::kPane));
    auto* heading = new Label(tr("Who is left out, and why"), TextRole::Heading);
    heading->setWordWrap(true);
    m_numberWords->setWordWrap(true);
    layout->addWidget(heading);
    m_waterfall = new WaterfallView;
    layout->addWidget(m_waterfall);
    layout->addStretch(1);
    return inspector;
}

QWidget* CampaignsPage::makeEmpty()
{
    auto* empty = new EmptyState(
        tr("A campaign takes a template to a segment"),
        tr("Choose who gets it and what they get. Checks tell what would go wrong before anybody gets it."));
    QPushButton* first = empty->setPrimary(tr("New campaign"), Icon::Plus);
    connect(first, &QPushButton::clicked, &m_controller, &CampaignsController::createCampaign);
    return empty;
}

void CampaignsPage::showNames()
{
    const int count = m_controller.list().rowCount();
    m_root->setCurrentIndex(count == 0 && m_controller.openName().isEmpty() ? 1 : 0);
    m_listHead->setCaption(formatCount(count));
    const int row = m_controller.list().rowOf(m_controller.openName());
    if (row >= 0) {
        m_list->setCurrentIndex(m_controller.list().index(row));
    }
    m_stepHead->setCaption(m_controller.openName());
    updateSteps();
}

void CampaignsPage::showAppraisal(const Appraisal& appraisal)
{
    m_appraised = true;
    m_reach = appraisal.reach;
    const auto sent = static_cast<qint64>(m_reach.recipients());
    const auto all = m_session.audience() ? static_cast<qint64>(m_session.audience()->size()) : 0;
    m_number->setText(formatCount(sent));
    m_numberWords->setText(tr("people will get it, %1 of %2").arg(formatShare(sent, all), formatCount(all)));
    m_waterfall->setReach(m_reach, referencedName(m_controller.document()));
    m_checks->setReport(appraisal.report);
    updateSteps();
}

void CampaignsPage::showFailure(const Error& error)
{
    m_appraised = false;
    m_reach = {};
    m_number->setText(QStringLiteral("–"));
    m_numberWords->setText(tr("not known yet"));
    m_waterfall->setReach({}, {});
    m_checks->setFailure(error);
    updateSteps();
}

void CampaignsPage::updateSteps()
{
    using State = ui::Step::State;
    const campaign::Campaign& campaign = m_controller.document().campaign();
    const auto count = [](std::uint64_t number) { return formatCount(static_cast<qint64>(number)); };
    const bool someone = m_reach.recipients() > 0;
    const bool written = !campaign.subject.empty() && !campaign.templateName.empty() && !campaign.from.email.empty();
    const int errors = m_checks->errorCount();
    const int warnings = m_checks->warningCount();
    const bool ready = m_appraised && someone && errors == 0;
    m_stepper->setSteps(
        {{tr("Audience"),
          someone ? tr("%1 of %2 people").arg(count(m_reach.recipients()), count(m_reach.audience)) : tr("nobody yet"),
          someone ? State::Done : State::Open},
         {tr("Content"),
          written ? QString::fromStdString(campaign.templateName) : tr("subject, template or sender is missing"),
          written ? State::Done : State::Open},
         {tr("Checks"),
          errors > 0     ? tr("%n to mend", nullptr, errors)
          : warnings > 0 ? tr("%n to look at", nullptr, warnings)
                         : tr("passed"),
          errors > 0     ? State::Error
          : warnings > 0 ? State::Warning
          : m_appraised  ? State::Done
                         : State::Open},
         {tr("Export"), ready ? tr("eml, mbox, jsonl or csv") : tr("not ready yet"), State::Open}});
    m_export->setReady(ready, errors > 0 ? tr("Mend what the checks found first") : tr("Nobody would get it yet"));
}

void CampaignsPage::goTo(const QString& page, const QString& item, int line)
{
    Q_EMIT navigationRequested({page, item, line});
}

QList<SearchItem> CampaignsPage::search(const QString& text, int limit)
{
    QList<SearchItem> items;
    for (int row = 0; row < m_controller.list().rowCount(); ++row) {
        const QString name = m_controller.list().nameAt(row);
        items.append({Icon::Mail, name, tr("Campaign"), {}, {id(), name, 0}, {}});
    }
    return bestMatches(text, items, limit);
}

QList<SearchItem> CampaignsPage::commands()
{
    return {{Icon::Plus, tr("New campaign"), {}, {}, {id(), {}, 0}, [this] { m_controller.createCampaign(); }}};
}

void CampaignsPage::activate(const PageTarget& target)
{
    if (!target.item.isEmpty()) {
        m_controller.openCampaign(target.item);
    }
}

} // namespace postweave::ui::campaigns
