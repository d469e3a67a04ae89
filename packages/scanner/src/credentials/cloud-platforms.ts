import { contextual } from './contextual.js';
import { credential, fake } from './credential.js';
import { by, prefixed } from './prefixed.js';
import { of, shaped, uuid } from './value-form.js';

const alibaba = by('Alibaba Cloud', '*.aliyuncs.com');
const tencent = by('Tencent Cloud', '*.tencentcloudapi.com', '*.myqcloud.com');
const yandex = by('Yandex Cloud', '*.api.cloud.yandex.net', '*.yandexcloud.net');
const digitalOcean = by('DigitalOcean', 'api.digitalocean.com', '*.digitaloceanspaces.com');
const ibm = by('IBM Cloud', 'iam.cloud.ibm.com', '*.cloud.ibm.com');
const ovh = by('OVHcloud', 'eu.api.ovh.com', 'ca.api.ovh.com', 'api.us.ovhcloud.com');
const scaleway = by('Scaleway', 'api.scaleway.com', '*.scw.cloud');

/** Credentials of cloud providers besides the three largest. */
export const cloudPlatformRules = [
  prefixed('alibaba-access-key-id', 'Alibaba Cloud access key id', 'LTAI', of('alphanumeric', 12, 26), {
    ...alibaba,
    severity: 'high',
  }),
  prefixed(
    'alibaba-sts-key-id',
    'Alibaba Cloud temporary access key id',
    'STS.',
    of('alphanumeric', 20, 32),
    {
      ...alibaba,
      severity: 'high',
    },
  ),
  contextual(
    'alibaba-secret-key',
    'Alibaba Cloud access key secret',
    ['alibaba', 'aliyun', 'alicloud', 'accesskeysecret', 'access-key-secret'],
    of('alphanumeric', 30),
    { ...alibaba, words: 'secret|key' },
  ),
  prefixed('tencent-secret-id', 'Tencent Cloud secret id', 'AKID', of('alphanumeric', 32), {
    ...tencent,
    severity: 'high',
  }),
  contextual(
    'tencent-secret-key',
    'Tencent Cloud secret key',
    ['tencent', 'qcloud', 'cos'],
    of('alphanumeric', 32),
    {
      ...tencent,
      words: 'secret[_. -]?key',
    },
  ),
  contextual(
    'huawei-cloud-secret',
    'Huawei Cloud secret access key',
    ['huawei', 'hwcloud'],
    of('alphanumeric', 40),
    {
      ...by('Huawei Cloud', '*.myhuaweicloud.com'),
    },
  ),
  prefixed(
    'yandex-access-token',
    'Yandex IAM token',
    't1.',
    shaped(
      String.raw`[A-Z0-9a-z_-]{20,400}={0,2}\.[A-Za-z0-9_-]{86}={0,2}`,
      fake('9euelZqPk3Lr9vT4bN8cWmK1', '.', 'k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oR'.repeat(3).slice(0, 86)),
      500,
    ),
    yandex,
  ),
  prefixed('yandex-oauth-token', 'Yandex OAuth token', ['y0_', 'y1_', 'y2_', 'y3_'], of('urlSafe', 50, 70), {
    ...by('Yandex', 'oauth.yandex.ru', '*.yandex.net'),
  }),
  prefixed('yandex-api-key', 'Yandex Cloud API key', 'AQVN', of('urlSafe', 35, 38), yandex),
  prefixed('yandex-secret-key', 'Yandex Cloud static secret key', 'YC', of('urlSafe', 38), yandex),
  prefixed(
    'digitalocean-personal-token',
    'DigitalOcean personal access token',
    'dop_v1_',
    of('hex', 64),
    digitalOcean,
  ),
  prefixed('digitalocean-oauth-token', 'DigitalOcean OAuth token', 'doo_v1_', of('hex', 64), digitalOcean),
  prefixed(
    'digitalocean-refresh-token',
    'DigitalOcean refresh token',
    'dor_v1_',
    of('hex', 64),
    digitalOcean,
  ),
  contextual(
    'digitalocean-spaces-key',
    'DigitalOcean Spaces secret',
    ['spaces', 'digitalocean'],
    of('base64', 43),
    {
      ...digitalOcean,
      words: 'secret',
    },
  ),
  contextual(
    'linode-token',
    'Linode token',
    ['linode', 'akamai'],
    of('hex', 64),
    by('Akamai', 'api.linode.com'),
  ),
  contextual('hetzner-token', 'Hetzner Cloud token', ['hcloud', 'hetzner'], of('alphanumeric', 64), {
    ...by('Hetzner', 'api.hetzner.cloud'),
  }),
  contextual('vultr-key', 'Vultr API key', ['vultr'], of('upper', 36), by('Vultr', 'api.vultr.com')),
  contextual(
    'ovh-application-secret',
    'OVHcloud application secret or consumer key',
    ['ovh'],
    of('alphanumeric', 32),
    ovh,
  ),
  prefixed('scaleway-access-key', 'Scaleway access key', 'SCW', of('upper', 17), {
    ...scaleway,
    severity: 'medium',
    confidence: 0.7,
  }),
  contextual('scaleway-secret-key', 'Scaleway secret key', ['scw', 'scaleway'], uuid, {
    ...scaleway,
    words: 'secret|token',
  }),
  contextual(
    'exoscale-secret',
    'Exoscale API secret',
    ['exoscale'],
    of('urlSafe', 43),
    by('Exoscale', '*.exoscale.com'),
  ),
  prefixed('exoscale-key', 'Exoscale API key', 'EXO', of('hex', 24, 48), {
    ...by('Exoscale', '*.exoscale.com'),
    severity: 'high',
  }),
  contextual(
    'upcloud-token',
    'UpCloud token',
    ['upcloud'],
    shaped('ucat_[A-Z0-9]{26}', fake('ucat_', 'K3LR9VT4BN8CWMQ1PZ7SYDH2GJ')),
    by('UpCloud', 'api.upcloud.com'),
  ),
  contextual(
    'ibm-cloud-key',
    'IBM Cloud API key',
    ['ibm-cloud', 'ibmcloud', 'ibm', 'watson', 'bluemix', 'softlayer'],
    of('urlSafe', 40, 64),
    ibm,
  ),
  contextual('ibm-cos-secret', 'IBM Cloud Object Storage HMAC key', ['cos-hmac', 'ibm-cos'], of('hex', 48), {
    ...ibm,
    words: 'secret|key',
  }),
  credential({
    id: 'oracle-cloud-key',
    title: 'Oracle Cloud API key configuration',
    ...by('Oracle Cloud', '*.oraclecloud.com'),
    keywords: ['fingerprint='],
    pattern: /fingerprint=(?<secret>(?:[a-f0-9]{2}:){15}[a-f0-9]{2})(?=[\s\S]{0,300}(?:key_file|tenancy)=)/iy,
    window: 370,
    severity: 'medium',
    confidence: 0.75,
    examples: {
      mustMatch: [
        fake('fingerprint=', '8f:14:e4:5f:ce:a1:67:a5:a3:6d:ed:d4:be:a2:54:3c', '\nkey_file=~/.oci/key.pem'),
      ],
      mustNotMatch: ['fingerprint=8f:14:e4:5f:ce:a1:67:a5:a3:6d:ed:d4:be:a2:54:3c'],
    },
  }),
  contextual(
    'ionos-token',
    'IONOS DNS or cloud key',
    ['ionos'],
    shaped(
      String.raw`[a-f0-9]{32}\.[A-Za-z0-9_-]{86}`,
      fake(
        '8f14e45fcea167a5a36dedd4bea2543c',
        '.',
        'k3Lr9vT4bN8cWmK1pZ7sYdH2gJ5qF6oR'.repeat(3).slice(0, 86),
      ),
    ),
    by('IONOS', 'api.hosting.ionos.com'),
  ),
  prefixed('openshift-token', 'OpenShift user token', 'sha256~', of('urlSafe', 43), by('Red Hat')),
  prefixed('nvidia-key', 'NVIDIA API key', 'nvapi-', of('urlSafe', 60, 80), by('NVIDIA', '*.nvidia.com')),
  contextual('wasabi-secret', 'Wasabi secret key', ['wasabi'], of('alphanumeric', 40), {
    ...by('Wasabi', '*.wasabisys.com'),
    words: 'secret',
  }),
  prefixed(
    'backblaze-key',
    'Backblaze application key',
    ['K001', 'K002', 'K003', 'K004', 'K005'],
    of('base64', 27),
    {
      ...by('Backblaze', '*.backblazeb2.com'),
    },
  ),
  contextual(
    'equinix-token',
    'Equinix Metal token',
    ['equinix', 'packet-auth'],
    of('alphanumeric', 32),
    by('Equinix', 'api.equinix.com'),
  ),
];
