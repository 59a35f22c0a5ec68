export type SandboxApp = { id: string; secret: string; name: string };
export type SandboxUser = { id: string; name: string };

export const defaultApp: SandboxApp = {
  id: '700100200300400',
  secret: 'sandbox-app-secret-0123456789abcdef',
  name: 'Switchyard (sandbox)',
};

export const defaultUser: SandboxUser = { id: '10223344556677889', name: 'Robin Vale' };
