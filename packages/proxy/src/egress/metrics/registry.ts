import { egressLimits } from '../limits.js';
import type { MeterName, Meters } from '../types.js';

type Labels = Readonly<Record<string, string>>;

const counters: Readonly<Record<MeterName, string>> = {
  requests_total: 'Requests by door, result and agent.',
  blocks_total: 'What was refused, by rule and agent.',
  findings_total: 'Findings by rule and part of the exchange.',
  tunnels_total: 'Tunnels by result.',
  intercepted_total: 'Tunnels that were looked into.',
  leaf_certificates_total: 'Certificates made for hosts.',
  tls_failures_total: 'Upstreams whose certificate was refused, by reason.',
  bytes_total: 'Bytes by direction.',
};
/** Counters without labels: they are there, as 0, before anything was counted. */
const unlabelled: ReadonlySet<MeterName> = new Set(['intercepted_total', 'leaf_certificates_total']);

const histograms = {
  request_duration_seconds: 'Seconds from a request to the end of its answer.',
  handshake_seconds: 'Seconds that a TLS handshake with a client takes.',
} as const;

const gauges = {
  open_tunnels: 'Tunnels that are open.',
  open_requests: 'Requests that are under way.',
} as const;

/** Seconds. */
const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** A distribution as Prometheus has it. */
class Histogram {
  readonly #counts = buckets.map(() => 0);
  #count = 0;
  #sum = 0;

  observe(seconds: number): void {
    this.#count += 1;
    this.#sum += seconds;
    for (const [index, bound] of buckets.entries()) {
      if (seconds <= bound) this.#counts[index] = (this.#counts[index] ?? 0) + 1;
    }
  }

  lines(name: string): string[] {
    return [
      ...buckets.map((bound, index) => `${name}_bucket{le="${bound}"} ${this.#counts[index] ?? 0}`),
      `${name}_bucket{le="+Inf"} ${this.#count}`,
      `${name}_sum ${this.#sum}`,
      `${name}_count ${this.#count}`,
    ];
  }
}

/** What is counted while the proxy runs. Labels that clients choose are bounded. */
export class Registry implements Meters {
  readonly #counters = new Map<MeterName, Map<string, number>>();
  readonly #histograms = { request_duration_seconds: new Histogram(), handshake_seconds: new Histogram() };
  readonly #gauges = { open_tunnels: 0, open_requests: 0 };
  readonly #agents = new Set<string>();

  count(name: MeterName, labels: Labels = {}, amount = 1): void {
    const key = this.#keyOf(labels);
    let series = this.#counters.get(name);
    if (!series) this.#counters.set(name, (series = new Map<string, number>()));
    series.set(key, (series.get(key) ?? 0) + amount);
  }

  observe(name: keyof typeof histograms, seconds: number): void {
    this.#histograms[name].observe(seconds);
  }

  gauge(name: keyof typeof gauges, change: 1 | -1): void {
    this.#gauges[name] += change;
  }

  /** How many there are at the moment. */
  value(name: keyof typeof gauges): number {
    return this.#gauges[name];
  }

  /** The text that Prometheus reads: each metric with what it means, and those of the process under their usual names. */
  text(): string {
    const lines: string[] = [];
    const add = (type: string, name: string, help: string, series: readonly string[]): void => {
      lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...series);
    };
    for (const [name, help] of entriesOf(counters)) {
      const series = [...(this.#counters.get(name) ?? (unlabelled.has(name) ? [['', 0] as const] : []))];
      const full = `sallyport_${name}`;
      add(
        'counter',
        full,
        help,
        series.map(([labels, value]) => `${full}${labels} ${value}`),
      );
    }
    for (const [name, help] of entriesOf(histograms)) {
      add('histogram', `sallyport_${name}`, help, this.#histograms[name].lines(`sallyport_${name}`));
    }
    for (const [name, help] of entriesOf(gauges)) {
      add('gauge', `sallyport_${name}`, help, [`sallyport_${name} ${this.#gauges[name]}`]);
    }
    const { user, system } = process.cpuUsage();
    for (const [name, type, help, value] of [
      ['process_cpu_seconds_total', 'counter', 'Processor time in seconds.', (user + system) / 1e6],
      ['process_resident_memory_bytes', 'gauge', 'Resident memory in bytes.', process.memoryUsage.rss()],
      [
        'process_start_time_seconds',
        'gauge',
        'Start since the epoch, in seconds.',
        performance.timeOrigin / 1000,
      ],
    ] as const) {
      add(type, name, help, [`${name} ${value}`]);
    }
    return `${lines.join('\n')}\n`;
  }

  #keyOf(labels: Labels): string {
    let key = '';
    for (const [name, value] of Object.entries(labels)) {
      const bounded = name === 'agent' ? this.#agentLabel(value) : value;
      key += `${key === '' ? '{' : ','}${name}="${escaped(bounded)}"`;
    }
    return key === '' ? '' : `${key}}`;
  }

  #agentLabel(agent: string): string {
    if (this.#agents.has(agent)) return agent;
    if (this.#agents.size >= egressLimits.agentLabels) return 'other';
    this.#agents.add(agent);
    return agent;
  }
}

/** `Object.entries` with the names that a record is known to have. */
function entriesOf<N extends string>(record: Readonly<Record<N, string>>): [N, string][] {
  return Object.entries(record) as [N, string][];
}

function escaped(value: string): string {
  if (!/[\\"\n]/.test(value)) return value;
  return value.replaceAll(/[\\"\n]/g, (character) => (character === '\n' ? '\\n' : `\\${character}`));
}
