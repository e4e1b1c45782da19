/** What the server answered about an import: the counts, and a table of the problems with row, column and value. */
import { useLanguage } from '../use-language.ts';
import type { DeskWords, ImportIssueCode } from '../words/desk-words.ts';
import { explainError } from '../words/error-words.ts';
import { type ImportOutcome, issuesOf } from './use-import.ts';

/** The others are counted. */
const maxShownIssues = 200;

export function ImportOutcomePanel({ outcome }: { outcome: ImportOutcome }) {
  const { words } = useLanguage();
  return (
    <div role="status" data-testid="import-outcome">
      <Outcome outcome={outcome} words={words} />
    </div>
  );
}

function Outcome({ outcome, words }: { outcome: ImportOutcome; words: DeskWords }) {
  const { spreadsheets } = words;
  if (outcome.name === 'unknown') return <p class="problem">{spreadsheets.noAnswer}</p>;
  if (outcome.name === 'refused') {
    const { problem, remedy } = explainError(words, outcome.code, outcome.message);
    return (
      <p class="problem">
        {problem} {remedy}
      </p>
    );
  }
  const { report } = outcome;
  const issues = issuesOf(report);
  return (
    <>
      <p>
        <strong>{report.isCommitted ? spreadsheets.written : spreadsheets.notWritten}</strong>{' '}
        {spreadsheets.counts(report)}
      </p>
      {issues.length > 0 && <Issues issues={issues} words={words} />}
      {issues.length > maxShownIssues && (
        <p class="note">{spreadsheets.more(issues.length - maxShownIssues)}</p>
      )}
    </>
  );
}

function Issues({ issues, words }: { issues: ReturnType<typeof issuesOf>; words: DeskWords }) {
  const { columns } = words.spreadsheets;
  return (
    <table>
      <thead>
        <tr>
          <th>{columns.sheet}</th>
          <th>{columns.row}</th>
          <th>{columns.column}</th>
          <th>{columns.value}</th>
          <th>{columns.problem}</th>
        </tr>
      </thead>
      <tbody>
        {issues.slice(0, maxShownIssues).map(({ file, sheet, row, column, value, code, message }, index) => (
          <tr key={index}>
            <td>{sheet ?? file}</td>
            <td>{row}</td>
            <td>{column}</td>
            <td class="value">{value}</td>
            <td>
              {problemOf(words, code)} <span class="quiet">{message}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function problemOf({ spreadsheets: { codes } }: DeskWords, code: string): string {
  return Object.hasOwn(codes, code) ? `${codes[code as ImportIssueCode]}:` : '';
}
