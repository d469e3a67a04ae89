/** Rows of a small table of orders, made by arithmetic so that every figure can be worked out in plain JavaScript. */
export interface Order {
  readonly id: number;
  readonly city: string;
  readonly product: string;
  readonly day: string;
  readonly price: number | null;
  readonly quantity: number;
}

const cities = ['Oslo', 'Rome', 'Bern'];
const products = ['pen', 'ink', 'cup', 'hat'];

/** Two days apart from 2024-01-01 on, every seventh price missing, in an order that is none. */
export const orders: readonly Order[] = Array.from({ length: 60 }, (_, index) => {
  const id = (index * 37) % 60;
  const price = id % 7 === 3 ? null : Math.round(((id * 7919) % 1000) + 1) / 4;
  return {
    id,
    city: cities[id % 3] ?? '',
    product: products[(id * 5) % 4] ?? '',
    day: new Date(Date.UTC(2024, 0, 1 + id * 2)).toISOString().slice(0, 10),
    price,
    quantity: (id % 5) + 1,
  };
});

export function groups<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const found = new Map<string, Item[]>();
  for (const item of items) found.set(keyOf(item), [...(found.get(keyOf(item)) ?? []), item]);
  return found;
}

export function present(items: readonly Order[]): number[] {
  return items.flatMap((item) => (item.price === null ? [] : [item.price]));
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

export function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : sum(values) / values.length;
}

export function variance(values: readonly number[], ddof = 1): number {
  const middle = mean(values) ?? 0;
  return sum(values.map((value) => (value - middle) ** 2)) / (values.length - ddof);
}

/** The quantile of polars' linear interpolation. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const position = share * (sorted.length - 1);
  const [low = 0, high = 0] = [sorted[Math.floor(position)], sorted[Math.ceil(position)]];
  return low + (high - low) * (position - Math.floor(position));
}

export function correlation(a: readonly number[], b: readonly number[]): number {
  const [middleA, middleB] = [mean(a) ?? 0, mean(b) ?? 0];
  const products = a.map((value, index) => (value - middleA) * ((b[index] ?? 0) - middleB));
  return sum(products) / (a.length - 1) / Math.sqrt(variance(a) * variance(b));
}
