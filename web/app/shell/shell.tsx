import { useDisclosure } from '@mantine/hooks';
import { Outlet } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { BottomBar } from './bottom-bar.tsx';
import { OfflineBanner } from './offline-banner.tsx';
import classes from './shell.module.css';
import { ShortcutHelp } from './shortcut-help.tsx';
import { Sidebar } from './sidebar.tsx';
import { SidebarDrawer } from './sidebar-drawer.tsx';
import { useShellShortcuts } from './use-shell-shortcuts.ts';

const WorkspaceLive = lazy(() => import('../workspace-live.tsx'));
const NotificationsDrawer = lazy(
  () => import('../../features/notifications/notifications-drawer.tsx'),
);
const CommandPalette = lazy(() => import('./command-palette.tsx'));

/** Navigation around every screen of a workspace. */
export function Shell() {
  const [menuOpened, menu] = useDisclosure(false);
  const [paletteOpened, palette] = useDisclosure(false);
  const [newsOpened, news] = useDisclosure(false);
  const [helpOpened, help] = useDisclosure(false);
  useShellShortcuts({ togglePalette: palette.toggle, openHelp: help.open, openNews: news.open });
  return (
    <div className={classes['shell']}>
      <a href="#main" className={classes['skip']}>
        Skip to the content
      </a>
      <div className={classes['sidebar']}>
        <Sidebar onSearch={palette.open} onHelp={help.open} onNews={news.open} />
      </div>
      <main id="main" tabIndex={-1} className={classes['main']}>
        <OfflineBanner />
        <Outlet />
      </main>
      <BottomBar onMenu={menu.open} onNews={news.open} />
      <SidebarDrawer
        opened={menuOpened}
        onClose={menu.close}
        onSearch={palette.open}
        onHelp={help.open}
        onNews={news.open}
      />
      <ShortcutHelp opened={helpOpened} onClose={help.close} />
      <Suspense fallback={null}>
        <WorkspaceLive />
      </Suspense>
      {newsOpened && (
        <Suspense fallback={null}>
          <NotificationsDrawer onClose={news.close} />
        </Suspense>
      )}
      {paletteOpened && (
        <Suspense fallback={null}>
          <CommandPalette onClose={palette.close} onHelp={help.open} />
        </Suspense>
      )}
    </div>
  );
}
