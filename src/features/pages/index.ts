export { connectRoutes } from './connect.routes.ts';
export { connectPages } from './connect-pages.ts';
export { legacyPageRoutes } from './legacy.routes.ts';
export { removeExpiredConnects } from './meta-connects.store.ts';
export { pageRoutes } from './pages.routes.ts';
export { sandboxRoutes } from './sandbox.routes.ts';
