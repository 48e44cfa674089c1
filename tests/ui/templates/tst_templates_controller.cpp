// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/templates/fake_template_source.h"
#include "ui/templates/template_list_model.h"
#include "ui/templates/templates_controller.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace postweave;
using namespace postweave::ui;
using namespace postweave::ui::templates;
using namespace Qt::Literals::StringLiterals;

class TestTemplatesController : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void createsRenamesAndDeletes();
    void whatWasDoneIsTakenBack();
    void savesByItselfOnceWritingPauses();
    void takesNamesThatAreFreeOnly();
    void duplicatesTheText();
    void restoresAnEarlierVersionAsAnEdit();
    void othersChangesAreTaken();
    void theLatestTextWins();
    void typingNeverWaits();
    void stepsThroughTheFewestWhoReachEverything();
    void stepsThroughASegment();
    void aPersonIsFoundAgainInANewAudience();
    void ownSavesMeasureNothingAnew();

private:
    class Host;
    void edit(const std::string& text);
    void settle() { QTRY_VERIFY_WITH_TIMEOUT(m_controller->isSettled() && !m_source->isLoading(), 30000); }
    [[nodiscard]] QStringList names() const;

    std::unique_ptr<FakeTemplateSource> m_source;
    std::unique_ptr<Host> m_host;
    std::unique_ptr<TemplatesController> m_controller;
};

/// Texts in a map, each with a list of earlier ones.
class TestTemplatesController::Host : public TextHost {
public:
    Text text() const override
    {
        return std::make_shared<const std::string>(texts.contains(shown) ? texts.at(shown) : std::string());
    }
    void showText(const QString& id, const Text& text) override
    {
        shown = id;
        if (text) {
            texts.try_emplace(id, *text);
        }
    }
    void forgetText(const QString& id) override { texts.erase(id); }
    void replaceText(const std::string& text) override
    {
        before.push_back(texts[shown]);
        texts[shown] = text;
        controller->stepBegan();
        controller->textEdited();
    }
    void stepBack() override
    {
        after.push_back(texts[shown]);
        texts[shown] = before.back();
        before.pop_back();
        controller->textEdited();
    }
    void stepForth() override
    {
        before.push_back(texts[shown]);
        texts[shown] = after.back();
        after.pop_back();
        controller->textEdited();
    }
    void endStep() override {}

    std::map<QString, std::string> texts;
    std::vector<std::string> before;
    std::vector<std::string> after;
    QString shown;
    TemplatesController* controller = nullptr;
};

void TestTemplatesController::init()
{
    m_source = std::make_unique<FakeTemplateSource>(smallWorld(7));
    m_host = std::make_unique<Host>();
    m_controller = std::make_unique<TemplatesController>(*m_source, *m_host);
    m_host->controller = m_controller.get();
}

void TestTemplatesController::cleanup()
{
    m_controller.reset();
}

void TestTemplatesController::edit(const std::string& text)
{
    m_host->replaceText(text);
}

QStringList TestTemplatesController::names() const
{
    QStringList names;
    for (const TemplateEntry& entry : m_controller->document().entries()) {
        names.append(entry.name);
    }
    return names;
}

void TestTemplatesController::createsRenamesAndDeletes()
{
    TemplateListModel model(m_controller->document());
    const QAbstractItemModelTester tester(&model);
    m_controller->create(u"b"_s, "one");
    m_controller->create(u"a"_s, "two");
    m_controller->create(u"a"_s, "three");
    QCOMPARE(names(), (QStringList{u"a"_s, u"a 2"_s, u"b"_s}));
    QCOMPARE(m_controller->document().current()->name, u"a 2"_s);
    QVERIFY(m_controller->rename(m_controller->document().currentId(), u"z"_s).isEmpty());
    QCOMPARE(names(), (QStringList{u"a"_s, u"b"_s, u"z"_s}));
    settle();
    QCOMPARE(m_source->textOf(u"z"_s), std::string("three"));
    QCOMPARE(m_source->textOf(u"a 2"_s), std::string("(none)"));
    m_controller->remove(m_controller->document().currentId());
    QCOMPARE(names(), (QStringList{u"a"_s, u"b"_s}));
    settle();
    QCOMPARE(m_source->textOf(u"z"_s), std::string("(none)"));
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(0).data().toString(), u"a"_s);
}

