// SPDX-License-Identifier: GPL-3.0-or-later
// What editors are built from: heading, foot with numbers, a line that says the mend.
#pragma once

#include "ui/base/button_kind.h"
#include "ui/widgets/label.h"

#include <QString>
#include <QVector>
#include <QWidget>

class QPushButton;
class QVBoxLayout;

namespace postweave::ui::segments {

inline constexpr int kEditorWidth = 392;
inline constexpr int kNarrowEditorWidth = 300;

/// Fills `editor` with a padded column of this width; rows go into it.
[[nodiscard]] QVBoxLayout* editorColumn(QWidget* editor, int width);
/// Bold name, faint words behind it.
[[nodiscard]] QWidget* editorHeading(const QString& name, const QString& hint, QWidget* parent);
/// One error line, hidden while empty.
class MendLine : public Label {
    Q_OBJECT
public:
    explicit MendLine(QWidget* parent = nullptr);
    void say(const QString& mend);
};
/// 28 pixels high, and never the one that Return presses.
[[nodiscard]] QPushButton* compactButton(const QString& words, QWidget* parent, ButtonKind kind = ButtonKind::Default);
/// A quiet button that takes the edited part away.
[[nodiscard]] QPushButton* removeButton(const QString& words, QWidget* parent);

/// "79,640 in range · 8,377 below · …" on a raised ground with a hairline above, as wide as its editor.
class EditorFoot : public QWidget {
    Q_OBJECT
public:
    explicit EditorFoot(QWidget* parent = nullptr);
    /// The first is set in bold.
    void setFigures(const QVector<std::pair<qint64, QString>>& figures);
    [[nodiscard]] QString text() const;
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QVector<std::pair<qint64, QString>> m_figures;
};

} // namespace postweave::ui::segments
