-- note_sign_in(): a session that begins or ends is told on the person's memberships, whose events
-- automations may listen to. Runs as the accounts role, which writes sessions.
create or replace function note_sign_in() returns trigger language plpgsql
set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    update members set signed_in_at = clock_timestamp() where user_id = new.user_id;
  else
    update members set signed_out_at = clock_timestamp() where user_id = old.user_id;
  end if;
  return null;
end $$;
