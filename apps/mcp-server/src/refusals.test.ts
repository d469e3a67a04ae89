import { openAuditLog, readEvents } from '@sallyport/audit';
import { temporaryFolder } from '@sallyport/testing';
import { expect, it } from 'vitest';
import { limits } from './limits.js';
import { RefusalLog, type RefusalRecord } from './refusals.js';

const refusal: RefusalRecord = {
  kind: 'certificate',
  code: 'handshake-failed',
  message: 'A connection was refused.',
  remoteAddress: '127.0.0.1',
};

it('counts a flood of refusals instead of writing each, and writes each again a minute later', async () => {
  const folder = temporaryFolder();
  const audit = openAuditLog(folder);
  let now = 1_000_000;
  const refusals = new RefusalLog(audit, () => now);
  for (let count = 0; count < limits.refusalsPerMinute + 7; count += 1) refusals.record(refusal);
  now += 60_000;
  refusals.record(refusal);
  audit.close();

  const events = await readEvents(folder, { action: 'block', limit: 1_000 });
  expect(events).toHaveLength(limits.refusalsPerMinute + 2);
  expect(events.find((event) => event.data?.['code'] === 'flood')).toMatchObject({ data: { count: 7 } });
});
