/** What WhatsApp tells beside messages of people, in the shapes of its documentation: the field, its value, what is read of it. */
export type FieldFixture = readonly [name: string, field: string, value: object, read: readonly object[]]

const metadata = { display_phone_number: '33639980000', phone_number_id: '1' }
const status = (one: object) => ({
  metadata,
  statuses: [{ id: 'wamid.S', timestamp: '1790000000', recipient_id: '33639980012', ...one }],
})
const failed = (code: number, more: object = {}) =>
  status({ status: 'failed', errors: [{ code, title: 'x', error_data: { details: 'Something' }, ...more }] })
const echo = (message: object) => ({
  metadata,
  message_echoes: [{ from: '33639980000', to: '33639980012', id: 'wamid.E', timestamp: '1790000000', ...message }],
})
const past = (messages: object[]) => ({
  metadata,
  history: [{ metadata: { phase: 1, chunk_order: 1, progress: 50 }, threads: [{ id: '33639980012', messages }] }],
})
const preference = (one: object) => ({
  metadata,
  contacts: [{ wa_id: '33639980012', user_id: 'FR.1' }],
  user_preferences: [one],
})
const stop = { category: 'marketing_messages', value: 'stop', timestamp: 1790000000 }
const template = { message_template_id: 1, message_template_name: 'relance_1', message_template_language: 'fr' }

export const STATUSES: readonly FieldFixture[] = [
  [
    'sent',
    'messages',
    status({ status: 'sent', biz_opaque_callback_data: 'r1' }),
    [{ status: 'sent', relanceId: 'r1' }],
  ],
  [
    'delivered and billed',
    'messages',
    status({ status: 'delivered', pricing: { billable: true, category: 'marketing', pricing_model: 'PMP' } }),
    [{ pricing: { isBillable: true, category: 'marketing' } }],
  ],
  [
    'delivered for nothing',
    'messages',
    status({ status: 'delivered', pricing: { billable: false, category: 'service', type: 'free_entry_point' } }),
    [{ pricing: { isBillable: false, category: 'service' } }],
  ],
  ['read', 'messages', status({ status: 'read', conversation: { id: 'c' } }), [{ status: 'read', pricing: null }]],
  [
    'with the id of the person',
    'messages',
    status({ status: 'read', recipient_user_id: 'FR.1', recipient_parent_user_id: 'FR.ENT.1' }),
    [{ userId: 'FR.1', parentUserId: 'FR.ENT.1' }],
  ],
  [
    'without a number',
    'messages',
    status({ status: 'sent', recipient_id: undefined, recipient_user_id: 'FR.1' }),
    [{ to: null, userId: 'FR.1' }],
  ],
  ['a voice message that was played', 'messages', status({ status: 'played' }), []],
  ['of a message to a group', 'messages', status({ status: 'read', recipient_type: 'group' }), []],
  ['of a message to a group that is named', 'messages', status({ status: 'read', group_id: 'G1' }), []],
  [
    'with the id of the person beside it',
    'messages',
    {
      ...status({ status: 'sent' }),
      contacts: [{ wa_id: '33639980012', user_id: 'FR.1', parent_user_id: 'FR.ENT.1' }],
    },
    [{ to: '+33639980012', userId: 'FR.1', parentUserId: 'FR.ENT.1' }],
  ],
  ['undeliverable', 'messages', failed(131026), [{ error: { code: 131026, reaction: 'mark_unreachable' } }]],
  ['withheld', 'messages', failed(131049), [{ error: { reaction: 'wait_a_day' } }]],
  ['stopped by the person', 'messages', failed(131050), [{ error: { reaction: 'opt_out' } }]],
  ['after the window', 'messages', failed(131047), [{ error: { reaction: 'need_template' } }]],
  ['for payment', 'messages', failed(131042), [{ error: { reaction: 'stop_account' } }]],
  ['for an experiment of Meta', 'messages', failed(130472), [{ error: { reaction: 'hand_over' } }]],
  ['for a code nobody documented', 'messages', failed(987654), [{ error: { reaction: 'hand_over' } }]],
  ['with a subcode', 'messages', failed(100, { error_subcode: 33 }), [{ error: { reaction: 'stop_account' } }]],
]

