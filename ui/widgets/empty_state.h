// SPDX-License-Identifier: GPL-3.0-or-later
// EmptyState: what a page is for, and the first step. 600 wide, centred.
#pragma once

#include "ui/base/icon.h"

#include <QList>
#include <QWidget>

#include <functional>

class QPushButton;
class QVBoxLayout;

namespace postweave::ui {

/// A real way to begin, with its real count where there is one.
struct Starter {
    Icon icon;
    QString title;
    QString detail;
    QString figure;
    QList<double> spark;
    std::function<void()> begin;
};

class EmptyState : public QWidget {
    Q_OBJECT
public:
    /// `words` is at most two lines.
    EmptyState(const QString& title, const QString& words, QWidget* parent = nullptr);

    /// A picture made of the component itself, above the title; the widget is taken over.
    void setPicture(QWidget* picture);
    /// The one primary button.
    QPushButton* setPrimary(const QString& text, Icon icon, const QString& shortcutHint = {});
    void setStarters(const QString& heading, const QList<Starter>& starters);
    void setWords(const QString& words);

private:
    QVBoxLayout* m_column;
    class Label* m_words;
    QWidget* m_starters = nullptr;
};

/// The picture of an empty tree: a pill, a thread, two rows with bars.
[[nodiscard]] QWidget* treePicture(QWidget* parent = nullptr);

} // namespace postweave::ui
