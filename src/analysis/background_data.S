/* models/background.bin inside the program, so that it is whole without any file beside it. */
    .section .rodata
    .global earwitness_background_begin
    .global earwitness_background_end
    .balign 8
earwitness_background_begin:
    .incbin "models/background.bin"
earwitness_background_end:
    .byte 0
    .section .note.GNU-stack,"",%progbits
