// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/templates/fake_template_source.h"
#include "ui/base/appearance.h"
#include "ui/editor/template_editor.h"
#include "ui/templates/blocks_view.h"
#include "ui/templates/comparison_popover.h"
#include "ui/templates/editor_pane.h"
#include "ui/templates/name_edit.h"
#include "ui/templates/person_chooser.h"
#include "ui/templates/person_stepper.h"
#include "ui/templates/preview_pane.h"
#include "ui/templates/problems_pane.h"
#include "ui/templates/templates_page.h"
#include "ui/templates/templates_pane.h"
#include "ui/webview/preview_view.h"
#include "ui/webview/web_engine.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/error_presenter.h"
#include "ui/widgets/label.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/segmented_control.h"

#include <QAbstractButton>
#include <QApplication>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QUndoStack>

using namespace postweave;
using namespace postweave::ui;
using namespace postweave::ui::templates;
using namespace Qt::Literals::StringLiterals;

namespace {

class TestTemplatesPage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void theEmptyPageOffersTheFirstStep();
    void theMessageNamesThePerson();
    void nextAndPreviousChangeTheMessage();
    void problemsAppearWithTheirLineAndLeadThere();
    void aMendIsOneStepThatCanBeTakenBack();
    void blocksLeadToTheirLine();
    void theMouseOnATagTellsItsConditionInWords();
    void theMessageFollowsTheCaret();
    void plainTextIsShownWhenAsked();
    void aPhoneIsNarrow();
    void aFaultIsShownInPlaceAndLeadsToItsLine();
    void scriptsInTheTemplateDoNotRun();
    void aLargeTemplateIsShown();
    void somebodyIsFoundByName();
    void typedTextIsUndoneThroughThePagesStack();
    void renamedInTheHead();
    void searchAndActivationFindTemplates();
    void saysWhoIsMissing();
    void anEarlierVersionIsComparedKindByKind();
    void everyControlHasAName();

private:
    void settle() { QTRY_VERIFY_WITH_TIMEOUT(m_page->isSettled(), 60000); }
    void show(const std::string& text);
    QString message();
    [[nodiscard]] editor::TemplateEditor* editor() const { return m_page->editor()->editor(); }

    std::unique_ptr<FakeTemplateSource> m_source;
    std::unique_ptr<TemplatesPage> m_page;
};

} // namespace

void TestTemplatesPage::init()
{
    campaign::Campaign campaign;
    campaign.name = "spring";
    campaign.templateName = "t";
    campaign.subject = "{{ customer.first_name | default: 'Hello' }}, spring is here";
    campaign.from = {"Shop", "news@shop.example"};
    m_source = std::make_unique<FakeTemplateSource>(smallWorld(0, {campaign}));
    m_page = std::make_unique<TemplatesPage>(*m_source);
    m_page->widget()->resize(1364, 790);
    m_page->widget()->show();
    m_page->widget()->activateWindow();
}

void TestTemplatesPage::cleanup()
{
    m_page.reset();
}

void TestTemplatesPage::show(const std::string& text)
{
    m_page->controller()->create(u"t"_s, text);
    settle();
}

QString TestTemplatesPage::message()
{
    const auto answer = std::make_shared<std::optional<QString>>();
    m_page->preview()->view()->evaluate(u"document.body.innerText"_s,
                                        [answer](const QVariant& value) { *answer = value.toString(); });
    [&] { QTRY_VERIFY_WITH_TIMEOUT(answer->has_value(), 60000); }();
    return answer->value_or(QString()).trimmed();
}

void TestTemplatesPage::theEmptyPageOffersTheFirstStep()
{
    QVERIFY(m_page->emptyState()->isVisible());
    auto* primary = m_page->emptyState()->findChild<QPushButton*>();
    QVERIFY(primary != nullptr);
    primary->click();
    settle();
    QVERIFY(!m_page->emptyState()->isVisible());
    QCOMPARE(m_source->templates().size(), std::size_t{1});
    QVERIFY(message().contains(u"Anna"_s));
    QCOMPARE(m_page->problems().rowCount(), 0);
}

