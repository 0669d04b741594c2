#!/usr/bin/env python3
"""Writes src/text/html_entities.cc: HTML5's named character references, sorted by name.

  make_html_entities.py > src/text/html_entities.cc
"""
import html.entities


def literal(text):
    return '"' + "".join(f"\\{byte:03o}" for byte in text.encode("utf-8")) + '"'


def main():
    table = html.entities.html5
    names = sorted((name[:-1] for name in table if name.endswith(";")), key=lambda name: name.encode())
    print("// Made by tools/make_html_entities.py: HTML5's named character references, sorted by name. Do not edit.")
    print('#include "text/html_entities.h"\n')
    print("namespace earwitness::text {\n")
    print("// clang-format off")
    print(f"const HtmlEntity kHtmlEntities[{len(names)}] = {{")
    row = "   "
    for name in names:
        bare = "true" if name in table else "false"
        item = f' {{"{name}", {literal(table[name + ";"])}, {bare}}},'
        if len(row) + len(item) > 150:
            print(row)
            row = "   "
        row += item
    print(row)
    print("};")
    print("// clang-format on\n")
    print(f"const std::size_t kHtmlEntityCount = {len(names)};\n")
    print("}  // namespace earwitness::text")


if __name__ == "__main__":
    main()
