// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/auto_indent.h"

#include "core/base/text.h"
#include "ui/editor/code_view.h"
#include "ui/editor/markup_scanner.h"

#include <algorithm>

namespace postweave::ui::editor {

namespace {

using Sci = QsciScintillaBase;

constexpr int kStep = 2;
constexpr int kFarthest = 5000; // lines looked at for an opening line

LineScan scan(const CodeView& view, int line)
{
    const int before = line == 0 ? 0 : static_cast<int>(view.call(Sci::SCI_GETLINESTATE, line - 1));
    std::vector<MarkupStyle> styles;
    return scanLine(view.bytes(view.lineStart(line), view.lineEnd(line)), MarkupState::fromNumber(before), styles);
}

/// True for a line that is one end tag, or one else, elsif or when.
bool isCloser(std::string_view line)
{
    line = trimmed(line);
    if (line.starts_with("</")) {
        return line.find('>') == line.size() - 1;
    }
    if (!line.starts_with("{%") || line.find("%}") != line.size() - 2) {
        return false;
    }
    line = trimmed(line.substr(line.starts_with("{%-") ? 3 : 2));
    return line.starts_with("end") || line.starts_with("els") || line.starts_with("elif") || line.starts_with("when");
}

} // namespace

void AutoIndent::characterAdded(int character)
{
    const int line = m_view.lineAt(m_view.caret());
    if (character == '\n') {
        indentNewLine(line);
    } else if (character == '>' || character == '}') {
        alignCloser(line);
    }
}

void AutoIndent::indentNewLine(int line)
{
    int above = line - 1;
    while (above > 0 && m_view.lineStart(above) == m_view.lineEnd(above)) {
        --above;
    }
    if (above < 0) {
        return;
    }
    const DepthChange nesting = scan(m_view, above).nesting;
    const int more = nesting.end > nesting.lowest ? kStep : 0;
    m_view.setIndentation(line, m_view.indentation(above) + more);
    m_view.call(Sci::SCI_GOTOPOS, m_view.call(Sci::SCI_GETLINEINDENTPOSITION, line));
}

void AutoIndent::alignCloser(int line)
{
    if (m_view.caret() != m_view.lineEnd(line) ||
        !isCloser(m_view.bytes(m_view.lineStart(line), m_view.lineEnd(line)))) {
        return;
    }
    const int opening = openingLineOf(line);
    if (opening >= 0 && m_view.indentation(opening) != m_view.indentation(line)) {
        m_view.setIndentation(line, m_view.indentation(opening));
        m_view.call(Sci::SCI_GOTOPOS, m_view.lineEnd(line));
    }
}

int AutoIndent::openingLineOf(int line) const
{
    int wanted = 1;
    for (int above = line - 1; above >= std::max(0, line - kFarthest); --above) {
        const DepthChange nesting = scan(m_view, above).nesting;
        const int opened = nesting.end - nesting.lowest;
        if (opened >= wanted) {
            return above;
        }
        wanted += -nesting.lowest - opened;
    }
    return -1;
}

} // namespace postweave::ui::editor