void TestTemplatesPage::theMessageNamesThePerson()
{
    show("<!doctype html><h1>Hello {{ customer.first_name | default: 'you' }}</h1>");
    QTRY_COMPARE(message(), u"Hello Anna"_s);
    QCOMPARE(m_page->preview()->subject()->text(), u"Anna, spring is here"_s);
    QCOMPARE(m_page->preview()->stepper()->person()->text(), u"Anna"_s);
    QCOMPARE(m_page->preview()->stepper()->placeWords(), u"1 of 3"_s);
}

void TestTemplatesPage::nextAndPreviousChangeTheMessage()
{
    show("<p>{{ customer.country }}</p>");
    QTRY_COMPARE(message(), u"US"_s);
    m_page->preview()->stepper()->next()->click();
    settle();
    QTRY_COMPARE(message(), u"CA"_s);
    QTest::keyClick(m_page->widget(), Qt::Key_Left, Qt::AltModifier);
    settle();
    QTRY_COMPARE(message(), u"US"_s);
    m_page->preview()->stepper()->previous()->click();
    settle();
    QTRY_COMPARE(message(), u"DE"_s);
}

void TestTemplatesPage::problemsAppearWithTheirLineAndLeadThere()
{
    show("<p>\n\n  {{ customer.contry }}\n</p>");
    QCOMPARE(m_page->problems().rowCount(), 1);
    QCOMPARE(m_page->problems().index(0).data(ProblemListModel::PlaceRole).toString(), u"3:6"_s);
    Q_EMIT m_page->editor()->problems()->problemChosen(0);
    QCOMPARE(editor()->caretPosition(), (SourcePosition{3, 6}));
    editor()->replaceRange({0, 0}, "\n");
    settle();
    QCOMPARE(m_page->problems().index(0).data(ProblemListModel::PlaceRole).toString(), u"4:6"_s);
}

void TestTemplatesPage::aMendIsOneStepThatCanBeTakenBack()
{
    show("<p>{{ customer.contry }}</p>");
    editor()->goTo({1, 8});
    QTest::keyClick(editor()->inputWidget(), Qt::Key_Period, Qt::ControlModifier);
    QCOMPARE(editor()->text(), std::string("<p>{{ customer.country }}</p>"));
    settle();
    QCOMPARE(m_page->problems().rowCount(), 0);
    m_page->undoStack()->undo();
    QCOMPARE(editor()->text(), std::string("<p>{{ customer.contry }}</p>"));
}

void TestTemplatesPage::blocksLeadToTheirLine()
{
    show("<td class=\"hero\">\n{% if customer.country == 'US' %}\n us\n{% else %}\n other\n{% endif %}</td>");
    QCOMPARE(m_page->blocks().rowCount(), 1);
    QCOMPARE(m_page->blocks().index(0, 0).data().toString(), u"Hero"_s);
    Q_EMIT m_page->list()->blocks()->lineChosen(4);
    QCOMPARE(editor()->caretPosition().line, 4);
    editor()->goTo({5, 1});
    QTRY_COMPARE(m_page->list()->blocks()->currentIndex().data().toString(), u"everybody else"_s);
}

void TestTemplatesPage::theMouseOnATagTellsItsConditionInWords()
{
    const std::string text = "<p>{% if customer.country == 'US' and not customer.plan %}x{% else %}y{% endif %}</p>";
    show(text);
    QTRY_COMPARE(editor()->tipAt(text.find("country")),
                 u"<qt>customer.country is 'US' and customer.plan is not set</qt>"_s);
    QCOMPARE(editor()->tipAt(text.find("else")), QString());
}

void TestTemplatesPage::theMessageFollowsTheCaret()
{
    show("<p>one</p>\n<p style=\"margin-top:4000px\">two</p>\n");
    editor()->goTo({2, 3});
    const auto marked = std::make_shared<QString>();
    const auto ask = [&] {
        m_page->preview()->view()->evaluate(u"document.querySelector('postweave-mark')?.textContent ?? ''"_s,
                                            [marked](const QVariant& value) { *marked = value.toString(); });
        return *marked == u"line 2"_s;
    };
    QTRY_VERIFY_WITH_TIMEOUT(ask(), 30000);
}

