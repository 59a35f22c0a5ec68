-- current_event_epoch(): the epoch that a client's cursor belongs to. After a restore into another
-- cluster the stored transaction ids mean nothing: they are rewritten to "long finished" once, and
-- the epoch grows so that clients load afresh.
create or replace function current_event_epoch() returns int language plpgsql
security definer set search_path = public, pg_temp as $$
declare
  here constant bigint := (select system_identifier from pg_control_system());
  known record;
  reached record;
begin
  select * into known from event_epoch;
  if known.system_identifier = here then return known.epoch; end if;
  perform pg_advisory_xact_lock(hashtext('current_event_epoch'));
  select * into known from event_epoch;
  if known.system_identifier = here then return known.epoch; end if;
  if known is null then
    insert into event_epoch (system_identifier) values (here);
    return 1;
  end if;
  -- Readers go by (xid, id). What all of them have read becomes 3, the rest 4: by position
  -- alone a commit that came late would be passed over. Both tables in one statement, one snapshot:
  -- a pending event whose event has another xid is lost.
  select xid, id into reached from event_readers order by xid, id limit 1;
  with pending as (
    update pending_events set
      xid = case when (xid, id) > (reached.xid, reached.id) or id > reached.id then 4 else 3 end
    where true)
  update events set
    xid = case when (xid, id) > (reached.xid, reached.id) or id > reached.id then 4 else 3 end
  where true;
  update event_readers set xid = 4, id = 0;
  update event_epoch set system_identifier = here, epoch = epoch + 1;
  return known.epoch + 1;
end $$;
revoke execute on function current_event_epoch() from public;
grant execute on function current_event_epoch() to switchyard_app, switchyard_engine;
