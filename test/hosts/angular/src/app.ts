import { Component, signal } from '@angular/core';
import { Advertising } from './advertising';

@Component({
  selector: 'acme-root',
  imports: [Advertising],
  template: `
    <h1>Acme settings</h1>
    <button (click)="isShown.set(!isShown())">{{ isShown() ? 'Hide advertising' : 'Show advertising' }}</button>
    @if (isShown()) {
      <acme-advertising [serverUrl]="serverUrl" />
    }
  `,
})
export class App {
  protected readonly isShown = signal(false);
  protected readonly serverUrl =
    document.querySelector<HTMLMetaElement>('meta[name="tiktok-ads-server"]')?.content ?? '';
}
