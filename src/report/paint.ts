/** Colour is decided at the edge (a terminal, `NO_COLOR`) and handed in; what is told never depends on it. */
export interface Paint {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  yellow(text: string): string;
  green(text: string): string;
  cyan(text: string): string;
}

const same = (text: string): string => text;

/** No colour at all. */
export const plain: Paint = { bold: same, dim: same, red: same, yellow: same, green: same, cyan: same };
