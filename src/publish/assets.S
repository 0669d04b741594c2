/* The files of web/, inside the program. */
    .section .rodata
    .macro asset name, file
    .global ew_asset_\name
    .global ew_asset_\name\()_end
ew_asset_\name:
    .incbin "\file"
ew_asset_\name\()_end:
    .byte 0
    .endm

    asset site_css, "web/site.css"
    asset site_js, "web/site.js"
    asset search_js, "web/search.js"
    asset icon_svg, "web/icon.svg"
    .section .note.GNU-stack,"",%progbits
