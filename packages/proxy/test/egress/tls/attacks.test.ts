import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { fetch, ProxyAgent, type RequestInit } from 'undici';
import { describe, expect, it, onTestFinished } from 'vitest';
import { knownValue } from '../content/inspect.js';
import { leafOf, openInterception, openTlsOrigin, outsideAuthority } from './origins.js';

/** Made-up keys of a dozen kinds, put together here so that no file holds one. */
const secrets: Readonly<Record<string, string>> = {
  aws: ['AKIA', 'QYLPMN5HFIQR', '7XYA'].join(''),
  github: ['ghp_', 'k3Lr9vT4bN8cWmK1pZ7sYdE3gHj5aF6oRiXq'].join(''),
  anthropic: ['sk-ant-', 'api03-k3Lr9vT4bN8cWmK1pZ7sYdE3gHj5aF6oRiXq0VbN8cWmK1pZ7sYdE3gHj5'].join(''),
  openai: ['sk-', 'proj-', 'k3Lr9vT4bN8cWmK1pZ7sYdE3gHj5aF6oRiXq0VbN'].join(''),
  stripe: ['sk_live_', 'k3Lr9vT4bN8cWmK1pZ7sYdE3'].join(''),
  slack: ['xoxb-', '283947561029-', '4719283746510-', 'k3Lr9vT4bN8cWmK1pZ7sYdE3'].join(''),
  gitlab: ['glpat-', 'k3Lr9vT4bN8cWmK1pZ7s'].join(''),
  google: ['AIza', 'SyDk3Lr9vT4bN8cWmK1pZ7sYdE3gHj5aF6o'].join(''),
  npm: ['npm_', 'k3Lr9vT4bN8cWmK1pZ7sYdE3gHj5aF3aLM86'].join(''),
  huggingface: ['hf_', 'kLrvTbNcWmKpZsYdEgHjaFoRiXqVbNcWmK'].join(''),
  groq: ['gsk_', 'k3Lr9vT4bN8cWmK1pZ7sYdE3gHj5aF6oRiXq0VbN8cWmK1pZ7sYd'].join(''),
  known: knownValue,
};

type Place = (value: string) => { path?: string; init?: RequestInit };

const places: Readonly<Record<string, Place>> = {
  path: (value) => ({ path: `/files/${encodeURIComponent(value)}/x` }),
  query: (value) => ({ path: `/?q=${encodeURIComponent(value)}` }),
  header: (value) => ({ init: { headers: { 'x-note': value } } }),
  cookie: (value) => ({ init: { headers: { cookie: `a=1; session=${value}` } } }),
  JSON: (value) => ({
    init: {
      method: 'POST',
      body: JSON.stringify({ messages: [{ role: 'user', content: `use ${value} please` }] }),
      headers: { 'content-type': 'application/json' },
    },
  }),
  form: (value) => ({ init: { method: 'POST', body: new URLSearchParams({ a: '1', note: value }) } }),
  multipart: (value) => ({
    init: {
      method: 'POST',
      body: `--b\r\nContent-Disposition: form-data; name="f"; filename="f.txt"\r\n\r\nnote: ${value}\r\n--b--\r\n`,
      headers: { 'content-type': 'multipart/form-data; boundary=b' },
    },
  }),
  'compressed body': (value) => ({
    init: {
      method: 'POST',
      body: gzipSync(JSON.stringify({ note: value })),
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
    },
  }),
};

const encodings: Readonly<Record<string, (text: string) => string>> = {
  plain: (text) => text,
  base64: (text) => Buffer.from(text).toString('base64'),
  hexadecimal: (text) => Buffer.from(text).toString('hex'),
};

describe('over interception', () => {
  it.each(Object.entries(places))(
    'no secret of a dozen kinds leaves in %s, plain or encoded, and no other request is held',
    async (_, place) => {
      const outside = outsideAuthority();
      const arrived: string[] = [];
      const { port } = await openTlsOrigin(leafOf(outside, ['origin.example.test']), (request, response) => {
        arrived.push(request.url);
        request.resume();
        request.on('end', () => response.end('{}'));
      });
      const proxy = await openInterception(outside, {
        environment: { DEPLOY_PASSPHRASE: knownValue },
        config: 'request_body_scanning: { action: block }\nprotect: { env: [DEPLOY_PASSPHRASE] }\n',
      });
      const dispatcher = new ProxyAgent({ uri: proxy.url, requestTls: { ca: readFileSync(proxy.ca) } });
      onTestFinished(() => dispatcher.destroy());
      const send = async (value: string): Promise<{ status: number; text: string }> => {
        const { path = '/', init = {} } = place(value);
        const answer = await fetch(`https://origin.example.test:${port}${path}`, { ...init, dispatcher });
        return { status: answer.status, text: await answer.text() };
      };
      const passed: string[] = [];
      for (const [kind, secret] of Object.entries(secrets)) {
        for (const [encoding, encode] of Object.entries(encodings)) {
          const { status, text } = await send(encode(secret));
          if (status !== 403 || text.includes(secret)) passed.push(`${kind} in ${encoding}`);
        }
      }
      expect(passed).toEqual([]);
      expect(arrived).toEqual([]);
      for (const fine of ['hello', 'a8098c1a-f86e-11da-bd1a-00112444be1e', 'v1.2.3'])
        expect((await send(fine)).status).toBe(200);
    },
  );
});
