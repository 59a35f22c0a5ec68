-- One way of a person through Facebook's consent dialog: started here, back with a code, then Pages
-- are chosen. Short-lived; the user's token is needed until they are chosen and never longer.
create table meta_connects (
  workspace_id uuid not null references workspaces (id) on delete cascade,
  id uuid not null default uuidv7(),
  -- Nobody else may come back with this state: 'member:<id>'.
  started_by text not null,
  -- SHA-256 of the state: who reads this table cannot finish somebody's way.
  state_hash text not null,
  -- Set when Facebook sent the person back: from then on the state is used up.
  returned_at timestamptz,
  sealed_token text,
  scopes text[] not null default '{}',
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, state_hash)
);
create index meta_connects_expired on meta_connects (expires_at);
