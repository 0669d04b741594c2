/* The files of web/jekyll/, inside the program. */
    .section .rodata
    .include "src/publish/asset.inc"

    asset jekyll, config, "web/jekyll/config.yml"
    asset jekyll, gitignore, "web/jekyll/gitignore"
    asset jekyll, workflow, "web/jekyll/pages.yml"
    asset jekyll, layout_default, "web/jekyll/layouts/default.html"
    asset jekyll, layout_episode, "web/jekyll/layouts/episode.html"
    asset jekyll, layout_transcript, "web/jekyll/layouts/transcript.html"
    asset jekyll, include_entry, "web/jekyll/includes/entry.html"
    asset jekyll, include_from, "web/jekyll/includes/from.html"
    asset jekyll, include_time, "web/jekyll/includes/time.html"
    asset jekyll, include_written, "web/jekyll/includes/written.html"
    asset jekyll, page_index, "web/jekyll/index.html"
    asset jekyll, page_episodes, "web/jekyll/episodes.html"
    asset jekyll, page_categories, "web/jekyll/categories.html"
    asset jekyll, page_search, "web/jekyll/search.html"
    asset jekyll, page_404, "web/jekyll/404.html"
    asset jekyll, feed, "web/jekyll/feed.xml"
    asset jekyll, sitemap, "web/jekyll/sitemap.xml"
    asset jekyll, robots, "web/jekyll/robots.txt"
    .section .note.GNU-stack,"",%progbits
