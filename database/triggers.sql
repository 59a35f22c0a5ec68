-- Which tables raise events, under which name. Applied after every migration, so that a new column
-- is in the events from its first day.
select install_event_trigger('contacts', 'contact', 'id');
select install_event_trigger('contact_identities', 'identity', 'contact_id');
select install_event_trigger('conversations', 'conversation', 'contact_id',
  '{analysis_due_at,analysis_asked_at,analysis_lease_until,analysis_attempts,reevaluate,provider_updated_at}');
select install_event_trigger('messages', 'message', 'contact_id');
select install_event_trigger('analyses', 'analysis', 'contact_id', '{result}');
select install_event_trigger('placements', 'placement', 'contact_id', '{trace,evidence}');
select install_event_trigger('activities', 'activity', 'contact_id');
select install_event_trigger('pipelines', 'pipeline', null);
select install_event_trigger('stages', 'stage', null);
select install_event_trigger('pages', 'page', null, '{webhook_seen_at,next_sync_at}');
select install_event_trigger('channels', 'channel', null, '{synced_until}');
select install_event_trigger('syncs', 'sync', null, '{progress,lease_until,attempt}');
select install_event_trigger('sync_errors', 'sync_error', null);
select install_event_trigger('workspaces', 'workspace', null, '{logo,metadata}');
select install_event_trigger('members', 'member', null);
select install_event_trigger('invitations', 'invitation', null, '{secret_hash}');
select install_event_trigger('api_keys', 'api_key', null, '{key_hash,start,last_used_at}');

create or replace trigger touch before update on contacts for each row execute function touch_updated_at();
create or replace trigger touch before update on contact_identities for each row execute function touch_updated_at();
create or replace trigger touch before update on conversations for each row execute function touch_updated_at();
create or replace trigger touch before update on pipelines for each row execute function touch_updated_at();
create or replace trigger touch before update on stages for each row execute function touch_updated_at();
create or replace trigger touch before update on pages for each row execute function touch_updated_at();
create or replace trigger touch before update on channels for each row execute function touch_updated_at();
create or replace trigger touch before update on syncs for each row execute function touch_updated_at();

create or replace trigger clear_stage before update of pipeline_id on contacts for each row
  when (new.pipeline_id is null and new.stage_id is not null)
  execute function clear_stage_without_pipeline();

create or replace trigger explain_outside_move before update of stage_id on contacts for each row
  when (new.stage_id is distinct from old.stage_id
    and new.placement_id is not distinct from old.placement_id)
  execute function explain_outside_move();

select keep_event_partitions(3650);
