// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/segment_pane.h"

#include "ui/base/button_kind.h"
#include "ui/base/fonts.h"
#include "ui/base/icon.h"
#include "ui/base/painting.h"
#include "ui/segments/compare_pane.h"
#include "ui/segments/json_view.h"
#include "ui/segments/reading_views.h"
#include "ui/segments/title_edit.h"
#include "ui/widgets/error_presenter.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pane_header.h"
#include "ui/widgets/segmented_control.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

namespace postweave::ui::segments {

namespace {

constexpr int kPadding = 16;

/// What the two colours of the bars mean.
class Legend : public QWidget {
public:
    explicit Legend(QWidget* parent) : QWidget(parent) { setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed); }

    [[nodiscard]] QSize sizeHint() const override
    {
        return {widthOf(inSegment()) + widthOf(matches()) + scaled(14), scaled(20)};
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        int x = 0;
        for (const auto& [words, color] :
             {std::pair(inSegment(), theme().bar), std::pair(matches(), theme().barPale)}) {
            const int side = scaled(8);
            paintBox(painter, QRect(x, (height() - side) / 2, side, side),
                     {color, std::nullopt, radius::kBar, 0, false});
            paintText(painter, QRect(x + side + scaled(6), 0, width(), height()), words, fontFor(TextRole::Secondary),
                      theme().text2);
            x += widthOf(words) + scaled(14);
        }
    }

private:
    static QString inSegment() { return SegmentPane::tr("in this segment"); }
    static QString matches() { return SegmentPane::tr("matches the node"); }
    static int widthOf(const QString& words) { return scaled(14) + textWidth(words, fontFor(TextRole::Secondary)) + 1; }
};

} // namespace

SegmentPane::SegmentPane(SegmentsController& controller, QWidget* parent)
    : Surface(&Theme::canvas, parent),
      m_controller(controller),
      m_errors(new ErrorPresenter(this)),
      m_stack(new QStackedWidget(this)),
      m_words(new WordsView(this)),
      m_json(new JsonView(this)),
      m_sql(new SqlView(this))
{
    setAccessibleName(tr("Segment"));
    auto* column = new QVBoxLayout(this);
    const int padding = scaled(kPadding);
    column->setContentsMargins(padding, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(makeHead());
    column->addLayout(makeStatus());
    m_errors->hide();
    auto* errors = new QHBoxLayout;
    errors->setContentsMargins(0, 0, padding, 0);
    errors->addWidget(m_errors);
    column->addLayout(errors);
    m_stack->addWidget(makeTree());
    for (QWidget* view :
         {static_cast<QWidget*>(m_words), static_cast<QWidget*>(m_json), static_cast<QWidget*>(m_sql)}) {
        view->setContentsMargins(0, 0, padding, padding);
        m_stack->addWidget(view);
    }
    column->addWidget(m_stack, 1);
    connect(m_views, &SegmentedControl::currentChanged, this, &SegmentPane::showView);
    connect(m_json, &JsonView::edited, this, [this](const segment::Segment& edited) {
        m_controller.document().apply(tr("Edit JSON"), segment::EditedTree{edited.tree, {}});
        if (!edited.name.empty() && QString::fromStdString(edited.name) != m_controller.document().name()) {
            m_controller.rename(QString::fromStdString(edited.name));
        }
    });
    connect(&controller.document(), &SegmentDocument::changed, this, &SegmentPane::documentChanged);
    connect(&controller.evaluation(), &TreeEvaluation::counted, this,
            [this] { m_tree->setCounts(m_controller.evaluation().latest()); });
    connect(&controller.linting(), &TreeLinting::found, this,
            [this] { m_tree->setFindings(m_controller.linting().latest()); });
    connect(&controller.evaluation(), &TreeEvaluation::busyChanged, m_tree, &TreeView::setBusy);
    connect(&controller.evaluation(), &TreeEvaluation::failed, this,
            [this](const Error& error) { m_errors->present(tr("This cannot be counted"), error); });
    connect(&controller, &SegmentsController::contextChanged, this, [this] {
        m_tree->setContext(m_controller.context());
        m_actions->setContext(m_controller.context());
        showView();
    });
    connect(&controller, &SegmentsController::savedChanged, this, &SegmentPane::showStatus);
    connect(&controller, &SegmentsController::refused, this,
            [this](const QString& why) { m_errors->present(tr("That cannot be"), why); });
    m_tree->setContext(controller.context());
    m_actions->setContext(controller.context());
    showSegment();
}

QLayout* SegmentPane::makeHead()
{
    auto* row = new QHBoxLayout;
    row->setContentsMargins(0, scaled(10), scaled(kPadding), scaled(4));
    row->setSpacing(scaled(space::kUnit));
    m_title = new TitleEdit(this);
    m_title->setAccessibleName(tr("Name of the segment"));
    connect(m_title, &QLineEdit::editingFinished, this, &SegmentPane::titleEdited);
    m_views = new SegmentedControl(this);
    m_views->setAccessibleName(tr("Read it as"));
    m_views->add(tr("Tree"));
    m_views->add(tr("Words"));
    m_views->add(QStringLiteral("JSON"));
    m_views->add(QStringLiteral("SQL"));
    m_compare = new QPushButton(themedIcon(Icon::Columns, &Theme::text), tr("Compare"), this);
    setCompact(m_compare);
    m_compare->setAutoDefault(false);
    m_compare->setAccessibleName(tr("Compare"));
    connect(m_compare, &QPushButton::clicked, this, &SegmentPane::openCompare);
    m_menu = iconButton(Icon::Dots, tr("More for this segment"), this);
    connect(m_menu, &QToolButton::clicked, this, &SegmentPane::openMenu);
    row->addWidget(m_title, 1);
    row->addWidget(m_views);
    row->addWidget(m_compare);
    row->addWidget(m_menu);
    return row;
}

QLayout* SegmentPane::makeStatus()
{
    auto* row = new QHBoxLayout;
    row->setContentsMargins(0, 0, scaled(kPadding) + scaled(4), scaled(6));
    m_status = new Label({}, TextRole::Secondary, &Theme::text2, this);
    m_status->setElided(true);
    m_legend = new Legend(this);
    row->addWidget(m_status, 1);
    row->addWidget(m_legend);
    return row;
}

QWidget* SegmentPane::makeTree()
{
    SegmentDocument& document = m_controller.document();
    m_tree = new TreeView(document);
    m_actions = new TreeActions(document, this);
    m_host = new EditorHost(document, *m_tree, this);
    m_controls = new TreeControls(document, *m_tree, *m_actions, *m_host, this);
    connect(m_actions, &TreeActions::pasteFailed, this,
            [this](const Error& error) { m_errors->present(tr("The clipboard holds no condition"), error); });
    auto* content = new QWidget(this);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, scaled(kPadding), scaled(kPadding));
    column->addWidget(m_tree);
    column->addStretch();
    m_scroll = scrolling(content, this);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    connect(m_tree, &TreeView::revealRequested, this, [this](const QRect& part) {
        const QPoint center = m_tree->mapTo(m_scroll->widget(), part.center());
        m_scroll->ensureVisible(0, center.y(), 0, part.height() / 2 + scaled(kPadding));
    });
    return m_scroll;
}

