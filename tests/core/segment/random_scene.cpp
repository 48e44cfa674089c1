// SPDX-License-Identifier: GPL-3.0-or-later
#include "random_scene.h"
#include "core/base/json.h"

#include "random_values.h"

#include "core/segment/operators.h"
#include "core/segment/test_types.h"

namespace postweave::segment::testing {

namespace {

const Texts kEventTypes{"mail_click", "mail_open", "purchase", "view"};
const Texts kEventFilters{"mail_click", "mail_open", "purchase", "view", "mail_*", "*", "none"};
const Texts kProperties{"amount", "p1", "p2"};
const Texts kSeeds{"spring", "a:b", "é"};

Texts namesOf(const Json& object)
{
    Texts names;
    for (const auto& [name, value] : object.items()) {
        names.push_back(name);
    }
    return names;
}

bool isMeant(const std::string& filter, const std::string& type)
{
    return filter.ends_with('*') ? type.starts_with(filter.substr(0, filter.size() - 1)) : filter == type;
}

/// Writes nodes over one scene.
class NodeMaker {
public:
    explicit NodeMaker(const Json& scene) : m_scene(scene) {}

    Json make(int depth)
    {
        if (depth < kDeepest && chance(depth == 0 ? 60 : 45)) {
            return makeGroup(depth);
        }
        Json node = Json::object();
        switch (pick(11)) {
        case 8:
            makeComparison(node);
            break;
        case 9:
            node["bucket"] = oneOf(kSeeds);
            addBucketTest(node);
            break;
        case 10:
            makeDistance(node);
            break;
        case 0:
        case 1:
        case 2:
            makeAttribute(node);
            break;
        case 3:
            makeCount(node);
            break;
        case 4:
            makeAggregate(node);
            break;
        case 5:
            makeBoundary(node);
            break;
        case 6:
            makeSequence(node);
            break;
        default:
            makeReference(node);
        }
        return node;
    }

private:
    static constexpr int kDeepest = 6;

    Json makeGroup(int depth)
    {
        const Texts kinds{"all", "any", "none", "not", "of"};
        const std::string kind = oneOf(kinds);
        Json node = Json::object();
        if (kind == "not") {
            node["not"] = make(depth + 1);
            return node;
        }
        Json children = Json::array();
        const int most = depth < 3 ? 4 : 3;
        for (int count = pick(most); count > 0; --count) {
            children.push_back(make(depth + 1));
            if (chance(10)) {
                children.back()["off"] = true;
            }
        }
        if (kind == "of") {
            node["at_least"] = pick(4);
        }
        node[kind] = children;
        return node;
    }

    void makeAttribute(Json& node)
    {
        const std::string name = oneOf(namesOf(m_scene["attributes"]));
        node["attribute"] = name;
        addTest(node, m_scene["attributes"][name]);
    }

