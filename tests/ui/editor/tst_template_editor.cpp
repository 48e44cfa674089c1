// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/appearance.h"
#include "ui/base/theme.h"
#include "ui/editor/markup_scanner.h"
#include "ui/editor/template_editor.h"

#include <QAccessible>
#include <QSignalSpy>
#include <QTest>

using namespace postweave;
using namespace postweave::ui;
using namespace postweave::ui::editor;
using namespace Qt::Literals::StringLiterals;

namespace {

class Names final : public CompletionSource {
public:
    QList<Completion> completions(const CompletionContext& context) const override
    {
        if (context.kind == CompletionContext::Kind::Member && context.path == "customer") {
            return {{u"country"_s, u"text"_s}, {u"first_name"_s, u"text"_s}, {u"plan"_s, u"text"_s}};
        }
        if (context.kind == CompletionContext::Kind::Segment) {
            return {{u"High engagement"_s, {}}, {u"VIP"_s, {}}};
        }
        return {};
    }
};

class TestTemplateEditor : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void coloursWhatIsShown();
    void coloursAfterAnEditInTheMiddleAsInOneGo();
    void showsFindingsWhereTheyAre();
    void tellsWhatTagsMeanWhereTheyAre();
    void jumpsToLineAndColumn();
    void completesMembersWhileTyping();
    void completesSegmentsInsideQuotes();
    void escapeClosesTheListAndKeepsTheText();
    void typingIsOneStepToUndo();
    void documentsKeepTheirOwnHistory();
    void newLineIndentsInsideABlock();
    void anEndTagMovesUnderItsOpening();
    void findBarCountsAndSteps();
    void followsTheTheme();
    void escapeThenTabLeaves();
    void hasAnAccessibleName();

private:
    void type(const QString& text) { QTest::keyClicks(m_editor->inputWidget(), text); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(m_editor->inputWidget(), key, modifiers);
    }

    std::unique_ptr<Appearance> m_appearance;
    std::unique_ptr<QWidget> m_window;
    TemplateEditor* m_editor = nullptr;
    Names m_names;
};

} // namespace

void TestTemplateEditor::initTestCase()
{
    m_appearance = std::make_unique<Appearance>(false);
}

void TestTemplateEditor::init()
{
    m_window = std::make_unique<QWidget>();
    m_editor = new TemplateEditor(m_window.get());
    m_window->resize(700, 500);
    m_editor->resize(700, 500);
    m_editor->setCompletionSource(&m_names);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    m_editor->showDocument(u"a"_s, "");
    m_editor->inputWidget()->setFocus();
}

void TestTemplateEditor::cleanup()
{
    m_window.reset();
}

void TestTemplateEditor::coloursWhatIsShown()
{
    const std::string text = "<a href=\"{{ customer.key }}\">x</a>";
    m_editor->showDocument(u"b"_s, text);
    m_window->grab();
    QCOMPARE(m_editor->text(), text);
    QCOMPARE(m_editor->styleAt(0), static_cast<int>(MarkupStyle::Tag));
    QCOMPARE(m_editor->styleAt(text.find("customer")), static_cast<int>(MarkupStyle::Variable));
    QCOMPARE(m_editor->styleAt(text.find("{{")), static_cast<int>(MarkupStyle::Mark));
}

void TestTemplateEditor::coloursAfterAnEditInTheMiddleAsInOneGo()
{
    std::string text;
    for (int i = 0; i < 40; ++i) {
        text += "<td class=\"a\">{% if customer.plan == 'pro' %}ä{% endif %}</td>\n";
    }
    m_editor->showDocument(u"b"_s, text);
    m_window->grab();
    const std::size_t middle = text.find("<td", text.size() / 8);
    m_editor->replaceRange({middle, middle}, "<!-- ");
    m_window->grab();
    QCOMPARE(m_editor->styleAt(middle + 6), static_cast<int>(MarkupStyle::Comment));
    const std::string edited = m_editor->text();
    std::vector<MarkupStyle> expected;
    MarkupState state;
    for (std::size_t from = 0; from < edited.size();) {
        const std::size_t end = edited.find('\n', from) + 1;
        state = scanLine(std::string_view(edited).substr(from, end - from), state, expected).next;
        from = end;
    }
    for (std::size_t i = 0; i < edited.size() / 4; ++i) {
        QCOMPARE(m_editor->styleAt(i), static_cast<int>(expected[i]));
    }
}

