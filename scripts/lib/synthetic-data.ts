import { SeededRandom } from '@sallyport/testing/figures';

const DAY_MS = 86_400_000;
const EMPLOYEES = 620;
const ORDERS = 24_000;
const CAFE_ORDERS = 1_200;

/** Name, weight, base salary, job titles. */
const departments: readonly (readonly [string, number, number, readonly string[]])[] = [
  [
    'Engineering',
    28,
    98_000,
    ['Software Engineer', 'Data Engineer', 'Site Reliability Engineer', 'Engineering Manager'],
  ],
  ['Sales', 20, 72_000, ['Account Executive', 'Sales Representative', 'Sales Manager']],
  ['Customer Support', 16, 52_000, ['Support Specialist', 'Support Lead']],
  ['Marketing', 11, 67_000, ['Content Strategist', 'Product Marketer', 'Marketing Manager']],
  ['Operations', 10, 61_000, ['Operations Analyst', 'Logistics Coordinator']],
  ['Finance', 8, 81_000, ['Accountant', 'Financial Analyst', 'Controller']],
  ['Human Resources', 5, 63_000, ['Recruiter', 'HR Business Partner']],
  ['Legal', 2, 105_000, ['Legal Counsel', 'Compliance Officer']],
];

/** Office and country, weight. */
const offices: readonly (readonly [readonly [string, string], number])[] = [
  [['Berlin', 'Germany'], 30],
  [['London', 'United Kingdom'], 22],
  [['New York', 'United States'], 20],
  [['São Paulo', 'Brazil'], 10],
  [['Singapore', 'Singapore'], 10],
  [['Toronto', 'Canada'], 8],
];

const givenNames = [
  'Aisha',
  'Anna',
  'Ben',
  'Carlos',
  'Chloé',
  'Daniel',
  'Elif',
  'Emma',
  'Felix',
  'Grace',
  'Hana',
  'Ibrahim',
  'Inês',
  'James',
  'Jürgen',
  'Kofi',
  'Lena',
  'Lucas',
  'Maria',
  'Mei',
  'Nadia',
  'Noah',
  'Olga',
  'Priya',
  'Rafael',
  'Sofia',
  'Tariq',
  'Viktor',
  'Wei',
  'Zoë',
] as const;
const familyNames = [
  'Almeida',
  'Bauer',
  'Brown',
  'Chen',
  'Costa',
  'Diallo',
  'Evans',
  'Fischer',
  'García',
  'Haddad',
  'Ivanov',
  'Jensen',
  'Kaya',
  'Kim',
  'Lopez',
  'Martin',
  'Müller',
  'Nakamura',
  "O'Brien",
  'Okafor',
  'Patel',
  'Quinn',
  'Rossi',
  'Santos',
  'Schmidt',
  'Singh',
  'Tanaka',
  'Williams',
  'Young',
  'Zhang',
] as const;

/** 620 made-up employees of a made-up company, as CSV. */
export function employees(): string {
  const random = new SeededRandom(20_250_101);
  const rows: (string | number)[][] = [];
  for (let number = 1; number <= EMPLOYEES; number += 1) {
    const [department, , base, titles] = random.weighted(weighted(departments));
    const [office, country] = random.weighted(offices);
    const age = Math.round(Math.min(66, Math.max(21, random.normal(39, 9.5))));
    const hired = new Date(Date.UTC(2012, 0, 2) + random.integer(0, 4_740) * DAY_MS);
    const title = random.pick(titles);
    const seniority = (age - 39) * 420 + (/Manager|Lead|Controller/.test(title) ? 16_000 : 0);
    const salary = Math.round(Math.max(34_000, base + seniority + random.normal(0, base * 0.11)) / 100) * 100;
    const rating = Math.min(5, Math.max(1, Math.round(random.normal(3.4, 0.8))));
    // The newest colleagues have no rating yet.
    const isRated = hired.getTime() < Date.UTC(2024, 6, 1);
    rows.push([
      `E${String(number).padStart(4, '0')}`,
      `${random.pick(givenNames)} ${random.pick(familyNames)}`,
      department,
      title,
      office,
      country,
      isoDate(hired),
      age,
      salary,
      isRated ? rating : '',
      random.next() < 0.37 ? 'true' : 'false',
    ]);
  }
  const header = [
    'employee_id',
    'name',
    'department',
    'job_title',
    'office',
    'country',
    'hire_date',
    'age',
    'salary',
    'performance_rating',
    'remote',
  ];
  return csv([header, ...rows], ',');
}

