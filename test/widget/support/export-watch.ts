import type { Export } from '../../../shared/exports.ts';
import { exported, type ExportServerOptions } from './export-server.ts';
import { openExporter } from './exporter.ts';
import { press, until } from './page.ts';

/** What the audience of {@link exported} is called. */
export const NAME = '90-day buyers, March 2026';

/** Opens one export of the history, as it stands at the server. */
export async function watchExport(change: Partial<Export>, options: ExportServerOptions = {}) {
  const known = exported(change);
  const opened = await openExporter({ history: [known], ...options });
  opened.server.current = known;
  await press('button', `Open the export of ${NAME}`);
  await until(() => opened.element.shadowRoot?.querySelector('.run') !== null, 'the export');
  return opened;
}

/** The page loses its network, or has it back. */
export function setOffline(isOffline: boolean): void {
  Object.defineProperty(navigator, 'onLine', { value: !isOffline, configurable: true });
  window.dispatchEvent(new Event(isOffline ? 'offline' : 'online'));
}
