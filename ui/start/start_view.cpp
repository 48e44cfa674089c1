// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/start/start_view.h"

#include "ui/base/button_kind.h"
#include "ui/base/fonts.h"
#include "ui/base/number_format.h"
#include "ui/base/painting.h"
#include "ui/base/workspace_session.h"
#include "ui/start/begin_row.h"
#include "ui/start/recent_list.h"
#include "ui/start/recent_workspaces.h"
#include "ui/start/workspace_opener.h"
#include "ui/start/woven_threads.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/count_bar.h"
#include "ui/widgets/error_presenter.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pane_header.h"
#include "ui/widgets/surface.h"
#include "ui/widgets/undo_notice.h"

#include <QFileInfo>
#include <QGridLayout>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>

namespace postweave::ui {

namespace {

constexpr int kHero = 200;
constexpr int kMargin = 48;
constexpr int kGap = 24;
constexpr int kRight = 400;

class BigLogo : public QWidget {
public:
    BigLogo() { setFixedSize(scaled(36), scaled(36)); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        paintIcon(painter, Icon::Logo, rect(), theme().accent);
    }
};

QVBoxLayout* cardColumn(QWidget* card)
{
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(1, 0, 1, 1);
    column->setSpacing(0);
    return column;
}

} // namespace

StartView::StartView(WorkspaceSession& session, WorkspaceOpener& opener, RecentWorkspaces& recent, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_opener(opener),
      m_recent(recent),
      m_error(new ErrorPresenter),
      m_notice(new UndoNotice(this))
{
    auto* body = new QWidget;
    auto* rows = new QVBoxLayout(body);
    rows->setContentsMargins(scaled(kMargin), scaled(kGap), scaled(kMargin), scaled(kGap));
    rows->setSpacing(scaled(kGap));
    auto* columns = new QHBoxLayout;
    columns->setSpacing(scaled(kGap));
    auto* left = new QVBoxLayout;
    auto* right = new QVBoxLayout;
    left->addWidget(makeRecent());
    left->addStretch(1);
    right->setSpacing(scaled(kGap));
    right->addWidget(makeBegin());
    if (m_opener.sample().make) {
        right->addWidget(makeSample());
    }
    right->addStretch(1);
    columns->addLayout(left, 1);
    columns->addLayout(right, 0);
    rows->addWidget(m_error);
    rows->addLayout(columns, 1);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHero());
    column->addWidget(scrolling(body), 1);
    m_notice->raise();
    connect(&m_session, &WorkspaceSession::openFailed, this, &StartView::showOpenError);
    connect(&m_session, &WorkspaceSession::opened, m_error, &ErrorPresenter::dismiss);
    connect(&m_opener, &WorkspaceOpener::makingSampleChanged, this, &StartView::showSampleState);
    connect(&m_opener, &WorkspaceOpener::sampleFailed, this,
            [this](const Error& error) { m_error->present(tr("The sample could not be made"), error); });
}

QWidget* StartView::makeHero()
{
    auto* hero = new Surface(&Theme::raised);
    hero->setEdges(Qt::BottomEdge);
    hero->setFixedHeight(scaled(kHero));
    auto* name = new Label(tr("Postweave"), TextRole::Number);
    auto* words = new Label(tr("Know exactly who gets which mail,\nand see it before they do."), TextRole::Heading,
                            &Theme::text2);
    QFont light = words->font();
    light.setWeight(QFont::Normal);
    words->setFont(light);
    auto* brand = new QHBoxLayout;
    brand->setSpacing(scaled(14));
    brand->addWidget(new BigLogo);
    brand->addWidget(name);
    brand->addStretch(1);
    auto* column = new QVBoxLayout;
    column->setSpacing(scaled(10));
    column->addStretch(1);
    column->addLayout(brand);
    column->addWidget(words);
    column->addStretch(1);
    auto* row = new QHBoxLayout(hero);
    row->setContentsMargins(scaled(kMargin), 0, scaled(72), 0);
    row->addLayout(column, 10);
    row->addWidget(new WovenThreads, 20);
    return hero;
}

QWidget* StartView::makeRecent()
{
    auto* card = new Card;
    QVBoxLayout* column = cardColumn(card);
    column->addWidget(new PaneHeader(tr("Recent workspaces")));
    column->addWidget(new Hairline(Qt::Horizontal));
    m_list = new RecentList(m_recent, m_session);
    column->addWidget(m_list);
    auto* none =
        new Label(tr("What you open appears here, with the people it holds. The file itself stays where you put "
                     "it."),
                  TextRole::Body, &Theme::text2);
    none->setWordWrap(true);
    none->setContentsMargins(scaled(16), scaled(20), scaled(16), scaled(24));
    m_noRecent = none;
    column->addWidget(none);
    connect(m_list, &RecentList::openRequested, &m_opener, &WorkspaceOpener::open);
    connect(m_list, &RecentList::removeRequested, this, &StartView::removeRequested);
    connect(&m_recent, &RecentWorkspaces::changed, this, &StartView::showRecent);
    showRecent();
    return card;
}

void StartView::showRecent()
{
    m_noRecent->setVisible(m_recent.entries().isEmpty());
    m_list->setVisible(!m_recent.entries().isEmpty());
}

QWidget* StartView::makeBegin()
{
    auto* card = new Card;
    card->setFixedWidth(scaled(kRight));
    QVBoxLayout* column = cardColumn(card);
    column->addWidget(new PaneHeader(tr("Begin")));
    const auto add = [&](Icon icon, const QString& title, const QString& detail, const QKeySequence& keys,
                         void (StartView::*wanted)()) {
        auto* row = new BeginRow(icon, title, detail, keys);
        column->addWidget(new Hairline(Qt::Horizontal));
        column->addWidget(row);
        connect(row, &QAbstractButton::clicked, this, wanted);
        auto* shortcut = new QShortcut(keys, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, wanted);
    };
    add(Icon::Plus, tr("New workspace"), tr("One file on your disk, like a document"), QKeySequence(QKeySequence::New),
        &StartView::newRequested);
    add(Icon::Folder, tr("Open…"), tr("A .postweave file"), QKeySequence(QKeySequence::Open),
        &StartView::openRequested);
    add(Icon::Download, tr("Import customers"), tr("CSV, TSV or JSON Lines"), QKeySequence(Qt::CTRL | Qt::Key_I),
        &StartView::importRequested);
    return card;
}

QWidget* StartView::makeSample()
{
    auto* card = new Card;
    card->setFixedWidth(scaled(kRight));
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* top = new QVBoxLayout;
    top->setContentsMargins(scaled(16), scaled(14), scaled(16), scaled(16));
    top->setSpacing(scaled(10));
    top->addWidget(new Label(tr("Sample workspace"), TextRole::Heading));
    auto* words = new Label(m_opener.sample().words, TextRole::Body, &Theme::text2);
    words->setWordWrap(true);
    top->addWidget(words);
    m_sampleButton = new QPushButton(themedIcon(Icon::Eye), tr("Open the sample"));
    setButtonKind(m_sampleButton, ButtonKind::Primary);
    connect(m_sampleButton, &QPushButton::clicked, &m_opener, &WorkspaceOpener::openSample);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_sampleButton);
    buttons->addStretch(1);
    top->addSpacing(scaled(2));
    top->addLayout(buttons);
    column->addLayout(top);
    if (!m_opener.sample().segments.isEmpty()) {
        addSampleCounts(column);
    }
    showSampleState();
    return card;
}

