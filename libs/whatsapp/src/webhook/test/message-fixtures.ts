/** What people send, in the shapes of WhatsApp's documentation: the message, and what is read of it; null where nothing is. */
export type Fixture = readonly [name: string, message: object, read: object | null]

export const FROM = '33639980012'
const said = (content: string, text: string | null = null, more: object = {}) => ({
  ...{ kind: 'inbound', from: `+${FROM}`, content, text },
  ...more,
})
const reply = (type: string, own: object) => ({ type: 'interactive', interactive: { type, [type]: own } })
const context = { context: { from: '33639980000', id: 'wamid.OURS' } }
const edited = (message: object) => ({ type: 'edit', edit: { original_message_id: 'wamid.FIRST', message } })

export const MESSAGES: readonly Fixture[] = [
  ['a text', { type: 'text', text: { body: 'Oui' } }, said('text', 'Oui')],
  [
    'a text that answers',
    { type: 'text', text: { body: 'Oui' }, ...context },
    said('text', 'Oui', { inReplyTo: 'wamid.OURS' }),
  ],
  [
    'a text after an advertisement',
    {
      type: 'text',
      text: { body: 'Bonjour' },
      referral: { source_type: 'ad', source_id: '1', headline: 'x', ctwa_clid: 'c' },
    },
    said('text', 'Bonjour'),
  ],
  [
    'a text about a product',
    {
      type: 'text',
      text: { body: 'Prix ?' },
      context: { from: '1', id: 'wamid.P', referred_product: { catalog_id: '1', product_retailer_id: '2' } },
    },
    said('text', 'Prix ?', { inReplyTo: 'wamid.P' }),
  ],
  [
    'a forwarded text',
    { type: 'text', text: { body: 'Regarde' }, context: { forwarded: true } },
    said('text', 'Regarde', { inReplyTo: null }),
  ],
  [
    'a text forwarded often',
    { type: 'text', text: { body: 'Regarde' }, context: { frequently_forwarded: true } },
    said('text', 'Regarde', { inReplyTo: null }),
  ],
  ['an empty text', { type: 'text', text: { body: '' } }, said('text')],
  [
    'a text with emoji and line breaks',
    { type: 'text', text: { body: 'Oui 👍\nMerci' } },
    said('text', 'Oui 👍\nMerci'),
  ],
  [
    'a button of a template',
    { type: 'button', button: { payload: 'STOP', text: 'Stop' }, ...context },
    said('button', 'Stop', { payload: 'STOP' }),
  ],
  ['a button without a payload', { type: 'button', button: { text: 'Oui' } }, said('button', 'Oui', { payload: null })],
  [
    'a reply button',
    reply('button_reply', { id: 'yes', title: 'Oui' }),
    said('interactive', 'Oui', { payload: 'yes' }),
  ],
  [
    'a choice of a list',
    reply('list_reply', { id: 'a', title: 'Jeudi', description: 'matin' }),
    said('interactive', 'Jeudi', { payload: 'a' }),
  ],
  ['a flow', reply('nfm_reply', { name: 'flow', body: 'Sent', response_json: '{}' }), said('interactive', 'Sent')],
  ['a permission to call', reply('call_permission_reply', { response: 'accept' }), said('interactive')],
  [
    'a reaction',
    { type: 'reaction', reaction: { message_id: 'wamid.OURS', emoji: '👍' } },
    said('reaction', '👍', { inReplyTo: 'wamid.OURS' }),
  ],
  [
    'a reaction that is taken back',
    { type: 'reaction', reaction: { message_id: 'wamid.OURS' } },
    said('removed', null, { inReplyTo: 'wamid.OURS' }),
  ],
  [
    'the same, with an empty emoji',
    { type: 'reaction', reaction: { message_id: 'wamid.OURS', emoji: '' } },
    said('removed'),
  ],
  ['an image', { type: 'image', image: { id: '1', mime_type: 'image/jpeg', sha256: 'x' } }, said('image')],
  ['an image with words', { type: 'image', image: { id: '1', caption: 'Voici' } }, said('image', 'Voici')],
  ['a video', { type: 'video', video: { id: '1', caption: 'Le salon' } }, said('video', 'Le salon')],
  ['a voice message', { type: 'audio', audio: { id: '1', voice: true } }, said('voice')],
  ['an audio file', { type: 'audio', audio: { id: '1', voice: false } }, said('audio')],
  [
    'a document',
    { type: 'document', document: { id: '1', filename: 'devis.pdf', caption: 'Signé' } },
    said('document', 'Signé'),
  ],
  ['a sticker', { type: 'sticker', sticker: { id: '1', animated: false } }, said('sticker')],
  [
    'a place',
    { type: 'location', location: { latitude: 48.8, longitude: 2.3, name: 'Bureau', address: '1 rue X' } },
    said('location', 'Bureau'),
  ],
  ['a place without a name', { type: 'location', location: { latitude: 48.8, longitude: 2.3 } }, said('location')],
  [
    'a card of somebody else',
    {
      type: 'contacts',
      contacts: [{ name: { formatted_name: 'Ada' }, phones: [{ phone: '+33 6 39 98 00 99', wa_id: '33639980099' }] }],
    },
    said('contacts'),
  ],
  [
    'the own number, when we asked for it',
    {
      type: 'contacts',
      origin: 'contact_request',
      contacts: [{ vcard: 'x', phones: [{ phone: '+33 6 39 98 00 99' }] }],
    },
    said('contacts', null, { sharedPhone: '+33639980099' }),
  ],
  ['an order', { type: 'order', order: { catalog_id: '1', text: 'Merci', product_items: [] } }, said('order', 'Merci')],
  ['a conversation opened without a word', { type: 'request_welcome' }, said('welcome')],
  [
    'an edited text',
    edited({ type: 'text', text: { body: 'STOP' } }),
    said('edited', 'STOP', { inReplyTo: 'wamid.FIRST' }),
  ],
  ['an edited caption', edited({ type: 'image', image: { id: '1', caption: 'Non' } }), said('edited', 'Non')],
  [
    'a deleted message',
    { type: 'revoke', revoke: { original_message_id: 'wamid.FIRST' } },
    said('deleted', null, { inReplyTo: 'wamid.FIRST' }),
  ],
  [
    'what the API does not hand on',
    { type: 'unsupported', errors: [{ code: 131051, title: 'Message type unknown' }] },
    said('other'),
  ],
  [
    'the same, with its type',
    { type: 'unsupported', unsupported: { type: 'poll' }, errors: [{ code: 131051 }] },
    said('other'),
  ],
  ['a kind nobody documented', { type: 'hologram', hologram: {} }, said('other')],
  [
    'a message in a group',
    { type: 'text', text: { body: 'STOP' }, group_id: 'G1' },
    said('text', 'STOP', { isGroup: true }),
  ],
  [
    'a changed number',
    { type: 'system', system: { type: 'user_changed_number', wa_id: '33639980013', body: 'x' } },
    { kind: 'number_changed', from: `+${FROM}`, to: '+33639980013' },
  ],
  [
    'a changed number with its ids',
    {
      type: 'system',
      system: { type: 'user_changed_number', wa_id: '33639980013', user_id: 'FR.2', previous_user_id: 'FR.1' },
    },
    { kind: 'number_changed', userId: 'FR.2', previousUserId: 'FR.1' },
  ],
  [
    'a changed id',
    { type: 'system', system: { type: 'user_changed_user_id', user_id: 'FR.2', previous_user_id: 'FR.1' } },
    { kind: 'user_id_changed', previousUserId: 'FR.1', userId: 'FR.2' },
  ],
  [
    'a changed identity of the device',
    { type: 'system', system: { type: 'customer_identity_changed', identity: 'x' } },
    null,
  ],
]

