import { parseArgs } from 'node:util';
import type { Command } from '../command.js';
import { ExitCode } from '../exit-code.js';
import { policyOptions, presetOf } from '../policy-options.js';
import { outputOptions, writeOutput } from './write-output.js';

const help = `sallyport generate config: a preset as a commented configuration file

  sallyport generate config > sallyport.yaml                  balanced
  sallyport generate config --preset strict -o sallyport.yaml
  sallyport mcp proxy --config sallyport.yaml -- npx -y @modelcontextprotocol/server-filesystem /tmp

  -p, --preset NAME    balanced (default): records what it finds, withholds tools that change
                       strict: blocks what is surely an attack or a leak
                       audit: records, and keeps nothing back
                       generic-agent: as balanced, for agents of every kind
                       claude-code: as strict, for coding agents that work unattended
  -o, --output FILE    write a file (mode 0600) in place of standard output
  --force              replace the file
`;

/** `sallyport generate config` */
export const generateConfigCommand: Command = {
  name: 'generate config',
  summary: 'a preset as a commented configuration file',
  help,
  run: async (args, console) => {
    const { values } = parseArgs({ args, options: { ...policyOptions, ...outputOptions } });
    const preset = presetOf(values.preset ?? 'balanced');
    const { presetYaml } = await import('@sallyport/guard/config');
    writeOutput(presetYaml(preset), values, console);
    return ExitCode.Fine;
  },
};
