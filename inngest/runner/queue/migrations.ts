// The runner's own migrations, in order. A released one never changes; add another.

export const migrations: readonly string[] = [
  `
  create table events (
    seq bigint generated always as identity primary key,
    id text not null unique,
    name text not null,
    payload jsonb not null,
    due_at timestamptz not null,
    received_at timestamptz not null default now(),
    processed_at timestamptz
  );
  create index events_unprocessed on events (due_at) where processed_at is null;
  create index events_received on events (received_at);

  create table runs (
    id text primary key,
    function_id text not null,
    events jsonb not null,
    status text not null default 'running' check (status in ('running', 'completed', 'failed', 'cancelled')),
    priority smallint not null default 0,
    keys text[] not null default '{}',
    stack text[] not null default '{}',
    rediscover boolean not null default false,
    parent_run text,
    parent_step text,
    traceparent text not null,
    output jsonb,
    error jsonb,
    created_at timestamptz not null default now(),
    ended_at timestamptz
  );
  create index runs_ended on runs (ended_at) where ended_at is not null;
  create index runs_function on runs (function_id, created_at);

  create table steps (
    run_id text not null references runs on delete cascade,
    step_id text not null,
    op text not null,
    name text not null,
    race boolean not null default false,
    result jsonb,
    created_at timestamptz not null default now(),
    done_at timestamptz,
    primary key (run_id, step_id)
  );

  create table items (
    id bigint generated always as identity primary key,
    run_id text not null references runs on delete cascade,
    function_id text not null,
    step_id text not null,
    attempt integer not null default 0,
    priority smallint not null default 0,
    keys text[] not null default '{}',
    state text not null default 'scheduled' check (state in ('scheduled', 'blocked', 'leased')),
    blocked_on text,
    run_at timestamptz not null default now(),
    token uuid,
    worker text
  );
  create unique index items_run_step on items (run_id, step_id);
  create index items_leased on items (worker) where state = 'leased';
  create index items_blocked on items (blocked_on, priority desc, id) where state = 'blocked';

  create table waits (
    run_id text not null references runs on delete cascade,
    step_id text not null,
    kind text not null check (kind in ('sleep', 'event', 'invoke')),
    event_name text,
    expression text,
    due_at timestamptz not null,
    primary key (run_id, step_id)
  );
  create index waits_event on waits (event_name) where kind = 'event';

  create table cancellations (
    run_id text not null references runs on delete cascade,
    event_name text not null,
    expression text,
    until timestamptz
  );
  create index cancellations_event on cancellations (event_name);
  create index cancellations_run on cancellations (run_id);

  create table idempotency (
    function_id text not null,
    key text not null,
    expires_at timestamptz not null,
    primary key (function_id, key)
  );

  create table rate_starts (
    function_id text not null,
    key text not null,
    at timestamptz not null
  );
  create index rate_starts_key on rate_starts (function_id, key, at);

  create table throttles (
    function_id text not null,
    key text not null,
    next_at timestamptz not null,
    primary key (function_id, key)
  );

  create table debounces (
    function_id text not null,
    key text not null,
    event jsonb not null,
    first_at timestamptz not null default now(),
    due_at timestamptz not null,
    primary key (function_id, key)
  );

  create table batches (
    function_id text not null,
    key text not null,
    id uuid not null default gen_random_uuid(),
    events jsonb not null,
    due_at timestamptz not null,
    primary key (function_id, key)
  );

  create table crons (
    function_id text not null,
    expression text not null,
    next_at timestamptz not null,
    primary key (function_id, expression)
  );

  create table workers (
    id text primary key,
    lock_no integer not null,
    pool_id text,
    process text not null,
    started_at timestamptz not null default now(),
    heartbeat_at timestamptz not null default now()
  );
  create sequence worker_locks as integer cycle;
  `,
  "alter table runs drop column rediscover",
];
