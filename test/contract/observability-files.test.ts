/** deploy/alerts.yaml and deploy/grafana: what they ask for exists. test/live/alerts.long.test.ts runs the rules. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { productionScripts } from '../../deploy/release/manifest.ts';
import { errorTable } from '../../src/errors/error-table.ts';

const root = new URL('../../', import.meta.url).pathname;
const read = (path: string) => readFileSync(join(root, path), 'utf8');

const declared = readdirSync(join(root, 'src/observability')).flatMap((file) =>
  [...read(`src/observability/${file}`).matchAll(/'(pavilion_\w+)'/g)].map(([, name]) => name!),
);
const ofProcess = () => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry.getMetricsAsArray().map(({ name }) => name);
};
const known = new Set([...declared, ...ofProcess(), 'up']);

/** The metrics of an expression; those of a histogram have suffixes. */
const metricsOf = (expression: string) =>
  [...expression.matchAll(/\b(?:pavilion|process|nodejs)_\w+|\bup\b/g)].map(([name]) =>
    known.has(name) ? name : name.replace(/_(bucket|count|sum)$/, ''),
  );

const document = parseDocument(read('deploy/alerts.yaml'));
interface Rule {
  alert: string;
  expr: string;
  labels: { severity: string };
  annotations: { summary: string };
}
const { groups } = document.toJS() as { groups: { rules: Rule[] }[] };
const rules = groups.flatMap((group) => group.rules);

interface Panel {
  type: string;
  title: string;
  description?: string;
  gridPos: { x: number; y: number; w: number; h: number };
  targets?: { expr: string; legendFormat: string }[];
}
const dashboard = JSON.parse(read('deploy/grafana/pavilion.json')) as { panels: Panel[]; uid: string };
const panels = dashboard.panels.filter(({ type }) => type !== 'row');

it('every metric of an alert or a panel is exported', () => {
  const expressions = [
    ...rules.map(({ expr }) => expr),
    ...panels.flatMap(({ targets }) => targets!.map(({ expr }) => expr)),
  ];
  const named = expressions.flatMap(metricsOf);
  expect(named.length).toBeGreaterThan(50);
  expect([...new Set(named)].filter((name) => !known.has(name))).toEqual([]);
  // None without any metric.
  expect(expressions.filter((expression) => metricsOf(expression).length === 0)).toEqual([]);
});

it('every metric of Pavilion is on a panel', () => {
  const shown = new Set(panels.flatMap(({ targets }) => targets!.flatMap(({ expr }) => metricsOf(expr))));
  const hidden = [...new Set(declared)].filter((name) => !shown.has(name));
  // For clients of src/database that the row reader does not serve: a fault of the code, which tests find.
  expect(hidden.sort()).toEqual(['pavilion_prisma_fallbacks_total', 'pavilion_streams']);
});

describe('deploy/alerts.yaml', () => {
  it('is valid YAML in which each alert has one name, a severity and a summary', () => {
    expect([...document.errors, ...document.warnings]).toEqual([]);
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
    const wrong = rules.filter(
      ({ labels, annotations }) => !['page', 'warn'].includes(labels.severity) || !annotations.summary,
    );
    expect(wrong).toEqual([]);
  });

  it('names only error codes that exist', () => {
    const codes = rules.flatMap(({ expr }) => [...expr.matchAll(/code="(\w+)"/g)].map(([, code]) => code!));
    expect(codes.length).toBeGreaterThan(1);
    expect(codes.filter((code) => !(code in errorTable))).toEqual([]);
  });
});

describe('deploy/grafana/pavilion.json', () => {
  it('has panels that are named, explained, and next to each other', () => {
    expect(panels.filter(({ title, description }) => !title || !description)).toEqual([]);
    const overlapping = panels.filter((one) =>
      panels.some(
        (other) =>
          one !== other &&
          one.gridPos.y === other.gridPos.y &&
          one.gridPos.x < other.gridPos.x + other.gridPos.w &&
          other.gridPos.x < one.gridPos.x + one.gridPos.w,
      ),
    );
    expect(overlapping.map(({ title }) => title)).toEqual([]);
  });
});

describe('docs/operations.md', () => {
  const text = read('docs/operations.md');

  it('has a section for each alert, and for nothing else', () => {
    const runbook = text.slice(text.indexOf('## Runbook'));
    const sections = [...runbook.matchAll(/^### (\w+)$/gm)].map(([, name]) => name!);
    expect(sections).toEqual(rules.map(({ alert }) => alert));
  });

  it('names only commands of a release, and files that exist', () => {
    const commands = [...text.matchAll(/node pavilion\.js ([a-z-]+)/g)].map(([, name]) => name!);
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    expect(commands.length).toBeGreaterThan(10);
    expect(commands.filter((name) => !(name in productionScripts(scripts)))).toEqual([]);
    const files = [...text.matchAll(/\b((?:test|deploy)\/[\w./-]+\.\w+)/g)].map(([, path]) => path!);
    expect(files.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});
