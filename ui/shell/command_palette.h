// SPDX-License-Identifier: GPL-3.0-or-later
// CommandPalette: finds pages, what is in them and commands; opens in the search field's place.
#pragma once

#include "ui/base/search_item.h"

#include <QWidget>

#include <functional>
#include <vector>

class QLineEdit;
class QListView;

namespace postweave::ui {

class SearchItemModel;

/// Called at every keystroke; `text` is trimmed and may be empty (then: what to offer first). Must return at once.
using SearchProvider = std::function<QList<SearchItem>(const QString& text, int limit)>;

class CommandPalette : public QWidget {
    Q_OBJECT
public:
    explicit CommandPalette(QWidget* parent);

    /// In the order their results stand in; `heading` names the group.
    void addProvider(const QString& heading, SearchProvider provider);
    /// Below and as wide as `field`, at least 480.
    void openOver(const QWidget* field);
    [[nodiscard]] QLineEdit* input() const { return m_input; }
    [[nodiscard]] QListView* results() const { return m_results; }

Q_SIGNALS:
    /// The palette has closed already.
    void chosen(const postweave::ui::SearchItem& item);

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    void find();
    void choose();
    void moveSelection(int step);
    void fitHeight();

    struct Group {
        QString heading;
        SearchProvider provider;
    };
    std::vector<Group> m_groups;
    QLineEdit* m_input;
    QListView* m_results;
    SearchItemModel* m_model;
};

} // namespace postweave::ui