void SegmentPane::editTitle()
{
    m_title->setFocus(Qt::ShortcutFocusReason);
    m_title->selectAll();
}

void SegmentPane::resizeEvent(QResizeEvent* event)
{
    Surface::resizeEvent(event);
    fitHead();
}

void SegmentPane::fitHead()
{
    // Where the name would be cut off, the button's icon has to do.
    constexpr int kRoomy = 620;
    const bool isRoomy = width() >= scaled(kRoomy);
    m_compare->setText(isRoomy ? tr("Compare") : QString());
    m_compare->setToolTip(isRoomy ? QString() : tr("Compare"));
}

void SegmentPane::titleEdited()
{
    if (m_title->text() != m_controller.document().name() && !m_controller.rename(m_title->text())) {
        m_title->setText(m_controller.document().name());
    }
}

void SegmentPane::documentChanged(const DocumentChange& change)
{
    m_errors->dismiss();
    if (change.kind == DocumentChange::Kind::Loaded) {
        m_host->close();
    }
    showSegment();
}

void SegmentPane::showSegment()
{
    m_title->setText(m_controller.document().name());
    showStatus();
    showView();
}

void SegmentPane::showView()
{
    const int view = m_views->current();
    const SegmentDocument& document = m_controller.document();
    m_stack->setCurrentIndex(view);
    m_legend->setVisible(view == Tree);
    if (view == Words) {
        m_words->setTree(document.tree(), *m_controller.context());
    } else if (view == JsonText) {
        m_json->setSegment(document.segment());
    } else if (view == Sql) {
        m_sql->setTree(document.tree(), m_controller.context());
    }
}

void SegmentPane::showStatus()
{
    if (m_controller.source().isReadOnly()) {
        m_status->setText(tr("Opened for reading: changes are not kept"));
        return;
    }
    const QString saved = m_controller.isSaved() ? tr("Saved in the workspace") : tr("Saving…");
    const int campaigns = m_controller.source().campaignsUsing(m_controller.savedName());
    const QString uses = campaigns == 1 ? tr("used by one campaign") : tr("used by %1 campaigns").arg(campaigns);
    m_status->setText(campaigns > 0 ? QString(saved + QStringLiteral(" · ") + uses) : saved);
}

void SegmentPane::openCompare()
{
    m_host->close();
    auto* popover = new Popover(this);
    auto* pane = new ComparePane(m_controller.context(), m_controller.document().name(), m_controller.document().tree(),
                                 m_controller.source(), popover);
    connect(pane, &ComparePane::peopleWanted, popover,
            [this, popover](const QString& caption, const audience::Bitset& people) {
                popover->close();
                Q_EMIT peopleWanted(caption, people);
            });
    connect(pane, &ComparePane::segmentWanted, popover,
            [this, popover](const QString& name, const segment::FilterTree& tree) {
                popover->close();
                m_controller.create(name, tree);
            });
    popover->setAccessibleName(tr("Compare"));
    popover->setContent(pane);
    popover->openAt(m_compare);
}

void SegmentPane::openMenu()
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(themedIcon(Icon::Edit), tr("Rename"), this, &SegmentPane::editTitle);
    menu->addAction(themedIcon(Icon::Copy), tr("Duplicate"), this, &SegmentPane::duplicateRequested);
    menu->addSeparator();
    menu->addAction(themedIcon(Icon::Trash), tr("Delete"), this, &SegmentPane::removeRequested);
    menu->popup(m_menu->mapToGlobal(QPoint(0, m_menu->height())));
}

} // namespace postweave::ui::segments
