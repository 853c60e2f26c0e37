-- The schema of this version, for reading. Written by "npm run generate"; what makes it is apps/api/src/database.

alter default privileges in schema public grant delete, insert, select, update on tables to relance_app;
alter default privileges in schema public grant select, usage on sequences to relance_app;
grant select, usage on sequence alert_deliveries_id_seq to relance_app;
grant select, usage on sequence alerts_id_seq to relance_app;
grant select, usage on sequence backups_id_seq to relance_app;
grant select, usage on sequence enrolment_changes_id_seq to relance_app;
grant select, usage on sequence enrolments_id_seq to relance_app;
grant select, usage on sequence lead_changes_seq_seq to relance_app;
grant select, usage on sequence live_events_seq_seq to relance_app;
grant select, usage on sequence migrations_id_seq to relance_app;
grant select, usage on sequence planning_changes_id_seq to relance_app;
grant select, usage on sequence push_sends_id_seq to relance_app;
grant select, usage on sequence reconciliations_id_seq to relance_app;
grant select, usage on sequence whatsapp_events_seq_seq to relance_app;

create table absences (
  id uuid not null default uuid_v7(),
  user_id uuid not null,
  from_on date not null,
  to_on date not null,
  stand_in_id uuid,
  created_at timestamp with time zone not null default now(),
  constraint absences_from_to CHECK ((from_on <= to_on)),
  constraint absences_pkey PRIMARY KEY (id),
  constraint absences_stand_in_id_fkey FOREIGN KEY (stand_in_id) REFERENCES users(id),
  constraint absences_stand_in_is_another CHECK ((stand_in_id <> user_id)),
  constraint absences_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);
CREATE INDEX absences_user ON public.absences USING btree (user_id, to_on);
CREATE TRIGGER absences_audit_delete AFTER DELETE ON public.absences REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('id', '{}');
CREATE TRIGGER absences_audit_insert AFTER INSERT ON public.absences REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('id', '{}');
CREATE TRIGGER absences_audit_update AFTER UPDATE ON public.absences REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('id', '{}');
CREATE TRIGGER absences_live_insert AFTER INSERT ON public.absences REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION live_rows('manager', 'id');
CREATE TRIGGER absences_live_update AFTER UPDATE ON public.absences REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION live_rows('manager', 'id');
grant delete, insert, select, update on absences to relance_app;

create table account_links (
  token_hash bytea not null,
  user_id uuid,
  created_at timestamp with time zone not null default now(),
  ends_at timestamp with time zone not null,
  constraint account_links_pkey PRIMARY KEY (token_hash),
  constraint account_links_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);
CREATE INDEX account_links_user ON public.account_links USING btree (user_id);
grant delete, insert, select, update on account_links to relance_app;

create table alert_deliveries (
  id bigint not null generated always as identity,
  alert_id bigint not null,
  event text not null,
  channel text not null,
  tries smallint not null default 0,
  next_try_at timestamp with time zone not null,
  told_at timestamp with time zone,
  constraint alert_deliveries_alert_id_event_channel_key UNIQUE (alert_id, event, channel),
  constraint alert_deliveries_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES alerts(id) ON DELETE CASCADE,
  constraint alert_deliveries_channel_check CHECK ((channel = ANY (ARRAY['webhook'::text, 'mail'::text]))),
  constraint alert_deliveries_event_check CHECK ((event = ANY (ARRAY['opened'::text, 'closed'::text]))),
  constraint alert_deliveries_pkey PRIMARY KEY (id)
);
CREATE INDEX alert_deliveries_untold ON public.alert_deliveries USING btree (next_try_at) WHERE (told_at IS NULL);
grant delete, insert, select, update on alert_deliveries to relance_app;

