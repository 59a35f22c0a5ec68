-- keep_event_partitions(keep_days): makes the partitions of the coming three days and drops those
-- whose retention has ended. Returns the names of what it made and dropped.
-- Runs as its owner: only an owner may create and drop tables.
create or replace function keep_event_partitions(keep_days int)
returns text[] language plpgsql security definer set search_path = public, pg_temp as $$
declare
  done text[] := '{}';
  day date;
  name text;
begin
  if keep_days < 1 then raise exception 'keep_days must be at least 1'; end if;
  perform pg_advisory_xact_lock(hashtext('keep_event_partitions'));
  for i in 0..3 loop
    day := (now() at time zone 'utc')::date + i;
    name := 'events_' || to_char(day, 'YYYYMMDD');
    -- Rows already in the default partition for that day would make the attach fail: wait a day.
    if to_regclass(name) is null and not exists (
      select from events_default where at >= day::timestamp at time zone 'utc'
        and at < (day + 1)::timestamp at time zone 'utc') then
      execute format('create table %I partition of events for values from (%L) to (%L)', name,
        day::timestamp at time zone 'utc', (day + 1)::timestamp at time zone 'utc');
      perform secure_tenant_table(name::regclass, '');
      done := done || ('+' || name);
    end if;
  end loop;
  for name in
    select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'events'::regclass and c.relname ~ '^events_\d{8}$'
      and to_date(right(c.relname, 8), 'YYYYMMDD') < (now() at time zone 'utc')::date - keep_days
  loop
    execute format('drop table %I', name);
    done := done || ('-' || name);
  end loop;
  delete from events_default where at < now() - make_interval(days => keep_days);
  return done;
end $$;
revoke execute on function keep_event_partitions(int) from public;
grant execute on function keep_event_partitions(int) to switchyard_engine;
