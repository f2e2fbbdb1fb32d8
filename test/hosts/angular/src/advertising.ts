import { afterNextRender, Component, CUSTOM_ELEMENTS_SCHEMA, input, signal } from '@angular/core';
import type { TikTokMappingSavedEvent } from 'tiktok-ads-connect/widget';
import { fetchSessionToken } from './session';

@Component({
  selector: 'acme-advertising',
  // Without this Angular takes the tags for components of its own that nobody has imported.
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <section>
      <h2>Advertising</h2>
      <dl>
        <dt>Connection</dt>
        <dd id="connection">{{ connection() }}</dd>
        <dt>Ad accounts</dt>
        <dd id="accounts">{{ accounts() }}</dd>
        <dt>Mapping</dt>
        <dd id="mapping">{{ mapping() }}</dd>
        <dt>Export</dt>
        <dd id="export">{{ lastExport() }}</dd>
      </dl>
      <tiktok-ads-provider [attr.server-url]="serverUrl()" [fetchSessionToken]="fetchSessionToken">
        <tiktok-connect-button
          (tiktok-connect-succeeded)="connection.set($event.detail.connectionId)"
          (tiktok-accounts-imported)="accounts.set($event.detail.advertiserIds.length + ' imported')"
        />
        <tiktok-ad-account-list />
        <tiktok-mapping-table (tiktok-mapping-saved)="showMapping($event)" />
        <tiktok-audience-exporter (tiktok-export-finished)="lastExport.set($event.detail.state)" />
      </tiktok-ads-provider>
    </section>
  `,
})
export class Advertising {
  readonly serverUrl = input.required<string>();

  protected readonly connection = signal('none yet');
  protected readonly accounts = signal('none yet');
  protected readonly mapping = signal('not saved yet');
  protected readonly lastExport = signal('none yet');
  protected readonly fetchSessionToken = fetchSessionToken;

  constructor() {
    // Loaded when the section is first shown; what Angular has set on the tags by then is kept.
    afterNextRender(() => void import('tiktok-ads-connect/widget/define'));
  }

  protected showMapping({ detail }: TikTokMappingSavedEvent): void {
    this.mapping.set(`${Object.keys(detail.attributes).length} attributes, version ${detail.version}`);
  }
}
