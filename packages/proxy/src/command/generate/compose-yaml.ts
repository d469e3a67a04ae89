import { composeAgents, type ComposeAgent, type ComposeAgentName } from './compose-agents.js';

/** The port of `sallyport run`. */
const port = 8888;

/**
 * A Compose file in which an agent reaches its model's API through `sallyport run`, and nothing else: its network has no way
 * out, and the proxy goes to no host that is not named.
 */
export function composeYaml(name: ComposeAgentName, version: string): string {
  const agent: ComposeAgent = composeAgents[name];
  const proxy = `http://sallyport:${port}`;
  return `# An agent that reaches the network through Sallyport, and in no other way.
# Written by: sallyport generate docker-compose --agent ${name}
# ${agent.note}
#
#   docker build -t sallyport:${version} --target sallyport PATH-OF-SALLYPORT
#   docker compose up        (Compose 2.23 or newer)
#
# MCP servers that the agent starts itself are wrapped inside its container: sallyport mcp proxy -- COMMAND ARGS…

networks:
  # No way out: whoever is on this network alone reaches its neighbours, and nothing else.
  sallyport-internal:
    internal: true
    driver: bridge
  sallyport-external:
    driver: bridge

configs:
  sallyport:
    content: |
      version: 1
      preset: strict
      # Hosts that are not named are not reached: add those that the agent needs.
      mode: strict
      api_allowlist:
${agent.hosts.map((host) => `        - ${host}`).join('\n')}
      forward_proxy:
        enabled: true

services:
  sallyport:
    image: sallyport:${version}
    restart: unless-stopped
    networks:
      - sallyport-internal
      - sallyport-external
    command: ['run', '--listen', '0.0.0.0:${port}', '--config', '/config/sallyport.yaml']
    environment:
      - SALLYPORT_HOME=/state
    configs:
      - source: sallyport
        target: /config/sallyport.yaml
    volumes:
      # Pins and the audit log.
      - sallyport-state:/state
    healthcheck:
      test: ['CMD', '/nodejs/bin/node', '/app/bin/sallyport.js', 'healthcheck']
      interval: 10s
      timeout: 3s
      start_period: 5s
      retries: 3
${hardened}
  ${agent.service}:
    build: .
    networks:
      - sallyport-internal
    environment:
${[
  ...agent.environment,
  `SALLYPORT_FETCH_URL=${proxy}/fetch`,
  `PIPELOCK_FETCH_URL=${proxy}/fetch`,
  ...['HTTPS_PROXY', 'HTTP_PROXY', 'https_proxy', 'http_proxy'].map((variable) => `${variable}=${proxy}`),
  ...['NO_PROXY', 'no_proxy'].map((variable) => `${variable}=localhost,127.0.0.1,sallyport`),
  'NODE_USE_ENV_PROXY=1',
  'HOME=/tmp',
]
  .map((variable) => `      - ${variable}`)
  .join('\n')}
    volumes:
      - ./workspace:/workspace
    working_dir: /workspace
    depends_on:
      sallyport:
        condition: service_healthy
${hardened}
volumes:
  sallyport-state:
`;
}

/** What every container gives up. */
const hardened = `    read_only: true
    tmpfs:
      - /tmp
    cap_drop:
      - ALL
    security_opt:
      - no-new-privileges:true
    pids_limit: 512
`;
