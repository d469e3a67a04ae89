import { abroadFeatures } from './abroad-features.js';
import { actFeatures } from './act-features.js';
import type { Feature } from './feature.js';
import { forgeryFeatures } from './forgery-features.js';
import { agendaFeatures } from './agenda-features.js';
import { definitionFeatures } from './definition-features.js';
import { overreachFeatures } from './overreach-features.js';
import { payloadFeatures } from './payload-features.js';
import { readerFeatures } from './reader-features.js';
import { takeoverFeatures } from './takeover-features.js';
import { handlingFeatures } from './handling-features.js';
import { overrideFeatures } from './override-features.js';
import { stakesFeatures } from './stakes-features.js';
import { plantingFeatures } from './planting-features.js';
import { dictationFeatures } from './dictation-features.js';
import { theftFeatures } from './theft-features.js';
import { steeringFeatures } from './steering-features.js';

/** Every feature that an instruction in data is known by. */
export const features: readonly Feature[] = [
  ...overrideFeatures,
  ...forgeryFeatures,
  ...actFeatures,
  ...handlingFeatures,
  ...steeringFeatures,
  ...stakesFeatures,
  ...takeoverFeatures,
  ...readerFeatures,
  ...payloadFeatures,
  ...definitionFeatures,
  ...agendaFeatures,
  ...dictationFeatures,
  ...abroadFeatures,
  ...overreachFeatures,
  ...theftFeatures,
  ...plantingFeatures,
];
