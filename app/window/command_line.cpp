// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/command_line.h"

#include <QCommandLineParser>
#include <QRegularExpression>

namespace postweave::window {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kSmallestSide = 320;
constexpr int kLargestSide = 8192;

const QCommandLineOption kScreenshot(u"screenshot"_s, u"Write a picture of the page when it has settled, and quit."_s,
                                     u"FILE.png"_s);
const QCommandLineOption kPage(u"page"_s, u"The page to show: start, segments, templates, campaigns or data."_s,
                               u"PAGE"_s);
const QCommandLineOption kTheme(u"theme"_s, u"light, dark or system."_s, u"THEME"_s);
const QCommandLineOption kSize(u"size"_s, u"Size of the window, such as 1440x900."_s, u"WxH"_s);

tl::unexpected<Error> wrong(const QString& message)
{
    return fail(ErrorCode::InvalidUsage, message.toStdString());
}

Result<std::optional<ui::ThemeMode>> parseTheme(const QString& name)
{
    if (name.isEmpty()) {
        return std::nullopt;
    }
    const QStringList names{u"system"_s, u"light"_s, u"dark"_s};
    const qsizetype index = names.indexOf(name);
    if (index < 0) {
        return wrong(u"--theme %1: give light, dark or system"_s.arg(name));
    }
    return static_cast<ui::ThemeMode>(index);
}

Result<std::optional<QSize>> parseSize(const QString& text)
{
    if (text.isEmpty()) {
        return std::nullopt;
    }
    static const QRegularExpression form(u"^(\\d{1,5})x(\\d{1,5})$"_s);
    const QRegularExpressionMatch match = form.match(text);
    const QSize size(match.captured(1).toInt(), match.captured(2).toInt());
    const auto fits = [](int side) { return side >= kSmallestSide && side <= kLargestSide; };
    if (!match.hasMatch() || !fits(size.width()) || !fits(size.height())) {
        return wrong(u"--size %1: give WIDTHxHEIGHT, each %2 to %3, such as 1440x900"_s.arg(text)
                         .arg(kSmallestSide)
                         .arg(kLargestSide));
    }
    return size;
}

} // namespace

Result<CommandLine> parseCommandLine(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Data-driven personalisation of e-mail campaigns"_s);
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions({kScreenshot, kPage, kTheme, kSize});
    parser.addPositionalArgument(u"WORKSPACE"_s, u"A workspace file to open."_s, u"[WORKSPACE]"_s);
    if (!parser.parse(arguments)) {
        return wrong(parser.errorText() + u"; see postweave --help"_s);
    }
    if (parser.isSet(u"help"_s)) {
        parser.showHelp();
    }
    if (parser.isSet(u"version"_s)) {
        parser.showVersion();
    }
    if (parser.positionalArguments().size() > 1) {
        return wrong(u"give one workspace at most; a second window opens a second one"_s);
    }
    const auto theme = parseTheme(parser.value(kTheme));
    const auto size = parseSize(parser.value(kSize));
    if (!theme) {
        return fail(theme.error());
    }
    if (!size) {
        return fail(size.error());
    }
    return CommandLine{parser.positionalArguments().value(0), parser.value(kScreenshot), parser.value(kPage), *theme,
                       *size};
}

} // namespace postweave::window
