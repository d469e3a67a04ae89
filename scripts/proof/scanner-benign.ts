import { decide, presets } from '@sallyport/guard';
import { scanMessage, type Finding } from '@sallyport/scanner';
import { markdownTable } from '@sallyport/testing/figures';
import { binaryFiles, ownFiles, packageFiles } from './scanner-benign/files.js';
import { madeUpValues } from './scanner-benign/made-up.js';
import type { BenignMessage } from './scanner-benign/message.js';
import { serverMessages } from './scanner-benign/servers.js';

/** The most of all messages that may be blocked. */
const mostBlocked = 0.005;

interface Count {
  messages: number;
  warned: number;
  blocked: number;
}

/**
 * Scans things that are no attacks, as the MCP messages that they would be, and prints what the preset `strict` would
 * block of them, with the reason. Gives whether that is at most 0.5 %.
 *
 * @param share of each sample of files that is looked at, 0 to 1.
 */
export async function proveScannerBenign(share: number): Promise<boolean> {
  const groups = new Map<string, Count>();
  for await (const benign of benignMessages(share)) {
    const count = groups.get(benign.group) ?? { messages: 0, warned: 0, blocked: 0 };
    groups.set(benign.group, count);
    count.messages++;
    const verdict = decide(scanMessage(benign.message, { direction: benign.direction }), presets.strict);
    if (verdict.action === 'warn') count.warned++;
    if (verdict.action !== 'block') continue;
    count.blocked++;
    const reasons = verdict.findings.filter(({ confidence }) => confidence >= 0.7);
    process.stdout.write(`${benign.group}: ${benign.name}\n${reasons.slice(0, 3).map(explain).join('')}`);
  }
  const counts = [...groups.values()];
  const total = (name: keyof Count): number => counts.reduce((sum, count) => sum + count[name], 0);
  const all = { messages: total('messages'), warned: total('warned'), blocked: total('blocked') };
  const line = (name: string, { messages, warned, blocked }: Count): string[] => [
    name,
    String(messages),
    String(warned),
    String(blocked),
    `${((blocked / messages) * 100).toFixed(2)} %`,
  ];
  const rows = [...[...groups].map(([name, count]) => line(name, count)), line('all', all)];
  process.stdout.write(`\n${markdownTable(['what', 'messages', 'warned', 'blocked', 'share'], rows)}\n`);
  return all.blocked <= all.messages * mostBlocked;
}

async function* benignMessages(share: number): AsyncGenerator<BenignMessage> {
  yield* await serverMessages();
  yield* ownFiles();
  yield* madeUpValues(Math.ceil(10 * share));
  yield* binaryFiles(share);
  yield* packageFiles(share);
}

function explain({ rule, confidence, view, pointer, start, excerpt, signs }: Finding): string {
  const fired = signs ? ` [${signs.map(({ id, weight }) => `${id} ${weight}`).join(', ')}]` : '';
  return `    ${rule} ${confidence} (${view}) at ${pointer} ${start}${fired}: ${excerpt}\n`;
}
