-- number_job(): gives a new job its number. The counter's row stays locked until commit, so numbers
-- have no double; a rolled back job leaves no gap. A workspace that the writer does not see gets no
-- number, and the policy of `jobs` refuses the row.
create or replace function number_job() returns trigger language plpgsql
set search_path = public, pg_temp as $$
declare
  given int;
begin
  insert into job_numbers as n (workspace_id, last)
    select w.id, 1 from workspaces w where w.id = new.workspace_id
    on conflict (workspace_id) do update set last = n.last + 1
    returning last into given;
  new.number := coalesce(given, 0);
  return new;
end $$;
