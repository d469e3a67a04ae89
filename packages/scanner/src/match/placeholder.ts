const madeUp: readonly RegExp[] = [
  /^(.)\1{5,}$/,
  /x{5,}|\*{3,}|\.{3,}|_{6,}|0{8,}/i,
  /^[<[{%]|^\$(?:[{(]|[A-Za-z_]\w*$)|[>\]}]$|\$\{|\{\{|<[a-z]/i,
  /your[_-]?|my[_-]?(?:api|secret|token|key|pass)|change[_-]?me|placeholder|redacted|insert|replace|dummy|sample|todo/i,
  /^(?:none|null|undefined|true|false|string|secret|password|token|hidden|masked|test|foobar)$/i,
  /^(?:process\.env|os\.environ|env\.|getenv|import\.meta|secrets?\.|config\.|settings\.|vault:|arn:)/i,
];

/** Whether a value is plainly no secret but stands for one. */
export function isPlaceholder(secret: string): boolean {
  return madeUp.some((pattern) => pattern.test(secret));
}

/** Whether a value counts up or spells the alphabet, as what was typed to fill a form. */
export function isSequence(secret: string): boolean {
  return /01234567|12345678|abcdefgh/i.test(secret);
}

/** Whether a value is a documentation key: a leak all the same on the way out, and no harm on the way in. */
export function isExample(secret: string): boolean {
  return /example|docs?only|fake/i.test(secret) || isSequence(secret);
}
