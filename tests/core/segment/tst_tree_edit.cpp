// SPDX-License-Identifier: GPL-3.0-or-later
// Edits of trees, written in a short form: `all(a any(b c) not(d) -e)`; `-` is switched off.
#include "core/segment/segment_format.h"
#include "core/segment/tree_edit.h"

#include <QTest>

using namespace postweave;
using namespace postweave::segment;

namespace {

class ShortForm {
public:
    explicit ShortForm(std::string_view text) : m_text(text) {}

    Node read()
    {
        skipBlanks();
        const bool off = take('-');
        std::string name;
        while (m_at < m_text.size() && std::isalnum(static_cast<unsigned char>(m_text[m_at]))) {
            name += m_text[m_at++];
        }
        if (!take('(')) {
            return Node{SegmentReference{name}, off};
        }
        std::vector<Node> children;
        for (skipBlanks(); !take(')'); skipBlanks()) {
            children.push_back(read());
        }
        Node node = makeGroup(kindNamed(name), std::move(children), 2);
        node.off = off;
        return node;
    }

private:
    static GroupKind kindNamed(const std::string& name)
    {
        return name == "all"    ? GroupKind::All
               : name == "any"  ? GroupKind::Any
               : name == "none" ? GroupKind::None
               : name == "two"  ? GroupKind::AtLeast
                                : GroupKind::Not;
    }
    void skipBlanks()
    {
        while (m_at < m_text.size() && m_text[m_at] == ' ') {
            ++m_at;
        }
    }
    bool take(char c)
    {
        const bool here = m_at < m_text.size() && m_text[m_at] == c;
        m_at += here ? 1 : 0;
        return here;
    }

    std::string_view m_text;
    std::size_t m_at = 0;
};

FilterTree tree(std::string_view text)
{
    return FilterTree(ShortForm(text).read());
}

QString shortForm(const Node& node)
{
    const QString off = node.off ? QStringLiteral("-") : QString();
    const auto* group = std::get_if<Group>(&node.body);
    if (group == nullptr) {
        return off + QString::fromStdString(std::get<SegmentReference>(node.body).segment);
    }
    const QStringList kinds{QStringLiteral("all"), QStringLiteral("any"), QStringLiteral("none"), QStringLiteral("two"),
                            QStringLiteral("not")};
    QStringList children;
    for (const Node& child : group->children) {
        children << shortForm(child);
    }
    return off + kinds[static_cast<int>(group->kind)] + '(' + children.join(' ') + ')';
}

/// `all(a b) @1.0`, or the error's message.
QString shown(const Edit& edit)
{
    if (!edit) {
        return QString::fromStdString(edit.error().message);
    }
    QStringList path;
    for (const std::uint32_t index : edit->path) {
        path << QString::number(index);
    }
    return shortForm(edit->tree.root()) + QStringLiteral(" @") + path.join('.');
}

} // namespace

class TestTreeEdit : public QObject {
    Q_OBJECT

private slots:
    void editsAreAsShown_data();
    void editsAreAsShown();
    void theGivenTreeStays();
    void depthIsLimited();
    void pathsFollowTheJson();
};

