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
select install_event_trigger('tags', 'tag', null);
select install_event_trigger('custom_fields', 'custom_field', null);
select install_event_trigger('notes', 'note', 'contact_id');
select install_event_trigger('tasks', 'task', 'contact_id');
select install_event_trigger('appointments', 'appointment', 'contact_id');
select install_event_trigger('jobs', 'job', 'contact_id');
select install_event_trigger('notifications', 'notification', 'contact_id');
select install_event_trigger('automations', 'automation', null, '{draft,failures_in_row}');
select install_event_trigger('automation_folders', 'automation_folder', null);
select install_event_trigger('hook_calls', 'hook_call', 'contact_id', '{body}');
select install_event_trigger('runs', 'run', 'contact_id', '{version,trigger_key,trigger,cause,depth,state,lane,steps,search,is_slow,started_at,error}');
select install_event_trigger('deliveries', 'delivery', 'contact_id', '{key,payload,lease_until,response,next_attempt_at}');
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

create or replace trigger touch before update on notes for each row execute function touch_updated_at();
create or replace trigger touch before update on tasks for each row execute function touch_updated_at();
create or replace trigger touch before update on appointments for each row execute function touch_updated_at();
create or replace trigger touch before update on jobs for each row execute function touch_updated_at();
create or replace trigger touch before update on automations for each row execute function touch_updated_at();
create or replace trigger touch before update on deliveries for each row execute function touch_updated_at();

create or replace trigger forget_writer before update on contacts for each row execute function forget_writer();
create or replace trigger forget_writer before update on placements for each row execute function forget_writer();
create or replace trigger forget_writer before update on activities for each row execute function forget_writer();
create or replace trigger forget_writer before update on notes for each row execute function forget_writer();
create or replace trigger forget_writer before update on tasks for each row execute function forget_writer();
create or replace trigger forget_writer before update on appointments for each row execute function forget_writer();
create or replace trigger forget_writer before update on jobs for each row execute function forget_writer();
create or replace trigger forget_writer before update on notifications for each row execute function forget_writer();
create or replace trigger forget_writer before update on deliveries for each row execute function forget_writer();

create or replace trigger know_tags after insert or update of tags on contacts for each row
  when (new.tags <> '{}') execute function know_tags();
create or replace trigger number_job before insert on jobs for each row execute function number_job();
create or replace trigger stamp_completion before insert or update of status on tasks for each row execute function stamp_completion();
create or replace trigger stamp_completion before insert or update of status on jobs for each row execute function stamp_completion();
create or replace trigger count_reschedules before update of starts_at on appointments for each row
  when (new.starts_at <> old.starts_at) execute function count_reschedules();

create or replace trigger bump_on_change after insert or delete on automations for each row execute function bump_automations();
create or replace trigger bump_on_update after update of status, version, pipeline_id on automations for each row execute function bump_automations();

create or replace trigger note_sign_in after insert or delete on sessions for each row execute function note_sign_in();

create or replace trigger clear_stage before update of pipeline_id on contacts for each row
  when (new.pipeline_id is null and new.stage_id is not null)
  execute function clear_stage_without_pipeline();

create or replace trigger explain_outside_move before update of stage_id on contacts for each row
  when (new.stage_id is distinct from old.stage_id
    and new.placement_id is not distinct from old.placement_id)
  execute function explain_outside_move();

select keep_event_partitions(3650);
