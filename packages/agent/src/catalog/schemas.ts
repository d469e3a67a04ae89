import { z } from 'zod';
import type { Cell, DatasetProfile, DatasetSummary } from './types.js';

const cell: z.ZodType<Cell> = z.json();

const columnSchema = z.object({ name: z.string(), dtype: z.string() });

const summaryMembers = {
  name: z.string(),
  title: z.string(),
  description: z.string(),
  rows: z.number(),
  file: z.string(),
  source: z.string().optional(),
  licence: z.string().optional(),
  synthetic: z.boolean(),
  problems: z
    .array(
      z.object({
        file: z.string().optional(),
        line: z.number().optional(),
        column: z.string().optional(),
        message: z.string(),
      }),
    )
    .optional(),
  problemCount: z.number().optional(),
};

/** `list_datasets`'s result. */
export const datasetListSchema: z.ZodType<{ datasets: DatasetSummary[] }> = z.object({
  datasets: z.array(z.object({ ...summaryMembers, columns: z.array(columnSchema) })),
});

/** `describe_dataset`'s result. */
export const datasetProfileSchema: z.ZodType<DatasetProfile> = z.object({
  ...summaryMembers,
  columns: z.array(
    columnSchema.extend({
      unit: z.string().optional(),
      nulls: z.number(),
      distinct: z.number(),
      min: cell.optional(),
      max: cell.optional(),
      mean: cell.optional(),
      samples: z.array(cell),
    }),
  ),
  head: z.object({
    columns: z.array(columnSchema),
    data: z.array(z.array(cell)),
    rowCount: z.number(),
    truncated: z.boolean(),
  }),
});
