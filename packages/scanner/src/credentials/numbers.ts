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
const ibanLengths: Readonly<Record<string, number>> = {
  AD: 24,
  AE: 23,
  AL: 28,
  AT: 20,
  AZ: 28,
  BA: 20,
  BE: 16,
  BG: 22,
  BH: 22,
  BR: 29,
  BY: 28,
  CH: 21,
  CR: 22,
  CY: 28,
  CZ: 24,
  DE: 22,
  DK: 18,
  DO: 28,
  EE: 20,
  EG: 29,
  ES: 24,
  FI: 18,
  FO: 18,
  FR: 27,
  GB: 22,
  GE: 22,
  GI: 23,
  GL: 18,
  GR: 27,
  GT: 28,
  HR: 21,
  HU: 28,
  IE: 22,
  IL: 23,
  IQ: 23,
  IS: 26,
  IT: 27,
  JO: 30,
  KW: 30,
  KZ: 20,
  LB: 28,
  LC: 32,
  LI: 21,
  LT: 20,
  LU: 20,
  LV: 21,
  MC: 27,
  MD: 24,
  ME: 22,
  MK: 19,
  MR: 27,
  MT: 31,
  MU: 30,
  NL: 18,
  NO: 15,
  PK: 24,
  PL: 28,
  PS: 29,
  PT: 25,
  QA: 29,
  RO: 24,
  RS: 22,
  SA: 24,
  SC: 31,
  SE: 24,
  SI: 19,
  SK: 24,
  SM: 27,
  ST: 25,
  SV: 28,
  TN: 24,
  TR: 26,
  UA: 29,
  VA: 22,
  VG: 24,
  XK: 20,
};

function isIban(text: string): boolean {
  const iban = text.replaceAll(/[ -]/g, '').toUpperCase();
  return ibanLengths[iban.slice(0, 2)] === iban.length && passesMod97(iban);
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
    keywords: Object.keys(ibanLengths).flatMap((country) =>
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