create table alerts (
  id bigint not null generated always as identity,
  kind text not null,
  subject text not null,
  occurrence text,
  facts jsonb not null default '{}'::jsonb,
  opened_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  constraint alerts_facts_check CHECK ((jsonb_typeof(facts) = 'object'::text)),
  constraint alerts_kind_subject_occurrence_key UNIQUE (kind, subject, occurrence),
  constraint alerts_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX alerts_one_open ON public.alerts USING btree (subject) WHERE (closed_at IS NULL);
CREATE TRIGGER alerts_live_insert AFTER INSERT ON public.alerts REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION live_rows('manager', 'id');
CREATE TRIGGER alerts_live_update AFTER UPDATE ON public.alerts REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION live_rows('manager', 'id');
grant delete, insert, select, update on alerts to relance_app;

create table api_tokens (
  id uuid not null default uuid_v7(),
  name text not null,
  token_hash bytea not null,
  role text not null,
  read_only boolean not null default false,
  created_by uuid,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null default (now() + '90 days'::interval),
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  constraint api_tokens_created_by_fkey FOREIGN KEY (created_by) REFERENCES users(id) ON DELETE CASCADE,
  constraint api_tokens_name_check CHECK ((name <> ''::text)),
  constraint api_tokens_pkey PRIMARY KEY (id),
  constraint api_tokens_role_check CHECK ((role = ANY (ARRAY['manager'::text, 'admin'::text, 'trigger'::text]))),
  constraint api_tokens_token_hash_key UNIQUE (token_hash)
);
CREATE INDEX api_tokens_owner ON public.api_tokens USING btree (created_by);
CREATE TRIGGER api_tokens_audit_delete AFTER DELETE ON public.api_tokens REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('id', '{token_hash,last_used_at}');
CREATE TRIGGER api_tokens_audit_insert AFTER INSERT ON public.api_tokens REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('id', '{token_hash,last_used_at}');
CREATE TRIGGER api_tokens_audit_update AFTER UPDATE ON public.api_tokens REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('id', '{token_hash,last_used_at}');
CREATE TRIGGER api_tokens_rights AFTER UPDATE OF role, revoked_at, expires_at, created_by ON public.api_tokens FOR EACH STATEMENT EXECUTE FUNCTION live_rights();
CREATE TRIGGER api_tokens_rights_deleted AFTER DELETE ON public.api_tokens FOR EACH STATEMENT EXECUTE FUNCTION live_rights();
grant delete, insert, select, update on api_tokens to relance_app;

create table audit_changes (
  event_id uuid not null,
  record_id text not null,
  fields text[] not null,
  digest bytea not null,
  salt bytea,
  before jsonb,
  after jsonb,
  constraint audit_changes_pkey PRIMARY KEY (event_id, record_id)
);
CREATE INDEX audit_changes_record ON public.audit_changes USING btree (record_id);
CREATE TRIGGER audit_changes_append_only BEFORE DELETE OR TRUNCATE ON public.audit_changes FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
CREATE TRIGGER audit_changes_no_update BEFORE UPDATE ON public.audit_changes FOR EACH ROW WHEN (((new.event_id <> old.event_id) OR (new.record_id <> old.record_id) OR (new.fields <> old.fields) OR (new.digest <> old.digest) OR (new.salt IS NOT NULL) OR (new.before IS NOT NULL) OR (new.after IS NOT NULL))) EXECUTE FUNCTION refuse_audit_change();
grant select on audit_changes to relance_app;

create table audit_events (
  id uuid not null default uuid_v7(),
  at timestamp with time zone not null default clock_timestamp(),
  origin text not null,
  actor_id uuid,
  actor_name text not null,
  actor_role text,
  request_id text,
  action text not null,
  resource text not null,
  record_id text,
  row_count integer not null default 0,
  details jsonb not null default '{}'::jsonb,
  changes_digest bytea not null default '\x'::bytea,
  constraint audit_events_details_check CHECK ((jsonb_typeof(details) = 'object'::text)),
  constraint audit_events_pkey PRIMARY KEY (id)
);
CREATE INDEX audit_events_actor ON public.audit_events USING btree (actor_id, at) WHERE (actor_id IS NOT NULL);
CREATE INDEX audit_events_at ON public.audit_events USING btree (at);
CREATE INDEX audit_events_record ON public.audit_events USING btree (record_id) WHERE (record_id IS NOT NULL);
CREATE INDEX audit_events_resource ON public.audit_events USING btree (resource, action, at);
CREATE TRIGGER audit_events_append_only BEFORE DELETE OR TRUNCATE ON public.audit_events FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
CREATE TRIGGER audit_events_no_update BEFORE UPDATE ON public.audit_events FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
grant select on audit_events to relance_app;

create table audit_seals (
  seq bigint not null,
  event_id uuid not null,
  hash bytea not null,
  sealed_at timestamp with time zone not null default clock_timestamp(),
  constraint audit_seals_event_id_key UNIQUE (event_id),
  constraint audit_seals_pkey PRIMARY KEY (seq)
);
CREATE TRIGGER audit_seals_append_only BEFORE DELETE OR TRUNCATE ON public.audit_seals FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
CREATE TRIGGER audit_seals_no_update BEFORE UPDATE ON public.audit_seals FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
grant insert, select on audit_seals to relance_app;

create table audit_unsealed (
  event_id uuid not null,
  constraint audit_unsealed_pkey PRIMARY KEY (event_id)
);
grant delete, insert, select, update on audit_unsealed to relance_app;

create table authenticator_apps (
  user_id uuid not null,
  secret bytea not null,
  confirmed_at timestamp with time zone,
  last_step bigint not null default 0,
  created_at timestamp with time zone not null default now(),
  constraint authenticator_apps_pkey PRIMARY KEY (user_id),
  constraint authenticator_apps_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);
grant delete, insert, select, update on authenticator_apps to relance_app;

create table backtests (
  id uuid not null default uuid_v7(),
  state text not null default 'running'::text,
  days integer not null,
  leads_done integer not null default 0,
  leads_total integer not null,
  result jsonb,
  started_at timestamp with time zone not null,
  heartbeat_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  constraint backtests_pkey PRIMARY KEY (id),
  constraint backtests_state_check CHECK ((state = ANY (ARRAY['running'::text, 'completed'::text, 'cancelled'::text, 'failed'::text])))
);
CREATE TRIGGER backtests_live_update AFTER UPDATE ON public.backtests REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION live_rows('manager', 'id');
grant delete, insert, select, update on backtests to relance_app;

create table backups (
  id bigint not null generated always as identity,
  taken_at timestamp with time zone not null,
  constraint backups_pkey PRIMARY KEY (id)
);
grant delete, insert, select, update on backups to relance_app;

create table contacts (
  id uuid not null default uuid_v7(),
  lead_id uuid not null,
  kind text not null,
  direction text not null,
  at timestamp with time zone not null,
  note text not null default ''::text,
  source text not null,
  source_key text,
  relance_id uuid,
  actor_id uuid,
  actor_name text not null default ''::text,
  recorded_at timestamp with time zone not null default relance_now(),
  undone_at timestamp with time zone,
  undone_by text,
  before jsonb,
  after jsonb,
  constraint contacts_direction_check CHECK ((direction = ANY (ARRAY['inbound'::text, 'outbound'::text]))),
  constraint contacts_kind_check CHECK ((kind = ANY (ARRAY['call'::text, 'meeting'::text, 'message'::text, 'email'::text, 'other'::text]))),
  constraint contacts_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES leads(id) ON DELETE CASCADE,
  constraint contacts_pkey PRIMARY KEY (id),
  constraint contacts_source_check CHECK ((source = ANY (ARRAY['person'::text, 'received'::text, 'echo'::text, 'import'::text, 'outcome'::text, 'field'::text])))
);
CREATE INDEX contacts_lead ON public.contacts USING btree (lead_id, at);
CREATE UNIQUE INDEX contacts_source_key ON public.contacts USING btree (source, source_key) WHERE (source_key IS NOT NULL);
CREATE TRIGGER contacts_follow_insert AFTER INSERT ON public.contacts REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION follow_contacts();
CREATE TRIGGER contacts_follow_update AFTER UPDATE ON public.contacts REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION follow_contacts();
CREATE TRIGGER contacts_live_insert AFTER INSERT ON public.contacts REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION live_received();
CREATE TRIGGER contacts_live_update AFTER UPDATE ON public.contacts REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION live_received();
grant delete, insert, select, update on contacts to relance_app;

create table country_holidays (
  country text not null,
  held_on date not null,
  constraint country_holidays_pkey PRIMARY KEY (country, held_on)
);
CREATE TRIGGER note_planning_added AFTER INSERT ON public.country_holidays REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_planning_of_holidays();
CREATE TRIGGER note_planning_moved AFTER UPDATE ON public.country_holidays REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_planning_of_holidays();
CREATE TRIGGER note_planning_removed AFTER DELETE ON public.country_holidays REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_planning_of_holidays();
grant delete, insert, select, update on country_holidays to relance_app;

create table digests (
  user_id uuid not null,
  day date not null,
  next_try_at timestamp with time zone,
  tries smallint not null default 0,
  taken_at timestamp with time zone,
  outcome text,
  constraint digests_outcome_check CHECK ((outcome = ANY (ARRAY['sent'::text, 'unknown'::text, 'given_up'::text, 'settled'::text]))),
  constraint digests_pkey PRIMARY KEY (user_id, day),
  constraint digests_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);
CREATE INDEX digests_due ON public.digests USING btree (next_try_at) WHERE (next_try_at IS NOT NULL);
grant delete, insert, select, update on digests to relance_app;

create table dry_run_rows (
  id uuid not null default uuid_v7(),
  dry_run_id uuid not null,
  kind text not null,
  lead_id uuid not null,
  closer_id uuid,
  rule_id uuid,
  step integer,
  channel text,
  due_at timestamp with time zone,
  deliver_at timestamp with time zone,
  message text,
  reason text,
  until timestamp with time zone,
  constraint dry_run_rows_dry_run_id_fkey FOREIGN KEY (dry_run_id) REFERENCES dry_runs(id) ON DELETE CASCADE,
  constraint dry_run_rows_kind_check CHECK ((kind = ANY (ARRAY['recorded'::text, 'held'::text, 'excluded'::text]))),
  constraint dry_run_rows_pkey PRIMARY KEY (id)
);
CREATE INDEX dry_run_rows_group ON public.dry_run_rows USING btree (dry_run_id, kind, reason);
CREATE INDEX dry_run_rows_lead ON public.dry_run_rows USING btree (lead_id);
grant delete, insert, select, update on dry_run_rows to relance_app;

create table dry_runs (
  id uuid not null default uuid_v7(),
  at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  report jsonb,
  constraint dry_runs_pkey PRIMARY KEY (id)
);
grant delete, insert, select, update on dry_runs to relance_app;

create table enrolment_changes (
  id bigint not null generated always as identity,
  at timestamp with time zone not null,
  run_id uuid,
  lead_id uuid not null,
  rule_id uuid not null,
  step smallint not null,
  state text not null,
  reason text,
  until timestamp with time zone,
  constraint enrolment_changes_pkey PRIMARY KEY (id),
  constraint enrolment_changes_state_check CHECK ((state = ANY (ARRAY['active'::text, 'waiting'::text, 'ended'::text])))
);
CREATE INDEX enrolment_changes_at ON public.enrolment_changes USING brin (at);
CREATE INDEX enrolment_changes_lead ON public.enrolment_changes USING btree (lead_id, at);
grant delete, insert, select, update on enrolment_changes to relance_app;

create table enrolments (
  id bigint not null generated always as identity,
  lead_id uuid not null,
  rule_id uuid not null,
  step smallint not null default 1,
  state text not null default 'active'::text,
  reason text,
  due_at timestamp with time zone not null,
  next_due_at timestamp with time zone,
  enrolled_at timestamp with time zone not null default now(),
  planned_at timestamp with time zone,
  moved_to timestamp with time zone,
  episode smallint not null default 1,
  begun_by text not null default 'matched'::text,
  begun_at timestamp with time zone,
  stopped_at timestamp with time zone,
  return_seen_at timestamp with time zone,
  not_before timestamp with time zone,
  shortened_at timestamp with time zone,
  paused_ms bigint not null default 0,
  constraint enrolments_begun_by_check CHECK ((begun_by = ANY (ARRAY['matched'::text, 'reopened'::text, 'submitted'::text, 'silence'::text, 'restarted'::text]))),
  constraint enrolments_due_while_active CHECK (((state = 'active'::text) = (next_due_at IS NOT NULL))),
  constraint enrolments_episode_check CHECK ((episode > 0)),
  constraint enrolments_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES leads(id),
  constraint enrolments_pkey PRIMARY KEY (id),
  constraint enrolments_reason_unless_active CHECK (((state = 'active'::text) OR (reason IS NOT NULL))),
  constraint enrolments_rule_id_fkey FOREIGN KEY (rule_id) REFERENCES rules(id),
  constraint enrolments_state_check CHECK ((state = ANY (ARRAY['active'::text, 'waiting'::text, 'ended'::text]))),
  constraint enrolments_step_check CHECK ((step > 0))
);
CREATE INDEX enrolments_due ON public.enrolments USING btree (next_due_at) WHERE (next_due_at IS NOT NULL);
CREATE INDEX enrolments_ended ON public.enrolments USING btree (rule_id, stopped_at) WHERE (state = 'ended'::text);
CREATE UNIQUE INDEX enrolments_episode ON public.enrolments USING btree (lead_id, rule_id, episode);
CREATE UNIQUE INDEX enrolments_one_going_on ON public.enrolments USING btree (lead_id, rule_id) WHERE (state <> 'ended'::text);
CREATE INDEX enrolments_rule ON public.enrolments USING btree (rule_id, id);
CREATE INDEX enrolments_unwritten ON public.enrolments USING btree (rule_id, id) WHERE ((state = 'waiting'::text) AND (reason = ANY (ARRAY['message_incomplete'::text, 'message_refused'::text])));
CREATE TRIGGER enrolments_begin BEFORE INSERT ON public.enrolments FOR EACH ROW EXECUTE FUNCTION begin_enrolment();
CREATE TRIGGER enrolments_stop BEFORE UPDATE ON public.enrolments FOR EACH ROW WHEN (((new.state IS DISTINCT FROM old.state) OR ((new.state = 'ended'::text) AND (new.reason IS DISTINCT FROM old.reason)))) EXECUTE FUNCTION stop_enrolment();
grant delete, insert, select, update on enrolments to relance_app;

create table frequencies (
  id uuid not null default uuid_v7(),
  name text not null,
  steps jsonb not null,
  "window" jsonb not null,
  skip_holidays boolean not null default true,
  time_zone text,
  version integer not null default 1,
  archived_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint frequencies_name_check CHECK ((name <> ''::text)),
  constraint frequencies_pkey PRIMARY KEY (id),
  constraint frequencies_steps_check CHECK (((jsonb_typeof(steps) = 'array'::text) AND (jsonb_array_length(steps) > 0))),
  constraint frequencies_window_check CHECK ((jsonb_typeof("window") = 'object'::text))
);
CREATE TRIGGER frequencies_audit_delete AFTER DELETE ON public.frequencies REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('id', '{updated_at}');
CREATE TRIGGER frequencies_audit_insert AFTER INSERT ON public.frequencies REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('id', '{updated_at}');
CREATE TRIGGER frequencies_audit_update AFTER UPDATE ON public.frequencies REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('id', '{updated_at}');
CREATE TRIGGER frequencies_keep AFTER INSERT OR UPDATE ON public.frequencies FOR EACH ROW EXECUTE FUNCTION keep_version();
CREATE TRIGGER frequencies_live_insert AFTER INSERT ON public.frequencies REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION live_rows('manager', 'id');
CREATE TRIGGER frequencies_live_update AFTER UPDATE ON public.frequencies REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION live_rows('manager', 'id');
CREATE TRIGGER frequencies_number BEFORE UPDATE ON public.frequencies FOR EACH ROW EXECUTE FUNCTION number_version();
CREATE TRIGGER note_planning AFTER UPDATE ON public.frequencies FOR EACH ROW EXECUTE FUNCTION note_planning_of_frequency();
grant delete, insert, select, update on frequencies to relance_app;

create table holiday_years (
  country text not null,
  region text not null,
  year integer not null,
  constraint holiday_years_pkey PRIMARY KEY (country, region, year)
);
grant delete, insert, select, update on holiday_years to relance_app;

create table holidays (
  held_on date not null,
  name text not null,
  is_generated boolean,
  constraint holidays_pkey PRIMARY KEY (held_on)
);
CREATE TRIGGER holidays_audit_delete AFTER DELETE ON public.holidays REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('held_on', '{}');
CREATE TRIGGER holidays_audit_insert AFTER INSERT ON public.holidays REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('held_on', '{}');
CREATE TRIGGER holidays_audit_update AFTER UPDATE ON public.holidays REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('held_on', '{}');
CREATE TRIGGER note_planning_added AFTER INSERT ON public.holidays REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_planning_of_holidays();
CREATE TRIGGER note_planning_moved AFTER UPDATE ON public.holidays REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_planning_of_holidays();
CREATE TRIGGER note_planning_removed AFTER DELETE ON public.holidays REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION note_planning_of_holidays();
grant delete, insert, select, update on holidays to relance_app;

create table import_answers (
  source text not null,
  kind text not null,
  word text not null,
  meaning text,
  answered_at timestamp with time zone not null default now(),
  constraint import_answers_pkey PRIMARY KEY (source, kind, word)
);
grant delete, insert, select, update on import_answers to relance_app;

create table import_rows (
  import_id uuid not null,
  lead_id uuid not null,
  line integer not null,
  written text not null,
  is_created boolean not null,
  before jsonb,
  after jsonb,
  constraint import_rows_pkey PRIMARY KEY (lead_id, import_id)
);
CREATE INDEX import_rows_import ON public.import_rows USING brin (import_id) WITH (pages_per_range='32', autosummarize='on');
grant delete, insert, select, update on import_rows to relance_app;

create table imports (
  id uuid not null default uuid_v7(),
  file_name text not null,
  source text,
  started_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  actor_id uuid,
  actor_name text not null,
  lines integer not null default 0,
  created integer not null default 0,
  updated integer not null default 0,
  unchanged integer not null default 0,
  refused integer not null default 0,
  undone_at timestamp with time zone,
  undone_by text,
  values_dropped_at timestamp with time zone,
  seen_at timestamp with time zone,
  last_line integer not null default 0,
  constraint imports_pkey PRIMARY KEY (id)
);
CREATE INDEX imports_started ON public.imports USING btree (started_at);
CREATE INDEX imports_with_values ON public.imports USING btree (started_at) WHERE (values_dropped_at IS NULL);
CREATE TRIGGER imports_rows_removed AFTER DELETE ON public.imports REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION drop_import_rows();
grant delete, insert, select, update on imports to relance_app;

create table lead_changes (
  seq bigint not null generated always as identity,
  lead_id uuid not null,
  is_elsewhere boolean not null default false,
  constraint lead_changes_pkey PRIMARY KEY (seq)
);
grant delete, insert, select, update on lead_changes to relance_app;

create table lead_pacing (
  lead_id uuid not null,
  last_relance_at timestamp with time zone,
  relance_count integer not null default 0,
  constraint lead_pacing_pkey PRIMARY KEY (lead_id)
) with (fillfactor=80);
grant delete, insert, select, update on lead_pacing to relance_app;

create table lead_search (
  lead_id uuid not null,
  text text not null,
  is_indexed boolean not null default false,
  constraint lead_search_pkey PRIMARY KEY (lead_id)
);
CREATE INDEX lead_search_fresh ON public.lead_search USING btree (lead_id) WHERE (NOT is_indexed);
grant delete, insert, select, update on lead_search to relance_app;

create table leads (
  id uuid not null default uuid_v7(),
  first_name text not null default ''::text,
  last_name text not null default ''::text,
  phone text,
  email text,
  company text,
  status text not null default 'new'::text,
  source text,
  tags text[] not null default '{}'::text[],
  closer_id uuid,
  time_zone text,
  locale text not null default 'fr'::text,
  custom jsonb not null default '{}'::jsonb,
  last_contact_at timestamp with time zone,
  opted_out_at timestamp with time zone,
  paused_until timestamp with time zone,
  wrong_number_at timestamp with time zone,
  erased_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  submitted_at timestamp with time zone,
  external_ids jsonb not null default '{}'::jsonb,
  job_title text,
  reopened_at timestamp with time zone,
  resubmitted_at timestamp with time zone,
  stop_suspected_at timestamp with time zone,
  constraint leads_closer_id_fkey FOREIGN KEY (closer_id) REFERENCES users(id),
  constraint leads_custom_check CHECK ((jsonb_typeof(custom) = 'object'::text)),
  constraint leads_external_ids_check CHECK ((jsonb_typeof(external_ids) = 'object'::text)),
  constraint leads_no_phone_once_erased CHECK (((erased_at IS NULL) OR (phone IS NULL))),
  constraint leads_phone_check CHECK ((phone ~ '^\+[1-9][0-9]{6,14}$'::text)),
  constraint leads_pkey PRIMARY KEY (id)
);
CREATE INDEX leads_closer ON public.leads USING btree (closer_id, id);
CREATE INDEX leads_created ON public.leads USING btree (created_at);
CREATE INDEX leads_external_ids ON public.leads USING gin (external_ids jsonb_path_ops) WHERE (external_ids <> '{}'::jsonb);
CREATE INDEX leads_last_contact ON public.leads USING btree (last_contact_at) WHERE (last_contact_at IS NOT NULL);
CREATE INDEX leads_opted_out ON public.leads USING btree (opted_out_at) WHERE (opted_out_at IS NOT NULL);
CREATE UNIQUE INDEX leads_phone ON public.leads USING btree (phone);
CREATE INDEX leads_status ON public.leads USING btree (status);
CREATE INDEX leads_stop_suspected ON public.leads USING btree (stop_suspected_at) WHERE (stop_suspected_at IS NOT NULL);
CREATE INDEX leads_submitted ON public.leads USING btree (submitted_at) WHERE (submitted_at IS NOT NULL);
CREATE INDEX leads_untouched ON public.leads USING btree (GREATEST(last_contact_at, created_at)) WHERE (erased_at IS NULL);
CREATE TRIGGER leads_added AFTER INSERT ON public.leads REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION note_new_leads();
CREATE TRIGGER leads_apply_opt_out BEFORE INSERT ON public.leads FOR EACH ROW WHEN ((COALESCE(current_setting('relance.numbers_held'::text, true), ''::text) <> 'clear'::text)) EXECUTE FUNCTION apply_opt_out();
CREATE TRIGGER leads_apply_opt_out_phone BEFORE UPDATE ON public.leads FOR EACH ROW WHEN ((new.phone IS DISTINCT FROM old.phone)) EXECUTE FUNCTION apply_opt_out();
CREATE TRIGGER leads_ask_of_submission AFTER INSERT ON public.leads FOR EACH ROW WHEN (((new.opted_out_at IS NOT NULL) AND (new.submitted_at IS NOT NULL))) EXECUTE FUNCTION ask_of_submission();
CREATE TRIGGER leads_ask_of_submission_change AFTER UPDATE ON public.leads FOR EACH ROW WHEN (((old.opted_out_at IS NOT NULL) AND ((new.submitted_at IS DISTINCT FROM old.submitted_at) OR (new.opted_out_at IS NULL) OR (new.erased_at IS DISTINCT FROM old.erased_at)))) EXECUTE FUNCTION ask_of_submission();
CREATE TRIGGER leads_audit_delete AFTER DELETE ON public.leads REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('id', '{updated_at}');
CREATE TRIGGER leads_audit_insert AFTER INSERT ON public.leads REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('id', '{updated_at}');
CREATE TRIGGER leads_audit_update AFTER UPDATE ON public.leads REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('id', '{updated_at}');
CREATE TRIGGER leads_changed AFTER UPDATE ON public.leads REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION note_changed_leads();
CREATE TRIGGER leads_end_stop_question BEFORE UPDATE ON public.leads FOR EACH ROW WHEN (((new.stop_suspected_at IS NOT NULL) AND ((new.opted_out_at IS NOT NULL) OR (new.erased_at IS NOT NULL)))) EXECUTE FUNCTION end_stop_question();
CREATE TRIGGER leads_forget_identities AFTER UPDATE OF phone ON public.leads FOR EACH ROW WHEN ((old.phone IS DISTINCT FROM new.phone)) EXECUTE FUNCTION forget_identities();
CREATE TRIGGER leads_live_insert AFTER INSERT ON public.leads REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION live_rows('closer', 'id');
CREATE TRIGGER leads_live_update AFTER UPDATE ON public.leads REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION live_rows('closer', 'id');
CREATE TRIGGER leads_lock_removed AFTER DELETE ON public.leads REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION drop_lead_lock();
CREATE TRIGGER leads_move_relances AFTER UPDATE ON public.leads REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION move_open_relances();
CREATE TRIGGER leads_note_contact AFTER INSERT ON public.leads REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION note_field_contacts();
CREATE TRIGGER leads_note_moved_contact AFTER UPDATE ON public.leads REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION note_field_contacts();
CREATE TRIGGER leads_note_opt_out AFTER INSERT ON public.leads FOR EACH ROW WHEN ((new.opted_out_at IS NOT NULL)) EXECUTE FUNCTION note_opt_out();
CREATE TRIGGER leads_note_opt_out_change AFTER UPDATE ON public.leads FOR EACH ROW WHEN (((new.opted_out_at IS DISTINCT FROM old.opted_out_at) OR ((new.opted_out_at IS NOT NULL) AND (new.phone IS DISTINCT FROM old.phone)))) EXECUTE FUNCTION note_opt_out();
CREATE TRIGGER leads_note_return BEFORE UPDATE ON public.leads FOR EACH ROW WHEN (((new.status IS DISTINCT FROM old.status) OR (new.submitted_at IS DISTINCT FROM old.submitted_at) OR (new.phone IS DISTINCT FROM old.phone) OR ((old.opted_out_at IS NOT NULL) AND (new.opted_out_at IS NULL)) OR ((old.wrong_number_at IS NOT NULL) AND (new.wrong_number_at IS NULL)))) EXECUTE FUNCTION note_return();
CREATE CONSTRAINT TRIGGER leads_reachable AFTER INSERT OR UPDATE OF phone, erased_at ON public.leads DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((new.phone IS NULL) AND (new.erased_at IS NULL))) EXECUTE FUNCTION check_reachable();
CREATE TRIGGER leads_search_added AFTER INSERT ON public.leads REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION keep_lead_search();
CREATE TRIGGER leads_search_changed AFTER UPDATE ON public.leads REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION keep_lead_search();
CREATE TRIGGER leads_search_removed AFTER DELETE ON public.leads REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION drop_lead_search();
grant delete, insert, select, update on leads to relance_app;

