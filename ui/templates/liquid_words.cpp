// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/templates/liquid_words.h"

#include <QCoreApplication>

namespace postweave::ui::templates {

namespace {

#define WORD(name, meaning)                                                                                            \
    {                                                                                                                  \
        name, QT_TRANSLATE_NOOP("LiquidWords", meaning)                                                                \
    }

constexpr LiquidWord kTags[] = {
    WORD("if", "shown where a condition holds"),
    WORD("elsif", "else, where another condition holds"),
    WORD("else", "for everybody else"),
    WORD("endif", "ends if"),
    WORD("unless", "shown where a condition does not hold"),
    WORD("endunless", "ends unless"),
    WORD("case", "one of several by a value"),
    WORD("when", "for these values"),
    WORD("endcase", "ends case"),
    WORD("for", "once for each item"),
    WORD("endfor", "ends for"),
    WORD("break", "leaves the loop"),
    WORD("continue", "goes on with the next item"),
    WORD("cycle", "one after the other, each time"),
    WORD("tablerow", "table cells for items"),
    WORD("endtablerow", "ends tablerow"),
    WORD("assign", "keeps a value under a name"),
    WORD("capture", "keeps what is written under a name"),
    WORD("endcapture", "ends capture"),
    WORD("increment", "counts up"),
    WORD("decrement", "counts down"),
    WORD("render", "another template, here"),
    WORD("include", "another template that sees these names"),
    WORD("liquid", "several tags, one a line"),
    WORD("echo", "writes a value, in liquid"),
    WORD("comment", "for authors only"),
    WORD("endcomment", "ends comment"),
    WORD("raw", "left as it stands"),
    WORD("endraw", "ends raw"),
    WORD("abort", "leaves this recipient out"),
};

constexpr LiquidWord kFilters[] = {
    WORD("default", "another value where there is none"),
    WORD("escape", "safe in HTML"),
    WORD("escape_once", "safe in HTML, once"),
    WORD("raw", "left as it is, HTML and all"),
    WORD("date", "a date in a form of its own"),
    WORD("capitalize", "first letter large"),
    WORD("upcase", "capital letters"),
    WORD("downcase", "small letters"),
    WORD("strip", "no blanks at either end"),
    WORD("lstrip", "no blanks at the start"),
    WORD("rstrip", "no blanks at the end"),
    WORD("strip_html", "without tags"),
    WORD("strip_newlines", "on one line"),
    WORD("newline_to_br", "line ends as <br>"),
    WORD("truncate", "at most so many characters"),
    WORD("truncatewords", "at most so many words"),
    WORD("append", "text behind"),
    WORD("prepend", "text before"),
    WORD("replace", "one text for another"),
    WORD("replace_first", "the first one only"),
    WORD("replace_last", "the last one only"),
    WORD("remove", "without a text"),
    WORD("remove_first", "without its first one"),
    WORD("remove_last", "without its last one"),
    WORD("split", "a list from text"),
    WORD("slice", "a part"),
    WORD("url_encode", "safe in a link"),
    WORD("url_decode", "back from a link"),
    WORD("base64_encode", "as Base64"),
    WORD("base64_decode", "back from Base64"),
    WORD("base64_url_safe_encode", "as Base64 for links"),
    WORD("base64_url_safe_decode", "back from it"),
    WORD("plus", "sum"),
    WORD("minus", "difference"),
    WORD("times", "product"),
    WORD("divided_by", "quotient"),
    WORD("modulo", "remainder"),
    WORD("round", "nearest number"),
    WORD("ceil", "next whole number up"),
    WORD("floor", "next whole number down"),
    WORD("abs", "without sign"),
    WORD("at_least", "not below"),
    WORD("at_most", "not above"),
    WORD("size", "how many"),
    WORD("first", "the first item"),
    WORD("last", "the last item"),
    WORD("join", "a list as text"),
    WORD("sort", "in order"),
    WORD("sort_natural", "in order, case aside"),
    WORD("reverse", "the other way round"),
    WORD("uniq", "each once"),
    WORD("compact", "without empty ones"),
    WORD("concat", "one list behind another"),
    WORD("map", "one property of each"),
    WORD("where", "those with a property"),
    WORD("reject", "those without a property"),
    WORD("find", "the first with a property"),
    WORD("find_index", "where the first with a property is"),
    WORD("has", "whether one has a property"),
    WORD("sum", "of a list"),
};

#undef WORD

} // namespace

std::span<const LiquidWord> liquidTags()
{
    return kTags;
}

std::span<const LiquidWord> liquidFilters()
{
    return kFilters;
}

QString meaningOf(const LiquidWord& word)
{
    return QCoreApplication::translate("LiquidWords", word.meaning);
}

} // namespace postweave::ui::templates
