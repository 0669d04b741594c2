/* The files of web/jekyll/, inside the program. */
    .section .rodata
    .macro asset name, file
    .global ew_jekyll_\name
    .global ew_jekyll_\name\()_end
ew_jekyll_\name:
    .incbin "\file"
ew_jekyll_\name\()_end:
    .byte 0
    .endm

    asset config, "web/jekyll/config.yml"
    asset gitignore, "web/jekyll/gitignore"
    asset workflow, "web/jekyll/pages.yml"
    asset layout_default, "web/jekyll/layouts/default.html"
    asset layout_episode, "web/jekyll/layouts/episode.html"
    asset layout_transcript, "web/jekyll/layouts/transcript.html"
    asset include_entry, "web/jekyll/includes/entry.html"
    asset include_from, "web/jekyll/includes/from.html"
    asset include_time, "web/jekyll/includes/time.html"
    asset page_index, "web/jekyll/index.html"
    asset page_episodes, "web/jekyll/episodes.html"
    asset page_categories, "web/jekyll/categories.html"
    asset page_search, "web/jekyll/search.html"
    asset page_404, "web/jekyll/404.html"
    asset feed, "web/jekyll/feed.xml"
    asset sitemap, "web/jekyll/sitemap.xml"
    asset robots, "web/jekyll/robots.txt"
    .section .note.GNU-stack,"",%progbits
