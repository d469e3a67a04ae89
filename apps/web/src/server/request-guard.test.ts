import { describe, expect, it } from 'vitest';
import { guardRequest, type GuardedRequest } from './request-guard';

const plain: GuardedRequest = {
  method: 'GET',
  host: 'localhost:3000',
  origin: null,
  fetchSite: null,
  fetchMode: null,
};

function verdict(change: Partial<GuardedRequest>): string {
  const result = guardRequest({ ...plain, ...change });
  return result.ok ? 'ok' : result.code;
}

describe('the name that a request was sent to', () => {
  it.each(['localhost', 'localhost:3000', 'LOCALHOST:1', '127.0.0.1:8080', '[::1]', '[::1]:3000'])(
    'takes %s',
    (host) => {
      expect(verdict({ host })).toBe('ok');
    },
  );

  it.each([
    null,
    '',
    'example.org',
    'localhost.example.org',
    'example.org:3000',
    '127.0.0.1.nip.io',
    '0.0.0.0:3000',
    '127.0.0.2',
    '192.168.1.4:3000',
    'localhost:3000:1',
    'localhost:3000@example.org',
    '[::2]:3000',
    '::1',
    'localhost/',
  ])('refuses %s', (host) => {
    expect(verdict({ host })).toBe('host-refused');
  });

  it('may be another one that is allowed', () => {
    const names = new Set(['data.example.com']);
    const host = 'Data.example.com:8443';
    expect(guardRequest({ ...plain, host }, names)).toEqual({ ok: true });
    expect(guardRequest({ ...plain, host: 'example.com' }, names)).toMatchObject({ code: 'host-refused' });
  });
});

describe('guardRequest', () => {
  it('lets a plain read through', () => {
    expect(verdict({})).toBe('ok');
    expect(verdict({ fetchSite: 'same-origin', fetchMode: 'cors' })).toBe('ok');
  });

  it('refuses a name that was rebound to this machine', () => {
    expect(verdict({ host: 'rebound.example:3000', origin: 'http://rebound.example:3000' })).toBe(
      'host-refused',
    );
  });

  it.each(['POST', 'DELETE', 'PUT', 'PATCH'])('wants a same-origin Origin on %s', (method) => {
    expect(verdict({ method })).toBe('origin-missing');
    expect(verdict({ method, origin: 'http://localhost:3000' })).toBe('ok');
    expect(verdict({ method, origin: 'http://localhost:3001' })).toBe('origin-refused');
    expect(verdict({ method, origin: 'http://127.0.0.1:3000' })).toBe('origin-refused');
    expect(verdict({ method, origin: 'https://example.org' })).toBe('origin-refused');
    expect(verdict({ method, origin: 'null' })).toBe('origin-refused');
    expect(verdict({ method, origin: 'file://localhost:3000' })).toBe('origin-refused');
  });

  it('refuses a read that another site’s page makes, but follows its links', () => {
    expect(verdict({ origin: 'https://example.org' })).toBe('origin-refused');
    expect(verdict({ fetchSite: 'cross-site', fetchMode: 'no-cors' })).toBe('origin-refused');
    expect(verdict({ fetchSite: 'same-site', fetchMode: 'cors' })).toBe('origin-refused');
    expect(verdict({ fetchSite: 'cross-site', fetchMode: 'navigate' })).toBe('ok');
  });
});
