// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/appearance.h"
#include "ui/base/icon.h"
#include "ui/base/theme.h"

#include <QApplication>
#include <QDir>
#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace postweave::ui;

namespace {

double linear(double channel)
{
    return channel <= 0.03928 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

/// Relative luminance and contrast as in WCAG 2.1, https://www.w3.org/TR/WCAG21/#dfn-relative-luminance.
double luminance(const QColor& color)
{
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor& a, const QColor& b)
{
    const double high = std::max(luminance(a), luminance(b));
    const double low = std::min(luminance(a), luminance(b));
    return (high + 0.05) / (low + 0.05);
}

constexpr ColorRole kGrounds[] = {&Theme::chrome, &Theme::canvas, &Theme::surface, &Theme::raised,
                                  &Theme::sunken, &Theme::hover,  &Theme::soft2};
constexpr ColorRole kWords[] = {&Theme::text, &Theme::text2, &Theme::text3};
constexpr ColorRole kColouredWords[] = {&Theme::accent, &Theme::ok,  &Theme::warn, &Theme::err,    &Theme::info,
                                        &Theme::all,    &Theme::any, &Theme::none, &Theme::atLeast};
constexpr std::pair<ColorRole, ColorRole> kPairs[] = {
    {&Theme::text, &Theme::soft},       {&Theme::text2, &Theme::soft},
    {&Theme::softText, &Theme::soft},   {&Theme::text, &Theme::codeSelection},
    {&Theme::onAccent, &Theme::accent}, {&Theme::onAccent, &Theme::accentHover},
    {&Theme::ok, &Theme::okSoft},       {&Theme::warn, &Theme::warnSoft},
    {&Theme::err, &Theme::errSoft},     {&Theme::info, &Theme::infoSoft},
    {&Theme::all, &Theme::allSoft},     {&Theme::any, &Theme::anySoft},
    {&Theme::none, &Theme::noneSoft},   {&Theme::atLeast, &Theme::atLeastSoft}};
constexpr ColorRole kCode[] = {&Theme::codeTag,    &Theme::codeAttribute, &Theme::codeString,   &Theme::codeComment,
                               &Theme::codeLiquid, &Theme::codeKeyword,   &Theme::codeVariable, &Theme::codeNumber};
constexpr ColorRole kCodeGrounds[] = {&Theme::surface, &Theme::caretLine, &Theme::codeLiquidGround};

} // namespace

class TestTheme : public QObject {
    Q_OBJECT

private:
    static void themes()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    static const Theme& fetched()
    {
        QFETCH_GLOBAL(bool, dark);
        return dark ? darkTheme() : lightTheme();
    }
    static void expectAtLeast(ColorRole words, ColorRole ground, double least)
    {
        const Theme& theme = fetched();
        const double found = contrast(theme.*words, theme.*ground);
        QVERIFY2(
            found >= least,
            qPrintable(QStringLiteral("%1 on %2: %3").arg((theme.*words).name(), (theme.*ground).name()).arg(found)));
    }

private Q_SLOTS:
    void initTestCase_data() { themes(); }

    void wordsAreReadableOnEveryGround()
    {
        for (const ColorRole ground : kGrounds) {
            for (const ColorRole words : kWords) {
                expectAtLeast(words, ground, 4.5);
            }
        }
    }

    void colouredWordsAreReadable()
    {
        for (const ColorRole words : kColouredWords) {
            for (const ColorRole ground : {&Theme::canvas, &Theme::surface, &Theme::raised, &Theme::sunken}) {
                expectAtLeast(words, ground, 4.5);
            }
        }
        for (const auto& [words, ground] : kPairs) {
            expectAtLeast(words, ground, 4.5);
        }
    }

    void codeIsReadable()
    {
        for (const ColorRole words : kCode) {
            for (const ColorRole ground : kCodeGrounds) {
                expectAtLeast(words, ground, 4.5);
            }
        }
    }

    void edgesOfControlsCanBeSeen()
    {
        for (const ColorRole mark : {&Theme::control, &Theme::bar, &Theme::focus, &Theme::data1, &Theme::data3,
                                     &Theme::data4, &Theme::data6}) {
            expectAtLeast(mark, &Theme::surface, 3.0);
        }
    }

    void barStandsOutFromItsPalePart() { expectAtLeast(&Theme::bar, &Theme::barPale, 1.8); }

    void changingTheThemeChangesThePaletteOfLivingWidgets()
    {
        Appearance appearance(false);
        appearance.setThemeMode(ThemeMode::Light);
        QWidget widget;
        QSignalSpy changed(&appearance, &Appearance::themeChanged);
        appearance.setThemeMode(ThemeMode::Dark);
        QCOMPARE(changed.size(), 1);
        QTRY_COMPARE(widget.palette().color(QPalette::Window), darkTheme().canvas);
        QCOMPARE(theme().dark, true);
        appearance.setThemeMode(ThemeMode::Dark);
        QCOMPARE(changed.size(), 1);
    }

    void everyIconHasADrawingAndEveryDrawingAnIcon()
    {
        Appearance appearance(false);
        QStringList names;
        for (int i = 0; i < kIconCount; ++i) {
            names.append(nameOf(static_cast<Icon>(i)) + QStringLiteral(".svg"));
            const QImage image = iconPixmap(static_cast<Icon>(i), 16, Qt::black, 1).toImage();
            QVERIFY2(image != QImage(image.size(), image.format()) && image.pixelColor(0, 0).alpha() == 0,
                     qPrintable(names.back()));
            bool inked = false;
            for (int y = 0; y < 16 && !inked; ++y) {
                for (int x = 0; x < 16 && !inked; ++x) {
                    inked = image.pixelColor(x, y).alpha() > 128;
                }
            }
            QVERIFY2(inked, qPrintable(names.back()));
        }
        names.sort();
        const QDir folder(QStringLiteral(POSTWEAVE_SOURCE_DIR "/resources/icons"));
        QStringList files = folder.entryList({QStringLiteral("*.svg")});
        files.sort();
        QCOMPARE(names, files);
    }

    void themedIconFollowsTheTheme()
    {
        Appearance appearance(false);
        appearance.setThemeMode(ThemeMode::Light);
        const QIcon icon = themedIcon(Icon::Check, &Theme::text);
        const QImage light = icon.pixmap(16, 16).toImage();
        appearance.setThemeMode(ThemeMode::Dark);
        QVERIFY(icon.pixmap(16, 16).toImage() != light);
        QCOMPARE(iconOf(icon), std::optional(Icon::Check));
        QCOMPARE(iconOf(QIcon()), std::nullopt);
    }
};

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
