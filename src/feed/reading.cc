#include "feed/reading.h"

#include <algorithm>
#include <charconv>

#include "feed/dates.h"
#include "feed/urls.h"
#include "text/html.h"
#include "text/utf8.h"

namespace earwitness::feed {

std::string squeeze(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    bool gap = false;
    for (const char c : text) {
        if (c == ' ' || (c >= '\t' && c <= '\r')) {
            gap = !out.empty();
            continue;
        }
        if (gap) out += ' ';
        gap = false;
        out += c;
    }
    return out;
}

std::string lowered(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return out;
}

std::string Reading::line(Node node) const { return squeeze(tree.text_of(node)); }

std::string Reading::title(Node node) const {
    std::string out = line(node);
    const bool is_html = tree[node].has_children ||
                         lowered(tree.attribute(node, "type")).find("html") != std::string::npos ||
                         out.find("</") != std::string::npos || out.find("<br") != std::string::npos;
    if (is_html) return squeeze(text::html_to_text(out));
    if (out.find('&') != std::string::npos) out = squeeze(text::decode_entities(out));
    return out;
}

std::string Reading::resolved(Node node, std::string address) const {
    if (address.empty() || is_absolute_url(address)) return address;
    // xml:base of the ancestors, innermost last.
    std::vector<std::string> bases;
    for (Node at = node;; at = tree[at].parent) {
        if (tree[at].attribute_count > 0 && tree.has_attribute(at, "xml:base"))
            bases.push_back(tree.attribute(at, "xml:base"));
        if (at == 0) break;
    }
    std::string base = options.source_url;
    for (auto inner = bases.rbegin(); inner != bases.rend(); ++inner) base = resolve_url(base, *inner);
    return resolve_url(base, address);
}

std::string Reading::url(Node node) const { return resolved(node, tree.text_of(node)); }
std::string Reading::url(Node node, std::string_view attribute_name) const {
    return resolved(node, tree.attribute(node, attribute_name));
}

void Reading::offer_date(Node node, int rank, EpisodeDraft& draft) const {
    if (rank <= draft.published_rank) return;
    const std::string text = tree.text_of(node);
    if (text.empty()) return;
    const auto seconds = parse_date(text);
    if (!seconds) {
        report.odd("date_unreadable", "no date can be read from \"" + shortened(text) + "\"", tree[node].begin);
        return;
    }
    draft.episode.published_at = seconds;
    draft.published_rank = rank;
}

std::optional<bool> read_yes_no(std::string_view text) {
    const std::string word = lowered(text::trimmed(text));
    if (word == "yes" || word == "true" || word == "explicit" || word == "1") return true;
    if (word == "no" || word == "false" || word == "clean" || word == "0") return false;
    return {};
}

std::optional<std::int64_t> read_whole_number(std::string_view text) {
    text = text::trimmed(text);
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value < 0) return {};
    return value;
}

std::optional<double> read_number(std::string_view text) {
    text = text::trimmed(text);
    if (text.empty() || text.size() > 15 || text.find_first_not_of("0123456789.") != std::string_view::npos) return {};
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return {};
    return value;
}

void add_category(std::vector<std::string>& categories, std::string category) {
    constexpr std::size_t kMost = 64;
    category = squeeze(text::trimmed(category));
    if (category.empty() || categories.size() >= kMost ||
        std::find(categories.begin(), categories.end(), category) != categories.end())
        return;
    categories.push_back(std::move(category));
}

void add_keywords(std::string_view text, std::vector<std::string>& categories) {
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find(',', at), text.size());
        add_category(categories, std::string(text.substr(at, end - at)));
        at = end + 1;
    }
}

Mailbox read_mailbox(std::string_view text) {
    Mailbox box;
    const std::size_t sign = text.find('@');
    if (sign == std::string_view::npos) {
        box.name = squeeze(text);
        return box;
    }
    const auto ends_address = [](char c) {
        return static_cast<unsigned char>(c) <= ' ' || c == '(' || c == ')' || c == '<' || c == '>' || c == '"' ||
               c == ',' || c == ':';
    };
    std::size_t begin = sign, end = sign;
    while (begin > 0 && !ends_address(text[begin - 1])) --begin;
    while (end < text.size() && !ends_address(text[end])) ++end;
    box.email = std::string(text.substr(begin, end - begin));
    std::string rest(text.substr(0, begin));
    if (rest.size() >= 7 && lowered(rest.substr(rest.size() - 7)) == "mailto:") rest.resize(rest.size() - 7);
    rest.append(" ").append(text.substr(end));
    rest.erase(std::remove_if(rest.begin(), rest.end(),
                              [](char c) { return c == '(' || c == ')' || c == '<' || c == '>' || c == '"'; }),
               rest.end());
    box.name = squeeze(text::trimmed(rest));
    return box;
}

void add_enclosure(EpisodeDraft& draft, Enclosure enclosure) {
    constexpr std::size_t kMost = 64;
    if (enclosure.url.empty()) return;
    auto& episode = draft.episode;
    if (!episode.enclosure) {
        episode.enclosure = std::move(enclosure);
    } else if (episode.alternatives.size() < kMost) {
        episode.alternatives.push_back(std::move(enclosure));
    }
}

void finish(EpisodeDraft& draft) {
    Episode& episode = draft.episode;
    episode.title = std::move(draft.title.value);
    episode.link = std::move(draft.link.value);
    episode.guid = std::move(draft.guid.value);
    episode.summary = std::move(draft.summary.value);
    episode.content_html = std::move(draft.content.value);
    episode.author = std::move(draft.author.value);
    episode.image = std::move(draft.image.value);
}

void finish(ShowDraft& draft) {
    Show& show = draft.show;
    show.title = std::move(draft.title.value);
    show.link = std::move(draft.link.value);
    show.description = std::move(draft.description.value);
    show.author = std::move(draft.author.value);
    show.image = std::move(draft.image.value);
    show.language = std::move(draft.language.value);
    show.copyright = std::move(draft.copyright.value);
    show.owner_name = std::move(draft.owner_name.value);
    show.owner_email = std::move(draft.owner_email.value);
}

}  // namespace earwitness::feed
