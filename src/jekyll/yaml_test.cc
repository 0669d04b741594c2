#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "jekyll/scalar_type.h"
#include "jekyll/yaml_read.h"
#include "jekyll/yaml_write.h"

namespace earwitness::jekyll {
namespace {

Value read(std::string_view text) {
    auto reading = read_yaml(text);
    if (const auto* fault = std::get_if<YamlFault>(&reading)) {
        ADD_FAILURE() << text << "\nline " << fault->line << ": " << fault->reason;
        return {};
    }
    return std::get<Value>(reading);
}

YamlFault fault(std::string_view text) {
    auto reading = read_yaml(text, 2);
    EXPECT_TRUE(std::holds_alternative<YamlFault>(reading)) << text;
    return std::holds_alternative<YamlFault>(reading) ? std::get<YamlFault>(reading) : YamlFault{};
}

// {"k": value} as PyYAML writes it.
std::string written(const Value& value) {
    Value map = Value::map();
    map.set("k", value);
    return write_yaml(map);
}

TEST(ScalarType, TakesPlainScalarsForWhatPyYamlTakesThem) {
    const std::vector<std::pair<ValueKind, std::vector<std::string_view>>> cases = {
        {ValueKind::kNull, {"", "~", "null", "Null", "NULL"}},
        {ValueKind::kBool, {"yes", "No", "ON", "off", "true", "FALSE"}},
        {ValueKind::kInt, {"0", "-1", "+12", "1_000", "017", "0x1F", "0b10", "1:30", "190:20:30", "-0"}},
        {ValueKind::kFloat,
         {"1.", "1.5", "-1.5e+3", ".5", ".inf", "-.INF", ".nan", "1_0.5", "1:30.5", "6.8523015e+5", "0.5e-3", "00.5"}},
        {ValueKind::kTimestamp,
         {"2025-10-05", "2025-1-2 3:04:05", "2025-10-05T17:47:56", "2025-10-05t17:47:56.12Z",
          "2025-10-05 17:47:56 +02:00", "2025-10-05 17:47:56 -5", "2025-10-05  17:47:56."}},
        {ValueKind::kString,
         {"y",
          "n",
          "yES",
          "nUll",
          "1e5",
          "1.5e3",
          "-.5",
          "089",
          "0o17",
          "1:60",
          "1:",
          "_1",
          "+",
          "-",
          ".",
          "..",
          "1a",
          "0x",
          "2025-10-05 17:47:56 +0000",
          "2025-10-5",
          "2025-10-05T",
          "2025-10-05 ",
          "20251-10-05",
          ".nAn",
          "0b2",
          "1:2:x",
          "1.5.1",
          "2025-10-05 17:47:56 Z ",
          "=",
          "<<",
          "a"}},
    };
    for (const auto& [kind, scalars] : cases)
        for (const auto scalar : scalars)
            EXPECT_EQ(value_kind_name(plain_type(scalar).kind), value_kind_name(kind)) << scalar;
    EXPECT_TRUE(plain_type("=").indicator);
    EXPECT_TRUE(plain_type("<<").indicator);
}

TEST(Value, WritesNumbersAsPythonDoes) {
    const std::vector<std::pair<double, std::string>> cases = {{0.3, "0.3"},
                                                               {1, "1.0"},
                                                               {0, "0.0"},
                                                               {-2.5, "-2.5"},
                                                               {1e16, "1.0e+16"},
                                                               {1e15, "1000000000000000.0"},
                                                               {1e-4, "0.0001"},
                                                               {1.5e-5, "1.5e-05"},
                                                               {1e-5, "1.0e-05"},
                                                               {1.25e300, "1.25e+300"},
                                                               {0.1 + 0.2, "0.30000000000000004"}};
    for (const auto& [number, text] : cases) {
        EXPECT_EQ(Value::real(number).text, text);
        EXPECT_EQ(plain_type(text).kind, ValueKind::kFloat) << text;
        EXPECT_EQ(Value::real(number).as_number(), number) << text;
    }
    EXPECT_EQ(Value::integer(-12).as_integer(), -12);
    EXPECT_EQ(read("+7").as_integer(), 7);
    EXPECT_EQ(read("+7").as_number(), 7);
    EXPECT_EQ(read("017x").as_integer(), std::nullopt);
    EXPECT_EQ(read("0x1F").as_integer(), std::nullopt);
    EXPECT_EQ(read(".inf").as_number(), std::nullopt);
    EXPECT_EQ(read("a").as_number(), std::nullopt);
    for (const auto yes : {"yes", "True", "ON"}) EXPECT_EQ(read(yes).as_boolean(), true) << yes;
    for (const auto no : {"no", "FALSE", "off"}) EXPECT_EQ(read(no).as_boolean(), false) << no;
    EXPECT_EQ(read("'no'").as_boolean(), std::nullopt);
    EXPECT_EQ(Value::boolean(true).text, "true");
    EXPECT_EQ(Value::boolean(false).text, "false");
}

TEST(Value, FindsAndSetsKeys) {
    Value map = Value::map();
    map.set("b", Value::integer(1));
    map.set("a", Value::integer(2));
    map.set("b", Value::integer(3));
    ASSERT_EQ(map.entries.size(), 2u);
    EXPECT_EQ(map.find("b")->text, "3");
    EXPECT_EQ(map.find("c"), nullptr);
    EXPECT_EQ(Value::list().find("c"), nullptr);
    EXPECT_TRUE(read("{a: 1, b: [x]}") == read("a: 1\nb:\n- x\n"));
    EXPECT_FALSE(read("{a: 1, b: [x]}") == read("a: 1\nb:\n- y\n"));
    EXPECT_FALSE(read("{a: 1}") == read("a: 2"));
    EXPECT_FALSE(read("{a: 1}") == read("b: 1"));
    EXPECT_FALSE(read("{a: 1}") == read("a: '1'"));
    EXPECT_FALSE(read("{a: 1}") == read("{}"));
}

TEST(YamlRead, KeepsOrderTypesAndLines) {
    const Value value = read("b: 1\na:\n- x: yes\n- 'yes'\nc: &one {d: 0.5}\ne: *one\n");
    ASSERT_EQ(value.entries.size(), 4u);
    EXPECT_EQ(value.entries[0].key.text, "b");
    EXPECT_EQ(value.find("b")->kind, ValueKind::kInt);
    const Value& list = *value.find("a");
    EXPECT_EQ(list.items[0].find("x")->kind, ValueKind::kBool);
    EXPECT_EQ(list.items[1].kind, ValueKind::kString);
    EXPECT_EQ(list.items[1].line, 4u);
    EXPECT_EQ(value.find("e")->find("d")->text, "0.5");
    EXPECT_EQ(value.find("e")->line, 6u);
    EXPECT_EQ(read("").kind, ValueKind::kNull);
    EXPECT_EQ(read("a: 1\nb: 2\na: 3\n").find("a")->text, "3");
    EXPECT_EQ(read("a: !!str 12\n").find("a")->kind, ValueKind::kString);
}

TEST(YamlRead, SaysWhyAndWhereATextIsNotYaml) {
    EXPECT_EQ(fault("a: 1\nb: c: d\n").line, 3u);
    EXPECT_EQ(fault("a: 1\nb: c: d\n").reason, "mapping values are not allowed in this context");
    EXPECT_THAT(fault("a: 'open\n").reason, testing::HasSubstr("unexpected end of stream"));
    EXPECT_THAT(fault("a: *gone\n").reason, testing::HasSubstr("anchor that is not there"));
    EXPECT_THAT(fault("? [a]\n: 1\n").reason, testing::HasSubstr("as a key"));
    EXPECT_THAT(fault("a: 1\n---\nb: 2\n").reason, testing::HasSubstr("second document"));
    EXPECT_THAT(fault(std::string(200, '[')).reason, testing::HasSubstr("nested deeper"));
    EXPECT_THAT(fault("a: \x01\n").reason, testing::HasSubstr("control characters"));
    std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
    for (int i = 1; i < 10; ++i) {
        const std::string one = "*a" + std::to_string(i - 1);
        bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + one;
        for (int n = 1; n < 10; ++n) bomb += ", " + one;
        bomb += "]\n";
    }
    EXPECT_THAT(fault(bomb).reason, testing::HasSubstr("more than 2000000 values"));
}

TEST(YamlWrite, WritesEachStyleAsPyYamlDoes) {
    const std::vector<std::pair<std::string, std::string>> strings = {
        {"plain", "k: plain\n"},
        {"", "k: ''\n"},
        {"yes", "k: 'yes'\n"},
        {"12", "k: '12'\n"},
        {"2025-10-05", "k: '2025-10-05'\n"},
        {"2025-05-14 12:42:12 +0000", "k: 2025-05-14 12:42:12 +0000\n"},
        {"2009-10-25 00:00:00 ", "k: '2009-10-25 00:00:00 '\n"},
        {"=", "k: '='\n"},
        {"a: b", "k: 'a: b'\n"},
        {"a:b", "k: a:b\n"},
        {"ends:", "k: 'ends:'\n"},
        {"a #b", "k: 'a #b'\n"},
        {"a#b", "k: a#b\n"},
        {"- a", "k: '- a'\n"},
        {"-a", "k: -a\n"},
        {"it's", "k: it's\n"},
        {"'it", "k: '''it'\n"},
        {" a", "k: ' a'\n"},
        {"a\nb", "k: 'a\n\n  b'\n"},
        {"a\n", "k: 'a\n\n  '\n"},
        {"\na", "k: '\n\n  a'\n"},
        {"a \nb", "k: \"a \\nb\"\n"},
        {"a\n b", "k: \"a\\n b\"\n"},
        {"a\tb", "k: \"a\\tb\"\n"},
        {"\xF0\x9F\x9A\x80 up", "k: \xF0\x9F\x9A\x80 up\n"},
        {"\xF0\x9F\x9A\x80\t\xC3\xA9", "k: \"\\U0001F680\\t\xC3\xA9\"\n"},
        {"\xEF\xBB\xBFz\x07", "k: \"\\uFEFFz\\a\"\n"},
        {"\xC2\x80", "k: \"\\x80\"\n"},
        {"a\xE2\x80\xA8z", "k: 'a\xE2\x80\xA8  z'\n"},
        {"---", "k: '---'\n"},
        {"...x", "k: '...x'\n"},
    };
    for (const auto& [value, text] : strings) {
        EXPECT_EQ(written(Value::string(value)), text);
        EXPECT_EQ(read(text).find("k")->text, value) << text;
    }
}

TEST(YamlWrite, FoldsAtEightyCharacters) {
    const std::string word(79, 'x');
    EXPECT_EQ(written(Value::string(word + " y")), "k: " + word + "\n  y\n");
    EXPECT_EQ(written(Value::string(std::string(77, 'x') + " y")), "k: " + std::string(77, 'x') + " y\n");
    EXPECT_EQ(written(Value::string(word + "  y")), "k: " + word + "  y\n") << "two blanks are never folded";
    std::string wide;
    for (int i = 0; i < 77; ++i) wide += "\xC3\xA9";
    EXPECT_EQ(written(Value::string(wide + " y")), "k: " + wide + " y\n") << "characters count, not bytes";
    EXPECT_EQ(written(Value::string(word + "\t\t y")), "k: \"" + word + "\\t\\\n  \\t y\"\n");
    EXPECT_EQ(written(Value::string(word + " y: z")), "k: '" + word + "\n  y: z'\n");
}

TEST(YamlWrite, WritesCollectionsInBlockStyle) {
    EXPECT_EQ(write_yaml(read("b: []\na: {}\nc: [1, [2, x], [], {e: 1, d: 2}]\nf: {h: [i], g: {j: k}}\n")),
              "a: {}\nb: []\nc:\n- 1\n- - 2\n  - x\n- []\n- d: 2\n  e: 1\nf:\n  g:\n    j: k\n  h:\n  - i\n");
    EXPECT_EQ(write_yaml(read("[a, b]")), "- a\n- b\n");
    EXPECT_EQ(write_yaml(read("2: x\nb: y\n")), "2: x\nb: y\n");
    const std::string longest(122, 'k'), too_long(123, 'k');
    EXPECT_EQ(write_yaml(read(longest + ": 1")), longest + ": 1\n");
    EXPECT_EQ(write_yaml(read("? " + too_long + "\n: [1]")), "? " + too_long + "\n: - 1\n");
    EXPECT_EQ(write_yaml(read("'': 1\n'yes': 2\nyes: 3")), "? ''\n: 1\n'yes': 2\nyes: 3\n");
}

}  // namespace
}  // namespace earwitness::jekyll
