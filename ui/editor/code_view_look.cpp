// SPDX-License-Identifier: GPL-3.0-or-later
// How CodeView looks: margins, colours, overlays and marks, all from the theme in force.
#include "ui/base/fonts.h"
#include "ui/base/icon.h"
#include "ui/base/theme.h"
#include "ui/editor/code_view.h"
#include "ui/editor/template_lexer.h"

#include <QFontMetrics>
#include <QGuiApplication>
#include <QImage>
#include <QScreen>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace postweave::ui::editor {

using namespace Qt::Literals::StringLiterals;

namespace {

int number(Margin margin)
{
    return static_cast<int>(margin);
}

int number(Overlay overlay)
{
    return static_cast<int>(overlay);
}

int number(Mark mark)
{
    return static_cast<int>(mark);
}

QColor mixed(const QColor& over, const QColor& under, double opacity)
{
    const auto channel = [opacity](int a, int b) {
        return static_cast<int>(std::lround(a * opacity + b * (1 - opacity)));
    };
    return {channel(over.red(), under.red()), channel(over.green(), under.green()), channel(over.blue(), under.blue())};
}

/// Opacity of the band beside a branch that this share of the audience reaches.
double bandOpacity(double share)
{
    return 0.16 + 0.84 * std::pow(std::clamp(share, 0.0, 1.0), 0.6);
}

QImage iconImage(Icon icon, int side, ColorRole role)
{
    return iconPixmap(icon, scaled(side), themed(role), 1).toImage().convertToFormat(QImage::Format_RGBA8888);
}

} // namespace

QFont scintillaFont(TextRole role)
{
    QFont font = fontFor(role);
    const QScreen* screen = QGuiApplication::primaryScreen();
    font.setPointSizeF(font.pixelSize() * 72.0 / (screen != nullptr ? screen->logicalDotsPerInchY() : 96.0));
    return font;
}

void CodeView::setUpMargins()
{
    setMargins(5);
    setMarginType(number(Margin::Numbers), NumberMargin);
    setMarginType(number(Margin::Marks), SymbolMarginColor);
    setMarginMarkerMask(number(Margin::Marks),
                        1 << number(Mark::Error) | 1 << number(Mark::Warning) | 1 << number(Mark::Note));
    setMarginType(number(Margin::Reach), TextMarginRightJustified);
    setMarginType(number(Margin::Band), SymbolMarginColor);
    const int bands = ((1 << kBandSteps) - 1) << number(Mark::FirstBand);
    setMarginMarkerMask(number(Margin::Band), bands | 1 << number(Mark::Nobody));
    setMarginMarkerMask(number(Margin::Numbers), 0);
    setMarginWidth(number(Margin::Marks), scaled(18));
    setMarginWidth(number(Margin::Reach), 0);
    setMarginWidth(number(Margin::Band), 0);
    for (const Margin margin : {Margin::Marks, Margin::Reach, Margin::Band}) {
        setMarginSensitivity(number(margin), false);
    }
}

void CodeView::fitNumberMargin()
{
    const QFontMetrics metrics(fontFor(TextRole::CodeSmall));
    const auto digits = std::max<qsizetype>(QString::number(lines()).size(), 3);
    const int width = metrics.horizontalAdvance(QString(digits, u'9')) + scaled(16);
    if (marginWidth(number(Margin::Numbers)) != width) {
        setMarginWidth(number(Margin::Numbers), width);
    }
}

void CodeView::applyTheme()
{
    m_lexer->applyTheme();
    SendScintilla(SCI_STYLESETBACK, static_cast<unsigned long>(STYLE_DEFAULT), themed(&Theme::surface));
    SendScintilla(SCI_STYLESETFORE, static_cast<unsigned long>(STYLE_DEFAULT), themed(&Theme::text));
    setCaretForegroundColor(themed(&Theme::text));
    setCaretWidth(std::max(1, scaled(1.5)));
    setCaretLineBackgroundColor(themed(&Theme::caretLine));
    setSelectionBackgroundColor(themed(&Theme::codeSelection));
    resetSelectionForegroundColor();
    setWhitespaceForegroundColor(themed(&Theme::border2));
    const QFontMetrics metrics(fontFor(TextRole::Code));
    const int extra = std::max(0, lineHeight(TextRole::Code) - metrics.height());
    setExtraAscent(extra / 2);
    setExtraDescent(extra - extra / 2);
    applyMarginColors();
    applyOverlays();
    defineMarks();
    defineBands();
    SendScintilla(SCI_COLOURISE, 0UL, 0L);
}