/** Name, weight, category, price in 2022. */
const products: readonly (readonly [string, number, string, number])[] = [
  ['Trail Backpack', 9, 'Outdoor', 89.9],
  ['Two-Person Tent', 4, 'Outdoor', 249],
  ['Sleeping Bag', 6, 'Outdoor', 119.5],
  ['Road Bike Helmet', 8, 'Cycling', 74.95],
  ['City Bike', 2, 'Cycling', 649],
  ['Bike Lights', 14, 'Cycling', 29.9],
  ['Running Shoes', 12, 'Running', 129],
  ['Running Jacket', 7, 'Running', 94.5],
  ['Sports Watch', 6, 'Electronics', 219],
  ['Wireless Earphones', 9, 'Electronics', 149],
  ['Yoga Mat', 12, 'Fitness', 39.9],
  ['Dumbbell Set', 6, 'Fitness', 84],
];

const regions: readonly (readonly [string, number])[] = [
  ['North', 28],
  ['South', 22],
  ['East', 18],
  ['West', 32],
];

/** 24,000 made-up orders over 2022 to 2024, as CSV. Revenue is quantity × unit price. */
export function sales(): string {
  const random = new SeededRandom(42_424_242);
  const first = Date.UTC(2022, 0, 1);
  const days = (Date.UTC(2025, 0, 1) - first) / DAY_MS;
  const orders = Array.from({ length: ORDERS }, () => orderDay(random, days)).sort(
    (left, right) => left - right,
  );
  const rows = orders.map((day, index) => {
    const [product, , category, price] = random.weighted(weighted(products));
    const year = new Date(first + day * DAY_MS).getUTCFullYear();
    // Prices rise three percent a year.
    const unitPrice = Math.round(price * 1.03 ** (year - 2022) * 100) / 100;
    const quantity =
      price > 200
        ? random.integer(1, 2)
        : random.weighted([
            [1, 50],
            [2, 28],
            [3, 12],
            [4, 6],
            [5, 4],
          ]);
    return [
      100_001 + index,
      isoDate(new Date(first + day * DAY_MS)),
      random.weighted(regions),
      product,
      category,
      random.weighted([
        ['Online', 58],
        ['Store', 31],
        ['Partner', 11],
      ]),
      random.weighted([
        ['Consumer', 66],
        ['Small Business', 22],
        ['Corporate', 12],
      ]),
      quantity,
      unitPrice.toFixed(2),
    ];
  });
  const header = [
    'order_id',
    'order_date',
    'region',
    'product',
    'category',
    'channel',
    'customer_segment',
    'quantity',
    'unit_price',
  ];
  return csv([header, ...rows], ',');
}

/** A day of the three years: more orders each year, in early summer and before the holidays. */
function orderDay(random: SeededRandom, days: number): number {
  for (;;) {
    const day = random.integer(0, days - 1);
    const share = (day % 365.25) / 365.25;
    const season =
      1 + 0.35 * Math.exp(-(((share - 0.45) / 0.08) ** 2)) + 0.8 * Math.exp(-(((share - 0.92) / 0.05) ** 2));
    const growth = 1 + 0.18 * (day / 365.25);
    if (random.next() * 2.8 < season * growth) return day;
  }
}

/** 1,200 made-up orders of a café, as a German spreadsheet would write them: semicolons, decimal commas, umlauts. */
export function cafeOrders(): string {
  const random = new SeededRandom(7_007);
  const drinks: readonly (readonly [string, number, number])[] = [
    ['Espresso', 26, 2.4],
    ['Flat White', 22, 3.6],
    ['Cappuccino', 24, 3.3],
    ['Grüner Tee', 12, 3.1],
    ['Heiße Schokolade', 9, 3.9],
    ['Apfelsaft', 7, 2.9],
  ];
  const rows = Array.from({ length: CAFE_ORDERS }, (_, index) => {
    const [drink, , price] = random.weighted(weighted(drinks));
    const [size, factor] = random.weighted([
      [['klein', 1], 40],
      [['mittel', 1.25], 38],
      [['groß', 1.5], 22],
    ]);
    const date = new Date(Date.UTC(2024, 0, 2) + Math.floor((index * 180) / CAFE_ORDERS) * DAY_MS);
    const tip = random.next() < 0.3 ? random.integer(1, 6) * 0.25 : 0;
    return [
      `${twoDigits(date.getUTCDate())}.${twoDigits(date.getUTCMonth() + 1)}.${date.getUTCFullYear()}`,
      drink,
      size,
      (price * factor).toFixed(2).replace('.', ','),
      tip.toFixed(2).replace('.', ','),
      random.weighted([
        ['Karte', 70],
        ['Bar', 30],
      ]),
    ];
  });
  return csv([['Datum', 'Getränk', 'Größe', 'Preis (€)', 'Trinkgeld (€)', 'Zahlungsart'], ...rows], ';');
}

/** Items with their second member as the weight. */
function weighted<Item extends readonly [unknown, number, ...unknown[]]>(
  items: readonly Item[],
): readonly (readonly [Item, number])[] {
  return items.map((item) => [item, item[1]]);
}

function csv(rows: readonly (readonly (string | number)[])[], delimiter: string): string {
  return `${rows.map((row) => row.join(delimiter)).join('\n')}\n`;
}

function isoDate(date: Date): string {
  return date.toISOString().slice(0, 10);
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
