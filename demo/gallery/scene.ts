// A scene is one state of one element: what the workspace holds, how the way between page and server is bent, and what a
// person does until the state shows. The gallery opens it for people, the visual tests open it for cameras. The file is
// read on both sides, so it holds data and functions only; see stage.ts for the server's side and page/ for the browser's.

import type {
  Attribute,
  ConnectionKind,
  EventType,
  Mappable,
  Permission,
  PutControls,
  Schedule,
} from '../../shared/index.ts';
import type { Language } from '../../widget/index.ts';

export interface Scene {
  /** Kebab-case, unique within its element. The page is `/gallery/<element>/<id>`. */
  readonly id: string;
  /** The state in a few words: "Server error, with a request ID". */
  readonly title: string;
  readonly stage?: Stage;
  /** Between page and server; the first that fits a call bends it. */
  readonly bends?: readonly Bend[];
  /** Of the page's session. Default: all of read, connect, map, export. */
  readonly permissions?: readonly Permission[];
  /** Attributes of the element. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** How windows opened by the page behave. Default `stays`. */
  readonly popup?: 'stays' | 'closes' | 'blocked';
  /** What a person does once the page is open. Runs in the page. */
  readonly play?: (person: Person) => Promise<void>;
  /** Words that are on the page once the state is reached, anywhere in it. */
  readonly shows: readonly (string | RegExp)[];
  /** Words that may not be there then. */
  readonly hides?: readonly (string | RegExp)[];
  /** What the library says to the page's developer on the console in this state; anything else there is a mistake. */
  readonly warns?: RegExp;
  /** Shown in these skins as well, at 1280 pixels; every scene is shown in `plain`. */
  readonly skins?: readonly Skin[];
  /** Pictured in the system's forced colours as well, of a light and of a dark contrast theme, at 1280 pixels. */
  readonly inForcedColours?: true;
  /** Pictured 320 pixels wide as well: 1280 at 400 %. */
  readonly isNarrowToo?: true;
  /** Pictured in these languages as well, light, at 360 and 1280 pixels. Every scene is checked in two others in each run. */
  readonly languages?: readonly Language[];
}

export type Skin = 'plain' | 'dashboard' | 'dense' | 'rtl';

/**
 * What is there when the page opens. All of it is made over HTTP, the way the host, a person at TikTok and TikTok itself
 * would; each scene has a simulator and a server of its own, so nothing of one scene reaches another.
 */
export interface Stage {
  /** The simulator's world. Default `small`: eight ad accounts of Mira Lang. `agency`: 3,000 of Noor Haddad. */
  readonly profile?: 'small' | 'agency';
  /** Ad accounts of the agency. Default 3,000. */
  readonly advertisers?: number;
  /** Who signed in, by which of TikTok's two sign-ins, and what was shared; null: nobody yet. Default: the first person as an advertiser, everything. */
  readonly connection?: null | { readonly share?: readonly string[]; readonly kind?: ConnectionKind };
  /** Ad accounts imported, by name, how many of those that can be, or all of them. Default: 2. */
  readonly imported?: 'all' | number | readonly string[];
  /** The host's properties: the demo's, none, or the demo's and invented ones up to this many. Default demo. */
  readonly properties?: 'demo' | 'none' | number;
  /** Saved mapping; `demo` maps everything the demo's properties can fill. Default demo. */
  readonly mapping?: 'demo' | 'none' | Readonly<Partial<Record<Mappable, string>>>;
  /** Default demo. */
  readonly segments?: 'demo' | 'none' | number;
  /** Custom audiences that the first imported ad account already has: so many, or these. Default 0. */
  readonly audiences?: number | readonly PlantedAudience[];
  /** Segments that audiences of the first imported ad account are kept equal to. */
  readonly mirrors?: readonly StagedMirror[];
  readonly exports?: readonly StagedExport[];
  /** What happens after all that, in order. */
  readonly turns?: readonly Turn[];
}

/** An audience as it already is at TikTok. */
export interface PlantedAudience {
  readonly name: string;
  readonly people: number;
  readonly calculateType: string;
  readonly ageDays: number;
  /** Default: a customer file audience. */
  readonly type?: 'Customer File Audience' | 'Partner' | 'Lookalike Audience';
  /** A fixed end, counted from its first day. */
  readonly retentionDays?: number;
}

export interface StagedMirror {
  readonly segmentId: string;
  /** Name of the new audience, or an audience of `audiences` by its place. */
  readonly audience: string | { readonly place: number };
  readonly schedule: Schedule | null;
  /** How it has begun: one run that TikTok has taken, one that waits for somebody, or none. */
  readonly run: 'processing' | 'asking' | 'none';
}

export interface StagedExport {
  /** Name of the new audience, or an audience of `audiences` by its place (0 is the first) and what is done to it. */
  readonly audience: string | { readonly place: number; readonly action: 'APPEND' | 'REMOVE' | 'REPLACE' };
  /** People of the demo's data, or the CSV text itself (headers are property names). */
  readonly people: number | string;
  /** Default email, phone. */
  readonly attributes?: readonly Attribute[];
  readonly defaultCountry?: string;
  /** How far it goes. `failed` needs a fault before it. `waiting`: TikTok has ended the sign-in; made last. */
  readonly until: 'draft' | 'ready' | 'uploading' | 'processing' | 'completed' | 'failed' | 'cancelled' | 'waiting';
  /** Simulator faults set just before it starts, as `POST /_simulator/faults` takes them. */
  readonly faults?: readonly Readonly<Record<string, unknown>>[];
}

