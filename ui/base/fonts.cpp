// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/fonts.h"

#include <QFontDatabase>
#include <QStringList>

#include <algorithm>
#include <cmath>

// Q_INIT_RESOURCE must stand outside any namespace.
static void initResources()
{
    Q_INIT_RESOURCE(icons);
#ifdef POSTWEAVE_HAS_FONTS
    Q_INIT_RESOURCE(fonts);
#endif
}

namespace postweave::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

struct TypeStep {
    double size;
    double line;
    QFont::Weight weight;
    bool fixedPitch = false;
    double letterSpacing = 0;
};

TypeStep stepOf(TextRole role)
{
    switch (role) {
    case TextRole::Number:
        return {28, 34, QFont::DemiBold, false, -0.4};
    case TextRole::Title:
        return {20, 28, QFont::DemiBold};
    case TextRole::Heading:
        return {15, 20, QFont::DemiBold};
    case TextRole::BodyMedium:
        return {13, 18, QFont::Medium};
    case TextRole::BodyStrong:
        return {13, 18, QFont::DemiBold};
    case TextRole::Secondary:
        return {12, 16, QFont::Normal};
    case TextRole::SecondaryMedium:
        return {12, 16, QFont::Medium};
    case TextRole::Small:
        return {11, 14, QFont::Normal};
    case TextRole::SmallMedium:
        return {11, 14, QFont::Medium};
    case TextRole::Code:
        return {13, 20, QFont::Normal, true};
    case TextRole::CodeSmall:
        return {12, 16, QFont::Normal, true};
    case TextRole::Body:
        break;
    }
    return {13, 18, QFont::Normal};
}

QString& loadedFamily()
{
    static QString family;
    return family;
}

QString& loadedCodeFamily()
{
    static QString family = u"JetBrains Mono"_s;
    return family;
}

double& scaleFactor()
{
    static double factor = 1;
    return factor;
}

} // namespace

void loadFonts()
{
    if (!loadedFamily().isEmpty()) {
        return;
    }
    initResources();
    loadedFamily() = QFontDatabase::systemFont(QFontDatabase::GeneralFont).family();
    for (const QString& weight : {u"Regular"_s, u"Medium"_s, u"SemiBold"_s, u"Bold"_s}) {
        const int id = QFontDatabase::addApplicationFont(u":/postweave/fonts/PostweaveSans-"_s + weight + u".otf"_s);
        if (id >= 0 && weight == u"Regular"_s) {
            loadedFamily() = QFontDatabase::applicationFontFamilies(id).value(0);
        }
    }
    for (const QString& weight : {u"Regular"_s, u"Bold"_s}) {
        const int id = QFontDatabase::addApplicationFont(u":/postweave/fonts/PostweaveMono-"_s + weight + u".ttf"_s);
        if (id >= 0) {
            loadedCodeFamily() = QFontDatabase::applicationFontFamilies(id).value(0);
        }
    }
    QFont::insertSubstitution(loadedFamily(), u"Noto Sans Arabic"_s);
}

QString sansFamily()
{
    return loadedFamily();
}

QFont fontFor(TextRole role)
{
    const TypeStep step = stepOf(role);
    QFont font(step.fixedPitch ? loadedCodeFamily() : sansFamily());
    if (step.fixedPitch) {
        font.setStyleHint(QFont::Monospace);
        font.setFixedPitch(true);
        font.setStyleStrategy(QFont::PreferNoShaping); // no ligatures
    }
    font.setPixelSize(scaled(step.size));
    font.setWeight(step.weight);
    if (step.letterSpacing != 0) {
        font.setLetterSpacing(QFont::AbsoluteSpacing, step.letterSpacing);
    }
    return font;
}

int lineHeight(TextRole role)
{
    return scaled(stepOf(role).line);
}

double textScale()
{
    return scaleFactor();
}

void setTextScale(double factor)
{
    scaleFactor() = std::clamp(factor, 0.8, 2.0);
}

int scaled(double designed)
{
    return static_cast<int>(std::lround(designed * textScale()));
}

} // namespace postweave::ui
