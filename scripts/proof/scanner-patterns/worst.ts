import { spawnSync } from 'node:child_process';
import { features, parseMessage, rules, scanMessageWithReport } from '@sallyport/scanner';
import * as fc from 'fast-check';
import { layouts, places, writeMessage, type Recipe } from './message.js';

/** What a search found: the message that took longest, by what it is made of. */
export interface Worst {
  readonly recipe: Recipe;
  readonly tried: number;
  readonly work: number;
  /** What it takes as the first message of a process, and what after that. */
  readonly cold: number;
  readonly milliseconds: number;
}

/** Disguises and encodings, of which one view or another is made. */
const carriers = [
  '1gn0r3 4ll ', 'a\u200b', 'é', '⠊⠛⠝⠕⠗⠑', 'i g n o r e ', '%2541', String.raw`\u005cu0041`, '&#65;', '🇮🇬🇳', '\u{e0041}',
  '\ufe01\ufe02\ufe03\ufe04', '.. --. -. ', '72 101 108 ', 'SWdub3JlIGFsbA== ', '69676e6f7265 ', '=41=42', '<!-- a -->', '<a hidden>',
  '\u0430b ', '以前の指示', '\n', '"', '[', '{"a":', '-----BEGIN ', '😀', 'Ａ', '№', 'ﬁ', '65,', '0x41,', '<~aaaaaaaaaaaaaaaaa~>',
  '01000001 ', String.raw`\101`, 'abandon ', '](a "', ' title="', '<a style="', '`', '$(a) ', '; rm -rf /', 'eval(', "or 1='1' ", '../',
]; // prettier-ignore

/** So many of the slowest are tried again in processes of their own, where nothing else has run. */
const mostFinalists = 8;
/** So many tries without a slower message, and the search begins anew. */
const mostIdle = 25;

/**
 * Climbs from random mixtures of keywords, examples and disguises to the message of a megabyte that takes longest to
 * parse and scan, for so many seconds.
 */
export function findWorst(seconds: number, seed: number): Worst {
  const pool = [...carriers];
  for (const rule of rules)
    if (rule.kind === 'pattern') pool.push(...rule.keywords, ...rule.examples.mustMatch);
  for (const { keywords, examples } of features) pool.push(...keywords, ...examples.mustMatch);
  const draw = drawsOf(pool, seed);
  const end = performance.now() + seconds * 1000;
  let best: Candidate = { milliseconds: 0, work: 0, recipe: draw.recipe() };
  let finalists: Candidate[] = [];
  let tried = 0;
  let idle = mostIdle;
  while (performance.now() < end) {
    const isNew = idle >= mostIdle;
    if (isNew) finalists = slowestOf([...finalists, best]);
    const recipe = isNew ? draw.recipe() : draw.change(best.recipe);
    tried += 1;
    const found = costOf(recipe, isNew ? 0 : best.milliseconds);
    if (isNew || found.milliseconds > best.milliseconds) [best, idle] = [found, 0];
    else idle += 1;
  }
  const alone = slowestOf([...finalists, best]).map(({ recipe, work }) => {
    const { cold, milliseconds } = costAlone(recipe);
    return { recipe, tried, work, cold, milliseconds };
  });
  return alone.reduce((worst, each) => (each.milliseconds > worst.milliseconds ? each : worst));
}

function slowestOf(candidates: readonly Candidate[]): Candidate[] {
  return candidates.toSorted((a, b) => b.milliseconds - a.milliseconds).slice(0, mostFinalists);
}

interface Candidate {
  readonly milliseconds: number;
  readonly work: number;
  readonly recipe: Recipe;
}

interface Draws {
  recipe(): Recipe;
  change(recipe: Recipe): Recipe;
}

