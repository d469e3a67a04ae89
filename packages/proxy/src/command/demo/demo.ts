import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { verifyAuditLog } from '@sallyport/audit';
import type { Command, Console } from '../command.js';
import { environment } from '../env.js';
import { ExitCode } from '../exit-code.js';
import { onOneLine } from '../report/printable.js';
import { scenarios, type Scenario } from './scenarios.js';
import { DemoSession } from './session.js';

const help = `sallyport demo: each kind of attack, stopped before your eyes

  sallyport demo

Starts small servers, each with one attack, behind the real mcp proxy with the preset strict, and a client that runs into
them. Takes a few seconds, needs no network, and leaves nothing behind.

Exit codes: 0 all were stopped, 1 one was not.
`;

/** `sallyport demo` */
export const demoCommand: Command = {
  name: 'demo',
  summary: 'each kind of attack, stopped before your eyes',
  help,
  run: async (args, console) => {
    parseArgs({ args, options: {} });
    const home = mkdtempSync(join(tmpdir(), 'sallyport-demo-'));
    try {
      return await show(home, console);
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  },
};

async function show(home: string, { output }: Console): Promise<ExitCode> {
  const isTerminal = 'isTTY' in output && output.isTTY === true;
  const paint = (code: number, text: string): string =>
    isTerminal ? `\u001b[${code}m${text}\u001b[0m` : text;
  output.write('client ⇄ sallyport mcp proxy --preset strict ⇄ server\n\n');
  const homes = new Map(scenarios.map(({ behaviour }) => [behaviour, join(home, behaviour)]));
  const sessions = new Map(
    [...homes].map(([behaviour, SALLYPORT_HOME]) => [
      behaviour,
      new DemoSession(behaviour, Object.assign({}, environment.all, { SALLYPORT_HOME })),
    ]),
  );
  // All are played at once, and told of in order.
  const running = scenarios.map((scenario) => play(scenario, sessions.get(scenario.behaviour)));
  let stopped = 0;
  for (const [index, scenario] of scenarios.entries()) {
    const { title, story, behaviour } = scenario;
    const { outcome, why } = (await running[index]) ?? {};
    const isHonest = index === 0;
    const mark = outcome === undefined ? paint(31, 'FAILED ') : paint(32, isHonest ? 'passed ' : 'stopped');
    if (outcome !== undefined && !isHonest) stopped += 1;
    output.write(`  ${mark}  ${paint(1, title)} (${behaviour})\n           ${story}\n`);
    output.write(`           → ${onOneLine(outcome ?? why ?? 'it was not stopped')}\n\n`);
  }
  await Promise.all([...sessions.values()].map((session) => session.end()));
  const logs = await Promise.all([...homes.values()].map((one) => verifyAuditLog(join(one, 'audit'))));
  const events = logs.reduce((sum, log) => sum + log.events, 0);
  const isWhole = logs.every(({ ok }) => ok);
  const attacks = scenarios.length - 1;
  output.write(
    `${stopped} of ${attacks} stopped; ${events} events in the log, whose hash chains ${isWhole ? 'are whole' : 'ARE BROKEN'}.\n`,
  );
  output.write('Put it before your own servers: sallyport wrap .mcp.json\n');
  return stopped === attacks && isWhole ? ExitCode.Fine : ExitCode.Failure;
}

async function play(
  scenario: Scenario,
  session: DemoSession | undefined,
): Promise<{ outcome?: string | undefined; why?: string }> {
  try {
    return { outcome: session && (await scenario.act(session)) };
  } catch (error) {
    return { why: error instanceof Error ? error.message : String(error) };
  }
}
