// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command_line.h"
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/session.h"
#include "core/base/json.h"

#include <fmt/format.h>

#include <algorithm>
#include <csignal>
#include <string>
#include <vector>

namespace {

using namespace postweave;
using namespace postweave::cli;

std::vector<CommandSpec> allCommands()
{
    std::vector<CommandSpec> commands;
    addWorkspaceCommands(commands);
    addImportCommands(commands);
    addDefinitionCommands(commands);
    addSegmentCommands(commands);
    addSegmentCheck(commands);
    addSegmentComparisons(commands);
    addMembershipCommands(commands);
    addTemplateCommands(commands);
    addCampaignCommands(commands);
    return commands;
}

void printHelp(const std::vector<CommandSpec>& commands)
{
    print("postweave-cli COMMAND …, results to the standard output, messages to the standard error.\n"
          "Exit status: 0 done, 1 found something wrong, 2 wrong usage, 3 bad input, 4 bad workspace, 5 cannot write, "
          "130 cancelled.\n\n");
    for (const CommandSpec& command : commands) {
        print(fmt::format("  {}\n      {}\n", usageOf(command), command.summary));
    }
}

int report(const Error& error, bool json)
{
    if (json) {
        Json document = Json::object();
        document["error"] = toJson(error);
        printJson(document);
    }
    printError(error);
    if (const auto written = finishOutput(); !written) {
        return exitStatusOf(written.error().code);
    }
    return exitStatusOf(error.code);
}

int runCommand(const std::vector<std::string>& arguments)
{
    const std::vector<CommandSpec> commands = allCommands();
    if (!arguments.empty() && (arguments[0] == "help" || arguments[0] == "--help" || arguments[0] == "-h")) {
        printHelp(commands);
        return finishOutput() ? kDone : exitStatusOf(ErrorCode::WriteFailed);
    }
    if (!arguments.empty() && arguments[0] == "--version") {
        print("postweave-cli " POSTWEAVE_VERSION "\n");
        return finishOutput() ? kDone : exitStatusOf(ErrorCode::WriteFailed);
    }
    const auto call = Invocation::parse(arguments, commands);
    if (!call) {
        return report(call.error(), std::find(arguments.begin(), arguments.end(), "--json") != arguments.end());
    }
    const auto status = call->command().run(*call);
    if (!status) {
        return report(status.error(), call->json());
    }
    if (const auto written = finishOutput(); !written) {
        return report(written.error(), false);
    }
    return *status;
}

} // namespace

int main(int argc, char** argv)
{
    // A reader that goes away makes writing fail, which is reported, instead of ending the process.
    std::signal(SIGPIPE, SIG_IGN);
    cancelOnSignals();
    return runCommand({argv + 1, argv + argc});
}
