// Which entities and topics a quote or an insight speaks of: those with a mention inside its span. Used by the engine,
// for analysers do not know one another.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "earwitness/findings.h"

namespace earwitness::pipeline {

class References {
  public:
    void add(Span mention, const std::string& id) { mentions_.push_back({mention, id}); }
    void sort();  // once, behind the last add()
    // The ids of the mentions inside `span`, each once, in order of first mention.
    std::vector<std::string> inside(Span span) const;

  private:
    std::vector<std::pair<Span, std::string>> mentions_;
};

References entity_references(const std::vector<Entity>& entities);
References topic_references(const std::vector<Topic>& topics);

}  // namespace earwitness::pipeline
