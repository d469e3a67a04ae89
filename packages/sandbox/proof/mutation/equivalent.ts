import type { EquivalentMutants } from '@sallyport/testing/mutation';

const members = 'language/runtime/members.ts';
const shorterWay = 'A shorter way for what happens most: without it the general one gives the same.';
const isNumber: EquivalentMutants['changes'] = [
  ["typeof key === 'number'", 'false'],
  ["'number'", "'another text'"],
];

/** Every mutant that survives, with the reason why it may. */
export const equivalentMutants: readonly EquivalentMutants[] = [
  {
    file: members,
    text: "return typeof key === 'number' ? target[key] : memberOfArray(target, key, run, at);",
    changes: isNumber,
    reason: shorterWay,
  },
  {
    file: members,
    text: 'return (target) => (isPlainObject(target) ? target[name] : get(target, name, run, at));',
    changes: [['isPlainObject(target)', 'false']],
    reason: shorterWay,
  },
  {
    file: members,
    text: 'const noIndex = -1;',
    changes: [['1', '2']],
    reason: 'Any number below zero marks what is no place in a list.',
  },
  {
    file: members,
    text: "if (typeof key === 'number') return Number.isInteger(key) && key >= 0 ? key : noIndex;",
    changes: isNumber,
    reason: shorterWay,
  },
  {
    file: members,
    text: 'if (Array.isArray(target)) return ofArray;',
    changes: [
      ['Array.isArray(target)', 'false'],
      ['ofArray', 'undefined'],
    ],
    reason: shorterWay,
  },
  {
    file: members,
    text: "if (typeof target === 'string') return ofString;",
    changes: [
      ["typeof target === 'string'", 'false'],
      ["'string'", "'another text'"],
      ['ofString', 'undefined'],
    ],
    reason: shorterWay,
  },
  {
    file: members,
    text: 'if (target instanceof GuestMap) return ofMap;',
    changes: [
      ['target instanceof GuestMap', 'false'],
      ['ofMap', 'undefined'],
    ],
    reason: shorterWay,
  },
  {
    file: members,
    text: 'if (target instanceof GuestSet) return ofSet;',
    changes: [
      ['target instanceof GuestSet', 'false'],
      ['ofSet', 'undefined'],
    ],
    reason: shorterWay,
  },
  {
    file: members,
    text: "typeof key === 'number' &&",
    changes: [
      [
        "typeof key === 'number' &&\n      Array.isArray(target) &&\n      Number.isInteger(key) &&\n      key >= 0 &&\n      key < target.length",
        'false',
      ],
      [
        "typeof key === 'number' &&\n      Array.isArray(target) &&\n      Number.isInteger(key) &&\n      key >= 0",
        'false',
      ],
      ["typeof key === 'number' &&\n      Array.isArray(target) &&\n      Number.isInteger(key)", 'false'],
      ["typeof key === 'number' &&\n      Array.isArray(target)", 'false'],
      ['===', '!=='],
      ["typeof key === 'number'", 'true'],
      ...isNumber,
    ],
    reason: shorterWay,
  },
  {
    file: members,
    text: 'key >= 0 &&',
    changes: [
      ['>=', '>'],
      ['key >= 0', 'false'],
      ['0', '1'],
    ],
    reason: shorterWay,
  },
  {
    file: members,
    text: 'key < target.length',
    changes: [['key < target.length', 'false']],
    reason: shorterWay,
  },
  {
    file: 'plan/validate.ts',
    text: "const operation = typeof op === 'string' ? operationById(op) : undefined;",
    changes: [["typeof op === 'string'", 'true']],
    reason:
      'Operations lie in a map by their texts, in which nothing else is found. The check is for the compiler.',
  },
  {
    file: 'plan/validate-argument.ts',
    text: 'if (parameter.choices === undefined || !Object.hasOwn(parameter.choices, word)) {',
    changes: [['parameter.choices === undefined', 'false']],
    reason: 'The specification gives choices to each parameter of that kind. The check is for the compiler.',
  },
  {
    file: 'plan/validate-argument.ts',
    text: 'default: {',
    changes: [['{\n      throw invalidPlan(`${where} cannot be given`);\n    }', 'break;']],
    reason: 'The kinds that are left are nodes, which never come here.',
  },
  {
    file: 'plan/validate-argument.ts',
    text: 'throw invalidPlan(`${where} cannot be given`);',
    changes: [['throw invalidPlan(`${where} cannot be given`);', ';']],
    reason: 'The kinds that are left are nodes, which never come here.',
  },
  {
    file: 'plan/validate-argument.ts',
    text: "if (typeof value !== 'number' || !Number.isFinite(value)) throw invalidPlan(`${where} must be a number`);",
    changes: [["typeof value !== 'number'", 'false']],
    reason: 'Only numbers are finite for Number.isFinite. The check is for the compiler.',
  },
  {
    file: 'plan/validate-argument.ts',
    text: "typeof milliseconds === 'number' &&",
    changes: [["typeof milliseconds === 'number'", 'true']],
    reason: 'Only numbers are whole for Number.isInteger. The check is for the compiler.',
  },
  {
    file: 'plan/validate-argument.ts',
    text: "const type = typeof value === 'object' && value !== null && 'type' in value ? value.type : undefined;",
    changes: [["'type' in value", 'true']],
    reason: 'What is not there reads as undefined. The check is for the compiler.',
  },
];
