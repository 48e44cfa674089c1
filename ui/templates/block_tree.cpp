// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/templates/block_tree.h"

#include "core/base/text.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace postweave::ui::templates {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Say {
    Q_DECLARE_TR_FUNCTIONS(BlockTree)
};

constexpr std::size_t kLookBack = 400;

QString readable(QString name)
{
    name.replace(QRegularExpression(u"[_\\-]+"_s), u" "_s);
    name = name.simplified();
    if (!name.isEmpty()) {
        name[0] = name[0].toUpper();
    }
    return name;
}

Icon iconOf(const liquid::BlockBranch& branch)
{
    const QString condition = QString::fromStdString(branch.condition);
    static const QRegularExpression behaviour(u"\\b(purchased|viewed|opened|clicked|did)\\b"_s);
    static const QRegularExpression time(u"\\b(ago|from now|today|date|before|after)\\b"_s);
    static const QRegularExpression number(u"[<>]|[=!]=\\s*-?\\d"_s);
    if (branch.tag == "else" || condition.isEmpty()) {
        return Icon::Return;
    }
    if (condition.contains(u"segment"_s)) {
        return Icon::Segments;
    }
    if (condition.contains(behaviour)) {
        return Icon::Bolt;
    }
    if (condition.contains(time)) {
        return Icon::Calendar;
    }
    return condition.contains(number) ? Icon::Hash : Icon::Text;
}

/// `'de', 'at'` as de, at. Empty text keeps its quotes: there is nothing else to see.
QString withoutQuotes(QString values)
{
    static const QRegularExpression quoted(u"'([^']+)'|\"([^\"]+)\""_s);
    return values.replace(quoted, u"\\1\\2"_s);
}

/// `first_name is set` as first name is set; what stands in quotes stays as it is.
QString namesAsWords(QString words)
{
    QChar quote;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QChar now = words[i];
        if (!quote.isNull()) {
            quote = now == quote ? QChar() : quote;
        } else if (now == u'\'' || now == u'"') {
            quote = now;
        } else if (now == u'_') {
            words[i] = u' ';
        }
    }
    return words;
}

QString titleOf(const liquid::BlockBranch& branch)
{
    if (branch.tag == "else" || (branch.condition.empty() && branch.wording.empty())) {
        return Say::tr("everybody else");
    }
    if (branch.tag == "when") { // what all of a case's branches ask is in its own row
        return withoutQuotes(QString::fromStdString(branch.condition).simplified());
    }
    // Whose attribute it is goes without saying, and the pane is narrow.
    const QString words = QString::fromStdString(branch.wording.empty() ? branch.condition : branch.wording)
                              .simplified()
                              .remove(u"customer."_s);
    return words.isEmpty() ? words : words.left(1).toUpper() + namesAsWords(words.mid(1));
}

int lineAt(std::string_view source, std::size_t offset)
{
    const auto end = source.begin() + static_cast<std::ptrdiff_t>(std::min(offset, source.size()));
    return 1 + static_cast<int>(std::count(source.begin(), end, '\n'));
}

/// The last line of a body that ends where the next tag begins.
int lastLineOf(std::string_view source, SourceRange body, int first)
{
    std::size_t end = std::min(body.end, source.size());
    while (end > body.begin &&
           (source[end - 1] == ' ' || source[end - 1] == '\t' || source[end - 1] == '\n' || source[end - 1] == '\r')) {
        --end;
    }
    return std::max(first, lineAt(source, end));
}

BlockNode branchNode(std::string_view source, const liquid::DynamicBlock& block, int number, int branch)
{
    const liquid::BlockBranch& read = block.branches[static_cast<std::size_t>(branch)];
    BlockNode node;
    node.title = titleOf(read);
    node.icon = iconOf(read);
    node.line = read.line;
    node.lastLine = lastLineOf(source, read.bodyRange, read.line);
    node.block = number;
    node.branch = branch + 1;
    return node;
}

BlockNode blockNode(std::string_view source, const liquid::DynamicBlock& block, int number)
{
    BlockNode node;
    node.title = blockTitle(source, block);
    node.line = block.line;
    node.lastLine = lineAt(source, block.range.end);
    node.block = number;
    for (int branch = 0; branch < static_cast<int>(block.branches.size()); ++branch) {
        node.children.push_back(branchNode(source, block, number, branch));
    }
    return node;
}

