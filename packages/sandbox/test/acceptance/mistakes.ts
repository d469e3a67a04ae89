/** A program as a model gets it wrong, and what the error has to lead to. */
export interface Mistake {
  readonly title: string;
  readonly code: string;
  /** What the error must say: its code, and something in the message, the hint or the names it suggests. */
  readonly error: { readonly code: string; readonly says: RegExp };
  /** What the error tells to write, in place of what was wrong; applied to the program, it must run. */
  readonly fix: readonly (readonly [wrong: string, right: string])[];
}

/** Typical mistakes, with the correction that the error leads to. */
export const mistakes: readonly Mistake[] = [
  {
    title: 'a misspelt column in an aggregate',
    code: `pl.scan('employees').groupBy('department').agg(pl.col('salry').mean())`,
    error: { code: 'column-unknown', says: /salary/ },
    fix: [['salry', 'salary']],
  },
  {
    title: 'a misspelt column in a group',
    code: `pl.scan('sales')\n  .groupBy('regoin')\n  .agg(pl.len())`,
    error: { code: 'column-unknown', says: /region/ },
    fix: [['regoin', 'region']],
  },
  {
    title: 'a column in the wrong case',
    code: `pl.scan('cars').select('horsepower')`,
    error: { code: 'column-unknown', says: /Horsepower/ },
    fix: [['horsepower', 'Horsepower']],
  },
  {
    title: 'a column of another dataset',
    code: `pl.scan('seattle-weather').sort('temperature').head(3)`,
    error: { code: 'column-unknown', says: /temp_max/ },
    fix: [['temperature', 'temp_max']],
  },
  {
    title: 'a column made under another name',
    code: `pl.scan('sales').withColumns(pl.col('quantity').mul(2).alias('twice')).select('double')`,
    error: { code: 'column-unknown', says: /twice/ },
    fix: [['double', 'twice']],
  },
  {
    title: 'a missing alias: the aggregate keeps the name of its column',
    code: `pl.scan('employees').groupBy('office').agg(pl.col('salary').mean()).sort('mean_salary')`,
    error: { code: 'column-unknown', says: /salary/ },
    fix: [['mean_salary', 'salary']],
  },
  {
    title: 'two aggregates under one name',
    code: `pl.scan('employees').groupBy('office').agg(pl.col('salary').min(), pl.col('salary').max())`,
    error: { code: 'data-invalid', says: /alias/ },
    fix: [[`pl.col('salary').max()`, `pl.col('salary').max().alias('max')`]],
  },
  {
    title: 'a misspelt dataset',
    code: `pl.scan('employes').head(3)`,
    error: { code: 'dataset-unknown', says: /employees/ },
    fix: [['employes', 'employees']],
  },
  {
    title: 'a path to a file that is no dataset',
    code: `pl.readCSV('/data/hr/staff.csv').head(3)`,
    error: { code: 'dataset-unknown', says: /employees/ },
    fix: [['/data/hr/staff.csv', 'employees']],
  },
  {
    title: 'an address',
    code: `pl.readCSV('https://example.com/data.csv')`,
    error: { code: 'dataset-unknown', says: /sales/ },
    fix: [['https://example.com/data.csv', 'sales']],
  },
  {
    title: 'a misspelt method of a frame',
    code: `pl.scan('sales').fliter(pl.col('quantity').gt(4)).height`,
    error: { code: 'member-unknown', says: /filter/ },
    fix: [['fliter', 'filter']],
  },
  {
    title: 'a misspelt method of an expression',
    code: `pl.scan('sales').select(pl.col('quantity').meen())`,
    error: { code: 'member-unknown', says: /mean/ },
    fix: [['meen', 'mean']],
  },
  {
    title: 'a misspelt method of texts',
    code: `pl.scan('employees').select(pl.col('name').str.toUperCase()).head(2)`,
    error: { code: 'member-unknown', says: /toUpperCase/ },
    fix: [['toUperCase', 'toUpperCase']],
  },
  {
    title: 'a method of dates without the namespace',
    code: `pl.scan('sales').select(pl.col('order_date').year())`,
    error: { code: 'member-unknown', says: /\.dt\.year/ },
    fix: [['.year()', '.dt.year()']],
  },
  {
    title: 'a method of texts without the namespace',
    code: `pl.scan('employees').filter(pl.col('name').startsWith('A')).height`,
    error: { code: 'member-unknown', says: /\.str\.startsWith/ },
    fix: [['.startsWith', '.str.startsWith']],
  },
  {
    title: 'an operator on an expression: greater than',
    code: `pl.scan('employees').filter(pl.col('salary') > 90000).height`,
    error: { code: 'type-mismatch', says: /\.gt\(/ },
    fix: [[`pl.col('salary') > 90000`, `pl.col('salary').gt(90000)`]],
  },
  {
    title: 'an operator on an expression: equality',
    code: `pl.scan('employees').filter(pl.col('office') === 'Berlin').height`,
    error: { code: 'type-mismatch', says: /\.eq\(/ },
    fix: [[`pl.col('office') === 'Berlin'`, `pl.col('office').eq('Berlin')`]],
  },
  {
    title: 'an operator on two expressions: product',
    code: `pl.scan('sales').withColumns((pl.col('quantity') * pl.col('unit_price')).alias('revenue')).head(1)`,
    error: { code: 'type-mismatch', says: /\.mul\(/ },
    fix: [[`(pl.col('quantity') * pl.col('unit_price'))`, `pl.col('quantity').mul(pl.col('unit_price'))`]],
  },
  {
    title: 'conditions joined with &&',
    code: `pl.scan('sales').filter(pl.col('quantity').gt(2) && pl.col('region').eq('North')).height`,
    error: { code: 'type-mismatch', says: /\.and\(/ },
    fix: [[` && pl.col('region').eq('North')`, `.and(pl.col('region').eq('North'))`]],
  },
  {
    title: 'a condition negated with !',
    code: `pl.scan('sales').filter(!pl.col('region').eq('North')).height`,
    error: { code: 'type-mismatch', says: /\.not\(\)/ },
    fix: [[`!pl.col('region').eq('North')`, `pl.col('region').eq('North').not()`]],
  },
  {
    title: 'a callback in map',
    code: `pl.scan('sales').withColumns(pl.col('quantity').map((q) => q * 2)).head(1)`,
    error: { code: 'argument-invalid', says: /pl\.when|expression/ },
    fix: [[`.map((q) => q * 2)`, `.mul(2)`]],
  },
  {
    title: 'a callback in apply',
    code: `pl.scan('employees').withColumns(pl.col('salary').apply((s) => (s > 90000 ? 'high' : 'low')).alias('band')).head(1)`,
    error: { code: 'argument-invalid', says: /pl\.when/ },
    fix: [
      [
        `pl.col('salary').apply((s) => (s > 90000 ? 'high' : 'low'))`,
        `pl.when(pl.col('salary').gt(90000)).then('high').otherwise('low')`,
      ],
    ],
  },
  {
    title: 'a callback in filter',
    code: `pl.scan('employees').filter((row) => row.salary > 90000).height`,
    error: { code: 'argument-invalid', says: /pl\.col|toRecords/ },
    fix: [[`(row) => row.salary > 90000`, `pl.col('salary').gt(90000)`]],
  },
  {
    title: 'rows of a frame mapped as if it were a list',
    code: `pl.scan('gapminder').filter(pl.col('year').eq(2005)).map((row) => row.pop)`,
    error: { code: 'argument-invalid', says: /toRecords/ },
    fix: [['.map((', '.toRecords().map((']],
  },
  {
    title: 'SQL',
    code: `pl.sql("SELECT region, COUNT(*) FROM sales GROUP BY region")`,
    error: { code: 'argument-invalid', says: /groupBy/ },
    fix: [
      [
        `pl.sql("SELECT region, COUNT(*) FROM sales GROUP BY region")`,
        `pl.scan('sales').groupBy('region').agg(pl.len())`,
      ],
    ],
  },
  {
    title: 'pandas: sort_values',
    code: `pl.read_csv('cars').sort_values('Horsepower').head(2)`,
    error: { code: 'argument-invalid', says: /\.sort\(/ },
    fix: [['.sort_values(', '.sort(']],
  },
  {
    title: 'pandas: rows by loc',
    code: `pl.scan('cars').loc[0]`,
    error: { code: 'argument-invalid', says: /filter|slice|head/ },
    fix: [['.loc[0]', '.slice(0, 1)']],
  },
  {
    title: 'pandas: iloc',
    code: `pl.scan('cars').iloc[3]`,
    error: { code: 'argument-invalid', says: /slice|row/ },
    fix: [['.iloc[3]', '.slice(3, 1)']],
  },
  {
    title: 'pandas: merge',
    code: `const a = pl.scan('global-temp');\na.merge(a, { on: 'year' }).height`,
    error: { code: 'argument-invalid', says: /join/ },
    fix: [['.merge(', '.join(']],
  },
  {
    title: 'a written file',
    code: `const df = pl.scan('sales').head(5);\ndf.writeCSV('out.csv');\ndf`,
    error: { code: 'argument-invalid', says: /result|end the program/i },
    fix: [[`df.writeCSV('out.csv');\n`, '']],
  },
  {
    title: 'the file system',
    code: `const fs = require('fs');\nconst text = fs.readFileSync('sales.csv', 'utf8');\npl.scan('sales').height`,
    error: { code: 'syntax-refused', says: /`pl`/ },
    fix: [[`const fs = require('fs');\nconst text = fs.readFileSync('sales.csv', 'utf8');\n`, '']],
  },
  {
    title: 'a request',
    code: `const response = await fetch('https://example.com');\npl.scan('sales').height`,
    error: { code: 'name-unknown', says: /pl\.scan/ },
    fix: [[`const response = await fetch('https://example.com');\n`, '']],
  },
  {
    title: 'the present time',
    code: `const now = new Date();\nnow.getFullYear() > 2000`,
    error: { code: 'argument-invalid', says: /new Date\('|latest/ },
    fix: [['new Date()', `new Date('2024-12-31')`]],
  },
  {
    title: 'chance',
    code: `pl.scan('sales').getColumn('quantity')[Math.floor(Math.random() * 10)] > 0`,
    error: { code: 'argument-invalid', says: /seed/ },
    fix: [
      [
        `pl.scan('sales').getColumn('quantity')[Math.floor(Math.random() * 10)] > 0`,
        `pl.scan('sales').sample({ n: 1, seed: 7 }).getColumn('quantity')[0] > 0`,
      ],
    ],
  },
  {
    title: 'an unknown option',
    code: `pl.scan('sales').sort('quantity', { order: 'desc' }).head(1)`,
    error: { code: 'argument-invalid', says: /descending/ },
    fix: [[`order: 'desc'`, 'descending: true']],
  },
  {
    title: 'an unknown way to join',
    code: `const a = pl.scan('global-temp');\na.join(a, { on: 'year', how: 'lft' }).height`,
    error: { code: 'argument-invalid', says: /left/ },
    fix: [[`'lft'`, `'left'`]],
  },
  {
    title: 'a join without keys',
    code: `const a = pl.scan('global-temp');\na.join(a).height`,
    error: { code: 'argument-invalid', says: /on:/ },
    fix: [['a.join(a)', `a.join(a, { on: 'year' })`]],
  },
  {
    title: 'a text compared with a number',
    code: `pl.scan('employees').filter(pl.col('department').gt(5)).height`,
    error: { code: 'data-invalid', says: /cast|number/ },
    fix: [[`pl.col('department').gt(5)`, `pl.col('age').gt(5)`]],
  },
  {
    title: 'a number compared with a text',
    code: `pl.scan('gapminder').filter(pl.col('year').eq('2005')).height`,
    error: { code: 'data-invalid', says: /cast|number/ },
    fix: [[`eq('2005')`, 'eq(2005)']],
  },
  {
    title: 'texts summed',
    code: `pl.scan('employees').select(pl.col('department').sum())`,
    error: { code: 'data-invalid', says: /cast|number|len/i },
    fix: [[`pl.col('department').sum()`, `pl.col('department').count()`]],
  },
  {
    title: 'a method of dates on a text',
    code: `pl.scan('employees').select(pl.col('employee_id').dt.year())`,
    error: { code: 'data-invalid', says: /toDate|date/ },
    fix: [[`pl.col('employee_id')`, `pl.col('hire_date')`]],
  },
  {
    title: 'a method of texts on a date',
    code: `pl.scan('sales').select(pl.col('order_date').str.slice(0, 4)).head(1)`,
    error: { code: 'data-invalid', says: /strftime|cast/ },
    fix: [[`.str.slice(0, 4)`, `.dt.strftime('%Y')`]],
  },
  {
    title: 'a date that cannot be one',
    code: `pl.scan('sales').filter(pl.col('order_date').gtEq('31/12/2023')).height`,
    error: { code: 'data-invalid', says: /pl\.date\(2024, 1, 31\)/ },
    fix: [[`'31/12/2023'`, `pl.date(2023, 12, 31)`]],
  },
  {
    title: 'a strict cast that does not fit',
    code: `pl.scan('employees').select(pl.col('employee_id').cast(pl.Int64)).head(1)`,
    error: { code: 'data-invalid', says: /strict: false/ },
    fix: [['cast(pl.Int64)', 'cast(pl.Int64, { strict: false })']],
  },
  {
    title: 'an expression as the result',
    code: `pl.col('salary').mean()`,
    error: { code: 'result-invalid', says: /df\.select/ },
    fix: [[`pl.col('salary').mean()`, `pl.scan('employees').select(pl.col('salary').mean())`]],
  },
  {
    title: 'groups without an aggregate',
    code: `pl.scan('employees').groupBy('department')`,
    error: { code: 'result-invalid', says: /\.agg\(/ },
    fix: [[`groupBy('department')`, `groupBy('department').agg(pl.len())`]],
  },
  {
    title: 'a misspelt variable',
    code: `const revenue = 5;\nrevnue * 2`,
    error: { code: 'name-unknown', says: /revenue/ },
    fix: [['revnue', 'revenue']],
  },
  {
    title: 'a function of pl without pl',
    code: `pl.scan('sales').select(col('quantity').sum())`,
    error: { code: 'name-unknown', says: /`pl\.col`/ },
    fix: [[`col('quantity')`, `pl.col('quantity')`]],
  },
  {
    title: 'a member of nothing',
    code: `const found = pl.scan('cars').head(3).toRecords().find((car) => car.Origin === 'Mars');\nfound.Name`,
    error: { code: 'type-mismatch', says: /\?\./ },
    fix: [['found.Name', `found?.Name ?? 'none'`]],
  },
  {
    title: 'an endless loop',
    code: `let i = 0;\nwhile (i < 10) { const j = i + 1; }\ni`,
    error: { code: 'steps-exceeded', says: /loop ends/ },
    fix: [['const j = i + 1;', 'i = i + 1;']],
  },
  {
    title: 'a chart with a field that is not drawn from the frame',
    code: `const df = pl.scan('employees').groupBy('office').agg(pl.len().alias('n'));\nchart(df, { mark: 'bar', encoding: { x: { field: 'office' }, y: { field: 'count' } } })`,
    error: { code: 'chart-invalid', says: /office, n/ },
    fix: [[`field: 'count'`, `field: 'n'`]],
  },
  {
    title: 'a chart with a mark that is none',
    code: `chart(pl.scan('global-temp'), { mark: 'lines', encoding: { x: { field: 'year' }, y: { field: 'temp' } } })`,
    error: { code: 'chart-invalid', says: /line/ },
    fix: [[`'lines'`, `'line'`]],
  },
  {
    title: 'a calculation inside of a chart',
    code: `chart(pl.scan('global-temp'), { transform: [{ calculate: 'datum.temp * 2', as: 'd' }], mark: 'line', encoding: { x: { field: 'year' }, y: { field: 'temp' } } })`,
    error: { code: 'chart-invalid', says: /transform/ },
    fix: [[`transform: [{ calculate: 'datum.temp * 2', as: 'd' }], `, '']],
  },
];
