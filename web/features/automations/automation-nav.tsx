import { Link } from '@tanstack/react-router';
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
  return (
    <nav className={classes['nav']} aria-label="Automations">
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
