import { describe, expect, it } from 'vitest';
import { scanMessage } from '../../src/index.js';

const sure = 0.7;
/** In two parts, so that no scanner of sources takes it for a secret. */
const value = ['k3Lr9vT4bN8c', 'WmK1pZ7sYdE3'].join('');

function pointers(args: unknown): string[] {
  const message = { method: 'tools/call', params: { name: 'run', arguments: args } };
  return scanMessage(message, { direction: 'client-to-server' })
    .filter(({ category, confidence }) => category === 'credential-leak' && confidence >= sure)
    .map(({ pointer }) => pointer.replace('/params/arguments', ''));
}

describe('a name and its value apart', () => {
  it.each([
    ['members called name and value', { env: [{ name: 'API_KEY', value }] }, '/env/0/value'],
    ['members called key and value', { rows: [{ key: 'client_secret', value }] }, '/rows/0/value'],
    ['a header in a list', { headers: [['X-Api-Key', value]] }, '/headers/0/1'],
    ['an option and its value', { argv: ['--auth-token', value] }, '/argv/1'],
    ['an assignment in a list', { env: [`ACME_SECRET_KEY=${value}`] }, '/env/0'],
  ])('are read together: %s', (_, args, pointer) => {
    expect(pointers(args)).toEqual([pointer]);
  });

  it.each([
    ['a name that tells nothing', { env: [{ name: 'BUILD', value }] }],
    ['a word after a name', { argv: ['--token', 'refresh-only'] }],
    ['names of columns', { columns: ['token', 'password', 'created_at'] }],
    ['a reference', { env: [{ name: 'API_KEY', value: '${{ vault.API_KEY_2 }}' }] }],
  ])('are left alone: %s', (_, args) => {
    expect(pointers(args)).toEqual([]);
  });
});
