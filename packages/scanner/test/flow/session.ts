import { createFlow, type Finding } from '../../src/index.js';

/** A made-up token that no rule of a provider knows, in parts so that no scanner takes this file for a leak. */
export const token = ['ghp_', 'zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ', '0mLq17'].join('');
/** What stands in a file of secrets, in no form that a rule knows. */
export const notes = 'the vault opens with marble-orchid-seven-lanterns and the code of the gate is 40917';

/** One call of a session, with what came back. */
export interface Step {
  server?: string;
  tool: string;
  args: Record<string, unknown>;
  result?: string;
  /** Seconds after the step before. Default 1. */
  after?: number;
}

/** Lets a session pass, and gives the findings per call. */
export function run(steps: readonly Step[], salt = Buffer.alloc(16, 7)): Finding[][] {
  const flow = createFlow({ salt });
  let now = 1_000_000;
  return steps.map(({ server = 'local', tool, args, result = 'ok', after = 1 }, id) => {
    now += after * 1000;
    const call = { jsonrpc: '2.0', id, method: 'tools/call', params: { name: tool, arguments: args } };
    const findings = flow.observe(call, { direction: 'client-to-server', server, tool, now });
    const answer = { jsonrpc: '2.0', id, result: { content: [{ type: 'text', text: result }] } };
    flow.observe(answer, { direction: 'server-to-client', server, tool, now: now + 100 });
    return findings;
  });
}

/** The rules of each call that policies block by. */
export function blockedBy(steps: readonly Step[]): string[][] {
  return run(steps).map((findings) =>
    findings.filter(({ confidence }) => confidence >= 0.7).map(({ rule }) => rule),
  );
}
