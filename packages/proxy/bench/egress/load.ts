import { Pool } from 'undici';

/** What a run came to. Times in milliseconds. */
export interface Figures {
  readonly count: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

/** Asks over so many connections for so long, one request after the other on each. @param path makes the n-th path. */
export async function load(
  origin: string,
  path: (n: number) => string,
  { connections, ms, host }: { connections: number; ms: number; host: string },
): Promise<Figures> {
  const pool = new Pool(origin, { connections, pipelining: 1 });
  const times: number[] = [];
  let n = 0;
  const until = performance.now() + ms;
  const begin = performance.now();
  const one = async (): Promise<void> => {
    while (performance.now() < until) {
      const from = performance.now();
      const { statusCode, body } = await pool.request({ path: path(n++), method: 'GET', headers: { host } });
      await body.dump();
      if (statusCode !== 200) throw new Error(`${origin} answered ${statusCode}.`);
      times.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: connections }, one));
  const took = (performance.now() - begin) / 1000;
  await pool.close();
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.floor(times.length * share)] ?? 0;
  return { count: times.length, perSecond: times.length / took, p50: at(0.5), p99: at(0.99) };
}
