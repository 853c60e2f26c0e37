import { leadFieldNames } from '@relance/contract/lead-fields'
import type * as fr from '../fr/leads.ts'

export const leads: typeof fr.leads = {
  name: 'Lead |||| Leads',
  page: { create: 'New lead' },
  fields: {
    ...leadFieldNames('en'),
    lastRelanceAt: 'Last relance',
    relanceCount: 'Relances',
    lastContactAt_gte: 'Contacted since',
    lastContactAt_lt: 'Not contacted since',
  },
}

export const timeline: typeof fr.timeline = {
  title: 'History',
  relance: 'Follow-up',
  changes: {
    created: 'created the record',
    updated: 'changed the record',
    imported: 'imported the record',
    opted_out: 'noted that the lead wants no more contact',
  },
  imported: {
    created: 'Created by the import of %{details}',
    updated: 'Updated by the import of %{details}',
  },
  sends: {
    accepted: 'Accepted by WhatsApp',
    delivered: 'Delivered to the lead',
    read: 'Read by the lead',
    failed: 'Not delivered',
    unknown: 'WhatsApp did not answer: awaiting confirmation',
  },
  free: 'free of charge',
  written: 'Written on the phone, through WhatsApp',
  received: {
    text: 'The lead wrote',
    button: 'The lead pressed a button',
    interactive: 'The lead chose an answer',
    reaction: 'The lead reacted',
    media: 'The lead sent a file, a picture or a voice message',
    location: 'The lead sent a place',
    contacts: 'The lead sent a contact',
    order: 'The lead placed an order',
    call: 'The lead called',
    edited: 'The lead edited a message',
    removed: 'The lead took a reaction back',
    deleted: 'The lead deleted a message',
    welcome: 'The lead opened the conversation',
    other: 'The lead sent something that cannot be read here',
  },
  actions: {
    open: 'opened WhatsApp',
    sent: 'confirmed it was sent',
    skip: 'skipped it',
    snooze: 'put it off',
    outcome: 'recorded the outcome',
    reassign: 'handed it on',
  },
}

export const lead: typeof fr.lead = {
  name: 'Name',
  export: 'Export all',
  none: 'No lead. Import a file, or enter the first one by hand.',
  none_yours: 'No lead is yours for now. Your manager can give you some.',
  by_hand: 'Enter a lead',
  opted_out: 'opted out',
  paused: 'paused',
  never_contacted: 'never contacted',
  relances: '%{smart_count} relance |||| %{smart_count} relances',
  face: 'Layout',
  faces: { list: 'List', cards: 'Cards' },
  views: 'Views',
  view: {
    unassigned: 'Without a closer',
    silent: 'No news for 7 days',
    fresh: 'New this week',
    proposals: 'Proposals pending',
    never: 'Never followed up',
    often: 'Followed up 3 times or more',
  },
}

export const bulk: typeof fr.bulk = {
  select: 'Select %{name}',
  select_page: 'Select the whole page',
  select_all: 'Choose this lead |||| Choose all %{smart_count} leads of the list',
  select_first: 'Choose the first %{smart_count}',
  selected: '%{smart_count} lead selected |||| %{smart_count} leads selected',
  unselect: 'Clear the selection',
  reassign: 'Reassign',
  status: 'Status',
  tag: 'Tag',
  untag: 'Remove a tag',
  pause: 'Pause',
  opt_out: 'Opt out',
  title: '%{action}: %{smart_count} lead |||| %{action}: %{smart_count} leads',
  apply: 'Apply',
  nobody: 'Nobody',
  asked: {
    reassign: 'New closer',
    status: 'New status',
    tag: 'Tag to add',
    untag: 'Tag to remove',
    pause: 'Paused until',
  },
  opt_out_help: 'These leads get no more follow-ups, and what waited for them is withdrawn.',
  done: '%{smart_count} lead changed, %{refused} refused |||| %{smart_count} leads changed, %{refused} refused',
  refused: '%{smart_count} lead was not changed |||| %{smart_count} leads were not changed',
}
