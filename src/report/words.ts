/** Numbers and words the same way everywhere. Written out by hand, so that no machine's locale decides. */

/** 1234567 → `1,234,567` */
export function count(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** `1 phase`, `2 phases`; the plural is given where it is not the word with an s. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** US dollars: cents, and four digits where cents would say nothing. `?`: no price is known. */
export function usd(value: number | null): string {
  if (value === null) return '?';
  return value.toFixed(value !== 0 && value < 1 ? 4 : 2);
}

/** Seconds as `0.4s`, `12s`, `2m05s`, `1h02m`. */
export function duration(seconds: number): string {
  if (seconds < 9.95) return `${seconds.toFixed(1)}s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole}s`;
  const two = (value: number) => String(value).padStart(2, '0');
  if (whole < 3_600) return `${Math.floor(whole / 60)}m${two(whole % 60)}s`;
  return `${Math.floor(whole / 3_600)}h${two(Math.floor((whole % 3_600) / 60))}m`;
}

/** Seconds of work or waiting, as long as they get: `12s`, `2m05s`, `1h02m`, `3d4h`. */
export function span(seconds: number): string {
  if (seconds < 86_400) return duration(seconds);
  const hours = Math.round(seconds / 3_600);
  return hours % 24 === 0 ? `${hours / 24}d` : `${Math.floor(hours / 24)}d${hours % 24}h`;
}
