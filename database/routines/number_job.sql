-- number_job(): gives a new job its number. The counter's row stays locked until commit, so numbers
-- have no double; a rolled back job leaves no gap.
create or replace function number_job() returns trigger language plpgsql
set search_path = public, pg_temp as $$
begin
  insert into job_numbers as n (workspace_id, last) values (new.workspace_id, 1)
    on conflict (workspace_id) do update set last = n.last + 1
    returning last into new.number;
  return new;
end $$;