/** How a person may be named, and what is known of them from it. */
export const PEOPLE: readonly [name: string, contacts: object[], message: object, read: object][] = [
  ['a number alone', [], { from: FROM }, { from: `+${FROM}`, userId: null }],
  ['a number and a contact', [{ wa_id: FROM, profile: { name: 'Z' } }], { from: FROM }, { from: `+${FROM}` }],
  [
    'a number and an id',
    [{ wa_id: FROM, user_id: 'FR.1' }],
    { from: FROM, from_user_id: 'FR.1' },
    { from: `+${FROM}`, userId: 'FR.1' },
  ],
  ['an id beside the message alone', [{ wa_id: FROM, user_id: 'FR.1' }], { from: FROM }, { userId: 'FR.1' }],
  ['an id without a number', [{ user_id: 'FR.1' }], { from_user_id: 'FR.1' }, { from: null, userId: 'FR.1' }],
  ['an id in the contact alone', [{ user_id: 'FR.1', profile: { name: 'Z' } }], {}, { from: null, userId: 'FR.1' }],
  [
    'an id for several portfolios',
    [{ user_id: 'FR.1', parent_user_id: 'FR.ENT.2' }],
    { from_user_id: 'FR.1' },
    { userId: 'FR.1', parentUserId: 'FR.ENT.2' },
  ],
  [
    'a username',
    [{ user_id: 'FR.1', profile: { name: 'Z', username: 'Zoe.M' } }],
    { from_user_id: 'FR.1' },
    { username: 'zoe.m' },
  ],
  [
    'of several contacts the own one',
    [
      { wa_id: '33639980099', user_id: 'FR.9' },
      { wa_id: FROM, user_id: 'FR.1' },
    ],
    { from: FROM },
    { from: `+${FROM}`, userId: 'FR.1' },
  ],
  [
    'another person’s contact is nobody’s',
    [{ wa_id: '4915112345678', user_id: 'DE.9' }],
    { from: FROM },
    { userId: null },
  ],
  [
    'nor is that of another id',
    [{ wa_id: '33639980099', user_id: 'FR.9' }],
    { from_user_id: 'FR.1' },
    { from: null, userId: 'FR.1' },
  ],
  [
    'the older form of a Brazilian number',
    [{ wa_id: '551188887777', user_id: 'BR.1' }],
    { from: '5511988887777' },
    { userId: 'BR.1' },
  ],
]