create table live_events (
  seq bigint not null generated always as identity,
  at timestamp with time zone not null default clock_timestamp(),
  topic text not null,
  type text not null,
  ids text[] not null,
  closer_id uuid,
  least_role text not null,
  constraint live_events_least_role_check CHECK ((least_role = ANY (ARRAY['closer'::text, 'manager'::text, 'admin'::text]))),
  constraint live_events_pkey PRIMARY KEY (seq),
  constraint live_events_type_check CHECK ((type = ANY (ARRAY['created'::text, 'updated'::text, 'deleted'::text])))
);
CREATE INDEX live_events_at ON public.live_events USING btree (at);
grant delete, insert, select, update on live_events to relance_app;

create table login_attempts (
  key bytea not null,
  attempted_at timestamp with time zone not null
);
CREATE INDEX login_attempts_at ON public.login_attempts USING btree (attempted_at);
CREATE INDEX login_attempts_key ON public.login_attempts USING btree (key, attempted_at);
grant delete, insert, select, update on login_attempts to relance_app;

create table migrations (
  id integer not null default nextval('migrations_id_seq'::regclass),
  "timestamp" bigint not null,
  name character varying not null,
  constraint "PK_8c82d7f526340ab734260ea46be" PRIMARY KEY (id)
);
grant select on migrations to relance_app;

create table notes (
  id uuid not null default uuid_v7(),
  lead_id uuid not null,
  text text not null,
  at timestamp with time zone not null default relance_now(),
  actor_id uuid,
  actor_name text not null default ''::text,
  constraint notes_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES leads(id) ON DELETE CASCADE,
  constraint notes_pkey PRIMARY KEY (id),
  constraint notes_text_check CHECK ((text <> ''::text))
);
CREATE INDEX notes_lead ON public.notes USING btree (lead_id, at);
CREATE TRIGGER notes_live_delete AFTER DELETE ON public.notes REFERENCING OLD TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION live_received();
CREATE TRIGGER notes_live_insert AFTER INSERT ON public.notes REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION live_received();
grant delete, insert, select, update on notes to relance_app;

create table notice_profiles (
  user_id uuid not null,
  "window" jsonb not null default '{"to": "19:00", "days": [1, 2, 3, 4, 5], "from": "08:00"}'::jsonb,
  has_digest boolean not null default true,
  pushed_at timestamp with time zone,
  constraint notice_profiles_pkey PRIMARY KEY (user_id),
  constraint notice_profiles_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);
grant delete, insert, select, update on notice_profiles to relance_app;

create table opt_out_key (
  id boolean not null default true,
  key bytea not null,
  constraint opt_out_key_id_check CHECK (id),
  constraint opt_out_key_pkey PRIMARY KEY (id)
);
grant delete, insert, select, update on opt_out_key to relance_app;

create table opt_outs (
  id uuid not null default uuid_v7(),
  phone_hash bytea not null,
  lead_id uuid,
  opted_out_at timestamp with time zone not null default now(),
  constraint opt_outs_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES leads(id) ON DELETE SET NULL,
  constraint opt_outs_phone_hash_key UNIQUE (phone_hash),
  constraint opt_outs_pkey PRIMARY KEY (id)
);
CREATE INDEX opt_outs_lead ON public.opt_outs USING btree (lead_id);
CREATE TRIGGER opt_outs_audit_delete AFTER DELETE ON public.opt_outs REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('id', '{phone_hash}');
CREATE TRIGGER opt_outs_audit_insert AFTER INSERT ON public.opt_outs REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('id', '{phone_hash}');
CREATE TRIGGER opt_outs_audit_update AFTER UPDATE ON public.opt_outs REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('id', '{phone_hash}');
grant delete, insert, select, update on opt_outs to relance_app;

create table passkey_challenges (
  challenge_hash bytea not null,
  user_id uuid not null,
  purpose text not null,
  holder_hash bytea not null,
  ends_at timestamp with time zone not null,
  constraint passkey_challenges_pkey PRIMARY KEY (challenge_hash),
  constraint passkey_challenges_purpose_check CHECK ((purpose = ANY (ARRAY['add'::text, 'sign_in'::text]))),
  constraint passkey_challenges_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);
CREATE INDEX passkey_challenges_ending ON public.passkey_challenges USING btree (ends_at);
CREATE INDEX passkey_challenges_user ON public.passkey_challenges USING btree (user_id);
grant delete, insert, select, update on passkey_challenges to relance_app;

create table passkeys (
  id uuid not null default gen_random_uuid(),
  user_id uuid not null,
  name text not null,
  host text not null,
  credential_id text not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  created_at timestamp with time zone not null default now(),
  last_used_at timestamp with time zone,
  constraint passkeys_credential_id_key UNIQUE (credential_id),
  constraint passkeys_pkey PRIMARY KEY (id),
  constraint passkeys_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);
CREATE INDEX passkeys_user ON public.passkeys USING btree (user_id);
grant delete, insert, select, update on passkeys to relance_app;

create table planning_changes (
  id bigint not null generated always as identity,
  kind text not null,
  frequency_id uuid,
  constraint planning_changes_kind_check CHECK ((kind = ANY (ARRAY['steps'::text, 'delivery'::text, 'zone'::text, 'holidays'::text]))),
  constraint planning_changes_pkey PRIMARY KEY (id)
);
CREATE INDEX planning_changes_kind ON public.planning_changes USING btree (kind, frequency_id);
grant delete, insert, select, update on planning_changes to relance_app;