void TestTemplatesPage::plainTextIsShownWhenAsked()
{
    show("<h1>Hello</h1><p>See <a href=\"https://shop.example/\">the shop</a></p>");
    m_page->preview()->looks()->setOn(2, true);
    settle();
    QTRY_VERIFY(message().contains(u"the shop (https://shop.example/)"_s));
    m_page->preview()->looks()->setOn(2, false);
    settle();
    QTRY_VERIFY(!message().contains(u"https"_s));
}

void TestTemplatesPage::aPhoneIsNarrow()
{
    show("<!doctype html><style>b{display:none}@media "
         "(max-width:480px){b{display:inline}}</style><p>wide<b>narrow</b></p>");
    QTRY_COMPARE(message(), u"wide"_s);
    m_page->preview()->devices()->setCurrent(2);
    QTRY_COMPARE(message(), u"widenarrow"_s);
}

void TestTemplatesPage::aFaultIsShownInPlaceAndLeadsToItsLine()
{
    show("<p>\n{{ 1 | divided_by: 0 }}\n</p>");
    ErrorPresenter* fault = m_page->preview()->fault();
    QVERIFY(fault->isVisible());
    QVERIFY2(fault->title().contains(u"Line 2"_s), qPrintable(fault->title()));
    QPushButton* go = nullptr;
    for (QPushButton* button : fault->findChildren<QPushButton*>()) {
        go = button->text().contains(u"line 2"_s) ? button : go;
    }
    QVERIFY(go != nullptr);
    editor()->goTo({1, 1});
    go->click();
    QCOMPARE(editor()->caretPosition().line, 2);
    editor()->replaceText("<p>fine</p>");
    settle();
    QVERIFY(!fault->isVisible());
    QTRY_COMPARE(message(), u"fine"_s);
}

void TestTemplatesPage::scriptsInTheTemplateDoNotRun()
{
    show("<p id=a>before</p><script>document.getElementById('a').textContent = 'after'</script>");
    QTRY_COMPARE(message(), u"before"_s);
}

void TestTemplatesPage::aLargeTemplateIsShown()
{
    std::string text = "<!doctype html>\n";
    for (int i = 0; text.size() < 3'000'000; ++i) {
        text += "<p>Paragraph " + std::to_string(i) +
                " of a very long message, nobody will read it all, yet it is shown</p>\n";
    }
    show(text + "<p>the end, {{ customer.first_name }}</p>");
    QTRY_VERIFY_WITH_TIMEOUT(message().endsWith(u"the end, Anna"_s), 60000);
}

void TestTemplatesPage::somebodyIsFoundByName()
{
    show("<p>{{ customer.country }}</p>");
    PersonChooser chooser(m_page->controller()->preview());
    QTRY_COMPARE(chooser.list()->model()->rowCount(), 3);
    QTest::keyClicks(chooser.field(), u"ben"_s);
    QTRY_COMPARE(chooser.list()->model()->rowCount(), 1);
    QSignalSpy done(&chooser, &PersonChooser::done);
    QTest::keyClick(chooser.field(), Qt::Key_Return);
    QTRY_VERIFY(!done.isEmpty());
    settle();
    QTRY_COMPARE(message(), u"CA"_s);
}

void TestTemplatesPage::typedTextIsUndoneThroughThePagesStack()
{
    show("<p>x</p>");
    editor()->goTo({1, 5});
    QTest::keyClicks(editor()->inputWidget(), u"abc"_s);
    QCOMPARE(editor()->text(), std::string("<p>xabc</p>"));
    QVERIFY(m_page->undoStack()->canUndo());
    m_page->undoStack()->undo();
    QCOMPARE(editor()->text(), std::string("<p>x</p>"));
    m_page->undoStack()->redo();
    QCOMPARE(editor()->text(), std::string("<p>xabc</p>"));
    settle();
    QTRY_COMPARE(message(), u"xabc"_s);
}

