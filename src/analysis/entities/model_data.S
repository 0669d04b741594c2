/* models/ner.bin inside the program: EntityModel::builtin_bytes(). */
    .section .rodata
    .global earwitness_ner_model_begin
    .global earwitness_ner_model_end
    .balign 16
earwitness_ner_model_begin:
    .incbin "models/ner.bin"
earwitness_ner_model_end:
    .byte 0
    .section .note.GNU-stack, "", %progbits