void CodeView::applyMarginColors()
{
    setMarginsFont(scintillaFont(TextRole::CodeSmall));
    setMarginsBackgroundColor(themed(&Theme::raised));
    setMarginsForegroundColor(themed(&Theme::text3));
    setMarginBackgroundColor(number(Margin::Marks), themed(&Theme::raised));
    setMarginBackgroundColor(number(Margin::Band), themed(&Theme::raised));
    setFoldMarginColors(themed(&Theme::surface), themed(&Theme::surface));
    setMarginWidth(number(Margin::Fold), scaled(18));
    setMarginStyle(MarginStyle::Reach, TextRole::Secondary, &Theme::text2);
    setMarginStyle(MarginStyle::Nobody, TextRole::SecondaryMedium, &Theme::warn);
}

void CodeView::setMarginStyle(MarginStyle style, TextRole text, ColorRole color)
{
    const QFont font = scintillaFont(text);
    const int code = static_cast<int>(style);
    const QByteArray family = font.family().toUtf8();
    SendScintilla(SCI_STYLESETFONT, static_cast<unsigned long>(code), family.constData());
    call(SCI_STYLESETSIZEFRACTIONAL, code, std::lround(font.pointSizeF() * int{SC_FONT_SIZE_MULTIPLIER}));
    call(SCI_STYLESETWEIGHT, code, -font.weight()); // QScintilla's way to pass Qt's own weights
    SendScintilla(SCI_STYLESETFORE, static_cast<unsigned long>(code), themed(color));
    SendScintilla(SCI_STYLESETBACK, static_cast<unsigned long>(code), themed(&Theme::raised));
}

void CodeView::applyOverlays()
{
    const auto overlay = [this](Overlay which, IndicatorStyle style, ColorRole role) {
        indicatorDefine(style, number(which));
        setIndicatorForegroundColor(themed(role), number(which));
        setIndicatorDrawUnder(true, number(which));
    };
    overlay(Overlay::Error, SquigglePixmapIndicator, &Theme::err);
    overlay(Overlay::Warning, SquigglePixmapIndicator, &Theme::warnFill);
    overlay(Overlay::Note, DotsIndicator, &Theme::info);
    overlay(Overlay::TagNote, HiddenIndicator, &Theme::info);
    overlay(Overlay::Brace, StraightBoxIndicator, &Theme::codeLiquid);
    overlay(Overlay::Found, StraightBoxIndicator, &Theme::warnFill);
    overlay(Overlay::FoundCurrent, StraightBoxIndicator, &Theme::warnFill);
    call(SCI_INDICSETALPHA, number(Overlay::Found), 50);
    call(SCI_INDICSETOUTLINEALPHA, number(Overlay::Found), 90);
    call(SCI_INDICSETALPHA, number(Overlay::FoundCurrent), 130);
    call(SCI_INDICSETOUTLINEALPHA, number(Overlay::FoundCurrent), 255);
    call(SCI_INDICSETALPHA, number(Overlay::Brace), 40);
    call(SCI_INDICSETOUTLINEALPHA, number(Overlay::Brace), 160);
    setMatchedBraceIndicator(number(Overlay::Brace));
}

void CodeView::defineMarks()
{
    markerDefine(iconImage(Icon::Error, iconsize::kBadge, &Theme::err), number(Mark::Error));
    markerDefine(iconImage(Icon::Warning, iconsize::kBadge, &Theme::warn), number(Mark::Warning));
    markerDefine(iconImage(Icon::Info, iconsize::kBadge, &Theme::info), number(Mark::Note));
    const QImage open = iconImage(Icon::ChevronDown, iconsize::kBadge, &Theme::text2);
    const QImage closed = iconImage(Icon::ChevronRight, iconsize::kBadge, &Theme::accent);
    for (const int marker : {SC_MARKNUM_FOLDEROPEN, SC_MARKNUM_FOLDEROPENMID}) {
        markerDefine(open, marker);
    }
    for (const int marker : {SC_MARKNUM_FOLDER, SC_MARKNUM_FOLDEREND}) {
        markerDefine(closed, marker);
    }
    for (const int marker : {SC_MARKNUM_FOLDERSUB, SC_MARKNUM_FOLDERTAIL, SC_MARKNUM_FOLDERMIDTAIL}) {
        markerDefine(Invisible, marker);
    }
}

void CodeView::defineBands()
{
    for (int step = 0; step < kBandSteps; ++step) {
        const int marker = number(Mark::FirstBand) + step;
        const double share = (step + 1.0) / kBandSteps;
        markerDefine(FullRectangle, marker);
        setMarkerBackgroundColor(mixed(themed(&Theme::bar), themed(&Theme::raised), bandOpacity(share)), marker);
    }
    QImage dots(scaled(4), lineHeight(TextRole::Code), QImage::Format_RGBA8888);
    dots.fill(Qt::transparent);
    for (int y = 0; y < dots.height(); y += 4) {
        for (int x = 0; x < dots.width(); ++x) {
            dots.setPixelColor(x, y, themed(&Theme::warnFill));
        }
    }
    markerDefine(dots, number(Mark::Nobody));
}

} // namespace postweave::ui::editor
