import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AgentInputItem } from '@openai/agents';
import type { Sandbox, Table } from '@sallyport/sandbox';
import { afterAll, beforeAll } from 'vitest';
import { ask, sandboxTools, type CallTool, type DrivenTurn } from './drive.js';
import { openSandbox } from './sandbox.js';

/** The analyst on a real sandbox over the shipped data, for the tests of one file. */
export interface Analyst {
  /** Asks the questions one after the other in one conversation, and gives the last turn. */
  askAll(...questions: string[]): Promise<DrivenTurn>;
  datasets(): string[];
}

/** Opens the analyst before the tests of a file, and closes it after them. */
export function openAnalyst(): Analyst {
  const cacheFolder = mkdtempSync(join(tmpdir(), 'sallyport-offline-'));
  let sandbox: Sandbox | undefined;
  let callTool: CallTool | undefined;
  beforeAll(async () => {
    sandbox = await openSandbox(cacheFolder);
    callTool = sandboxTools(sandbox);
  }, 60_000);
  afterAll(async () => {
    await sandbox?.close();
    rmSync(cacheFolder, { recursive: true, force: true });
  });
  return {
    datasets: () => (sandbox?.datasets() ?? []).map(({ name }) => name),
    async askAll(...questions) {
      if (callTool === undefined) throw new Error('the analyst is not open');
      let items: AgentInputItem[] = [];
      let turn: DrivenTurn | undefined;
      for (const question of questions) {
        turn = await ask(callTool, question, items);
        ({ items } = turn);
      }
      if (turn === undefined) throw new Error('nothing was asked');
      return turn;
    },
  };
}

/** The table of the last program's result. */
export function tableOf(turn: DrivenTurn): Table {
  const result = turn.results.at(-1);
  if (result?.status !== 'ok' || result.output.table === undefined)
    throw new Error(`no table: ${turn.answer}`);
  return result.output.table;
}

/** The value of a result of one row, in its first column. */
export const scalarOf = (turn: DrivenTurn): unknown => tableOf(turn).data[0]?.[0];

/** The second column of a result by its first. */
export function groupsOf(turn: DrivenTurn): Record<string, unknown> {
  const [keys = [], values = []] = tableOf(turn).data;
  return Object.fromEntries(
    keys.map((key, index) => [typeof key === 'string' ? key : JSON.stringify(key), values[index]]),
  );
}

/** A number as answers write it. */
export const formatted = (value: number): string =>
  new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 }).format(value);