void TestTemplateEditor::showsFindingsWhereTheyAre()
{
    const std::string text = "<p>\n{{ shipping_ca }}\n</p>";
    m_editor->showDocument(u"b"_s, text);
    const std::size_t at = text.find("shipping_ca");
    Diagnostic finding{Severity::Error, "unknown", "shipping_ca is not defined", "Use shipping.ca", {at, at + 11}, {}};
    m_editor->setDiagnostics({finding});
    m_editor->goTo({1, 1});
    QCOMPARE(m_editor->diagnosticAtCaret(), -1);
    m_editor->goTo({2, 5});
    QCOMPARE(m_editor->diagnosticAtCaret(), 0);
    m_editor->goTo({2, 1});
    QCOMPARE(m_editor->diagnosticAtCaret(), 0);
    m_editor->setDiagnostics({});
    QCOMPARE(m_editor->diagnosticAtCaret(), -1);
}

void TestTemplateEditor::tellsWhatTagsMeanWhereTheyAre()
{
    const std::string text = "<p>\n{% if a < 3 %}x{% endif %}\n</p>";
    m_editor->showDocument(u"b"_s, text);
    const std::size_t tag = text.find("{% if");
    m_editor->setTagNotes({{{tag, text.find('x')}, u"a < 3 in words"_s}});
    QCOMPARE(m_editor->tipAt(tag), u"<qt>a &lt; 3 in words</qt>"_s);
    QCOMPARE(m_editor->tipAt(text.find('x')), QString());
    m_editor->replaceRange({0, 3}, "<p class=\"x\">");
    QCOMPARE(m_editor->tipAt(tag + 10), u"<qt>a &lt; 3 in words</qt>"_s);
    Diagnostic finding{Severity::Error, "unknown", "a is not defined", "", {tag + 16, tag + 17}, {}};
    m_editor->setDiagnostics({finding});
    QVERIFY(m_editor->tipAt(tag + 16).contains(u"a is not defined"_s));
    m_editor->setDiagnostics({});
    m_editor->setTagNotes({});
    QCOMPARE(m_editor->tipAt(tag + 10), QString());
}

void TestTemplateEditor::jumpsToLineAndColumn()
{
    m_editor->showDocument(u"b"_s, "one\nzwölf {{ x }}\nthree");
    m_editor->goTo({2, 7});
    QCOMPARE(m_editor->caretPosition(), (SourcePosition{2, 7}));
    QCOMPARE(m_editor->caretOffset(), std::string("one\nzwölf ").size());
    m_editor->goTo({3, 99});
    QCOMPARE(m_editor->caretPosition(), (SourcePosition{3, 6}));
    m_editor->goTo({99, 1});
    QCOMPARE(m_editor->caretPosition().line, 3);
    m_editor->goToOffset(4);
    QCOMPARE(m_editor->caretPosition(), (SourcePosition{2, 1}));
}

void TestTemplateEditor::completesMembersWhileTyping()
{
    type(u"{{ customer."_s);
    QCOMPARE(m_editor->offeredCompletions(), (QStringList{u"country"_s, u"first_name"_s, u"plan"_s}));
    type(u"fi"_s);
    QCOMPARE(m_editor->offeredCompletions(), QStringList{u"first_name"_s});
    press(Qt::Key_Tab);
    QCOMPARE(m_editor->text(), std::string("{{ customer.first_name"));
    QVERIFY(m_editor->offeredCompletions().isEmpty());
}

void TestTemplateEditor::completesSegmentsInsideQuotes()
{
    type(u"{% if customer.segments contains '"_s);
    QCOMPARE(m_editor->offeredCompletions(), (QStringList{u"High engagement"_s, u"VIP"_s}));
    press(Qt::Key_Down);
    press(Qt::Key_Return);
    QCOMPARE(m_editor->text(), std::string("{% if customer.segments contains 'VIP"));
}

void TestTemplateEditor::escapeClosesTheListAndKeepsTheText()
{
    type(u"{{ customer."_s);
    QVERIFY(!m_editor->offeredCompletions().isEmpty());
    press(Qt::Key_Escape);
    QVERIFY(m_editor->offeredCompletions().isEmpty());
    press(Qt::Key_Return);
    QVERIFY(QString::fromStdString(m_editor->text()).startsWith(u"{{ customer.\n"_s));
}

