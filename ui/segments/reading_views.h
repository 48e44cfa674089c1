// SPDX-License-Identifier: GPL-3.0-or-later
// The same tree to read: in words, and as SQL.
#pragma once

#include "ui/segments/segment_context.h"

#include <QPlainTextEdit>
#include <QWidget>

namespace postweave::ui {
class Label;
class SegmentedControl;
} // namespace postweave::ui

namespace postweave::ui::segments {

class MendLine;

class WordsView : public QWidget {
    Q_OBJECT
public:
    explicit WordsView(QWidget* parent = nullptr);
    void setTree(const segment::FilterTree& tree, const SegmentContext& context);
    [[nodiscard]] QString text() const;

private:
    Label* m_sentence;
    QPlainTextEdit* m_outline;
};

class SqlView : public QWidget {
    Q_OBJECT
public:
    explicit SqlView(QWidget* parent = nullptr);
    void setTree(const segment::FilterTree& tree, const Context& context);
    [[nodiscard]] QString text() const { return m_text->toPlainText(); }
    [[nodiscard]] SegmentedControl* dialects() const { return m_dialects; }

private:
    void write();

    SegmentedControl* m_dialects;
    QPlainTextEdit* m_text;
    MendLine* m_problem;
    segment::FilterTree m_tree;
    Context m_context;
};

} // namespace postweave::ui::segments
