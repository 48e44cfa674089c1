// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/editors/editor_parts.h"

#include "ui/base/button_kind.h"
#include "ui/base/fonts.h"
#include "ui/base/number_format.h"
#include "ui/base/painting.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace postweave::ui::segments {

namespace {
constexpr int kFootHeight = 34;
constexpr int kPadding = 16;
} // namespace

QVBoxLayout* editorColumn(QWidget* editor, int width)
{
    editor->setFixedWidth(scaled(width));
    auto* column = new QVBoxLayout(editor);
    const int padding = scaled(kPadding);
    column->setContentsMargins(padding, padding - 2, padding, padding);
    column->setSpacing(scaled(10));
    return column;
}

QWidget* editorHeading(const QString& name, const QString& hint, QWidget* parent)
{
    auto* heading = new QWidget(parent);
    auto* row = new QHBoxLayout(heading);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(scaled(space::kUnit));
    row->addWidget(new Label(name, TextRole::BodyStrong, &Theme::text, heading));
    auto* faint = new Label(hint, TextRole::Secondary, &Theme::text3, heading);
    faint->setElided(true);
    row->addWidget(faint, 1);
    return heading;
}

MendLine::MendLine(QWidget* parent) : Label({}, TextRole::Secondary, &Theme::err, parent)
{
    setWordWrap(true);
    hide();
}

void MendLine::say(const QString& mend)
{
    setText(mend);
    setVisible(!mend.isEmpty());
}

QPushButton* compactButton(const QString& words, QWidget* parent, ButtonKind kind)
{
    auto* button = new QPushButton(words, parent);
    setButtonKind(button, kind);
    setCompact(button);
    button->setAutoDefault(false);
    return button;
}

QPushButton* removeButton(const QString& words, QWidget* parent)
{
    return compactButton(words, parent, ButtonKind::Quiet);
}

EditorFoot::EditorFoot(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Result"));
}

void EditorFoot::setFigures(const QVector<std::pair<qint64, QString>>& figures)
{
    m_figures = figures;
    setAccessibleDescription(text());
    update();
}

QString EditorFoot::text() const
{
    QStringList parts;
    for (const auto& [number, words] : m_figures) {
        parts << formatCount(number) + QLatin1Char(' ') + words;
    }
    return parts.join(QStringLiteral(", "));
}

QSize EditorFoot::sizeHint() const
{
    return {scaled(200), scaled(kFootHeight)};
}

void EditorFoot::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintBox(painter, rect().adjusted(1, 0, -1, -1), {theme().raised, std::nullopt, radius::kCard, 0, false});
    painter.fillRect(rect().adjusted(1, 0, -1, -height() / 2), theme().raised);
    paintHorizontalHairline(painter, 1, width() - 1, 0, theme().border);
    const int count = static_cast<int>(m_figures.size());
    int total = 0;
    const auto widthOf = [&](int i) {
        const TextRole role = i == 0 ? TextRole::BodyStrong : TextRole::Secondary;
        return textWidth(formatCount(m_figures[i].first), fontFor(role)) + scaled(4) +
               textWidth(m_figures[i].second, fontFor(TextRole::Secondary));
    };
    for (int i = 0; i < count; ++i) {
        total += widthOf(i);
    }
    const int gap = count > 1 ? std::max(scaled(8), (width() - 2 * scaled(kPadding) - total) / (count - 1)) : 0;
    int x = scaled(kPadding);
    for (int i = 0; i < count; ++i) {
        const QFont font = fontFor(i == 0 ? TextRole::SecondaryMedium : TextRole::Secondary);
        const QString number = formatCount(m_figures[i].first);
        const int numberWidth = textWidth(number, font);
        paintText(painter, QRect(x, 0, numberWidth + 2, height()), number, font, i == 0 ? theme().text : theme().text2);
        paintText(painter, QRect(x + numberWidth + scaled(4), 0, width(), height()), m_figures[i].second,
                  fontFor(TextRole::Secondary), theme().text3);
        x += widthOf(i) + gap;
    }
}

} // namespace postweave::ui::segments
