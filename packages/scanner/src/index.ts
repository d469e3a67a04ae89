// The complete public surface of @sallyport/scanner. Named exports only.
export { classifyHost, type HostClass, type HostKind } from './calls/url/classify-host.js';
export { classifyUrl, type UrlClass } from './calls/url/classify-url.js';
export { createFlow, type Flow, type FlowContext, type FlowOptions } from './flow/flow.js';
export type { Feature } from './injection/feature.js';
export type { Classification, ClassifierContext, InjectionClassifier } from './injection/classifier.js';
export { frames } from './injection/frames/frames.js';
export type { Frame } from './injection/frames/frame.js';
export type { FeatureKind, Sign } from './injection/sign.js';
export { features } from './injection/features.js';
export { ParseErrorCode, parseMessage, type ParsedMessage } from './json/parse-message.js';
export { canaryKinds, makeCanary, type CanaryKind } from './known-secrets/canary.js';
export { fingerprintSecret, type SecretFingerprint } from './known-secrets/fingerprint.js';
export {
  compileKnownSecrets,
  type IgnoredSecret,
  type KnownSecret,
  type KnownSecrets,
  type KnownSecretsInput,
  type NamedSecret,
} from './known-secrets/known-secrets.js';
export { KnownSecretStream, type KnownSecretSighting } from './known-secrets/stream.js';
export { flowLimits, knownSecretLimits, limits as scanLimits } from './limits.js';
export type {
  ComputedRule,
  CustomRule,
  PatternRule,
  Rule,
  RuleExamples,
  RuleHead,
  Validator,
} from './rule.js';
export { rules } from './rules/rules.js';
export { rulesMarkdown } from './rules/rules-markdown.js';
export { scanMessage, scanMessageWithReport, scanText, scanTools, type ScanReport } from './scan.js';
export { classifyDrift, type Drift, type DriftKind } from './tools/classify-drift.js';
export type { Difference } from './tools/differences.js';
export type {
  Category,
  Direction,
  Finding,
  FiredSign,
  ScanLimits,
  ScanOptions,
  Severity,
  Surface,
  TextOptions,
} from './types.js';
export { formatPointer, parsePointer, type Place } from './walk/pointer.js';
