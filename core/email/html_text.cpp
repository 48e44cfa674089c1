// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/email/html_text.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>

namespace postweave::email {

namespace {

struct NamedCharacter {
    std::string_view name;
    char32_t codePoint;
};

/// U+00A0 to U+00FF in order: the names of HTML 4 that may go without a semicolon.
constexpr std::string_view kLatinNames =
    "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute "
    "micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring "
    "AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml "
    "times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil "
    "egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash "
    "ugrave uacute ucirc uuml yacute thorn yuml";

constexpr NamedCharacter kOtherNames[] = {
    {"apos", 0x27},     {"OElig", 0x152},   {"oelig", 0x153},    {"Scaron", 0x160},   {"scaron", 0x161},
    {"Yuml", 0x178},    {"fnof", 0x192},    {"circ", 0x2C6},     {"tilde", 0x2DC},    {"Alpha", 0x391},
    {"Beta", 0x392},    {"Gamma", 0x393},   {"Delta", 0x394},    {"Epsilon", 0x395},  {"Zeta", 0x396},
    {"Eta", 0x397},     {"Theta", 0x398},   {"Iota", 0x399},     {"Kappa", 0x39A},    {"Lambda", 0x39B},
    {"Mu", 0x39C},      {"Nu", 0x39D},      {"Xi", 0x39E},       {"Omicron", 0x39F},  {"Pi", 0x3A0},
    {"Rho", 0x3A1},     {"Sigma", 0x3A3},   {"Tau", 0x3A4},      {"Upsilon", 0x3A5},  {"Phi", 0x3A6},
    {"Chi", 0x3A7},     {"Psi", 0x3A8},     {"Omega", 0x3A9},    {"alpha", 0x3B1},    {"beta", 0x3B2},
    {"gamma", 0x3B3},   {"delta", 0x3B4},   {"epsilon", 0x3B5},  {"zeta", 0x3B6},     {"eta", 0x3B7},
    {"theta", 0x3B8},   {"iota", 0x3B9},    {"kappa", 0x3BA},    {"lambda", 0x3BB},   {"mu", 0x3BC},
    {"nu", 0x3BD},      {"xi", 0x3BE},      {"omicron", 0x3BF},  {"pi", 0x3C0},       {"rho", 0x3C1},
    {"sigmaf", 0x3C2},  {"sigma", 0x3C3},   {"tau", 0x3C4},      {"upsilon", 0x3C5},  {"phi", 0x3C6},
    {"chi", 0x3C7},     {"psi", 0x3C8},     {"omega", 0x3C9},    {"thetasym", 0x3D1}, {"upsih", 0x3D2},
    {"piv", 0x3D6},     {"ensp", 0x2002},   {"emsp", 0x2003},    {"thinsp", 0x2009},  {"zwnj", 0x200C},
    {"zwj", 0x200D},    {"lrm", 0x200E},    {"rlm", 0x200F},     {"ndash", 0x2013},   {"mdash", 0x2014},
    {"lsquo", 0x2018},  {"rsquo", 0x2019},  {"sbquo", 0x201A},   {"ldquo", 0x201C},   {"rdquo", 0x201D},
    {"bdquo", 0x201E},  {"dagger", 0x2020}, {"Dagger", 0x2021},  {"bull", 0x2022},    {"hellip", 0x2026},
    {"permil", 0x2030}, {"prime", 0x2032},  {"Prime", 0x2033},   {"lsaquo", 0x2039},  {"rsaquo", 0x203A},
    {"oline", 0x203E},  {"frasl", 0x2044},  {"euro", 0x20AC},    {"image", 0x2111},   {"weierp", 0x2118},
    {"real", 0x211C},   {"trade", 0x2122},  {"alefsym", 0x2135}, {"larr", 0x2190},    {"uarr", 0x2191},
    {"rarr", 0x2192},   {"darr", 0x2193},   {"harr", 0x2194},    {"crarr", 0x21B5},   {"lArr", 0x21D0},
    {"uArr", 0x21D1},   {"rArr", 0x21D2},   {"dArr", 0x21D3},    {"hArr", 0x21D4},    {"forall", 0x2200},
    {"part", 0x2202},   {"exist", 0x2203},  {"empty", 0x2205},   {"nabla", 0x2207},   {"isin", 0x2208},
    {"notin", 0x2209},  {"ni", 0x220B},     {"prod", 0x220F},    {"sum", 0x2211},     {"minus", 0x2212},
    {"lowast", 0x2217}, {"radic", 0x221A},  {"prop", 0x221D},    {"infin", 0x221E},   {"ang", 0x2220},
    {"and", 0x2227},    {"or", 0x2228},     {"cap", 0x2229},     {"cup", 0x222A},     {"int", 0x222B},
    {"there4", 0x2234}, {"sim", 0x223C},    {"cong", 0x2245},    {"asymp", 0x2248},   {"ne", 0x2260},
    {"equiv", 0x2261},  {"le", 0x2264},     {"ge", 0x2265},      {"sub", 0x2282},     {"sup", 0x2283},
    {"nsub", 0x2284},   {"sube", 0x2286},   {"supe", 0x2287},    {"oplus", 0x2295},   {"otimes", 0x2297},
    {"perp", 0x22A5},   {"sdot", 0x22C5},   {"lceil", 0x2308},   {"rceil", 0x2309},   {"lfloor", 0x230A},
    {"rfloor", 0x230B}, {"loz", 0x25CA},    {"spades", 0x2660},  {"clubs", 0x2663},   {"hearts", 0x2665},
    {"diams", 0x2666},  {"lang", 0x27E8},   {"rang", 0x27E9}};

constexpr NamedCharacter kMarkupNames[] = {{"amp", '&'}, {"lt", '<'}, {"gt", '>'},   {"quot", '"'}, {"AMP", '&'},
                                           {"LT", '<'},  {"GT", '>'}, {"QUOT", '"'}, {"REG", 0xAE}, {"COPY", 0xA9}};

/// What the HTML standard reads for numeric references to 0x80 to 0x9F: the characters of Windows-1252.
constexpr std::array<char32_t, 32> kWindows1252 = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                   0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                                   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                   0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

using NameTable = std::unordered_map<std::string_view, char32_t>;

NameTable makeBareNames()
{
    NameTable table;
    char32_t codePoint = 0xA0;
    for (const std::string_view name : split(trimmed(kLatinNames), ' ')) {
        table.emplace(name, codePoint++);
    }
    for (const NamedCharacter& character : kMarkupNames) {
        table.emplace(character.name, character.codePoint);
    }
    return table;
}

/// Names that stand without semicolon too.
const NameTable& bareNames()
{
    static const NameTable kTable = makeBareNames();
    return kTable;
}

const NameTable& allNames()
{
    static const NameTable kTable = [] {
        NameTable table = bareNames();
        for (const NamedCharacter& character : kOtherNames) {
            table.emplace(character.name, character.codePoint);
        }
        return table;
    }();
    return kTable;
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isHexDigit(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool isNameCharacter(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

template <typename Predicate>
std::size_t lengthWhile(std::string_view text, Predicate predicate)
{
    return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), predicate) - text.begin());
}

char32_t sanitized(char32_t codePoint)
{
    if (codePoint >= 0x80 && codePoint <= 0x9F) {
        return kWindows1252[codePoint - 0x80];
    }
    const bool isScalar = codePoint != 0 && codePoint <= 0x10FFFF && (codePoint < 0xD800 || codePoint > 0xDFFF);
    return isScalar ? codePoint : U'\xFFFD';
}

/// Reads a reference at the start of `text`, which begins with `&`; moves past it and appends its character, or
/// appends nothing and returns false.
bool readNumeric(std::string_view& text, std::string& out)
{
    std::string_view rest = text.substr(2);
    const bool isHex = !rest.empty() && (rest.front() == 'x' || rest.front() == 'X');
    rest.remove_prefix(isHex ? 1 : 0);
    const std::size_t length = isHex ? lengthWhile(rest, isHexDigit) : lengthWhile(rest, isDigit);
    if (length == 0) {
        return false;
    }
    char32_t codePoint = 0;
    for (const char c : rest.substr(0, length)) {
        const auto digit = static_cast<char32_t>(isDigit(c) ? c - '0' : (c | 0x20) - 'a' + 10);
        codePoint = std::min<char32_t>(codePoint * (isHex ? 16 : 10) + digit, 0x110000);
    }
    appendUtf8(out, sanitized(codePoint));
    rest.remove_prefix(length);
    text = rest.starts_with(';') ? rest.substr(1) : rest;
    return true;
}

std::optional<std::size_t> longestBareName(std::string_view name)
{
    constexpr std::size_t kLongestName = 6;
    for (std::size_t length = std::min(name.size(), kLongestName); length >= 2; --length) {
        if (bareNames().contains(name.substr(0, length))) {
            return length;
        }
    }
    return std::nullopt;
}

bool readNamed(std::string_view& text, std::string& out, bool inAttribute)
{
    const std::string_view rest = text.substr(1);
    const std::string_view name = rest.substr(0, lengthWhile(rest, isNameCharacter));
    if (rest.substr(name.size()).starts_with(';')) {
        if (const auto found = allNames().find(name); found != allNames().end()) {
            appendUtf8(out, found->second);
            text = rest.substr(name.size() + 1);
            return true;
        }
    }
    const auto length = longestBareName(name);
    if (!length) {
        return false;
    }
    const std::string_view after = rest.substr(*length);
    if (inAttribute && !after.empty() && (after.front() == '=' || isNameCharacter(after.front()))) {
        return false;
    }
    appendUtf8(out, bareNames().at(name.substr(0, *length)));
    text = after;
    return true;
}

} // namespace

std::string decodeCharacterReferences(std::string_view text, bool inAttribute)
{
    std::string out;
    out.reserve(text.size());
    for (;;) {
        const std::size_t ampersand = text.find('&');
        out.append(text.substr(0, ampersand));
        if (ampersand == std::string_view::npos) {
            return out;
        }
        text.remove_prefix(ampersand);
        const bool isRead =
            text.substr(1).starts_with('#') ? readNumeric(text, out) : readNamed(text, out, inAttribute);
        if (!isRead) {
            out += '&';
            text.remove_prefix(1);
        }
    }
}

std::string escapeHtml(std::string_view text)
{
    std::string out;
    out.reserve(text.size() + text.size() / 16);
    for (const char c : text) {
        switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        case '\'':
            out += "&#39;";
            break;
        default:
            out += c;
        }
    }
    return out;
}

} // namespace postweave::email
