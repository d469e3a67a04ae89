import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPinStore } from '@sallyport/guard';
import { describe, expect, it } from 'vitest';
import { eventsOf, startBench } from './support/backend.js';
import type { Reply } from './support/fake-openai.js';

const question = 'What is the average salary by department, and save it as a report';
const path = 'salary.md';
const toTheWriter: readonly Reply[] = [
  { text: 'ALLOW' },
  { calls: [{ name: 'transfer_to_Data_Analyst', arguments: {} }] },
  {
    calls: [
      {
        name: 'run_analysis',
        arguments: { code: "pl.scan('employees').groupBy('department')", datasets: null },
      },
    ],
  },
  { calls: [{ name: 'transfer_to_Report_Writer', arguments: {} }] },
];
const write = (content: string, file = path): Reply => ({
  calls: [{ name: 'write_file', arguments: { path: file, content } }],
});

describe('the report writer', () => {
  it('writes a report through the proxy, and the embedded model does it by itself', async () => {
    const { backend, home, audited } = await startBench({ environment: {} });
    const result = await (await backend.startRun({ question })).result;
    expect(result).toMatchObject({
      status: 'answered',
      agentPath: ['Intake', 'Data Analyst', 'Report Writer'],
      findings: [],
    });
    const file = 'what-is-the-average-salary-by-department.md';
    expect(result.answer).toContain(`Saved as the report \`${file}\``);
    expect(result.steps.at(-1)).toMatchObject({ tool: 'write_file', isError: false });
    const report = readFileSync(join(home, 'reports', file), 'utf8');
    expect(report).toContain('# What is the average salary by department');
    expect(report).toContain('| Research | 74,500 |');
    expect(report).toContain("pl.scan('employees')");
    const started = (await audited()).filter(({ source }) => source === 'mcp-proxy');
    expect(started.length).toBeGreaterThan(0);
    // Neither a Node of another place nor the project in another folder is another server.
    const { identity } = createPinStore(join(home, 'pins')).get('reports') ?? {};
    expect(identity).toMatch(/^@modelcontextprotocol\/server-filesystem@[\d.]+$/);
  });

  it('saves the answer before as a report, and has nothing to save without one', async () => {
    const { backend, home } = await startBench({ environment: {} });
    const first = await (
      await backend.startRun({ question: 'What is the average salary by department?' })
    ).result;
    const { conversationId } = first;
    expect(first.agentPath).toEqual(['Intake', 'Data Analyst']);
    expect(existsSync(join(home, 'reports'))).toBe(false);
    const second = await (
      await backend.startRun({ question: 'Save that as a report.', conversationId })
    ).result;
    expect(second.agentPath.at(-1)).toBe('Report Writer');
    expect(existsSync(join(home, 'reports', 'what-is-the-average-salary-by-department.md'))).toBe(true);

    const lonely = await (await backend.startRun({ question: 'Save that as a report.' })).result;
    expect(lonely.status).toBe('declined');
  });

  it('does not write a key, tells why as a finding of that server, and lets the model try again', async () => {
    const key = 'AKIAIOSFODNN7EXAMPLF';
    const replies = [
      ...toTheWriter,
      write(`The key is ${key}.`),
      write('Research: 74,500'),
      { text: 'Saved.' },
    ];
    const { backend, home, audited, model } = await startBench({ replies });
    const run = await backend.startRun({ question });
    const events = await eventsOf(run);
    const result = await run.result;
    expect(result.status).toBe('answered');
    expect(result.steps.slice(-2)).toMatchObject([
      { tool: 'write_file', isError: true, result: { error: { code: 'blocked-by-guard' } } },
      { tool: 'write_file', isError: false },
    ]);
    const finding = events.find(({ type }) => type === 'security-finding');
    expect(finding).toMatchObject({
      action: 'block',
      server: 'reports',
      tool: 'write_file',
      finding: { category: 'credential-leak', pointer: '/params/arguments/content' },
    });
    const audit = await audited();
    expect(audit.find(({ id }) => id === result.findings[0]?.eventId)).toMatchObject({
      action: 'block',
      source: 'mcp-proxy',
    });
    expect(readFileSync(join(home, 'reports', path), 'utf8')).toBe('Research: 74,500');
    expect(JSON.stringify(model.requests.at(-2)?.body.messages)).toContain('blocked-by-guard');
    expect(JSON.stringify([events, result])).not.toContain(key);
  });

  it('does not write a secret of the environment, in any encoding', async () => {
    const secret = 'correct-horse-battery-staple-of-the-store';
    const hidden = Buffer.from(`token=${secret}`).toString('base64');
    const replies = [...toTheWriter, write(`For later: ${hidden}`), { text: 'It was blocked.' }];
    const { backend, home } = await startBench({ replies, protect: { STORE_TOKEN: secret } });
    const result = await (await backend.startRun({ question })).result;
    expect(result.findings).toMatchObject([{ action: 'block', server: 'reports' }]);
    expect(existsSync(join(home, 'reports', path))).toBe(false);
  });

  it('keeps to its folder and its tools', async () => {
    const replies = [
      ...toTheWriter,
      write('# Elsewhere', '../elsewhere.md'),
      { text: 'It was not written.' },
    ];
    const { backend, home, model } = await startBench({ replies });
    const result = await (await backend.startRun({ question })).result;
    expect(result.steps.at(-1)).toMatchObject({ tool: 'write_file', isError: true });
    expect(existsSync(join(home, 'elsewhere.md'))).toBe(false);
    const offered = JSON.stringify(model.requests.at(-1)?.body.tools);
    expect(offered).toContain('write_file');
    expect(offered).not.toContain('move_file');
    expect(offered).not.toContain('run_analysis');
  });
});
