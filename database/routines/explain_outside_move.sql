-- explain_outside_move(): a stage changed by somebody who wrote no placement (psql, another program)
-- still gets a true "why is this card here?", and is respected like a move by hand.
create or replace function explain_outside_move() returns trigger language plpgsql
set search_path = public, pg_temp as $$
declare
  who constant text := event_actor();
  moved uuid := uuidv7();
  stage record;
begin
  select s.id, s.name, s.pipeline_id into stage from stages s
    where s.workspace_id = new.workspace_id and s.id = new.stage_id;
  if new.stage_id is not null and stage.pipeline_id is distinct from new.pipeline_id
     and new.pipeline_id is not distinct from old.pipeline_id then
    new.pipeline_id := stage.pipeline_id;
  end if;
  insert into placements (workspace_id, id, contact_id, pipeline_id, from_pipeline_id, from_stage_id,
    to_stage_id, from_stage_name, to_stage_name, outcome, rule, reason, score, status, confidence,
    decided_by, actor)
  values (new.workspace_id, moved, new.id, new.pipeline_id, old.pipeline_id, old.stage_id,
    new.stage_id,
    (select s.name from stages s where s.workspace_id = old.workspace_id and s.id = old.stage_id),
    stage.name, 'moved', 'outside_move', 'Moved directly in the database by ' || who,
    new.score, new.status, new.confidence, 'database', who);
  insert into activities (workspace_id, contact_id, type, data, actor)
  values (new.workspace_id, new.id, 'moved', jsonb_build_object('placementId', moved,
    'fromStageId', old.stage_id, 'toStageId', new.stage_id, 'rule', 'outside_move'), who);
  new.placement_id := moved;
  new.placement_rule := 'outside_move';
  new.placement_reason := 'Moved directly in the database by ' || who;
  new.stage_entered_at := clock_timestamp();
  new.locked_at := clock_timestamp();
  new.locked_by := who;
  new.needs_review := false;
  return new;
end $$;
