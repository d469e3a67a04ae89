import { fileURLToPath } from 'node:url';
import { createSandbox } from '@sallyport/sandbox';
import { temporaryFolder } from '@sallyport/testing';
import { expect, it, onTestFinished } from 'vitest';
import { datasetListSchema, datasetProfileSchema } from '../src/catalog/schemas.js';

const dataFolder = fileURLToPath(new URL('../../../apps/mcp-server/data/', import.meta.url));

it('the shapes that the agent reads are those that the sandbox tells, with nothing lost', async () => {
  const sandbox = await createSandbox({ dataFolder, cacheFolder: temporaryFolder(), poolSize: 1 });
  onTestFinished(() => sandbox.close());
  const datasets = sandbox.datasets();
  expect(datasets.slice(0, 2).map(({ name }) => name)).toEqual(['employees', 'sales']);
  expect(datasetListSchema.parse({ datasets })).toEqual({ datasets });
  for (const { name } of datasets) {
    const profile = sandbox.describe(name);
    expect(datasetProfileSchema.parse(profile)).toEqual(profile);
  }
});
