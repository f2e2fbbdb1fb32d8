import type * as english from './en/index.ts';

/** The files of a language, each in the shape of the English one. */
export type Parts = typeof english;

/** The table of a language from its files: which part of the interface says what. */
export const assemble = (parts: Parts) => ({
  ...parts.core,
  combobox: parts.combobox,
  failures: parts.failures,
  connectButton: { ...parts.core.connectButton, ...parts.connectNotice, ...parts.accountPicker },
  adAccountList: { ...parts.core.adAccountList, ...parts.adAccountList },
  calls: parts.calls,
  controls: { ...parts.core.controls, ...parts.controls },
  signIns: parts.signIns,
  audiences: parts.audiences,
  mirrors: parts.mirrors,
  mappingTable: { ...parts.core.mappingTable, ...parts.mappingTable },
  settings: { ...parts.core.settings, ...parts.settings },
  eventFeed: { ...parts.core.eventFeed, ...parts.eventFeed },
  audienceExporter: {
    ...parts.core.audienceExporter,
    ...parts.audienceExporter,
    ...parts.exportWays,
    ...parts.exportReport,
    ...parts.exportRuns,
    ...parts.exportHistory,
    findingSentences: parts.findingSentences,
  },
});
