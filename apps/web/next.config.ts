import { fileURLToPath } from 'node:url';
import type { NextConfig } from 'next';

const workspaceRoot = fileURLToPath(new URL('../..', import.meta.url));

const config: NextConfig = {
  // An image holds what the page needs and no more; everywhere else it runs where its packages lie.
  // oxlint-disable-next-line no-restricted-properties -- the build is told by the Dockerfile; env.ts is for what runs
  output: process.env['SALLYPORT_STANDALONE'] === '1' ? 'standalone' : undefined,
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  outputFileTracingRoot: workspaceRoot,
  turbopack: { root: workspaceRoot },
  allowedDevOrigins: ['127.0.0.1'],
  // Event streams must leave as they are written.
  compress: false,
};

export default config;
