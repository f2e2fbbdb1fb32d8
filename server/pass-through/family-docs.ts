import { CALL_FAMILIES, type CallFamily } from '../../shared/control-kinds.ts';

/** What the reference says of a family, with one real call of it as the example. */
export interface FamilyDoc {
  readonly name: string;
  readonly example: {
    readonly method: 'get' | 'post';
    readonly path: string;
    readonly summary: string;
    /** Query of a GET, or body of a POST: field -> what goes there. `file` is bytes. */
    readonly fields: Readonly<Record<string, 'text' | 'number' | 'list' | 'object' | 'file'>>;
  };
  /** What guards do for this family in particular. */
  readonly guards: string;
}

const PAUSED =
  'What it makes is paused unless the call says `operation_status`: `ENABLE`, which is a `resume` as well; TikTok’s own default is `ENABLE`.';
const BUDGETS = 'Where a spend cap holds, whatever could raise what may be spent is added up first.';

export const FAMILY_DOCS: Readonly<Record<CallFamily, FamilyDoc>> = {
  account: {
    name: 'Ad accounts',
    example: {
      method: 'get',
      path: '/advertiser/info/',
      summary: 'Read ad accounts',
      fields: { advertiser_ids: 'list', fields: 'list' },
    },
    guards:
      'Every ad account that `advertiser_ids` names must be imported in the workspace, and all of them be of one connection.',
  },
  business_center: {
    name: 'Business Centers',
    example: {
      method: 'get',
      path: '/bc/asset/get/',
      summary: 'Read what a Business Center holds',
      fields: { bc_id: 'text', asset_type: 'text', page: 'number' },
    },
    guards:
      'The connection is found by `bc_id`: one of the workspace’s own must reach that Business Center. `/bc/transfer/` moves money, and is a `budget_change`.',
  },
  campaign: {
    name: 'Campaigns',
    example: {
      method: 'post',
      path: '/campaign/create/',
      summary: 'Create a campaign',
      fields: {
        advertiser_id: 'text',
        campaign_name: 'text',
        objective_type: 'text',
        budget_mode: 'text',
        budget: 'number',
        operation_status: 'text',
      },
    },
    guards: `${PAUSED} Campaigns of Reach & Frequency and TopView cannot be made paused, and are left as they are. A create gets a \`request_id\` when it brings none; when its answer is lost it is asked again with the same one, or looked for by its name. ${BUDGETS} GMV Max has no budget that could be added up: with a cap it is refused (\`spend_cap_unprovable\`).`,
  },
  adgroup: {
    name: 'Ad groups',
    example: {
      method: 'post',
      path: '/adgroup/budget/update/',
      summary: 'Change budgets of ad groups',
      fields: { advertiser_id: 'text', budget: 'list' },
    },
    guards: `${PAUSED} A create gets a \`request_id\` when it brings none; when its answer is lost it is asked again with the same one, or looked for by its name within the campaign. ${BUDGETS} Schedules count too: a daily budget without an end has no total. Reach & Frequency cannot be added up.`,
  },
  ad: {
    name: 'Ads',
    example: {
      method: 'post',
      path: '/ad/create/',
      summary: 'Create ads',
      fields: { advertiser_id: 'text', adgroup_id: 'text', creatives: 'list' },
    },
    guards: `Each of the \`creatives\` is paused unless it says \`operation_status\`: \`ENABLE\`, which is a \`resume\` as well. Ads take no \`request_id\`: after a lost answer they are looked for by their names within the ad group. TikTok counts \`/ad/create/\` in a limit of its own.`,
  },
  smart_plus: {
    name: 'Smart+',
    example: {
      method: 'post',
      path: '/smart_plus/campaign/create/',
      summary: 'Create a Smart+ campaign',
      fields: { advertiser_id: 'text', campaign_name: 'text', objective_type: 'text', operation_status: 'text' },
    },
    guards: `${PAUSED} After a lost answer it is not sent again (\`call_outcome_unknown\`). With a spend cap, what could spend in a way that cannot be added up is refused (\`spend_cap_unprovable\`).`,
  },
  creative: {
    name: 'Files and creatives',
    example: {
      method: 'post',
      path: '/file/video/ad/upload/',
      summary: 'Upload a video',
      fields: {
        advertiser_id: 'text',
        upload_type: 'text',
        file_name: 'text',
        video_signature: 'text',
        video_file: 'file',
      },
    },
    guards:
      'Uploads stream through. Put `advertiser_id` before the file: what is behind it is not looked at before TikTok gets the file. An upload whose answer was lost is not sent again.',
  },
  audience: {
    name: 'Audiences',
    example: {
      method: 'post',
      path: '/dmp/custom_audience/create/',
      summary: 'Create an audience from uploaded files',
      fields: {
        advertiser_id: 'text',
        custom_audience_name: 'text',
        file_paths: 'list',
        calculate_type: 'text',
      },
    },
    guards:
      'Writes need the permission `export`, and all of them are one action: `audience_write`. Nothing is hashed on the way: send hashes. Lists of people are not kept while an approval waits, so the caller sends the call again with `X-Approval-Id`. The elements and exports of this server do the same with checks of their own.',
  },
  report: {
    name: 'Reports',
    example: {
      method: 'get',
      path: '/report/integrated/get/',
      summary: 'Read a report',
      fields: {
        advertiser_id: 'text',
        report_type: 'text',
        data_level: 'text',
        dimensions: 'list',
        metrics: 'list',
        start_date: 'text',
        end_date: 'text',
      },
    },
    guards:
      'All of it is reading, tasks too. `X-Tt-Ads-Throttle` is passed on: TikTok cut the report short. Report tasks have a limit of their own. Downloads stream through.',
  },
  split_test: {
    name: 'Split tests',
    example: {
      method: 'post',
      path: '/split_test/promote/',
      summary: 'Run the winning ad group',
      fields: { advertiser_id: 'text', split_test_group_id: 'text', winning_object_id: 'text' },
    },
    guards:
      'Promoting doubles the winner’s budget and pauses the loser, and making a test overwrites budgets and lets its ad groups run, so both are a `budget_change` and a `resume`, and weighed against spend caps as TikTok describes them.',
  },
  catalog: {
    name: 'Catalogs and shops',
    example: {
      method: 'post',
      path: '/catalog/product/upload/',
      summary: 'Upload products',
      fields: { bc_id: 'text', catalog_id: 'text', products: 'list' },
    },
    guards: 'The connection is found by `bc_id`, or by `advertiser_id` where the call names one.',
  },
  measurement: {
    name: 'Pixels, apps and events',
    example: {
      method: 'post',
      path: '/pixel/event/create/',
      summary: 'Create an event of a pixel',
      fields: { advertiser_id: 'text', pixel_id: 'text', pixel_events: 'list' },
    },
    guards:
      'Calls that name neither an ad account nor a Business Center, such as `/event/track/`, go to the workspace’s only connection or to the one that `X-Tiktok-Connection` names.',
  },
  lead: {
    name: 'Leads',
    example: {
      method: 'post',
      path: '/page/lead/task/',
      summary: 'Gather leads for download',
      fields: { advertiser_id: 'text', page_id: 'text' },
    },
    guards:
      'Gathering and downloading leads is reading: whoever has `read` gets people’s answers. Give pages of people who may not see them no session, or call from the back end.',
  },
  tool: {
    name: 'Tools, targeting and automated rules',
    example: {
      method: 'get',
      path: '/tool/region/',
      summary: 'Read where an ad account may target',
      fields: { advertiser_id: 'text', placements: 'list', objective_type: 'text' },
    },
    guards:
      'Searches and estimates that TikTok wants as POST are reads. An automated rule pauses, resumes and changes budgets by itself later, so making one counts as all of that, and with a spend cap it is refused (`spend_cap_unprovable`).',
  },
  other: {
    name: 'Everything else',
    example: {
      method: 'post',
      path: '/comment/post/',
      summary: 'Answer a comment',
      fields: { advertiser_id: 'text', comment_id: 'text', text: 'text' },
    },
    guards:
      'Endpoints that nobody here has heard of are passed on as well: a GET is a read, anything else a write named after the end of its path, `update` where that says nothing. Where a spend cap holds, an unknown write that could spend is refused (`spend_cap_unprovable`).',
  },
};

/** In the order in which the reference shows them. */
export const DOCUMENTED_FAMILIES: readonly CallFamily[] = CALL_FAMILIES;