void StartView::addSampleCounts(QVBoxLayout* column)
{
    auto* counts = new CardFoot(&Theme::sunken);
    auto* grid = new QGridLayout(counts);
    grid->setContentsMargins(scaled(16), scaled(16), scaled(16), scaled(16));
    grid->setVerticalSpacing(scaled(8));
    int row = 0;
    for (const SampleOffer::Line& line : m_opener.sample().segments) {
        auto* bar = new CountBar;
        bar->setFixedWidth(scaled(120));
        bar->setShares(CountShares::of(line.people, line.people, m_opener.sample().people));
        auto* count = new Label(formatCount(line.people), TextRole::BodyMedium);
        count->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        grid->addWidget(new Label(line.name), row, 0);
        grid->addWidget(bar, row, 1);
        grid->addWidget(count, row++, 2);
    }
    column->addWidget(counts);
}

void StartView::showSampleState()
{
    if (m_sampleButton) {
        m_sampleButton->setEnabled(!m_opener.isMakingSample());
        m_sampleButton->setText(m_opener.isMakingSample() ? tr("Making it…") : tr("Open the sample"));
    }
}

void StartView::showOpenError(const QString& path, const Error& error)
{
    m_error->present(tr("%1 could not be opened").arg(QFileInfo(path).fileName()), error);
    if (error.code == ErrorCode::NotFound) {
        m_error->addMend(tr("Open another…"), [this] { Q_EMIT openRequested(); });
        m_error->addMend(tr("Remove from the list"), [this, path] {
            m_error->dismiss();
            Q_EMIT removeRequested(path);
        });
    } else if (error.code == ErrorCode::AlreadyExists) {
        m_error->addMend(tr("Open it"), [this, path] { m_opener.open(path); });
        m_error->addMend(tr("Choose another name…"), [this] { Q_EMIT newRequested(); });
    } else {
        m_error->addMend(tr("Try again"), [this, path] { m_opener.open(path); });
        m_error->addMend(tr("Open another…"), [this] { Q_EMIT openRequested(); });
    }
}

} // namespace postweave::ui
