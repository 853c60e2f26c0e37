-- People: accounts, sessions, attempts to sign in, bearers for scripts, absences.

-- RFC 9562 version 7: 48 bits of Unix milliseconds, then randomness. PostgreSQL has its own only from version 18.
create function uuid_v7() returns uuid language sql volatile parallel safe as $$
  select encode(
    set_bit(set_bit(
      overlay(uuid_send(gen_random_uuid())
        placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6),
      52, 1), 53, 1), 'hex')::uuid
$$;

create table users (
  id uuid primary key default uuid_v7(),
  email text not null check (email = lower(email)),
  name text not null check (name <> ''),
  role text not null check (role in ('closer', 'manager', 'admin')),
  password_hash text,
  time_zone text,
  locale text not null default 'fr' check (locale in ('fr', 'en')),
  disabled_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index users_email on users (email);

-- Only a hash of the token is kept: who reads the table cannot sign in with it.
create table sessions (
  token_hash bytea primary key,
  user_id uuid not null references users on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  id uuid not null default uuid_v7(),
  seen_at timestamptz not null,
  device text not null default ''
);
create index sessions_user on sessions (user_id);
create index sessions_expiring on sessions (expires_at);
create unique index sessions_id on sessions (id);

-- Failed and pending attempts to sign in, counted here so that every replica sees all of them. Keys are hashed.
create table login_attempts (
  key bytea not null,
  attempted_at timestamptz not null
);
create index login_attempts_key on login_attempts (key, attempted_at);
create index login_attempts_at on login_attempts (attempted_at);

-- Bearers for scripts: only a hash is kept, and what the bearer may do at most.
create table api_tokens (
  id uuid primary key default uuid_v7(),
  name text not null check (name <> ''),
  token_hash bytea not null unique,
  role text not null check (role in ('manager', 'admin', 'trigger')),
  read_only boolean not null default false,
  created_by uuid references users,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz
);

-- Whole days, both included, in the company's zone. Without a stand-in, what falls due is put off.
create table absences (
  id uuid primary key default uuid_v7(),
  user_id uuid not null references users on delete cascade,
  from_on date not null,
  to_on date not null,
  stand_in_id uuid references users,
  created_at timestamptz not null default now(),
  constraint absences_from_to check (from_on <= to_on),
  constraint absences_stand_in_is_another check (stand_in_id <> user_id)
);
create index absences_user on absences (user_id, to_on);
