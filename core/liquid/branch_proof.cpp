// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/liquid/branch_proof.h"

#include "core/liquid/condition_model.h"
#include "core/liquid/parsed_blocks.h"

#include <algorithm>
#include <optional>
#include <set>

namespace postweave::liquid {

namespace {

using Requirement = ConditionModel::Requirement;
using Proof = BranchProof::Kind;

constexpr int kMostBlocksAround = 6;

/// One block with what is asked around it.
class BlockProver {
public:
    BlockProver(const Analysis& analysis, const ParsedBlocks& parsed, std::size_t block, const KindsOf& kinds,
                std::uint64_t& effort)
        : m_analysis(analysis),
          m_parsed(parsed),
          m_number(block),
          m_block(parsed.blocks[block]),
          m_model(kinds, parsed.boundNames),
          m_effort(effort)
    {
        for (const ParsedBranch& branch : m_block.branches) {
            m_own.push_back(formulaOf(m_block, branch, false));
        }
        addAround();
        m_model.close();
    }

    std::vector<BranchProof> run()
    {
        std::vector<BranchProof> proofs;
        const bool isCase = m_block.subject != nullptr;
        for (std::size_t i = 0; i < m_block.branches.size(); ++i) {
            const auto proof = isCase ? proveWhen(i) : proveIf(i);
            if (proof) {
                proofs.push_back(*proof);
            }
        }
        return proofs;
    }

private:
    /// Nothing where nothing is asked: else, or what could not be read.
    std::optional<Requirement> formulaOf(const ParsedBlock& block, const ParsedBranch& branch, bool isElsewhere)
    {
        if (!branch.candidates.empty() && block.subject != nullptr) {
            return Requirement{m_model.addCase(*block.subject, branch.candidates, isElsewhere), true};
        }
        if (branch.condition == nullptr) {
            return std::nullopt;
        }
        return Requirement{m_model.add(*branch.condition, isElsewhere), !branch.isNegated};
    }

    static Requirement opposite(Requirement requirement)
    {
        requirement.isYes = !requirement.isYes;
        return requirement;
    }

    /// That the branches around this block are taken, as far as their conditions still hold here.
    void addAround()
    {
        std::size_t inner = m_number;
        for (int i = 0; i < kMostBlocksAround; ++i) {
            const DynamicBlock& block = m_analysis.blocks[inner];
            if (block.parent < 0) {
                return;
            }
            inner = static_cast<std::size_t>(block.parent);
            // A partial may be used elsewhere too, where other branches are around it.
            if (m_analysis.blocks[inner].partial != block.partial) {
                return;
            }
            addTaken(m_parsed.blocks[inner], static_cast<std::size_t>(block.parentBranch) - 1);
        }
    }

    void addTaken(const ParsedBlock& block, std::size_t taken)
    {
        const bool isWhen = !block.branches[taken].candidates.empty();
        for (std::size_t i = 0; i <= taken; ++i) {
            const auto formula = i == taken || !isWhen ? formulaOf(block, block.branches[i], true) : std::nullopt;
            if (formula) {
                m_around.push_back(i == taken ? *formula : opposite(*formula));
            }
        }
    }

    bool canBe(std::vector<Requirement> requirements, const std::vector<Requirement>& more = {})
    {
        requirements.insert(requirements.end(), more.begin(), more.end());
        return m_model.canBe(requirements, m_effort);
    }

    BranchProof proof(Proof kind, std::size_t branch, std::size_t other = 0) const
    {
        return {kind, m_number, branch + 1, other};
    }

    std::optional<BranchProof> proveIf(std::size_t branch)
    {
        std::vector<Requirement> own;
        if (m_own[branch]) {
            own.push_back(*m_own[branch]);
        } else if (!m_block.branches[branch].isElse) {
            return std::nullopt;
        }
        std::vector<Requirement> earlier;
        for (std::size_t i = 0; i < branch; ++i) {
            if (m_own[i]) {
                earlier.push_back(opposite(*m_own[i]));
            }
        }
        std::vector<Requirement> all = earlier;
        all.insert(all.end(), m_around.begin(), m_around.end());
        if (canBe(own, all)) {
            return branch == 0 ? proveAlways() : std::nullopt;
        }
        if (!own.empty() && !canBe(own)) {
            return proof(Proof::Never, branch);
        }
        if (!own.empty() && !canBe(own, m_around)) {
            return proof(Proof::NeverHere, branch);
        }
        return proveTaken(branch, own);
    }

