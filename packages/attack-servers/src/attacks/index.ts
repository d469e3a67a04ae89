import type { Attack } from '../attack.js';
import { answerAttacks } from './answers.js';
import { definitionAttacks } from './definitions.js';
import { modernAttacks } from './modern.js';
import { wireAttacks } from './wire.js';

/** Every attack, by kind. */
export const attacks: readonly Attack[] = [
  ...definitionAttacks,
  ...answerAttacks,
  ...wireAttacks,
  ...modernAttacks,
];
