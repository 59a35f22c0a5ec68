import { IconMenu2 } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { bottomBarLength, destinations } from './navigation.ts';
import classes from './shell.module.css';

type Props = { onMenu: () => void };

/** The navigation of a phone. */
export function BottomBar({ onMenu }: Props) {
  return (
    <nav className={classes['bottom']} aria-label="Main, short">
      {destinations.slice(0, bottomBarLength).map(({ to, label, icon: Icon }) => (
        <Link key={to} to={to} className={classes['tab']} activeOptions={{ includeSearch: false }}>
          <Icon size={20} stroke={1.6} aria-hidden />
          {label}
        </Link>
      ))}
      <button type="button" className={classes['tab']} onClick={onMenu}>
        <IconMenu2 size={20} stroke={1.6} aria-hidden />
        More
      </button>
    </nav>
  );
}