/** What TikTok, or time, does to the world. */
export type Turn =
  | { readonly do: 'revoke' | 'suspend' | 'restore'; readonly account: string }
  | { readonly do: 'role'; readonly account: string; readonly role: 'ADMIN' | 'OPERATOR' | 'ANALYST' | null }
  | { readonly do: 'wait'; readonly hours: number }
  | { readonly do: 'fault'; readonly fault: Readonly<Record<string, unknown>> }
  /** Two hours pass, in which the server learns of the account's ads and subscribes to their reviews. */
  | { readonly do: 'subscribe'; readonly account: string }
  /** TikTok's review decides about an ad of the account, whose reviews the server has subscribed to. */
  | {
      readonly do: 'review';
      readonly account: string;
      readonly decision: 'approve' | 'reject';
      readonly reason?: string;
    }
  /** Until the server has told of so many events of that type. */
  | { readonly do: 'told'; readonly type: EventType; readonly times?: number }
  /** A model that acts for a colleague, or a program of the host, sends a write to TikTok's API through the server. */
  | {
      readonly do: 'send';
      readonly as: 'agent' | 'automation';
      readonly account: string;
      /** Under `/open_api/v1.3`, such as `/campaign/create/`. */
      readonly path: string;
      readonly json: Readonly<Record<string, unknown>>;
    }
  /** Somebody else decides on what waits. */
  | { readonly do: 'decide'; readonly as: 'approve' | 'deny'; readonly note?: string }
  /** Somebody else changes who may do what, in the workspace or in one ad account. */
  | { readonly do: 'rules'; readonly account?: string; readonly cells: PutControls['cells'] }
  /** Somebody else says what the budgets of an ad account may add up to. */
  | { readonly do: 'cap'; readonly account: string; readonly daily: string | null; readonly lifetime: string | null }
  /** The server looks at every connection. */
  | { readonly do: 'check' };

/** One way in which the line between page and server misbehaves. `path` is as in `/v1/ad-accounts`; a closing `*` matches all below. */
export type Bend = {
  readonly path: string;
  readonly method?: string /** Calls let through first. */;
  readonly after?: number /** Calls bent; default all. */;
  readonly times?: number;
} & (
  | { /** The answer never comes. */ readonly kind: 'hold' }
  | { readonly kind: 'delay'; readonly ms: number }
  | { /** The connection breaks, as it does offline. */ readonly kind: 'cut' }
  | {
      readonly kind: 'problem';
      readonly status: number;
      readonly code: string;
      readonly detail?: string;
      readonly tiktokRequestId?: string;
      /** Seconds, as `Retry-After`. */
      readonly retryAfter?: number;
    }
  /** Changes the true answer's body: for what only a long time or another part would bring about. `now` is the stage's time. */
  | { readonly kind: 'rewrite'; readonly change: (body: never, now: number) => unknown }
);

export type Role =
  | 'button'
  | 'checkbox'
  | 'combobox'
  | 'link'
  | 'option'
  | 'radio'
  | 'tab'
  | 'textbox'
  | 'searchbox'
  | 'row'
  | 'columnheader'
  | 'menuitem'
  | 'switch';

/** A person at the page: finds controls by role and accessible name, in whatever shadow tree, and waits for them. */
export interface Person {
  press(role: Role, name: string | RegExp): Promise<void>;
  /** Checks a checkbox or radio that is not checked. */
  tick(role: 'checkbox' | 'radio', name: string | RegExp): Promise<void>;
  /** Replaces a field's text. */
  type(role: 'textbox' | 'combobox' | 'searchbox', name: string | RegExp, text: string): Promise<void>;
  /** A key in what has focus: "ArrowDown". */
  key(key: string): Promise<void>;
  focus(role: Role, name: string | RegExp): Promise<void>;
  /** Chooses an option of a native select by its text. */
  select(name: string | RegExp, option: string | RegExp): Promise<void>;
  /** Puts a file into the page's file field; a string is sent as UTF-8. */
  attach(fileName: string, content: string | Uint8Array): Promise<void>;
  /** Holds a file over the drop area without letting go. */
  dragOver(): Promise<void>;
  reads(words: string | RegExp): Promise<void>;
  /** Signs in and allows access in the TikTok window that the page opened: shares the ad accounts named, or refuses for null. */
  allowAtTikTok(share: readonly string[] | 'all' | null): Promise<void>;
  /** The page loses or gets back its network. */
  offline(isOffline: boolean): Promise<void>;
  /** Another person of the workspace saves this mapping. */
  someoneElseMaps(mapping: Readonly<Partial<Record<Attribute, string>>>): Promise<void>;
  /** TikTok or time moves on while the page is open. */
  turn(turn: Turn): Promise<void>;
}