    /// The one earlier branch that is enough, where there is one.
    std::optional<BranchProof> proveTaken(std::size_t branch, const std::vector<Requirement>& own)
    {
        for (std::size_t i = 0; i < branch; ++i) {
            if (!m_own[i]) {
                continue;
            }
            std::vector<Requirement> both = own;
            both.push_back(opposite(*m_own[i]));
            if (canBe(std::move(both), m_around)) {
                continue;
            }
            const bool isSame = !own.empty() && !canBe({*m_own[i]}, {opposite(own.front())});
            return proof(isSame ? Proof::Repeated : Proof::Taken, branch, i + 1);
        }
        return proof(Proof::Taken, branch);
    }

    /// A condition that the branches around it have asked already; of those that can be no at all.
    std::optional<BranchProof> proveAlways()
    {
        if (!m_own[0] || m_around.empty() || !canBe({opposite(*m_own[0])}) || canBe({opposite(*m_own[0])}, m_around)) {
            return std::nullopt;
        }
        return proof(Proof::AlwaysHere, 0);
    }

    /// A `when` is asked whatever the earlier ones came to.
    std::optional<BranchProof> proveWhen(std::size_t branch)
    {
        if (m_block.branches[branch].isElse) {
            return proveElse(branch);
        }
        if (!m_own[branch]) {
            return std::nullopt;
        }
        if (!canBe({*m_own[branch]})) {
            return proof(Proof::Never, branch);
        }
        for (std::size_t i = 0; i < branch; ++i) {
            if (sharesLiteral(m_block.branches[i], m_block.branches[branch])) {
                return proof(Proof::RepeatedWhen, branch, i + 1);
            }
        }
        return std::nullopt;
    }

    std::optional<BranchProof> proveElse(std::size_t branch)
    {
        std::vector<Requirement> none;
        for (std::size_t i = 0; i < branch; ++i) {
            if (m_own[i]) {
                none.push_back(opposite(*m_own[i]));
            }
        }
        return none.empty() || canBe(none, m_around) ? std::nullopt : std::optional(proof(Proof::Taken, branch));
    }

    static bool sharesLiteral(const ParsedBranch& one, const ParsedBranch& other)
    {
        return std::ranges::any_of(one.candidates, [&](const Expression* a) {
            return a->isLiteral() && std::ranges::any_of(other.candidates, [&](const Expression* b) {
                       return b->isLiteral() && canonicalText(*a) == canonicalText(*b);
                   });
        });
    }

    const Analysis& m_analysis;
    const ParsedBlocks& m_parsed;
    std::size_t m_number;
    const ParsedBlock& m_block;
    ConditionModel m_model;
    std::uint64_t& m_effort;
    std::vector<std::optional<Requirement>> m_own; ///< by branch: that its condition holds
    std::vector<Requirement> m_around;
};

bool isUnreachable(const BranchProof& proof)
{
    return proof.kind != Proof::RepeatedWhen && proof.kind != Proof::AlwaysHere;
}

} // namespace

std::vector<BranchProof> proveBranches(const Template& parsed, const Analysis& analysis, const KindsOf& kinds,
                                       std::uint64_t mostEffort)
{
    const ParsedBlocks blocks = parsedBlocks(parsed);
    std::vector<BranchProof> proofs;
    std::uint64_t effort = mostEffort;
    std::set<std::pair<std::size_t, std::size_t>> dead;
    for (std::size_t i = 0; i < blocks.blocks.size() && effort > 0; ++i) {
        const DynamicBlock& block = analysis.blocks[i];
        const std::pair around(static_cast<std::size_t>(block.parent), static_cast<std::size_t>(block.parentBranch));
        if (block.parent >= 0 && dead.contains(around)) {
            for (std::size_t branch = 1; branch <= block.branches.size(); ++branch) {
                dead.emplace(i, branch);
            }
            continue;
        }
        for (const BranchProof& proof : BlockProver(analysis, blocks, i, kinds, effort).run()) {
            proofs.push_back(proof);
            if (isUnreachable(proof)) {
                dead.emplace(i, proof.branch);
            }
        }
    }
    return proofs;
}

} // namespace postweave::liquid
