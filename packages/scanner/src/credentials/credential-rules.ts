import type { PatternRule } from '../rule.js';
import { assignedRules } from './assigned.js';
import { awsRules } from './aws.js';
import { azureRules } from './azure.js';
import { cloudPlatformRules } from './cloud-platforms.js';
import { configFileRules } from './config-files.js';
import { continuousIntegrationRules } from './continuous-integration.js';
import { searchAndDataRules } from './search-and-data.js';
import { databaseRules } from './databases.js';
import { exchangeRules } from './exchanges.js';
import { googleRules } from './google.js';
import { networkRules } from './networks.js';
import { hostingRules } from './hosting.js';
import { httpRules } from './http.js';
import { securityToolRules } from './security-tools.js';
import { identityRules } from './identity.js';
import { keyMaterialRules } from './key-material.js';
import { mailRules } from './mail.js';
import { voiceAndPushRules } from './voice-and-push.js';
import { messagingRules } from './messaging.js';
import { modelToolRules } from './model-tools.js';
import { modelRules } from './models.js';
import { numberRules } from './numbers.js';
import { analyticsRules } from './analytics-and-incidents.js';
import { observabilityRules } from './observability.js';
import { packageRegistryRules } from './package-registries.js';
import { passwordHashRules } from './password-hashes.js';
import { commerceRules } from './commerce.js';
import { paymentRules } from './payments.js';
import { mediaRules } from './geodata-and-media.js';
import { customerServiceRules } from './customer-services.js';
import { productivityRules } from './productivity.js';
import { serviceConfigRules } from './service-configs.js';
import { socialRules } from './social.js';
import { sourceHostingRules } from './source-hosting.js';
import { walletRules } from './wallets.js';

/** Every credential that has a form, or a name, of its own. A particular one comes before a general one and hides it. */
export const credentialRules: readonly PatternRule[] = [
  ...modelRules,
  ...modelToolRules,
  ...awsRules,
  ...googleRules,
  ...azureRules,
  ...cloudPlatformRules,
  ...hostingRules,
  ...networkRules,
  ...sourceHostingRules,
  ...packageRegistryRules,
  ...continuousIntegrationRules,
  ...identityRules,
  ...securityToolRules,
  ...paymentRules,
  ...commerceRules,
  ...messagingRules,
  ...voiceAndPushRules,
  ...mailRules,
  ...observabilityRules,
  ...analyticsRules,
  ...productivityRules,
  ...customerServiceRules,
  ...mediaRules,
  ...socialRules,
  ...exchangeRules,
  ...walletRules,
  ...keyMaterialRules,
  ...databaseRules,
  ...searchAndDataRules,
  ...configFileRules,
  ...serviceConfigRules,
  ...passwordHashRules,
  ...numberRules,
  ...httpRules,
  ...assignedRules,
];
