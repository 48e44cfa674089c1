// SPDX-License-Identifier: GPL-3.0-or-later
// PersonChooser: finds somebody by key, address or name, and says whom the preview steps through.
#pragma once

#include "ui/base/worker.h"
#include "ui/templates/people_sample.h"

#include <QWidget>

class QComboBox;
class QListView;
class QStandardItemModel;

namespace postweave::ui {
class Label;
class SearchField;
} // namespace postweave::ui

namespace postweave::ui::templates {

class PreviewController;

/// The content of a popover.
class PersonChooser : public QWidget {
    Q_OBJECT
public:
    /// The controller outlives it.
    explicit PersonChooser(PreviewController& preview, QWidget* parent = nullptr);

    [[nodiscard]] SearchField* field() const { return m_field; }
    [[nodiscard]] QListView* list() const { return m_list; }
    [[nodiscard]] QComboBox* samples() const { return m_samples; }

Q_SIGNALS:
    /// Somebody was chosen; time to close.
    void done();

private:
    void fillSamples();
    void search();
    void show(const QList<FoundPerson>& people);
    void choose(const QModelIndex& index);

    PreviewController& m_preview;
    SearchField* m_field;
    QListView* m_list;
    QStandardItemModel* m_model;
    QComboBox* m_samples;
    Label* m_nobody;
    LatestWork m_work;
};

} // namespace postweave::ui::templates
