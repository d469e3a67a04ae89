import { alphabets, type AlphabetName } from '../match/alphabets.js';

/** The form of a generated value. */
export interface ValueForm {
  /** The source of a pattern without an upper end of its own. */
  source: string;
  /** A value of that form, as short as one can be. */
  sample: string;
  /** Letters that the longest one has. */
  most: number;
  /** Letters, as a class, that may not follow: with them it would be something else. */
  goesOn: string;
}

/** So many letters of an alphabet, or from so many to so many. */
export function of(alphabet: AlphabetName, least: number, most = least): ValueForm {
  const { source, sample } = alphabets[alphabet];
  return {
    source: `[${source}]{${least},${most}}`,
    sample: sample.repeat(Math.ceil(least / sample.length)).slice(0, least),
    most,
    goesOn: alphabet === 'urlSafe' || alphabet === 'dotted' ? 'A-Za-z0-9_-' : 'A-Za-z0-9',
  };
}

/** A form of its own. */
export function shaped(source: string, sample: string, most: number = sample.length): ValueForm {
  return { source, sample, most, goesOn: 'A-Za-z0-9' };
}

/** A UUID (RFC 9562), in either case. */
export const uuid: ValueForm = shaped(
  '[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12}',
  '4f9a81cc-5628-4331-a7ac-4196fdf16631',
);
