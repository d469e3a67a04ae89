import { executePlan, type DatasetFile } from '../../src/plan/index.js';

/**
 * The least of a `pl` that the works need, as source for a guest in another engine. Like ours it only builds plans, and
 * asks the host once for the rows of a plan: text out, text in.
 */
export const guestPolars = `
const node = (op, input, args) => ({ op, input, args });
const lift = (value) => (typeof value === 'string' ? node('pl.col', undefined, { names: [value] }) : value.node);
class Expression {
  constructor(plan) { this.node = plan; }
  mean() { return new Expression(node('expression.mean', this.node, {})); }
  alias(name) { return new Expression(node('expression.alias', this.node, { name })); }
}
class GroupBy {
  constructor(plan) { this.node = plan; }
  agg(...aggregations) { return new Frame(node('groupBy.agg', this.node, { aggregations: aggregations.map(lift) })); }
}
class Frame {
  constructor(plan) { this.node = plan; }
  groupBy(...by) { return new GroupBy(node('frame.groupBy', this.node, { by: by.map(lift) })); }
  sort(...by) { return new Frame(node('frame.sort', this.node, { by: by.map(lift) })); }
  head(n) { return new Frame(node('frame.head', this.node, { n })); }
  toRecords() { return JSON.parse(computeRows(JSON.stringify(this.node))); }
}
const pl = {
  scan: (name) => new Frame(node('pl.scan', undefined, { name })),
  col: (name) => new Expression(node('pl.col', undefined, { names: [name] })),
};
`;

/** The host's side: validates and computes a plan as ours does, and answers with records. */
export function rowsOfPlans(datasets: ReadonlyMap<string, DatasetFile>): (plan: string) => string {
  return (plan) => {
    const { columns, data } = executePlan(JSON.parse(plan), {
      datasets,
      action: { kind: 'rows', limit: 10_000 },
    });
    const names = columns.map(({ name }) => name);
    const records = (data[0] ?? []).map((_, row) =>
      Object.fromEntries(names.map((name, column) => [name, data[column]?.[row]])),
    );
    return JSON.stringify(records);
  };
}
