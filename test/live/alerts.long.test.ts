/** deploy/alerts.yaml as Prometheus reads it, and on series for which each of its alerts must fire, and on those of a good day. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { parse, stringify } from 'yaml';
import { preparePromtool } from '../support/promtool.ts';

const root = new URL('../../', import.meta.url).pathname;
const rules = join(root, 'deploy/alerts.yaml');
const { groups } = parse(readFileSync(rules, 'utf8')) as { groups: { rules: { alert: string }[] }[] };
const alerts = groups.flatMap((group) => group.rules.map(({ alert }) => alert));
let promtool: string;
beforeAll(() => {
  promtool = preparePromtool();
}, 120_000);

/** Fifteen seconds apart, for 40 minutes. */
const steady = (value: number) => `${value}x160`;
const rising = (perStep: number) => `0+${perStep}x160`;
const labels = (more = '') => `{job="pavilion",instance="a"${more}}`;

/** What each alert fires for. */
const bad: Record<string, Record<string, string>> = {
  PavilionDown: { [`up${labels()}`]: steady(0) },
  PavilionOneServer: { [`up${labels()}`]: steady(1) },
  PavilionRestarts: { [`process_start_time_seconds${labels()}`]: '0+20x160' },
  PavilionSlowPress: {
    [`pavilion_press_to_socket_seconds_bucket${labels(',le="1"')}`]: rising(1),
    [`pavilion_press_to_socket_seconds_bucket${labels(',le="2.5"')}`]: rising(10),
    [`pavilion_press_to_socket_seconds_bucket${labels(',le="+Inf"')}`]: rising(10),
  },
  PavilionMutationErrors: {
    [`pavilion_mutation_seconds_count${labels(',mutation="signDeal",outcome="error"')}`]: rising(1),
  },
  PavilionInternalErrors: { [`pavilion_errors_total${labels(',code="INTERNAL_SERVER_ERROR"')}`]: rising(1) },
  PavilionUnavailable: { [`pavilion_errors_total${labels(',code="UNAVAILABLE"')}`]: rising(15) },
  PavilionDatabase: { [`pavilion_failed_polls_total${labels()}`]: rising(1) },
  PavilionPoolExhausted: {
    [`pavilion_database_connections${labels(',pool="write",state="waited_for"')}`]: steady(6),
  },
  PavilionReadsRejected: { [`pavilion_reads_rejected_total${labels(',caller="public"')}`]: rising(1) },
  PavilionRedis: { [`pavilion_redis_up${labels(',use="counters"')}`]: steady(0) },
  PavilionLag: { [`pavilion_stream_lag${labels(',stream="LIVE fair"')}`]: steady(6) },
  PavilionScreensLost: { [`pavilion_presence${labels(',kind="screens"')}`]: '40x152 10x8' },
  PavilionRateLimited: { [`pavilion_rate_limited_total${labels()}`]: rising(30) },
  PavilionEventLoop: { [`nodejs_eventloop_lag_p99_seconds${labels()}`]: steady(0.3) },
  PavilionMemory: { [`process_resident_memory_bytes${labels()}`]: steady(1_600_000_000) },
  PavilionLogLost: { [`pavilion_log_lines_dropped_total${labels()}`]: rising(1) },
  PavilionVersions: {
    [`pavilion_build_info${labels(',version="0.3.0"')}`]: steady(1),
    [`pavilion_build_info${labels(',version="0.4.0"')}`]: steady(1),
  },
};

const good: Record<string, string> = {
  [`up${labels()}`]: steady(1),
  'up{job="pavilion",instance="b"}': steady(1),
  [`process_start_time_seconds${labels()}`]: steady(1),
  [`pavilion_press_to_socket_seconds_bucket${labels(',le="0.1"')}`]: rising(10),
  [`pavilion_press_to_socket_seconds_bucket${labels(',le="+Inf"')}`]: rising(10),
  [`pavilion_mutation_seconds_count${labels(',mutation="signDeal",outcome="success"')}`]: rising(1),
  [`pavilion_errors_total${labels(',code="INTERNAL_SERVER_ERROR"')}`]: steady(3),
  [`pavilion_failed_polls_total${labels()}`]: steady(2),
  [`pavilion_redis_up${labels(',use="counters"')}`]: steady(1),
  [`pavilion_stream_lag${labels(',stream="LIVE fair"')}`]: steady(1),
  [`pavilion_presence${labels(',kind="screens"')}`]: steady(40),
  [`nodejs_eventloop_lag_p99_seconds${labels()}`]: steady(0.02),
  [`process_resident_memory_bytes${labels()}`]: steady(400_000_000),
  [`pavilion_build_info${labels(',version="0.3.0"')}`]: steady(1),
};

const at = '40m';
const expression = (alert: string) => `count(ALERTS{alertname="${alert}",alertstate="firing"}) or vector(0)`;
const firing = (alert: string, count: number) => ({
  expr: `sgn(${expression(alert)})`,
  eval_time: at,
  exp_samples: [{ labels: '{}', value: count }],
});
const series = (given: Record<string, string>) =>
  Object.entries(given).map(([name, values]) => ({ series: name, values }));

it('is valid', () => {
  const { status, stdout, stderr } = spawnSync(promtool, ['check', 'rules', rules], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toContain(`SUCCESS: ${alerts.length} rules found`);
});

it('fires each alert for what it is about, and none on a good day', () => {
  expect(Object.keys(bad).sort()).toEqual([...alerts].sort());
  const folder = mkdtempSync(join(tmpdir(), 'pavilion-alerts-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const tests = [
    ...alerts.map((alert) => ({
      name: alert,
      input_series: series(bad[alert]!),
      promql_expr_test: [firing(alert, 1)],
    })),
    {
      name: 'a good day',
      input_series: series(good),
      promql_expr_test: alerts.map((alert) => firing(alert, 0)),
    },
  ].map((test) => ({ interval: '15s', ...test }));
  const file = join(folder, 'tests.yaml');
  writeFileSync(file, stringify({ rule_files: [rules], evaluation_interval: '15s', tests }));
  const { status, stdout, stderr } = spawnSync(promtool, ['test', 'rules', file], { encoding: 'utf8' });
  expect({ status, output: status === 0 ? '' : stdout + stderr }).toEqual({ status: 0, output: '' });
});
