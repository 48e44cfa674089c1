// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/workspace.h"
#include "ui/base/error_words.h"

#include <QTemporaryDir>
#include <QTest>

using namespace postweave;
using namespace postweave::ui;
using namespace Qt::Literals::StringLiterals;

class TestErrorWords : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void coresWordsBecomeASentence()
    {
        QCOMPARE(errorWords({ErrorCode::WriteFailed, "the disk is full; free some room", {}}),
                 u"The disk is full; free some room."_s);
        QCOMPARE(sentenceOf("Done."), u"Done."_s);
        QCOMPARE(sentenceOf("ärger"), u"Ärger."_s);
        QCOMPARE(sentenceOf(""), QString());
    }

    void aWorkspaceThatIsGoneIsNoCommand()
    {
        const QTemporaryDir folder;
        const auto opened = workspace::Workspace::open(folder.filePath(u"gone.postweave"_s).toStdString(),
                                                       workspace::Mode::ReadWrite);
        QVERIFY(!opened.has_value());
        const QString words = errorWords(opened.error());
        QVERIFY2(!words.contains(u"workspace create"_s), qUtf8Printable(words));
        QVERIFY(words.startsWith(u"The file is not there any more."_s));
    }

    void optionsOfTheCommandLineAreLeftOut()
    {
        const Error refused{ErrorCode::AlreadyExists,
                            "holds a finished export; choose another folder, or --force to replace it",
                            {"/out", 0, 0, {}}};
        QVERIFY(!errorWords(refused).contains(u"--force"_s));
    }

    void detailsKeepCoresOwnLine()
    {
        const QString details = errorDetails({ErrorCode::InvalidInput, "no header", {"people.csv", 1, 0, {}}});
        QVERIFY(details.contains(u"people.csv:1: no header"_s));
        QVERIFY(details.startsWith(u"An input cannot be read."_s));
    }
};

QTEST_GUILESS_MAIN(TestErrorWords)
#include "tst_error_words.moc"
