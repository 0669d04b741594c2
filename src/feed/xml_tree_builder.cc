// XmlTree::parse: pieces from the lexer become nodes; end tags that fit nothing, elements that are never closed,
// prefixes that nobody declared are mended here.
#include <algorithm>

#include "feed/doctype.h"
#include "feed/xml_tree.h"
#include "text/utf8.h"

namespace earwitness::feed {
namespace {

constexpr std::size_t kMaxDepth = 100;  // deeper elements become siblings
constexpr std::size_t kMaxNodes = 4'000'000;
constexpr std::size_t kMaxBindings = 128;

// HTML elements without an end tag, as they stand in descriptions that nobody escaped.
bool is_void(std::string_view name) {
    for (const std::string_view known : {"br", "hr", "img", "wbr", "input"})
        if (equals_ignoring_case(name, known)) return true;
    return false;
}

// <p> ends an open <p>, <li> an open <li>.
bool closes_its_like(std::string_view name) {
    return equals_ignoring_case(name, "p") || equals_ignoring_case(name, "li");
}

}  // namespace

class XmlTreeBuilder {
  public:
    XmlTreeBuilder(std::string_view text, Report& report) : report_(report) {
        tree_.text_ = text;
        tree_.report_ = &report;
        tree_.nodes_.reserve(text.size() / 100 + 16);
        tree_.nodes_.push_back({});
        open_.push_back({0, 0});
    }

    Result<XmlTree> build() {
        XmlLexer lexer(tree_.text_, 0, tree_.text_.size(), &report_);
        for (Markup markup; lexer.next(markup, tree_.attributes_);) {
            if (tree_.nodes_.size() > kMaxNodes || tree_.attributes_.size() > kMaxNodes)
                return make_error(ErrorCode::kTooLarge, "more than " + std::to_string(kMaxNodes) +
                                                            " elements or attributes: no feed is that large");
            if (markup.kind == MarkupKind::kStartTag)
                start_element(markup);
            else if (markup.kind == MarkupKind::kEndTag)
                end_element(markup);
            else if (markup.kind == MarkupKind::kText)
                check_outside(markup);
            else
                tree_.nodes_[open_.back().node].has_sections = true;
            if (markup.kind == MarkupKind::kDoctype && tree_.nodes_.size() == 1) {
                if (auto read = read_doctype(markup.inner, tree_.entities_); !read) return read.error();
            }
        }
        if (open_.size() > 1) {
            report_.malformed("element_unclosed",
                              "the document ends inside <" + shortened(tree_.nodes_[open_.back().node].name) + ">",
                              tree_.text_.size());
            close_down_to(1, tree_.text_.size());
        }
        tree_.nodes_[0].content_end = static_cast<std::uint32_t>(tree_.text_.size());
        return std::move(tree_);
    }

  private:
    struct Open {
        XmlTree::Node node;
        XmlTree::Node last_child;
    };
    struct Binding {
        std::string_view prefix;
        Ns ns;
        std::size_t depth;
    };

    void start_element(const Markup& markup) {
        if (closes_its_like(markup.inner) && equals_ignoring_case(tree_.nodes_[open_.back().node].name, markup.inner)) {
            report_.set_recovered();
            close_down_to(open_.size() - 1, markup.begin);
        }
        if (open_.size() == 1 && tree_.nodes_.size() > 1)
            report_.malformed("second_root", "a second root element", markup.begin);
        const auto index = static_cast<XmlTree::Node>(tree_.nodes_.size());
        XmlNode node;
        node.name = markup.inner;
        node.begin = static_cast<std::uint32_t>(markup.begin);
        node.content_begin = node.content_end = static_cast<std::uint32_t>(markup.end);
        node.first_attribute = static_cast<std::uint32_t>(markup.first_attribute);
        node.attribute_count = static_cast<std::uint32_t>(tree_.attributes_.size() - markup.first_attribute);
        Open& parent = open_.back();
        node.parent = parent.node;
        tree_.nodes_.push_back(node);
        (parent.last_child == 0 ? tree_.nodes_[parent.node].first_child
                                : tree_.nodes_[parent.last_child].next_sibling) = index;
        parent.last_child = index;
        tree_.nodes_[parent.node].has_children = true;
        const std::size_t depth = open_.size();
        bind_namespaces(index, depth);
        resolve_name(index);
        if (!markup.self_closing && !is_void_here(markup)) {
            if (depth < kMaxDepth) {
                open_.push_back({index, 0});
                return;
            }
            report_.odd("too_deep", "elements nested deeper than " + std::to_string(kMaxDepth) + " were flattened",
                        markup.begin);
        }
        drop_bindings(depth);
    }

