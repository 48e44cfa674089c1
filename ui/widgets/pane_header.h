// SPDX-License-Identifier: GPL-3.0-or-later
// PaneHeader: title, a faint count beside it, and room for buttons at the right; 48 high.
#pragma once

#include <QWidget>

class QHBoxLayout;
class QToolButton;

namespace postweave::ui {

enum class Icon;
class Label;

class PaneHeader : public QWidget {
    Q_OBJECT
public:
    explicit PaneHeader(const QString& title, QWidget* parent = nullptr);

    void setTitle(const QString& title);
    /// Beside the title, faint: "14", "14 branches".
    void setCaption(const QString& caption);
    /// Behind the caption, before the buttons.
    void addBeside(QWidget* widget);
    void addAtEnd(QWidget* widget);
    /// An icon button at the end; `name` is its tooltip and accessible name.
    QToolButton* addAction(Icon icon, const QString& name);

private:
    Label* m_title;
    Label* m_caption;
    QHBoxLayout* m_layout;
    int m_beside;
};

/// A quiet 28 × 28 button with an icon, a tooltip and an accessible name.
[[nodiscard]] QToolButton* iconButton(Icon icon, const QString& name, QWidget* parent = nullptr);

} // namespace postweave::ui
