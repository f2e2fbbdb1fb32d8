import type { Page, Property } from '../../../shared/index.ts';
import type { Person, Scene } from '../scene.ts';

const SKINS = ['plain', 'dashboard', 'dense', 'rtl'] as const;

/** Properties whose examples come through in unusual ways. */
const withExamples = (examples: Readonly<Record<string, string>>) => (body: never) => {
  const { items, nextCursor } = body as Page<Property>;
  return {
    items: items.map((item) => (examples[item.name] === undefined ? item : { ...item, example: examples[item.name] })),
    nextCursor,
  };
};

/** Properties as some hosts name them. */
const withLongNames = (body: never) => {
  const { items, nextCursor } = body as Page<Property>;
  const names: Readonly<Record<string, Pick<Property, 'label' | 'example'>>> = {
    email: {
      label: 'Email address that the customer confirmed during checkout or in the loyalty app, whichever is newer',
      example: '   firstname.with-a-very-long-middle-part.lastname+newsletter@customers.department.example.com   ',
    },
    last_name: {
      label: 'Nachname einschließlich aller Namenszusätze und Geburtsnamen',
      example: 'Freiherr von und zu Beispielhausen-Musterstadt',
    },
    first_name: { label: 'الاسم الأول كما يظهر في البطاقة الشخصية', example: 'عبد الرحمن' },
    city: { label: '配送先住所の市区町村名（最新の注文から取得）', example: 'ทลิงกฺวนมหานคร' },
    country: { label: 'Country_of_residence_according_to_the_most_recent_invoice_address_v2_final', example: 'Brazil' },
  };
  return { items: items.map((item) => ({ ...item, ...names[item.name] })), nextCursor };
};

const without = (name: string) => (body: never) => {
  const { items, nextCursor } = body as Page<Property>;
  return { items: items.filter((item) => item.name !== name), nextCursor };
};

/** Two changes of mine, of which one meets somebody else's, while they changed a third thing. */
async function meet(person: Person): Promise<void> {
  await person.press('button', 'Use Gender for Gender');
  await person.press('button', 'Use Region for State');
  await person.someoneElseMaps({
    email: 'email',
    phone: 'mobile_phone',
    country: 'country',
    gender: 'language',
    zip: 'postcode',
  });
  await person.press('button', 'Save mapping');
  await person.reads('saved this mapping');
}
const SMALL = { email: 'email', phone: 'mobile_phone', country: 'country' } as const;

