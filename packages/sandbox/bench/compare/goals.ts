import { median, percentile } from '@sallyport/testing/figures';
import { undisturbed } from './statistics.js';
import type { Times } from './race.js';
import type { WallTimes } from './walls.js';
import type { Work } from './works.js';

/** The contestants that goals speak of, by their names in the race. */
export interface Names {
  readonly sandbox: string;
  readonly plainCsv: string;
  readonly plainParquet: string;
  /** Those that a program cannot bring down: engines in a child, the spawned script last. */
  readonly served: readonly string[];
  /** Guests in this process, ours first. */
  readonly inline: readonly string[];
}

/** Something to be reached, and whether it is. `shown` and `most` are in the goal's own unit. */
export interface Goal {
  readonly title: string;
  readonly most: number;
  readonly measured: number;
  readonly unit: 'ms' | '×' | 'MB';
}

const megabyte = 1024 * 1024;

/** The goals of the sandbox, each with what was measured. Ratios are of undisturbed rounds of one run. */
export function goalsOf(times: Times, walls: WallTimes, names: Names): Goal[] {
  const samples = (work: Work['id'], name: string): readonly number[] => times.get(work)?.get(name) ?? [];
  const ratio = (work: Work['id'], to: string, of = names.sandbox): number =>
    undisturbed(samples(work, of)) / undisturbed(samples(work, to));
  const spawned = names.served.at(-1) ?? '';
  const [interpreter = '', ...engines] = names.inline;
  const trivial = samples('trivial', names.sandbox);
  const ahead = (['trivial', 'small', 'large'] as const).flatMap((work): Goal[] => {
    const goal = (title: string, to: string, of?: string): Goal => ({
      title: `${titles[work]}: ${title}${to}`,
      most: 1,
      measured: ratio(work, to, of),
      unit: '×',
    });
    return names.served
      .map((name) => goal('sandbox to ', name))
      .concat(engines.map((name) => goal(`${interpreter}, to `, name, interpreter)));
  });
  return [
    { title: 'a trivial program, there and back, median', most: 3, measured: median(trivial), unit: 'ms' },
    { title: 'the same, 95th percentile', most: 10, measured: percentile(trivial, 0.95), unit: 'ms' },
    { title: 'parse and check of a typical program', most: 0.5, measured: walls.checkMs, unit: 'ms' },
    {
      title: '15 rows, to plain polars on the CSV file',
      most: 1.3,
      measured: ratio('small', names.plainCsv),
      unit: '×',
    },
    {
      title: 'large, to plain polars on the same Parquet file',
      most: 1.1,
      measured: ratio('large', names.plainParquet),
      unit: '×',
    },
    {
      title: 'large, to plain polars on the CSV file',
      most: 0.5,
      measured: ratio('large', names.plainCsv),
      unit: '×',
    },
    {
      title: 'large, to a spawned script on the CSV file',
      most: 0.6,
      measured: ratio('large', spawned),
      unit: '×',
    },
    {
      title: '10,000 rows through a loop, to plain',
      most: 2,
      measured: ratio('records', names.plainCsv),
      unit: '×',
    },
    {
      title: '1,000,000 rounds of a loop, to V8',
      most: 15,
      measured: ratio('loop', names.plainCsv),
      unit: '×',
    },
    ...engines
      .filter((name) => name.startsWith('QuickJS'))
      .map((name): Goal => ({
        title: `the same, to ${name}`,
        most: 1,
        measured: ratio('loop', name),
        unit: '×',
      })),
    ...ahead,
    { title: 'from starting a child to its being ready', most: 200, measured: walls.startMs, unit: 'ms' },
    {
      title: 'an endless loop: answered so long after its time',
      most: 100,
      measured: walls.loopOverrunMs,
      unit: 'ms',
    },
    { title: 'a memory bomb: killed after', most: 1000, measured: walls.bombMs, unit: 'ms' },
    {
      title: 'a memory bomb: the most it had, to its cap',
      most: 1.5,
      measured: walls.bombPeakShare,
      unit: '×',
    },
    ...(walls.idleBytes === undefined
      ? []
      : [
          {
            title: 'a child that waits (PSS)',
            most: 60,
            measured: walls.idleBytes / megabyte,
            unit: 'MB',
          } as const,
        ]),
  ];
}

const titles = { trivial: 'a trivial program', small: '15 rows', large: 'large' } as const;
