import { z } from 'zod';

// Loose: a client checks results against these, and a field that is added later must not make it refuse them.

const column = z.looseObject({
  name: z.string(),
  dtype: z.string().describe('i64, f64, str, bool, date, datetime, …'),
});

const cell = z.unknown().describe('A JSON value; dates are ISO 8601 texts');

const table = z.looseObject({
  columns: z.array(column),
  data: z.array(z.array(cell)).describe('One array per column'),
  rowCount: z.number().int().describe('Rows of the whole result, shown or not'),
  truncated: z.boolean(),
});

const summary = {
  name: z.string().describe('What a program calls it'),
  title: z.string(),
  description: z.string(),
  rows: z.number().int(),
  file: z.string(),
  source: z.string().optional(),
  licence: z.string().optional(),
  synthetic: z.boolean().describe('Whether the data are made up'),
  problems: z
    .array(
      z.looseObject({
        file: z.string().optional(),
        line: z.number().int().optional(),
        column: z.string().optional(),
        message: z.string(),
      }),
    )
    .describe('What could not be read as it stands; the first ones'),
  problemCount: z.number().int(),
};

/** What `list_datasets` gives. */
export const datasetList = z.looseObject({
  datasets: z.array(z.looseObject({ ...summary, columns: z.array(column) })),
});

/** What `describe_dataset` gives. */
export const datasetProfile = z.looseObject({
  ...summary,
  columns: z.array(
    z.looseObject({
      ...column.shape,
      unit: z.string().optional().describe('A per cent sign or currency that stood beside every figure'),
      nulls: z.number().int(),
      distinct: z.number().int(),
      min: cell.optional(),
      max: cell.optional(),
      mean: cell.optional(),
      samples: z.array(cell).describe('All values where they are few, the most frequent ones otherwise'),
    }),
  ),
  head: table,
});

const chart = z.looseObject({ spec: z.record(z.string(), z.unknown()) });

const output = z.looseObject({
  kind: z.string().describe('table, chart, text or value'),
  title: z.string().optional(),
  table: table.optional(),
  chart: chart.optional(),
  text: z.string().optional(),
  value: z.unknown().optional(),
});

/** What `run_analysis` gives. */
export const analysisResult = z.looseObject({
  table: table.optional().describe('The first table'),
  chart: chart.optional().describe('The first chart'),
  value: z.unknown().optional().describe('The first text or value'),
  outputs: z
    .array(output)
    .optional()
    .describe('All that the program showed, in order, where it is more than one thing'),
  logs: z.array(z.string()),
  durationMs: z.number(),
  truncated: z.boolean().describe('Whether a table or value was cut to its limit'),
});
