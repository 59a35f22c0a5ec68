-- Password hashes, sessions and counters: the accounts role alone.
revoke all on sessions, accounts, verifications, rate_limits from public;
grant select, insert, update, delete on sessions, accounts, verifications, rate_limits
  to switchyard_auth;
