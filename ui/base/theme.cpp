// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/theme.h"

#include <array>

namespace postweave::ui {

const Theme& lightTheme()
{
    static const Theme theme{
        .dark = false,
        .chrome = 0xECEAE4,
        .canvas = 0xF6F5F1,
        .surface = 0xFFFFFF,
        .raised = 0xFBFAF7,
        .sunken = 0xF0EEE8,
        .hover = 0xF3F1EB,
        .border = 0xE0DDD4,
        .border2 = 0xCFCBC0,
        .control = 0x918C80,
        .text = 0x1C2124,
        .text2 = 0x4F5558,
        .text3 = 0x62676A,
        .disabled = 0xA3A49F,
        .accent = 0x0B6479,
        .accentHover = 0x09566A,
        .accentPressed = 0x07475A,
        .onAccent = 0xFFFFFF,
        .soft = 0xDCECEF,
        .soft2 = 0xEBF4F5,
        .softText = 0x074A5A,
        .focus = 0x0B6479,
        .ok = 0x2C6B35,
        .okSoft = 0xE1EFDF,
        .warn = 0x845300,
        .warnFill = 0xD9940B,
        .warnSoft = 0xFAEFD3,
        .err = 0xAE2419,
        .errSoft = 0xFAE4E0,
        .info = 0x355A9E,
        .infoSoft = 0xE4EBF7,
        .all = 0x0B6479,
        .any = 0x8A5A00,
        .none = 0xAE3B2A,
        .atLeast = 0x6A4C9C,
        .allSoft = 0xDCECEF,
        .anySoft = 0xF7EBD0,
        .noneSoft = 0xF9E3DE,
        .atLeastSoft = 0xEBE4F5,
        .track = 0xE6E3DB,
        .barPale = 0xA5CBD4,
        .bar = 0x0B6479,
        .data1 = 0x0B7189,
        .data2 = 0xD98E04,
        .data3 = 0x6B4FA0,
        .data4 = 0xB8452E,
        .data5 = 0x6DB3DE,
        .data6 = 0x7D8388,
        .grid = 0xE8E5DD,
        .codeTag = 0x1F5E8C,
        .codeAttribute = 0x6B5B1E,
        .codeString = 0x3D6B2E,
        .codeComment = 0x696E71,
        .codeLiquid = 0x7A3E8E,
        .codeLiquidGround = 0xF7F1F9,
        .codeKeyword = 0xA03A6A,
        .codeVariable = 0x0B5E70,
        .codeNumber = 0x9A4A12,
        .caretLine = 0xF4F8F8,
        .codeSelection = 0xCFE4E9,
        .shadow = QColor(40, 36, 24, 36),
        .scrim = QColor(0, 0, 0, 51),
    };
    return theme;
}

const Theme& darkTheme()
{
    static const Theme theme{
        .dark = true,
        .chrome = 0x131618,
        .canvas = 0x181B1E,
        .surface = 0x1F2326,
        .raised = 0x24292C,
        .sunken = 0x1A1D20,
        .hover = 0x292F32,
        .border = 0x31373B,
        .border2 = 0x434B50,
        .control = 0x737B80,
        .text = 0xE8E6E0,
        .text2 = 0xB7BABA,
        .text3 = 0x969B9D,
        .disabled = 0x62686B,
        .accent = 0x5BB9CF,
        .accentHover = 0x74C7DA,
        .accentPressed = 0x8AD2E2,
        .onAccent = 0x06232B,
        .soft = 0x173740,
        .soft2 = 0x1B2D33,
        .softText = 0xA4DCE9,
        .focus = 0x74C7DA,
        .ok = 0x83C48A,
        .okSoft = 0x1E3322,
        .warn = 0xE6B04A,
        .warnFill = 0xE6A52C,
        .warnSoft = 0x3A2E14,
        .err = 0xF2897C,
        .errSoft = 0x42211D,
        .info = 0x9DB8EC,
        .infoSoft = 0x222E47,
        .all = 0x5BB9CF,
        .any = 0xE0B050,
        .none = 0xF0907F,
        .atLeast = 0xBBA2E6,
        .allSoft = 0x173740,
        .anySoft = 0x3A2F17,
        .noneSoft = 0x42241F,
        .atLeastSoft = 0x31284A,
        .track = 0x343A3E,
        .barPale = 0x2C6371,
        .bar = 0x5BB9CF,
        .data1 = 0x3BA0BA,
        .data2 = 0xE5A93B,
        .data3 = 0xAC86EA,
        .data4 = 0xE8775E,
        .data5 = 0xBFE3F8,
        .data6 = 0x8F969A,
        .grid = 0x2C3236,
        .codeTag = 0x84B9E6,
        .codeAttribute = 0xCDBB7A,
        .codeString = 0x9CCB8A,
        .codeComment = 0x8A9093,
        .codeLiquid = 0xD3A2E2,
        .codeLiquidGround = 0x29232E,
        .codeKeyword = 0xF09CC4,
        .codeVariable = 0x7CCBDC,
        .codeNumber = 0xE8A878,
        .caretLine = 0x22292C,
        .codeSelection = 0x24505B,
        .shadow = QColor(0, 0, 0, 115),
        .scrim = QColor(0, 0, 0, 102),
    };
    return theme;
}

ColorRole dataRole(int series)
{
    static constexpr std::array<ColorRole, 6> kRoles{&Theme::data1, &Theme::data2, &Theme::data3,
                                                     &Theme::data4, &Theme::data5, &Theme::data6};
    return kRoles[static_cast<std::size_t>(series) % kRoles.size()];
}

namespace {

struct ToneRoles {
    ColorRole word;
    ColorRole soft;
    ColorRole fill;
};

ToneRoles rolesOf(Tone tone)
{
    switch (tone) {
    case Tone::Accent:
        return {&Theme::accent, &Theme::soft, &Theme::bar};
    case Tone::Ok:
        return {&Theme::ok, &Theme::okSoft, &Theme::ok};
    case Tone::Warning:
        return {&Theme::warn, &Theme::warnSoft, &Theme::warnFill};
    case Tone::Error:
        return {&Theme::err, &Theme::errSoft, &Theme::err};
    case Tone::Note:
        return {&Theme::info, &Theme::infoSoft, &Theme::info};
    case Tone::Neutral:
        break;
    }
    return {&Theme::text2, &Theme::sunken, &Theme::border2};
}

} // namespace

ColorRole wordRole(Tone tone)
{
    return rolesOf(tone).word;
}
ColorRole softRole(Tone tone)
{
    return rolesOf(tone).soft;
}
ColorRole fillRole(Tone tone)
{
    return rolesOf(tone).fill;
}

QPalette paletteFor(const Theme& theme)
{
    QPalette palette;
    const std::pair<QPalette::ColorRole, QColor> colors[] = {
        {QPalette::Window, theme.canvas},        {QPalette::WindowText, theme.text},
        {QPalette::Base, theme.surface},         {QPalette::Text, theme.text},
        {QPalette::Button, theme.surface},       {QPalette::ButtonText, theme.text},
        {QPalette::AlternateBase, theme.raised}, {QPalette::ToolTipBase, theme.surface},
        {QPalette::ToolTipText, theme.text},     {QPalette::PlaceholderText, theme.text3},
        {QPalette::Midlight, theme.sunken},      {QPalette::Light, theme.hover},
        {QPalette::Mid, theme.border},           {QPalette::Dark, theme.border2},
        {QPalette::Shadow, theme.control},       {QPalette::Link, theme.accent},
        {QPalette::LinkVisited, theme.accent},   {QPalette::BrightText, theme.onAccent},
        {QPalette::Highlight, theme.soft},       {QPalette::HighlightedText, theme.softText},
    };
    for (const auto& [role, color] : colors) {
        palette.setColor(role, color);
    }
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        palette.setColor(QPalette::Disabled, role, theme.disabled);
    }
    return palette;
}

} // namespace postweave::ui