void TestTreeEdit::editsAreAsShown_data()
{
    QTest::addColumn<QString>("result");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const Edit& edit, const char* expected) {
        QTest::newRow(name) << shown(edit) << QString::fromUtf8(expected);
    };
    const FilterTree t = tree("all(a any(b c) not(d) -e)");
    const Node x = ShortForm("x").read();
    row("replace", replaceNode(t, {1, 0}, x), "all(a any(x c) not(d) -e) @1.0");
    row("replace the root", replaceNode(t, {}, x), "x @");
    row("replace nothing", replaceNode(t, {7}, x), "there is no node at this place; select one that stands");
    row("insert first", insertNode(t, {}, 0, x), "all(x a any(b c) not(d) -e) @0");
    row("insert past the end", insertNode(t, {1}, 9, x), "all(a any(b c x) not(d) -e) @1.2");
    row("insert into a leaf", insertNode(t, {0}, 0, x), "only a group of several takes a node in; wrap this one first");
    row("insert into a not", insertNode(t, {2}, 0, x), "only a group of several takes a node in; wrap this one first");
    row("remove", removeNode(t, {1}), "all(a not(d) -e) @");
    row("remove what is negated", removeNode(t, {2, 0}), "all(a any(b c) -e) @");
    row("remove the root", removeNode(t, {}), "all() @");
    row("move up within", moveNode(t, {3}, {}, 0), "all(-e a any(b c) not(d)) @0");
    row("move down within", moveNode(t, {0}, {}, 4), "all(any(b c) not(d) -e a) @3");
    row("move to its own place", moveNode(t, {1}, {}, 1), "all(a any(b c) not(d) -e) @1");
    row("move right after itself", moveNode(t, {1}, {}, 2), "all(a any(b c) not(d) -e) @1");
    row("move into a group behind it", moveNode(t, {0}, {1}, 1), "all(any(b a c) not(d) -e) @0.1");
    row("move out of a group", moveNode(t, {1, 0}, {}, 0), "all(b a any(c) not(d) -e) @0");
    row("move out, to behind its group", moveNode(t, {1, 1}, {}, 2), "all(a any(b) c not(d) -e) @2");
    row("move takes the not along", moveNode(t, {2, 0}, {1}, 0), "all(a any(not(d) b c) -e) @1.0");
    row("move into itself", moveNode(t, {1}, {1}, 0), "a node cannot be moved into itself; choose another group");
    row("move the root", moveNode(t, {}, {1}, 0), "the root cannot be moved; move what is below it");
    row("move into a leaf", moveNode(t, {1}, {0}, 0), "only a group of several takes a node in; choose another place");
    row("wrap", wrapNode(t, {0}, GroupKind::Any), "all(any(a) any(b c) not(d) -e) @0");
    row("wrap the root", wrapNode(t, {}, GroupKind::Not), "not(all(a any(b c) not(d) -e)) @");
    row("wrap what is off", wrapNode(t, {3}, GroupKind::All), "all(a any(b c) not(d) all(-e)) @3");
    row("unwrap", unwrapGroup(t, {1}), "all(a b c not(d) -e) @");
    row("unwrap a not", unwrapGroup(t, {2}), "all(a any(b c) d -e) @");
    row("unwrap a leaf", unwrapGroup(t, {0}), "only a group can be dissolved; select one");
    row("unwrap a root of several", unwrapGroup(t, {}),
        "this group stands where only one node can; leave it one child first");
    row("unwrap a root of one", unwrapGroup(tree("all(any(a b))"), {}), "any(a b) @");
    row("negate", negateNode(t, {0}), "all(not(a) any(b c) not(d) -e) @0");
    row("negate a not", negateNode(t, {2}), "all(a any(b c) d -e) @2");
    row("negate what is negated", negateNode(t, {2, 0}), "all(a any(b c) d -e) @2");
    row("negate what is off", negateNode(t, {3}), "all(a any(b c) not(d) -not(e)) @3");
    row("negate the root", negateNode(t, {}), "not(all(a any(b c) not(d) -e)) @");
    row("set the kind", setGroupKind(t, {1}, GroupKind::None), "all(a none(b c) not(d) -e) @1");
    row("set the kind to at least", setGroupKind(t, {1}, GroupKind::AtLeast, 2), "all(a two(b c) not(d) -e) @1");
    row("set a not's kind", setGroupKind(t, {2}, GroupKind::Any), "all(a any(b c) any(d) -e) @2");
    row("set several to not", setGroupKind(t, {1}, GroupKind::Not),
        "`not` takes exactly one child; use `none` for several");
    row("set a leaf's kind", setGroupKind(t, {0}, GroupKind::Any), "only a group has a kind; wrap the node first");
    row("switch off", setOff(t, {1, 1}, true), "all(a any(b -c) not(d) -e) @1.1");
    row("switch on", setOff(t, {3}, false), "all(a any(b c) not(d) e) @3");
    row("switch the root off", setOff(t, {}, true),
        "the whole segment cannot be switched off; switch off what is below it");
    row("duplicate", duplicateNode(t, {1}), "all(a any(b c) any(b c) not(d) -e) @2");
    row("duplicate what is negated", duplicateNode(t, {2, 0}), "all(a any(b c) not(d) not(d) -e) @3");
    row("duplicate the root", duplicateNode(t, {}), "the root cannot be doubled; wrap it first");
    row("indent into the group before", indentNode(t, {2}), "all(a any(b c not(d)) -e) @1.2");
    row("indent with the condition before", indentNode(t, {1, 1}), "all(a any(all(b c)) not(d) -e) @1.0.1");
    row("indent a group with the condition before", indentNode(t, {1}), "all(any(a any(b c)) not(d) -e) @0.1");
    row("indent with what is negated", indentNode(t, {3}), "all(a any(b c) any(not(d) -e)) @2.1");
    row("indent what is negated", indentNode(t, {2, 0}), "all(a any(b c not(d)) -e) @1.2");
    row("indent into a negated group", indentNode(tree("all(not(any(a)) b)"), {1}), "all(not(any(a b))) @0.0.1");
    row("indent with what is off", indentNode(tree("any(-a b)"), {1}), "any(all(-a b)) @0.1");
    row("indent the first", indentNode(t, {0}),
        "nothing stands before this node to nest it with; wrap it in a group instead");
    row("indent the root", indentNode(t, {}),
        "nothing stands before this node to nest it with; wrap it in a group instead");
    row("outdent", outdentNode(tree("all(any(a b c) d)"), {0, 1}), "all(any(a c) b d) @1");
    row("outdent what nesting made", outdentNode(tree("all(any(a b) c)"), {0, 1}), "all(a b c) @1");
    row("outdent and leave one behind", outdentNode(t, {1, 0}), "all(a c b not(d) -e) @2");
    row("outdent and leave one of none behind", outdentNode(tree("all(none(a b))"), {0, 1}), "all(none(a) b) @1");
    row("outdent and leave one of what is off", outdentNode(tree("all(-any(a b))"), {0, 1}), "all(-any(a) b) @1");
    row("outdent the only child", outdentNode(tree("all(a any(b) c)"), {1, 0}), "all(a b c) @1");
    row("outdent out of a negated group", outdentNode(tree("all(a not(any(b c)))"), {1, 0, 1}),
        "all(a not(any(b)) c) @2");
    row("outdent the only child of a negated group", outdentNode(tree("all(not(any(b)) a)"), {0, 0, 0}), "all(b a) @0");
    row("outdent what stands at the top", outdentNode(t, {1}), "this node stands at the top already");
    row("outdent the root", outdentNode(t, {}), "this node stands at the top already");
}

