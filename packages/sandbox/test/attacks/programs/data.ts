import { attacks, type Attack } from '../attack.js';

/** Ways to write where a file is. */
const places: Readonly<Record<string, string>> = {
  'a path': '@FILE@',
  'a path upwards': '../../../../../../../..@FILE@',
  'a file address': 'file://@FILE@',
  'a pattern of paths': '@FOLDER@/../*',
  'a NUL': 'employees\\u0000@FILE@',
  'a path after a name': 'employees/../../..@FILE@',
  '/proc of oneself': '/proc/self/environ',
  '/proc of the parent': '/proc/1/environ',
  '/etc/passwd': '/etc/passwd',
  'a name with a home': '~/.ssh/id_rsa',
  'a drive': 'C:\\\\Windows\\\\win.ini',
};
/** Everything that reads, by its name here, in nodejs-polars and in py-polars. */
const readers = [
  'scan',
  'read',
  'readCSV',
  'scanCSV',
  'read_csv',
  'scan_csv',
  'readParquet',
  'scanParquet',
  'readJSON',
  'scanJson',
  'readIPC',
  'readAvro',
  'schema',
];
const everyReader = (place: string): string =>
  `[${readers.map((name) => `() => pl.${name}('${place}', { hasHeader: false, glob: true })`).join(', ')}].map((read) => { try { const got = read(); return got.toRecords ? got.toRecords() : got } catch (error) { return 'none' } })`;

export const file: Attack[] = attacks('file', {
  ...Object.fromEntries(
    Object.entries(places).map(([title, place]) => [`every reader, ${title}`, everyReader(place)]),
  ),
  'inline text that is no file': "pl.readCSV('root:x:0\\n1').toRecords()",
  'an SQL context': 'pl.SQLContext({}).execute("select * from read_csv(\'@FILE@\')").collect()',
  'SQL over a frame': "pl.scan('employees').sql(\"select * from '@FILE@'\")",
  'a serialised plan': "pl.LazyDataFrame.deserialize(Buffer.from('x'), 'json')",
  'a plan from JSON': 'pl.DataFrame.deserialize(\'{"Scan":{"paths":["@FILE@"]}}\', "json")',
  'names that an object inherits':
    "['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'].map((name) => { try { return pl.scan(name).toRecords() } catch (error) { return 'none' } })",
  'names in other cases':
    "['EMPLOYEES.CSV', 'Employees', 'employees.csv.', ' employees', 'employees ', 'employees.parquet', './employees'].map((name) => { try { return pl.scan(name).height } catch (error) { return 'none' } })",
  'a name of ten million letters': "pl.scan('x'.repeat(1e7))",
  'a file in a literal': "pl.DataFrame({ path: ['@FILE@'] }).select(pl.col('path').str.readFile())",
  'a configuration': "pl.Config.setEnv('POLARS_HOME', '@FOLDER@'); pl.readEnv('@SECRET@')",
  'a file of a plugin': "pl.registerPlugin('@FILE@'); pl.col('a').registerPluginFunction('@FILE@')",
});

export const network: Attack[] = attacks('network', {
  http: everyReader('@URL@employees.csv'),
  'an address with a user': everyReader('http://user:secret@127.0.0.1/employees.csv'),
  buckets: [
    's3://bucket/key.parquet',
    'gs://bucket/key.parquet',
    'az://container/key',
    'hf://datasets/x/y.parquet',
  ]
    .map(everyReader)
    .join(';'),
  'the metadata of a cloud': everyReader('http://169.254.169.254/latest/meta-data/iam/'),
  'a chart with an address':
    "chart(pl.scan('employees'), { mark: 'bar', data: { url: '@URL@' }, encoding: {} })",
  'a chart with an image':
    "chart(pl.scan('employees'), { mark: { type: 'image', url: '@URL@' }, encoding: { url: { value: '@URL@' } } })",
  'a chart with a link':
    "chart(pl.scan('employees'), { mark: 'point', encoding: { href: { value: 'javascript:fetch(\"@URL@\")' } } })",
  'a chart with a lookup':
    "chart(pl.scan('employees'), { mark: 'point', transform: [{ lookup: 'x', from: { data: { url: '@URL@' } } }], encoding: {} })",
  'a chart by hand':
    "({ mark: 'bar', data: { url: '@URL@', format: { type: 'csv' } }, encoding: { x: { field: 'a', type: 'nominal' } } })",
  'a chart with an expression':
    "chart(pl.scan('employees'), { mark: 'bar', params: [{ name: 'x', expr: 'constructor.constructor(\"return process\")()' }], encoding: {} })",
});

