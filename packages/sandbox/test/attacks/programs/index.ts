import type { Attack } from '../attack.js';
import { ambient } from './ambient.js';
import { cpu, memory, output } from './budget.js';
import { coercion, evasion } from './coercion.js';
import { constructor } from './constructor.js';
import { file, forgery, network, write } from './data.js';
import { parser, stack } from './depth.js';
import { hostLeak } from './host-leak.js';
import { polars } from './polars.js';
import { pollution } from './pollution.js';

/** Attacks on what a program may reach. Each is harmless to a process that contains it, and takes next to no time. */
export const reaching: readonly Attack[] = [
  ...ambient,
  ...constructor,
  ...hostLeak,
  ...pollution,
  ...coercion,
  ...evasion,
  ...file,
  ...network,
  ...write,
  ...forgery,
];

/** Attacks on what a program may use. Some end only with the process that runs them. */
export const exhausting: readonly Attack[] = [...stack, ...parser, ...cpu, ...memory, ...output, ...polars];
