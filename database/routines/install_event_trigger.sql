-- install_event_trigger(tracked, subject, contact_expr, hidden): generates and attaches the trigger
-- that writes one events row a changed row of `tracked`.
--   subject       'contact' gives events contact.created / contact.updated / contact.deleted
--   contact_expr  column holding the contact's id, or null
--   hidden        columns left out of `changes` (bookkeeping, leases)
-- A table with a column `written_by` ('actor|cause|depth|number') says row by row who wrote.
-- Events that an automation of the workspace listens to are also queued in pending_events.
-- The function compares column by column with the column's own operator: comparing whole rows as
-- JSON cost writers 31 / 39 / 63 % of their throughput at 1 / 8 / 32 writers.
create or replace function install_event_trigger(
  tracked regclass, subject text, contact_expr text, hidden text[] default '{}')
returns void language plpgsql set search_path = public, pg_temp as $install$
declare
  name constant text := (select relname from pg_class where oid = tracked);
  compare text := '';
  whole text := '';
  watched text := '';
  -- A workspace is its own tenant.
  tenant constant text := case when tracked = 'workspaces'::regclass then 'id' else 'workspace_id' end;
  signed constant boolean := exists (select from pg_attribute
    where attrelid = tracked and attname = 'written_by' and not attisdropped);
  col record;
begin
  for col in
    select attname as n,
      -- created_at → createdAt: the field names of the API.
      (select string_agg(case when i = 1 then part else initcap(part) end, '' order by i)
         from unnest(string_to_array(attname, '_')) with ordinality as p(part, i)) as field
    from pg_attribute
    where attrelid = tracked and attnum > 0 and not attisdropped
      and attname not in ('workspace_id', 'id', 'created_at', 'updated_at', 'written_by')
      and attname <> all (hidden)
    order by attnum
  loop
    compare := compare || format(
      'if new.%1$I is distinct from old.%1$I then c := c || jsonb_build_object(%2$L, jsonb_build_array(old.%1$I, new.%1$I)); end if; ',
      col.n, col.field);
    whole := whole || format(
      'if r.%1$I is not null then c := c || jsonb_build_object(%2$L, case tg_op when ''INSERT'' then jsonb_build_array(null, r.%1$I) else jsonb_build_array(r.%1$I, null) end); end if; ',
      col.n, col.field);
    watched := watched || format('%s%I', case when watched = '' then '' else ', ' end, col.n);
  end loop;

  execute format($f$
    create or replace function %1$I() returns trigger language plpgsql set search_path = public, pg_temp as $body$
    declare
      c jsonb := '{}';
      r %2$s;
      kind text := %5$L || case tg_op when 'INSERT' then '.created' when 'UPDATE' then '.updated' else '.deleted' end;
      ask constant text := coalesce(nullif(current_setting('app.automations', true), ''), 'yes');
      event_id bigint;
      event_at timestamptz;
      event_lane smallint;
      writer text;
    begin
      if tg_op = 'UPDATE' then
        r := new;
        %3$s
        if c = '{}' then return null; end if;
      else
        if tg_op = 'INSERT' then r := new; else r := old; end if;
        %4$s
      end if;
      %8$s
      -- Not by `returning`: that needs the right to read events, which the accounts role has not.
      event_id := nextval('event_positions');
      event_at := clock_timestamp();
      event_lane := uuid_hash(coalesce(%6$s, r.id)) & 63;
      insert into events (workspace_id, id, at, type, subject_id, contact_id, changes, actor, cause, depth, lane, automations)
      values (r.%7$s, event_id, event_at, kind, r.id, %6$s, c,
        coalesce(nullif(split_part(writer, '|', 1), ''), event_actor()),
        case when writer is null then nullif(current_setting('app.cause', true), '')
          else split_part(writer, '|', 2) end,
        case when writer is null then coalesce(nullif(current_setting('app.depth', true), '')::smallint, 0)
          else split_part(writer, '|', 3)::smallint end,
        event_lane, ask);
      -- Not `exists`: a plan for any type then reads the whole table (2,000 → 430 runs/s at 10,000
      -- automations); this order keeps it on the index.
      if ask <> 'no' and (select true from automation_listeners l
          where l.workspace_id = r.%7$s and l.event_type = kind order by l.automation_id limit 1) then
        insert into pending_events (workspace_id, id, at, lane, slow)
        values (r.%7$s, event_id, event_at, event_lane, ask = 'slowly');
      end if;
      return null;
    end $body$ $f$,
    name || '_events', tracked, compare, whole, subject,
    case when contact_expr is null then 'null::uuid' else 'r.' || contact_expr end, tenant,
    case when signed then 'if tg_op <> ''DELETE'' then writer := new.written_by; end if;' else '' end);

  execute format('drop trigger if exists write_event on %s', tracked);
  execute format('drop trigger if exists write_event_update on %s', tracked);
  execute format('create trigger write_event after insert or delete on %s for each row execute function %I()',
    tracked, name || '_events');
  -- `update of`: a statement that sets none of the watched columns pays nothing.
  execute format('create trigger write_event_update after update of %s on %s for each row execute function %I()',
    watched, tracked, name || '_events');
end $install$;
revoke execute on function install_event_trigger(regclass, text, text, text[]) from public;
