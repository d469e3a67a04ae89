import { attacks, type Attack } from '../attack.js';

/** Plans that are small and answers that are not: what only the walls around the process stop. */
export const polars: Attack[] = attacks('polars', {
  'a join of everything with everything':
    "pl.scan('emp1m').join(pl.scan('emp1m'), { on: 'department' }).groupBy('region').agg(pl.len())",
  'a join that is sorted': "pl.scan('emp1m').join(pl.scan('emp1m'), { on: 'region' }).sort('salary').head(1)",
  'a cross join': "pl.scan('emp1m').join(pl.scan('emp1m'), { how: 'cross' }).select(pl.len())",
  'a cross join by a constant':
    "const d = pl.scan('emp1m').withColumns(pl.lit(1).alias('k')); d.join(d, { on: 'k' }).select(pl.col('salary').sum())",
  'a concatenation that doubles':
    "let d = pl.scan('emp1m'); for (let i = 0; i < 20; i++) d = pl.concat([d, d]); d.sort('name').height",
  'texts that grow':
    "let e = pl.col('name'); for (let i = 0; i < 14; i++) e = e.str.replaceAll('e', 'eeeeeeeeee'); pl.scan('emp1m').select(e.alias('z')).height",
  'texts that are added':
    "let e = pl.col('name'); for (let i = 0; i < 30; i++) e = e.add(e); pl.scan('emp1m').select(e.alias('z')).height",
  'texts that are padded': "pl.scan('emp1m').select(pl.col('name').str.padStart(1e9, 'x').alias('z')).height",
  'a list that is repeated': "pl.scan('emp1m').select(pl.col('name').repeatBy(1e9)).height",
  'an explosion':
    "pl.scan('emp1m').select(pl.col('name').str.split('').alias('z')).explode('z').select(pl.col('z').add(pl.col('z'))).height",
  'an explosion of groups':
    "pl.scan('emp1m').withColumns(pl.col('name').over('department').alias('all')).explode('all').height",
  'a pivot of distinct values':
    "pl.scan('emp1m').pivot({ index: 'department', on: 'name', values: 'salary', aggregateFunction: 'sum' })",
  'a pattern of many megabytes':
    "pl.scan('employees').filter(pl.col('name').str.contains('(\\\\w{1000}){1000}')).height",
  'a pattern that would backtrack':
    "pl.scan('emp1m').filter(pl.col('name').str.contains('^(([a-z])+.)+[A-Z]([a-z])+$')).height",
  'a hundred thousand columns':
    "const all = []; for (let i = 0; i < 100000; i++) all.push(pl.col('salary').add(i).alias('c' + i)); pl.scan('employees').select(all).height",
  'a million frames':
    "const all = []; for (let i = 0; i < 1e6; i++) all.push(pl.scan('employees').collect()); all.length",
  'a window of everything': "pl.scan('emp1m').select(pl.col('salary').rollingMean(1000000)).height",
  'a range without end':
    "[() => pl.intRange(0, 1e12), () => pl.arange(0, 1e12), () => pl.repeat('x', 1e12), () => pl.dateRange('0001-01-01', '9999-12-31', '1us')].map((make) => { try { return pl.select(make()).height } catch (error) { return 'none' } })",
  'an upsample':
    "pl.DataFrame({ t: ['0001-01-01', '9999-12-31'], v: [1, 2] }).withColumns(pl.col('t').str.toDate()).upsample('t', '1us')",
  'groups by time without end':
    "pl.DataFrame({ t: ['0001-01-01', '9999-12-31'], v: [1, 2] }).withColumns(pl.col('t').str.toDatetime()).sort('t').groupByDynamic('t', { every: '1us' }).agg(pl.len()).height",
  'a sample with more than there is':
    "pl.scan('emp1m').sample({ n: 1e12, withReplacement: true, seed: 1 }).height",
  'a slice beyond numbers': "pl.scan('emp1m').slice(-1e18, 1e18).tail(1e18).height",
  'a shift beyond numbers':
    "pl.scan('employees').select(pl.col('salary').shift(1e18), pl.col('salary').diff(1e18)).height",
  'a quantile beyond one': "pl.scan('employees').select(pl.col('salary').quantile(1e9)).toRecords()",
  'sums that overflow':
    "pl.scan('employees').select(pl.lit(2 ** 62).cast(pl.Int64).mul(4).alias('a'), pl.lit(-1).cast(pl.UInt8).alias('b')).toRecords()",
  'dates out of range':
    "pl.scan('employees').select(pl.lit(1e18).cast(pl.Datetime('us')).dt.year().alias('a'), pl.lit('9999-12-31').str.toDate().dt.offsetBy('9999999y').alias('b')).toRecords()",
});