void TestTemplatesPage::renamedInTheHead()
{
    show("<p>x</p>");
    NameEdit* name = m_page->editor()->nameEdit();
    name->setFocus();
    name->selectAll();
    QTest::keyClicks(name, u"welcome"_s);
    QTest::keyClick(name, Qt::Key_Return);
    QCOMPARE(m_page->controller()->document().current()->name, u"welcome"_s);
    name->setFocus();
    QTest::keyClicks(name, u"x"_s);
    QTest::keyClick(name, Qt::Key_Escape);
    QCOMPARE(m_page->controller()->document().current()->name, u"welcome"_s);
}

void TestTemplatesPage::searchAndActivationFindTemplates()
{
    m_page->controller()->create(u"spring offer"_s, "one\ntwo\nthree");
    m_page->controller()->create(u"welcome"_s, "x");
    settle();
    const QList<SearchItem> found = m_page->search(u"spr"_s, 5);
    QCOMPARE(found.size(), 1);
    QCOMPARE(found.first().target.item, u"spring offer"_s);
    m_page->activate({u"templates"_s, u"spring offer"_s, 3});
    QCOMPARE(m_page->controller()->document().current()->name, u"spring offer"_s);
    QCOMPARE(editor()->caretPosition().line, 3);
}

void TestTemplatesPage::saysWhoIsMissing()
{
    m_source->setWorld(makeWorld({}, {}, {}));
    show("<p>x</p>");
    QSignalSpy navigation(m_page.get(), &Page::navigationRequested);
    QPushButton* import = nullptr;
    for (QPushButton* button : m_page->preview()->findChildren<QPushButton*>()) {
        import = button->isVisible() && button->text() == u"Import people"_s ? button : import;
    }
    QVERIFY(import != nullptr);
    import->click();
    QCOMPARE(navigation.size(), 1);
}

void TestTemplatesPage::everyControlHasAName()
{
    show("<p>{{ customer.contry }}</p>");
    for (const QWidget* widget : m_page->widget()->findChildren<QWidget*>()) {
        if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible() || widget->focusProxy() != nullptr ||
            widget->inherits("QScrollArea") || QByteArray(widget->metaObject()->className()).contains("WebEngine") ||
            QByteArray(widget->metaObject()->className()).startsWith("QQuick")) {
            continue;
        }
        const auto* button = qobject_cast<const QAbstractButton*>(widget);
        const bool hasName = !widget->accessibleName().isEmpty() || (button != nullptr && !button->text().isEmpty());
        QVERIFY2(hasName, widget->metaObject()->className());
    }
}

void TestTemplatesPage::anEarlierVersionIsComparedKindByKind()
{
    show("Hi {{ customer.first_name | default: 'you' }}\n");
    PreviewController& preview = m_page->controller()->preview();
    ComparisonView view(preview.currentJob(), 3, "Hi {{ customer.first_name }}\n",
                        [&](audience::Ordinal person) { preview.setPerson(person); });
    QTRY_VERIFY_WITH_TIMEOUT(!view.isRunning(), 60000);
    QCOMPARE(view.headline(), u"1 of 3 people get another message: 1 kind(s) of change"_s);
    QCOMPARE(view.kinds()->model()->rowCount(), 1);
    const QString change = view.findChild<QPlainTextEdit*>()->toPlainText();
    QVERIFY(change.contains(u"- {{ customer.first_name }}"_s));
    QVERIFY(change.contains(u"+ {{ customer.first_name | default: 'you' }}"_s));
    Q_EMIT view.kinds()->activated(view.kinds()->currentIndex());
    settle();
    QCOMPARE(preview.person(), std::optional<audience::Ordinal>(2));
}

int main(int argc, char** argv)
{
    webview::prepareWebEngine();
    QApplication application(argc, argv);
    Appearance appearance(false);
    TestTemplatesPage test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_templates_page.moc"
