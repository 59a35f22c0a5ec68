import { choiceParam, present, type RawSearch, textParam } from '../../ui/search-params.ts';

/** What the audit log speaks of, by the names of the API. */
export const subjectNames = {
  contact: 'Contact',
  note: 'Note',
  task: 'Task',
  appointment: 'Appointment',
  job: 'Job',
  tag: 'Tag',
  custom_field: 'Custom field',
  automation: 'Automation',
  pipeline: 'Pipeline',
  stage: 'Stage',
  page: 'Page',
  member: 'Member',
  invitation: 'Invitation',
  api_key: 'API key',
  workspace: 'Workspace',
  channel: 'Channel',
};

export function auditSearch(search: RawSearch) {
  return present({
    subjectType: choiceParam(search['subjectType'], subjectNames),
    subjectId: textParam(search['subjectId']),
    contactId: textParam(search['contactId']),
    actor: textParam(search['actor']),
  });
}
