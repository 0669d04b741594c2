// What browsers have and TypeScript 4.8 does not know: the CSS Custom Highlight API, and Firefox' caret under a point.
declare class Highlight {
  constructor(...ranges: Range[]);
}
interface HighlightRegistry {
  set(name: string, highlight: Highlight): void;
  delete(name: string): boolean;
}
interface CaretPosition {
  readonly offsetNode: Node;
  readonly offset: number;
}
interface Document {
  caretPositionFromPoint?(x: number, y: number): CaretPosition | null;
}
declare namespace CSS {
  const highlights: HighlightRegistry | undefined;
}
