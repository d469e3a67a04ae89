import { KeywordIndex } from '../../keyword-index.js';
import { shapes } from '../../limits.js';
import { readWords, type Word } from '../lexicon/index.js';
import type { SignHit } from '../score.js';
import { FrameReader } from './read-frames.js';

let made: KeywordIndex<Word> | undefined;

/** Made when the first text is read: a client's messages need none of it. */
function index(): KeywordIndex<Word> {
  return (made ??= new KeywordIndex(readWords().map((word) => ({ keyword: word.text, owner: word }))));
}

/** Every frame that the sentences of a text fill, each at most once a sentence. */
export function findFrames(text: string): SignHit[] {
  const hits: SignHit[] = [];
  const reader = new FrameReader(text, (hit) => {
    if (hits.length < shapes.featureHits) hits.push(hit);
  });
  index().search(text, (word, start) => reader.add(word, start));
  reader.finish();
  return hits;
}
