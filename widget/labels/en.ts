import { accountPicker } from './en/account-picker.ts';
import { adAccountList } from './en/ad-account-list.ts';
import { audienceExporter } from './en/audience-exporter.ts';
import { audiences } from './en/audiences.ts';
import { combobox } from './en/combobox.ts';
import { connectNotice } from './en/connect-notice.ts';
import { core } from './en/core.ts';
import { eventFeed } from './en/event-feed.ts';
import { exportHistory } from './en/export-history.ts';
import { exportReport } from './en/export-report.ts';
import { exportRuns } from './en/export-runs.ts';
import { exportWays } from './en/export-ways.ts';
import { mappingTable } from './en/mapping-table.ts';
import { mirrors } from './en/mirrors.ts';
import { settings } from './en/settings.ts';
import { signIns } from './en/sign-ins.ts';

/** Every visible string, one file an element. Other languages have this exact shape. */
export const en = {
  ...core,
  combobox,
  connectButton: { ...core.connectButton, ...connectNotice, ...accountPicker },
  adAccountList: { ...core.adAccountList, ...adAccountList },
  signIns,
  audiences,
  mirrors,
  mappingTable: { ...core.mappingTable, ...mappingTable },
  settings: { ...core.settings, ...settings },
  eventFeed: { ...core.eventFeed, ...eventFeed },
  audienceExporter: {
    ...core.audienceExporter,
    ...audienceExporter,
    ...exportWays,
    ...exportReport,
    ...exportRuns,
    ...exportHistory,
  },
};
