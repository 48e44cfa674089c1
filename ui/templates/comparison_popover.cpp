// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/templates/comparison_popover.h"

#include "ui/base/fonts.h"
#include "ui/base/icon.h"
#include "ui/base/number_format.h"
#include "ui/templates/people_sample.h"
#include "ui/widgets/item_roles.h"
#include "ui/widgets/label.h"
#include "ui/widgets/list_row_delegate.h"
#include "ui/widgets/popover.h"

#include <QCoreApplication>
#include <QListView>
#include <QPlainTextEdit>
#include <QPointer>
#include <QVBoxLayout>

#include <algorithm>

namespace postweave::ui::templates {

namespace {

constexpr int kWide = 460;
constexpr int kShownKinds = 6;
constexpr int kChangeHeight = 150;
constexpr qsizetype kLongestChange = 4'000; // characters; more is not read in a popover

/// `- ` before what stood there, `+ ` before what stands there.
QString marked(const QString& text, QChar sign)
{
    QString lines;
    for (const QString& line : text.left(kLongestChange).split(u'\n')) {
        if (!line.trimmed().isEmpty()) {
            lines += sign + QChar(u' ') + line + u'\n';
        }
    }
    return lines;
}

} // namespace

ComparisonView::ComparisonView(PreviewJob job, std::int64_t version, std::string earlier,
                               std::function<void(audience::Ordinal)> show, QWidget* parent)
    : QWidget(parent), m_job(std::move(job)), m_show(std::move(show))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, scaled(10), 0, scaled(12));
    layout->setSpacing(scaled(8));
    const auto addLabel = [&](const QString& words, TextRole role, ColorRole color) {
        auto* label = new Label(words, role, color);
        label->setContentsMargins(scaled(space::kPane), 0, scaled(space::kPane), 0);
        label->setWordWrap(true);
        layout->addWidget(label);
        return label;
    };
    addLabel(tr("Against version %1").arg(version), TextRole::BodyStrong, &Theme::text);
    m_headline = addLabel(tr("Comparing…"), TextRole::Body, &Theme::text2);
    m_kinds = new QListView;
    setUpList(m_kinds, ListRowDelegate::Form::TwoLines);
    m_kinds->setModel(&m_model);
    m_kinds->setAccessibleName(tr("Kinds of change"));
    m_change = new QPlainTextEdit;
    m_change->setReadOnly(true);
    m_change->setTabChangesFocus(true);
    m_change->setFrameShape(QFrame::NoFrame);
    m_change->setFont(fontFor(TextRole::Code));
    m_change->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_change->setAccessibleName(tr("What is different"));
    m_change->viewport()->setAutoFillBackground(false);
    m_change->document()->setDocumentMargin(scaled(space::kPane));
    m_change->setFixedHeight(scaled(kChangeHeight));
    layout->addWidget(m_kinds);
    layout->addWidget(m_change);
    addLabel(tr("Enter shows the message of the first person of a kind."), TextRole::Secondary, &Theme::text2);
    setFixedWidth(scaled(kWide));
    m_kinds->hide();
    m_change->hide();
    connect(m_kinds->selectionModel(), &QItemSelectionModel::currentChanged, this, &ComparisonView::showKind);
    connect(m_kinds, &QListView::activated, this, [this](const QModelIndex& index) {
        m_show(m_comparison.diff.kinds[static_cast<std::size_t>(index.row())].witness);
    });
    start(std::move(earlier));
}

QString ComparisonView::headline() const
{
    return m_headline->text();
}

void ComparisonView::start(std::string earlier)
{
    const auto grown = [self = QPointer(this), generation = m_work.generation() + 1](const VersionComparison& sample) {
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [self, generation, sample] {
                if (self && self->m_work.isRunning() && self->m_work.generation() == generation) {
                    self->take(sample, false);
                }
            },
            Qt::QueuedConnection);
    };
    m_work.run([job = m_job, earlier = std::move(earlier),
                grown](const CancelToken& cancel) { return compareVersions(job, earlier, cancel, grown); },
               [this](Result<VersionComparison> comparison) {
                   comparison ? take(*comparison, true) : refuse(comparison.error());
               });
}

void ComparisonView::refuse(const Error& error)
{
    m_headline->setText(QString::fromStdString(toLine(error)));
}

void ComparisonView::take(const VersionComparison& comparison, bool isWhole)
{
    const int row = std::max(m_kinds->currentIndex().row(), 0);
    m_comparison = comparison;
    const campaign::TemplateDiff& diff = m_comparison.diff;
    const auto count = [](std::uint64_t people) { return formatCount(static_cast<qint64>(people)); };
    const QString kinds = tr("%n kind(s) of change", nullptr, static_cast<int>(diff.kinds.size()));
    m_headline->setText(
        diff.changed == 0 && isWhole
            ? tr("Everybody gets the same message as before.")
            : tr("%1 of %2 people get another message: %3").arg(count(diff.changed), count(diff.people), kinds));
    m_model.clear();
    for (const campaign::ChangeKind& kind : diff.kinds) {
        const QString words = kindWords(m_comparison, kind);
        auto* item = new QStandardItem(kind.people == 1 ? tr("1 person: %1").arg(words)
                                                        : tr("%1 people: %2").arg(count(kind.people), words));
        item->setData(tr("such as %1").arg(personName(*m_job.world->people.audience, kind.witness)),
                      itemrole::Secondary);
        item->setData(static_cast<int>(Icon::Person), itemrole::Icon);
        item->setEditable(false);
        m_model.appendRow(item);
    }
    m_kinds->setVisible(!diff.kinds.empty());
    m_change->setVisible(!diff.kinds.empty());
    m_kinds->setFixedHeight(std::clamp(m_model.rowCount(), 1, kShownKinds) * scaled(size::kListRow));
    m_kinds->setCurrentIndex(m_model.index(std::min(row, m_model.rowCount() - 1), 0));
    if (auto* popover = window(); popover != this) {
        popover->adjustSize();
    }
}

void ComparisonView::showKind(const QModelIndex& index)
{
    QString words;
    if (index.isValid()) {
        for (const std::size_t change : m_comparison.diff.kinds[static_cast<std::size_t>(index.row())].changes) {
            const ChangedPlace& place = m_comparison.places[change];
            words += tr("line %1 → line %2").arg(place.lineBefore).arg(place.lineAfter) + u'\n';
            words += marked(place.before, u'-') + marked(place.after, u'+');
        }
    }
    m_change->setPlainText(words);
}

void openComparison(QWidget* anchor, PreviewJob job, std::int64_t version, std::string earlier,
                    std::function<void(audience::Ordinal)> show)
{
    auto* popover = new Popover(anchor->window());
    auto* view = new ComparisonView(std::move(job), version, std::move(earlier), std::move(show));
    popover->setContent(view);
    popover->openAt(anchor);
    view->kinds()->setFocus(Qt::PopupFocusReason);
}

} // namespace postweave::ui::templates
