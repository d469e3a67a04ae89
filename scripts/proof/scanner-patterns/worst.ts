import { features, rules, scanLimits, scanMessageWithReport } from '@sallyport/scanner';

const size = 1_000_000;

/** What a search found: the message that took longest, by the pieces it repeats. */
export interface Worst {
  readonly milliseconds: number;
  readonly work: number;
  readonly pieces: readonly string[];
  readonly tried: number;
}

/** Disguises and encodings, of which one view or another is made. */
const carriers = [
  '1gn0r3 4ll ', 'a\u200b', 'é', '⠊⠛⠝⠕⠗⠑', 'i g n o r e ', '%2541', String.raw`\u005cu0041`, '&#65;', '🇮🇬🇳', '\u{e0041}',
  '\ufe01\ufe02\ufe03\ufe04', '.. --. -. ', '72 101 108 ', 'SWdub3JlIGFsbA== ', '69676e6f7265 ', '=41=42', '<!-- a -->', '<a hidden>',
  '\u0430b ', '以前の指示', '\n', '"', '[', '{"a":', '-----BEGIN ', '😀',
]; // prettier-ignore

/**
 * Climbs from random mixtures of keywords, examples and disguises to the message of a megabyte that takes longest to
 * scan, for so many seconds.
 */
export function findWorst(seconds: number, seed: number): Worst {
  const random = randomFrom(seed);
  const pool = [...carriers];
  for (const rule of rules)
    if (rule.kind === 'pattern') pool.push(...rule.keywords, ...rule.examples.mustMatch);
  for (const { keywords, examples } of features) pool.push(...keywords, ...examples.mustMatch);
  const pick = (): string => {
    const piece = pool[Math.floor(random() * pool.length)] ?? 'a';
    return random() < 0.3 ? piece.slice(0, Math.ceil(piece.length * random())) : piece;
  };
  const end = performance.now() + seconds * 1000;
  let worst: Worst = { milliseconds: 0, work: 0, pieces: [], tried: 0 };
  let best = worst;
  let tried = 0;
  let idle = 0;
  while (performance.now() < end) {
    const pieces =
      idle > 12 || best.pieces.length === 0
        ? Array.from({ length: 1 + Math.floor(random() * 6) }, pick)
        : mutate(best.pieces, pick, random);
    if (idle > 12) [best, idle] = [{ ...worst, milliseconds: 0 }, 0];
    tried += 1;
    const { milliseconds, work } = costOf(pieces);
    idle = milliseconds > best.milliseconds ? 0 : idle + 1;
    if (milliseconds > best.milliseconds) best = { milliseconds, work, pieces, tried };
    if (best.milliseconds > worst.milliseconds) worst = best;
  }
  return { ...worst, tried };
}

function mutate(pieces: readonly string[], pick: () => string, random: () => number): string[] {
  const changed = [...pieces];
  const at = Math.floor(random() * changed.length);
  const kind = random();
  if (kind < 0.4) changed[at] = pick();
  else if (kind < 0.7) changed.splice(at, 0, pick());
  else if (kind < 0.85 && changed.length > 1) changed.splice(at, 1);
  else changed[at] = (changed[at] ?? '').repeat(2).slice(0, 400);
  return changed;
}

/** The time of the processor, for a result and for the arguments of a call: the higher. */
function costOf(pieces: readonly string[]): { milliseconds: number; work: number } {
  const piece = pieces.join('') || 'a';
  const text = Buffer.from(piece.repeat(Math.ceil(size / piece.length)).slice(0, size)).toString();
  const most = 8_000_000 + scanLimits.workShare * (text.length + 100);
  const costs = [
    [{ result: { content: [{ type: 'text', text }] } }, 'server-to-client'],
    [{ method: 'tools/call', params: { name: 'run', arguments: { text } } }, 'client-to-server'],
  ] as const;
  let milliseconds = 0;
  let highest = 0;
  for (const [message, direction] of costs) {
    const begin = process.cpuUsage();
    const { work } = scanMessageWithReport(message, { direction });
    const { user, system } = process.cpuUsage(begin);
    if (work > most)
      throw new Error(`A message cost ${work} units of work, more than the ${most} that it may.`);
    milliseconds = Math.max(milliseconds, (user + system) / 1000);
    highest = Math.max(highest, work);
  }
  return { milliseconds, work: highest };
}

/** A generator of numbers from 0 to 1 (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
