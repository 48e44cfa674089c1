// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/campaigns/checks_step.h"

#include "ui/base/error_words.h"
#include "ui/base/fonts.h"
#include "ui/base/number_format.h"
#include "ui/base/theme.h"
#include "ui/campaigns/findings_model.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/error_presenter.h"
#include "ui/widgets/label.h"
#include "ui/widgets/surface.h"
#include "ui/widgets/table_delegate.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QTableView>

namespace postweave::ui::campaigns {

ChecksStep::ChecksStep(QWidget* parent)
    : QWidget(parent),
      m_model(new FindingsModel(this)),
      m_view(new QTableView),
      m_errors(new Badge),
      m_warnings(new Badge),
      m_passed(new Badge),
      m_mend(new Label({}, TextRole::Body, &Theme::text2)),
      m_failure(new ErrorPresenter)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto* badges = new QHBoxLayout;
    badges->setSpacing(scaled(space::kUnit));
    badges->setContentsMargins(scaled(space::kPane), scaled(space::kUnit), scaled(space::kPane), scaled(space::kUnit));
    for (Badge* badge : {m_errors, m_warnings, m_passed}) {
        badges->addWidget(badge);
    }
    badges->addStretch(1);
    layout->addLayout(badges);
    m_failure->hide();
    layout->addWidget(m_failure);
    m_view->setModel(m_model);
    setUpTable(m_view);
    m_view->setAccessibleName(tr("Findings"));
    m_view->horizontalHeader()->setSectionResizeMode(FindingsModel::Words, QHeaderView::Stretch);
    m_view->setColumnWidth(FindingsModel::Place, scaled(120));
    m_view->setColumnWidth(FindingsModel::People, scaled(84));
    layout->addWidget(m_view, 1);
    auto* foot = new Surface(&Theme::raised);
    foot->setEdges(Qt::TopEdge);
    auto* footLayout = new QVBoxLayout(foot);
    footLayout->setContentsMargins(scaled(space::kPane), scaled(space::kUnit), scaled(space::kPane),
                                   scaled(space::kUnit));
    m_mend->setWordWrap(true);
    m_mend->setMinimumHeight(scaled(40));
    footLayout->addWidget(m_mend);
    layout->addWidget(foot);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ChecksStep::showMend);
    connect(m_view, &QTableView::activated, this, &ChecksStep::follow);
    connect(m_view, &QTableView::doubleClicked, this, &ChecksStep::follow);
    setReport({});
}

int ChecksStep::errorCount() const
{
    return m_failed ? 1 : m_model->countOf(Severity::Error);
}

int ChecksStep::warningCount() const
{
    return m_model->countOf(Severity::Warning);
}

void ChecksStep::setReport(const campaign::CheckReport& report)
{
    m_failed = false;
    m_failure->hide();
    m_model->setFindings(report.findings);
    m_errors->setState(tr("%n to mend", nullptr, errorCount()), Tone::Error);
    m_errors->setVisible(errorCount() > 0);
    m_warnings->setState(tr("%n to look at", nullptr, warningCount()), Tone::Warning);
    m_warnings->setVisible(warningCount() > 0);
    m_passed->setState(tr("%1 rendered").arg(formatCount(static_cast<qint64>(report.rendered))), Tone::Ok);
    m_passed->setVisible(errorCount() == 0 && report.rendered > 0);
    m_view->selectRow(0);
    showMend();
}

void ChecksStep::setFailure(const Error& error)
{
    m_model->setFindings({});
    m_failed = true;
    for (Badge* badge : {m_errors, m_warnings, m_passed}) {
        badge->hide();
    }
    m_failure->present(tr("This campaign cannot be checked yet"), error);
    showMend();
}

void ChecksStep::showMend()
{
    const campaign::Finding* finding = m_model->at(m_view->currentIndex().row());
    if (finding == nullptr) {
        m_mend->setText(m_failed ? QString() : tr("Nothing to mend."));
        return;
    }
    const QString mend = sentenceOf(finding->diagnostic.mend);
    m_mend->setText(finding->profile.empty() ? mend
                                             : tr("%1 First: %2.").arg(mend, QString::fromStdString(finding->profile)));
}

void ChecksStep::follow()
{
    if (const campaign::Finding* finding = m_model->at(m_view->currentIndex().row())) {
        Q_EMIT placeWanted(finding->part == campaign::CampaignPart::Template ? finding->line : 0);
    }
}

} // namespace postweave::ui::campaigns
