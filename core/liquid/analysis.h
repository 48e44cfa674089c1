// SPDX-License-Identifier: GPL-3.0-or-later
// What can be said of a template without rendering it: its dynamic blocks, the values it reads, what it asks about
// behaviour. Partials named by a literal are looked into.
#pragma once

#include "core/base/source_range.h"
#include "core/liquid/behaviour.h"
#include "core/liquid/compare.h"
#include "core/liquid/template.h"
#include "core/liquid/trace_layout.h"
#include "core/liquid/value.h"

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace postweave::liquid {

struct BlockBranch {
    std::string tag;       ///< if, elsif, else, when, unless …
    std::string condition; ///< as written; empty for else
    std::string wording;   ///< the condition in words; empty for else
    int line = 0;          ///< of the tag that opens it; in the partial's text where the block is in one
    int column = 0;
    SourceRange tagRange;  ///< of the tag that opens the branch
    SourceRange bodyRange; ///< what stands in it
};

/// An if, unless or case. Its number in Analysis::blocks is its number in RenderTrace::blocks; branches count from 1.
/// Blocks of a partial stand below the block in which the partial is used first.
struct DynamicBlock {
    std::string tag;
    std::string partial;  ///< name of the partial it is in; empty: the template itself
    int line = 0;         ///< of the opening tag
    SourceRange range;    ///< opening tag to end tag, in the source of `partial`
    int depth = 0;        ///< dynamic blocks and loops around it
    int parent = -1;      ///< number of the dynamic block around it
    int parentBranch = 0; ///< and which of its branches, from 1
    std::vector<BlockBranch> branches;
    [[nodiscard]] bool hasElse() const { return !branches.empty() && branches.back().tag == "else"; }
};

/// A value read. `path` is as written, in dots where the names are plain: customer.first_name, items[0].title.
struct VariableUse {
    std::string path;
    std::vector<std::string> segments; ///< the leading part that is known when parsing: names and whole numbers
    bool isWhole = true;               ///< segments are all of it (no [variable] in it)
    bool isLocal = false;              ///< starts from a name that the template itself assigns, captures or loops over
    SourceRange range;                 ///< in the source of `partial`
    int line = 0;
    int column = 0;
    std::string partial; ///< empty: the template itself
};

/// A name that an assign or a capture gives a value to.
struct Assignment {
    std::string name;
    bool isCapture = false;
    SourceRange range; ///< of the tag, in the source of `partial`
    int line = 0;
    int column = 0;
    std::string partial; ///< empty: the template itself
};

struct PartialUse {
    std::string name; ///< empty where it is known only at rendering
    bool isFound = false;
    SourceRange range;
    int line = 0;
};

struct FilterUse {
    std::string name;
    bool isKnown = false;
    SourceRange range;
    int line = 0;
    int column = 0;
    std::string partial; ///< empty: the template itself
};

/// A place in a template or in a partial of it.
struct AnalysisPlace {
    SourceRange range; ///< in the source of `partial`
    int line = 0;
    int column = 0;
    std::string partial; ///< empty: the template itself
};

/// A value that a condition or a `when` compares with a constant.
struct ConstantComparison {
    VariableUse use;
    Comparison comparison = Comparison::Equal;
    bool isMirrored = false; ///< the constant stands first
    Kind kind = Kind::Nil;   ///< of the constant
    std::string text;        ///< the constant as it prints
    AnalysisPlace place;     ///< of the constant; of a text without its quotes
};

/// A segment that membership is asked of.
struct SegmentUse {
    std::string name;
    AnalysisPlace place; ///< of the name without its quotes
};

struct BehaviourUse {
    BehaviourQuery query;
    AnalysisPlace place; ///< of all of it
};

/// In order of place; the template's own first, then each partial's.
struct Analysis {
    std::vector<DynamicBlock> blocks;
    std::size_t ownBlocks = 0; ///< so many of them, the first ones, are the template's own
    /// For RenderTrace::layout; holds as long as the template.
    std::shared_ptr<const TraceLayout> layout;
    std::vector<Assignment> assignments;
    std::vector<VariableUse> variables;
    std::vector<FilterUse> filters;
    std::vector<PartialUse> partials;
    std::vector<std::string> segments;      ///< named by customer.segment == '…', each once
    std::vector<BehaviourQuery> behaviours; ///< each once
    std::vector<ConstantComparison> comparisons;
    std::vector<SegmentUse> segmentUses;
    std::vector<BehaviourUse> behaviourUses;
    std::vector<std::string> abortReasons;
    /// Some name is read or given a value in a way that only rendering shows: `[expression]`, `include expression`.
    bool hasComputedNames = false;
};

[[nodiscard]] Analysis analyse(const Template& parsed);

/// The value at a use's `segments`, as a render would read it; nil where there is none.
[[nodiscard]] Value readPath(const Value& globals, const VariableUse& use, Arena& arena);

} // namespace postweave::liquid
