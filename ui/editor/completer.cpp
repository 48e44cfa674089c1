// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/completer.h"

#include "ui/base/search_item.h"
#include "ui/editor/code_view.h"
#include "ui/editor/completion_popup.h"

#include <QKeyEvent>

#include <algorithm>
#include <utility>
#include <vector>

namespace postweave::ui::editor {

namespace {

using Sci = QsciScintillaBase;
using Kind = CompletionContext::Kind;

constexpr int kLookBack = 4000;
constexpr int kOffered = 200;

bool isInString(Kind kind)
{
    return kind == Kind::Segment || kind == Kind::Partial || kind == Kind::Literal || kind == Kind::Event;
}

/// Fitting ones, best first; all of them for an empty prefix.
QList<Completion> narrowed(const QList<Completion>& all, const QString& prefix)
{
    std::vector<std::pair<int, qsizetype>> scored;
    for (qsizetype i = 0; i < all.size(); ++i) {
        const int score = prefix.isEmpty() ? 1 : matchScore(prefix, all[i].text);
        if (score > 0) {
            scored.emplace_back(-score, i);
        }
    }
    std::stable_sort(scored.begin(), scored.end());
    scored.resize(std::min<std::size_t>(scored.size(), kOffered));
    QList<Completion> fitting;
    for (const auto& [score, index] : scored) {
        fitting.append(all[index]);
    }
    return fitting;
}

} // namespace

Completer::Completer(CodeView& view) : QObject(&view), m_view(view) {}

CompletionPopup& Completer::popup()
{
    // Made at the first use, when the editor stands in its window.
    if (m_popup == nullptr) {
        m_popup = new CompletionPopup(&m_view);
        connect(m_popup, &CompletionPopup::chosen, this, &Completer::insert);
        connect(m_popup, &QObject::destroyed, this, [this] { m_popup = nullptr; });
    }
    return *m_popup;
}

CompletionContext Completer::contextHere() const
{
    const int caret = m_view.caret();
    return completionContext(m_view.bytes(std::max(0, caret - kLookBack), caret));
}

void Completer::offer()
{
    const CompletionContext context = contextHere();
    if (m_source == nullptr || context.kind == Kind::None) {
        hide();
        return;
    }
    m_prefixBytes = static_cast<int>(context.prefix.size());
    const QString prefix = QString::fromStdString(context.prefix);
    QList<Completion> fitting = narrowed(m_source->completions(context), prefix);
    if (fitting.size() == 1 && fitting.first().text == prefix) {
        fitting.clear();
    }
    popup().present(fitting, m_view.caretRect());
}

void Completer::characterAdded(int character)
{
    const CompletionContext context = contextHere();
    const bool isWord = character > 127 || character == '_' ||
                        (character >= '0' && character <= '9' && !context.prefix.empty()) ||
                        (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
    const bool begins = (character == '.' && context.kind == Kind::Member) ||
                        ((character == '\'' || character == '"') && isInString(context.kind)) ||
                        (character == ' ' && context.kind == Kind::Filter && context.prefix.empty());
    if (begins || (isWord && context.kind != Kind::None) || (isOpen() && isInString(context.kind))) {
        offer();
    } else {
        hide();
    }
}

bool Completer::handleKey(const QKeyEvent& key)
{
    if (key.key() == Qt::Key_Space && key.modifiers() == Qt::ControlModifier) {
        offer();
        return true;
    }
    if (!isOpen()) {
        return false;
    }
    switch (key.key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
        popup().move(key.key() == Qt::Key_Up ? -1 : 1);
        return true;
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        popup().move(key.key() == Qt::Key_PageUp ? -8 : 8);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Tab:
        insert(popup().current());
        return true;
    case Qt::Key_Escape:
        hide();
        return true;
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Home:
    case Qt::Key_End:
        hide();
        return false;
    default:
        return false;
    }
}

void Completer::insert(const QString& text)
{
    const int caret = m_view.caret();
    const int begin = std::max(0, caret - m_prefixBytes);
    const std::string bytes = text.toStdString();
    m_view.replaceBytes(begin, caret, bytes);
    m_view.call(Sci::SCI_GOTOPOS, begin + static_cast<long>(bytes.size()));
    hide();
}

void Completer::hide()
{
    if (m_popup != nullptr) {
        m_popup->hide();
    }
}

bool Completer::isOpen() const
{
    return m_popup != nullptr && m_popup->isVisible();
}

QStringList Completer::offered() const
{
    return isOpen() ? m_popup->texts() : QStringList();
}

} // namespace postweave::ui::editor
