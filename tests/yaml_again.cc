// Reads YAML documents on standard input, NUL between them, and writes each again: what PyYAML dumped must come out
// byte for byte. A document that is not YAML comes out as "FAULT line: reason". yaml_pyyaml_test.py drives it.
#include <cstdio>
#include <iostream>
#include <iterator>
#include <string>

#include "jekyll/yaml_read.h"
#include "jekyll/yaml_write.h"

using namespace earwitness::jekyll;

int main() {
    const std::string input{std::istreambuf_iterator<char>(std::cin), {}};
    for (std::size_t at = 0; at < input.size();) {
        const std::size_t end = std::min(input.find('\0', at), input.size());
        const auto reading = read_yaml(std::string_view(input).substr(at, end - at));
        if (const auto* fault = std::get_if<YamlFault>(&reading))
            std::cout << "FAULT " << fault->line << ": " << fault->reason;
        else
            std::cout << write_yaml(std::get<Value>(reading));
        std::cout << '\0';
        at = end + 1;
    }
}
