/* The files of web/, inside the program. */
    .section .rodata
    .include "src/publish/asset.inc"

    asset asset, site_css, "web/site.css"
    asset asset, site_js, "web/site.js"
    asset asset, search_js, "web/search.js"
    asset asset, icon_svg, "web/icon.svg"
    .section .note.GNU-stack,"",%progbits
