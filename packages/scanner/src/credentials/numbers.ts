import { passesLuhn, passesMod97, passesRouting } from '../match/checksums.js';
import type { PatternRule } from '../rule.js';
import { operator, openQuote } from './assignment.js';
import { credential, fake } from './credential.js';

const remedy =
  'Take the number out of the message; give the server a reference to it, or its last four digits. Whoever has it can impersonate its owner.';
const privacy = { remedy, references: ['OWASP-LLM02', 'OWASP-MCP01', 'CWE-359', 'AML.T0057'] };

/** Numbers that payment networks print in their documentation. */
const testCards =
  /^(?:4111111111111111|4242424242424242|4012888888881881|5555555555554444|5105105105105100|378282246310005|371449635398431|6011111111111117|30569309025904|3530111333300000|4000056655665556)$/;

const digitsOf = (text: string): string => text.replaceAll(/\D/g, '');

/** Whether the digits have the beginning and the length that an issuer of cards gives them, and their check holds. */
function isCard(text: string): boolean {
  const digits = digitsOf(text);
  const issued =
    /^(?:4\d{12}(?:\d{3}){0,2}|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}|3(?:0[0-5]|[68]\d)\d{11}|6(?:011|5\d\d|4[4-9]\d)\d{12}|35(?:2[89]|[3-8]\d)\d{12}|62\d{14,17})$/;
  return issued.test(digits) && passesLuhn(digits);
}

/** Account numbers are of one length per country (the registry of ISO 13616). */
const ibanLengths = new Map(
  [
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28',
    'EE20 EG29 ES24 FI18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26',
    'IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 MC27 MD24 ME22 MK19 MR27 MT31 MU30 NL18',
    'NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SC31 SE24 SI19 SK24 SM27 ST25 SV28 TN24 TR26',
    'UA29 VA22 VG24 XK20',
  ].flatMap((line) => line.split(' ').map((entry) => [entry.slice(0, 2), Number(entry.slice(2))] as const)),
);

function isIban(text: string): boolean {
  const iban = text.replaceAll(/[ -]/g, '').toUpperCase();
  return ibanLengths.get(iban.slice(0, 2)) === iban.length && passesMod97(iban);
}

/** A US social security number of an area, a group and a serial that were ever given out. */
function isSocialSecurity(text: string): boolean {
  const digits = digitsOf(text);
  return !/^(?:000|666|9)|^\d{3}00|0000$|^123456789$|^078051120$|^(\d)\1+$/.test(digits);
}

function number(facts: Parameters<typeof credential>[0]): PatternRule {
  return credential({
    severity: 'high',
    confidence: 0.8,
    incomingConfidence: 0.6,
    ...privacy,
    assignment: true,
    skipPlaceholders: false,
    ...facts,
  });
}

const cardDigits = String.raw`\d{4}[ -]?\d{4}[ -]?\d{4}[ -]?\d{1,7}|\d{4}[ -]?\d{6}[ -]?\d{4,5}`;

