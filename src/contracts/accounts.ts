import { z } from 'zod';
import { Role } from './roles.ts';
import { TimeZone } from './time-zones.ts';

const email = z
  .email()
  .max(254)
  .toLowerCase()
  .meta({ examples: ['ana@example.com'] });
const personName = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .meta({ examples: ['Ana Reyes'] });
/** Long enough that guessing at the throttled pace is hopeless; nothing else is demanded. */
export const passwordLength = { min: 10, max: 128 };
const newPassword = z
  .string()
  .min(passwordLength.min, `must have at least ${passwordLength.min} characters`)
  .max(passwordLength.max);
const workspaceName = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .meta({ examples: ['Harbour Bakery'] });

export const Person = z.object({ id: z.uuid(), name: z.string(), email: z.string() });
export type Person = z.infer<typeof Person>;

/** The two parts of an invitation's link: `/invitation/<id>#<secret>`. */
export const InvitationProof = z.object({ id: z.uuid(), secret: z.string().min(20).max(100) });
export type InvitationProof = z.infer<typeof InvitationProof>;

export const SignUpInput = z.object({
  name: personName,
  email,
  password: newPassword,
  invitation: InvitationProof.optional().describe(
    'Needed where sign-up is closed: both parts of the link that was handed over.',
  ),
});
export type SignUpInput = z.infer<typeof SignUpInput>;

export const SignInInput = z.object({ email, password: z.string().min(1).max(passwordLength.max) });
export const SignedIn = z.object({ person: Person });
export const PasswordChange = z.object({
  currentPassword: z.string().min(1).max(passwordLength.max),
  newPassword: newPassword.meta({ examples: ['seven green lanterns'] }),
});
export const Done = z.object({ ok: z.literal(true) });

export const SignUpState = z.object({
  open: z.boolean().describe('Whether anybody may sign up; otherwise only with an invitation.'),
  firstRun: z.boolean().describe('Nobody has signed up yet.'),
});
export type SignUpState = z.infer<typeof SignUpState>;

export const Membership = z.object({
  workspaceId: z.uuid(),
  name: z.string(),
  role: Role,
  memberId: z.uuid(),
});
export type Membership = z.infer<typeof Membership>;

export const Me = z.object({
  person: Person,
  memberships: z.array(Membership),
  activeWorkspaceId: z.uuid().nullable(),
});
export type Me = z.infer<typeof Me>;

export const Workspace = z.object({
  id: z.uuid(),
  name: z.string(),
  slug: z.string(),
  timeZone: z.string(),
});
export type Workspace = z.infer<typeof Workspace>;

export const WorkspaceInput = z.object({ name: workspaceName });
export const WorkspaceChange = z
  .object({
    name: workspaceName,
    timeZone: TimeZone,
  })
  .partial();
export type WorkspaceChange = z.infer<typeof WorkspaceChange>;

export const Member = z.object({
  id: z.uuid(),
  userId: z.uuid(),
  name: z.string(),
  email: z.string(),
  role: Role,
  createdAt: z.iso.datetime(),
  signedInAt: z.iso.datetime().nullable().describe('Last sign-in since they became a member.'),
});
export type Member = z.infer<typeof Member>;

export const MemberChange = z.object({ role: Role }).meta({ examples: [{ role: 'agent' }] });

export const Invitation = z.object({
  id: z.uuid(),
  email: z.string(),
  role: Role,
  inviterName: z.string().nullable().describe('Null when the inviter is no longer a member.'),
  expired: z.boolean(),
  expiresAt: z.iso.datetime(),
  createdAt: z.iso.datetime(),
});
export type Invitation = z.infer<typeof Invitation>;

export const InvitationInput = z.object({ email, role: Role });
export type InvitationInput = z.infer<typeof InvitationInput>;

export const NewInvitation = Invitation.extend({
  link: z
    .url()
    .describe('Hand this over: no e-mail is sent. Shown once; inviting again makes a new link.'),
});

export const InvitationAccept = z
  .object({ secret: InvitationProof.shape.secret })
  .meta({ examples: [{ secret: 'the part of the link after the #' }] });

export const ApiKey = z.object({
  id: z.uuid(),
  name: z.string(),
  role: Role.describe('Never does more than its maker may at the time of the call.'),
  start: z.string().describe('The first characters, to recognise the key by.'),
  createdBy: z.uuid().describe('Member who made it; the key ends with that membership.'),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable(),
  lastUsedAt: z.iso.datetime().nullable().describe('Exact to a minute.'),
});
export type ApiKey = z.infer<typeof ApiKey>;

export const ApiKeyInput = z.object({
  name: z
    .string()
    .trim()
    .min(1)
    .max(80)
    .meta({ examples: ['Website form'] }),
  role: Role.default('agent'),
  expiresAt: z.iso.datetime().nullable().default(null),
});
export type ApiKeyInput = z.infer<typeof ApiKeyInput>;

export const NewApiKey = ApiKey.extend({
  key: z.string().describe('Shown this once; send it as `x-api-key` or as a bearer token.'),
});
