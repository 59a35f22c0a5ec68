import { Link, useLocation } from '@tanstack/react-router';
import { useActiveInView } from '../../ui/use-active-in-view.ts';
import classes from './automation-nav.module.css';

const places = [
  { to: '/automations', label: 'Automations' },
  { to: '/recipes', label: 'Recipes' },
  { to: '/runs', label: 'Runs' },
  { to: '/deliveries', label: 'Deliveries' },
  { to: '/why', label: 'Why did it not run?' },
] as const;

/** The screens of automations, side by side. */
export function AutomationNav() {
  const { pathname } = useLocation();
  const row = useActiveInView<HTMLElement>(pathname, '[aria-current]');
  return (
    <nav ref={row} className={classes['nav']} aria-label="Automations">
      {places.map(({ to, label }) => (
        <Link
          key={to}
          to={to}
          className={classes['link']}
          activeOptions={{ exact: true, includeSearch: false }}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
