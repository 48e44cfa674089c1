// SPDX-License-Identifier: GPL-3.0-or-later
// SubjectPicker: what a condition is about: attributes, events, scores, segments, with a search.
#pragma once

#include "ui/segments/editors/choice_list.h"
#include "ui/segments/editors/facet_editor.h"
#include "ui/segments/new_conditions.h"

#include <QWidget>

#include <optional>
#include <vector>

namespace postweave::ui {
class SearchField;
}

namespace postweave::ui::segments {

class SubjectPicker : public QWidget {
    Q_OBJECT
public:
    /// `eventsOnly` for steps of a sequence. `ownName` is the segment that cannot refer to itself.
    SubjectPicker(const Context& context, const std::optional<Subject>& current, bool eventsOnly,
                  const QString& ownName, QWidget* parent);

    [[nodiscard]] SearchField* search() const { return m_search; }
    [[nodiscard]] ChoiceList* list() const { return m_list; }

Q_SIGNALS:
    void chosen(const postweave::ui::segments::Subject& subject);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Row {
        Subject subject;
        Choice choice;
    };
    void addAttributes(const SegmentContext& context);
    void addEvents(const SegmentContext& context);
    void addProfileConditions(const SegmentContext& context);
    void addDefinitions(const SegmentContext& context, const QString& ownName);
    void addHeading(const QString& words);
    void add(Subject::Kind kind, const std::string& name, const QString& title, Icon icon, const QString& hint);
    void filter(const QString& text);

    std::vector<Row> m_rows;
    SearchField* m_search;
    ChoiceList* m_list;
    int m_currentId = -1;
};

/// The same as an editor of a subject chip.
class SubjectEditor : public FacetEditor {
    Q_OBJECT
public:
    SubjectEditor(segment::Node node, const Facet& facet, const Context& context, QWidget* parent);
    [[nodiscard]] SubjectPicker* picker() const { return m_picker; }

private:
    SubjectPicker* m_picker;
};

} // namespace postweave::ui::segments
