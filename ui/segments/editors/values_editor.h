// SPDX-License-Identifier: GPL-3.0-or-later
// ValuesEditor: one or several of the values that occur, most frequent first, with a search; or any other one typed.
#pragma once

#include "core/audience/column_summary.h"
#include "ui/base/worker.h"
#include "ui/segments/editors/choice_list.h"
#include "ui/segments/editors/facet_editor.h"

#include <vector>

class QCheckBox;

namespace postweave::ui {
class SearchField;
}

namespace postweave::ui::segments {

class MendLine;

class ValuesEditor : public FacetEditor {
    Q_OBJECT
public:
    ValuesEditor(segment::Node node, const Facet& facet, const Context& context, QWidget* parent);

    [[nodiscard]] SearchField* search() const { return m_search; }
    [[nodiscard]] ChoiceList* list() const { return m_list; }

Q_SIGNALS:
    /// The values that fit the search have arrived.
    void loaded();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Row {
        segment::Literal literal;
        std::optional<std::uint64_t> count;
    };

    [[nodiscard]] bool isMany() const;
    [[nodiscard]] segment::LiteralList chosen() const;
    [[nodiscard]] bool isChosen(const segment::Literal& literal) const;
    void load();
    void showFound(const std::vector<audience::ValueCount>& found);
    void addTyped(const QString& typed);
    void takeTyped();
    void rowChosen(int row);
    void setChosen(segment::LiteralList values);
    void setIgnoreCase(bool ignore);

    Compared m_compared;
    SearchField* m_search;
    ChoiceList* m_list;
    QCheckBox* m_ignoreCase = nullptr;
    MendLine* m_mend;
    std::vector<Row> m_rows;
    segment::LiteralList m_pinned; ///< chosen when it opened: stay on top while the user ticks
    LatestWork m_work;
    int m_entersWaiting = 0; ///< pressed before the values that fit have arrived
};

} // namespace postweave::ui::segments
