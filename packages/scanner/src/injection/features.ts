import { actFeatures } from './act-features.js';
import type { Feature } from './feature.js';
import { forgeryFeatures } from './forgery-features.js';
import { handlingFeatures } from './handling-features.js';
import { overrideFeatures } from './override-features.js';
import { stakesFeatures } from './stakes-features.js';
import { steeringFeatures } from './steering-features.js';

/** Every feature that an instruction in data is known by. */
export const features: readonly Feature[] = [
  ...overrideFeatures,
  ...forgeryFeatures,
  ...actFeatures,
  ...handlingFeatures,
  ...steeringFeatures,
  ...stakesFeatures,
];
