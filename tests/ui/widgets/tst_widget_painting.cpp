// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/appearance.h"
#include "ui/base/painting.h"
#include "ui/base/theme.h"
#include "ui/widgets/count_bar.h"
#include "ui/widgets/histogram_view.h"
#include "ui/widgets/label.h"
#include "ui/widgets/sparkline.h"
#include "ui/widgets/thread_painter.h"

#include <QImage>
#include <QPainter>
#include <QTest>

#include <cstdlib>

using namespace postweave::ui;

namespace {

constexpr int kWidth = 200;

/// The rounded ends of a part blend into what lies below.
constexpr int kRounding = 2;

bool isAbout(int width, int expected)
{
    return std::abs(width - expected) <= kRounding;
}

/// Pixels of a colour in the middle line of a bar that fills the image.
int widthOf(const QColor& color, const CountShares& shares)
{
    QImage image(kWidth, 8, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::white);
    QPainter painter(&image);
    paintCountBar(painter, QRectF(image.rect()), shares);
    painter.end();
    int count = 0;
    for (int x = 0; x < kWidth; ++x) {
        count += image.pixelColor(x, 4) == color;
    }
    return count;
}

} // namespace

class TestWidgetPainting : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<Appearance> m_appearance;

private Q_SLOTS:
    void initTestCase()
    {
        m_appearance = std::make_unique<Appearance>(false);
        m_appearance->setThemeMode(ThemeMode::Light);
    }
    void cleanupTestCase() { m_appearance.reset(); }

    void barsAreProportional()
    {
        const CountShares shares = CountShares::of(500, 250, 1000);
        QVERIFY(isAbout(widthOf(theme().bar, shares), kWidth / 4));
        QVERIFY(isAbout(widthOf(theme().barPale, shares), kWidth / 4));
        QVERIFY(isAbout(widthOf(theme().track, shares), kWidth / 2));
    }

    void oneInAMillionIsStillSeen()
    {
        QVERIFY(widthOf(theme().bar, CountShares::of(1, 1, 1'000'000)) >= 1);
        QVERIFY(isAbout(widthOf(theme().track, CountShares::of(0, 0, 1'000'000)), kWidth));
    }

    void switchedOffHasNoBar() { QCOMPARE(widthOf(theme().track, {.finds = 0.5, .muted = true}), 0); }

    void everybodyFillsTheTrack()
    {
        QVERIFY(isAbout(widthOf(theme().bar, CountShares::solid(1)), kWidth));
        QCOMPARE(widthOf(theme().track, CountShares::solid(1)), 0);
    }

    void noPeopleGiveAnEmptyBar() { QCOMPARE(CountShares::of(0, 0, 0), CountShares{}); }

    void aNewerShareRestartsFromWhereTheBarIs()
    {
        CountBar bar;
        bar.setShares(CountShares::solid(0.5));
        QCOMPARE(bar.shares().in, 0.5);
        bar.setShares(CountShares::solid(0.1));
        QCOMPARE(bar.shares().in, 0.1);
    }

    void hairlinesAreOneDevicePixel_data()
    {
        QTest::addColumn<double>("ratio");
        QTest::newRow("1") << 1.0;
        QTest::newRow("1.25") << 1.25;
        QTest::newRow("2") << 2.0;
    }
    void hairlinesAreOneDevicePixel()
    {
        QFETCH(double, ratio);
        QImage image(qRound(40 * ratio), qRound(40 * ratio), QImage::Format_ARGB32_Premultiplied);
        image.setDevicePixelRatio(ratio);
        image.fill(Qt::white);
        QPainter painter(&image);
        paintHorizontalHairline(painter, 0, 40, 13, Qt::black);
        painter.end();
        int dark = 0;
        for (int y = 0; y < image.height(); ++y) {
            const QColor pixel = image.pixelColor(image.width() / 2, y);
            QVERIFY(pixel == QColor(Qt::white) || pixel == QColor(Qt::black));
            dark += pixel == QColor(Qt::black);
        }
        QCOMPARE(dark, 1);
    }

    void sparklineKeepsToItsDomain()
    {
        const auto topOf = [](const SparklineLook& look) {
            QImage image(60, 40, QImage::Format_ARGB32_Premultiplied);
            image.fill(Qt::white);
            QPainter painter(&image);
            paintSparkline(painter, QRectF(image.rect()), {0.50, 0.51, 0.50, 0.51}, look);
            painter.end();
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x) {
                    if (image.pixelColor(x, y).lightness() < 200) {
                        return y;
                    }
                }
            }
            return image.height();
        };
        QVERIFY2(topOf({}) < 8, "over its own range the line fills the height");
        QVERIFY2(topOf({.domain = std::pair(0.0, 1.0)}) > 12, "noise over a fixed domain stays flat");
    }

    void anAxisNamesRoundValues()
    {
        HistogramView view;
        view.setBars({5, 3, 1}, 11.8, 1004, true);
        QCOMPARE(view.axisMarks(), (QList<double>{250, 500, 750, 1004})); // everything above is in the last bar
        view.setBars({1, 2, 3}, 0, 1, false);
        QCOMPARE(view.axisMarks(), (QList<double>{0, 0.25, 0.5, 0.75, 1}));
        view.setStep(1);
        view.setBars({1, 2, 3}, 0, 9, false);
        QCOMPARE(view.axisMarks(), (QList<double>{0, 3, 6, 9})); // no halves of what is counted
    }

    void threadReachesItsLastChild()
    {
        QImage image(60, 100, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::white);
        QPainter painter(&image);
        const double children[] = {30, 80};
        paintThread(painter, Qt::black, 20, 5, children);
        painter.end();
        QVERIFY(image.pixelColor(20, 50).lightness() < 128);
        QVERIFY(image.pixelColor(28, 30).lightness() < 128);
        QVERIFY(image.pixelColor(28, 80).lightness() < 128);
        QVERIFY(image.pixelColor(20, 90).lightness() > 200);
    }

    void paragraphsAreSetInTheirLineHeight()
    {
        Label label(QStringLiteral("one\ntwo\nthree"), TextRole::Body);
        QCOMPARE(label.heightForWidth(400), 3 * lineHeight(TextRole::Body));
        Label wrapped(QStringLiteral("People who viewed but did not buy in the last thirty days"), TextRole::Body);
        wrapped.setWordWrap(true);
        QCOMPARE(wrapped.heightForWidth(4000), lineHeight(TextRole::Body));
        QVERIFY(wrapped.heightForWidth(120) >= 3 * lineHeight(TextRole::Body));
        QCOMPARE(wrapped.heightForWidth(120) % lineHeight(TextRole::Body), 0);
    }

    void labelsFollowTheTheme()
    {
        Label label(QStringLiteral("words"), TextRole::Body, &Theme::text2);
        m_appearance->setThemeMode(ThemeMode::Dark);
        QTRY_COMPARE(label.palette().color(QPalette::WindowText), darkTheme().text2);
        m_appearance->setThemeMode(ThemeMode::Light);
        QTRY_COMPARE(label.palette().color(QPalette::WindowText), lightTheme().text2);
    }
};

QTEST_MAIN(TestWidgetPainting)
#include "tst_widget_painting.moc"
