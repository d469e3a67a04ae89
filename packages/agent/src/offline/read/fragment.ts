import type { AggregateOperation, ChartKind, Filter, GroupKey, Operand, QueryIntent } from '../query.js';

/** An aggregate that a question names, and what it is of, when it says. */
export interface MeasureWish {
  operation?: AggregateOperation;
  operand?: Operand;
  quantile?: number;
}

/** A ranking that a question asks for. */
export interface RankingWish {
  descending: boolean;
  /** `top 5`; absent where it says just `the highest`. */
  limit?: number;
  /** What is ranked: the groups of the query, or the rows of the dataset. Absent where the question leaves it open. */
  target?: 'groups' | 'rows';
  counts?: boolean;
  /** `highest`, `heaviest`: the word, for the answer. */
  word: string;
  /** The question asks which one (`which month…`, `who…`), not how much. */
  asksWhich: boolean;
}

/** What a question says, before it is made whole by defaults or by the turn before it. */
export interface Fragment {
  intent?: QueryIntent;
  /** The dataset or its rows are named. */
  entity: boolean;
  /** The rows are named by a word that counts them: `orders`, and not `sales`. */
  countable: boolean;
  /** `revenue per order`: the average over rows. */
  perRow?: boolean;
  /** `do remote workers earn more?`: the value that is named is set against the others. */
  setsAgainst?: boolean;
  /** `average number of … per …`: how the counts or totals of the groups become one number. */
  overGroups?: 'mean' | 'median';
  measures: MeasureWish[];
  groups: GroupKey[];
  /** Groups were asked for beside those of the turn before. */
  addsGroups: boolean;
  filters: Filter[];
  having?: { operator: '>' | '>=' | '<' | '<=' | '=' | '!='; value: number };
  condition?: Filter[];
  ranking?: RankingWish;
  order?: { by?: string; descending: boolean };
  limit?: number;
  columns: string[];
  share: boolean;
  trend: boolean;
  comparison: boolean;
  change: boolean;
  /** Of changes, the largest fall is asked for. */
  falls?: boolean;
  chart?: ChartKind | 'default' | 'histogram';
  clearsFilters: boolean;
  /** The question opens as a follow-up: `and …`, `what about …`, `only …`. */
  followsUp: boolean;
  assumptions: string[];
  unknown: string[];
  /** Unknown words that stand where a filter or a measure belongs: answering without them would mislead. */
  essentialUnknown: string[];
  /** How much of the question the dataset explains. */
  score: number;
  /** Whether anything of the dataset itself (not only times and numbers) was named. */
  linked: boolean;
}