export const mappingTableScenes: readonly Scene[] = [
  {
    id: 'loading',
    title: 'First load, in its real layout',
    bends: [{ path: '/v1/properties', kind: 'hold' }],
    shows: ['Property mapping', 'Google advertising ID', 'File, phone country'],
    hides: ['Still loading', 'Choose a property'],
  },
  {
    id: 'slow',
    title: 'Still loading after ten seconds',
    bends: [{ path: '/v1/mapping', kind: 'hold' }],
    // It takes as long as a person's patience at this page; what it shows is waited for once more.
    play: (person) => person.reads('Still loading').catch(() => undefined),
    shows: ['Still loading'],
  },
  {
    id: 'nothing-mapped',
    title: 'Nothing mapped yet, with suggestions by name',
    stage: { mapping: 'none' },
    shows: ['0 of 13', 'Use 11 suggestions', 'Stays blank in the audience file'],
  },
  {
    id: 'mapped',
    isNarrowToo: true,
    title: 'Mapped, each example on its way to TikTok',
    shows: ['12 of 13', 'Ana.Lima+News@Example.com', 'ana.lima+news@example.com', '+5511961234567', 'Matching'],
    skins: SKINS,
  },
  {
    id: 'suggestion-used',
    title: 'One suggestion used, not saved yet',
    stage: { mapping: 'none' },
    play: (person) => person.press('button', 'Use Email address for Email'),
    shows: ['1 of 13', '1 unsaved change', 'Use 10 suggestions', 'Save mapping'],
  },
  {
    id: 'unsaved',
    title: 'All suggestions used, not saved yet',
    languages: ['de', 'ja', 'ar'],
    inForcedColours: true,
    stage: { mapping: SMALL },
    play: (person) => person.press('button', /^Use \d+ suggestions$/),
    shows: ['11 of 13', '8 unsaved changes', 'Discard'],
    skins: ['dense', 'rtl'],
  },
  {
    id: 'picker',
    title: 'Property picker, open on what is mapped',
    inForcedColours: true,
    play: (person) => person.press('button', 'Country: Country'),
    shows: ['System properties', 'Leave Country unmapped', '41 of 41 properties'],
    skins: SKINS,
  },
  {
    id: 'picker-typing',
    title: 'Property picker, typing among 1,000 properties',
    stage: { properties: 1000 },
    play: async (person) => {
      await person.press('button', 'Country: Country');
      await person.type('combobox', 'Property for Country', 'ci');
    },
    shows: [/of 1,000 properties/, 'Custom properties', 'Leave Country unmapped'],
    skins: ['rtl'],
  },
  {
    id: 'picker-end',
    title: 'Property picker, at its last line by keyboard',
    stage: { properties: 1000 },
    play: async (person) => {
      await person.press('button', 'Email: Email address');
      await person.key('End');
      await person.key('ArrowUp');
    },
    shows: ['1,000 of 1,000 properties', 'Leave Email unmapped'],
  },
  {
    id: 'picker-nothing',
    title: 'Property picker, nothing found',
    stage: { mapping: 'none' },
    play: async (person) => {
      await person.press('button', 'Apple IDFA: choose a property');
      await person.type('combobox', 'Property for Apple IDFA', 'idfa of the tablet');
    },
    shows: ['No property has “idfa of the tablet” in its name.', '0 of 41 properties'],
  },
  {
    id: 'try',
    title: 'A value tried in place of the example',
    play: async (person) => {
      await person.press('button', 'Try a value for Phone');
      await person.type('textbox', 'Value to try for Phone', '+49 1512 3456789');
      await person.press('button', 'Try a value for Date of birth');
      await person.type('textbox', 'Value to try for Date of birth', '31 February 1990');
    },
    shows: ['+4915123456789', 'Not a date we can read', 'Only here: not saved, not sent.'],
  },
  {
    id: 'words',
    title: 'Values that need a word',
    stage: {
      mapping: {
        email: 'email',
        phone: 'mobile_phone',
        gender: 'gender',
        zip: 'postcode',
        appleIdfa: 'ios_device_ref',
        googleAdvertisingId: 'android_ad_id',
        state: 'phone_country',
      },
    },
    bends: [
      {
        path: '/v1/properties',
        kind: 'rewrite',
        change: withExamples({
          email: '80305C2F9BFB3A0B8A2E8B6C2E2C0C6A4F1B1E6A0F2B7A6E5D4C3B2A1F0D7705',
          ios_device_ref: '00000000-0000-0000-0000-000000000000',
          android_ad_id: '38400000-8CF0-11BD',
          gender: 'Unknown',
        }),
      },
    ],
    shows: [
      'Needs a country.',
      'All zeros: tracking is off.',
      'Already hashed.',
      'Not an advertising ID.',
      'TikTok knows only m and f.',
    ],
  },
  {
    id: 'consent',
    title: 'Consent mapped, and an answer that is neither yes nor no tried',
    stage: { mapping: { ...SMALL, consent: 'newsletter_opt_in' } },
    play: async (person) => {
      await person.reads('Says yes: the person is kept.');
      await person.press('button', 'Try a value for Consent');
      await person.type('textbox', 'Value to try for Consent', 'perhaps');
    },
    shows: ['3 of 13', 'Neither yes nor no: the person is left out.', 'Consent'],
    skins: ['rtl'],
  },
  {
    id: 'misfits',
    title: 'Properties of a type that does not fit',
    stage: {
      mapping: { email: 'newsletter_opt_in', firstName: 'loyalty_points', zip: 'shoe_size', city: 'created_at' },
    },
    shows: ['Holds true or false.', 'Holds numbers.', 'Holds dates.', 'Not a complete email address.'],
  },
  {
    id: 'no-example',
    title: 'Properties without an example',
    stage: {
      mapping: { email: 'billing_email', phone: 'work_phone', city: 'gift_card_city', country: 'country_of_birth' },
    },
    shows: ['No example to show.', 'Try a value'],
  },
  {
    id: 'gone',
    title: 'A mapped property that no longer exists',
    bends: [{ path: '/v1/properties', kind: 'rewrite', change: without('mobile_phone') }],
    shows: ['mobile_phone', 'This property no longer exists. Choose another.'],
  },
  {
    id: 'long-names',
    title: 'Long names, several scripts',
    bends: [{ path: '/v1/properties', kind: 'rewrite', change: withLongNames }],
    shows: ['Email address that the customer confirmed', 'عبد الرحمن'],
    skins: ['rtl'],
  },
  {
    id: 'long-names-picker',
    title: 'Long names in the property picker',
    bends: [{ path: '/v1/properties', kind: 'rewrite', change: withLongNames }],
    play: (person) => person.press('button', /^Email: Email address that/),
    shows: ['Leave Email unmapped', 'Country_of_residence'],
  },
  {
    id: 'saving',
    title: 'Saving',
    stage: { mapping: SMALL },
    bends: [{ path: '/v1/mapping', method: 'PUT', kind: 'hold' }],
    play: async (person) => {
      await person.press('button', 'Use Gender for Gender');
      await person.press('button', 'Save mapping');
    },
    shows: ['Saving…', '1 unsaved change'],
  },
  {
    id: 'saved',
    title: 'Saved',
    stage: { mapping: SMALL },
    play: async (person) => {
      await person.press('button', 'Use Gender for Gender');
      await person.press('button', 'Save mapping');
    },
    shows: ['Saved', '4 of 13'],
    hides: ['unsaved'],
  },
  {
    id: 'discarded',
    title: 'Changes discarded, and the way back',
    stage: { mapping: SMALL },
    play: async (person) => {
      await person.press('button', /^Use \d+ suggestions$/);
      await person.press('button', 'Discard');
    },
    shows: ['8 changes discarded', 'Undo'],
  },
  {
    id: 'save-failed',
    title: 'Saving failed, with a request ID',
    stage: { mapping: SMALL },
    bends: [{ path: '/v1/mapping', method: 'PUT', kind: 'problem', status: 500, code: 'internal_error' }],
    play: async (person) => {
      await person.press('button', 'Use Gender for Gender');
      await person.press('button', 'Save mapping');
    },
    shows: ['We couldn’t save the mapping', 'Request ID', '1 unsaved change'],
  },
  {
    id: 'save-offline',
    title: 'Saving while offline',
    stage: { mapping: SMALL },
    play: async (person) => {
      await person.press('button', 'Use Gender for Gender');
      await person.offline(true);
      await person.press('button', 'Save mapping');
    },
    shows: ['You’re offline. Your changes are still here', '1 unsaved change'],
  },
  {
    id: 'save-session-ended',
    title: 'The session ended before saving',
    stage: { mapping: SMALL },
    bends: [{ path: '/v1/mapping', method: 'PUT', kind: 'problem', status: 401, code: 'session_expired' }],
    play: async (person) => {
      await person.press('button', 'Use Gender for Gender');
      await person.press('button', 'Save mapping');
    },
    shows: ['Your session has ended', 'Your changes are still here. Sign in again'],
  },
  {
    id: 'conflict',
    title: 'Somebody else saved first',
    stage: { mapping: SMALL },
    play: meet,
    shows: [
      'saved this mapping',
      'Your 2 changes are still here and nothing was overwritten.',
      'State changes on your side only and is kept.',
      'Postal code changes on their side only and is taken over.',
    ],
    skins: ['dashboard', 'rtl'],
  },
  {
    id: 'conflict-chosen',
    title: 'Somebody else saved first: mine chosen',
    stage: { mapping: SMALL },
    play: async (person) => {
      await meet(person);
      await person.tick('radio', /^Gender/);
    },
    shows: ['Save my choice', 'Take all of theirs'],
  },
  {
    id: 'conflict-apart',
    title: 'Somebody else saved first, but other rows',
    stage: { mapping: SMALL },
    play: async (person) => {
      await person.press('button', 'Use Gender for Gender');
      await person.someoneElseMaps({ ...SMALL, city: 'city', lastName: 'last_name' });
      await person.press('button', 'Save mapping');
    },
    shows: [
      'None of them differs from what was saved.',
      'Last name and City change on their side only and are taken over.',
    ],
  },
  {
    id: 'read-only',
    title: 'Without the Map permission',
    permissions: ['read', 'export'],
    shows: ['You can look, but not change', '12 of 13', 'Birthday'],
    hides: ['Choose a property', 'Use '],
  },
  {
    id: 'no-permission',
    title: 'Without the Read permission',
    permissions: ['connect'],
    shows: ['You can’t see the mapping'],
  },
  {
    id: 'empty',
    title: 'The product has sent no properties',
    stage: { properties: 'none', mapping: 'none' },
    shows: ['No properties yet', 'Look again'],
  },
  {
    id: 'failed',
    title: 'Server error, with a request ID',
    bends: [
      {
        path: '/v1/mapping',
        kind: 'problem',
        status: 503,
        code: 'storage_failed',
        detail: 'The store did not answer in time. Nothing has changed. Try again in a minute.',
      },
    ],
    shows: ['We couldn’t load the property mapping', 'Request ID', 'Try again'],
  },
  {
    id: 'offline',
    title: 'Offline at the first load',
    bends: [{ path: '/v1/properties', kind: 'cut' }],
    play: (person) => person.reads('The server can’t be reached'),
    shows: ['We couldn’t load the property mapping', 'Check your connection'],
  },
  {
    id: 'session-ended',
    title: 'The session has ended',
    bends: [{ path: '/v1/properties', kind: 'problem', status: 401, code: 'session_expired' }],
    shows: ['Your session has ended', 'Reload the page'],
  },
];