void TestTemplateEditor::typingIsOneStepToUndo()
{
    QSignalSpy steps(m_editor, &TemplateEditor::stepBegan);
    type(u"abc"_s);
    QCOMPARE(steps.size(), 1);
    m_editor->endStep();
    type(u"def"_s);
    QCOMPARE(steps.size(), 2);
    m_editor->undo();
    QCOMPARE(m_editor->text(), std::string("abc"));
    m_editor->undo();
    QCOMPARE(m_editor->text(), std::string());
    m_editor->redo();
    m_editor->redo();
    QCOMPARE(m_editor->text(), std::string("abcdef"));
    QCOMPARE(steps.size(), 2);
    press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(m_editor->text(), std::string("abcdef"));
}

void TestTemplateEditor::documentsKeepTheirOwnHistory()
{
    type(u"first"_s);
    m_editor->showDocument(u"b"_s, "second");
    type(u"+"_s);
    QCOMPARE(m_editor->text(), std::string("+second"));
    m_editor->showDocument(u"a"_s, "ignored, it is known");
    QCOMPARE(m_editor->text(), std::string("first"));
    m_editor->undo();
    QCOMPARE(m_editor->text(), std::string());
    m_editor->showDocument(u"b"_s, {});
    QCOMPARE(m_editor->text(), std::string("+second"));
    m_editor->undo();
    QCOMPARE(m_editor->text(), std::string("second"));
    m_editor->forgetDocument(u"b"_s);
    QVERIFY(!m_editor->knowsDocument(u"b"_s));
}

void TestTemplateEditor::newLineIndentsInsideABlock()
{
    m_editor->showDocument(u"b"_s, "  {% if a %}");
    m_editor->goTo({1, 13});
    press(Qt::Key_Return);
    type(u"x"_s);
    QCOMPARE(m_editor->text(), std::string("  {% if a %}\n    x"));
    press(Qt::Key_Return);
    type(u"y"_s);
    QCOMPARE(m_editor->text(), std::string("  {% if a %}\n    x\n    y"));
}

void TestTemplateEditor::anEndTagMovesUnderItsOpening()
{
    m_editor->showDocument(u"b"_s, "  {% if a %}\n    <b>x</b>\n    ");
    m_editor->goTo({3, 5});
    type(u"{% endif %}"_s);
    QCOMPARE(m_editor->text(), std::string("  {% if a %}\n    <b>x</b>\n  {% endif %}"));
    QCOMPARE(m_editor->caretPosition(), (SourcePosition{3, 14}));
}

void TestTemplateEditor::findBarCountsAndSteps()
{
    m_editor->showDocument(u"b"_s, "tulip rose\nTulip\nä tulip");
    press(Qt::Key_F, Qt::ControlModifier);
    QTRY_VERIFY(qobject_cast<QWidget*>(QApplication::focusWidget()) != m_editor->inputWidget());
    QTest::keyClicks(QApplication::focusWidget(), u"tulip"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QCOMPARE(m_editor->caretPosition(), (SourcePosition{2, 6}));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QCOMPARE(m_editor->caretPosition(), (SourcePosition{3, 8}));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QCOMPARE(m_editor->caretPosition(), (SourcePosition{1, 6}));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QVERIFY(m_editor->inputWidget()->hasFocus());
}

void TestTemplateEditor::followsTheTheme()
{
    m_editor->showDocument(u"b"_s, "\n\n<b>");
    m_appearance->setThemeMode(ThemeMode::Light);
    const auto ground = [this] { return m_window->grab().toImage().pixelColor(600, 400); };
    QCOMPARE(ground(), lightTheme().surface);
    m_appearance->setThemeMode(ThemeMode::Dark);
    QCOMPARE(ground(), darkTheme().surface);
    m_appearance->setThemeMode(ThemeMode::Light);
}

void TestTemplateEditor::escapeThenTabLeaves()
{
    auto* after = new QWidget(m_window.get());
    after->setFocusPolicy(Qt::StrongFocus);
    after->show();
    press(Qt::Key_Tab);
    QCOMPARE(m_editor->text(), std::string("  "));
    press(Qt::Key_Escape);
    press(Qt::Key_Tab);
    QVERIFY(!m_editor->inputWidget()->hasFocus());
    QCOMPARE(m_editor->text(), std::string("  "));
}

void TestTemplateEditor::hasAnAccessibleName()
{
    QAccessibleInterface* interface = QAccessible::queryAccessibleInterface(m_editor->inputWidget());
    QVERIFY(interface != nullptr);
    QCOMPARE(interface->text(QAccessible::Name), u"Template source"_s);
}

QTEST_MAIN(TestTemplateEditor)
#include "tst_template_editor.moc"