export const write: Attack[] = attacks('write', {
  'every writer of a frame':
    "['writeCSV', 'writeJSON', 'writeParquet', 'writeIPC', 'writeAvro', 'sinkCSV', 'sinkParquet', 'sinkIPC', 'write_csv', 'sink_csv', 'toCSV'].map((name) => { try { const frame = pl.scan('employees'); const done = frame[name]('@FOLDER@/taken.csv'); return done } catch (error) { return 'none' } })",
  'a sink that is collected': "pl.scan('employees').sinkCSV('@FOLDER@/taken.csv').collect()",
  'a partitioned write':
    "pl.scan('employees').partitionBy('department').forEach((part) => part.writeParquet('@FOLDER@/taken'))",
  'a cache of the engine':
    "pl.scan('employees').cache().collect(); pl.scan('employees').collect({ streaming: true }).height",
});

/** Data shaped like the parts of a plan, for a validator that takes them at their word. */
const forged = [
  "{ kind: 'scan', dataset: '@FILE@' }",
  "{ $: ['scan', '@FILE@'] }",
  "{ $f: ['df', 1] }",
  "{ kind: 'plan', node: { kind: 'scan', name: '/etc/passwd', path: '/etc/passwd' } }",
  "{ operation: 'scan', receiver: 'pl', arguments: ['@FILE@'] }",
  "{ plan: { type: 'call', name: 'readCSV', arguments: ['@FILE@'] } }",
  "['scan', '@FILE@']",
  'JSON.parse(\'{"__proto__":{"kind":"scan","dataset":"@FILE@"}}\')',
];
const consumers: Readonly<Record<string, (value: string) => string>> = {
  scan: (value) => `pl.scan(${value})`,
  filter: (value) => `pl.scan('employees').filter(${value})`,
  select: (value) => `pl.scan('employees').select(${value})`,
  join: (value) => `pl.scan('employees').join(${value}, { on: 'name' })`,
  concat: (value) => `pl.concat([pl.scan('employees'), ${value}])`,
  literal: (value) => `pl.scan('employees').select(pl.lit(${value}).alias('x'))`,
  'a frame of values': (value) => `pl.DataFrame({ x: [${value}, ${value}] })`,
  'a comparison': (value) => `pl.scan('employees').filter(pl.col('name').eq(${value}))`,
  'a chart': (value) => `chart(${value}, { mark: 'bar', encoding: {} })`,
};

export const forgery: Attack[] = attacks('forgery', {
  ...Object.fromEntries(
    Object.entries(consumers).map(([title, consume]) => [
      `as an argument of ${title}`,
      `[${forged.map((value) => `() => { const made = ${consume(value)}; return made.toRecords ? made.toRecords() : made }`).join(', ')}].map((attempt) => { try { return attempt() } catch (error) { return 'none' } })`,
    ]),
  ),
  'a method by a computed name':
    "['deserialize', 'execute', 'collect', 'plan', 'toPlan', 'serialize', 'explain', 'fetch', 'map', 'pipe', 'inspect', 'clone', 'describeOptimizedPlan'].map((name) => { try { return String(pl.scan('employees')[name](() => '@FILE@', 'json')) } catch (error) { return 'none' } })",
  'an operation of the inner kind':
    "['internal', '_node', 'literal', 'node', 'raw', 'call', 'apply', '__call'].map((name) => { try { return pl[name]({ kind: 'scan', dataset: '@FILE@' }) } catch (error) { return 'none' } })",
  'an index of another frame':
    "[0, 1, 2, 1e9, -1, '0'].map((frame) => { try { return pl.concat([{ frame }, { id: frame }, { $f: frame }]).toRecords() } catch (error) { return 'none' } })",
});
