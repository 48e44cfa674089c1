// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sample/catalogue.h"

namespace postweave::sample {

namespace {

constexpr Article kGarden[] = {{"Tulip bulbs, mixed", 1290},
                               {"Watering can 5 l", 2450},
                               {"Ficus in clay pot", 3800},
                               {"Hand trowel", 1650},
                               {"Seed box, vegetables", 1995},
                               {"Rain barrel", 8900},
                               {"Secateurs", 3450},
                               {"Bird house", 2990},
                               {"Compost 40 l", 1180},
                               {"Garden bench, larch", 24900},
                               {"Lavender, three pots", 1590},
                               {"Hose reel 25 m", 5990}};
constexpr Article kKitchen[] = {{"Cast-iron pan 28", 6400}, {"Bread knife", 4200},          {"Baking stone", 3900},
                                {"Salt mill, oak", 2850},   {"Preserving jars, six", 2190}, {"Espresso maker", 3690},
                                {"Linen tea towels", 1890}, {"Copper bowl", 7900},          {"Rolling pin", 1450}};
constexpr Article kElectronics[] = {{"Dusk lamp", 3900},       {"Radio, solar", 8900}, {"Weather station", 12900},
                                    {"Charging bank", 4490},   {"Head torch", 2990},   {"Kitchen scale", 3290},
                                    {"Wildlife camera", 17900}};
constexpr Article kFashion[] = {{"Linen shirt", 7200},   {"Wool jumper", 11900},  {"Straw hat", 3400},
                                {"Rain jacket", 14900},  {"Work trousers", 8900}, {"Felt slippers", 4200},
                                {"Scarf, alpaca", 5900}, {"Apron", 3690}};
constexpr Article kBooks[] = {
    {"The orchard year", 2400}, {"Bread without haste", 2990}, {"Birds by their song", 1990}, {"A small meadow", 2200},
    {"Mending", 1850},          {"Stars for beginners", 2690}};
constexpr Article kToys[] = {{"Marble run", 3450},      {"Wooden train", 4990},    {"Kite", 1990},
                             {"Insect glass", 1290},    {"Building blocks", 5900}, {"Swing", 3990},
                             {"Hand puppet, fox", 2490}};

constexpr Category kCategories[] = {{"Garden", {20, 35, 75, 100, 100, 70, 50, 45, 60, 40, 15, 15}, kGarden},
                                    {"Kitchen", {45, 40, 40, 40, 45, 45, 45, 50, 60, 65, 90, 100}, kKitchen},
                                    {"Electronics", {40, 35, 35, 35, 35, 40, 40, 40, 45, 55, 100, 85}, kElectronics},
                                    {"Fashion", {70, 45, 65, 75, 70, 60, 75, 45, 80, 85, 95, 100}, kFashion},
                                    {"Books", {60, 50, 45, 40, 45, 50, 60, 50, 50, 60, 80, 100}, kBooks},
                                    {"Toys", {25, 25, 35, 40, 45, 55, 50, 40, 35, 45, 85, 100}, kToys}};

} // namespace

std::span<const Category> categories()
{
    return kCategories;
}

} // namespace postweave::sample