void TestTreeEdit::editsAreAsShown()
{
    QFETCH(QString, result);
    QFETCH(QString, expected);
    QCOMPARE(result, expected);
}

void TestTreeEdit::theGivenTreeStays()
{
    const FilterTree before = tree("all(a any(b c))");
    const FilterTree copy = before;
    QVERIFY(removeNode(before, {1}).has_value());
    QVERIFY(moveNode(before, {0}, {1}, 0).has_value());
    QVERIFY(before == copy);
}

void TestTreeEdit::depthIsLimited()
{
    FilterTree deep = tree("all(a)");
    while (deep.depth() < kMaxDepth) {
        deep = wrapNode(deep, {}, GroupKind::Any)->tree;
    }
    const Edit edit = wrapNode(deep, {}, GroupKind::Any);
    QVERIFY(!edit.has_value());
    QCOMPARE(edit.error().code, ErrorCode::LimitExceeded);
}

void TestTreeEdit::pathsFollowTheJson()
{
    const FilterTree t = tree("all(a any(b two(c)) not(none(d)))");
    QCOMPARE(QString::fromStdString(t.jsonPath({})), QStringLiteral("$.where"));
    QCOMPARE(QString::fromStdString(t.jsonPath({1, 1, 0})), QStringLiteral("$.where.all[1].any[1].of[0]"));
    QCOMPARE(QString::fromStdString(t.jsonPath({2, 0, 0})), QStringLiteral("$.where.all[2].not.none[0]"));
    QCOMPARE(QString::fromStdString(t.jsonPath({9})), QStringLiteral("$.where"));
    QVERIFY(t.find({1, 1, 0}) != nullptr);
    QVERIFY(t.find({1, 1, 1}) == nullptr);
    QVERIFY(t.find({0, 0}) == nullptr);
}

QTEST_APPLESS_MAIN(TestTreeEdit)
#include "tst_tree_edit.moc"
