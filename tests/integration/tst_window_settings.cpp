// SPDX-License-Identifier: GPL-3.0-or-later
// Settings that change every word or measure of the window: it is made anew, and shows what it showed.
#include "app/window/composition.h"
#include "core/workspace/workspace.h"
#include "tests/integration/shown_window.h"
#include "ui/shell/rail.h"
#include "ui/shell/settings_panel.h"
#include "ui/webview/web_engine.h"
#include "ui/widgets/segmented_control.h"

#include <QApplication>
#include <QComboBox>
#include <QSettings>
#include <QtTest>

using namespace postweave;
using namespace postweave::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

QString wordOn(const QString& page)
{
    return mainWindow()->findChild<Rail*>()->findChild<RailButton*>(page)->text();
}

template <typename Control>
Control* setting(const QString& name)
{
    for (Control* control : mainWindow()->findChildren<Control*>()) {
        if (control->accessibleName() == name && control->isVisible()) {
            return control;
        }
    }
    return nullptr;
}

} // namespace

class TestWindowSettings : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::unique_ptr<window::Composition> m_composition;

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(u"PostweaveTests"_s);
        QCoreApplication::setApplicationName(u"tst_window_settings"_s);
        QSettings().clear();
        const QString file = m_folder.filePath(u"shop.postweave"_s);
        QVERIFY(workspace::Workspace::create(file.toStdString(), "UTC", Instant{}).has_value());
        m_composition = std::make_unique<window::Composition>(window::CommandLine{file, {}, u"data"_s, {}, {}});
        QVERIFY(m_composition->start().has_value());
        QTRY_VERIFY_WITH_TIMEOUT(mainWindow() && mainWindow()->currentPage()->id() == u"data"_s, kPatience);
    }
    void cleanupTestCase()
    {
        m_composition.reset();
        QSettings().clear();
    }

    void wordsGrowAtOnceAndThePageStays()
    {
        const int before = QApplication::font().pixelSize();
        const int rail = mainWindow()->findChild<Rail*>()->width();
        mainWindow()->openSettings();
        QTRY_VERIFY(setting<SegmentedControl>(u"Size of words"_s) != nullptr);
        QTest::keyClick(setting<SegmentedControl>(u"Size of words"_s), Qt::Key_Right);
        QTRY_VERIFY_WITH_TIMEOUT(mainWindow() && mainWindow()->findChild<Rail*>()->width() > rail, kPatience);
        QVERIFY(QApplication::font().pixelSize() > before);
        QCOMPARE(mainWindow()->currentPage()->id(), u"data"_s);
        // The panel is there again, to go on choosing in.
        QTRY_VERIFY(setting<SegmentedControl>(u"Size of words"_s) != nullptr);
        QTest::keyClick(setting<SegmentedControl>(u"Size of words"_s), Qt::Key_Left);
        QTRY_COMPARE_WITH_TIMEOUT(mainWindow() ? mainWindow()->findChild<Rail*>()->width() : 0, rail, kPatience);
    }

    void anotherLanguageIsSpokenAtOnce()
    {
        QCOMPARE(wordOn(u"segments"_s), u"Segments"_s);
        mainWindow()->openSettings();
        QTRY_VERIFY(setting<QComboBox>(u"Language"_s) != nullptr);
        QComboBox* languages = setting<QComboBox>(u"Language"_s);
        languages->setFocus();
        QTest::keyClicks(languages, u"Deu"_s);
        QCOMPARE(languages->currentText(), u"Deutsch"_s);
        QTRY_VERIFY_WITH_TIMEOUT(mainWindow() && wordOn(u"segments"_s) == u"Segmente"_s, kPatience);
        QCOMPARE(mainWindow()->currentPage()->id(), u"data"_s);
        QCOMPARE(QSettings().value(u"language"_s).toString(), u"de"_s);
        QTRY_VERIFY(setting<QComboBox>(u"Sprache"_s) != nullptr);
        QTest::keyClicks(setting<QComboBox>(u"Sprache"_s), u"Eng"_s);
        QTRY_VERIFY_WITH_TIMEOUT(mainWindow() && wordOn(u"segments"_s) == u"Segments"_s, kPatience);
    }
};

int main(int argc, char** argv)
{
    webview::prepareWebEngine();
    QApplication application(argc, argv);
    TestWindowSettings settings;
    return QTest::qExec(&settings, argc, argv);
}

#include "tst_window_settings.moc"
