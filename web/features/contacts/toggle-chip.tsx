import classes from './filter-bar.module.css';

type Props = {
  label: string;
  value: true | undefined;
  onChange: (value: true | undefined) => void;
};

/** A filter that is on or off. */
export function ToggleChip({ label, value, onChange }: Props) {
  return (
    <button
      type="button"
      className={classes['chip']}
      aria-pressed={value === true}
      data-on={value}
      onClick={() => onChange(value ? undefined : true)}
    >
      {label}
    </button>
  );
}
