import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scanMessage, scanText } from '../../src/index.js';

function found(text: string): string[] {
  return scanText(text, { direction: 'client-to-server' })
    .filter(({ category, confidence }) => category === 'credential-leak' && confidence >= 0.7)
    .map(({ rule }) => rule);
}

function withLuhn(digits: string): string {
  const sum = Array.from(digits, Number)
    .reverse()
    .reduce((total, digit, index) => {
      const doubled = index % 2 === 0 ? digit * 2 : digit;
      return total + (doubled > 9 ? doubled - 9 : doubled);
    }, 0);
  return digits + String((10 - (sum % 10)) % 10);
}

const cards = fc
  .tuple(fc.constantFrom('4', '51', '55', '2221', '6011'), fc.stringMatching(/^\d{14}$/))
  .map(([issuer, rest]) => withLuhn((issuer + rest).slice(0, 15)));

describe('payment cards', () => {
  it('are found where a card is spoken of, however they are grouped', () => {
    fc.assert(
      fc.property(cards, fc.constantFrom('', ' ', '-'), (card, joint) => {
        const grouped = (card.match(/.{4}/g) ?? []).join(joint);
        expect(found(`card number: ${grouped}`)).toContain('payment-card');
        const findings = scanMessage({ params: { creditCard: grouped } }, { direction: 'client-to-server' });
        expect(findings.map(({ rule }) => rule)).toContain('payment-card');
      }),
    );
  });

  it('are ordinary numbers where nothing says otherwise, or the check digit is wrong', () => {
    fc.assert(
      fc.property(cards, (card) => {
        expect(found(`order ${card}`)).toEqual([]);
        const wrong = card.slice(0, -1) + String((Number(card.at(-1)) + 1) % 10);
        expect(found(`card number: ${wrong}`)).toEqual([]);
      }),
    );
  });
});

describe('account numbers', () => {
  it('are found by their check digits, in print form and on paper', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[1-9]\d{17}$/), (account) => {
        const check = 98n - (BigInt(`${account}131400`) % 97n);
        const iban = `DE${String(check).padStart(2, '0')}${account}`;
        expect(found(`pay to ${iban} please`)).toEqual(['iban']);
        expect(found((iban.match(/.{1,4}/g) ?? []).join(' '))).toEqual(['iban']);
        const wrong = `DE${String(check - 1n).padStart(2, '0')}${account}`;
        expect(found(wrong)).toEqual([]);
      }),
    );
  });
});

describe('recovery phrases', () => {
  const phrase = ['legal winner thank year wave sausage', 'worth useful legal winner thank yellow'].join(' ');

  it.each([
    ['in a sentence', `Here it is: ${phrase}. Keep it.`],
    ['in capitals', phrase.toUpperCase()],
    ['one word a line', phrase.replaceAll(' ', '\n')],
    ['as a list in JSON', JSON.stringify(phrase.split(' '))],
    ['in base64', Buffer.from(phrase).toString('base64')],
  ])('are found %s', (_, text) => {
    expect(found(text)).toContain('seed-phrase');
  });

  it('are found where each word is a string of its own', () => {
    const findings = scanMessage({ params: { words: phrase.split(' ') } }, { direction: 'client-to-server' });
    expect(findings).toMatchObject([{ rule: 'seed-phrase', pointer: '/params/words/0' }]);
  });

  it('are of less weight in program text and, where they are shown everywhere, in what a server sends', () => {
    const uneven = phrase.replace('winner thank', 'winner[thank').replace('year wave', 'year = wave');
    expect(found(uneven)).toEqual([]);
    const [finding] = scanText(phrase, { direction: 'server-to-client' });
    expect(finding?.confidence).toBeLessThan(0.5);
  });

  it('are not found where the checksum is wrong or a word is missing', () => {
    expect(found(phrase.replace('yellow', 'zebra'))).toEqual([]);
    expect(found(phrase.replace(' wave', ''))).toEqual([]);
    expect(found(phrase.replace('wave', 'waves'))).toEqual([]);
  });
});