create table push_devices (
  id uuid not null default uuid_v7(),
  user_id uuid not null,
  session_id uuid,
  endpoint text not null,
  p256dh bytea not null,
  auth bytea not null,
  device text not null default ''::text,
  created_at timestamp with time zone not null default relance_now(),
  seen_at timestamp with time zone not null default relance_now(),
  constraint push_devices_auth_check CHECK ((length(auth) = 16)),
  constraint push_devices_endpoint_check CHECK ((length(endpoint) <= 1500)),
  constraint push_devices_p256dh_check CHECK ((length(p256dh) = 65)),
  constraint push_devices_pkey PRIMARY KEY (id),
  constraint push_devices_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX push_devices_endpoint ON public.push_devices USING btree (endpoint);
CREATE INDEX push_devices_session ON public.push_devices USING btree (session_id);
CREATE INDEX push_devices_user ON public.push_devices USING btree (user_id);
grant delete, insert, select, update on push_devices to relance_app;

create table push_sends (
  id bigint not null generated always as identity,
  user_id uuid not null,
  device_id uuid,
  relance_id uuid,
  fresh integer not null,
  closes_at timestamp with time zone not null,
  created_at timestamp with time zone not null default relance_now(),
  next_try_at timestamp with time zone,
  tries smallint not null default 0,
  taken_at timestamp with time zone,
  outcome text,
  settled_at timestamp with time zone,
  constraint push_sends_device_id_fkey FOREIGN KEY (device_id) REFERENCES push_devices(id) ON DELETE SET NULL,
  constraint push_sends_outcome_check CHECK ((outcome = ANY (ARRAY['sent'::text, 'gone'::text, 'refused'::text, 'unknown'::text, 'given_up'::text, 'settled'::text]))),
  constraint push_sends_pkey PRIMARY KEY (id),
  constraint push_sends_relance_id_fkey FOREIGN KEY (relance_id) REFERENCES relances(id) ON DELETE SET NULL,
  constraint push_sends_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);
CREATE INDEX push_sends_created ON public.push_sends USING btree (created_at);
CREATE INDEX push_sends_device ON public.push_sends USING btree (device_id);
CREATE INDEX push_sends_due ON public.push_sends USING btree (next_try_at) WHERE ((next_try_at IS NOT NULL) AND (device_id IS NOT NULL));
CREATE INDEX push_sends_open ON public.push_sends USING btree (taken_at) WHERE (outcome IS NULL);
CREATE INDEX push_sends_relance ON public.push_sends USING btree (relance_id) WHERE (relance_id IS NOT NULL);
CREATE INDEX push_sends_user ON public.push_sends USING btree (user_id);
grant delete, insert, select, update on push_sends to relance_app;

create table rate_cards (
  id uuid not null default uuid_v7(),
  market text not null,
  category text not null,
  price_micros bigint not null,
  currency character(3) not null default 'EUR'::bpchar,
  valid_from date not null,
  note text,
  created_at timestamp with time zone not null default now(),
  free_per_month integer not null default 0,
  constraint rate_cards_category_check CHECK ((category = ANY (ARRAY['marketing'::text, 'utility'::text, 'authentication'::text, 'service'::text]))),
  constraint rate_cards_free_per_month_check CHECK ((free_per_month >= 0)),
  constraint rate_cards_market_check CHECK ((market ~ '^[0-9]{0,6}$'::text)),
  constraint rate_cards_pkey PRIMARY KEY (id),
  constraint rate_cards_price_micros_check CHECK ((price_micros >= 0))
);
CREATE UNIQUE INDEX rate_cards_key ON public.rate_cards USING btree (market, category, valid_from);
CREATE TRIGGER rate_cards_audit_delete AFTER DELETE ON public.rate_cards REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('id', '{created_at}');
CREATE TRIGGER rate_cards_audit_insert AFTER INSERT ON public.rate_cards REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('id', '{created_at}');
CREATE TRIGGER rate_cards_audit_update AFTER UPDATE ON public.rate_cards REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('id', '{created_at}');
grant delete, insert, select, update on rate_cards to relance_app;

create table reconciliations (
  id bigint not null generated always as identity,
  slot_at timestamp with time zone,
  mode text not null,
  state text not null default 'running'::text,
  started_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  reached uuid,
  looked integer not null default 0,
  pending integer not null default 0,
  differences jsonb not null default '{}'::jsonb,
  repaired integer not null default 0,
  constraint reconciliations_differences_check CHECK ((jsonb_typeof(differences) = 'object'::text)),
  constraint reconciliations_mode_check CHECK ((mode = ANY (ARRAY['report'::text, 'repair'::text]))),
  constraint reconciliations_pkey PRIMARY KEY (id),
  constraint reconciliations_slot_at_key UNIQUE (slot_at),
  constraint reconciliations_state_check CHECK ((state = ANY (ARRAY['running'::text, 'completed'::text])))
);
grant delete, insert, select, update on reconciliations to relance_app;

create table recovery_codes (
  user_id uuid not null,
  code_hash bytea not null,
  constraint recovery_codes_pkey PRIMARY KEY (user_id, code_hash),
  constraint recovery_codes_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);
grant delete, insert, select, update on recovery_codes to relance_app;

create table relance_actions (
  id uuid not null default uuid_v7(),
  relance_id uuid not null,
  lead_id uuid not null,
  action text not null,
  actor_id uuid,
  actor_name text not null,
  acted_at timestamp with time zone not null,
  before jsonb not null,
  after jsonb not null,
  undone_at timestamp with time zone,
  constraint relance_actions_after_check CHECK ((jsonb_typeof(after) = 'object'::text)),
  constraint relance_actions_before_check CHECK ((jsonb_typeof(before) = 'object'::text)),
  constraint relance_actions_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES leads(id),
  constraint relance_actions_pkey PRIMARY KEY (id),
  constraint relance_actions_relance_id_fkey FOREIGN KEY (relance_id) REFERENCES relances(id)
);
CREATE INDEX relance_actions_lead ON public.relance_actions USING btree (lead_id);
CREATE INDEX relance_actions_relance ON public.relance_actions USING btree (relance_id, acted_at);
grant delete, insert, select, update on relance_actions to relance_app;

create table relances (
  id uuid not null default uuid_v7(),
  enrolment_id bigint not null,
  step smallint not null,
  lead_id uuid not null,
  rule_id uuid not null,
  rule_version integer not null,
  frequency_version integer not null,
  template_id uuid not null,
  template_version integer not null,
  closer_id uuid,
  run_id uuid not null,
  channel text not null,
  state text not null,
  reason text,
  due_at timestamp with time zone not null,
  recorded_at timestamp with time zone not null,
  deliver_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  message text not null,
  opened_at timestamp with time zone,
  settled_at timestamp with time zone,
  outcome text,
  outcome_at timestamp with time zone,
  dropped_at timestamp with time zone,
  moved_at timestamp with time zone,
  first_deliver_at timestamp with time zone,
  not_before timestamp with time zone,
  written_message text,
  constraint relances_enrolment_id_fkey FOREIGN KEY (enrolment_id) REFERENCES enrolments(id),
  constraint relances_outcome_check CHECK ((outcome = ANY (ARRAY['replied'::text, 'meeting'::text, 'won'::text, 'lost'::text, 'no_answer'::text, 'wrong_number'::text, 'never_contact_again'::text]))),
  constraint relances_pkey PRIMARY KEY (id),
  constraint relances_state_check CHECK ((state = ANY (ARRAY['due'::text, 'opened'::text, 'sent'::text, 'skipped'::text, 'snoozed'::text, 'superseded'::text, 'expired'::text, 'withdrawn'::text, 'queued'::text, 'sending'::text, 'accepted'::text, 'delivered'::text, 'read'::text, 'failed'::text, 'unknown'::text])))
);
CREATE INDEX relances_awaiting ON public.relances USING btree (closer_id, deliver_at) WHERE ((outcome IS NULL) AND (state = ANY (ARRAY['sent'::text, 'accepted'::text, 'delivered'::text, 'read'::text])));
CREATE INDEX relances_closer ON public.relances USING btree (closer_id, id) WHERE (closer_id IS NOT NULL);
CREATE INDEX relances_delivered ON public.relances USING brin (deliver_at);
CREATE INDEX relances_expiring ON public.relances USING btree (expires_at) WHERE (state = ANY (ARRAY['due'::text, 'opened'::text, 'snoozed'::text, 'queued'::text]));
CREATE INDEX relances_inbox ON public.relances USING btree (closer_id, deliver_at) WHERE ((channel = 'closer'::text) AND (state = ANY (ARRAY['due'::text, 'opened'::text, 'snoozed'::text])) AND (closer_id IS NOT NULL));
CREATE INDEX relances_lead ON public.relances USING btree (lead_id, recorded_at);
CREATE UNIQUE INDEX relances_one_open_per_lead ON public.relances USING btree (lead_id) WHERE ((channel = 'closer'::text) AND (state = ANY (ARRAY['due'::text, 'opened'::text, 'snoozed'::text])));
CREATE INDEX relances_queued ON public.relances USING btree (deliver_at) WHERE (state = 'queued'::text);
CREATE INDEX relances_settled ON public.relances USING btree (settled_at) WHERE (settled_at IS NOT NULL);
CREATE UNIQUE INDEX relances_step ON public.relances USING btree (enrolment_id, step);
CREATE INDEX relances_unassigned ON public.relances USING btree (deliver_at) WHERE ((channel = 'closer'::text) AND (state = ANY (ARRAY['due'::text, 'opened'::text, 'snoozed'::text])) AND (closer_id IS NULL));
CREATE INDEX relances_unsettled ON public.relances USING btree (id) WHERE (state = ANY (ARRAY['sending'::text, 'unknown'::text]));
CREATE TRIGGER relances_audit_update AFTER UPDATE ON public.relances REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT WHEN ((current_setting('relance.actor'::text, true) <> ''::text)) EXECUTE FUNCTION audit_rows('id', '{message,written_message}');
CREATE TRIGGER relances_live_insert AFTER INSERT ON public.relances REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION live_rows('closer', 'id');
CREATE TRIGGER relances_live_update AFTER UPDATE ON public.relances REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION live_rows('closer', 'id');
CREATE TRIGGER relances_note_dropped BEFORE UPDATE OF state ON public.relances FOR EACH ROW WHEN ((old.state IS DISTINCT FROM new.state)) EXECUTE FUNCTION note_dropped_relance();
CREATE TRIGGER relances_note_freed_gaps AFTER UPDATE ON public.relances REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION note_freed_gaps();
CREATE TRIGGER relances_note_moved BEFORE UPDATE OF deliver_at ON public.relances FOR EACH ROW WHEN ((old.deliver_at IS DISTINCT FROM new.deliver_at)) EXECUTE FUNCTION note_moved_relance();
CREATE TRIGGER relances_wake_insert AFTER INSERT ON public.relances REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION wake_sender();
CREATE TRIGGER relances_wake_update AFTER UPDATE ON public.relances REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION wake_sender();
grant delete, insert, select, update on relances to relance_app;

create table repairs_release (
  id boolean not null default true,
  installed_at timestamp with time zone not null default now(),
  released_at timestamp with time zone,
  constraint repairs_release_id_check CHECK (id),
  constraint repairs_release_pkey PRIMARY KEY (id)
);
grant delete, insert, select, update on repairs_release to relance_app;

create table rule_matching (
  rule_id uuid not null,
  rule_version integer not null,
  frequency_version integer not null,
  scanned_to uuid,
  is_scanned boolean not null default false,
  matched_at timestamp with time zone not null,
  seen_at timestamp with time zone,
  seen_xid xid8,
  planned_basis text,
  planning_basis text,
  planned_to bigint,
  paused_ms bigint not null default 0,
  resumed_ms bigint not null default 0,
  followed_to timestamp with time zone,
  constraint rule_matching_pkey PRIMARY KEY (rule_id),
  constraint rule_matching_rule_id_fkey FOREIGN KEY (rule_id) REFERENCES rules(id)
);
grant delete, insert, select, update on rule_matching to relance_app;

create table rule_pauses (
  rule_id uuid not null,
  is_off boolean not null,
  paused_since timestamp with time zone,
  paused_ms bigint not null default 0,
  resumed_at timestamp with time zone,
  midway text not null default 'continue'::text,
  midway_to_ms bigint not null default 0,
  constraint rule_pauses_midway_check CHECK ((midway = ANY (ARRAY['continue'::text, 'restart'::text, 'end'::text]))),
  constraint rule_pauses_pkey PRIMARY KEY (rule_id),
  constraint rule_pauses_rule_id_fkey FOREIGN KEY (rule_id) REFERENCES rules(id) ON DELETE CASCADE
);
grant delete, insert, select, update on rule_pauses to relance_app;

create table rules (
  id uuid not null default uuid_v7(),
  name text not null,
  active boolean not null default false,
  priority integer not null default 0,
  audience jsonb not null,
  frequency_id uuid not null,
  template_ids uuid[] not null,
  channel text not null default 'closer'::text,
  stop_on text[] not null default '{replied}'::text[],
  expiry_days integer not null default 3,
  version integer not null default 1,
  archived_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  paused_at timestamp with time zone,
  pause_reason text,
  resumed_at timestamp with time zone,
  holdout_percent integer not null default 0,
  variants jsonb not null default '[]'::jsonb,
  on_contact text not null default 'restart_delay'::text,
  reentry jsonb not null default '{"on": ["reopened", "submitted"], "afterSilence": null}'::jsonb,
  constraint rules_archived_is_inactive CHECK (((archived_at IS NULL) OR (NOT active))),
  constraint rules_audience_check CHECK ((jsonb_typeof(audience) = 'object'::text)),
  constraint rules_expiry_days_check CHECK ((expiry_days > 0)),
  constraint rules_frequency_id_fkey FOREIGN KEY (frequency_id) REFERENCES frequencies(id),
  constraint rules_holdout_percent_check CHECK (((holdout_percent >= 0) AND (holdout_percent <= 50))),
  constraint rules_name_check CHECK ((name <> ''::text)),
  constraint rules_on_contact_check CHECK ((on_contact = ANY (ARRAY['restart_delay'::text, 'stop'::text, 'ignore'::text]))),
  constraint rules_paused_with_reason CHECK (((paused_at IS NULL) = (pause_reason IS NULL))),
  constraint rules_pkey PRIMARY KEY (id),
  constraint rules_reentry_check CHECK ((jsonb_typeof(reentry) = 'object'::text)),
  constraint rules_template_ids_check CHECK ((cardinality(template_ids) > 0)),
  constraint rules_variants_check CHECK ((jsonb_typeof(variants) = 'array'::text))
);
CREATE TRIGGER note_planning AFTER UPDATE ON public.rules FOR EACH ROW EXECUTE FUNCTION note_planning_of_rule();
CREATE TRIGGER rules_audit_delete AFTER DELETE ON public.rules REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('id', '{updated_at}');
CREATE TRIGGER rules_audit_insert AFTER INSERT ON public.rules REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('id', '{updated_at}');
CREATE TRIGGER rules_audit_update AFTER UPDATE ON public.rules REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('id', '{updated_at}');
CREATE TRIGGER rules_keep AFTER INSERT OR UPDATE ON public.rules FOR EACH ROW EXECUTE FUNCTION keep_version();
CREATE TRIGGER rules_live_insert AFTER INSERT ON public.rules REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION live_rows('manager', 'id');
CREATE TRIGGER rules_live_update AFTER UPDATE ON public.rules REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION live_rows('manager', 'id');
CREATE TRIGGER rules_number BEFORE UPDATE ON public.rules FOR EACH ROW EXECUTE FUNCTION number_version();
CREATE TRIGGER rules_pause_insert AFTER INSERT ON public.rules FOR EACH ROW EXECUTE FUNCTION follow_rule_pause();
CREATE TRIGGER rules_pause_update AFTER UPDATE ON public.rules FOR EACH ROW WHEN (((new.active IS DISTINCT FROM old.active) OR (new.paused_at IS DISTINCT FROM old.paused_at))) EXECUTE FUNCTION follow_rule_pause();
grant delete, insert, select, update on rules to relance_app;

create table runs (
  id uuid not null default uuid_v7(),
  trigger text not null,
  state text not null default 'running'::text,
  scheduled_for timestamp with time zone,
  missed_slots integer not null default 0,
  started_at timestamp with time zone not null,
  heartbeat_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  due integer not null default 0,
  recorded integer not null default 0,
  by_channel jsonb not null default '{}'::jsonb,
  skipped jsonb not null default '{}'::jsonb,
  remaining integer not null default 0,
  error text,
  caller text,
  caller_token_id uuid,
  by_closer jsonb not null default '{}'::jsonb,
  first_at timestamp with time zone,
  constraint runs_pkey PRIMARY KEY (id),
  constraint runs_state_check CHECK ((state = ANY (ARRAY['running'::text, 'completed'::text, 'partial'::text, 'failed'::text]))),
  constraint runs_trigger_check CHECK ((trigger = ANY (ARRAY['scheduler'::text, 'http'::text, 'manual'::text, 'cli'::text])))
);
CREATE UNIQUE INDEX runs_slot ON public.runs USING btree (scheduled_for) WHERE (scheduled_for IS NOT NULL);
CREATE INDEX runs_unfinished ON public.runs USING btree (heartbeat_at) WHERE (state = 'running'::text);
CREATE TRIGGER runs_audit AFTER UPDATE ON public.runs FOR EACH ROW WHEN (((old.state = 'running'::text) AND (new.state <> 'running'::text))) EXECUTE FUNCTION audit_run();
CREATE TRIGGER runs_live_insert AFTER INSERT ON public.runs REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION live_rows('manager', 'id');
CREATE TRIGGER runs_live_update AFTER UPDATE ON public.runs REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION live_rows('manager', 'id');
grant delete, insert, select, update on runs to relance_app;

create table schedule (
  id boolean not null default true,
  cron text not null default '0 */6 * * *'::text,
  time_zone text not null default 'Europe/Paris'::text,
  enabled boolean not null default true,
  changed_at timestamp with time zone not null default now(),
  constraint schedule_id_check CHECK (id),
  constraint schedule_pkey PRIMARY KEY (id)
);
CREATE TRIGGER schedule_audit_delete AFTER DELETE ON public.schedule REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('id', '{changed_at}');
CREATE TRIGGER schedule_audit_insert AFTER INSERT ON public.schedule REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('id', '{changed_at}');
CREATE TRIGGER schedule_audit_update AFTER UPDATE ON public.schedule REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('id', '{changed_at}');
grant delete, insert, select, update on schedule to relance_app;

create table sessions (
  token_hash bytea not null,
  user_id uuid not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  id uuid not null default uuid_v7(),
  seen_at timestamp with time zone not null,
  device text not null default ''::text,
  constraint sessions_pkey PRIMARY KEY (token_hash),
  constraint sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);
CREATE INDEX sessions_expiring ON public.sessions USING btree (expires_at);
CREATE UNIQUE INDEX sessions_id ON public.sessions USING btree (id);
CREATE INDEX sessions_user ON public.sessions USING btree (user_id);
CREATE TRIGGER sessions_rights AFTER DELETE ON public.sessions FOR EACH STATEMENT EXECUTE FUNCTION live_rights();
grant delete, insert, select, update on sessions to relance_app;

create table settings (
  id boolean not null default true,
  company_name text not null default 'Relance'::text,
  country character(2) not null default 'FR'::bpchar,
  time_zone text not null default 'Europe/Paris'::text,
  minimum_gap_minutes integer not null default 1200,
  lead_statuses jsonb not null default '[{"code": "new", "isOpen": true}, {"code": "contacted", "isOpen": true}, {"code": "meeting", "isOpen": true}, {"code": "proposal", "isOpen": true}, {"code": "won", "isOpen": false}, {"code": "lost", "isOpen": false}]'::jsonb,
  stopped_at timestamp with time zone,
  updated_at timestamp with time zone not null default now(),
  shared_queue boolean not null default false,
  retention_months integer default 36,
  retention_ran_on date,
  closer_daily_limit integer,
  opt_out_alarm_percent integer not null default 5,
  relance_caps jsonb not null default '[]'::jsonb,
  outside_window_allowed boolean not null default true,
  holiday_region text,
  lead_country_holidays boolean not null default false,
  second_factor_roles text[] not null default '{}'::text[],
  constraint settings_closer_daily_limit_check CHECK ((closer_daily_limit > 0)),
  constraint settings_id_check CHECK (id),
  constraint settings_minimum_gap_minutes_check CHECK ((minimum_gap_minutes >= 0)),
  constraint settings_opt_out_alarm_percent_check CHECK (((opt_out_alarm_percent >= 1) AND (opt_out_alarm_percent <= 100))),
  constraint settings_pkey PRIMARY KEY (id),
  constraint settings_relance_caps_check CHECK ((jsonb_typeof(relance_caps) = 'array'::text)),
  constraint settings_retention_months_check CHECK ((retention_months > 0)),
  constraint settings_second_factor_roles_check CHECK ((second_factor_roles <@ '{closer,manager,admin}'::text[]))
);
CREATE TRIGGER note_planning AFTER UPDATE ON public.settings FOR EACH ROW EXECUTE FUNCTION note_planning_of_settings();
CREATE TRIGGER settings_audit_delete AFTER DELETE ON public.settings REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('id', '{updated_at}');
CREATE TRIGGER settings_audit_insert AFTER INSERT ON public.settings REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('id', '{updated_at}');
CREATE TRIGGER settings_audit_update AFTER UPDATE ON public.settings REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('id', '{updated_at}');
CREATE TRIGGER settings_company_named AFTER UPDATE OF company_name ON public.settings FOR EACH ROW WHEN ((old.company_name IS DISTINCT FROM new.company_name)) EXECUTE FUNCTION note_company_named();
CREATE TRIGGER settings_pause AFTER UPDATE ON public.settings FOR EACH ROW WHEN (((new.stopped_at IS NULL) <> (old.stopped_at IS NULL))) EXECUTE FUNCTION follow_global_stop();
CREATE TRIGGER settings_statuses_changed AFTER UPDATE OF lead_statuses ON public.settings FOR EACH ROW WHEN ((old.lead_statuses IS DISTINCT FROM new.lead_statuses)) EXECUTE FUNCTION note_leads_of_changed_statuses();
grant delete, insert, select, update on settings to relance_app;

create table signing_keys (
  name text not null,
  key bytea not null,
  constraint signing_keys_key_check CHECK ((length(key) >= 32)),
  constraint signing_keys_pkey PRIMARY KEY (name)
);
grant delete, insert, select, update on signing_keys to relance_app;

create table slots_ahead (
  slot_at timestamp with time zone not null,
  run_id uuid not null,
  noticed_at timestamp with time zone not null,
  constraint slots_ahead_pkey PRIMARY KEY (slot_at),
  constraint slots_ahead_run_id_fkey FOREIGN KEY (run_id) REFERENCES runs(id) ON DELETE CASCADE
);
grant delete, insert, select, update on slots_ahead to relance_app;

create table spread_moves (
  spread_id uuid not null,
  enrolment_id bigint not null,
  from_at timestamp with time zone not null,
  from_reason text,
  to_at timestamp with time zone not null,
  constraint spread_moves_enrolment_id_fkey FOREIGN KEY (enrolment_id) REFERENCES enrolments(id),
  constraint spread_moves_pkey PRIMARY KEY (spread_id, enrolment_id),
  constraint spread_moves_spread_id_fkey FOREIGN KEY (spread_id) REFERENCES spreads(id) ON DELETE CASCADE
);
grant delete, insert, select, update on spread_moves to relance_app;

create table spreads (
  id uuid not null default uuid_v7(),
  at timestamp with time zone not null,
  daily_limit integer not null,
  undone_at timestamp with time zone,
  constraint spreads_pkey PRIMARY KEY (id)
);
grant delete, insert, select, update on spreads to relance_app;

create table stop_wishes (
  id uuid not null default uuid_v7(),
  lead_id uuid not null,
  source text not null,
  wish text not null,
  source_key text,
  message text not null,
  said_at timestamp with time zone not null,
  asked_at timestamp with time zone not null default relance_now(),
  answered_at timestamp with time zone,
  opts_out boolean,
  answered_by uuid,
  answered_by_name text not null default ''::text,
  before jsonb,
  after jsonb,
  constraint stop_wishes_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES users(id),
  constraint stop_wishes_check CHECK (((answered_at IS NULL) = (opts_out IS NULL))),
  constraint stop_wishes_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES leads(id) ON DELETE CASCADE,
  constraint stop_wishes_pkey PRIMARY KEY (id),
  constraint stop_wishes_source_check CHECK ((source = ANY (ARRAY['message'::text, 'note'::text, 'import'::text, 'submission'::text]))),
  constraint stop_wishes_wish_check CHECK ((wish = ANY (ARRAY['certain'::text, 'suspected'::text])))
);
CREATE INDEX stop_wishes_lead ON public.stop_wishes USING btree (lead_id);
CREATE INDEX stop_wishes_open ON public.stop_wishes USING btree (asked_at, id) WHERE (answered_at IS NULL);
CREATE UNIQUE INDEX stop_wishes_source ON public.stop_wishes USING btree (source, source_key) WHERE (source_key IS NOT NULL);
CREATE TRIGGER stop_wishes_audit_insert AFTER INSERT ON public.stop_wishes REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('id', '{message,source_key,before,after}');
CREATE TRIGGER stop_wishes_audit_update AFTER UPDATE ON public.stop_wishes REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('id', '{message,source_key,before,after}');
grant delete, insert, select, update on stop_wishes to relance_app;

create table templates (
  id uuid not null default uuid_v7(),
  name text not null,
  locale text not null default 'fr'::text,
  body text not null,
  version integer not null default 1,
  archived_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  whatsapp_name text,
  whatsapp_language text,
  whatsapp_parameters jsonb not null default '[]'::jsonb,
  constraint templates_body_check CHECK ((body <> ''::text)),
  constraint templates_name_check CHECK ((name <> ''::text)),
  constraint templates_pkey PRIMARY KEY (id),
  constraint templates_whatsapp_parameters_check CHECK ((jsonb_typeof(whatsapp_parameters) = 'array'::text))
);
CREATE TRIGGER templates_audit_delete AFTER DELETE ON public.templates REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('id', '{updated_at}');
CREATE TRIGGER templates_audit_insert AFTER INSERT ON public.templates REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('id', '{updated_at}');
CREATE TRIGGER templates_audit_update AFTER UPDATE ON public.templates REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('id', '{updated_at}');
CREATE TRIGGER templates_keep AFTER INSERT OR UPDATE ON public.templates FOR EACH ROW EXECUTE FUNCTION keep_version();
CREATE TRIGGER templates_live_insert AFTER INSERT ON public.templates REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION live_rows('manager', 'id');
CREATE TRIGGER templates_live_update AFTER UPDATE ON public.templates REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION live_rows('manager', 'id');
CREATE TRIGGER templates_mended AFTER UPDATE ON public.templates REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION note_mended_templates();
CREATE TRIGGER templates_number BEFORE UPDATE ON public.templates FOR EACH ROW EXECUTE FUNCTION number_version();
grant delete, insert, select, update on templates to relance_app;

create table told_relances (
  relance_id uuid not null,
  user_id uuid not null,
  deliver_at timestamp with time zone not null,
  told_at timestamp with time zone not null,
  constraint told_relances_pkey PRIMARY KEY (relance_id),
  constraint told_relances_relance_id_fkey FOREIGN KEY (relance_id) REFERENCES relances(id) ON DELETE CASCADE,
  constraint told_relances_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);
CREATE INDEX told_relances_user ON public.told_relances USING btree (user_id);
grant delete, insert, select, update on told_relances to relance_app;

create table users (
  id uuid not null default uuid_v7(),
  email text not null,
  name text not null,
  role text not null,
  password_hash text,
  time_zone text,
  locale text not null default 'fr'::text,
  disabled_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  has_password boolean not null generated always as ((password_hash IS NOT NULL)) stored,
  has_second_factor boolean not null default false,
  constraint users_email_check CHECK ((email = lower(email))),
  constraint users_locale_check CHECK ((locale = ANY (ARRAY['fr'::text, 'en'::text]))),
  constraint users_name_check CHECK ((name <> ''::text)),
  constraint users_pkey PRIMARY KEY (id),
  constraint users_role_check CHECK ((role = ANY (ARRAY['closer'::text, 'manager'::text, 'admin'::text])))
);
CREATE UNIQUE INDEX users_email ON public.users USING btree (email);
CREATE TRIGGER users_audit_delete AFTER DELETE ON public.users REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('id', '{updated_at,password_hash}');
CREATE TRIGGER users_audit_insert AFTER INSERT ON public.users REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('id', '{updated_at,password_hash}');
CREATE TRIGGER users_audit_update AFTER UPDATE ON public.users REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('id', '{updated_at,password_hash}');
CREATE TRIGGER users_end_rights AFTER UPDATE ON public.users FOR EACH ROW WHEN ((((new.disabled_at IS NOT NULL) AND (old.disabled_at IS NULL)) OR (new.password_hash IS DISTINCT FROM old.password_hash))) EXECUTE FUNCTION end_rights();
CREATE TRIGGER users_live_insert AFTER INSERT ON public.users REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION live_rows('admin', 'id');
CREATE TRIGGER users_live_update AFTER UPDATE ON public.users REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION live_rows('admin', 'id');
CREATE TRIGGER users_rights AFTER UPDATE OF role, disabled_at ON public.users FOR EACH STATEMENT EXECUTE FUNCTION live_rights();
CREATE TRIGGER users_rights_deleted AFTER DELETE ON public.users FOR EACH STATEMENT EXECUTE FUNCTION live_rights();
grant delete, insert, select, update on users to relance_app;

create table versions (
  resource text not null,
  resource_id uuid not null,
  version integer not null,
  snapshot jsonb not null,
  saved_at timestamp with time zone not null default now(),
  constraint versions_pkey PRIMARY KEY (resource, resource_id, version),
  constraint versions_resource_check CHECK ((resource = ANY (ARRAY['rules'::text, 'frequencies'::text, 'templates'::text])))
);
CREATE TRIGGER versions_immutable BEFORE DELETE OR UPDATE ON public.versions FOR EACH ROW EXECUTE FUNCTION refuse_version_change();
grant insert, select on versions to relance_app;

create table whatsapp_account (
  id boolean not null default true,
  people_per_day integer,
  limit_at timestamp with time zone,
  reread_at timestamp with time zone,
  constraint whatsapp_account_id_check CHECK (id),
  constraint whatsapp_account_people_per_day_check CHECK ((people_per_day > 0)),
  constraint whatsapp_account_pkey PRIMARY KEY (id)
);
grant delete, insert, select, update on whatsapp_account to relance_app;

create table whatsapp_answers (
  id uuid not null,
  lead_id uuid not null,
  number_id text not null,
  text text not null,
  actor_id uuid,
  actor_name text not null,
  taken_at timestamp with time zone not null default relance_now(),
  message_id text,
  accepted_at timestamp with time zone,
  delivered_at timestamp with time zone,
  read_at timestamp with time zone,
  failed_at timestamp with time zone,
  error_code integer,
  error_details text,
  constraint whatsapp_answers_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES leads(id),
  constraint whatsapp_answers_pkey PRIMARY KEY (id)
);
CREATE INDEX whatsapp_answers_lead ON public.whatsapp_answers USING btree (lead_id, taken_at);
CREATE INDEX whatsapp_answers_message ON public.whatsapp_answers USING btree (message_id) WHERE (message_id IS NOT NULL);
CREATE TRIGGER whatsapp_answers_live_insert AFTER INSERT ON public.whatsapp_answers REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION live_received();
CREATE TRIGGER whatsapp_answers_live_update AFTER UPDATE ON public.whatsapp_answers REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION live_received();
grant delete, insert, select, update on whatsapp_answers to relance_app;

create table whatsapp_canaries (
  number_id text not null,
  template_id uuid not null,
  template_version integer not null,
  kind text not null,
  relance_id uuid,
  opened_at timestamp with time zone,
  constraint whatsapp_canaries_kind_check CHECK ((kind = ANY (ARRAY['text'::text, 'template'::text]))),
  constraint whatsapp_canaries_pkey PRIMARY KEY (number_id, template_id, template_version, kind),
  constraint whatsapp_canaries_relance_id_fkey FOREIGN KEY (relance_id) REFERENCES relances(id),
  constraint whatsapp_canaries_template_id_fkey FOREIGN KEY (template_id) REFERENCES templates(id) ON DELETE CASCADE
);
CREATE INDEX whatsapp_canaries_relance ON public.whatsapp_canaries USING btree (relance_id) WHERE (opened_at IS NULL);
grant delete, insert, select, update on whatsapp_canaries to relance_app;

create table whatsapp_contacts (
  lead_id uuid not null,
  number_id text,
  last_inbound_at timestamp with time zone,
  not_before timestamp with time zone,
  undeliverable smallint not null default 0,
  window_closed_at timestamp with time zone,
  forgiven_at timestamp with time zone,
  constraint whatsapp_contacts_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES leads(id),
  constraint whatsapp_contacts_pkey PRIMARY KEY (lead_id)
);
grant delete, insert, select, update on whatsapp_contacts to relance_app;

create table whatsapp_events (
  key text not null,
  seq bigint not null generated always as identity,
  received_at timestamp with time zone not null default now(),
  state text not null default 'new'::text,
  message_id text,
  event jsonb,
  id uuid not null default uuid_v7(),
  names text[],
  constraint whatsapp_events_id_key UNIQUE (id),
  constraint whatsapp_events_pkey PRIMARY KEY (key),
  constraint whatsapp_events_state_check CHECK ((state = ANY (ARRAY['new'::text, 'waiting'::text, 'applied'::text, 'unreadable'::text, 'unknown'::text, 'set_aside'::text, 'foreign'::text])))
);
CREATE INDEX whatsapp_events_foreign ON public.whatsapp_events USING btree (received_at) WHERE (state = 'foreign'::text);
CREATE INDEX whatsapp_events_new ON public.whatsapp_events USING btree (seq) WHERE (state = 'new'::text);
CREATE INDEX whatsapp_events_received ON public.whatsapp_events USING btree (received_at);
CREATE INDEX whatsapp_events_unplaced ON public.whatsapp_events USING gin (names) WHERE (state = ANY (ARRAY['unknown'::text, 'set_aside'::text]));
CREATE INDEX whatsapp_events_waiting ON public.whatsapp_events USING btree (message_id) WHERE (state = 'waiting'::text);
grant delete, insert, select, update on whatsapp_events to relance_app;

create table whatsapp_identities (
  lead_id uuid not null,
  kind text not null,
  value text not null,
  learnt_from text not null,
  learnt_at timestamp with time zone not null,
  constraint whatsapp_identities_kind_check CHECK ((kind = ANY (ARRAY['phone'::text, 'wa_id'::text, 'user_id'::text, 'username'::text]))),
  constraint whatsapp_identities_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES leads(id),
  constraint whatsapp_identities_learnt_from_check CHECK ((learnt_from = ANY (ARRAY['send'::text, 'status'::text, 'reply'::text, 'echo'::text, 'preference'::text, 'quoted_message'::text, 'number_change'::text, 'id_change'::text, 'person'::text]))),
  constraint whatsapp_identities_pkey PRIMARY KEY (lead_id, kind, value),
  constraint whatsapp_identities_value_check CHECK ((value <> ''::text))
);
CREATE INDEX whatsapp_identities_value ON public.whatsapp_identities USING btree (value);
grant delete, insert, select, update on whatsapp_identities to relance_app;

create table whatsapp_messages (
  id text not null,
  lead_id uuid not null,
  at timestamp with time zone not null,
  content text not null,
  text text,
  is_reply boolean not null default true,
  about text,
  direction text not null default 'inbound'::text,
  constraint whatsapp_messages_content_check CHECK ((content = ANY (ARRAY['text'::text, 'button'::text, 'interactive'::text, 'reaction'::text, 'media'::text, 'location'::text, 'contacts'::text, 'order'::text, 'call'::text, 'other'::text, 'edited'::text, 'removed'::text, 'deleted'::text, 'welcome'::text, 'image'::text, 'video'::text, 'audio'::text, 'voice'::text, 'document'::text, 'sticker'::text]))),
  constraint whatsapp_messages_direction_check CHECK ((direction = ANY (ARRAY['inbound'::text, 'outbound'::text]))),
  constraint whatsapp_messages_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES leads(id),
  constraint whatsapp_messages_pkey PRIMARY KEY (id)
);
CREATE INDEX whatsapp_messages_lead ON public.whatsapp_messages USING btree (lead_id, at);
CREATE TRIGGER whatsapp_messages_live_insert AFTER INSERT ON public.whatsapp_messages REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION live_received();
grant delete, insert, select, update on whatsapp_messages to relance_app;

create table whatsapp_notices (
  kind text not null,
  what text not null,
  at timestamp with time zone not null,
  facts jsonb not null default '{}'::jsonb,
  noted_at timestamp with time zone,
  constraint whatsapp_notices_kind_check CHECK ((kind = ANY (ARRAY['account_notice'::text, 'template_category'::text, 'people_limit'::text]))),
  constraint whatsapp_notices_pkey PRIMARY KEY (kind, what, at)
);
CREATE INDEX whatsapp_notices_new ON public.whatsapp_notices USING btree (at) WHERE (noted_at IS NULL);
grant delete, insert, select, update on whatsapp_notices to relance_app;

create table whatsapp_numbers (
  id text not null,
  seen_at timestamp with time zone not null default now(),
  speed double precision not null default 1,
  paused_until timestamp with time zone,
  pause_reason text,
  created_at timestamp with time zone not null default now(),
  recent jsonb not null default '[]'::jsonb,
  next_at timestamp with time zone not null default '1970-01-01 00:00:00+00'::timestamp with time zone,
  quality text not null default 'UNKNOWN'::text,
  phone text,
  quality_at timestamp with time zone,
  constraint whatsapp_numbers_pkey PRIMARY KEY (id),
  constraint whatsapp_numbers_quality_check CHECK ((quality = ANY (ARRAY['GREEN'::text, 'YELLOW'::text, 'RED'::text, 'UNKNOWN'::text]))),
  constraint whatsapp_numbers_recent_check CHECK ((jsonb_typeof(recent) = 'array'::text)),
  constraint whatsapp_numbers_speed_check CHECK (((speed > (0)::double precision) AND (speed <= (1)::double precision)))
);
grant delete, insert, select, update on whatsapp_numbers to relance_app;

create table whatsapp_sends (
  relance_id uuid not null,
  rule_id uuid not null,
  number_id text not null,
  attempts smallint not null default 1,
  failures smallint not null default 0,
  due_at timestamp with time zone not null,
  taken_at timestamp with time zone not null,
  kind text not null,
  template_name text,
  template_language text,
  category text not null,
  message_id text,
  accepted_at timestamp with time zone,
  delivered_at timestamp with time zone,
  read_at timestamp with time zone,
  failed_at timestamp with time zone,
  unknown_at timestamp with time zone,
  error_code integer,
  error_details text,
  estimate_micros bigint,
  cost_micros bigint,
  currency character(3),
  listed_at timestamp with time zone,
  proved_at timestamp with time zone,
  reaction text,
  constraint whatsapp_sends_kind_check CHECK ((kind = ANY (ARRAY['text'::text, 'template'::text]))),
  constraint whatsapp_sends_pkey PRIMARY KEY (relance_id),
  constraint whatsapp_sends_relance_id_fkey FOREIGN KEY (relance_id) REFERENCES relances(id)
);
CREATE INDEX whatsapp_sends_accepted ON public.whatsapp_sends USING btree (accepted_at) WHERE (accepted_at IS NOT NULL);
CREATE INDEX whatsapp_sends_category ON public.whatsapp_sends USING btree (number_id, category, taken_at);
CREATE UNIQUE INDEX whatsapp_sends_message ON public.whatsapp_sends USING btree (message_id) WHERE (message_id IS NOT NULL);
CREATE INDEX whatsapp_sends_rule ON public.whatsapp_sends USING btree (rule_id, taken_at);
CREATE INDEX whatsapp_sends_taken ON public.whatsapp_sends USING btree (taken_at);
CREATE INDEX whatsapp_sends_unlisted ON public.whatsapp_sends USING btree (unknown_at) WHERE ((unknown_at IS NOT NULL) AND (listed_at IS NULL));
grant delete, insert, select, update on whatsapp_sends to relance_app;

create table whatsapp_set_aside (
  name_hash bytea not null,
  set_aside_at timestamp with time zone not null,
  is_erased boolean not null default false,
  constraint whatsapp_set_aside_pkey PRIMARY KEY (name_hash)
);
grant delete, insert, select, update on whatsapp_set_aside to relance_app;

create table whatsapp_settings (
  id boolean not null default true,
  stopped_at timestamp with time zone,
  stop_reason text,
  falls_back boolean not null default true,
  messages_per_second integer not null default 80,
  stop_words text[] not null default ('{stop,stopper,arret,arreter,desabonner,desinscrire,desinscription,"ne plus me contacter",unsubscribe,"opt out",cancel,quit}'::text[] || '{"stop promotions","arreter les promotions","stopper les promotions","ne plus recevoir de promotions"}'::text[]),
  monthly_budget_micros bigint,
  currency character(3) not null default 'EUR'::bpchar,
  updated_at timestamp with time zone not null default now(),
  constraint whatsapp_settings_id_check CHECK (id),
  constraint whatsapp_settings_messages_per_second_check CHECK (((messages_per_second >= 1) AND (messages_per_second <= 1000))),
  constraint whatsapp_settings_monthly_budget_micros_check CHECK ((monthly_budget_micros > 0)),
  constraint whatsapp_settings_pkey PRIMARY KEY (id)
);
CREATE TRIGGER whatsapp_settings_audit_delete AFTER DELETE ON public.whatsapp_settings REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('id', '{updated_at}');
CREATE TRIGGER whatsapp_settings_audit_insert AFTER INSERT ON public.whatsapp_settings REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('id', '{updated_at}');
CREATE TRIGGER whatsapp_settings_audit_update AFTER UPDATE ON public.whatsapp_settings REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION audit_rows('id', '{updated_at}');
CREATE TRIGGER whatsapp_settings_live_update AFTER UPDATE ON public.whatsapp_settings REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION live_rows('manager', 'id');
grant delete, insert, select, update on whatsapp_settings to relance_app;

create table whatsapp_templates (
  name text not null,
  language text not null,
  category text not null,
  status text not null,
  reason text,
  template jsonb not null,
  synced_at timestamp with time zone not null default now(),
  status_at timestamp with time zone,
  category_at timestamp with time zone,
  constraint whatsapp_templates_pkey PRIMARY KEY (name, language),
  constraint whatsapp_templates_template_check CHECK ((jsonb_typeof(template) = 'object'::text))
);
grant delete, insert, select, update on whatsapp_templates to relance_app;

CREATE OR REPLACE FUNCTION public.apply_opt_out()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if new.phone is not null and coalesce(current_setting('relance.numbers_held', true), '') not in ('on', 'clear') then
    perform pg_advisory_xact_lock_shared(1752461173, hashtext(new.phone) & 255);
  end if;
  if new.phone is not null and new.opted_out_at is null and exists (select from opt_outs) then
    select o.opted_out_at into new.opted_out_at from opt_outs o where o.phone_hash = opt_out_hash(new.phone);
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION public.ask_of_submission()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if current_setting('relance.undo', true) = 'on' then
    return null;
  end if;
  if new.opted_out_at is null or new.erased_at is not null then
    update stop_wishes set answered_at = relance_now(), opts_out = new.erased_at is not null
     where lead_id = new.id and source = 'submission' and answered_at is null;
    return null;
  end if;
  if tg_op = 'UPDATE' then
    delete from stop_wishes
     where lead_id = new.id and source = 'submission' and answered_at is null
       and said_at > coalesce(new.submitted_at, '-infinity');
    if new.resubmitted_at is not distinct from old.resubmitted_at then
      return null;
    end if;
  end if;
  if new.submitted_at > new.opted_out_at then
    insert into stop_wishes (lead_id, source, wish, source_key, message, said_at)
      values (new.id, 'submission', 'suspected', new.id || ' ' || extract(epoch from new.submitted_at), '', new.submitted_at)
      on conflict (source, source_key) where source_key is not null do nothing;
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.audit_actor()
 RETURNS jsonb
 LANGUAGE sql
 STABLE
AS $function$
  select coalesce(nullif(current_setting('relance.actor', true), '')::jsonb,
                  jsonb_build_object('origin', 'database', 'name', session_user))
$function$;

CREATE OR REPLACE FUNCTION public.audit_add(event uuid, action text, resource text, record_id text, row_count integer, details jsonb, digest bytea)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare actor jsonb := audit_actor();
begin
  insert into audit_events (id, origin, actor_id, actor_name, actor_role, request_id, action, resource, record_id,
      row_count, details, changes_digest)
    values (event, coalesce(actor->>'origin', 'database'), (actor->>'id')::uuid, coalesce(actor->>'name', '?'),
      actor->>'role', actor->>'requestId', action, resource, record_id, row_count,
      coalesce(nullif(current_setting('relance.details', true), '')::jsonb, '{}') || details || case when actor->>'tokenId' is null then '{}' else
        jsonb_build_object('tokenId', actor->>'tokenId', 'tokenOwner', actor->>'tokenOwner') end, digest);
  insert into audit_unsealed (event_id) values (event);
end $function$;

CREATE OR REPLACE FUNCTION public.audit_erase(records text[])
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  update audit_changes set salt = null, before = null, after = null where record_id = any(records) and salt is not null
$function$;

CREATE OR REPLACE FUNCTION public.audit_note(action text, resource text, record_id text, details jsonb)
 RETURNS void
 LANGUAGE sql
AS $function$
  select audit_add(uuid_v7(), action, resource, record_id, 0, details, '')
$function$;

CREATE OR REPLACE FUNCTION public.audit_rows()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
 SET enable_nestloop TO 'off'
 SET jit TO 'off'
AS $function$
declare
  event uuid := uuid_v7();
  key text := tg_argv[0];
  omitted text[] := tg_argv[1]::text[];
  digest bytea;
  only_record text;
  changed int;
begin
  if tg_op = 'INSERT' then
    with d as materialized (
      select r->>key as record_id, uuid_send(gen_random_uuid()) as salt, null::jsonb as before,
             jsonb_strip_nulls(r - omitted) as after, '{}'::text[] as fields
        from (select to_jsonb(a) as r from added a offset 0) rows
    ), kept as (
      insert into audit_changes (event_id, record_id, fields, digest, salt, before, after)
        select event, d.record_id, d.fields,
               sha256(d.salt || convert_to(array_to_string(d.fields, ',') || chr(10) || coalesce(d.before::text, '') || chr(10)
                                           || coalesce(d.after::text, ''), 'UTF8')),
               d.salt, d.before, d.after
          from d returning audit_changes.record_id, audit_changes.digest
    )
    select count(*), min(k.record_id),
           sha256(string_agg(convert_to(k.record_id, 'UTF8') || k.digest, '' order by k.record_id collate "C"))
      into changed, only_record, digest from kept k;
  elsif tg_op = 'DELETE' then
    with d as materialized (
      select r->>key as record_id, uuid_send(gen_random_uuid()) as salt, jsonb_strip_nulls(r - omitted) as before,
             null::jsonb as after, '{}'::text[] as fields
        from (select to_jsonb(b) as r from removed b offset 0) rows
    ), kept as (
      insert into audit_changes (event_id, record_id, fields, digest, salt, before, after)
        select event, d.record_id, d.fields,
               sha256(d.salt || convert_to(array_to_string(d.fields, ',') || chr(10) || coalesce(d.before::text, '') || chr(10)
                                           || coalesce(d.after::text, ''), 'UTF8')),
               d.salt, d.before, d.after
          from d returning audit_changes.record_id, audit_changes.digest
    )
    select count(*), min(k.record_id),
           sha256(string_agg(convert_to(k.record_id, 'UTF8') || k.digest, '' order by k.record_id collate "C"))
      into changed, only_record, digest from kept k;
  else
    with d as materialized (
      select b.r->>key as record_id, uuid_send(gen_random_uuid()) as salt, diff.before, diff.after, diff.fields
        from (select to_jsonb(x) as r from removed x offset 0) b
        join (select to_jsonb(x) as r from added x offset 0) a on a.r->>key = b.r->>key
        cross join lateral (
          select jsonb_object_agg(f.name, b.r->f.name) as before, jsonb_object_agg(f.name, a.r->f.name) as after,
                 array_agg(f.name order by f.name) as fields
            from jsonb_object_keys(a.r - omitted) as f(name)
           where a.r->f.name is distinct from b.r->f.name) diff
       where diff.fields is not null
    ), kept as (
      insert into audit_changes (event_id, record_id, fields, digest, salt, before, after)
        select event, d.record_id, d.fields,
               sha256(d.salt || convert_to(array_to_string(d.fields, ',') || chr(10) || coalesce(d.before::text, '') || chr(10)
                                           || coalesce(d.after::text, ''), 'UTF8')),
               d.salt, d.before, d.after
          from d returning audit_changes.record_id, audit_changes.digest
    )
    select count(*), min(k.record_id),
           sha256(string_agg(convert_to(k.record_id, 'UTF8') || k.digest, '' order by k.record_id collate "C"))
      into changed, only_record, digest from kept k;
  end if;
  if changed > 0 then
    perform audit_add(event, case tg_op when 'INSERT' then 'created' when 'UPDATE' then 'updated' else 'deleted' end,
      tg_table_name::text, case when changed = 1 then only_record end, changed, '{}', digest);
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.audit_run()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform audit_note('ran', 'runs', new.id::text, jsonb_build_object('trigger', new.trigger, 'state', new.state,
    'due', new.due, 'recorded', new.recorded, 'remaining', new.remaining)
    || case when new.caller is null then '{}' else jsonb_build_object('caller', new.caller) end
    || coalesce((select jsonb_build_object('tokenId', t.id, 'tokenOwner', u.name, 'tokenOwnerId', u.id)
                   from api_tokens t join users u on u.id = t.created_by where t.id = new.caller_token_id), '{}'));
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.begin_enrolment()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  new.return_seen_at := coalesce(new.return_seen_at, latest_return(new.lead_id));
  new.paused_ms := coalesce(pause_clock(new.rule_id), 0);
  return new;
end $function$;

CREATE OR REPLACE FUNCTION public.check_reachable()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (select from leads l where l.id = new.id and l.phone is null and l.erased_at is null)
     and not exists (select from whatsapp_identities i where i.lead_id = new.id and i.kind = 'user_id') then
    raise exception 'A lead needs a phone, or an id that stands for it.'
      using errcode = 'check_violation', constraint = 'leads_reachable', table = 'leads';
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.drop_import_rows()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  delete from import_rows where import_id in (select id from removed);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.drop_lead_lock()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  delete from lead_pacing where lead_id in (select id from removed);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.drop_lead_search()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  delete from lead_search where lead_id in (select id from removed);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.end_pauses(rules uuid[], at timestamp with time zone)
 RETURNS void
 LANGUAGE sql
AS $function$
  update rule_pauses
     set paused_ms = paused_ms + greatest(0, extract(epoch from at - paused_since) * 1000)::bigint,
         resumed_at = at, paused_since = null
   where rule_id = any(rules) and paused_since is not null
$function$;

CREATE OR REPLACE FUNCTION public.end_rights()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  delete from sessions where user_id = new.id;
  delete from push_devices where user_id = new.id;
  if new.disabled_at is not null and old.disabled_at is null then
    update api_tokens set revoked_at = now() where created_by = new.id and revoked_at is null;
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.end_stop_question()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  new.stop_suspected_at := null;
  update stop_wishes set answered_at = relance_now(), opts_out = true where lead_id = new.id and answered_at is null;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION public.follow_contacts()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if pg_trigger_depth() > 1 then
    return null;
  end if;
  -- What another transaction is just adding is not seen here: a new contact never moves the lead back.
  if tg_op = 'INSERT' then
    update leads l set last_contact_at = s.at, updated_at = relance_now()
      from (select lead_id, max(at) as at from added group by lead_id) s
     where l.id = s.lead_id and l.erased_at is null and (l.last_contact_at is null or l.last_contact_at < s.at);
  else
    update leads l set last_contact_at = s.at, updated_at = relance_now()
      from (select a.lead_id, (select max(c.at) from contacts c where c.lead_id = a.lead_id and c.undone_at is null) as at
              from added a group by a.lead_id) s
     where l.id = s.lead_id and l.erased_at is null and l.last_contact_at is distinct from s.at;
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.follow_global_stop()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform from rule_pauses order by rule_id for update;
  if new.stopped_at is not null then
    update rule_pauses set paused_since = coalesce(paused_since, relance_now()) where not is_off;
  else
    perform end_pauses(array(select rule_id from rule_pauses where not is_off), relance_now());
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.follow_rule_pause()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  is_off boolean := not new.active or new.paused_at is not null;
  was_off boolean;
  is_stopped boolean;
begin
  insert into rule_pauses (rule_id, is_off) values (new.id, true) on conflict do nothing;
  select r.is_off into was_off from rule_pauses r where r.rule_id = new.id for update;
  select stopped_at is not null into is_stopped from settings;
  if is_off and not was_off then
    update rule_pauses r set is_off = true, paused_since = coalesce(r.paused_since, relance_now())
     where r.rule_id = new.id;
  elsif was_off and not is_off then
    update rule_pauses r set is_off = false, midway = 'continue', midway_to_ms = 0 where r.rule_id = new.id;
    perform end_pauses(array[new.id], relance_now());
    if is_stopped then
      update rule_pauses r set paused_since = relance_now() where r.rule_id = new.id;
    end if;
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.forget_identities()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  -- Who shows the number that was hidden is the same person.
  if old.phone is null then
    return null;
  end if;
  delete from whatsapp_identities where lead_id = new.id;
  update whatsapp_contacts set last_inbound_at = null, window_closed_at = null, undeliverable = 0 where lead_id = new.id;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.job_search_text(job_title text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select case when coalesce(job_title, '') = '' then ''
              else search_words(job_title) || ' ' || search_squeezed(job_title) || ' ' end
$function$;

CREATE OR REPLACE FUNCTION public.keep_lead_search()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'INSERT' then
    insert into lead_search (lead_id, text) select a.id, lead_search_text(a.first_name, a.last_name, a.company, a.email, a.phone) || job_search_text(a.job_title) from added a;
  else
    execute $sql$
      update lead_search s set text = lead_search_text(a.first_name, a.last_name, a.company, a.email, a.phone) || job_search_text(a.job_title), is_indexed = false
        from added a join removed b using (id)
       where s.lead_id = a.id and (a.first_name, a.last_name, a.company, a.email, a.phone, a.job_title) is distinct from (b.first_name, b.last_name, b.company, b.email, b.phone, b.job_title) $sql$;
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.keep_version()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into versions (resource, resource_id, version, snapshot)
    values (tg_table_name, new.id, new.version,
            to_jsonb(new) - '{version,updated_at,created_at,paused_at,pause_reason,resumed_at}'::text[])
    on conflict do nothing;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.latest_return(lead uuid)
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE
AS $function$
  select greatest(reopened_at, resubmitted_at) from leads where id = lead
$function$;

CREATE OR REPLACE FUNCTION public.lead_search_text(first_name text, last_name text, company text, email text, phone text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
AS $function$
declare
  -- A sign that no field holds keeps them apart.
  words text := coalesce(first_name, '') || chr(1) || coalesce(last_name, '') || chr(1) || coalesce(company, '') || chr(1)
    || coalesce(email, '');
  signs text := '[][[:space:]!-/:-@\\^_`{-~]+';
  fields text[];
begin
  if octet_length(words) <> length(words) then
    words := replace(words, 'é', 'e');
    if octet_length(words) <> length(words) then
      words := translate(words, 'èêëàâäçîïôöùûüáíóúñÉÈÊËÀÂÄÇÎÏÔÖÙÛÜÁÍÓÚÑ', 'eeeaaaciioouuuaiounEEEEAAACIIOOUUUAIOUN');
    end if;
    if octet_length(words) <> length(words) then
      words := regexp_replace(normalize(words, NFKD), '[\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]', '', 'g');
    end if;
  end if;
  words := lower(words);
  if octet_length(words) <> length(words) then
    words := translate(replace(replace(replace(replace(replace(words, 'œ', 'oe'), 'Œ', 'oe'), 'æ', 'ae'), 'Æ', 'ae'), 'ß', 'ss'), 'øØłŁđĐð', 'oollddd');
    signs := '[][[:space:]!-/:-@\\^_`{-~\u00a0-\u00bf\u2000-\u206f\u3000]+';
  end if;
  fields := string_to_array(regexp_replace(words, signs, ' ', 'g'), chr(1));
  return concat_ws(' ', '', fields[1], fields[2], fields[3],
    case when strpos(trim(fields[1]), ' ') > 0 then replace(fields[1], ' ', '') end,
    case when strpos(trim(fields[2]), ' ') > 0 then replace(fields[2], ' ', '') end,
    case when strpos(trim(fields[3]), ' ') > 0 then replace(fields[3], ' ', '') end,
    replace(fields[4], ' ', ''), search_digits(phone), '');
end $function$;

CREATE OR REPLACE FUNCTION public.live_add(topic text, type text, ids text[], closer_id uuid, least_role text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare seq bigint;
begin
  insert into live_events (topic, type, ids, closer_id, least_role) values (topic, type, ids, closer_id, least_role)
    returning live_events.seq into seq;
  perform pg_notify('relance_live', seq::text);
end $function$;

CREATE OR REPLACE FUNCTION public.live_received()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform live_add('resource/leads', 'updated', ids, closer, 'closer')
    from (select case when count(distinct l.id) <= 500 then array_agg(distinct l.id::text) else '{}' end as ids, l.closer_id as closer
            from added a join leads l on l.id = a.lead_id group by l.closer_id) g;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.live_rights()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform live_add('rights', 'deleted', '{}', null, 'admin');
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.live_rows()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  type text := case tg_op when 'INSERT' then 'created' when 'UPDATE' then 'updated' else 'deleted' end;
  least text := tg_argv[0];
begin
  if least = 'closer' then
    if tg_op = 'INSERT' then
      perform live_add('resource/' || tg_table_name, type, ids, closer, least)
        from (select case when count(*) <= 500 then array_agg(id::text) else '{}' end as ids, closer_id as closer
                from added group by closer_id) g;
    elsif tg_op = 'UPDATE' then
      perform live_add('resource/' || tg_table_name, type, ids, closer, least)
        from (select case when count(*) <= 500 then array_agg(distinct id::text) else '{}' end as ids, closer_id as closer
                from (select id, closer_id from added union select id, closer_id from removed) both_sides
               group by closer_id) g;
    end if;
  elsif tg_op = 'DELETE' then
    perform live_add('resource/' || tg_table_name, type, ids, null, least)
      from (select array_agg(r->>tg_argv[1]) as ids from (select to_jsonb(b) as r from removed b) rows) g where ids is not null;
  else
    perform live_add('resource/' || tg_table_name, type, ids, null, least)
      from (select array_agg(r->>tg_argv[1]) as ids from (select to_jsonb(a) as r from added a) rows) g where ids is not null;
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.move_open_relances()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  execute $sql$
    update relances r set closer_id = a.closer_id
      from added a join removed b using (id)
     where a.closer_id is distinct from b.closer_id and r.lead_id = a.id and r.channel = 'closer'
       and r.state in ('due', 'opened', 'snoozed') and r.closer_id is not distinct from b.closer_id $sql$;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.note_changed_leads()
 RETURNS trigger
 LANGUAGE plpgsql
 SET enable_nestloop TO 'off'
 SET jit TO 'off'
AS $function$
begin
  insert into lead_changes (lead_id, is_elsewhere)
    select after.id, (after.time_zone, after.phone) is distinct from (before.time_zone, before.phone)
      from after join before using (id)
     where to_jsonb(after) - 'updated_at' is distinct from to_jsonb(before) - 'updated_at';
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.note_company_named()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into lead_changes (lead_id)
    select distinct lead_id from enrolments
     where state = 'waiting' and reason in ('message_incomplete', 'message_refused');
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.note_dropped_relance()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  new.dropped_at := case when new.state in ('withdrawn', 'superseded', 'expired') then relance_now() end;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION public.note_field_contacts()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  actor jsonb := audit_actor();
  origin text := case when current_setting('relance.contact_source', true) = 'import' then 'import' else 'field' end;
  moved uuid[];
begin
  if pg_trigger_depth() > 1 then
    return null;
  end if;
  if tg_op = 'INSERT' then
    insert into contacts (lead_id, kind, direction, at, source, actor_id, actor_name)
      select id, 'other', 'outbound', last_contact_at, origin, (actor ->> 'id')::uuid, coalesce(actor ->> 'name', '')
        from added where last_contact_at is not null and erased_at is null;
    return null;
  end if;
  -- Planned anew each time: a plan that is kept from an update of one row compares every row with every other.
  execute 'select array_agg(id) from added a join removed b using (id)
            where a.last_contact_at is distinct from b.last_contact_at' into moved;
  if moved is null then
    return null;
  end if;
  update contacts c set undone_at = relance_now(), undone_by = coalesce(actor ->> 'name', '')
    from leads a
   where a.id = any(moved) and c.lead_id = a.id and c.undone_at is null
     and c.source in ('field', 'import') and (a.last_contact_at is null or c.at > a.last_contact_at);
  insert into contacts (lead_id, kind, direction, at, source, actor_id, actor_name)
    select a.id, 'other', 'outbound', a.last_contact_at, origin,
           (actor ->> 'id')::uuid, coalesce(actor ->> 'name', '')
      from leads a
     where a.id = any(moved) and a.last_contact_at is not null and a.erased_at is null and not exists (
       select from contacts c where c.lead_id = a.id and c.at = a.last_contact_at and c.undone_at is null);
  update leads l set last_contact_at = s.latest
    from (select a.id, (select max(c.at) from contacts c where c.lead_id = a.id and c.undone_at is null) as latest
            from leads a where a.id = any(moved) and a.erased_at is null) s
   where l.id = s.id and l.last_contact_at is distinct from s.latest;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.note_freed_gaps()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into lead_changes (lead_id)
    select distinct after.lead_id from after join before using (id)
     where (after.state in ('withdrawn', 'skipped', 'expired', 'failed')
              and before.state not in ('withdrawn', 'skipped', 'expired', 'failed')
            or before.state = 'sent' and after.state <> 'sent'
            or after.deliver_at < before.deliver_at)
       and exists (select from enrolments e where e.lead_id = after.lead_id and e.state = 'active'
                      and e.reason in ('minimum_gap', 'cap_reached', 'outranked') and e.id <> after.enrolment_id);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.note_leads_of_changed_statuses()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into lead_changes (lead_id)
    select id from leads where status = any(array(
      select coalesce(o.code, n.code)
        from (select s ->> 'code' as code from jsonb_array_elements(old.lead_statuses) s where (s ->> 'isOpen')::boolean) o
        full join (select s ->> 'code' as code from jsonb_array_elements(new.lead_statuses) s where (s ->> 'isOpen')::boolean) n
          using (code)
       where o.code is null or n.code is null));
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.note_mended_templates()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into lead_changes (lead_id)
    select distinct e.lead_id
      from enrolments e join rules r on r.id = e.rule_id
     where e.state = 'waiting' and e.reason in ('message_incomplete', 'message_refused')
       and exists (
         select from after a join before b using (id)
          where a.body is distinct from b.body
            and (a.id = any(r.template_ids) or r.variants @> jsonb_build_array(jsonb_build_object('templateId', a.id))));
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.note_moved_relance()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  new.moved_at := coalesce(old.moved_at, relance_now());
  new.first_deliver_at := coalesce(old.first_deliver_at, old.deliver_at);
  return new;
end $function$;

CREATE OR REPLACE FUNCTION public.note_new_leads()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into lead_changes (lead_id) select id from added;
  insert into lead_pacing (lead_id) select id from added on conflict do nothing;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.note_opt_out()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if new.phone is null then
    return null;
  end if;
  if new.opted_out_at is not null then
    insert into opt_outs (phone_hash, lead_id, opted_out_at)
      values (opt_out_hash(new.phone), new.id, new.opted_out_at)
      on conflict (phone_hash) do update set lead_id = excluded.lead_id;
  else
    delete from opt_outs where phone_hash = opt_out_hash(new.phone);
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.note_planning_of_frequency()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if (old.steps, old.time_zone) is distinct from (new.steps, new.time_zone) then
    insert into planning_changes (kind, frequency_id) values ('steps', new.id);
  end if;
  if (old."window", old.time_zone, old.skip_holidays) is distinct from (new."window", new.time_zone, new.skip_holidays) then
    insert into planning_changes (kind, frequency_id) values ('delivery', new.id);
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.note_planning_of_holidays()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into planning_changes (kind) select 'holidays' where exists (select from changed);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.note_planning_of_rule()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if old.frequency_id <> new.frequency_id then
    insert into planning_changes (kind, frequency_id) values ('steps', new.frequency_id), ('delivery', new.frequency_id);
  elsif old.expiry_days is distinct from new.expiry_days then
    insert into planning_changes (kind, frequency_id) values ('delivery', new.frequency_id);
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.note_planning_of_settings()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if old.time_zone <> new.time_zone then
    insert into planning_changes (kind) values ('zone');
  end if;
  if old.lead_country_holidays <> new.lead_country_holidays then
    insert into planning_changes (kind) values ('holidays');
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION public.note_return()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  statuses jsonb := (select lead_statuses from settings);
  was_open boolean := exists (select from jsonb_array_elements(statuses) s where s ->> 'code' = old.status and (s ->> 'isOpen')::boolean);
  is_open boolean := exists (select from jsonb_array_elements(statuses) s where s ->> 'code' = new.status and (s ->> 'isOpen')::boolean);
  at timestamptz := greatest(relance_now(), old.reopened_at + interval '1 millisecond', old.resubmitted_at + interval '1 millisecond');
begin
  if new.erased_at is not null or current_setting('relance.undo', true) = 'on' then
    return new;
  end if;
  if new.phone is distinct from old.phone and new.wrong_number_at is not distinct from old.wrong_number_at then
    new.wrong_number_at := null;
  end if;
  if new.submitted_at is distinct from old.submitted_at
     and new.submitted_at > coalesce(greatest(old.last_contact_at, new.last_contact_at, old.submitted_at), old.created_at) then
    new.resubmitted_at := at;
    if not is_open and new.status = old.status then
      new.status := coalesce(
        (select s ->> 'code' from jsonb_array_elements(statuses) with ordinality as x(s, place)
          where (s ->> 'isOpen')::boolean order by place limit 1), new.status);
      is_open := true;
    end if;
  end if;
  if is_open and not was_open or old.opted_out_at is not null and new.opted_out_at is null
     or old.wrong_number_at is not null and new.wrong_number_at is null then
    new.reopened_at := at;
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION public.number_locks(phones text[])
 RETURNS SETOF integer
 LANGUAGE sql
AS $function$
  select distinct hashtext(phone) & 255 from unnest(phones) as p(phone) where phone is not null order by 1
$function$;

CREATE OR REPLACE FUNCTION public.number_version()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare noise text[] := '{version,updated_at,paused_at,pause_reason,resumed_at}';
begin
  new.updated_at := now();
  if to_jsonb(new) - noise is distinct from to_jsonb(old) - noise then
    new.version := old.version + 1;
  else
    new.version := old.version;
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION public.opt_out_hash(phone text)
 RETURNS bytea
 LANGUAGE sql
 STABLE
AS $function$
  select sha256(key || convert_to(phone, 'UTF8')) from opt_out_key
$function$;

CREATE OR REPLACE FUNCTION public.pause_clock(rule uuid)
 RETURNS bigint
 LANGUAGE sql
 STABLE
AS $function$
  select paused_ms + coalesce(greatest(0, extract(epoch from relance_now() - paused_since) * 1000)::bigint, 0)
    from rule_pauses where rule_id = rule
$function$;

CREATE OR REPLACE FUNCTION public.planning_basis(frequency uuid, expiry_days integer)
 RETURNS text
 LANGUAGE sql
 STABLE
AS $function$
  select md5(jsonb_build_array(f.steps, f.time_zone, s.time_zone,
               case when f.steps @? '$[*].after.unit ? (@ == "workingDays")' then h.days end)::text)
      || '.' || (select count(*) from planning_changes c
                  where (c.kind = 'steps' and c.frequency_id = f.id or c.kind = 'zone' or c.kind = 'holidays' and f.steps @? '$[*].after.unit ? (@ == "workingDays")'))
      || ' ' || md5(jsonb_build_array(f."window", f.time_zone, s.time_zone, expiry_days, f.skip_holidays,
                      case when f.skip_holidays then h.days end)::text)
      || '.' || (select count(*) from planning_changes c
                  where (c.kind = 'delivery' and c.frequency_id = f.id or c.kind = 'zone' or c.kind = 'holidays' and f.skip_holidays))
    from frequencies f, settings s,
         lateral (select jsonb_build_array((select string_agg(held_on::text, ',' order by held_on) from holidays),
                    case when s.lead_country_holidays then
                      (select string_agg(country || held_on, ',' order by country, held_on) from country_holidays) end)::text as days) h
   where f.id = frequency
$function$;

CREATE OR REPLACE FUNCTION public.refuse_audit_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'The audit log is append-only: % on % is refused.', tg_op, tg_table_name
    using errcode = 'insufficient_privilege';
end $function$;

CREATE OR REPLACE FUNCTION public.refuse_version_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'A saved version is never changed: save the % again to make a new one.', old.resource;
end $function$;

CREATE OR REPLACE FUNCTION public.relance_now()
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select coalesce(nullif(current_setting('relance.now', true), '')::timestamptz, date_trunc('milliseconds', now()))
$function$;

CREATE OR REPLACE FUNCTION public.search_digits(phone text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select substr(phone, 2) || ' 0' || regexp_replace(substr(phone, 2),
    '^(1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|(2[1-689]|3[578]|42|5[09]|6[7-9]|8[0357-9]|9[679])[0-9])', '')
$function$;

CREATE OR REPLACE FUNCTION public.search_squeezed(written text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select replace(search_words(written), ' ', '')
$function$;

CREATE OR REPLACE FUNCTION public.search_words(written text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select trim(both from regexp_replace(
    translate(replace(replace(replace(replace(replace(lower(
      regexp_replace(normalize(coalesce(written, ''), NFKD), '[\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]', '', 'g')), 'œ', 'oe'), 'Œ', 'oe'), 'æ', 'ae'), 'Æ', 'ae'), 'ß', 'ss'), 'øØłŁđĐð', 'oollddd'),
    '[][[:space:]!-/:-@\\^_`{-~\u00a0-\u00bf\u2000-\u206f\u3000]+', ' ', 'g'))
$function$;

CREATE OR REPLACE FUNCTION public.settle_lead_search()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if to_regclass('lead_search_text') is not null then
    perform gin_clean_pending_list('lead_search_text');
  end if;
end $function$;

CREATE OR REPLACE FUNCTION public.share_number_locks(phones text[])
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare held text := current_setting('relance.numbers_held', true);
begin
  perform pg_advisory_xact_lock_shared(1752461173, lock) from number_locks(phones) as lock;
  perform set_config('relance.numbers_held', case when coalesce(held, '') in ('', 'clear') and not exists (
      select from opt_outs where phone_hash = any(array(select opt_out_hash(phone) from unnest(phones) phone)))
    then 'clear' else 'on' end, true);
end $function$;

CREATE OR REPLACE FUNCTION public.stop_enrolment()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if current_setting('relance.undo', true) = 'on' then
    return new;
  end if;
  if new.state = 'active' then
    new.stopped_at := null;
  elsif old.state = 'active' or new.state = 'ended' then
    new.stopped_at := relance_now();
  end if;
  if new.state = 'ended' then
    new.return_seen_at := latest_return(new.lead_id);
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION public.take_number_locks(phones text[])
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  perform pg_advisory_xact_lock(1752461173, lock) from number_locks(phones) as lock;
end $function$;

CREATE OR REPLACE FUNCTION public.uuid_v7()
 RETURNS uuid
 LANGUAGE sql
 PARALLEL SAFE
AS $function$
  select encode(
    set_bit(set_bit(
      overlay(uuid_send(gen_random_uuid())
        placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6),
      52, 1), 53, 1), 'hex')::uuid
$function$;

CREATE OR REPLACE FUNCTION public.wake_sender()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if exists (select from added where state = 'queued') then
    notify relance_queue;
  end if;
  return null;
end $function$;
