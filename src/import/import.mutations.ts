import { builder } from '../graphql/builder.ts';
import { boundedList } from '../graphql/list-limits.ts';
import { mutationField } from '../mutations/mutation-field.ts';
import type { RowIssue } from '../sheets/read-cells.ts';
import { decimalSigns, importExhibition } from './import-exhibition.ts';
import type { FileIssue, ImportReport, RowReport } from './report.ts';

builder.enumType('DecimalSign', {
  description: 'The sign before the decimals of an amount.',
  values: {
    [decimalSigns.POINT]: { description: '1,250.50' },
    [decimalSigns.COMMA]: { description: '1.250,50' },
  },
});

const ImportActionEnum = builder.enumType('ImportAction', {
  description: 'What an import does with a row.',
  values: {
    CREATE: { description: 'Creates the object.' },
    UPDATE: { description: 'Changes the object.' },
    UNCHANGED: { description: 'The object is already as the row says.' },
    INVALID: { description: 'The row has errors.' },
  },
});

const ImportIssueRef = builder.objectRef<RowIssue & Partial<FileIssue>>('ImportIssue').implement({
  description: 'An error of a file, a header or a row. docs/import.md lists the codes.',
  fields: (t) => ({
    file: t.string({
      nullable: true,
      description: 'The name of the file. Null for an error of a row.',
      resolve: ({ file }) => file || null,
    }),
    sheet: t.string({
      nullable: true,
      description: 'The name of the sheet. Null for an error of a whole file or of a row.',
      resolve: ({ sheet }) => sheet ?? null,
    }),
    row: t.int({
      nullable: true,
      description:
        'The number of the row, from 1. Null for an error of a file, a sheet or a row of the report.',
      resolve: ({ row }) => row ?? null,
    }),
    column: t.exposeString('column', {
      nullable: true,
      description: 'The header of the column. Null for an error of the whole row.',
    }),
    value: t.exposeString('value', {
      nullable: true,
      description:
        'What is in the cell, at most 200 characters of it. Null if it is empty, and for an error without a column.',
    }),
    code: t.exposeString('code', { description: 'Stable code of the error.' }),
    message: t.exposeString('message', {
      description: 'A message in English: what is wrong, and the remedy.',
    }),
  }),
});

const ImportedRowRef = builder.objectRef<RowReport>('ImportedRow').implement({
  description: 'A row of a sheet, and what the import does with it.',
  fields: (t) => ({
    sheet: t.exposeString('sheet', { description: 'The name of the sheet.' }),
    row: t.exposeInt('row', { description: 'The number of the row, from 1: the header is a row.' }),
    key: t.exposeString('key', { nullable: true, description: 'The key of the row. Null if it has none.' }),
    action: t.expose('action', { type: ImportActionEnum, description: 'What the import does with the row.' }),
    nodeId: t.exposeID('id', {
      nullable: true,
      description:
        'The id of the object. Null if it is unknown. After a check, that of an object to create is not kept.',
    }),
    changed: t.exposeStringList('changed', {
      description: 'The input fields that are set or changed.',
    }),
    issues: t.field({
      type: [ImportIssueRef],
      ...boundedList('inputIssues', 'The errors of the row. Empty if it has none.'),
      resolve: ({ issues }) => issues.slice(0, 100),
    }),
    warnings: t.field({
      type: [ImportIssueRef],
      ...boundedList(
        'inputWarnings',
        'What is probably a mistake, such as a ceremony outside the days of the exhibition. The row is imported all the same.',
      ),
      resolve: ({ warnings }) => warnings,
    }),
  }),
});

const ImportReportRef = builder.objectRef<ImportReport>('ImportReport').implement({
  description: 'What an import did, or would do.',
  fields: (t) => ({
    isCommitted: t.exposeBoolean('isCommitted', {
      description:
        'True if the rows are written. False after a check, and if an error kept them from being written.',
    }),
    exhibition: t.exposeString('exhibition', {
      nullable: true,
      description: 'The slug of the exhibition. Null if the rows belong to none.',
    }),
    created: t.exposeInt('created', { description: 'The number of rows that create an object.' }),
    updated: t.exposeInt('updated', { description: 'The number of rows that change an object.' }),
    unchanged: t.exposeInt('unchanged', { description: 'The number of rows that change nothing.' }),
    invalid: t.exposeInt('invalid', { description: 'The number of rows with errors.' }),
    issues: t.field({
      type: [ImportIssueRef],
      ...boundedList(
        'inputIssues',
        'The errors of files, sheets and headers. If there is one, nothing is written.',
      ),
      resolve: ({ issues }) => issues.slice(0, 100),
    }),
    rows: t.field({
      type: [ImportedRowRef],
      ...boundedList('importedRows', 'The rows, by noun in the order of the import.'),
      args: {
        actions: t.arg({
          type: [ImportActionEnum],
          description: 'Only rows with which the import does one of these. Null for all rows.',
        }),
      },
      resolve: ({ rows }, { actions }) => rows.filter(({ action }) => !actions || actions.includes(action)),
    }),
  }),
});

mutationField(importExhibition, {
  description:
    'Imports companies, people, deals and everything else of an exhibition from CSV or XLSX files. Rows are found again by their keys, so a file can be imported again after a change. Nothing that was announced changes. docs/import.md describes the sheets. Requires an organizer.',
  success: 'The files were read. `report` says whether the rows are written.',
  fields: (t) => ({
    report: t.field({
      type: ImportReportRef,
      description: 'The outcome of each row.',
      resolve: ({ report }) => report,
    }),
  }),
});
