export { testConfig as default } from '@sallyport/testing/vitest';
