// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/campaigns/export_step.h"

#include "core/base/text.h"
#include "ui/base/button_kind.h"
#include "ui/base/file_question.h"
#include "ui/base/fonts.h"
#include "ui/base/number_format.h"
#include "ui/base/theme.h"
#include "ui/campaigns/campaigns_controller.h"
#include "ui/widgets/count_bar.h"
#include "ui/widgets/error_presenter.h"
#include "ui/widgets/label.h"
#include "ui/widgets/segmented_control.h"

#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QStandardPaths>

#include <utility>

namespace postweave::ui::campaigns {

namespace {

constexpr campaign::ExportFormat kFormats[] = {campaign::ExportFormat::Eml, campaign::ExportFormat::Mbox,
                                               campaign::ExportFormat::JsonLines, campaign::ExportFormat::Csv};

} // namespace

ExportStep::ExportStep(CampaignsController& controller, QWidget* parent)
    : QWidget(parent),
      m_controller(controller),
      m_format(new SegmentedControl),
      m_folder(new QLineEdit),
      m_export(new QPushButton(tr("Export"))),
      m_cancel(new QPushButton(tr("Cancel"))),
      m_bar(new CountBar),
      m_words(new Label({}, TextRole::Body, &Theme::text2)),
      m_note(new Label({}, TextRole::Secondary, &Theme::text3)),
      m_failure(new ErrorPresenter)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(scaled(space::kPane), scaled(space::kPane), scaled(space::kPane), scaled(space::kPane));
    layout->setSpacing(scaled(12));
    m_format->setAccessibleName(tr("Format of the export"));
    for (const campaign::ExportFormat format : kFormats) {
        m_format->add(QString::fromStdString(std::string(nameOf(format))));
    }
    layout->addWidget(m_format, 0, Qt::AlignLeft);
    auto* row = new QHBoxLayout;
    m_folder->setAccessibleName(tr("Folder to export to"));
    connect(m_folder, &QLineEdit::textEdited, this, [this] { m_folderChosen = true; });
    row->addWidget(m_folder, 1);
    auto* choose = new QPushButton(tr("Change…"));
    setButtonKind(choose, ButtonKind::Default);
    connect(choose, &QPushButton::clicked, this, &ExportStep::askForFolder);
    row->addWidget(choose);
    layout->addLayout(row);
    auto* buttons = new QHBoxLayout;
    setButtonKind(m_export, ButtonKind::Primary);
    m_export->setIcon(themedIcon(Icon::Upload, &Theme::onAccent));
    connect(m_export, &QPushButton::clicked, this, [this] { start(false); });
    buttons->addWidget(m_export);
    setButtonKind(m_cancel, ButtonKind::Default);
    connect(m_cancel, &QPushButton::clicked, &controller, &CampaignsController::cancelExport);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_words, 1);
    layout->addLayout(buttons);
    m_bar->setAccessibleName(tr("Progress of the export"));
    layout->addWidget(m_bar);
    m_failure->hide();
    layout->addWidget(m_failure);
    m_note->setWordWrap(true);
    m_note->setText(tr("The folder is finished only when all messages are written: manifest.json then names every file "
                       "and everybody who was left "
                       "out. A stopped export leaves nothing behind."));
    layout->addWidget(m_note);
    layout->addStretch(1);
    connect(&controller, &CampaignsController::exportStarted, this, &ExportStep::update);
    connect(&controller, &CampaignsController::exportProgressed, this, &ExportStep::showProgress);
    connect(&controller, &CampaignsController::exported, this, &ExportStep::showResult);
    connect(&controller, &CampaignsController::exportFailed, this, &ExportStep::showFailure);
    connect(&controller.document(), &CampaignDocument::opened, this, &ExportStep::suggestFolder);
    suggestFolder();
    update();
}

void ExportStep::suggestFolder()
{
    m_words->clear();
    m_failure->hide();
    m_bar->setShares({});
    if (!m_folderChosen) {
        const QString name = QString::fromStdString(toSnakeCase(m_controller.openName().toStdString()));
        // A desktop names a folder for documents that need not be there.
        const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
        m_folder->setText(QDir::toNativeSeparators((QFileInfo(documents).isDir() ? documents : QDir::homePath()) +
                                                   QLatin1Char('/') +
                                                   (name.isEmpty() ? QStringLiteral("campaign") : name)));
    }
}

void ExportStep::setReady(bool ready, const QString& reason)
{
    m_ready = ready;
    const QString before = std::exchange(m_reason, ready ? QString() : reason);
    m_export->setToolTip(m_reason);
    if (!m_controller.isExporting() && !ready) {
        m_words->setText(reason);
    } else if (!m_controller.isExporting() && m_words->text() == before) {
        m_words->clear();
    }
    update();
}

void ExportStep::askForFolder()
{
    const FileQuestion question{
        .kind = FileQuestion::Kind::Folder,
        .title = tr("Export into a new or empty folder"),
        .folder = QFileInfo(m_folder->text()).absolutePath(),
    };
    askForFile(this, question, this, [this](const QString& folder) {
        m_folderChosen = true;
        m_folder->setText(QDir::toNativeSeparators(folder));
    });
}

void ExportStep::start(bool replaceFinished)
{
    m_failure->hide();
    m_controller.exportTo(
        {QDir::fromNativeSeparators(m_folder->text().trimmed()), kFormats[m_format->current()], replaceFinished});
}

void ExportStep::showProgress(double share)
{
    if (m_controller.isExporting()) {
        m_bar->setShares(CountShares::solid(share));
        m_words->setText(tr("%1 written").arg(formatPercent(share, 0)));
    }
}

void ExportStep::showResult(const campaign::ExportReport& report, const QString& folder)
{
    const auto count = [](std::uint64_t number) { return formatCount(static_cast<qint64>(number)); };
    m_bar->setShares(CountShares::solid(1, report.failed > 0 ? Tone::Warning : Tone::Accent));
    m_words->setText(tr("%1 messages in %2, %3 people left out")
                         .arg(count(report.exported), QDir::toNativeSeparators(folder), count(report.leftOut())));
    if (report.failed > 0) {
        m_failure->present(tr("%1 could not be rendered").arg(count(report.failed)),
                           QString::fromStdString(report.firstFailure));
    }
    update();
}

void ExportStep::showFailure(const Error& error)
{
    m_bar->setShares({});
    m_words->setText(error.code == ErrorCode::Cancelled ? tr("Cancelled; nothing was left behind") : QString());
    if (error.code == ErrorCode::AlreadyExists) {
        m_failure->present(tr("There is something in this folder already"), error);
        m_failure->addMend(tr("Replace the finished export"), [this] { start(true); });
    } else if (error.code != ErrorCode::Cancelled) {
        m_failure->present(tr("The export stopped"), error);
    }
    update();
}

void ExportStep::update()
{
    const bool running = m_controller.isExporting();
    m_export->setEnabled(m_ready && !running);
    m_cancel->setVisible(running);
    m_format->setEnabled(!running);
    m_folder->setEnabled(!running);
}

} // namespace postweave::ui::campaigns
