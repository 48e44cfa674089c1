// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/find_bar.h"

#include "ui/base/button_kind.h"
#include "ui/base/fonts.h"
#include "ui/base/number_format.h"
#include "ui/base/painting.h"
#include "ui/base/theme.h"
#include "ui/editor/code_view.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QToolButton>

#include <algorithm>

namespace postweave::ui::editor {

using namespace Qt::Literals::StringLiterals;

namespace {

using Sci = QsciScintillaBase;

constexpr std::size_t kMostMatches = 5000; // more are neither marked nor counted

} // namespace

FindBar::FindBar(CodeView& view, QWidget* parent)
    : QWidget(parent), m_view(view), m_field(new QLineEdit(this)), m_count(new QLabel(this))
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(scaled(12), scaled(7), scaled(8), scaled(7));
    layout->setSpacing(scaled(4));
    m_field->setPlaceholderText(tr("Find in this template"));
    m_field->setAccessibleName(tr("Find in this template"));
    m_field->setClearButtonEnabled(true);
    m_count->setFont(fontFor(TextRole::Secondary));
    m_count->setMinimumWidth(scaled(90));
    m_count->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    layout->addWidget(m_field, 1);
    layout->addWidget(m_count);
    m_matchCase = addButton(static_cast<int>(Icon::Text), tr("Match case"));
    m_matchCase->setCheckable(true);
    connect(m_matchCase, &QToolButton::toggled, this, &FindBar::search);
    connect(addButton(static_cast<int>(Icon::ChevronUp), tr("Previous place")), &QToolButton::clicked, this,
            &FindBar::findPrevious);
    connect(addButton(static_cast<int>(Icon::ChevronDown), tr("Next place")), &QToolButton::clicked, this,
            &FindBar::findNext);
    connect(addButton(static_cast<int>(Icon::X), tr("Close the search")), &QToolButton::clicked, this, &FindBar::close);
    connect(m_field, &QLineEdit::textChanged, this, &FindBar::search);
    hide();
}

QToolButton* FindBar::addButton(int icon, const QString& name)
{
    auto* button = new QToolButton(this);
    button->setIcon(themedIcon(static_cast<Icon>(icon)));
    button->setToolTip(name);
    button->setAccessibleName(name);
    setButtonKind(button, ButtonKind::IconOnly);
    layout()->addWidget(button);
    return button;
}

void FindBar::open()
{
    show();
    const QString selected = m_view.selectedText();
    if (!selected.isEmpty() && !selected.contains(u'\n')) {
        m_field->setText(selected);
    }
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
    search();
}

void FindBar::close()
{
    hide();
    m_matches.clear();
    paintMatches();
    m_view.setFocus(Qt::OtherFocusReason);
}

void FindBar::search()
{
    collect();
    const int caret = static_cast<int>(m_view.call(Sci::SCI_GETSELECTIONSTART));
    const auto next =
        std::find_if(m_matches.begin(), m_matches.end(), [caret](const Match& m) { return m.begin >= caret; });
    m_current = m_matches.empty() ? -1 : next == m_matches.end() ? 0 : static_cast<int>(next - m_matches.begin());
    showCurrent();
}

void FindBar::refresh()
{
    if (isVisible()) {
        collect();
        m_current = std::min(m_current, matchCount() - 1);
        paintMatches();
        tell();
    }
}

void FindBar::collect()
{
    m_matches.clear();
    const QByteArray needle = m_field->text().toUtf8();
    if (needle.isEmpty()) {
        return;
    }
    m_view.call(Sci::SCI_SETSEARCHFLAGS, m_matchCase->isChecked() ? Sci::SCFIND_MATCHCASE : 0);
    int from = 0;
    const int length = m_view.byteCount();
    while (from < length && m_matches.size() < kMostMatches) {
        m_view.call(Sci::SCI_SETTARGETRANGE, from, length);
        const long begin = m_view.SendScintilla(Sci::SCI_SEARCHINTARGET, static_cast<unsigned long>(needle.size()),
                                                needle.constData());
        if (begin < 0) {
            break;
        }
        from = static_cast<int>(m_view.call(Sci::SCI_GETTARGETEND));
        m_matches.push_back({static_cast<int>(begin), from});
    }
}

void FindBar::step(int direction)
{
    if (!m_matches.empty()) {
        m_current = (m_current + direction + matchCount()) % matchCount();
        showCurrent();
    }
}

void FindBar::showCurrent()
{
    paintMatches();
    tell();
    if (m_current < 0) {
        return;
    }
    const Match& match = m_matches[static_cast<std::size_t>(m_current)];
    m_view.call(Sci::SCI_ENSUREVISIBLEENFORCEPOLICY, m_view.lineAt(match.begin));
    m_view.call(Sci::SCI_SETSEL, match.begin, match.end);
}

void FindBar::paintMatches()
{
    for (const Overlay overlay : {Overlay::Found, Overlay::FoundCurrent}) {
        m_view.call(Sci::SCI_SETINDICATORCURRENT, static_cast<int>(overlay));
        m_view.call(Sci::SCI_INDICATORCLEARRANGE, 0, m_view.byteCount());
    }
    for (int i = 0; i < matchCount(); ++i) {
        const Match& match = m_matches[static_cast<std::size_t>(i)];
        m_view.call(Sci::SCI_SETINDICATORCURRENT,
                    static_cast<int>(i == m_current ? Overlay::FoundCurrent : Overlay::Found));
        m_view.call(Sci::SCI_INDICATORFILLRANGE, match.begin, match.end - match.begin);
    }
}

void FindBar::tell()
{
    const QString total = formatCount(matchCount()) + (m_matches.size() == kMostMatches ? u"+"_s : QString());
    m_count->setText(m_field->text().isEmpty() ? QString()
                     : m_matches.empty()       ? tr("Not found")
                                               : tr("%1 of %2").arg(formatCount(m_current + 1), total));
    setInvalid(m_field, m_matches.empty() && !m_field->text().isEmpty());
}

void FindBar::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape) {
        close();
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        step(event->modifiers().testFlag(Qt::ShiftModifier) ? -1 : 1);
    } else {
        QWidget::keyPressEvent(event);
    }
}

void FindBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().raised);
    paintHorizontalHairline(painter, 0, width(), 0, theme().border);
}

} // namespace postweave::ui::editor
