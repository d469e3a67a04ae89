import { rules, type Severity } from '@sallyport/scanner';
import type { ScannedLine } from '../mcp/scan-line.js';
import { packageVersion } from '../version.js';

const levels: Readonly<Record<Severity, 'note' | 'warning' | 'error'>> = {
  low: 'note',
  medium: 'warning',
  high: 'error',
  critical: 'error',
};

/** The findings as a SARIF 2.1.0 document (OASIS, 2020), for services that collect them. */
export function sarifOf(lines: readonly ScannedLine[]): unknown {
  const met = new Set(lines.flatMap(({ findings }) => findings.map(({ rule }) => rule)));
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'sallyport',
            version: packageVersion(),
            rules: rules
              .filter(({ id }) => met.has(id))
              .map(({ id, title, why, remedy }) => ({
                id,
                shortDescription: { text: title },
                fullDescription: { text: why },
                help: { text: remedy },
              })),
          },
        },
        results: lines.flatMap(({ line, action, findings }) =>
          findings.map(({ rule, why, severity, confidence, pointer }) => ({
            ruleId: rule,
            level: levels[severity],
            message: { text: why },
            locations: [
              {
                physicalLocation: { artifactLocation: { uri: 'stdin' }, region: { startLine: line } },
                logicalLocations: [{ fullyQualifiedName: pointer }],
              },
            ],
            properties: { action, confidence },
          })),
        ),
      },
    ],
  };
}
