import { describe, expect, it } from 'vitest';
import { readEnvironment } from './env.js';
import { StartError } from './errors.js';

describe('readEnvironment', () => {
  it('has a default for everything, and takes empty variables for absent ones', () => {
    const environment = readEnvironment({ MCP_PORT: '', SALLYPORT_HOME: '' });
    expect(environment).toMatchObject({
      host: '127.0.0.1',
      port: 8443,
      healthPort: 8444,
      allowedClients: ['spiffe://sallyport/client/web', 'spiffe://sallyport/client/ask'],
    });
    expect(environment.stateFile).toBe(`${environment.home}/mcp-server.json`);
    expect(environment.data).toMatch(/apps\/mcp-server\/data$/);
  });

  it('takes names and identities of clients, and no state file', () => {
    expect(
      readEnvironment({
        MCP_PORT: '0',
        MCP_ALLOWED_CLIENTS: 'reports, spiffe://other/workload',
        MCP_STATE_FILE: 'none',
      }),
    ).toMatchObject({
      healthPort: 0,
      allowedClients: ['spiffe://sallyport/client/reports', 'spiffe://other/workload'],
      stateFile: undefined,
    });
  });

  it('names the variable that is wrong', () => {
    expect(() => readEnvironment({ MCP_PORT: '70000' })).toThrow(StartError);
    expect(() => readEnvironment({ MCP_PORT: '70000' })).toThrow(/MCP_PORT/);
  });
});
