import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseConfig } from '@sallyport/guard/config';
import { describeWith, temporaryFolder } from '@sallyport/testing';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { composeAgentNames } from '../../src/command/generate/compose-agents.js';
import { runCommand } from './run-command.js';

interface Service {
  networks: string[];
  environment: string[];
  read_only: boolean;
  cap_drop: string[];
  security_opt: string[];
  ports?: string[];
  command?: string[];
  healthcheck?: { test: string[] };
  depends_on?: Record<string, { condition: string }>;
}
interface Compose {
  networks: Record<string, { internal?: boolean }>;
  configs: { sallyport: { content: string } };
  services: Record<string, Service>;
}

const generate = async (...args: string[]) =>
  runCommand(['generate', 'docker-compose', ...args], { home: temporaryFolder() });

describe('sallyport generate docker-compose', () => {
  it.each(composeAgentNames)('keeps %s from every network but the proxy’s', async (name) => {
    const { code, out } = await generate('--agent', name);
    expect(code).toBe(0);
    const { services, networks, configs } = parse(out) as Compose;
    const agentName = Object.keys(services).find((one) => one !== 'sallyport') ?? '';
    const { sallyport, [agentName]: agent } = services;
    expect(networks['sallyport-internal']?.internal).toBe(true);
    expect(agent?.networks).toEqual(['sallyport-internal']);
    expect(agent?.depends_on).toEqual({ sallyport: { condition: 'service_healthy' } });
    expect(agent?.environment).toEqual(
      expect.arrayContaining([
        'SALLYPORT_FETCH_URL=http://sallyport:8888/fetch',
        'PIPELOCK_FETCH_URL=http://sallyport:8888/fetch',
        'HTTPS_PROXY=http://sallyport:8888',
      ]),
    );
    expect(sallyport?.command?.slice(0, 3)).toEqual(['run', '--listen', '0.0.0.0:8888']);
    expect(sallyport?.healthcheck?.test).toContain('healthcheck');
    for (const service of [sallyport, agent]) {
      expect(service).toMatchObject({
        read_only: true,
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
      });
      expect(service?.ports).toBeUndefined();
    }
    const parsed = parseConfig(configs.sallyport.content);
    expect(parsed).toMatchObject({
      ok: true,
      config: { egress: { mode: 'strict', forward: { isEnabled: true } } },
    });
    expect(parsed.ok && parsed.config.egress.allowlist.length).toBeGreaterThan(0);
  });

  it('is as it was looked at', async () => {
    expect((await generate('--agent', 'openai')).out).toMatchSnapshot();
  });

  it('writes a file, says what comes next, and names the agents when asked for another', async () => {
    const { code, error } = await generate('-o', 'docker-compose.yaml');
    expect(code).toBe(0);
    expect(error).toContain('docker compose up');
    expect(await generate('--agent', 'other')).toMatchObject({
      code: 2,
      error: expect.stringContaining('generic, openai, claude-code, openhands') as string,
    });
  });
});

describeWith('docker-compose', 'what generate docker-compose writes', (compose) => {
  it.each(composeAgentNames)('is a Compose file: %s', async (name) => {
    const folder = temporaryFolder();
    const file = parse((await generate('--agent', name)).out) as { configs: Record<string, unknown> };
    // Compose 1.29 knows configurations in files only; all else it reads.
    writeFileSync(join(folder, 'sallyport.yaml'), '');
    file.configs = { sallyport: { file: './sallyport.yaml' } };
    writeFileSync(join(folder, 'docker-compose.yaml'), stringify(file));
    const keys = { OPENAI_API_KEY: 'x', ANTHROPIC_API_KEY: 'x', LLM_API_KEY: 'x', LLM_MODEL: 'x' };
    const services = execFileSync(compose, ['config', '--services'], {
      cwd: folder,
      env: { ...process.env, ...keys },
      encoding: 'utf8',
    });
    expect(services).toContain('sallyport');
  });
});
