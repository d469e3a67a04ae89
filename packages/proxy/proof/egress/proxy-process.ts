/* sallyport's egress proxy in a process of its own, which trusts the authority of a proof besides: HOME ANCHORS CONFIG. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openAuditLog } from '@sallyport/audit';
import { parseConfig } from '@sallyport/guard/config';
import { Registry } from '../../src/egress/metrics/registry.js';
import { Stats } from '../../src/egress/metrics/stats.js';
import { UseMeter } from '../../src/egress/policy/meter.js';
import { openEgress } from '../../src/egress/server.js';
import { createState } from '../../src/egress/state.js';
import { KillSwitch } from '../../src/relay/kill-switch.js';

const [, , home = '', anchors = '', config = ''] = process.argv;
const parsed = parseConfig(readFileSync(config, 'utf8'));
if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
const state = createState(
  parsed.config,
  {},
  {
    home,
    audit: openAuditLog(join(home, 'audit')),
    meters: new Registry(),
    stats: new Stats(),
    meter: new UseMeter(),
    note: (text) => void process.stderr.write(`${text}\n`),
    onEvent: () => undefined,
    // Every name lies on this machine.
    resolve: () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]),
    anchors: readFileSync(anchors, 'utf8'),
  },
);
const { address } = await openEgress({
  state,
  killSwitch: new KillSwitch(join(home, 'kill-switch')),
  version: '0',
  listen: '127.0.0.1:0',
});
process.stdout.write(`listening at ${address}\n`);
