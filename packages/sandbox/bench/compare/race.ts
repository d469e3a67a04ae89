import { SeededRandom } from '@sallyport/testing/figures';

import type { Contestant } from './contestant.js';
import { works, type Work } from './works.js';

/** Milliseconds of each round, by work and contestant. */
export type Times = ReadonlyMap<Work['id'], ReadonlyMap<string, number[]>>;

/**
 * Every contestant does every piece of work. Their rounds take turns, in another order each time: what else this machine
 * does meets all of them, and nobody always comes after the one that leaves the caches cold. The first rounds are left out: nobody meets a cold process twice.
 *
 * @throws Error when a contestant comes to something else than the first.
 */
export async function race(contestants: readonly Contestant[], fast: boolean): Promise<Times> {
  const times = new Map<Work['id'], Map<string, number[]>>();
  const random = new SeededRandom(1);
  for (const work of works) {
    const expected = canonical(await contestants[0]?.run(work));
    const byName = new Map<string, number[]>(contestants.map(({ name }) => [name, []]));
    const last = fast ? work.fastRounds : work.rounds;
    for (let round = 1 - work.warmUp; round <= last; round += 1) {
      for (const contestant of shuffled(contestants, random)) {
        if (contestant.mostRounds !== undefined && (round < 1 || round > contestant.mostRounds)) continue;
        const began = performance.now();
        const result = await contestant.run(work);
        const took = performance.now() - began;
        if (canonical(result) !== expected)
          throw new Error(`${contestant.name} comes to something else at ${work.title}.`);
        if (round > 0) byName.get(contestant.name)?.push(took);
      }
    }
    times.set(work.id, byName);
  }
  return times;
}

function shuffled<Item>(items: readonly Item[], random: SeededRandom): Item[] {
  return items
    .map((item) => ({ item, place: random.next() }))
    .toSorted((left, right) => left.place - right.place)
    .map(({ item }) => item);
}

/** Sums of fractions differ in their last digits by the order of adding. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'number' ? Number(part.toPrecision(10)) : part,
  );
}
