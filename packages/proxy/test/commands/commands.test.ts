import { expect, it } from 'vitest';
import { commands } from '../../src/command/commands.js';

it.each(commands)(
  'the list says of $name what the command says of itself',
  async ({ name, summary, load }) => {
    const command = await load();
    expect([command.name, command.summary]).toEqual([name, summary]);
    expect(command.help).toContain(name);
  },
);
