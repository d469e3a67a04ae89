import type { Command } from './command.js';

/** A command by what help lists of it; the rest is loaded when it is called, so that none waits for the others. */
export interface CommandEntry extends Pick<Command, 'name' | 'summary'> {
  load: () => Promise<Command>;
}

/** Every command, in the order in which help lists them. */
export const commands: readonly CommandEntry[] = [
  {
    name: 'demo',
    summary: 'each kind of attack, stopped before your eyes',
    load: async () => (await import('./demo/demo.js')).demoCommand,
  },
  {
    name: 'mcp proxy',
    summary: 'a firewall before an MCP server',
    load: async () => (await import('./mcp/proxy.js')).proxyCommand,
  },
  {
    name: 'mcp scan',
    summary: 'look at JSON-RPC messages, one a line, on standard input',
    load: async () => (await import('./mcp/scan.js')).scanCommand,
  },
  {
    name: 'run',
    summary: 'the one door to the outside: fetch proxy, forward proxy, TLS interception',
    load: async () => (await import('./run/run.js')).runCommand,
  },
  {
    name: 'exec',
    summary: 'run a program that reaches the outside through sallyport run',
    load: async () => (await import('./exec/exec.js')).execCommand,
  },
  {
    name: 'wrap',
    summary: 'put the firewall before the servers in the file of a client',
    load: async () => (await import('./wrap/wrap.js')).wrapCommand,
  },
  {
    name: 'unwrap',
    summary: 'undo sallyport wrap',
    load: async () => (await import('./wrap/wrap.js')).unwrapCommand,
  },
  {
    name: 'generate config',
    summary: 'a preset as a commented configuration file',
    load: async () => (await import('./generate/config.js')).generateConfigCommand,
  },
  {
    name: 'generate docker-compose',
    summary: 'an agent without a network of its own, behind sallyport run',
    load: async () => (await import('./generate/docker-compose.js')).generateComposeCommand,
  },
  {
    name: 'check',
    summary: 'look at one text, URL, list of tools or configuration',
    load: async () => (await import('./check.js')).checkCommand,
  },
  {
    name: 'rules',
    summary: 'what is looked for, and one rule in full',
    load: async () => (await import('./rules.js')).rulesCommand,
  },
  {
    name: 'pins',
    summary: 'what is trusted of which server, and what has changed since',
    load: async () => (await import('./pins.js')).pinsCommand,
  },
  {
    name: 'approvals',
    summary: 'messages that wait for your word: list, approve, deny',
    load: async () => (await import('./approvals.js')).approvalsCommand,
  },
  {
    name: 'logs',
    summary: 'what happened: the latest events of the audit log',
    load: async () => (await import('./logs.js')).logsCommand,
  },
  {
    name: 'explain',
    summary: 'one event in full, and what to do next',
    load: async () => (await import('./explain.js')).explainCommand,
  },
  {
    name: 'verify-log',
    summary: 'whether the audit log is whole',
    load: async () => (await import('./verify-log.js')).verifyLogCommand,
  },
  {
    name: 'tls',
    summary: 'the authority for intercepting TLS: make it, show it, have it trusted',
    load: async () => (await import('./tls/tls.js')).tlsCommand,
  },
  {
    name: 'healthcheck',
    summary: 'whether a sallyport that listens is well',
    load: async () => (await import('./healthcheck.js')).healthcheckCommand,
  },
  {
    name: 'version',
    summary: 'the version of this command, and of Node',
    load: async () => (await import('./version.js')).versionCommand,
  },
];
