// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/fonts.h"

#include <QFontDatabase>
#include <QFontInfo>
#include <QFontMetricsF>
#include <QTest>

using namespace postweave::ui;

class TestFonts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { loadFonts(); }

    void allDigitsOfEveryRoleAreAsWide()
    {
        if (sansFamily() != QStringLiteral("Postweave Sans")) {
            QSKIP("Postweave Sans was not built: fonts-inter or python3-fonttools is missing");
        }
        for (const TextRole role : {TextRole::Number, TextRole::Title, TextRole::Heading, TextRole::Body,
                                    TextRole::BodyMedium, TextRole::BodyStrong, TextRole::Secondary, TextRole::Small}) {
            const QFontMetricsF metrics(fontFor(role));
            for (const QChar digit : QStringLiteral("1234567890")) {
                QCOMPARE(metrics.horizontalAdvance(QString(8, digit)), metrics.horizontalAdvance(QString(8, u'0')));
            }
        }
    }

    void everyWeightIsLoaded()
    {
        if (sansFamily() != QStringLiteral("Postweave Sans")) {
            QSKIP("Postweave Sans was not built: fonts-inter or python3-fonttools is missing");
        }
        QCOMPARE(QFontInfo(fontFor(TextRole::Body)).weight(), int(QFont::Normal));
        QCOMPARE(QFontInfo(fontFor(TextRole::BodyMedium)).weight(), int(QFont::Medium));
        QCOMPARE(QFontInfo(fontFor(TextRole::BodyStrong)).weight(), int(QFont::DemiBold));
        const QString words = QStringLiteral("People who viewed");
        QVERIFY(QFontMetricsF(fontFor(TextRole::BodyStrong)).horizontalAdvance(words) >
                QFontMetricsF(fontFor(TextRole::Body)).horizontalAdvance(words));
    }

    void codeIsOfFixedPitch()
    {
        const QFontMetricsF metrics(fontFor(TextRole::Code));
        QCOMPARE(metrics.horizontalAdvance(u'i'), metrics.horizontalAdvance(u'W'));
        QCOMPARE(metrics.horizontalAdvance(QStringLiteral("!==>")), 4 * metrics.horizontalAdvance(u'x'));
    }

    void rolesGrowWithTheTextScale()
    {
        const int usual = fontFor(TextRole::Body).pixelSize();
        setTextScale(1.5);
        QCOMPARE(fontFor(TextRole::Body).pixelSize(), 20);
        QCOMPARE(scaled(size::kButton), 48);
        setTextScale(1);
        QCOMPARE(fontFor(TextRole::Body).pixelSize(), usual);
    }

    void nothingIsSmallerThanElevenPixels()
    {
        QCOMPARE(fontFor(TextRole::Small).pixelSize(), 11);
        QCOMPARE(lineHeight(TextRole::Small), 14);
    }
};

QTEST_MAIN(TestFonts)
#include "tst_fonts.moc"
