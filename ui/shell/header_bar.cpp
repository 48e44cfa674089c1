// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/header_bar.h"

#include "ui/base/button_kind.h"
#include "ui/base/fonts.h"
#include "ui/base/workspace_session.h"
#include "ui/shell/as_of_button.h"
#include "ui/shell/search_button.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/pane_header.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>
#include <QUndoGroup>

namespace postweave::ui {

namespace {

constexpr int kLogo = 24;

class LogoMark : public QWidget {
public:
    LogoMark() { setFixedHeight(scaled(size::kHeader)); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        paintIcon(painter, Icon::Logo, rect(), scaled(kLogo), theme().accent);
    }
};

/// An icon button whose tooltip says what it would undo or redo.
QToolButton* actionButton(QAction* action, Icon icon, const QKeySequence& keys)
{
    auto* button = iconButton(icon, action->text());
    action->setIcon(themedIcon(icon));
    action->setShortcut(keys);
    button->setDefaultAction(action);
    QObject::connect(action, &QAction::changed, button, [button, action] {
        button->setToolTip(action->text() + QStringLiteral("  ") +
                           action->shortcut().toString(QKeySequence::NativeText));
        button->setAccessibleName(action->text());
    });
    return button;
}

} // namespace

HeaderBar::HeaderBar(WorkspaceSession& session, QUndoGroup& undo, QWidget* parent)
    : Surface(&Theme::chrome, parent),
      m_session(session),
      m_logo(new LogoMark),
      m_workspace(new QToolButton),
      m_readOnly(new Badge(tr("read only"))),
      m_asOf(new AsOfButton(session)),
      m_search(new SearchButton),
      m_help(iconButton(Icon::Help, tr("Keyboard shortcuts and help")))
{
    setFixedHeight(scaled(size::kHeader));
    setEdges(Qt::BottomEdge);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, scaled(12), 0);
    row->setSpacing(scaled(16));
    row->addWidget(makeLeft(), 1);
    row->addWidget(m_search, 0);
    row->addWidget(makeRight(undo), 1);
    connect(static_cast<SearchButton*>(m_search), &QAbstractButton::clicked, this, &HeaderBar::searchRequested);
    connect(&m_session, &WorkspaceSession::stateChanged, this, &HeaderBar::showWorkspace);
    showWorkspace();
}

QWidget* HeaderBar::makeLeft()
{
    auto* left = new QWidget;
    left->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    auto* row = new QHBoxLayout(left);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(scaled(8));
    setLogoWidth(scaled(size::kRail));
    row->addWidget(m_logo);
    m_workspace->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_workspace->setPopupMode(QToolButton::InstantPopup);
    m_workspace->setProperty("textRole", static_cast<int>(TextRole::BodyStrong));
    m_workspace->setFocusPolicy(Qt::TabFocus);
    setButtonKind(m_workspace, ButtonKind::Bare);
    row->addWidget(m_workspace);
    row->addWidget(m_readOnly);
    row->addWidget(m_asOf);
    row->addStretch(1);
    return left;
}

QWidget* HeaderBar::makeRight(QUndoGroup& undo)
{
    auto* right = new QWidget;
    right->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    auto* row = new QHBoxLayout(right);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(scaled(4));
    row->addStretch(1);
    row->addWidget(actionButton(undo.createUndoAction(this, tr("Undo")), Icon::Undo, QKeySequence::Undo));
    row->addWidget(actionButton(undo.createRedoAction(this, tr("Redo")), Icon::Redo, QKeySequence::Redo));
    auto* line = new Hairline(Qt::Vertical);
    line->setFixedHeight(scaled(20));
    row->addSpacing(scaled(4));
    row->addWidget(line);
    row->addSpacing(scaled(4));
    row->addWidget(m_help);
    return right;
}

void HeaderBar::setLogoWidth(int width)
{
    m_logo->setFixedWidth(width);
}

void HeaderBar::setWorkspaceMenu(QMenu* menu)
{
    m_workspace->setMenu(menu);
}

void HeaderBar::showWorkspace()
{
    const bool open = m_session.isOpen();
    m_workspace->setText(open ? m_session.name() : tr("Postweave"));
    m_workspace->setToolTip(m_session.path());
    m_workspace->setAccessibleName(open ? tr("Workspace %1").arg(m_session.name()) : tr("Workspaces"));
    m_readOnly->setVisible(open && m_session.isReadOnly());
    m_readOnly->setToolTip(tr("Another window or program writes to this workspace. Close it to make changes here."));
    m_asOf->setVisible(open);
}

} // namespace postweave::ui
