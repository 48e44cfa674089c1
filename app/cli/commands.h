// SPDX-License-Identifier: GPL-3.0-or-later
// The command table of FORMATS §1, by topic.
#pragma once

#include "app/cli/command_line.h"

#include <vector>

namespace postweave::cli {

void addWorkspaceCommands(std::vector<CommandSpec>& commands);
void addImportCommands(std::vector<CommandSpec>& commands);
void addDefinitionCommands(std::vector<CommandSpec>& commands);
void addSegmentCommands(std::vector<CommandSpec>& commands);
void addSegmentCheck(std::vector<CommandSpec>& commands);
void addSegmentComparisons(std::vector<CommandSpec>& commands);
void addMembershipCommands(std::vector<CommandSpec>& commands);
void addTemplateCommands(std::vector<CommandSpec>& commands);
void addTemplateCheck(std::vector<CommandSpec>& commands);
void addTemplateReach(std::vector<CommandSpec>& commands);
void addTemplateDiff(std::vector<CommandSpec>& commands);
void addCampaignCommands(std::vector<CommandSpec>& commands);

} // namespace postweave::cli
