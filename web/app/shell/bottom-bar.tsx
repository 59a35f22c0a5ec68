import { IconMenu2 } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { BellTab } from '../../features/notifications/bell-tab.tsx';
import { bottomBarLength, destinations } from './navigation.ts';
import classes from './shell.module.css';

type Props = { onMenu: () => void; onNews: () => void };

/** The navigation of a phone. */
export function BottomBar({ onMenu, onNews }: Props) {
  return (
    <nav className={classes['bottom']} aria-label="Main, short">
      {destinations.slice(0, bottomBarLength).map(({ to, label, icon: Icon }) => (
        <Link key={to} to={to} className={classes['tab']} activeOptions={{ includeSearch: false }}>
          <Icon size={20} stroke={1.6} aria-hidden />
          {label}
        </Link>
      ))}
      <BellTab className={classes['tab'] ?? ''} onOpen={onNews} />
      <button type="button" className={classes['tab']} onClick={onMenu}>
        <IconMenu2 size={20} stroke={1.6} aria-hidden />
        More
      </button>
    </nav>
  );
}
