// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/templates/problems_pane.h"

#include "ui/base/fonts.h"
#include "ui/base/icon.h"
#include "ui/base/number_format.h"
#include "ui/base/painting.h"
#include "ui/templates/problem_delegate.h"
#include "ui/templates/problem_list_model.h"
#include "ui/widgets/label.h"
#include "ui/widgets/list_row_delegate.h"
#include "ui/widgets/pane_header.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QListView>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

namespace postweave::ui::templates {

using namespace Qt::Literals::StringLiterals;

/// How many of each severity, each with its icon.
class ProblemsPane::Counts : public QWidget {
public:
    using QWidget::QWidget;

    void set(int errors, int warnings, int notes)
    {
        m_errors = errors;
        m_warnings = warnings;
        m_notes = notes;
        updateGeometry();
        update();
    }
    [[nodiscard]] QSize sizeHint() const override
    {
        int width = 0;
        for (const int count : {m_errors, m_warnings, m_notes}) {
            width += count > 0 ? partWidth(count) : 0;
        }
        return {width, scaled(20)};
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        int x = 0;
        put(painter, x, m_errors, Icon::Error, &Theme::err);
        put(painter, x, m_warnings, Icon::Warning, &Theme::warn);
        put(painter, x, m_notes, Icon::Info, &Theme::info);
    }

private:
    [[nodiscard]] static int partWidth(int count)
    {
        return scaled(iconsize::kNormal + 6 + 12) + textWidth(formatCount(count), fontFor(TextRole::Body));
    }
    void put(QPainter& painter, int& x, int count, Icon icon, ColorRole color)
    {
        if (count == 0) {
            return;
        }
        paintIcon(painter, icon, QRect(x, 0, scaled(iconsize::kNormal), height()), scaled(iconsize::kNormal),
                  themed(color));
        const int words = x + scaled(iconsize::kNormal + 6);
        paintText(painter, QRect(words, 0, partWidth(count), height()), formatCount(count), fontFor(TextRole::Body),
                  themed(color));
        x += partWidth(count);
    }

    int m_errors = 0;
    int m_warnings = 0;
    int m_notes = 0;
};

ProblemsPane::ProblemsPane(ProblemListModel& model, QWidget* parent)
    : Surface(&Theme::raised, parent),
      m_model(model),
      m_counts(new Counts(this)),
      m_hint(new Label(tr("Ctrl + . mends the one at the caret"), TextRole::Secondary, &Theme::text2)),
      m_fold(iconButton(Icon::ChevronDown, tr("Hide the problems"), this)),
      m_list(new QListView(this))
{
    setEdges(Qt::TopEdge);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(scaled(space::kPane), scaled(2), scaled(8), scaled(2));
    head->setSpacing(scaled(10));
    head->addWidget(new Label(tr("Problems"), TextRole::BodyStrong));
    head->addWidget(m_counts);
    head->addStretch(1);
    head->addWidget(m_hint);
    head->addWidget(m_fold);
    auto* delegate = new ProblemDelegate(m_list);
    setUpList(m_list, ListRowDelegate::Form::OneLine);
    m_list->setItemDelegate(delegate);
    m_list->setModel(&model);
    m_list->setAccessibleName(tr("Problems"));
    m_list->installEventFilter(this);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_list);
    connect(m_fold, &QToolButton::clicked, this, [this] { setFolded(!m_folded); });
    connect(delegate, &ProblemDelegate::mendClicked, this,
            [this](const QModelIndex& index) { Q_EMIT mendRequested(index.row()); });
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex& index) { Q_EMIT problemChosen(index.row()); });
    connect(&model, &QAbstractItemModel::rowsInserted, this, &ProblemsPane::showCounts);
    connect(&model, &QAbstractItemModel::rowsRemoved, this, &ProblemsPane::showCounts);
    connect(&model, &QAbstractItemModel::dataChanged, this, &ProblemsPane::showCounts);
    connect(&model, &QAbstractItemModel::modelReset, this, &ProblemsPane::showCounts);
    showCounts();
}

void ProblemsPane::setFolded(bool folded)
{
    m_folded = folded;
    m_fold->setIcon(themedIcon(folded ? Icon::ChevronUp : Icon::ChevronDown));
    m_fold->setToolTip(folded ? tr("Show the problems") : tr("Hide the problems"));
    m_fold->setAccessibleName(m_fold->toolTip());
    showCounts();
}

void ProblemsPane::showCounts()
{
    constexpr int kVisibleRows = 4;
    constexpr int kRowHeight = 34;
    const int rows = m_model.rowCount();
    m_counts->set(m_model.count(Severity::Error), m_model.count(Severity::Warning), m_model.count(Severity::Note));
    m_counts->setAccessibleName(summary());
    m_list->setVisible(rows > 0 && !m_folded);
    m_list->setFixedHeight(std::min(rows, kVisibleRows) * scaled(kRowHeight));
    bool canMend = false;
    for (int row = 0; row < rows; ++row) {
        canMend = canMend || m_model.mend(row).has_value();
    }
    m_hint->setText(rows == 0 ? tr("None found") : canMend ? tr("Ctrl + . mends the one at the caret") : QString());
    m_fold->setVisible(rows > 0);
    Q_EMIT countsChanged();
}

QString ProblemsPane::summary() const
{
    QStringList parts;
    if (const int errors = m_model.count(Severity::Error)) {
        parts.append(tr("%n errors", nullptr, errors));
    }
    if (const int warnings = m_model.count(Severity::Warning)) {
        parts.append(tr("%n warnings", nullptr, warnings));
    }
    if (const int notes = m_model.count(Severity::Note)) {
        parts.append(tr("%n notes", nullptr, notes));
    }
    return parts.join(u", "_s);
}

bool ProblemsPane::eventFilter(QObject* watched, QEvent* event)
{
    const int row = m_list->currentIndex().row();
    if (event->type() == QEvent::KeyPress && watched == m_list && row >= 0) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            Q_EMIT problemChosen(row);
            return true;
        }
        if (key->key() == Qt::Key_Period && key->modifiers() == Qt::ControlModifier) {
            Q_EMIT mendRequested(row);
            return true;
        }
    }
    return Surface::eventFilter(watched, event);
}

} // namespace postweave::ui::templates