    bool is_void_here(const Markup& markup) {
        if (!is_void(markup.inner)) return false;
        if (tree_.text_.substr(markup.end, 2) != "</")
            report_.malformed("element_unclosed", "<" + shortened(markup.inner) + "> is not closed", markup.begin);
        return true;
    }

    void end_element(const Markup& markup) {
        if (is_void(markup.inner)) return;
        std::size_t depth = open_.size();
        while (depth > 1 && !equals_ignoring_case(tree_.nodes_[open_[depth - 1].node].name, markup.inner)) --depth;
        if (depth <= 1) {
            report_.malformed("end_tag_unmatched", "</" + shortened(markup.inner) + "> closes nothing", markup.begin);
            return;
        }
        if (depth < open_.size())
            report_.malformed("element_unclosed",
                              "<" + shortened(tree_.nodes_[open_.back().node].name) + "> is not closed before </" +
                                  shortened(markup.inner) + ">",
                              markup.begin);
        close_down_to(depth - 1, markup.begin);
    }

    void close_down_to(std::size_t depth, std::size_t content_end) {
        while (open_.size() > depth) {
            tree_.nodes_[open_.back().node].content_end = static_cast<std::uint32_t>(content_end);
            open_.pop_back();
            drop_bindings(open_.size());
        }
    }

    void drop_bindings(std::size_t depth) {
        while (!bindings_.empty() && bindings_.back().depth >= depth) bindings_.pop_back();
    }

    // Namespaces in XML 1.0, 3.
    void bind_namespaces(XmlTree::Node index, std::size_t depth) {
        const XmlNode& node = tree_.nodes_[index];
        for (std::uint32_t i = 0; i < node.attribute_count; ++i) {
            const XmlAttribute& attribute = tree_.attributes_[node.first_attribute + i];
            if (attribute.name.substr(0, 5) != "xmlns" || bindings_.size() >= kMaxBindings) continue;
            const std::string_view prefix = attribute.name.size() > 6 ? attribute.name.substr(6) : std::string_view();
            std::string address;
            tree_.append_decoded(attribute.value, address);
            Ns ns = find_namespace(address);
            if (prefix.empty()) {
                // An unknown default namespace, or an extension's on <rss> itself, must not hide the feed.
                const bool is_rss = equals_ignoring_case(node.name, "rss");
                if (address.empty() || ns == Ns::kOther || (is_rss && ns != Ns::kRss)) ns = Ns::kNone;
            } else if (ns == Ns::kOther && usual_namespace(prefix) != Ns::kOther) {
                report_.odd("namespace_unknown",
                            "xmlns:" + shortened(prefix) + " has an unknown address; it was read as the usual one",
                            node.begin);
                ns = usual_namespace(prefix);
            }
            bindings_.push_back({prefix, ns, depth});
        }
    }

    void resolve_name(XmlTree::Node index) {
        XmlNode& node = tree_.nodes_[index];
        const std::size_t colon = node.name.find(':');
        const std::string_view prefix =
            colon == std::string_view::npos ? std::string_view() : node.name.substr(0, colon);
        node.tag = find_tag(colon == std::string_view::npos ? node.name : node.name.substr(colon + 1));
        for (auto binding = bindings_.rbegin(); binding != bindings_.rend(); ++binding) {
            if (binding->prefix != prefix) continue;
            node.ns = binding->ns;
            return;
        }
        if (prefix.empty()) return;
        node.ns = usual_namespace(prefix);
        if (node.ns == Ns::kXml) return;
        report_.malformed("prefix_undeclared", "the prefix of <" + shortened(node.name) + "> is not declared",
                          node.begin);
        if (bindings_.size() < kMaxBindings) bindings_.insert(bindings_.begin(), {prefix, node.ns, 0});  // said once
    }

    void check_outside(const Markup& markup) {
        if (open_.size() > 1 || text::trimmed(markup.inner).empty()) return;
        report_.malformed("text_outside", "text outside the root element was passed over", markup.begin);
    }

    Report& report_;
    XmlTree tree_;
    std::vector<Open> open_;
    std::vector<Binding> bindings_;
};

Result<XmlTree> XmlTree::parse(std::string_view text, Report& report) { return XmlTreeBuilder(text, report).build(); }

}  // namespace earwitness::feed
