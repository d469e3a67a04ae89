import { egressLimits } from '../limits.js';
import type { MeterName, Meters } from '../types.js';

type Labels = Readonly<Record<string, string>>;

const helps: Readonly<Record<MeterName, string>> = {
  requests_total: 'Requests by door, result and agent.',
  blocks_total: 'What was refused, by rule and agent.',
  findings_total: 'Findings by rule and part of the exchange.',
  tunnels_total: 'Tunnels by result.',
  intercepted_total: 'Tunnels that were looked into.',
  leaf_certificates_total: 'Certificates made for hosts.',
  tls_failures_total: 'Upstreams whose certificate was refused, by reason.',
  bytes_total: 'Bytes by direction.',
};

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
  readonly #histograms = new Map<string, Histogram>();
  readonly #gauges = new Map<string, number>();
  readonly #agents = new Set<string>();

  count(name: MeterName, labels: Labels = {}, amount = 1): void {
    const key = this.#keyOf(labels);
    let series = this.#counters.get(name);
    if (!series) this.#counters.set(name, (series = new Map<string, number>()));
    series.set(key, (series.get(key) ?? 0) + amount);
  }

  observe(name: 'request_duration_seconds' | 'handshake_seconds', seconds: number): void {
    let histogram = this.#histograms.get(name);
    if (!histogram) this.#histograms.set(name, (histogram = new Histogram()));
    histogram.observe(seconds);
  }

  gauge(name: 'open_tunnels' | 'open_requests', change: 1 | -1): void {
    this.#gauges.set(name, (this.#gauges.get(name) ?? 0) + change);
  }

  /** How many there are at the moment. */
  value(name: 'open_tunnels' | 'open_requests'): number {
    return this.#gauges.get(name) ?? 0;
  }

  /** The text that Prometheus reads. */
  text(): string {
    const lines: string[] = [];
    for (const [name, series] of this.#counters) {
      lines.push(`# HELP sallyport_${name} ${helps[name]}`, `# TYPE sallyport_${name} counter`);
      for (const [labels, value] of series) lines.push(`sallyport_${name}${labels} ${value}`);
    }
    for (const [name, histogram] of this.#histograms) {
      lines.push(`# TYPE sallyport_${name} histogram`, ...histogram.lines(`sallyport_${name}`));
    }
    for (const [name, value] of this.#gauges) {
      lines.push(`# TYPE sallyport_${name} gauge`, `sallyport_${name} ${value}`);
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

function escaped(value: string): string {
  if (!/[\\"\n]/.test(value)) return value;
  return value.replaceAll(/[\\"\n]/g, (character) => (character === '\n' ? '\\n' : `\\${character}`));
}
