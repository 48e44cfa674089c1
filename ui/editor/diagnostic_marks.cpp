// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/diagnostic_marks.h"

#include "ui/editor/code_view.h"

#include <QStringList>

#include <algorithm>
#include <array>

namespace postweave::ui::editor {

using namespace Qt::Literals::StringLiterals;

namespace {

using Sci = QsciScintillaBase;

constexpr std::array kOverlays = {Overlay::Error, Overlay::Warning, Overlay::Note};
constexpr std::array kMarks = {Mark::Error, Mark::Warning, Mark::Note};

Overlay overlayOf(Severity severity)
{
    return kOverlays.at(static_cast<std::size_t>(severity));
}

QString wordsOf(const Diagnostic& diagnostic)
{
    QString words = QString::fromStdString(diagnostic.message).toHtmlEscaped();
    if (!diagnostic.mend.empty()) {
        words += u"<br>"_s + QString::fromStdString(diagnostic.mend).toHtmlEscaped();
    }
    return words;
}

} // namespace

void DiagnosticMarks::clear()
{
    const int length = m_view.byteCount();
    for (const Overlay overlay : kOverlays) {
        m_view.call(Sci::SCI_SETINDICATORCURRENT, static_cast<int>(overlay));
        m_view.call(Sci::SCI_INDICATORCLEARRANGE, 0, length);
    }
    for (const Mark mark : kMarks) {
        m_view.markerDeleteAll(static_cast<int>(mark));
    }
}

void DiagnosticMarks::show(const Diagnostics& diagnostics)
{
    clear();
    m_shown = diagnostics;
    for (std::size_t i = diagnostics.size(); i-- > 0;) {
        showOne(static_cast<int>(i), diagnostics[i]);
    }
}

void DiagnosticMarks::showOne(int number, const Diagnostic& diagnostic)
{
    const int length = m_view.byteCount();
    const int begin = std::clamp(static_cast<int>(diagnostic.range.begin), 0, length);
    int end = std::clamp(static_cast<int>(diagnostic.range.end), begin, length);
    if (end == begin && end < length) {
        end = static_cast<int>(m_view.call(Sci::SCI_POSITIONAFTER, begin));
    }
    m_view.call(Sci::SCI_SETINDICATORCURRENT, static_cast<int>(overlayOf(diagnostic.severity)));
    m_view.call(Sci::SCI_SETINDICATORVALUE, number + 1);
    m_view.call(Sci::SCI_INDICATORFILLRANGE, begin, end - begin);
    m_view.markerAdd(m_view.lineAt(begin), static_cast<int>(kMarks.at(static_cast<std::size_t>(diagnostic.severity))));
}

int DiagnosticMarks::findingAt(int position) const
{
    for (const Overlay overlay : kOverlays) {
        const long value = m_view.call(Sci::SCI_INDICATORVALUEAT, static_cast<int>(overlay), position);
        if (value > 0 && value <= static_cast<long>(m_shown.size())) {
            return static_cast<int>(value) - 1;
        }
    }
    return -1;
}

QString DiagnosticMarks::tipAt(int position) const
{
    const int finding = findingAt(position);
    return finding < 0 ? QString() : wordsOf(m_shown[static_cast<std::size_t>(finding)]);
}

QString DiagnosticMarks::tipOfLine(int line) const
{
    const int begin = m_view.lineStart(line);
    const int end = m_view.lineEnd(line);
    QStringList words;
    for (const Diagnostic& diagnostic : m_shown) {
        const auto at = static_cast<int>(diagnostic.range.begin);
        if (at >= begin && at <= end) {
            words.append(wordsOf(diagnostic));
        }
    }
    return words.join(u"<hr>"_s);
}

} // namespace postweave::ui::editor
