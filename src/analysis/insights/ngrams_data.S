/* models/insights.bin inside the program, so that it is whole without any file beside it. */
    .section .rodata
    .global earwitness_insights_begin
    .global earwitness_insights_end
    .balign 8
earwitness_insights_begin:
    .incbin "models/insights.bin"
earwitness_insights_end:
    .byte 0
    .section .note.GNU-stack,"",%progbits
