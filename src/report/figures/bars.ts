/** Bars of block characters: an eighth of a column is the smallest difference that shows. */
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** A bar for `value` where `most` fills the width. What is more than nothing shows. */
export function bar(value: number, most: number, width: number): string {
  if (!(value > 0) || !(most > 0) || width < 1) return '';
  const eighths = Math.max(1, Math.min(width * 8, Math.round((value / most) * width * 8)));
  return '█'.repeat(eighths >> 3) + EIGHTHS[eighths & 7]!;
}