    static void addBucketTest(Json& node)
    {
        const Texts operators{"<", ">=", "!=", "between"};
        node["op"] = oneOf(operators);
        node["value"] = node["op"] == "between" ? Json::array({pick(10'000), pick(10'000)}) : Json(pick(10'000));
    }

    Texts numericAttributes() const
    {
        Texts names;
        for (const auto& [name, type] : m_scene["attributes"].items()) {
            if (type == "integer" || type == "number") {
                names.push_back(name);
            }
        }
        return names;
    }

    void makeDistance(Json& node)
    {
        const Texts names = numericAttributes();
        if (names.empty()) {
            makeAttribute(node);
            return;
        }
        const std::vector<Json> degrees{0, 0.5, 2.25, -5.5, 30, 48.2, -89.9};
        const std::vector<Json> distances{0, 1, 100.5, 555, 3000.25, 12000};
        const Texts operators{"<", "<=", ">", ">=", "!=", "=", "not_in", "between"};
        node["distance"]["latitude"] = oneOf(names);
        node["distance"]["longitude"] = oneOf(names);
        node["distance"]["from"]["latitude"] = oneOf(degrees);
        node["distance"]["from"]["longitude"] = oneOf(degrees);
        const std::string op = oneOf(operators);
        node["op"] = op;
        node["value"] =
            op == "between" || op == "not_in" ? Json::array({oneOf(distances), oneOf(distances)}) : oneOf(distances);
    }

    void makeComparison(Json& node)
    {
        const Texts names = namesOf(m_scene["attributes"]);
        const std::string left = oneOf(names);
        const std::string right = oneOf(names);
        const ValueType leftType = valueTypeByName(m_scene["attributes"][left].get<std::string>()).value();
        const ValueType rightType = valueTypeByName(m_scene["attributes"][right].get<std::string>()).value();
        std::vector<Operator> fitting;
        for (const Operator op : allOperators()) {
            if (comparesAttributes(op, leftType, rightType)) {
                fitting.push_back(op);
            }
        }
        if (fitting.empty()) {
            makeAttribute(node);
            return;
        }
        node["attribute"] = left;
        node["op"] = nameOf(oneOf(fitting));
        node["other"] = right;
        if ((leftType == ValueType::Text || leftType == ValueType::List) && chance(30)) {
            node["ignore_case"] = true;
        }
    }

    /// Types of a property, over the event types that a filter means.
    Texts typesOf(const std::string& filter, const std::string& property, bool numeric)
    {
        Texts types;
        for (const auto& [event, properties] : m_scene["properties"].items()) {
            if (isMeant(filter, event) && properties.contains(property)) {
                const std::string type = properties[property];
                if (!numeric || type == "integer" || type == "number") {
                    types.push_back(type);
                }
            }
        }
        return types;
    }

    void makeFilter(Json& node)
    {
        const std::string filter = oneOf(kEventFilters);
        node["event"] = filter;
        for (int count = pick(6) - 3; count > 0; --count) {
            const std::string property = oneOf(kProperties);
            const Texts types = typesOf(filter, property, false);
            Json test = Json::object();
            test["property"] = property;
            addTest(test, types.empty() ? "text" : oneOf(types));
            node["where"].push_back(test);
        }
        if (chance(15)) {
            node["day_of_week"] = randomDays();
        }
    }

    static void makeWindow(Json& node)
    {
        if (chance(50)) {
            node["within"] = randomWindow();
        }
    }

    void makeCount(Json& node)
    {
        makeFilter(node);
        makeWindow(node);
        if (chance(70)) {
            node["count"] = Json::object();
            addNumberTest(node["count"], true);
        }
    }

    void makeAggregate(Json& node)
    {
        makeFilter(node);
        makeWindow(node);
        const std::string property = oneOf(kProperties);
        const std::string filter = node["event"];
        const bool numeric = !typesOf(filter, property, true).empty();
        const bool unknown = typesOf(filter, property, false).empty();
        const Texts functions{"sum", "avg", "min", "max", "distinct"};
        node["aggregate"]["fn"] = numeric || unknown ? oneOf(functions) : "distinct";
        node["aggregate"]["property"] = property;
        addNumberTest(node, node["aggregate"]["fn"] == "distinct");
    }

    void makeBoundary(Json& node)
    {
        makeFilter(node);
        node["which"] = chance(50) ? "first" : "last";
        node["within"] = randomWindow();
    }

    void makeSequence(Json& node)
    {
        node["sequence"] = Json::array();
        const int steps = 1 + pick(4);
        for (int i = 0; i < steps; ++i) {
            Json step = Json::object();
            makeFilter(step);
            if (i > 0 && chance(50)) {
                step["within"] = randomDuration();
            }
            if (i > 0 && chance(40)) {
                step["occurs"] = false;
            }
            node["sequence"].push_back(step);
        }
        makeWindow(node);
    }

    void makeReference(Json& node)
    {
        if (!m_scene.contains("segments") || chance(60)) {
            Texts scores = namesOf(m_scene["scores"]);
            scores.insert(scores.end(), {"rfm", "rfm_recency"});
            node["score"] = oneOf(scores);
            if (chance(50)) {
                const int from = 10 * pick(10);
                node["percentile"]["from"] = from;
                node["percentile"]["to"] = from + 10 + 10 * pick(10 - from / 10);
            } else {
                addNumberTest(node, false);
            }
            return;
        }
        node["segment"] = oneOf(namesOf(m_scene["segments"]));
    }

    const Json& m_scene;
};

Json randomTerms(const Json& scene)
{
    Json terms = Json::array();
    for (int count = pick(4); count > 0; --count) {
        Json term = Json::object();
        const std::string attribute = oneOf(namesOf(scene["attributes"]));
        const std::string type = scene["attributes"][attribute];
        if (type == "integer" || type == "number") {
            term["attribute"] = attribute;
        } else {
            term["event"] = oneOf(kEventFilters);
            if (chance(50)) {
                term["within"] = randomWindow();
            }
            if (chance(40)) {
                const Texts quintiles{"recency", "frequency"};
                term["quintile"] = oneOf(quintiles);
            }
        }
        term["weight"] = pick(5) - 1;
        terms.push_back(term);
    }
    return terms;
}

Json randomProfile(const Json& scene, int number)
{
    Json profile = Json::object();
    profile["key"] = std::string(1, static_cast<char>('z' - number));
    for (const auto& [name, type] : scene["attributes"].items()) {
        if (chance(75)) {
            profile[name] = randomValue(type);
        }
    }
    profile["events"] = Json::array();
    for (int count = pick(7); count > 0; --count) {
        const std::string type = oneOf(kEventTypes);
        Json properties = Json::object();
        for (const auto& [name, propertyType] : scene["properties"][type].items()) {
            if (chance(75)) {
                properties[name] = randomValue(propertyType);
            }
        }
        profile["events"].push_back(Json::array({type, randomTime(), properties}));
    }
    return profile;
}

} // namespace

Json randomScene()
{
    const Texts zones{"UTC", "UTC", "America/New_York", "Europe/Berlin", "Asia/Kolkata"};
    Json scene = Json::object();
    scene["zone"] = oneOf(zones);
    scene["now"] = "2026-07-01T12:00:00Z";
    for (int i = 0; i < 4; ++i) {
        scene["attributes"]["a" + std::to_string(i)] = oneOf(randomTypes());
    }
    scene["properties"] = Json::object();
    for (const std::string& event : kEventTypes) {
        scene["properties"][event] = Json::object();
        for (int i = pick(4); i > 0; --i) {
            scene["properties"][event][kProperties[static_cast<std::size_t>(i - 1)]] = oneOf(randomTypes());
        }
    }
    // What the built-in scores sum has to hold numbers.
    if (Json& properties = scene["properties"]["purchase"]; properties.contains("amount")) {
        properties["amount"] = chance(50) ? "integer" : "number";
    }
    scene["profiles"] = Json::array();
    for (int count = pick(9); count > 0; --count) {
        scene["profiles"].push_back(randomProfile(scene, count));
    }
    scene["scores"]["s"] = randomTerms(scene);
    Json withScores = scene;
    scene["segments"]["one"] = NodeMaker(withScores).make(2);
    return scene;
}

Json randomNode(const Json& scene)
{
    return NodeMaker(scene).make(0);
}

} // namespace postweave::segment::testing