export const PHONE: readonly FieldFixture[] = [
  [
    'a text',
    'smb_message_echoes',
    echo({ type: 'text', text: { body: 'Bonjour' } }),
    [{ kind: 'echo', from: '+33639980012', text: 'Bonjour', numberId: '1' }],
  ],
  [
    'to a person known by an id',
    'smb_message_echoes',
    echo({ to: undefined, to_user_id: 'FR.1', type: 'text', text: { body: 'x' } }),
    [{ kind: 'echo', from: null, userId: 'FR.1' }],
  ],
  [
    'an image',
    'smb_message_echoes',
    echo({ type: 'image', image: { caption: 'Devis' } }),
    [{ content: 'image', text: 'Devis' }],
  ],
  [
    'a deleted message',
    'smb_message_echoes',
    echo({ type: 'revoke', revoke: { original_message_id: 'wamid.F' } }),
    [{ content: 'deleted', inReplyTo: 'wamid.F' }],
  ],
  [
    'an edited message',
    'smb_message_echoes',
    echo({ type: 'edit', edit: { original_message_id: 'wamid.F', message: { type: 'text', text: { body: 'y' } } } }),
    [{ content: 'edited', text: 'y' }],
  ],
  [
    'an old message of a person',
    'history',
    past([{ from: '33639980012', id: 'wamid.H', timestamp: '1780000000', type: 'text', text: { body: 'Stop' } }]),
    [{ kind: 'inbound', isPast: true, text: 'Stop' }],
  ],
  [
    'an old message of ours',
    'history',
    past([
      {
        from: '33639980000',
        to: '33639980012',
        id: 'wamid.H',
        timestamp: '1780000000',
        type: 'text',
        text: { body: 'x' },
      },
    ]),
    [{ kind: 'echo', from: '+33639980012' }],
  ],
  [
    'the same, named by its thread',
    'history',
    past([{ from: '33639980000', id: 'wamid.H', timestamp: '1780000000', type: 'text', text: { body: 'x' } }]),
    [{ kind: 'echo', from: '+33639980012' }],
  ],
  ['a history that is not shared', 'history', { metadata, history: [{ errors: [{ code: 2593109 }] }] }, []],
  [
    'a contact of the address book',
    'smb_app_state_sync',
    { metadata, state_sync: [{ type: 'contact', action: 'add', contact: { phone_number: '33639980012' } }] },
    [],
  ],
]

