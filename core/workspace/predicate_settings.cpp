// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/predicate_settings.h"

#include "core/workspace/workspace.h"

#include <fmt/format.h>

namespace postweave::workspace {

namespace {

std::string keyOf(liquid::BehaviourVerb verb)
{
    return fmt::format("predicate.{}", campaign::nameOf(verb));
}

} // namespace

Result<campaign::PredicateMeanings> predicatesOf(Workspace& workspace)
{
    campaign::PredicateMeanings meanings;
    for (const liquid::BehaviourVerb verb : campaign::PredicateMeanings::kVerbs) {
        const auto text = workspace.setting(keyOf(verb));
        if (!text) {
            return fail(text.error());
        }
        if (!*text || (*text)->empty()) {
            continue;
        }
        auto meaning = campaign::parsePredicateMeaning(**text);
        if (!meaning) {
            return fail(ErrorCode::WorkspaceDamaged,
                        fmt::format("what '{}' means in this workspace cannot be read: {}", campaign::nameOf(verb),
                                    meaning.error().message),
                        {workspace.path().string(), 0, 0, ""});
        }
        meanings.set(verb, std::move(*meaning));
    }
    return meanings;
}

Result<void> setPredicate(Workspace& workspace, liquid::BehaviourVerb verb, std::string_view text)
{
    if (text == "default") {
        return workspace.setSetting(keyOf(verb), "");
    }
    const auto meaning = campaign::parsePredicateMeaning(text);
    return meaning ? workspace.setSetting(keyOf(verb), campaign::textOf(*meaning)) : fail(meaning.error());
}

} // namespace postweave::workspace
