import type { CallFamily } from '../../shared/control-kinds.ts';
import { BY_FOLDER, BY_TWO_FOLDERS, familyOf } from './families.ts';
import type { KnownCall } from './known-call.ts';
import { KNOWN_CALLS } from './known-calls.ts';

/** The first folders of a family's paths, such as `/campaign/`; those of two folders that are of another family than their first alone. */
export function foldersOf(family: CallFamily): string[] {
  return [...Object.entries(BY_FOLDER), ...Object.entries(BY_TWO_FOLDERS)]
    .filter(([, itsFamily]) => itsFamily === family)
    .map(([folder]) => `/${folder}/`);
}

/** What the known calls of a family do, in words for the reference: path -> actions. Reads that are a GET are not among them. */
export function actionsByPath(family: CallFamily): Record<string, string> {
  return Object.fromEntries(
    [...KNOWN_CALLS].filter(([path]) => familyOf(path) === family).map(([path, known]) => [path, inWords(known)]),
  );
}

function inWords(known: KnownCall): string {
  const caps = known.does !== 'read' && known.movesBudgets === true ? '; spend caps' : '';
  switch (known.does) {
    case 'read':
      return 'a read';
    case 'fixed':
      return known.actions.join(', ') + caps;
    case 'create_entity':
      return `create, and resume with ENABLE (paused when it says nothing)${caps}`;
    case 'update_entity':
      return `update, and budget_change with a budget field${caps}`;
    case 'set_status':
      return `resume (ENABLE), pause (DISABLE) or remove (DELETE)${caps}`;
  }
}
