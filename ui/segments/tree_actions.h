// SPDX-License-Identifier: GPL-3.0-or-later
// TreeActions: everything that can be done to a row besides editing its values. Each is one step to undo.
#pragma once

#include "ui/base/icon.h"
#include "ui/segments/new_conditions.h"
#include "ui/segments/segment_document.h"
#include "ui/segments/tree_places.h"
#include "ui/widgets/combinator_pill.h"

#include <QKeySequence>
#include <QObject>

#include <optional>
#include <vector>

namespace postweave::ui::segments {

enum class RowAction : std::uint8_t {
    AddTest,
    AddWindow,
    CountEvents,
    AggregateEvents,
    FirstEvent,
    LastEvent,
    OnDays,
    AddField,
    CompareAttributes,
    HeldFor, ///< parts of a condition
    AddSequence,
    Duplicate,
    Group,
    Ungroup,
    Negate,
    SwitchOff,
    MoveUp,
    MoveDown,
    Nest,
    Unnest,
    Copy,
    Cut,
    Paste,
    Remove,
};

class TreeActions : public QObject {
    Q_OBJECT
public:
    explicit TreeActions(SegmentDocument& document, QObject* parent = nullptr);

    void setContext(Context context) { m_context = std::move(context); }

    /// In the order of a menu; only what makes sense for the row.
    [[nodiscard]] std::vector<RowAction> actionsFor(const TreeRow& row) const;
    [[nodiscard]] QString wordsFor(RowAction action, const TreeRow& row) const;
    [[nodiscard]] static QKeySequence shortcutOf(RowAction action);
    [[nodiscard]] static Icon iconOf(RowAction action);
    void run(RowAction action, TreeRow row); // by value: rows change while it runs

    /// At the end of the group.
    void addCondition(const segment::NodePath& group, const Subject& subject);
    /// An empty one of the other kind.
    void addGroup(const segment::NodePath& group);
    void addSequence(const segment::NodePath& group);
    void addStep(const segment::NodePath& sequence);
    void setCombinator(const segment::NodePath& group, Combinator combinator, int atLeast);
    void removeNot(TreeRow row);
    void moveNode(const segment::NodePath& from, const DropPlace& place);
    void moveStep(const segment::NodePath& sequence, int from, int to);
    /// One of several values, a test in `where`, a window, `held`: whatever the facet stands for and can be spared.
    void removeFacet(TreeRow row, Facet facet);

Q_SIGNALS:
    /// An editor should open on what was just made.
    void facetWanted(const postweave::segment::NodePath& path, const postweave::ui::segments::Facet& facet);
    /// Something could not be pasted.
    void pasteFailed(const postweave::Error& error);

private:
    [[nodiscard]] const segment::Node* nodeAt(const segment::NodePath& path) const;
    [[nodiscard]] bool can(RowAction action, const TreeRow& row) const;
    [[nodiscard]] bool canOnStep(RowAction action, const TreeRow& row) const;
    [[nodiscard]] std::optional<segment::FieldTest> newFieldAt(const segment::Node& node, const Facet& facet) const;
    void insertAtEnd(const segment::NodePath& group, segment::Node node, const QString& what);
    void replace(const segment::NodePath& path, segment::Node node, const QString& what);
    void runOnStep(RowAction action, const TreeRow& row);
    void addPart(RowAction action, const TreeRow& row);
    void remove(const TreeRow& row, const QString& what);
    void moveBy(const TreeRow& row, int direction);
    void copy(const TreeRow& row) const;
    void paste(const TreeRow& row);

    SegmentDocument& m_document;
    Context m_context;
};

} // namespace postweave::ui::segments
