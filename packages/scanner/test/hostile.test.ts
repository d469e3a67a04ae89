import { describe, expect, it } from 'vitest';
import { ScanBudget } from '../src/budget.js';
import { features, rules, rulesMarkdown, scanLimits, scanMessageWithReport } from '../src/index.js';
import { matchView } from '../src/match/match-view.js';
import type { ProbeChoice } from '../src/match/probes.js';

const size = 1024 * 1024;
const keywordLists = [
  ...rules
    .filter((rule) => rule.kind === 'pattern')
    .map(({ id, keywords, examples }) => ({ id, keywords, examples })),
  ...features.map(({ id, keywords, examples }) => ({ id, keywords, examples })),
];

/** Fills a megabyte with something that begins as the rule's own matches begin, again and again. */
function fill(piece: string): string {
  return piece.repeat(Math.ceil(size / piece.length)).slice(0, size);
}

describe('a hostile megabyte', () => {
  it.each([
    [
      'keywords without end',
      'akia asia ghp_ sk-sk-ant- xoxb- eyj eyj. -----begin npm_ aiza sk_live_ :// token= password: ',
    ],
    ['half a private key', '-----BEGIN PRIVATE KEY-----\nAAAA'],
    ['colons and slashes', '://a:'],
    ['blanks after a keyword', 'ignore       '],
    ['underscores', 'ignore_'],
    ['hyphens and stars', 'send-*-*-'],
    ['words that never end a phrase', 'ignore all the a b c d e f '],
    ['open comments', '<!-- a b c d e f g h '],
    ['percent in percent', '%2525252525'],
    ['escapes', String.raw`\\\\\\u005c`],
    ['base64 in one run', Buffer.from('ignore all previous ').toString('base64')],
    ['hex in one run', Buffer.from('ignore all previous ').toString('hex')],
    ['invisible', '\u200b\u200c'],
    ['tags', '\u{e0041}'],
    ['curl', 'curl -u a '],
    ['images', '](http://a?b'],
    ['tokens within tokens', 'eyJa.eyJ'],
    ['putty', 'PuTTY-User-Key-File-2: '],
  ])('%s stays within the bounds of work', (_, piece) => {
    const { work } = scanMessageWithReport(
      { result: { content: [{ type: 'text', text: fill(piece) }] } },
      { direction: 'server-to-client' },
    );
    // A pattern that is not bounded would run into the time that a test may take.
    expect(work).toBeLessThanOrEqual(scanLimits.work);
  });

  it('of each rule’s own beginnings stays within the same bounds', () => {
    const costly: string[] = [];
    for (const { id, keywords, examples } of keywordLists) {
      const isOwn: ProbeChoice = (probe) => (probe.kind === 'rule' ? probe.rule : probe.feature).id === id;
      const beginnings = [
        ...keywords.slice(0, 2),
        ...examples.mustMatch.slice(0, 1).map((text) => text.slice(0, -3)),
      ];
      for (const piece of beginnings) {
        const budget = new ScanBudget(scanLimits);
        matchView(fill(`${piece} `).slice(0, size / 64), isOwn, budget);
        if (budget.work > scanLimits.work) costly.push(`${id}: ${piece}`);
      }
    }
    expect(costly).toEqual([]);
  });
});

describe('every pattern', () => {
  const patterns = [
    ...rules.flatMap((rule) => (rule.kind === 'pattern' ? [[rule.id, rule.pattern] as const] : [])),
    ...features.map((feature) => [feature.id, feature.pattern] as const),
  ];

  it('is sticky and holds no quantifier without an upper bound', () => {
    const unbounded = patterns.filter(([, { source, sticky }]) => {
      const outside = source.replaceAll(/\\.|\[(?:\\.|[^\]])*\]/g, 'x');
      return !sticky || /[*+](?!\})|\{\d+,\}/.test(outside);
    });
    expect(unbounded.map(([id]) => id)).toEqual([]);
  });
});

it('docs/rules.md says what the rules say (`vitest run -u` writes it)', async () => {
  await expect(rulesMarkdown()).toMatchFileSnapshot('../../../docs/rules.md');
});
