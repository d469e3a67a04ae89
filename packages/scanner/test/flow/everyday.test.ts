import { describe, expect, it } from 'vitest';
import { blockedBy, type Step } from './session.js';

const article =
  'The bridge was opened in 1894. It has two towers and is 244 metres long. It carries forty thousand people a day.';
const rows = JSON.stringify([
  { region: 'north', total: 120.5 },
  { region: 'south', total: 98.25 },
]);
const id = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';

const sessions: Readonly<Record<string, readonly Step[]>> = {
  'read, summarise, write': [
    { server: 'files', tool: 'read_file', args: { path: '/project/report.md' }, result: article },
    {
      server: 'files',
      tool: 'write_file',
      args: { path: '/project/summary.md', content: `Summary: ${article.slice(0, 60)}` },
    },
  ],
  'search, fetch, answer': [
    {
      server: 'web',
      tool: 'search',
      args: { query: 'tower bridge length' },
      result: `https://en.example/bridge?id=${id}\n${article}`,
    },
    { server: 'web', tool: 'fetch', args: { url: `https://en.example/bridge?id=${id}` }, result: article },
    { server: 'chat', tool: 'reply', args: { text: `It is 244 metres long. ${article}` } },
  ],
  'query, then a chart': [
    {
      server: 'db',
      tool: 'query',
      args: { sql: 'SELECT region, SUM(total) FROM sales GROUP BY region' },
      result: rows,
    },
    {
      server: 'charts',
      tool: 'create_chart',
      args: { type: 'bar', data: rows, title: 'Sales by region' },
      result: 'https://charts.example/c/1',
    },
  ],
  'query, then a mail to a colleague': [
    { server: 'db', tool: 'query', args: { sql: 'SELECT 1' }, result: rows },
    {
      server: 'mail',
      tool: 'send_email',
      args: { to: 'ada@example.com', subject: 'Sales', body: `The figures: ${rows}` },
    },
  ],
  'write a program, test it, run it': [
    {
      server: 'files',
      tool: 'write_file',
      args: {
        path: '/project/sum.py',
        content: 'import csv\nprint(sum(float(r["total"]) for r in csv.DictReader(open("sales.csv"))))',
      },
    },
    { server: 'shell', tool: 'bash', args: { command: 'python3 sum.py' }, result: '218.75' },
    { server: 'shell', tool: 'bash', args: { command: 'pytest -q' }, result: '3 passed' },
  ],
  'build and release': [
    { tool: 'bash', args: { command: 'npm ci && npm run build' } },
    { tool: 'bash', args: { command: 'git add -A && git commit -m "Release 1.2.0"' } },
    { tool: 'bash', args: { command: 'git push --follow-tags' } },
    { tool: 'bash', args: { command: 'curl -s https://api.example.com/deploys -d \'{"version":"1.2.0"}\'' } },
  ],
  'an issue, looked into and answered': [
    {
      server: 'forge',
      tool: 'get_issue',
      args: { number: 7 },
      result: `${article} See commit 9c091bb21b7c1c1d1991bb908d89e4e9dddfe3e0.`,
    },
    { server: 'files', tool: 'read_file', args: { path: 'src/index.ts' }, result: 'export const a = 1;' },
    {
      server: 'forge',
      tool: 'comment',
      args: { number: 7, body: 'Fixed by 9c091bb21b7c1c1d1991bb908d89e4e9dddfe3e0, which sets a to 1.' },
    },
  ],
  'a session of a service, with its token': [
    {
      server: 'shop',
      tool: 'login',
      args: { user: 'ada' },
      result: 'session 8sVh3kQp0zXw5nRt7yLm2cBd4fGj6aEi',
    },
    {
      server: 'shop',
      tool: 'list_orders',
      args: { session: '8sVh3kQp0zXw5nRt7yLm2cBd4fGj6aEi' },
      result: 'order 1',
    },
    {
      server: 'shop',
      tool: 'send_invoice',
      args: { session: '8sVh3kQp0zXw5nRt7yLm2cBd4fGj6aEi', order: 1, to: 'ada@example.com' },
    },
  ],
  'a look at the machine': [
    { tool: 'bash', args: { command: 'uname -a' }, result: 'Linux' },
    { tool: 'bash', args: { command: 'df -h' }, result: '40 %' },
    { tool: 'bash', args: { command: 'ps aux | grep node' }, result: 'node server.js' },
    { tool: 'bash', args: { command: 'curl -s http://localhost:3000/health' }, result: 'ok' },
  ],
  'an example of settings, then a request': [
    { tool: 'read_file', args: { path: '.env.example' }, result: 'API_KEY=your-key-here\nPORT=3000' },
    { tool: 'write_file', args: { path: 'README.md', content: 'Set API_KEY=your-key-here and PORT=3000.' } },
    { server: 'web', tool: 'fetch', args: { url: 'https://api.example.com/docs?topic=authentication' } },
  ],
  'variables of the environment, then a search': [
    { tool: 'bash', args: { command: 'printenv PATH' }, result: '/usr/bin' },
    { server: 'web', tool: 'search', args: { query: 'what belongs on the path of a login shell' } },
  ],
  'an image made and put up': [
    {
      server: 'images',
      tool: 'create',
      args: { prompt: 'a lighthouse' },
      result: Buffer.from('PNG'.repeat(200)).toString('base64'),
    },
    {
      server: 'store',
      tool: 'upload',
      args: { name: 'lighthouse.png', content_base64: Buffer.from('PNG'.repeat(200)).toString('base64') },
    },
  ],
  'data from one service to another': [
    {
      server: 'crm',
      tool: 'find_contact',
      args: { name: 'Ada' },
      result: `{"id":"${id}","email":"ada@example.com"}`,
    },
    {
      server: 'calendar',
      tool: 'create_event',
      args: { title: 'Call', attendees: ['ada@example.com'], reference: id },
    },
  ],
};

describe('an everyday session', () => {
  it.each(Object.entries(sessions))('passes: %s', (_, steps) => {
    expect(blockedBy(steps).flat()).toEqual([]);
  });

  it('passes, one after the other in the same memory', () => {
    expect(blockedBy(Object.values(sessions).flat()).flat()).toEqual([]);
  });
});