export const ACCOUNT: readonly FieldFixture[] = [
  [
    'a wish to be left alone',
    'user_preferences',
    preference({ ...stop, wa_id: '33639980012' }),
    [{ kind: 'preference', wantsMarketing: false, from: '+33639980012' }],
  ],
  [
    'the same by an id',
    'user_preferences',
    { metadata, user_preferences: [{ ...stop, user_id: 'FR.7' }] },
    [{ kind: 'preference', from: null, userId: 'FR.7' }],
  ],
  [
    'a wish to hear again',
    'user_preferences',
    preference({ ...stop, value: 'resume' }),
    [{ wantsMarketing: true, userId: 'FR.1' }],
  ],
  ['another kind of wish', 'user_preferences', preference({ ...stop, category: 'other' }), []],
  [
    'a call of a person',
    'calls',
    {
      metadata,
      calls: [
        { id: 'wacid.1', from: '33639980012', event: 'connect', direction: 'USER_INITIATED', timestamp: '1790000000' },
      ],
    },
    [{ kind: 'inbound', content: 'call' }],
  ],
  [
    'its end',
    'calls',
    { metadata, calls: [{ id: 'wacid.1', from: '33639980012', event: 'terminate', direction: 'USER_INITIATED' }] },
    [],
  ],
  [
    'a call of ours',
    'calls',
    { metadata, calls: [{ id: 'wacid.2', to: '33639980012', event: 'connect', direction: 'BUSINESS_INITIATED' }] },
    [],
  ],
  [
    'a template that is approved',
    'message_template_status_update',
    { ...template, event: 'APPROVED', reason: 'NONE' },
    [{ kind: 'template_status', status: 'APPROVED' }],
  ],
  [
    'a template that is paused',
    'message_template_status_update',
    { ...template, event: 'PAUSED', other_info: { title: 'x', description: 'Low quality' } },
    [{ status: 'PAUSED', reason: 'Low quality' }],
  ],
  [
    'a template in another category',
    'template_category_update',
    { ...template, previous_category: 'UTILITY', new_category: 'MARKETING' },
    [{ kind: 'template_category', category: 'MARKETING' }],
  ],
  [
    'a template that was edited',
    'message_template_components_update',
    { ...template, message_template_element: 'Bonjour {{1}}, un autre texte', message_template_title: 'Un titre' },
    [{ kind: 'template_changed', name: 'relance_1', language: 'fr' }],
  ],
  [
    'a category that is going to change',
    'template_category_update',
    { ...template, correct_category: 'MARKETING' },
    [{ kind: 'account_notice' }],
  ],
  [
    'a template people dislike',
    'message_template_quality_update',
    { ...template, new_quality_score: 'RED' },
    [{ kind: 'account_notice' }],
  ],
  ['a template people like', 'message_template_quality_update', { ...template, new_quality_score: 'GREEN' }, []],
  [
    'a number that is flagged',
    'phone_number_quality_update',
    { display_phone_number: '33639980000', event: 'FLAGGED', current_limit: 'TIER_2K' },
    [
      { kind: 'number_quality', quality: 'RED' },
      { kind: 'people_limit', perDay: 2_000 },
    ],
  ],
  [
    'a number that is no longer flagged',
    'phone_number_quality_update',
    { display_phone_number: '33639980000', event: 'UNFLAGGED' },
    [{ kind: 'number_quality', quality: 'GREEN' }],
  ],
  [
    'a higher limit',
    'business_capability_update',
    { max_daily_conversations_per_business: 'TIER_10K', max_phone_numbers_per_business: 20 },
    [{ kind: 'people_limit', perDay: 10_000 }],
  ],
  [
    'no limit',
    'business_capability_update',
    { max_daily_conversation_per_phone: -1 },
    [{ kind: 'people_limit', perDay: null }],
  ],
  [
    'an account that is disabled',
    'account_update',
    { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'DISABLE' } },
    [{ kind: 'account_stopped', reason: 'DISABLED_UPDATE' }],
  ],
  [
    'an account that is going to be',
    'account_update',
    { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'SCHEDULE_FOR_DISABLE' } },
    [{ kind: 'account_notice' }],
  ],
  [
    'an account that may not write first',
    'account_update',
    {
      event: 'ACCOUNT_RESTRICTION',
      restriction_info: [{ restriction_type: 'RESTRICTED_BIZ_INITIATED_MESSAGING', expiration: '1790000000' }],
    },
    [{ kind: 'account_stopped' }],
  ],
  [
    'a violation',
    'account_update',
    { event: 'ACCOUNT_VIOLATION', violation_info: { violation_type: 'SPAM' } },
    [{ kind: 'account_notice', what: 'account_update ACCOUNT_VIOLATION SPAM' }],
  ],
  [
    'an app that is taken off',
    'account_update',
    { event: 'PARTNER_REMOVED' },
    [{ kind: 'account_stopped', reason: 'PARTNER_REMOVED' }],
  ],
  [
    'an alert',
    'account_alerts',
    { alert_info: { alert_type: 'INCREASED_CAPABILITIES_ELIGIBILITY_FAILED' } },
    [{ kind: 'account_notice' }],
  ],
  ['a review that failed', 'account_review_update', { decision: 'REJECTED' }, [{ kind: 'account_notice' }]],
  ['a review that went well', 'account_review_update', { decision: 'APPROVED' }, []],
  [
    'a name that is refused',
    'phone_number_name_update',
    { display_phone_number: '33639980000', decision: 'REJECTED' },
    [{ kind: 'account_notice' }],
  ],
  ['a field nobody documented', 'tomorrow', { anything: 1 }, []],
]