void TestTemplatesController::whatWasDoneIsTakenBack()
{
    m_controller->create(u"a"_s, "one");
    edit("two");
    QCOMPARE(m_controller->undoStack()->count(), 1);
    QVERIFY(m_controller->rename(m_controller->document().currentId(), u"b"_s).isEmpty());
    m_controller->undoStack()->undo();
    QCOMPARE(names(), QStringList{u"a"_s});
    m_controller->undoStack()->undo();
    QCOMPARE(*m_host->text(), std::string("one"));
    m_controller->undoStack()->redo();
    QCOMPARE(*m_host->text(), std::string("two"));
    QSignalSpy removed(m_controller.get(), &TemplatesController::removed);
    m_controller->remove(m_controller->document().currentId());
    QVERIFY(names().isEmpty());
    QCOMPARE(removed.size(), 1);
    m_controller->undoStack()->undo();
    QCOMPARE(names(), QStringList{u"a"_s});
    QCOMPARE(*m_host->text(), std::string("two"));
    settle();
    QCOMPARE(m_source->textOf(u"a"_s), std::string("two"));
}

void TestTemplatesController::savesByItselfOnceWritingPauses()
{
    m_controller->create(u"a"_s, "one");
    settle();
    const int before = m_source->saves;
    for (int i = 0; i < 50; ++i) {
        edit("text " + std::to_string(i));
    }
    QVERIFY(!m_controller->isSaved());
    QCOMPARE(m_source->saves, before);
    QTRY_VERIFY_WITH_TIMEOUT(m_controller->isSaved(), 30000);
    QCOMPARE(m_source->saves, before + 1);
    QCOMPARE(m_source->textOf(u"a"_s), std::string("text 49"));
    settle();
    QCOMPARE(m_controller->document().current()->version, std::int64_t{2});
    edit("text 49");
    m_controller->flush();
    QCOMPARE(m_source->saves, before + 1);
}

void TestTemplatesController::takesNamesThatAreFreeOnly()
{
    m_controller->create(u"a"_s, "one");
    m_controller->create(u"b"_s, "two");
    const QString id = m_controller->document().currentId();
    QVERIFY(!m_controller->rename(id, u"  "_s).isEmpty());
    QVERIFY(!m_controller->rename(id, u"a"_s).isEmpty());
    QVERIFY(m_controller->rename(id, u"b"_s).isEmpty());
    QCOMPARE(names(), (QStringList{u"a"_s, u"b"_s}));
}

void TestTemplatesController::duplicatesTheText()
{
    m_controller->create(u"a"_s, "one");
    edit("changed");
    m_controller->duplicate(m_controller->document().currentId());
    QCOMPARE(names(), (QStringList{u"a"_s, u"a copy"_s}));
    QCOMPARE(*m_host->text(), std::string("changed"));
    settle();
    QCOMPARE(m_source->textOf(u"a copy"_s), std::string("changed"));
}

void TestTemplatesController::restoresAnEarlierVersionAsAnEdit()
{
    m_controller->create(u"a"_s, "one");
    edit("two");
    m_controller->restoreVersion(1);
    QCOMPARE(*m_host->text(), std::string("one"));
    m_controller->undoStack()->undo();
    QCOMPARE(*m_host->text(), std::string("two"));
}

void TestTemplatesController::othersChangesAreTaken()
{
    m_controller->create(u"a"_s, "one");
    settle();
    m_source->save(u"other"_s, std::make_shared<const std::string>("x"));
    m_source->save(u"a"_s, std::make_shared<const std::string>("theirs"));
    settle();
    QCOMPARE(names(), (QStringList{u"a"_s, u"other"_s}));
    QCOMPARE(*m_host->text(), std::string("theirs"));
    m_source->remove(u"other"_s);
    settle();
    QCOMPARE(names(), QStringList{u"a"_s});
}

void TestTemplatesController::theLatestTextWins()
{
    m_controller->create(u"a"_s, "<p>start</p>");
    PreviewController& preview = m_controller->preview();
    std::vector<std::string> shown;
    connect(&preview, &PreviewController::previewChanged, this, [&] {
        if (preview.preview()) {
            shown.push_back(preview.preview()->text);
        }
    });
    for (int i = 0; i < 200; ++i) {
        edit("<p>" + std::to_string(i) + "</p>");
        QTest::qWait(1);
    }
    settle();
    QCOMPARE(preview.preview()->text, std::string("199\n"));
    QVERIFY(shown.size() < 200);
    for (std::size_t i = 1; i < shown.size(); ++i) {
        if (shown[i - 1] != "start\n") {
            QVERIFY(std::stoi(shown[i - 1]) <= std::stoi(shown[i]));
        }
    }
    QCOMPARE(*preview.reading()->text, std::string("<p>199</p>"));
}