function drawsOf(pool: readonly string[], seed: number): Draws {
  const known = fc.constantFrom(...pool);
  const piece = fc.oneof(
    { weight: 5, arbitrary: known },
    {
      weight: 2,
      arbitrary: fc.tuple(known, fc.double({ min: 0.1, max: 1, noNaN: true })).map(cutShort),
    },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }) },
  );
  const recipes = fc.record({
    pieces: fc.array(piece, { minLength: 1, maxLength: 6 }),
    layout: fc.constantFrom(...layouts),
    place: fc.constantFrom(...places),
  });
  const changes = fc.record({
    kind: fc.constantFrom('replace', 'insert', 'insert', 'remove', 'double', 'shorten', 'lay', 'move'),
    at: fc.nat(1000),
    piece,
    other: recipes,
  });
  const nextRecipe = stream(recipes, seed);
  const nextChange = stream(changes, seed + 1);
  return {
    recipe: nextRecipe,
    change(recipe) {
      const { kind, at, piece: added, other } = nextChange();
      const pieces = [...recipe.pieces];
      const index = at % Math.max(1, pieces.length);
      const old = pieces[index] ?? 'a';
      if (kind === 'lay') return { ...recipe, layout: other.layout };
      if (kind === 'move') return { ...recipe, place: other.place };
      if (kind === 'replace') pieces[index] = added;
      else if (kind === 'insert') pieces.splice(index, 0, added);
      else if (kind === 'double') pieces[index] = (old + old).slice(0, 2000);
      else if (kind === 'shorten') pieces[index] = old.slice(0, Math.ceil(old.length * 0.8));
      else if (pieces.length > 1) pieces.splice(index, 1);
      return { ...recipe, pieces };
    },
  };
}

function cutShort([piece, share]: [string, number]): string {
  return piece.slice(0, Math.ceil(piece.length * share));
}

/** Values of an arbitrary, one after the other. */
function stream<Value>(arbitrary: fc.Arbitrary<Value>, seed: number): () => Value {
  let round = 0;
  let values: Value[] = [];
  return () => {
    if (values.length === 0) values = fc.sample(arbitrary, { seed: seed * 1000 + round++, numRuns: 100 });
    return values.pop() ?? stream(arbitrary, seed)();
  };
}

/** The time of the processor, the lower of two where it would be the highest so far. */
function costOf(recipe: Recipe, highest: number): Candidate {
  const wire = writeMessage(recipe);
  let milliseconds = Infinity;
  let work = 0;
  for (let round = 0; round < 3; round++) {
    const begin = process.cpuUsage();
    work = scanWire(wire);
    const { user, system } = process.cpuUsage(begin);
    milliseconds = Math.min(milliseconds, (user + system) / 1000);
    if (milliseconds <= highest) break;
  }
  return { recipe, milliseconds, work };
}

function scanWire(wire: string): number {
  const parsed = parseMessage(wire, { direction: 'server-to-client' });
  if (!parsed.ok) throw new Error(`A message of the search is none: ${parsed.message}.`);
  const direction = wire.startsWith('{"method"') ? 'client-to-server' : 'server-to-client';
  return scanMessageWithReport(parsed.message, { direction }).work;
}

/** What a message takes in a process of its own: as the first, and the least of what follows. */
function costAlone(recipe: Recipe): { cold: number; milliseconds: number } {
  const program = `
    import { text } from 'node:stream/consumers';
    import { parseMessage, scanMessage } from '@sallyport/scanner';
    const wire = await text(process.stdin);
    const direction = wire.startsWith('{"method"') ? 'client-to-server' : 'server-to-client';
    const times = Array.from({ length: 6 }, () => {
      const begin = process.cpuUsage();
      scanMessage(parseMessage(wire, { direction }).message, { direction });
      const { user, system } = process.cpuUsage(begin);
      return (user + system) / 1000;
    });
    process.stdout.write(JSON.stringify(times));`;
  const run = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: import.meta.dirname,
    // What this process was started with is no part of what is measured.
    env: { ...process.env, NODE_OPTIONS: '' },
    input: writeMessage(recipe),
    encoding: 'utf8',
  });
  if (run.status !== 0) throw new Error(`A message could not be scanned by itself: ${run.stderr}`);
  const [cold = 0, ...others] = JSON.parse(run.stdout) as number[];
  return { cold, milliseconds: Math.min(...others) };
}