/** Numbers that stand for a person's money or identity. Where nothing says what a number is, it stays a number. */
export const numberRules = [
  number({
    id: 'payment-card',
    title: 'Payment card number',
    why: 'The text holds a number with the beginning, the length and the check digit of a payment card, where a card is spoken of.',
    keywords: [
      'card',
      'visa',
      'mastercard',
      'amex',
      'american express',
      'maestro',
      'credit',
      'debit',
      '"pan"',
      'ccnum',
      'cc_num',
      'cc number',
      'tarjeta',
      'carte',
      'karte',
      'pay with',
      'charge',
    ],
    pattern: new RegExp(String.raw`[a-z"][^\d]{2,60}?(?<secret>(?<!\d)(?:${cardDigits}))(?!\d)`, 'iy'),
    window: 90,
    validators: [isCard],
    isDocumentation: (secret) => testCards.test(digitsOf(secret)),
    examples: {
      mustMatch: [
        fake('card number: 4539', ' 5787 6362 1486'),
        fake('"card_number": "4539', '578763621486"'),
        fake('Visa 4539', '-5787-6362-1486'),
      ],
      mustNotMatch: [
        fake('card number: 4539', ' 5787 6362 1487'),
        fake('order 4539', '578763621486'),
        'card 12345678',
      ],
    },
  }),
  number({
    id: 'card-security-code',
    title: 'Security code of a payment card',
    why: 'The text holds the security code of a card, which nobody may store.',
    keywords: ['cvv', 'cvc', 'cvv2', 'card_code', 'security code'],
    pattern: new RegExp(
      String.raw`(?:cvv2?|cvc2?|card_code|security code)${operator}${openQuote}(?<secret>\d{3,4})(?![\d.])`,
      'iy',
    ),
    window: 120,
    confidence: 0.7,
    incomingConfidence: 0.5,
    examples: { mustMatch: [fake('"cvv": "', '714"')], mustNotMatch: ['cvv: 12', 'the cvv of the card'] },
  }),
  number({
    id: 'iban',
    title: 'Bank account number (IBAN)',
    why: 'The text holds an account number whose country, length and check digits agree.',
    confidence: 0.75,
    keywords: [...ibanLengths.keys()].flatMap((country) =>
      Array.from({ length: 10 }, (_, digit) => country.toLowerCase() + String(digit)),
    ),
    pattern: /(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?[A-Z0-9]{1,3})?(?![A-Za-z0-9])/y,
    window: 44,
    validators: [isIban],
    isDocumentation: (secret) =>
      /^(?:GB29NWBK|DE89370400440532013000|FR1420041010050500013|GB33BUKB20201555555555|NL91ABNA0417164300)/.test(
        secret.replaceAll(' ', ''),
      ),
    examples: {
      mustMatch: [fake('DE', '75512108001245126199'), fake('Pay to NL', '02 ABNA 0123 4567 89')],
      mustNotMatch: [fake('DE', '75512108001245126198'), 'ES6, ES2015 and ES2023'],
    },
  }),
  number({
    id: 'us-social-security-number',
    title: 'US social security number',
    why: 'The text holds a number of the form of a social security number, and says that it is one.',
    keywords: [
      'ssn',
      'social security',
      'social_security',
      'socialsecurity',
      'tax id',
      'tax_id',
      'taxpayer',
      'itin',
    ],
    pattern:
      /(?:ssn|social[ _]?security|tax[ _]?id|taxpayer|itin)[^\d\n]{0,40}?(?<secret>\d{3}-\d{2}-\d{4}|\d{3} \d{2} \d{4}|\d{9})(?![\d-])/iy,
    window: 80,
    validators: [isSocialSecurity],
    examples: {
      mustMatch: [fake('SSN: 219', '-09-4071'), fake('"social_security_number": "219', '094071"')],
      mustNotMatch: ['SSN: 000-12-3456', 'ssn field', fake('order 219', '-09-4071')],
    },
  }),
  number({
    id: 'us-bank-account',
    title: 'US bank routing number',
    why: 'The text holds a routing number whose check digit holds, where a bank account is spoken of.',
    severity: 'medium',
    confidence: 0.7,
    incomingConfidence: 0.5,
    keywords: ['routing', 'aba number', 'aba_', 'rtn', 'ach '],
    pattern:
      /(?:routing|aba|rtn|ach)[^\d\n]{1,40}?(?<secret>(?:0\d|1[0-2]|2[1-9]|3[0-2]|6[1-9]|7[0-2]|80)\d{7})(?![\d-])/iy,
    window: 80,
    validators: [passesRouting],
    examples: {
      mustMatch: [fake('routing number: 021', '000021'), fake('"routing_number": "011', '401533"')],
      mustNotMatch: [fake('routing number: 021', '000022'), 'routing table 123456789'],
    },
  }),
  number({
    id: 'national-identity-number',
    title: 'National identity or passport number',
    why: 'The text holds a number of the form of an identity document, and says that it is one.',
    severity: 'medium',
    confidence: 0.7,
    incomingConfidence: 0.5,
    keywords: [
      'passport',
      'national insurance',
      'nino',
      'aadhaar',
      'codice fiscale',
      'bsn',
      'dni',
      'nif',
      'cpf',
      'driver license',
      'drivers_license',
      'nhs number',
      'sozialversicherung',
      'medicare',
    ],
    pattern:
      /(?:passport|national insurance|nino|aadhaar|codice fiscale|bsn|dni|nif|cpf|drivers?[ _]licen[cs]e|nhs number|sozialversicherung[a-z]{0,12}|medicare)(?:[ _-]?(?:number|no|nr|num|id))?\.?["']?\s{0,2}[:=#]\s{0,3}["']?(?<secret>[A-Z]{0,6}[ -]?\d{2}[A-Z0-9 .-]{5,14})(?![A-Za-z0-9])/iy,
    window: 90,
    validators: [(secret) => digitsOf(secret).length >= 6 && !/^(\d)\1+$/.test(digitsOf(secret))],
    examples: {
      mustMatch: [fake('passport_number: "', 'C01X00T47"'), fake('CPF: 529.', '982.247-25')],
      mustNotMatch: ['passport: required', 'passport number must have 9 digits'],
    },
  }),
];
