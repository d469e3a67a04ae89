import { fileURLToPath } from 'node:url';
import { testConfig } from '@sallyport/testing/vitest';
import { mergeConfig } from 'vitest/config';

export default mergeConfig(testConfig, {
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
});
