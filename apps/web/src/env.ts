import { isAbsolute, resolve } from 'node:path';
import { z } from 'zod';

const folder = z
  .string()
  .min(1)
  .transform((path) => (isAbsolute(path) ? path : resolve(path)));

const schema = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  /** Where conversations and the audit log lie. */
  SALLYPORT_HOME: folder.default(resolve('../../.sallyport')),
  /** Where the page's client certificate and the certificate authority lie. */
  SALLYPORT_CERTS: folder.default(resolve('../../certs')),
  /** Where reports are written. */
  SALLYPORT_REPORTS: folder.default(resolve('../../reports')),
  /** The port of the MCP server on this machine. */
  MCP_PORT: z.coerce.number().int().min(0).max(65_535).default(8443),
  /** The whole address of the MCP server, where it is not `https://localhost:MCP_PORT/mcp`. */
  MCP_URL: z.url({ protocol: /^https$/ }).optional(),
  /** The address to listen on. Other than a loopback one only with a password. */
  WEB_HOST: z.string().min(1).default('127.0.0.1'),
  /** Names besides those of the loopback by which the page may be called, separated by commas. */
  WEB_ALLOWED_HOSTS: z
    .string()
    .default('')
    .transform(
      (text) =>
        new Set(
          text
            .toLowerCase()
            .split(',')
            .map((name) => name.trim())
            .filter(Boolean),
        ),
    ),
  /** Asked for by the sign-in page. None: the page is for this machine alone. */
  SALLYPORT_PASSWORD: z.string().optional(),
  /** A file with the password, where it is not given itself. */
  SALLYPORT_PASSWORD_FILE: z.string().optional(),
});

/** The page's settings, read once and checked. Nothing else in this app reads the environment. */
export const env = read();

function read(): z.infer<typeof schema> {
  const result = schema.safeParse(process.env);
  if (result.success) return result.data;
  throw new Error(`The web app cannot start with this environment.\n${z.prettifyError(result.error)}`);
}

/** What the backend may read to choose the model, the store and the tracing. It checks its own variables. */
export const modelEnvironment: Readonly<Record<string, string | undefined>> = process.env;