void TestTemplatesController::typingNeverWaits()
{
    // What an edit starts is only asked for: nothing is computed, saved or delivered before the event loop runs.
    m_controller->create(u"a"_s, "<p>start</p>");
    settle();
    QSignalSpy readings(&m_controller->preview(), &PreviewController::readingChanged);
    QSignalSpy previews(&m_controller->preview(), &PreviewController::previewChanged);
    const int saves = m_source->saves;
    for (int i = 0; i < 1000; ++i) {
        edit("<p>{{ customer.plan }} " + std::to_string(i) + "</p>");
    }
    QCOMPARE(readings.size(), 0);
    QCOMPARE(previews.size(), 0);
    QCOMPARE(m_source->saves, saves);
    settle();
    QVERIFY(readings.size() >= 1 && readings.size() < 20);
}

void TestTemplatesController::stepsThroughTheFewestWhoReachEverything()
{
    m_controller->create(
        u"a"_s, "{% if customer.country == 'US' %}us{% elsif customer.country == 'CA' %}ca{% else %}other{% endif %}");
    settle();
    PreviewController& preview = m_controller->preview();
    QCOMPARE(preview.sample().size(), std::size_t{3});
    QSet<QString> texts;
    for (int i = 0; i < 3; ++i) {
        texts.insert(QString::fromStdString(preview.preview()->text).trimmed());
        preview.stepPerson(1);
        settle();
    }
    QCOMPARE(texts, (QSet<QString>{u"us"_s, u"ca"_s, u"other"_s}));
    const auto first = preview.person();
    preview.stepPerson(-1);
    preview.stepPerson(1);
    QCOMPARE(preview.person(), first);
}

void TestTemplatesController::stepsThroughASegment()
{
    m_controller->create(u"a"_s, "<p>{{ customer.first_name }}</p>");
    settle();
    PreviewController& preview = m_controller->preview();
    QCOMPARE(preview.sample().size(), std::size_t{10});
    preview.setPerson(2);
    preview.setSampleChoice({SampleChoice::Kind::Segment, u"Americans"_s});
    settle();
    QCOMPARE(preview.sample().size(), std::size_t{2});
    QCOMPARE(preview.preview()->text, std::string("Anna\n"));
    QSignalSpy failed(&preview, &PreviewController::sampleFailed);
    preview.setSampleChoice({SampleChoice::Kind::Segment, u"Gone"_s});
    settle();
    QCOMPARE(failed.size(), 1);
    QCOMPARE(preview.sample().size(), std::size_t{10});
}

void TestTemplatesController::aPersonIsFoundAgainInANewAudience()
{
    m_controller->create(u"a"_s, "<p>{{ customer.first_name }}</p>");
    settle();
    m_controller->preview().setPerson(1);
    settle();
    m_source->setWorld(smallWorld(20));
    settle();
    QCOMPARE(m_controller->preview().preview()->text, std::string("Ben\n"));
    m_source->setWorld(makeWorld({}, {}, {}));
    settle();
    QVERIFY(!m_controller->preview().person());
    QVERIFY(!m_controller->preview().preview());
}

void TestTemplatesController::ownSavesMeasureNothingAnew()
{
    m_controller->create(u"a"_s, "<p>x</p>");
    settle();
    QSignalSpy measured(&m_controller->preview(), &PreviewController::coverageChanged);
    const World before = m_source->world();
    m_source->setWorld(makeWorld(before->people, {{"a", std::make_shared<const std::string>("<p>y</p>")}}, {}));
    settle();
    QVERIFY(measured.size() <= 1);
    const auto count = measured.size();
    m_source->setWorld(makeWorld(before->people, {{"a", std::make_shared<const std::string>("<p>z</p>")}}, {}));
    settle();
    QCOMPARE(measured.size(), count);
    m_source->setWorld(makeWorld(
        before->people,
        {{"a", std::make_shared<const std::string>("<p>z</p>")}, {"b", std::make_shared<const std::string>("b")}}, {}));
    settle();
    QVERIFY(measured.size() > count);
}

QTEST_GUILESS_MAIN(TestTemplatesController)
#include "tst_templates_controller.moc"
