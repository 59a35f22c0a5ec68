export { connectPages } from './connect-pages.ts';
