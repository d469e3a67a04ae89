import { judged, surest, type Judgement } from '../call-rule.js';

const fetches =
  /downloadstring|downloadfile|downloaddata|net\.webclient|invoke-webrequest|\biwr\b|\birm\b|invoke-restmethod|start-bitstransfer|net\.http/;
const runs =
  /\biex\b|invoke-expression|\|\s?&|&\s?\(|\.\s?\(|invoke-command|scriptblock\]::create|start-process/;

/** What a text would do in PowerShell: read by what its commands can do, since its own syntax hides any of them. */
export function judgePowerShellText(text: string): Judgement | undefined {
  const plain = text
    .replaceAll(/[`^]/g, '')
    .replaceAll(/['"]\s{0,4}\+\s{0,4}['"]/g, '')
    .toLowerCase();
  const has = (pattern: RegExp): boolean => pattern.test(plain);
  return surest(
    judged(has(fetches) && has(runs), 0.93, 'runs what it fetches'),
    judged(
      has(/net\.sockets\.tcpclient/) && has(/getstream|streamreader|iex/),
      0.95,
      'connects a shell to another machine',
    ),
    judged(
      has(/frombase64string/) && (has(runs) || has(/reflection\.assembly|\]::load/)),
      0.9,
      'runs what it decodes first',
    ),
    judged(has(/amsiutils|amsiinitfailed|amsi\.dll/), 0.95, 'switches off what guards the system'),
    judged(has(/\[(?:system\.)?reflection\.assembly\]::load/), 0.8, 'loads a program into memory'),
    judged(
      has(/get-credential|convertfrom-securestring|credentialmanager|windows\.security\.credentials/) &&
        has(fetches),
      0.84,
      'sends credentials away',
    ),
    judged(
      has(/get-childitem env:|gci env:|\bdir env:/) &&
        has(/invoke-restmethod|invoke-webrequest|\biwr\b|\birm\b|uploadstring/),
      0.88,
      'sends the environment away',
    ),
    judged(has(/uploadstring|uploadfile/), 0.74, 'sends files away'),
  );
}
