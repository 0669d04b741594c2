/* models/knowledge.txt inside the program: Knowledge::builtin_text(). */
    .section .rodata
    .global earwitness_knowledge_begin
    .global earwitness_knowledge_end
    .balign 16
earwitness_knowledge_begin:
    .incbin "models/knowledge.txt"
earwitness_knowledge_end:
    .byte 0
    .section .note.GNU-stack, "", %progbits
