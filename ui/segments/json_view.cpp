// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/json_view.h"

#include "ui/base/fonts.h"
#include "ui/segments/editors/editor_parts.h"
#include "ui/segments/json_highlighter.h"
#include "ui/segments/json_locator.h"

#include <QTextBlock>
#include <QTimer>
#include <QVBoxLayout>

#include <utility>

namespace postweave::ui::segments {

namespace {

constexpr int kQuiet = 150; // milliseconds without a key before the text is read

/// Offsets of UTF-8 become offsets of UTF-16.
int utf16Offset(const std::string& text, std::size_t bytes)
{
    return static_cast<int>(
        QString::fromUtf8(text.data(), static_cast<qsizetype>(std::min(bytes, text.size()))).size());
}

} // namespace

JsonView::JsonView(QWidget* parent)
    : QWidget(parent), m_editor(new QPlainTextEdit(this)), m_problem(new MendLine(this)), m_timer(new QTimer(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_editor, 1);
    column->addWidget(m_problem);
    m_editor->setFont(fontFor(TextRole::Code));
    m_editor->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_editor->setTabChangesFocus(true);
    m_editor->setAccessibleName(tr("The segment as JSON"));
    new JsonHighlighter(m_editor->document());
    m_timer->setSingleShot(true);
    m_timer->setInterval(kQuiet);
    connect(m_timer, &QTimer::timeout, this, &JsonView::read);
    connect(m_editor, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_filling) {
            m_timer->start();
        }
    });
}

void JsonView::setSegment(const segment::Segment& segment)
{
    const segment::SegmentReading typed = segment::parseSegment(m_editor->toPlainText().toStdString());
    m_segment = segment;
    if (!hasErrors(typed.diagnostics) && typed.segment == segment) {
        return;
    }
    m_filling = true;
    m_editor->setPlainText(QString::fromStdString(segment::segmentText(segment)));
    m_filling = false;
    m_timer->stop();
    showProblem(nullptr);
}

QString JsonView::problem() const
{
    return m_problem->text();
}

void JsonView::read()
{
    segment::SegmentReading reading = segment::parseSegment(m_editor->toPlainText().toStdString());
    for (const Diagnostic& diagnostic : reading.diagnostics) {
        if (diagnostic.severity == Severity::Error) {
            showProblem(&diagnostic);
            return;
        }
    }
    showProblem(nullptr);
    if (reading.segment != m_segment) {
        m_segment = reading.segment;
        Q_EMIT edited(m_segment);
    }
}

void JsonView::showProblem(const Diagnostic* diagnostic)
{
    if (diagnostic == nullptr) {
        m_editor->setExtraSelections({});
        m_problem->say({});
        return;
    }
    const std::string text = m_editor->toPlainText().toStdString();
    const bool isPlaced = diagnostic->path.empty();
    const SourceRange range = isPlaced ? diagnostic->range : locateJsonPath(text, diagnostic->path);
    QTextEdit::ExtraSelection mark;
    mark.cursor = QTextCursor(m_editor->document());
    mark.cursor.setPosition(utf16Offset(text, range.begin));
    mark.cursor.setPosition(utf16Offset(text, std::max(range.end, range.begin + 1)), QTextCursor::KeepAnchor);
    mark.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
    mark.format.setUnderlineColor(theme().err);
    m_editor->setExtraSelections({mark});
    const SourcePosition position = positionOf(text, range.begin);
    const QString message = QString::fromStdString(diagnostic->message);
    const QString mend = QString::fromStdString(diagnostic->mend);
    m_problem->say(tr("Line %1, column %2: %3%4")
                       .arg(position.line)
                       .arg(position.column)
                       .arg(message, mend.isEmpty() ? QString() : QStringLiteral(". ") + mend));
}

} // namespace postweave::ui::segments
