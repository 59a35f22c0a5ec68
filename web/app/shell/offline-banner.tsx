import { useNetwork } from '@mantine/hooks';
import classes from './offline-banner.module.css';

/** Says that the browser has no connection; what is on the screen may be old. */
export function OfflineBanner() {
  const { online } = useNetwork();
  return (
    <div role="status" aria-live="polite">
      {!online && (
        <div className={classes['banner']}>
          You are offline. What you see may be old; changes are possible again once you are back.
        </div>
      )}
    </div>
  );
}
