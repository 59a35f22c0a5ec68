/** Which table an id in a query or body is of, by its field. */
export const tableOfField: Record<string, string> = {
  pipelineId: 'pipelines',
  stageId: 'stages',
  toStageId: 'stages',
  ownerId: 'members',
  contactId: 'contacts',
  contactIds: 'contacts',
  conversationId: 'conversations',
  placementIds: 'placements',
  pageId: 'pages',
  syncId: 'syncs',
  subjectId: 'contacts',
  assigneeId: 'members',
  ids: 'notifications',
  automationId: 'automations',
  runId: 'runs',
  folderId: 'automation_folders',
};
/** … and in an address, by the noun before it. */
export const tableOfPath: Record<string, string> = {
  workspaces: 'workspaces',
  members: 'members',
  invitations: 'invitations',
  'api-keys': 'api_keys',
  pipelines: 'pipelines',
  contacts: 'contacts',
  placements: 'placements',
  pages: 'pages',
  'facebook-pages': 'pages',
  syncs: 'syncs',
  'sync-status': 'syncs',
  connects: 'meta_connects',
  appointments: 'appointments',
  jobs: 'jobs',
  tags: 'tags',
  'custom-fields': 'custom_fields',
  notes: 'notes',
  tasks: 'tasks',
  automations: 'automations',
  'automation-folders': 'automation_folders',
  deliveries: 'deliveries',
};
/** What stands in an address behind these nouns is no id of a row; a value for each that fits. */
export const valuesInPath: Record<string, string> = {
  versions: '1',
  diff: 'draft',
  'automation-recipes': 'new_contact_task',
};
