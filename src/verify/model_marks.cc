#include "verify/model_marks.h"

namespace earwitness::verify {

using transcript::attribute;

void ModelMarks::open(const transcript::TagEvent& event, std::size_t depth, std::size_t line) {
    // Nearly every tag of a page is another one.
    const auto has = [&](std::string_view name) { return event.attributes.find(name) != std::string_view::npos; };
    if (!is_open_ && !has("data-ew-model") && !has("data-ew-of") && !has("data-ew-cites") && !has("data-ew-category"))
        return;
    const auto model = attribute(event.attributes, "data-ew-model"), of = attribute(event.attributes, "data-ew-of");
    if (model || of) open_section(model.value_or(""), of.value_or(""), depth, line);
    const auto cites = attribute(event.attributes, "data-ew-cites"),
               category = attribute(event.attributes, "data-ew-category");
    if (cites || category) {
        ++report_.lines;
        if (!is_open_) return add(line, "words of a model inside an element with data-ew-model", "none around it");
        open_.push_back({cites ? Kind::kWords : Kind::kCategory, depth, line, cites ? *cites : *category, {}});
    } else if (is_open_ && attribute(event.attributes, "class").value_or("") == "by-model") {
        open_.push_back({Kind::kNote, depth, line, {}, {}});
    }
}

void ModelMarks::open_section(const std::string& model, const std::string& episode, std::size_t depth,
                              std::size_t line) {
    if (is_open_) return add(line, "one data-ew-model at a time", "one inside another");
    is_open_ = true;
    is_named_ = false;
    open_.push_back({Kind::kSection, depth, line, model, {}});
    const auto found = episodes_.find(episode);
    model_ = found == episodes_.end() || !found->second.evidence.model ? nullptr : &*found->second.evidence.model;
    if (model_ == nullptr)
        add(line, "an episode with words of a model", "\"" + excerpt(episode) + "\"");
    else if (model != model_->name)
        add(line, "the model " + excerpt(model_->name), "\"" + excerpt(model) + "\"");
}

void ModelMarks::text(std::string_view text) {
    for (Element& element : open_)
        if (element.kind != Kind::kSection) element.text += text;
}

void ModelMarks::close(std::size_t depth) {
    while (!open_.empty() && open_.back().depth == depth) {
        judge(open_.back());
        open_.pop_back();
    }
}

void ModelMarks::judge(const Element& element) {
    if (element.kind == Kind::kWords) return judge_words(element);
    if (element.kind == Kind::kCategory) return judge_category(element);
    if (element.kind == Kind::kNote) {
        const std::string name = model_ == nullptr ? std::string() : squeezed(model_->name);
        is_named_ = is_named_ || (!name.empty() && squeezed(element.text).find(name) != std::string::npos);
        return;
    }
    if (!is_named_) add(element.line, "a class=\"by-model\" that names the model", "none");
    is_open_ = false;
    model_ = nullptr;
}

void ModelMarks::judge_words(const Element& element) {
    if (model_ == nullptr) return;
    const auto words = model_->words.find(std::pair(squeezed(element.text), element.value));
    if (words == model_->words.end())
        return add(element.line, "words of the model, with what they cite, as the findings have them",
                   "\"" + excerpt(element.text) + "\" on " + excerpt(element.value));
    ++words->second;
}

void ModelMarks::judge_category(const Element& element) {
    if (model_ == nullptr) return;
    const auto category = model_->categories.find(element.value);
    if (category == model_->categories.end() || squeezed(element.text) != category->second.first)
        return add(element.line, "a category as the findings have it",
                   "\"" + excerpt(element.text) + "\" of " + excerpt(element.value));
    ++category->second.second;
}

}  // namespace earwitness::verify
