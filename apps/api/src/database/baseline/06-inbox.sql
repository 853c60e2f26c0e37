-- What closers do, and how it is taken back.

-- What was done to a relance, with all that an undo has to put back: the relance, its lead, its enrolments, as they were.
create table relance_actions (
  id uuid primary key default uuid_v7(),
  relance_id uuid not null references relances,
  lead_id uuid not null references leads,
  action text not null,
  actor_id uuid,
  actor_name text not null,
  acted_at timestamptz not null,
  before jsonb not null check (jsonb_typeof(before) = 'object'),
  after jsonb not null check (jsonb_typeof(after) = 'object'),
  undone_at timestamptz
);
create index relance_actions_relance on relance_actions (relance_id, acted_at);
create index relance_actions_lead on relance_actions (lead_id);

-- An open item follows its lead to another closer, unless it was handed to somebody else before.
create function move_open_relances() returns trigger language plpgsql as $$
begin
  update relances r set closer_id = a.closer_id
    from added a join removed b using (id)
   where a.closer_id is distinct from b.closer_id and r.lead_id = a.id and r.channel = 'closer'
     and r.state in ('due', 'opened', 'snoozed') and r.closer_id is not distinct from b.closer_id;
  return null;
end $$;
create trigger leads_move_relances after update on leads referencing old table as removed new table as added
  for each statement execute function move_open_relances();