/// The branch that a block stands in; nullptr: it stands in none.
BlockNode* branchAround(std::vector<BlockNode>& nodes, const liquid::DynamicBlock& block)
{
    for (BlockNode& node : nodes) {
        if (node.isBlock() && node.block == block.parent) {
            return &node.children[static_cast<std::size_t>(block.parentBranch - 1)];
        }
        if (BlockNode* found = branchAround(node.children, block)) {
            return found;
        }
    }
    return nullptr;
}

/// A block of a partial shows its own lines beside the line that uses the partial.
void placeInPartial(BlockNode& node, const liquid::DynamicBlock& block, int usedAt)
{
    node.partial = QString::fromStdString(block.partial);
    node.title = Say::tr("%1, line %2").arg(node.partial).arg(block.line);
    node.lineInPartial = block.line;
    node.line = usedAt;
    node.lastLine = usedAt - 1;
    for (std::size_t i = 0; i < node.children.size(); ++i) {
        BlockNode& branch = node.children[i];
        branch.partial = node.partial;
        branch.lineInPartial = block.branches[i].line;
        branch.line = usedAt;
        branch.lastLine = usedAt - 1;
    }
}

int lineThatUses(const liquid::Analysis& analysis, const std::string& partial)
{
    const auto use = std::find_if(analysis.partials.begin(), analysis.partials.end(),
                                  [&](const liquid::PartialUse& candidate) { return candidate.name == partial; });
    return use == analysis.partials.end() ? 1 : use->line;
}

} // namespace

QString blockTitle(std::string_view source, const liquid::DynamicBlock& block)
{
    const std::size_t end = std::min(block.range.begin, source.size());
    const std::size_t from = end > kLookBack ? end - kLookBack : 0;
    const std::string before(source.substr(from, end - from));
    const QString text = QString::fromStdString(toValidUtf8(before));
    static const QRegularExpression comment(u"<!--\\s*([^<>\\[\\]{}]{1,40}?)\\s*-->\\s*$"_s);
    static const QRegularExpression liquidComment(
        u"\\{%-?\\s*(?:#|comment\\s*-?%\\})\\s*([^{}%]{1,40}?)\\s*(?:\\{%-?\\s*endcomment\\s*)?-?%\\}\\s*$"_s);
    static const QRegularExpression element(u"<[a-zA-Z][^<>]*?\\b(?:id|class)\\s*=\\s*[\"']?([\\w\\-]+)[^<>]*>\\s*$"_s);
    for (const QRegularExpression& pattern : {comment, liquidComment, element}) {
        const QRegularExpressionMatch match = pattern.match(text);
        if (match.hasMatch()) {
            return readable(match.captured(1));
        }
    }
    if (block.tag == "case") {
        static const QRegularExpression subject(u"^\\{%-?\\s*case\\s+(?:[\\w\\-]+\\.)*([\\w\\-]+)\\s*-?%\\}"_s);
        const std::string tag(source.substr(end, kLookBack));
        const QRegularExpressionMatch match = subject.match(QString::fromStdString(toValidUtf8(tag)));
        if (match.hasMatch()) {
            return readable(match.captured(1));
        }
    }
    return Say::tr("Line %1").arg(block.line);
}

std::vector<BlockNode> blockTree(const TemplateReading& reading)
{
    std::vector<BlockNode> roots;
    const std::string_view source = *reading.text;
    for (std::size_t i = 0; i < reading.analysis.blocks.size(); ++i) {
        const liquid::DynamicBlock& block = reading.analysis.blocks[i];
        const bool isOwn = block.partial.empty();
        BlockNode node = blockNode(isOwn ? source : std::string_view(), block, static_cast<int>(i));
        BlockNode* around = block.parent < 0 ? nullptr : branchAround(roots, block);
        if (!isOwn) {
            // Used in another partial, it shows where that one is used.
            placeInPartial(node, block,
                           around != nullptr && !around->partial.isEmpty()
                               ? around->line
                               : lineThatUses(reading.analysis, block.partial));
        }
        (around == nullptr ? roots : around->children).push_back(std::move(node));
    }
    return roots;
}

} // namespace postweave::ui::templates
